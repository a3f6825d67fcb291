"""Lines set in from the margin: what goes on in the next line of a numbered paragraph is read as behind one space."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from typing import Final

from claims.model import Quantity
from sources.document import Span

_INDENT: Final = re.compile(r"\n +(?=\S)")


class Margin:
    """A text without the spaces that its lines begin with, and the way back to its places."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._places: list[int] = []
        self._cut: list[int] = []
        gone = 0
        for found in _INDENT.finditer(text):
            self._places.append(found.start() + 1 - gone)
            gone += found.end() - found.start() - 1
            self._cut.append(gone)
        self.text = _INDENT.sub("\n", text) if gone else text

    def back(self, found: Sequence[Quantity]) -> tuple[Quantity, ...]:
        """The quantities found in the text without margin, as they stand in the text."""
        if not self._places:
            return tuple(found)
        return tuple(self._placed(one) for one in found)

    def _placed(self, one: Quantity) -> Quantity:
        span = self._span(one.span)
        unit = None if one.unit_span is None else self._span(one.unit_span)
        text, core = span.of(self._text), self._span(one.core)
        return Quantity(span, text, one.value, one.qualifier, one.unit, one.unit_kind, core, one.step, one.max, unit)

    def _span(self, span: Span) -> Span:
        start = self._at(span.start)
        return Span(start, start if span.end == span.start else self._at(span.end - 1) + 1)

    def _at(self, place: int) -> int:
        number = bisect_right(self._places, place)
        return place + (self._cut[number - 1] if number else 0)
