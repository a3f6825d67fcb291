"""The one pipeline that both front ends call: an article and its sources in, a CheckReport out.

What fetches comes in from outside. The same bytes in give the same report out.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from claims.errors import ArticleError, ArticleFetchError
from claims.extract import article_text, extract_claims, language_of
from claims.glosses import Glosses
from claims.having import Wanted, have, have_sources, is_address
from claims.ledger.events import Event, EventKind
from claims.ledger.store import ClaimStore
from claims.library.library import Library
from claims.library.retrieving import MOST_PAGES, Retrieved, retrieve, tell_searched, with_pages_of
from claims.marks import missing_closers
from claims.matching import SourceIndex, judge_claims
from claims.matching.arithmetic import Remark, find_remarks, remarks_by_claim
from claims.model import Claim, Finding, FindingKind, QuantityClaim, Source
from claims.report import CheckedClaim, CheckReport, SourceState, article_id
from sources.document import Document, Unreadable, Warn
from sources.finding.links import links_of
from sources.providers import Providers
from sources.reading import read
from sources.snapshots import Fetches, FetchFailure, Snapshot
from sources.translation import Translator


@dataclass(frozen=True, slots=True)
class CheckRequest:
    """What to check against what. An article or source is a path, an http(s) address, or `-` for `stdin`.

    `at` is the time of the check (UTC), `language` the article's (ISO 639-1; empty: find out), `source_languages` those
    that sources should be in (empty: any). With `links` the pages that the article links to are sources as well.
    `providers` stand in for those that are installed. `translators` are asked, in this order, for what is in another
    language; nobody is unless named. `libraries` are folders of libraries, each of which is searched for at most
    `library_pages` pages that are sources as well.
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
    libraries: tuple[Path, ...] = ()
    library_pages: int = MOST_PAGES


@dataclass(frozen=True, slots=True)
class Progress:
    """One step done: its stage (`article`, `source`, `library`, `claims`, `judged`), how far, and what to say of it.

    `source` is what became of the source, where the step was one.
    """

    stage: str
    done: int
    total: int
    message: str
    source: SourceState | None = None


OnProgress = Callable[[Progress], None]


def silent(_: Progress) -> None:
    """An `OnProgress` that says nothing."""


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
    name, document, snapshot = _read_article(request, fetcher, store)
    language = request.language or language_of(document)
    on_progress(Progress("article", 1, 1, f"{name}: {language or 'unknown language'}, {len(document.text)} characters"))
    claims = extract_claims(document, language, indirect=request.indirect)
    if store is not None:
        claims = store.as_corrected(article_id(document.text), claims)
    on_progress(Progress("claims", len(claims), len(claims), f"{len(claims)} claims"))
    names = _with_links(request, document, snapshot)
    states = _read_sources(request, names, fetcher, store, on_progress)
    text = article_text(document)
    retrieved = tuple(_from_libraries(request, text, language, claims, on_progress))
    states = with_pages_of(retrieved, states)
    readable = [Source(s.name, s.language, s.document) for s in states if s.document is not None]
    glosses = Glosses(request.translators, store) if request.translators else None
    findings = judge_claims(text, language, claims, SourceIndex.of_sources(readable), glosses)
    on_progress(Progress("judged", len(claims), len(claims), f"{len(claims)} claims judged"))
    searched = tuple(each.searched for each in retrieved)
    honest = _honest(tell_searched(searched, findings), states)
    checked = tuple(_with_sums(claims, honest, text, language))
    failed = tuple(failure.message for failure in glosses.failures) if glosses else ()
    warnings = (*_warnings(document, text), *failed)
    report = CheckReport(name, language, document, checked, states, warnings, snapshot, searched)
    if store is not None:
        store.save_snapshot(snapshot)
        _tell_kept(store.save_report(report, request.at), on_progress)
    return report


def _tell_kept(events: tuple[Event, ...], on_progress: OnProgress) -> None:
    """What became of the decisions on an earlier version, or on what has changed since."""
    for event in events:
        if "version_of" in event.payload:
            kept, gone = len(event.payload["anchors"]), len(event.payload["gone"])
            lost = f"; {gone} decided ones are no longer in the text" if gone else ""
            on_progress(Progress("version", kept, kept, f"a new version: {kept} claims are known from before{lost}"))
    stale = sum(event.kind is EventKind.STALE for event in events)
    if stale:
        what = "decision" if stale == 1 else "decisions"
        on_progress(Progress("stale", stale, stale, f"{stale} {what} to confirm: stet review"))


NOT_WHOLE = frozenset({Warn.SOFT_404, Warn.SCRIPT_ONLY, Warn.CONSENT_WALL, Warn.PAYWALL, Warn.TRUNCATED})
"""A page with one of these was answered, but what it says was not, or not all of it, before us."""


def _is_whole(state: SourceState) -> bool:
    return state.document is not None and not any(warning.kind in NOT_WHOLE for warning in state.document.warnings)


def _honest(findings: tuple[Finding, ...], states: tuple[SourceState, ...]) -> tuple[Finding, ...]:
    """ "Not found" never stands for "not read": with a source missing or cut short, `absent` becomes `unchecked`."""
    missing = [state.name for state in states if not _is_whole(state)]
    if not missing:
        return findings
    reason = f"not in what was read; not read, or not wholly: {', '.join(missing)}"
    return tuple(
        replace(finding, finding=FindingKind.UNCHECKED, detail="source_missing", reasons=(reason, *finding.reasons))
        if finding.finding is FindingKind.ABSENT
        else finding
        for finding in findings
    )


def _warnings(document: Document, text: str) -> tuple[str, ...]:
    """What is odd about the article: how it was read, then each quotation mark that nothing closes, with its line."""
    marks = (
        f"line {text.count(chr(10), 0, span.start) + 1}: {span.of(text)} is never closed; "
        "the quote was taken up to the end of the paragraph"
        for span in missing_closers(text)
    )
    return (*(warning.message for warning in document.warnings), *marks)


def _with_sums(
    claims: Sequence[Claim], findings: Sequence[Finding], text: str, language: str
) -> Iterator[CheckedClaim]:
    """The claims with their findings, and with what the sums of the article itself say of them."""
    figures = [claim for claim in claims if isinstance(claim, QuantityClaim)]
    remarks = remarks_by_claim(find_remarks(text, language, figures))
    for claim, finding in zip(claims, findings, strict=True):
        sums = _sums(remarks.get(claim.id, ()))
        yield CheckedClaim(claim, replace(finding, reasons=(*finding.reasons, *sums)))


def _sums(remarks: tuple[Remark, ...]) -> tuple[str, ...]:
    return tuple(remark.text if remark.agrees else f"does not add up: {remark.text}" for remark in remarks)


def _read_article(request: CheckRequest, fetches: Fetches, store: ClaimStore | None) -> tuple[str, Document, Snapshot]:
    outcome = have(request.article, request.stdin, fetches, store)
    if isinstance(outcome, FetchFailure):
        error = ArticleFetchError if is_address(request.article) else ArticleError
        raise error(f"the article cannot be read: {outcome.message}")
    document = read(outcome)
    if isinstance(document, Unreadable):
        raise ArticleError(f"the article cannot be read: {document.message}")
    if not document.text.strip():
        raise ArticleError(f"the article {request.article} is empty", "Give a file or address with text in it")
    return request.article, document, outcome


def _with_links(request: CheckRequest, document: Document, snapshot: Snapshot) -> tuple[str, ...]:
    """The sources as given, and after them, if wanted, the pages that the article links to."""
    if not request.links:
        return request.sources
    return tuple(dict.fromkeys((*request.sources, *(link.url for link in links_of(snapshot, document)))))


def _read_sources(
    request: CheckRequest,
    names: tuple[str, ...],
    fetches: Fetches,
    store: ClaimStore | None,
    on_progress: OnProgress,
) -> tuple[SourceState, ...]:
    def told(done: int, total: int, state: SourceState) -> None:
        on_progress(Progress("source", done, total, _line(state), state))

    wanted = Wanted(names, request.stdin, request.source_languages, request.providers)
    return have_sources(wanted, fetches, store, told)


def _from_libraries(
    request: CheckRequest, text: str, language: str, claims: Sequence[Claim], on_progress: OnProgress
) -> Iterator[Retrieved]:
    """What each library has for the claims."""
    for done, path in enumerate(request.libraries, start=1):
        with Library.open(path, readonly=True) as library:
            found = retrieve(library, text, language, claims, request.library_pages)
        on_progress(Progress("library", done, len(request.libraries), found.searched.in_words))
        yield found


def _line(state: SourceState) -> str:
    if state.document is None:
        return state.message
    return f"{state.name}: read, {state.language or 'unknown language'}, {len(state.document.text)} characters"
