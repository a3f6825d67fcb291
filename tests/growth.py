"""How the cost of a piece of work grows with its size: a ratio, since seconds depend on the machine."""

from __future__ import annotations

import gc
import time
from collections.abc import Callable

RUNS = 3
NOTICEABLE = 0.005
"""Seconds of processor time below which the small work is all overhead and clock."""


def growth(work: Callable[[int], Callable[[], object]], small: int, large: int) -> float:
    """How many times the processor time of the small work the large one takes.

    `work(size)` prepares, and gives what is measured. Of each size the least of `RUNS` counts, with the collection of
    garbage put off: neither what else the machine does nor what other tests have left behind is the work's.
    """
    _seconds(work(small))
    return _seconds(work(large)) / max(_seconds(work(small)), NOTICEABLE)


def _seconds(work: Callable[[], object]) -> float:
    return min(_once(work) for _ in range(RUNS))


def _once(work: Callable[[], object]) -> float:
    gc.collect()
    gc.disable()
    try:
        start = time.process_time()
        work()
        return time.process_time() - start
    finally:
        gc.enable()
