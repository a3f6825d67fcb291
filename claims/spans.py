"""Spans of one text: without what surrounds their words, and asked whether a place lies in one."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from typing import Final

from sources.document import Span

_COMMAS: Final = ",，、"


def trimmed(text: str, start: int, end: int) -> Span | None:
    """A stretch without the white space around it; None where there is nothing else."""
    while start < end and text[start].isspace():
        start += 1
    while start < end and text[end - 1].isspace():
        end -= 1
    return Span(start, end) if start < end else None


def without_comma(text: str, span: Span) -> Span:
    """A quoted span without the comma at its end, which belongs to the sentence around the words, and white space."""
    end = span.end
    while end > span.start and (text[end - 1].isspace() or text[end - 1] in _COMMAS):
        end -= 1
    return span if end == span.end else Span(span.start, end)


class Spans:
    """Spans, given as their starts and ends in any order, asked whether a place lies in one."""

    def __init__(self, spans: Iterable[tuple[int, int]]) -> None:
        self._starts: list[int] = []
        self._ends: list[int] = []
        for start, end in sorted(spans):
            if self._ends and start < self._ends[-1]:
                self._ends[-1] = max(end, self._ends[-1])
            else:
                self._starts.append(start)
                self._ends.append(end)

    def end_at(self, at: int) -> int | None:
        """The end of the span that `at` lies in."""
        index = bisect_right(self._starts, at) - 1
        return self._ends[index] if index >= 0 and at < self._ends[index] else None

    def holds(self, at: int) -> bool:
        """Whether `at` lies in one."""
        return self.end_at(at) is not None
