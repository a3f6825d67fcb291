"""The article cut where claims begin and end, line by line, so that each can be marked where it stands."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from sources.document import Span


@dataclass(frozen=True, slots=True)
class Stretch:
    """Words under the same claims: `within` are their places in the list, the longest first; `ending` end here."""

    text: str
    within: tuple[int, ...]
    ending: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the text that holds more than white space, counted from 1."""

    number: int
    stretches: tuple[Stretch, ...]


def lines_with(text: str, spans: Sequence[Span]) -> Iterator[Line]:
    """The lines of `text` in order; the stretches of each, put together, are the line itself."""
    start = 0
    for number, line in enumerate(text.split("\n"), start=1):
        if line.strip():
            yield Line(number, tuple(_stretches(text, Span(start, start + len(line)), spans)))
        start += len(line) + 1


def _stretches(text: str, line: Span, spans: Sequence[Span]) -> Iterator[Stretch]:
    here = [number for number, span in enumerate(spans) if span.overlaps(line)]
    here.sort(key=lambda number: (-len(spans[number]), number))
    ends = {min(max(edge, line.start), line.end) for number in here for edge in _edges(spans[number])}
    for start, end in pairwise(sorted({line.start, line.end} | ends)):
        within = tuple(number for number in here if spans[number].start <= start and end <= spans[number].end)
        # A claim that ends in the white space after a line ends with the line.
        ending = tuple(number for number in reversed(within) if _ends(spans[number], end, line, text))
        yield Stretch(text[start:end], within, ending)


def _edges(span: Span) -> tuple[int, int]:
    return span.start, span.end


def _ends(span: Span, end: int, line: Span, text: str) -> bool:
    return span.end == end or (end == line.end < span.end and not text[end : span.end].strip())
