"""The run of many articles: has them and their sources, gives them to a crew, keeps what comes back in their order.

All that asks the network is done here, so that no host is asked by two at once and every article is held against the
same copies; all that is kept is kept here, so that store and output are the same whoever examines.
"""

from __future__ import annotations

import hashlib
import json
from collections import deque
from collections.abc import Callable, Container, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path

from claims.batch.crew import Crew
from claims.batch.job import Job, Result, own_words, sent
from claims.batch.rules import rules
from claims.check import keep, tell_source
from claims.errors import ArticleError, StoreError
from claims.examine import Case, OnProgress, open_article, read_article, silent
from claims.having import SIDE_BY_SIDE, Wanted, have, have_sources, known_copy
from claims.ledger.store import ClaimStore
from claims.library.library import shard_files
from claims.library.retrieving import MOST_PAGES
from claims.report import CheckReport, SourceState
from sources.document import Document
from sources.finding.links import links_of
from sources.providers import Providers
from sources.snapshots import Fetches, FetchFailure, Snapshot
from sources.translation import Translator


@dataclass(frozen=True, slots=True)
class Batch:
    """What articles are checked against, and how: a `CheckRequest` for all of them.

    `translators` gives those that are asked; it is called in each process that examines.
    """

    sources: tuple[str, ...]
    at: datetime
    language: str = ""
    stdin: bytes = b""
    indirect: bool = False
    source_languages: tuple[str, ...] = ()
    links: bool = False
    providers: Providers | None = None
    translators: Callable[[], tuple[Translator, ...]] = tuple
    libraries: tuple[Path, ...] = ()
    library_pages: int = MOST_PAGES


@dataclass(frozen=True, slots=True)
class Checked:
    """What became of an article. `fingerprint` is a hash of all that it follows from; empty where that is not known, or
    where the outcome could not be kept: `unkept` then says why.
    """

    name: str
    outcome: CheckReport | ArticleError
    fingerprint: str
    unkept: StoreError | None = None


@dataclass
class Run:
    """One run. `fetches` is the way to the web, `store` what keeps, `crew` makes the crew for a job.

    Articles whose fingerprint is in `done` are passed over, and counted in `skipped`.
    """

    batch: Batch
    fetches: Fetches
    store: ClaimStore | None
    crew: Callable[[Job], Crew]
    done: Container[str] = ()
    on_progress: OnProgress = silent
    skipped: int = 0
    _states: tuple[SourceState, ...] = field(default=(), init=False)

    def check(self, articles: Iterable[str]) -> Iterator[Checked]:
        """Each article that is not done yet, in order. No more than a few are held in memory at once.

        An article that cannot be had or read is an outcome. Raises `StoreError` where the store refuses, after what was
        found by then, and `StetError` where the crew cannot work.
        """
        self._states = self._have(self.batch.sources, self.on_progress)
        job = self._job()
        prints = _Fingerprints(job, self.batch, self._states)
        with self.crew(job) as crew:
            for case, result in crew.examine(self._cases(articles, prints)):
                checked = self._kept(case, result, prints)
                yield checked
                if checked.unkept is not None:
                    raise checked.unkept

    def _job(self) -> Job:
        return Job(
            sent(self._states),
            rules(),
            own_words(),
            self.batch.translators,
            self._translations(),
            tuple(path.resolve() for path in self.batch.libraries),
            self.batch.library_pages,
        )

    def _have(self, names: tuple[str, ...], on_progress: OnProgress = silent) -> tuple[SourceState, ...]:
        wanted = Wanted(names, self.batch.stdin, self.batch.source_languages, self.batch.providers)
        return have_sources(wanted, self.fetches, self.store, lambda *step: tell_source(on_progress, *step))

    def _translations(self) -> dict[str, str]:
        names = [translator.name for translator in self.batch.translators()] if self.store is not None else []
        return self.store.translations_by(names) if self.store is not None and names else {}

    def _cases(self, articles: Iterable[str], prints: _Fingerprints) -> Iterator[Case]:
        corrections = self.store is not None and self.store.has_corrections()
        for name, had in self._had(articles):
            case = Case(name, had, self.batch.language, self.batch.indirect)
            if corrections or self.batch.links:
                case = self._with_its_own(case, corrections=corrections)
            if prints.of(case) in self.done:
                self.skipped += 1
            else:
                yield case

    def _had(self, articles: Iterable[str]) -> Iterator[tuple[str, Snapshot | FetchFailure]]:
        """The articles as they come, some had ahead: a slow server need not be waited for one by one."""
        under_way: deque[tuple[str, Future[Snapshot | FetchFailure]]] = deque()
        pool = ThreadPoolExecutor(max_workers=SIDE_BY_SIDE)
        try:
            for name in articles:
                known = known_copy(name, self.store)
                under_way.append((name, pool.submit(have, name, self.batch.stdin, self.fetches, None, known)))
                if len(under_way) == SIDE_BY_SIDE:
                    first, had = under_way.popleft()
                    yield first, had.result()
            for name, had in under_way:
                yield name, had.result()
        finally:
            pool.shutdown(wait=False, cancel_futures=True)

    def _with_its_own(self, case: Case, *, corrections: bool) -> Case:
        """The case with the pages that it links to, if they are wanted, and with what people have corrected in it."""
        try:
            if self.batch.links:
                case = replace(case, states=self._linked(*read_article(case.name, case.had)))
            if corrections and self.store is not None:
                opened = open_article(case.name, case.had, case.language, indirect=case.indirect)
                corrected = self.store.as_corrected(case.name, opened.document.text, opened.claims)
                case = replace(case, corrected=tuple(claim for claim in corrected if claim not in opened.claims))
        except ArticleError:
            pass  # whoever examines it says so
        return case

    def _linked(self, snapshot: Snapshot, document: Document) -> tuple[SourceState, ...]:
        """The pages that an article links to, without those that all articles have."""
        shared = {state.name for state in self._states}
        links = dict.fromkeys(link.url for link in links_of(snapshot, document))
        return self._have(tuple(url for url in links if url not in shared))

    def _kept(self, case: Case, result: Result, prints: _Fingerprints) -> Checked:
        outcome = result.outcome
        if isinstance(outcome, CheckReport) and isinstance(case.had, Snapshot):
            sources = (*self._states, *case.states, *outcome.sources)
            outcome = replace(outcome, sources=sources, snapshot=case.had)
        try:
            if self.store is not None and isinstance(outcome, CheckReport):
                keep(self.store, outcome, self.batch.at, self.on_progress)
            if self.store is not None and result.made:
                self.store.save_translations(result.made)
        except StoreError as refused:
            return Checked(case.name, outcome, "", refused)
        return Checked(case.name, outcome, "" if result.may_differ else prints.of(case))


class _Fingerprints:
    """Hashes of all that the outcome of a case follows from: equal ones, equal outcomes."""

    def __init__(self, job: Job, batch: Batch, states: tuple[SourceState, ...]) -> None:
        translators = [(one.name, one.version) for one in batch.translators()]
        options = (batch.language, batch.indirect, batch.links, batch.library_pages)
        shelves = [(path.name, *_files(path)) for path in batch.libraries]
        self._shared = hashlib.sha256(_plain(job.rules, options, translators, [*map(_state, states)], shelves))

    def of(self, case: Case) -> str:
        """The fingerprint of a case, empty where the article could not be had."""
        if isinstance(case.had, FetchFailure):
            return ""
        whole = self._shared.copy()
        whole.update(_plain(case.name, _copy(case.had), [*map(_state, case.states)], repr(case.corrected)))
        return whole.hexdigest()


def _plain(*parts: object) -> bytes:
    return json.dumps(parts).encode("ascii")


def _copy(snapshot: Snapshot) -> tuple[str, str, str]:
    return snapshot.sha256, snapshot.media_type, snapshot.charset


def _files(library: Path) -> Iterator[tuple[object, ...]]:
    """What every write to a library's files changes: the counter that SQLite keeps in a file, and the sizes."""
    for file in filter(Path.exists, (*shard_files(library), *sorted(library.glob("*.db-wal")))):
        with file.open("rb") as opened:
            yield file.name, opened.read(_COUNTED).hex(), file.stat().st_size


_COUNTED = 28
"""Bytes of the beginning of a file of SQLite, up to the end of its change counter."""


def _state(state: SourceState) -> tuple[object, ...]:
    return state.name, state.status, state.reason, state.message, _copy(state.snapshot) if state.snapshot else ()
