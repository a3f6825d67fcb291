"""How far a run of many articles is, how fast it goes, and how long it will take."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable

from claims.grouping import grouped

_WINDOW = 60.0
"""Seconds over which the rate is taken: long enough to be steady, short enough to follow a change."""
_POINTS = 120


class Pace:
    """Counts articles against a clock, in seconds. `total` is 0 where it is not known."""

    def __init__(self, total: int, clock: Callable[[], float]) -> None:
        self._total = total
        self._clock = clock
        self._seen: deque[tuple[float, int]] = deque([(clock(), 0)], maxlen=_POINTS)

    def words(self, done: int, skipped: int, failed: int) -> str:
        """What to say when so many have been checked, besides those that were `skipped`; `failed` of them in vain."""
        rate = self._rate(done)
        reached = f"{grouped(done + skipped)}" + (f"/{grouped(self._total)}" if self._total else "")
        words = [f"{reached} articles"]
        if rate > 0:
            words.append(f"{rate:.3g}/s")
            left = max(0, self._total - done - skipped)
            if left:
                words.append(f"{span(left / rate)} left")
        if skipped:
            words.append(f"{grouped(skipped)} done before")
        if failed:
            words.append(f"{grouped(failed)} could not be checked")
        return " · ".join(words)

    def _rate(self, done: int) -> float:
        now = self._clock()
        if now - self._seen[-1][0] >= _WINDOW / _POINTS:
            self._seen.append((now, done))
        while len(self._seen) > 1 and now - self._seen[1][0] > _WINDOW:
            self._seen.popleft()
        since, before = self._seen[0]
        return (done - before) / (now - since) if now > since else 0.0


def span(seconds: float) -> str:
    """A length of time for people: its two largest units."""
    whole = round(seconds)
    for size, unit, small, smaller in ((86_400, "d", 3_600, "h"), (3_600, "h", 60, "min"), (60, "min", 1, "s")):
        if whole >= size:
            return f"{whole // size} {unit} {whole % size // small} {smaller}"
    return f"{whole} s"
