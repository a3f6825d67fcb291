"""Which of many spans overlap one, without a look at the others."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from itertools import accumulate

from sources.document import Span


class Overlapping:
    """Spans in the order of their starts, asked by place. They may lie within each other."""

    def __init__(self, spans: Sequence[Span]) -> None:
        self._spans = spans
        self._starts = [span.start for span in spans]
        self._reach = list(accumulate((span.end for span in spans), max))

    def numbers(self, span: Span) -> list[int]:
        """The numbers of the spans that overlap `span`, in order."""
        low, high = bisect_right(self._reach, span.start), bisect_left(self._starts, span.end)
        return [number for number in range(low, high) if self._spans[number].overlaps(span)]
