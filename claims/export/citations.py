"""The sources that claims rest on, as a bibliography: BibTeX, or CSL-JSON for Zotero, Pandoc and the like.

What a page says of itself (authors, date, site) is read from the copy that the desk keeps.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote, urlsplit

from claims.export.encoding import is_web, json_bytes
from claims.export.exporters import Contents, Given
from claims.export.history import relied_on
from claims.export.unseen import named
from claims.ledger.review import ReviewState, SourceText
from sources.document import Document, Metadata
from sources.reading import read
from sources.snapshots import Snapshot

STYLES = ("bibtex", "csl")

_DATE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")
_KEY_LETTERS = re.compile(r"[^a-z0-9]+")


@dataclass(frozen=True, slots=True)
class Citation:
    """One source as a bibliography has it; `published` and `accessed` are dates as far as they are known."""

    key: str
    title: str
    url: str
    authors: tuple[str, ...]
    site: str
    published: tuple[int, ...]
    accessed: tuple[int, ...]
    language: str
    sha256: str


def render(contents: Contents, given: Given) -> bytes:
    """Every source that a claim of these reviews rests on, once, in the order of their keys."""
    citations = sorted(_citations(contents), key=lambda each: (each.key, each.url))
    if given.get("style") == "csl":
        return json_bytes([_csl(citation) for citation in citations])
    return "\n".join(map(_bibtex, citations)).encode()


def _citations(contents: Contents) -> Iterator[Citation]:
    copies = {copy.sha256: copy for copy in contents.copies}
    seen: set[tuple[str, str]] = set()
    for state in contents.reviews:
        for source in _used(state):
            if (source.name, source.sha256) not in seen:
                seen.add((source.name, source.sha256))
                yield _citation(source, copies.get(source.sha256))


def _used(state: ReviewState) -> Iterator[SourceText]:
    names = {relied_on(item, state).get("source") for item in state.items}
    return (source for source in state.sources if source.name in names)


def _citation(source: SourceText, copy: Snapshot | None) -> Citation:
    document = read(copy) if copy else None
    said = document.metadata if isinstance(document, Document) else Metadata()
    published = date_parts(said.published)
    place = source.url or source.name
    host = (urlsplit(place).hostname or "") if is_web(place) else place.rpartition("/")[2]
    stem = _KEY_LETTERS.sub("", host.lower().removeprefix("www.")) or "source"
    year = published[0] if published else ""
    return Citation(
        key=f"{stem}{year}_{source.sha256[:8] or 'nocopy'}",
        title=source.title or source.name,
        url=place if is_web(place) else "",
        authors=said.authors,
        site=said.site,
        published=published,
        accessed=date_parts(source.fetched_at),
        language=source.language,
        sha256=source.sha256,
    )


def date_parts(text: str) -> tuple[int, ...]:
    """Year, month and day of an ISO date, as far as it has them; empty for other words."""
    found = _DATE.match(text)
    if not found:
        return ()
    year, month, day = (int(part) if part else None for part in found.groups())
    if month is None or not 1 <= month <= 12:
        return (year or 0,)
    return (year or 0, month, day) if day is not None and 1 <= day <= 31 else (year or 0, month)


def _csl(citation: Citation) -> dict[str, Any]:
    item: dict[str, Any] = {
        "id": citation.key,
        "type": "webpage" if citation.url else "document",
        "title": citation.title,
        "author": [{"literal": author} for author in citation.authors],
        "container-title": citation.site,
        "issued": _date(citation.published),
        "accessed": _date(citation.accessed),
        "URL": citation.url,
        "language": citation.language,
        "note": f"SHA-256 of the copy: {citation.sha256}" if citation.sha256 else "",
    }
    return {name: value for name, value in item.items() if value}


def _date(parts: tuple[int, ...]) -> dict[str, Any]:
    return {"date-parts": [list(parts)]} if parts else {}


def _bibtex(citation: Citation) -> str:
    fields = {
        "title": f"{{{_tex(citation.title)}}}",
        "author": " and ".join(f"{{{_tex(author)}}}" for author in citation.authors),
        "organization": _tex(citation.site),
        "year": str(citation.published[0]) if citation.published else "",
        "date": _iso(citation.published),
        "url": _address(citation.url),
        "urldate": _iso(citation.accessed),
        "langid": _tex(citation.language),
        "note": f"SHA-256 of the copy: {citation.sha256}" if citation.sha256 else "",
    }
    lines = [f"  {name} = {{{value}}},\n" for name, value in fields.items() if value]
    return f"@misc{{{citation.key},\n{''.join(lines)}}}\n"


def _iso(parts: Iterable[int]) -> str:
    return "-".join(f"{part:02}" for part in parts)


def _address(url: str) -> str:
    """An address without what would end its field or begin a comment."""
    return quote(url.encode("utf-8", "replace"), safe=":/?#[]@!$&'()*+,;=-._~%").replace("%", "\\%")


_TEX = {
    "\\": r"\textbackslash{}",
    "{": r"\{",
    "}": r"\}",
    "$": r"\$",
    "%": r"\%",
    "&": r"\&",
    "#": r"\#",
    "_": r"\_",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
}
_TEX_SIGNS = re.compile("[" + re.escape("".join(_TEX)) + "]")


def _tex(text: str) -> str:
    """A text as TeX sets it; runs of white space are one space."""
    return _TEX_SIGNS.sub(lambda sign: _TEX[sign[0]], " ".join(named(text).split()))
