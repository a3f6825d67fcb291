"""The one pipeline that both front ends call: an article and its sources in, a CheckReport out.

What fetches comes in from outside. The same bytes in give the same report out.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial

from claims.errors import ArticleError, ArticleFetchError
from claims.extract import article_text, extract_claims, language_of
from claims.glosses import Glosses
from claims.having import Wanted, have, have_sources, is_address, known_copy
from claims.ledger.events import Event, EventKind
from claims.ledger.store import ClaimStore
from claims.marks import missing_closers
from claims.matching import SourceIndex, judge_claims
from claims.matching.arithmetic import find_remarks, remarks_by_claim
from claims.model import Claim, Finding, FindingKind, QuantityClaim, Source
from claims.report import CheckedClaim, CheckReport, SourceState
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
    language; nobody is unless named. With `kept_files` a file that cannot be read any more is taken from the store.
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


@dataclass(frozen=True, slots=True)
class Progress:
    """One step done: its stage (`article`, `source`, `claims`, `judging`, `judged`), how far, and what to say of it
    (nothing of each claim that is judged).

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
    extracted = extract_claims(document, language, indirect=request.indirect)
    claims = store.as_corrected(name, document.text, extracted) if store is not None else extracted
    on_progress(Progress("claims", len(claims), len(claims), f"{len(claims)} claims"))
    names = _with_links(request, document, snapshot)
    states = _read_sources(request, names, fetcher, store, on_progress)
    readable = [Source(s.name, s.language, s.document) for s in states if s.document is not None]
    text = article_text(document)
    glosses = Glosses(request.translators, store) if request.translators else None
    judging = partial(_judging, on_progress, len(claims))
    findings = judge_claims(text, language, claims, SourceIndex.of_sources(readable), glosses, judging)
    on_progress(Progress("judged", len(claims), len(claims), f"{len(claims)} claims judged"))
    honest = _honest(findings, states)
    remarks = _remarks(text, language, claims)
    checked = tuple(
        CheckedClaim(claim, replace(finding, reasons=(*finding.reasons, *remarks.get(claim.id, ()))), as_read)
        for claim, as_read, finding in zip(claims, extracted, honest, strict=True)
    )
    failed = tuple(failure.message for failure in glosses.failures) if glosses else ()
    warnings = (*_warnings(document, text), *failed)
    report = CheckReport(name, language, document, checked, states, warnings, snapshot)
    if store is not None:
        store.save_snapshot(snapshot)
        _tell_kept(store.save_report(report, request.at), on_progress)
    return report


def _judging(on_progress: OnProgress, total: int, done: int) -> None:
    on_progress(Progress("judging", done, total, ""))


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


def _remarks(text: str, language: str, claims: Sequence[Claim]) -> dict[str, list[str]]:
    """What can be said of each claim from the article's own figures, by the claim's id."""
    found = find_remarks(text, language, [claim for claim in claims if isinstance(claim, QuantityClaim)])
    return {
        claim: [remark.text if remark.agrees else f"does not add up: {remark.text}" for remark in remarks]
        for claim, remarks in remarks_by_claim(found).items()
    }


def _read_article(request: CheckRequest, fetches: Fetches, store: ClaimStore | None) -> tuple[str, Document, Snapshot]:
    known = known_copy(request.article, store, files=request.kept_files)
    outcome = have(request.article, request.stdin, fetches, store, known)
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

    wanted = Wanted(names, request.stdin, request.source_languages, request.providers, request.kept_files)
    return have_sources(wanted, fetches, store, told)


def _line(state: SourceState) -> str:
    if state.document is None:
        return state.message
    return f"{state.name}: read, {state.language or 'unknown language'}, {len(state.document.text)} characters"
