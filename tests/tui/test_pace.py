"""How far a run is, in words."""

from __future__ import annotations

import pytest

from tui.pace import Pace, span


class Clock:
    now = 0.0

    def __call__(self) -> float:
        return self.now


def test_rate_and_time_that_is_left_are_told() -> None:
    clock = Clock()
    pace = Pace(1_000, clock)
    clock.now = 10.0
    assert pace.words(50, 0, 0) == "50/1\u202f000 articles · 5/s · 3 min 10 s left"
    clock.now = 20.0
    assert pace.words(100, 200, 3) == (
        "300/1\u202f000 articles · 5/s · 2 min 20 s left · 200 done before · 3 could not be checked"
    )


def test_a_rate_follows_what_happens_now() -> None:
    clock = Clock()
    pace = Pace(0, clock)
    for second in range(1, 201):
        clock.now = float(second)
        said = pace.words(min(second, 100) * 10 + max(0, second - 100), 0, 0)
    assert said == "1\u202f100 articles · 1/s"


def test_before_anything_is_done_nothing_is_foretold() -> None:
    assert Pace(10, Clock()).words(0, 0, 0) == "0/10 articles"


@pytest.mark.parametrize(
    ("seconds", "words"),
    [(0.4, "0 s"), (59, "59 s"), (60, "1 min 0 s"), (3_599, "59 min 59 s"), (7_260, "2 h 1 min"), (180_000, "2 d 2 h")],
)
def test_lengths_of_time_have_two_units(seconds: float, words: str) -> None:
    assert span(seconds) == words
