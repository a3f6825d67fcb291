"""Texts in, a report out: what is done with an article and sources that are at hand.

A `Case` is an article as it came, `References` are sources taken in once, however many articles they serve, and the
libraries that stand open. Nothing here asks the network, but translators, where there are any.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, partial

from claims.errors import ArticleError, ArticleFetchError
from claims.extract import Finds, article_text, language_of
from claims.glosses import Glosses
from claims.grouping import counted
from claims.having import is_address
from claims.language import has_words, languages
from claims.library.library import Library
from claims.library.retrieving import MOST_PAGES, Retrieved, retrieve, tell_searched, with_pages_of
from claims.marks import missing_closers
from claims.matching import Digest, SourceIndex, judge_claims
from claims.matching.figures.arithmetic import Remark, find_remarks, remarks_by_claim
from claims.matching.judge import NOTHING_READ
from claims.model import Claim, Finding, FindingKind, QuantityClaim, Source
from claims.report import CheckedClaim, CheckReport, SourceState, article_id, text_hash
from sources.document import Document, Unreadable, Warn
from sources.reading import read
from sources.snapshots import FetchFailure, Snapshot


@dataclass(frozen=True, slots=True)
class Progress:
    """One step done: its stage, how far, and what to say of it (nothing of each claim that is judged).

    Stages are `article`, `source`, `claims`, `library`, `judging`, `judged`, and of what is kept `version`, `staying`,
    `stale`.
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


@dataclass(frozen=True, slots=True)
class Opened:
    """An article that was read, with its language and its claims; `read` are they as they were extracted.

    `digest` is its text without furniture, taken in for all that looks at it: finding, retrieving and judging.
    """

    name: str
    snapshot: Snapshot
    document: Document
    language: str
    claims: tuple[Claim, ...]
    read: tuple[Claim, ...]
    digest: Digest

    @property
    def id(self) -> str:
        return article_id(self.document.text)

    def corrected(self, by_hand: Iterable[Claim]) -> Opened:
        """The same with the claims that people have corrected in the place of those that were extracted."""
        known = {claim.id: claim for claim in by_hand}
        return replace(self, claims=tuple(known.get(claim.id, claim) for claim in self.claims)) if known else self


@dataclass(frozen=True, slots=True)
class Case:
    """An article as it came, with all that its check needs and no other's does.

    `language` (ISO 639-1; empty: found out) and `indirect` are those of the request, `states` the sources that are
    this article's own, `corrected` the claims of it that people have corrected.
    """

    name: str
    had: Snapshot | FetchFailure
    language: str = ""
    indirect: bool = False
    states: tuple[SourceState, ...] = ()
    corrected: tuple[Claim, ...] = ()


class References:
    """What articles are held against: sources, read and taken in once, and open libraries.

    Each library is searched for at most `library_pages` pages, which are sources of that article as well.
    """

    def __init__(
        self, states: Iterable[SourceState], libraries: Sequence[Library] = (), library_pages: int = MOST_PAGES
    ) -> None:
        self.states = tuple(states)
        self.libraries = tuple(libraries)
        self.library_pages = library_pages

    @cached_property
    def index(self) -> SourceIndex:
        """The sources that could be read, in their order."""
        return SourceIndex.of_sources(_readable(self.states))

    def index_with(self, states: Sequence[SourceState]) -> SourceIndex:
        """These and some more behind them; those that are taken in already are not taken in again."""
        more = _readable(states)
        return self.index.and_also(more) if more else self.index


def _readable(states: Iterable[SourceState]) -> list[Source]:
    return [Source(state.name, state.language, state.document) for state in states if state.document is not None]


def examine(
    case: Case, references: References, glosses: Glosses | None = None, on_progress: OnProgress = silent
) -> CheckReport:
    """The whole check of a case. Raises `ArticleError` where the article could not be had or read."""
    opened = open_article(case.name, case.had, case.language, indirect=case.indirect).corrected(case.corrected)
    tell_opened(opened, on_progress)
    return judge_article(opened, references, case.states, glosses, on_progress)


def read_article(name: str, had: Snapshot | FetchFailure) -> tuple[Snapshot, Document]:
    """The text of an article as it was had. Raises `ArticleError` where there is none."""
    if isinstance(had, FetchFailure):
        error = ArticleFetchError if is_address(name) else ArticleError
        raise error(f"the article cannot be read: {had.message}")
    document = read(had)
    if isinstance(document, Unreadable):
        raise ArticleError(f"the article cannot be read: {document.message}")
    if not document.text.strip():
        raise ArticleError(f"the article {name} is empty", "Give a file or address with text in it")
    return had, document


def open_article(name: str, had: Snapshot | FetchFailure, language: str = "", *, indirect: bool = False) -> Opened:
    """An article with its claims. Raises `ArticleError` where it could not be had or read."""
    snapshot, document = read_article(name, had)
    language = language or language_of(document)
    found = Finds(article_text(document), language)
    claims = found.claims(text_hash(document.text), indirect=indirect)
    return Opened(name, snapshot, document, language, claims, claims, Digest.of_found(found))


def tell_opened(opened: Opened, on_progress: OnProgress) -> None:
    """Says what was read and how many claims there are."""
    read_as = f"{opened.language or 'unknown language'}, {counted(len(opened.document.text), 'character')}"
    on_progress(Progress("article", 1, 1, f"{opened.name}: {read_as}"))
    count = len(opened.claims)
    on_progress(Progress("claims", count, count, counted(count, "claim")))


def judge_article(
    opened: Opened,
    references: References,
    own: Sequence[SourceState] = (),
    glosses: Glosses | None = None,
    on_progress: OnProgress = silent,
) -> CheckReport:
    """The claims of an article held against its sources, its `own` among them, and against each other."""
    article, language, claims = opened.digest, opened.language, opened.claims
    retrieved = tuple(_retrieved(references, opened, on_progress))
    more = with_pages_of(retrieved, (*references.states, *own))[len(references.states) :]
    judging = partial(_judging, on_progress, len(claims))
    findings = judge_claims(article, claims, references.index_with(more), glosses, judging)
    on_progress(Progress("judged", len(claims), len(claims), f"{counted(len(claims), 'claim')} judged"))
    states = (*references.states, *more)
    searched = tuple(each.searched for each in retrieved)
    honest = _honest(tell_searched(searched, findings), states)
    checked = tuple(_with_sums(opened, honest))
    failed = tuple(failure.message for failure in glosses.failures) if glosses else ()
    warnings = (*_language_warning(language), *_warnings(opened.document, article.text), *failed)
    return CheckReport(
        opened.name, language, opened.document, checked, states, warnings, opened.snapshot, searched
    )  # fmt: skip


def _retrieved(references: References, opened: Opened, on_progress: OnProgress) -> Iterator[Retrieved]:
    """What each library has for the claims."""
    for done, library in enumerate(references.libraries, start=1):
        found = retrieve(library, opened.digest, opened.claims, references.library_pages)
        on_progress(Progress("library", done, len(references.libraries), found.searched.in_words))
        yield found


_NONE_READ = "no source could be read"
NOT_WHOLE = frozenset({Warn.SOFT_404, Warn.SCRIPT_ONLY, Warn.CONSENT_WALL, Warn.PAYWALL, Warn.TRUNCATED})
"""A page with one of these was answered, but what it says was not, or not all of it, before us."""


def _is_whole(state: SourceState) -> bool:
    return state.document is not None and not any(warning.kind in NOT_WHOLE for warning in state.document.warnings)


def _honest(findings: tuple[Finding, ...], states: tuple[SourceState, ...]) -> tuple[Finding, ...]:
    """ "Not found" never stands for "not read": with a source missing or cut short, `absent` becomes `unchecked`.

    Nor does "not read" stand for "not given".
    """
    if states and all(state.document is None for state in states):
        return tuple(
            replace(finding, reasons=(_NONE_READ,)) if finding == NOTHING_READ else finding for finding in findings
        )
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


def _language_warning(language: str) -> Iterator[str]:
    """That the words of the article are not known, so that what was not found in it says little."""
    if not (language and has_words(language)):
        which = f"stet has no words for “{language}”" if language else "the article’s language could not be told"
        yield (
            f"{which}: few of its quotes and figures are found, and fewer can be held against sources. "
            f"It reads {', '.join(languages())}; --language names one"
        )


def _warnings(document: Document, text: str) -> tuple[str, ...]:
    """What is odd about the article: how it was read, then each quotation mark that nothing closes, with its line."""
    marks = (
        f"line {text.count(chr(10), 0, span.start) + 1}: {span.of(text)} is never closed; "
        "the quote was taken up to the end of the paragraph"
        for span in missing_closers(text)
    )
    return (*(warning.message for warning in document.warnings), *marks)


def _judging(on_progress: OnProgress, total: int, done: int) -> None:
    on_progress(Progress("judging", done, total, ""))


def _with_sums(opened: Opened, findings: Sequence[Finding]) -> Iterator[CheckedClaim]:
    """The claims with their findings, and with what the sums of the article itself say of them."""
    figures = [claim for claim in opened.claims if isinstance(claim, QuantityClaim)]
    remarks = remarks_by_claim(find_remarks(opened.digest.text, opened.language, figures))
    for claim, as_read, finding in zip(opened.claims, opened.read, findings, strict=True):
        sums = _sums(remarks.get(claim.id, ()))
        yield CheckedClaim(claim, replace(finding, reasons=(*finding.reasons, *sums)), as_read)


def _sums(remarks: tuple[Remark, ...]) -> tuple[str, ...]:
    return tuple(remark.text if remark.agrees else f"does not add up: {remark.text}" for remark in remarks)
