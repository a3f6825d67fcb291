"""How the cost of a piece of work grows with its size: a ratio, since seconds depend on the machine."""

from __future__ import annotations

import gc
import time
from collections.abc import Callable
from itertools import count

RUNS = 3
NOTICEABLE = 0.002
"""Seconds of processor time below which the small work is all overhead and clock."""
_NUMBERS = count(1)


def growth(work: Callable[[int], Callable[[], object]], small: int, large: int) -> float:
    """How many times the processor time of the small work the large one takes.

    `work(size)` prepares each run, and gives what is measured. Of each size the least of `RUNS` counts, with the
    collection of garbage put off: neither what else the machine does nor what other tests have left behind is the
    work's.
    """
    _once(work(small))  # what is loaded once is no part of either
    return _seconds(work, large) / max(_seconds(work, small), NOTICEABLE)


def unread(text: str) -> str:
    """The text below a paragraph of its own, so that no cache has it: else the runs after the first would cost less."""
    return f"{next(_NUMBERS)}\n\n{text}"


def _seconds(work: Callable[[int], Callable[[], object]], size: int) -> float:
    return min(_once(work(size)) for _ in range(RUNS))


def _once(work: Callable[[], object]) -> float:
    gc.disable()
    try:
        start = time.process_time()
        work()
        return time.process_time() - start
    finally:
        gc.enable()
