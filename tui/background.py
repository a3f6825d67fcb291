"""A check under way beside the review: what was ordered, how far it is, a line for each source. Nothing here draws.

What finds and judges is imported with the first check: a review that only goes on must be there at once.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

from claims.errors import FaultError, StetError
from claims.ledger.store import PATIENCE, ClaimStore
from claims.report import CheckReport, SourceState
from sources.snapshots import Fetches, FetchFailure, Snapshot

if TYPE_CHECKING:
    from claims.check import Progress

OnBytes = Callable[[str, int], None]
OpenWeb = Callable[[OnBytes], AbstractContextManager[Fetches]]
"""Opens what pages are had from; it tells how many bytes of which address have come."""


@dataclass(frozen=True, slots=True)
class Order:
    """What to check: an article by path, address or the name of a pasted text, with the sources that it has already
    but those to be left out (`without`), and those to `add`. With `again` kept pages are asked for again.
    """

    article: str
    add: tuple[str, ...] = ()
    without: tuple[str, ...] = ()
    again: bool = False


class Stage(StrEnum):
    """What is being done, in this order."""

    READING = "reading the article"
    FINDING = "finding claims"
    FETCHING = "fetching sources"
    MATCHING = "matching"
    SAVING = "saving"


class Step(StrEnum):
    """How far a source is."""

    WAITING = "waiting"
    FETCHING = "fetching"
    READ = "read"
    NOT_READ = "not read"


@dataclass(frozen=True, slots=True)
class SourceLine:
    """One source of a check under way: bytes that have come, seconds since it was begun, what is said of it."""

    name: str
    step: Step = Step.WAITING
    bytes: int = 0
    seconds: float = 0.0
    message: str = ""
    begun: float | None = None


class Check:
    """One order carried out, in a thread that is not the caller's: `run` there, look from anywhere.

    `report` or `error` is set once `done` is; both are None if it was stopped before. `judged` is how many claims are
    matched, of how many; of `staying` claims what was found before stays, since their source could not be had.
    """

    def __init__(
        self,
        order: Order,
        store: Path,
        open_web: OpenWeb,
        clock: Callable[[], datetime],
        libraries: tuple[Path, ...] = (),
    ) -> None:
        self.order = order
        self.stage = Stage.READING
        self.judged = (0, 0)
        self.staying = 0
        self.report: CheckReport | None = None
        self.error: StetError | None = None
        self.done = False
        self._store = store
        self._open_web = open_web
        self._clock = clock
        self._libraries = libraries
        self._lines: dict[str, SourceLine] = {}
        self._stop: Callable[[], None] = lambda: None

    def run(self) -> None:
        """Does it all: article, sources, matching, saving. Never raises: what went wrong is its `error`."""
        from claims.check import CheckRequest, check_article
        from claims.keeping import KeptFirst

        try:
            with self._open_web(self._count) as web, ClaimStore.open(self._store, busy_seconds=PATIENCE) as store:
                self._stop = getattr(web, "close", self._stop)
                before = (name for name in _sources_of(store, self.order.article) if name not in self.order.without)
                names = tuple(dict.fromkeys((*before, *self.order.add)))
                self._lines = {name: SourceLine(name) for name in names}
                fetches = KeptFirst(_Told(web, self._begin), again=self.order.again)
                request = CheckRequest(
                    self.order.article, names, self._clock(), kept_files=True, libraries=self._libraries
                )
                self.report = check_article(request, fetches, store, self._progress)
        except StetError as wrong:
            self.error = wrong
        except Exception as fault:  # the border of its thread: whoever decides beside it goes on
            self.error = FaultError.of(f"{self.order.article} could not be checked", fault)
        finally:
            self.done = True

    def stop(self) -> None:
        """Asks for an end: what is being fetched is given up as too slow."""
        self._stop()

    @property
    def lines(self) -> tuple[SourceLine, ...]:
        """A line for each source, as they stand now."""
        now = time.monotonic()
        return tuple(
            replace(line, seconds=now - line.begun) if line.begun is not None and line.step is Step.FETCHING else line
            for line in tuple(self._lines.values())
        )

    @property
    def counts(self) -> tuple[int, int]:
        """How many sources are done, of how many."""
        lines = self.lines
        return sum(line.step in {Step.READ, Step.NOT_READ} for line in lines), len(lines)

    def _progress(self, progress: Progress) -> None:
        if progress.source is not None:
            self._end(progress.source)
        if progress.stage == "article":
            self.stage = Stage.FINDING
        elif progress.stage == "judging":
            self.judged = (progress.done, progress.total)
        elif progress.stage == "judged":
            self.stage = Stage.SAVING
        elif progress.stage == "staying":
            self.staying = progress.done
        elif progress.stage in {"claims", "source"}:
            done, total = self.counts
            self.stage = Stage.FETCHING if done < total else Stage.MATCHING

    def _begin(self, name: str) -> None:
        line = self._lines.get(name, SourceLine(name))
        self._lines[name] = replace(line, step=Step.FETCHING, begun=time.monotonic())

    def _count(self, name: str, count: int) -> None:
        if name in self._lines:
            self._lines[name] = replace(self._lines[name], bytes=count)

    def _end(self, state: SourceState) -> None:
        line = self._lines.get(state.name, SourceLine(state.name))
        self._lines[state.name] = replace(
            line,
            step=Step.NOT_READ if state.document is None else Step.READ,
            bytes=len(state.snapshot.raw) if state.snapshot else line.bytes,
            seconds=time.monotonic() - line.begun if line.begun is not None else 0.0,
            message=state.message,
        )


def _sources_of(store: ClaimStore, article: str) -> tuple[str, ...]:
    """The sources that an article was held against last, if it was checked before."""
    known = next((summary.id for summary in store.articles() if summary.name == article), None)
    return tuple(source.name for source in store.review(known).sources) if known else ()


@dataclass(frozen=True, slots=True)
class _Told:
    """Fetches that say when one begins."""

    fetches: Fetches
    begin: Callable[[str], None]

    def fetch(self, url: str, *, known: Snapshot | None = None) -> Snapshot | FetchFailure:
        self.begin(url)
        return self.fetches.fetch(url, known=known)
