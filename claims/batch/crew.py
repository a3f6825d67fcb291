"""Who examines: cases go in, results come out in the order of the cases, a bounded number under way."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Protocol, Self

from claims.batch.job import Examiner, Job, Result, sent
from claims.errors import ArticleError
from claims.examine import Case, OnProgress, silent

TRIES = 3
"""Times that an article is given to a worker before it is taken to be what the workers die of."""
AHEAD = 4
"""Cases drawn ahead for each worker, so that a slow article in front of them keeps nobody idle for long."""


class Crew(Protocol):
    """Whoever examines the cases of one job. `with` starts the crew and sends it home."""

    def __enter__(self) -> Self: ...

    def __exit__(self, *raised: object) -> None: ...

    def examine(self, cases: Iterable[Case]) -> Iterator[tuple[Case, Result]]:
        """Each case with its result, in the order of the cases, of which no more are drawn than there is work for."""


def as_sent(case: Case) -> Case:
    """A case as it goes to another process: its own sources without the copies that they were read from."""
    return replace(case, states=sent(case.states)) if case.states else case


def gave_up(case: Case) -> Result:
    """The result of an article that every worker died of."""
    return Result(
        ArticleError(
            f"the article {case.name} could not be checked: {TRIES} workers that were at it have ended",
            "Look for what ended them (memory, most often), and check it alone",
        ),
        may_differ=True,
    )


class Here:
    """This very process: one case after the other, each step told."""

    def __init__(self, job: Job, on_progress: OnProgress = silent) -> None:
        self._examiner = Examiner(job)
        self._on_progress = on_progress

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *raised: object) -> None:
        pass

    def examine(self, cases: Iterable[Case]) -> Iterator[tuple[Case, Result]]:
        for case in cases:
            yield case, self._examiner.examine(case, self._on_progress)
