"""Feeds (RSS, Atom) and sitemaps: lists of pages, each a possible source."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from io import BytesIO
from typing import Any

from lxml import etree

from sources.snapshots import Snapshot
from sources.urls import BadUrl, web_address

MOST_ENTRIES = 20  # pages taken of one list: each is fetched
_LOOKED_AT = 50_000  # entries of one list: what a sitemap may hold at most
_ROOTS = frozenset({"rss", "feed", "RDF", "urlset", "sitemapindex"})
_ENTRIES = frozenset({"item", "entry", "url", "sitemap"})
_DATES = ("updated", "pubDate", "published", "date", "lastmod", "publication_date")
_WHOLE = re.compile(
    rb"</(?:[\w.-]+:)?(?:rss|feed|RDF|urlset|sitemapindex)\s*>|<(?:[\w.-]+:)?(?:rss|feed|RDF|urlset|sitemapindex)\b[^>]*/>"
)
_LONG_AGO = datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Entry:
    """A page that a list names. `at` is when it was last published or changed, None where the list does not say."""

    url: str
    title: str = ""
    at: datetime | None = None


def is_list(page: Snapshot) -> bool:
    """Whether the bytes are a feed or a sitemap, whatever they are called."""
    head = page.body[:2_000].lstrip(b"\xef\xbb\xbf \t\r\n")
    return head.startswith(b"<") and any(b"<" + root.encode() in head or b":RDF" in head for root in _ROOTS)


def is_sitemap(page: Snapshot) -> bool:
    """Whether the bytes are a list of addresses and nothing else."""
    return is_list(page) and any(root in page.body[:2_000] for root in (b"<urlset", b"<sitemapindex"))


def entries_of(page: Snapshot, most: int = MOST_ENTRIES) -> tuple[Entry, ...]:
    """The pages that a feed or sitemap names, the newest first, at most `most`; none for anything else.

    Undated ones come in the order of the list, after the dated ones. No entity of the file is resolved.
    """
    if not is_list(page):
        return ()
    found: dict[str, Entry] = {}
    try:
        for entry in _entries(page.body, page.final_url):
            found.setdefault(entry.url, entry)
    except etree.XMLSyntaxError:
        pass  # what came before the damage is a list as well
    newest = sorted(found.values(), key=lambda entry: entry.at or _LONG_AGO, reverse=True)
    return tuple(newest[:most])


def damage_of(page: Snapshot) -> str:
    """What is wrong with a feed or sitemap as a whole, as words behind its name; empty for a whole one, or for no list.

    Small faults inside, such as a lone ampersand, are none: the entries are there all the same.
    """
    if not is_list(page):
        return ""
    try:
        if _name(next(_parser(page.body))[1]) not in _ROOTS:
            return ""
    except StopIteration:
        return _CUT
    except etree.XMLSyntaxError as broken:
        return _CUT if not _WHOLE.search(page.body) else _broken(broken.lineno or 0, broken.msg or "")
    if not _WHOLE.search(page.body):
        return _CUT
    return "" if entries_of(page, 1) else _first_fault(page.body)


_CUT = "is cut off: its end is missing"


def _broken(line: int, words: str) -> str:
    return f"is broken in line {line}: {words}"


def _first_fault(body: bytes) -> str:
    """The first of those for which a strict reader would have stopped."""
    parser = _parser(body)
    try:
        deque(parser, maxlen=0)
    except etree.XMLSyntaxError as broken:
        return _broken(broken.lineno or 0, broken.msg or "")
    fatal = [error for error in parser.error_log if error.level == etree.ErrorLevels.FATAL]
    return _broken(fatal[0].line, fatal[0].message) if fatal else ""


def broken_list(name: str, damage: str, entries: int) -> str:
    """What is said of a feed or sitemap that is damaged."""
    taken = f"{entries} named before {'is' if entries == 1 else 'are'} taken" if entries else "no page is named in it"
    return f"{name} {damage}; {taken}. Try again later, or tell its publisher"


def is_empty(page: Snapshot) -> bool:
    """Whether it is a feed or sitemap, and a whole one, that names no page."""
    if not is_list(page) or damage_of(page) or entries_of(page, 1):
        return False
    return _name(next(_parser(page.body))[1]) in _ROOTS


def _parser(body: bytes) -> Any:
    return etree.iterparse(
        BytesIO(body), events=("start", "end"), resolve_entities=False, no_network=True, load_dtd=False, recover=True
    )


def _without_stump(body: bytes) -> bytes:
    """A list that is cut off, without the words in which it was: half an address is one of another page."""
    return body if _WHOLE.search(body) else body[: body.rfind(b">") + 1]


def _entries(body: bytes, base: str) -> Iterator[Entry]:
    parser = _parser(_without_stump(body))
    seen = depth = 0
    for event, element in parser:
        name = _name(element)
        if event == "start":
            if depth == 0 and name not in _ROOTS:
                return
            depth += 1
            continue
        depth -= 1
        if name in _ENTRIES and depth <= 2:
            entry = _entry(element, base)
            if entry is not None:
                yield entry
            element.clear()
            seen += 1
            if seen >= _LOOKED_AT:
                return


def _name(element: Any) -> str:
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def _entry(element: Any, base: str) -> Entry | None:
    """What one entry names, or None for an entry without an address that could be fetched."""
    address = title = ""
    at: datetime | None = None
    for child in element.iter():
        name, words = _name(child), (child.text or "").strip()
        if name in {"link", "loc"} and child.get("rel", "alternate") == "alternate":
            address = address or words or child.get("href", "")
        elif name == "title":
            title = title or words
        elif name in _DATES:
            at = max(filter(None, (at, _moment(words))), default=None)
    try:
        return Entry(web_address(address, base=base if "://" in base else "").url, title, at) if address else None
    except BadUrl:
        return None


def _moment(words: str) -> datetime | None:
    """A date as feeds write it, by RFC 822 or ISO 8601; what names no zone is taken for UTC."""
    for parse in (datetime.fromisoformat, parsedate_to_datetime):
        try:
            at = parse(words[:60])
            return (at if at.tzinfo else at.replace(tzinfo=UTC)).astimezone(UTC)
        except (ValueError, TypeError, IndexError, OverflowError):
            continue
    return None
