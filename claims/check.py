"""The one pipeline that both front ends call: an article and its sources in, a CheckReport out.

What fetches comes in from outside. The same bytes in give the same report out.
"""

from __future__ import annotations

from contextlib import ExitStack
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from claims.examine import OnProgress, Opened, Progress, References, judge_article, open_article, silent, tell_opened
from claims.glosses import Glosses
from claims.grouping import counted
from claims.having import Wanted, have, have_sources, known_copy
from claims.ledger.events import Event, EventKind
from claims.ledger.store import ClaimStore
from claims.library.library import Library
from claims.library.retrieving import MOST_PAGES
from claims.report import STAYS, CheckReport, SourceState
from sources.finding.links import links_of
from sources.providers import Providers
from sources.snapshots import Fetches
from sources.translation import Translator

__all__ = ["CheckRequest", "OnProgress", "Progress", "check_article", "keep", "silent", "tell_source"]


@dataclass(frozen=True, slots=True)
class CheckRequest:
    """What to check against what. An article or source is a path, an http(s) address, or `-` for `stdin`.

    `at` is the time of the check (UTC), `language` the article's (ISO 639-1; empty: find out), `source_languages` those
    that sources should be in (empty: any). With `links` the pages that the article links to are sources as well.
    `providers` stand in for those that are installed. `translators` are asked, in this order, for what is in another
    language; nobody is unless named. With `kept_files` a file that cannot be read any more is taken from the store.
    `libraries` are folders of libraries, each of which is searched for at most `library_pages` pages that are sources
    as well.
    """

    article: str
    sources: tuple[str, ...]
    at: datetime
    language: str = ""
    stdin: bytes = b""
    indirect: bool = False
    source_languages: tuple[str, ...] = ()
    links: bool = False
    providers: Providers | None = None
    translators: tuple[Translator, ...] = ()
    kept_files: bool = False
    libraries: tuple[Path, ...] = ()
    library_pages: int = MOST_PAGES


def check_article(
    request: CheckRequest,
    fetcher: Fetches,
    store: ClaimStore | None = None,
    on_progress: OnProgress = silent,
) -> CheckReport:
    """Read the article, find its claims, read the sources side by side, judge, and save to `store` if there is one.

    A source that cannot be had is a state of the report, never an exception. Raises `ArticleError` where the
    article itself cannot be had or read, and `StoreError` where the store refuses.
    """
    known = known_copy(request.article, store, files=request.kept_files)
    had = have(request.article, request.stdin, fetcher, store, known)
    opened = open_article(request.article, had, request.language, indirect=request.indirect)
    if store is not None:
        opened = opened.corrected(store.as_corrected(opened.name, opened.document.text, opened.claims))
    tell_opened(opened, on_progress)
    names = _with_links(request, opened)
    wanted = Wanted(names, request.stdin, request.source_languages, request.providers, request.kept_files)
    states = have_sources(wanted, fetcher, store, lambda *step: tell_source(on_progress, *step))
    glosses = Glosses(request.translators, store) if request.translators else None
    with ExitStack() as stack:
        libraries = [stack.enter_context(Library.open(path, readonly=True)) for path in request.libraries]
        references = References(states, libraries, request.library_pages)
        report = judge_article(opened, references, (), glosses, on_progress)
    if store is not None:
        keep(store, report, request.at, on_progress)
    return report


def keep(store: ClaimStore, report: CheckReport, at: datetime, on_progress: OnProgress = silent) -> None:
    """Saves a check with the copy that its article was read from, and says what became of earlier decisions."""
    if report.snapshot is not None:
        store.save_snapshot(report.snapshot)
    if staying := len(store.outlasting_findings(report)):
        on_progress(Progress("staying", staying, staying, f"{counted(staying, 'claim')} {STAYS}"))
    _tell_kept(store.save_report(report, at), on_progress)


def _tell_kept(events: tuple[Event, ...], on_progress: OnProgress) -> None:
    """What became of the decisions on an earlier version, or on what has changed since."""
    for event in events:
        if "version_of" in event.payload:
            kept, gone = len(event.payload["anchors"]), len(event.payload["gone"])
            lost = f"; {counted(gone, 'decided one')} no longer in the text" if gone else ""
            on_progress(
                Progress("version", kept, kept, f"a new version: {counted(kept, 'claim')} known from before{lost}")
            )
    stale = sum(event.kind is EventKind.STALE for event in events)
    if stale:
        on_progress(Progress("stale", stale, stale, f"{counted(stale, 'decision')} to confirm: stet review"))


def _with_links(request: CheckRequest, opened: Opened) -> tuple[str, ...]:
    """The sources as given, and after them, if wanted, the pages that the article links to."""
    if not request.links:
        return request.sources
    return tuple(dict.fromkeys((*request.sources, *(link.url for link in links_of(opened.snapshot, opened.document)))))


def tell_source(on_progress: OnProgress, done: int, total: int, state: SourceState) -> None:
    """Says what became of one source."""
    message = state.message
    if state.document is not None:
        length = counted(len(state.document.text), "character")
        message = f"{state.name}: read, {state.language or 'unknown language'}, {length}"
    on_progress(Progress("source", done, total, message, state))
