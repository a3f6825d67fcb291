"""The article cut where claims begin and end, line by line, so that each can be marked where it stands."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
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
    """The lines of `text` in order; the stretches of each, put together, are the line itself.

    A span ends with its last letter, so that a claim that runs into the white space after a line ends in that line.
    """
    lettered = [Span(span.start, span.start + len(span.of(text).rstrip())) for span in spans]
    coming = sorted(range(len(spans)), key=lambda number: lettered[number].start, reverse=True)
    here: list[int] = []
    start = 0
    for number, words in enumerate(text.split("\n"), start=1):
        line = Span(start, start + len(words))
        while coming and lettered[coming[-1]].start < line.end:
            here.append(coming.pop())
        here = [each for each in here if lettered[each].end > line.start]
        if words.strip():
            yield Line(number, tuple(_stretches(text, line, {each: lettered[each] for each in here})))
        start = line.end + 1


def _stretches(text: str, line: Span, spans: Mapping[int, Span]) -> Iterator[Stretch]:
    here = sorted(spans, key=lambda number: (-len(spans[number]), number))
    edges = {edge for number in here for edge in (spans[number].start, spans[number].end)}
    cuts = {line.start, line.end, *(edge for edge in edges if line.start < edge < line.end)}
    for start, end in pairwise(sorted(cuts)):
        within = tuple(number for number in here if spans[number].start <= start and end <= spans[number].end)
        yield Stretch(text[start:end], within, tuple(number for number in reversed(within) if spans[number].end == end))
