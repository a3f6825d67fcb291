"""Articles and sources of our own for runs of many, and what has run them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from claims.batch.crew import Crew, Here
from claims.batch.job import Job
from claims.batch.results import line
from claims.batch.run import Batch, Run
from claims.examine import Case
from claims.ledger.store import ClaimStore
from sources.files import read_file
from sources.snapshots import Fetches, Kept

AT = datetime(2026, 3, 4, 9, 30, tzinfo=UTC)
SOURCE = (
    "The quay of Norvik cost 34 million euros and took 12 years. It is 412 metres long.\n\n"
    "“We built it for the next hundred years,” said Ilse Brandt, who runs the port.\n"
)


def article(number: int) -> str:
    """An article of a quote and two figures, one of them now and then not what the source has."""
    cost = 34 + number % 3
    return (
        f"Norvik, report {number}\n\nThe quay of Norvik cost {cost} million euros and took 12 years.\n\n"
        "“We built it for the next hundred years,” said Ilse Brandt.\n"
    )


def desk(folder: Path, count: int) -> list[str]:
    """So many articles in a folder, and the source beside them; the articles' names."""
    (folder / "source.txt").write_text(SOURCE, "utf-8")
    names = [str(folder / f"article{number:03}.txt") for number in range(count)]
    for number, name in enumerate(names):
        Path(name).write_text(article(number), "utf-8")
    return names


def cases(folder: Path, count: int) -> list[Case]:
    """The articles as they are had."""
    return [Case(name, read_file(name)) for name in desk(folder, count)]


def checked(
    folder: Path,
    names: Iterable[str],
    crew: Callable[[Job], Crew] = Here,
    *,
    fetches: Fetches | None = None,
    store: ClaimStore | None = None,
    **more: Any,
) -> list[str]:
    """A line for each article of a run with a crew."""
    batch = replace(Batch((str(folder / "source.txt"),), AT), **more)
    return [line(one) for one in Run(batch, fetches or Kept(), store, crew).check(names)]
