"""The formats in which a review leaves the desk: what each is called, writes and takes. One table for all of them.

Another package may bring its own, as an entry point of the group `stet.exporters` that gives an `Exporter`.
"""

from __future__ import annotations

import difflib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from importlib import import_module
from typing import TYPE_CHECKING, Protocol

from claims.errors import ConfigError
from sources.plugins import brought

if TYPE_CHECKING:
    from importlib.metadata import EntryPoint

    from claims.ledger.review import ReviewState
    from claims.ledger.rows import ArticleSummary
    from sources.snapshots import Snapshot

GROUP = "stet.exporters"

Given = Mapping[str, str | bool]
"""The options of a format that were given, by name: True for a flag, else the words."""


@dataclass(frozen=True)
class Contents:
    """What a format is rendered from: everything that the store holds of the articles asked for.

    `reviews` come in the order of the articles' ids. `copies` are those of their sources, each source's oldest first;
    empty unless the format asks for them. `software` is who writes, such as `stet-desk/1.2`.
    """

    reviews: tuple[ReviewState, ...]
    copies: tuple[Snapshot, ...] = field(default=(), repr=False)
    software: str = "stet-desk"

    @property
    def at(self) -> datetime:
        """When anything last happened to these reviews: the time that an export bears; 1970 where nothing has."""
        times = [event.at for review in self.reviews for event in review.events]
        return max(times, default=datetime.fromtimestamp(0, UTC))


@dataclass(frozen=True, slots=True)
class Option:
    """One option of a format: a flag (`is_flag`), one of `choices`, or words of any kind (`metavar` names them)."""

    name: str
    help: str
    is_flag: bool = False
    choices: tuple[str, ...] = ()
    metavar: str = "TEXT"


Render = Callable[[Contents, Given], bytes]


@dataclass(frozen=True, slots=True)
class Exporter:
    """One format.

    `render` is pure: the same contents and options give the same bytes. It raises `StetError` where an option is
    missing or makes no sense. Unless `is_binary`, the bytes are UTF-8. With `needs_copies` it is given the copies of
    the sources as well.
    """

    name: str
    description: str
    media_type: str
    render: Render
    options: tuple[Option, ...] = ()
    is_binary: bool = False
    needs_copies: bool = False

    def export(self, contents: Contents, given: Given) -> bytes:
        """The bytes of this format; raises `ConfigError` for an option that it has not."""
        if unknown := sorted(set(given) - {option.name for option in self.options}):
            raise ConfigError(f"the format {self.name} has no option --{unknown[0]}", _options(self))
        return self.render(contents, given)


def _options(exporter: Exporter) -> str:
    known = ", ".join(f"--{option.name}" for option in exporter.options)
    return f"It has: {known}" if known else "It has none"


def _in(room: str) -> Render:
    """The `render` of a module of this package, imported when it is first called."""

    def render(contents: Contents, given: Given) -> bytes:
        rendered: bytes = import_module(f"claims.export.{room}").render(contents, given)
        return rendered

    return render


_URL = "Where the article or the fact-check is published."

_OURS = (
    Exporter(
        "jsonl",
        "the log, an event a line, with the hashes that chain them; the faithful one",
        "application/x-ndjson",
        _in("jsonl"),
    ),
    Exporter(
        "csv",
        "a row a claim with its verdict, for spreadsheets",
        "text/csv",
        _in("csv"),
        options=(
            Option("excel", "For Excel: with a byte order mark, and semicolons between the cells.", is_flag=True),
            Option("raw", "Cells as they are, also where a spreadsheet would run them.", is_flag=True),
        ),
    ),
    Exporter(
        "xlsx",
        "the same as a workbook, with the sources (needs stet-desk[xlsx])",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        _in("xlsx"),
        is_binary=True,
    ),
    Exporter("html", "the sign-off sheet as one page, to read, print and sign", "text/html", _in("sheet.html")),
    Exporter("md", "the sign-off sheet as Markdown", "text/markdown", _in("sheet.markdown")),
    Exporter(
        "annotation",
        "Web Annotations (W3C), for programs that show them on the article",
        "application/ld+json",
        _in("annotation"),
        options=(Option("url", _URL, metavar="ADDRESS"),),
    ),
    Exporter(
        "claimreview",
        "decided claims as schema.org ClaimReview; needs --url",
        "application/ld+json",
        _in("claimreview"),
        options=(
            Option("url", _URL, metavar="ADDRESS"),
            Option("publisher", "The organisation that publishes it; the reviewer unless given.", metavar="NAME"),
        ),
    ),
    Exporter(
        "citations",
        "the sources that claims rest on, as a bibliography",
        "text/plain",
        _in("citations"),
        options=(Option("style", "BibTeX unless csl, for CSL-JSON.", choices=("bibtex", "csl")),),
        needs_copies=True,
    ),
    Exporter(
        "warc",
        "the kept copies of the sources as a web archive (needs stet-desk[warc])",
        "application/warc",
        _in("warc"),
        is_binary=True,
        needs_copies=True,
    ),
    Exporter(
        "datasette",
        "what the views of the store mean, for datasette --metadata",
        "application/json",
        _in("datasette"),
        options=(Option("database", "The store's file without its ending; stet unless given.", metavar="NAME"),),
    ),
)

EXPORTERS: Mapping[str, Exporter] = {each.name: each for each in _OURS}
"""The formats that come with stet, by name; `exporter` also knows those of other packages."""


def names() -> tuple[str, ...]:
    """The names of all formats, those of other packages last; none of these is imported."""
    return (*EXPORTERS, *sorted(set(brought(GROUP)) - set(EXPORTERS)))


def exporter(name: str) -> Exporter:
    """The format of a name; raises `ConfigError` where there is none, or where its package is broken."""
    if name in EXPORTERS:
        return EXPORTERS[name]
    others = brought(GROUP)
    if name not in others:
        near = difflib.get_close_matches(name, names(), n=1)
        hint = f"Did you mean {near[0]!r}?" if near else f"Known: {', '.join(names())}"
        raise ConfigError(f"{name!r} is no format", hint)
    return _loaded(others[name])


def _loaded(entry: EntryPoint) -> Exporter:
    package = entry.dist.name if entry.dist else entry.value
    hint = f"Mend or remove the package {package}"
    try:
        made = entry.load()
    except Exception as broken:
        raise ConfigError(f"the format {entry.name!r} of {package} cannot be loaded ({broken!r})", hint) from broken
    if not isinstance(made, Exporter) or made.name != entry.name:
        raise ConfigError(f"the entry point {entry.name!r} of {package} gives no Exporter of this name", hint)
    return made


class Reads(Protocol):
    """What contents are read from: a store."""

    def articles(self) -> tuple[ArticleSummary, ...]: ...

    def review(self, article_id: str) -> ReviewState: ...

    def copies(self, url: str) -> tuple[Snapshot, ...]: ...


def contents_of(store: Reads, article: str = "", *, copies: bool = False, software: str = "stet-desk") -> Contents:
    """What a store holds of one article (its name or id), or of all; with the copies of their sources where asked."""
    wanted = [article] if article else [summary.id for summary in store.articles()]
    reviews = sorted((store.review(each) for each in wanted), key=lambda review: review.article_id)
    sources = dict.fromkeys(source.name for review in reviews for source in review.sources) if copies else ()
    kept = tuple(copy for name in sorted(sources) for copy in reversed(store.copies(name)))
    return Contents(tuple(reviews), kept, software)
