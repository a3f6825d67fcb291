"""The cases of the field, on a real server; `bench.hostile` counts them with time and memory."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

import pytest

from bench.hostile import LONGEST, MOST, measured
from sources.fetch import Limits
from tests.sources.field import CASES, Case, Field, field, holds
from tests.sources.server import PageServer


@pytest.fixture(scope="module")
def running() -> Iterator[tuple[Field, PageServer]]:
    with field(4.0, Limits(header_time=1.5, first_wait=0.01)) as it:
        yield it


def test_there_are_as_many_as_clients_are_measured_on() -> None:
    assert Counter(case.group for case in CASES) == {"page": 20, "hostile": 44, "inner": 23}
    assert len({case.name for case in CASES}) == len(CASES)


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.group}: {case.name}")
def test_each_case_ends_as_a_good_client_ends_it(running: tuple[Field, PageServer], case: Case) -> None:
    it, server = running
    outcome = it.outcome(case)
    assert holds(case.want, outcome), outcome
    assert not server.seen.paths["/canary"]


@pytest.mark.parametrize("name", ["gzip bomb", "brotli bomb", "zstd bomb", "deflate bomb", "endless body"])
def test_no_bomb_takes_much_memory(running: tuple[Field, PageServer], name: str) -> None:
    case = next(case for case in CASES if case.name == name)
    ended, seconds, megabytes = measured(running[0], case)
    assert ended
    assert seconds < LONGEST
    assert megabytes < MOST
