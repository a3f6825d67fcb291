"""Which figures of the sources may be a claim's: with few figures all of them, with many those that an index gives.

A claim is held against a bounded number of figures however many there are: those whose words it shares, by the rarest
words first, and those whose value it has or might have by a slip of the pen.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import cached_property
from heapq import nlargest

from claims.matching.context import Figure
from claims.matching.measured import between, ends, measured_as, nearby
from claims.model import Quantity
from sources.document import Span

_ALL = 200
"""Figures up to which each is a candidate: more than two long pages have."""
_LOOKED_UP = 400
"""Figures that are looked up by words for one claim; its rarest words come first, so that the rest tell little."""
_BY_WORDS = 32
"""Candidates that are taken by their words: the right one is among the first three on our texts."""
_BY_VALUE = 32
"""Figures of one value beyond which it tells nothing by itself, and of those found by words the most taken for it."""
_LONGEST = 30
"""Digits of a figure up to which slips are looked for: nobody says longer ones."""


class FigureIndex:
    """The figures of all sources, looked up by what a claim says."""

    def __init__(self, figures: Sequence[Figure]) -> None:
        self.figures = figures
        self._known: dict[Span, Sequence[Figure]] = {}

    def candidates(self, claim: Figure) -> Sequence[Figure]:
        """The figures that a claim of the article is to be held against, in their order."""
        if len(self.figures) <= _ALL:
            return self.figures
        core = claim.quantity.core
        if core not in self._known:
            self._known[core] = self._found(claim)
        return self._known[core]

    def _found(self, claim: Figure) -> list[Figure]:
        shared = self._by_words(claim)
        taken = set(nlargest(_BY_WORDS, shared, key=lambda number: (shared[number], -number)))
        for value in (self._slips(claim.quantity), self._near(claim)):
            near = set(value)
            if len(near) > _BY_VALUE:
                found = [number for number in shared if number in near]
                near = set(nlargest(_BY_VALUE, found, key=lambda number: (shared[number], -number)))
            taken |= near
        return [self.figures[number] for number in sorted(taken)]

    def _by_words(self, claim: Figure) -> dict[int, float]:
        """The figures that share the claim's rarest words, with how much of its words they share."""
        found: dict[int, float] = {}
        shared = [
            (self._words[key], key) for key in claim.vector.keys() | claim.noun | claim.near if key in self._words
        ]
        shared.sort(key=lambda one: (len(one[0]), one[1]))
        read = 0
        for numbers, key in shared:
            if read and read + len(numbers) > _LOOKED_UP:
                break
            read += len(numbers)
            weight = claim.vector.get(key, 0.0)
            for number, other in numbers:
                found[number] = found.get(number, 0.0) + weight * other
        return found

    def _slips(self, quantity: Quantity) -> Iterator[int]:
        """The figures with the digits of a claim, in any order, with one changed, or on another scale."""
        for key in _digit_keys(quantity):
            yield from self._digits.get(key, ())

    def _near(self, claim: Figure) -> Iterator[int]:
        """The figures whose value, in whatever unit, is near the claim's, or between the ends of its range."""
        for measured, values in _measured(claim).items():
            low, high = nearby(values)
            numbers = self._values.get(measured, [])
            first = bisect_left(numbers, (low, -1))
            for _, number in numbers[first : bisect_right(numbers, (high, len(self.figures)), first)]:
                yield number

    @cached_property
    def _words(self) -> dict[str, list[tuple[int, float]]]:
        words: dict[str, list[tuple[int, float]]] = {}
        for number, one in enumerate(self.figures):
            for key in one.vector.keys() | one.noun:
                words.setdefault(key, []).append((number, one.vector.get(key, 0.0) / one.length))
        return words

    @cached_property
    def _digits(self) -> dict[str, list[int]]:
        digits: dict[str, list[int]] = {}
        for number, one in enumerate(self.figures):
            for key in _digit_keys(one.quantity):
                digits.setdefault(key, []).append(number)
        return digits

    @cached_property
    def _values(self) -> dict[str, list[tuple[Decimal, int]]]:
        found: dict[str, list[tuple[Decimal, int]]] = {}
        for number, one in enumerate(self.figures):
            for measured, values in _measured(one).items():
                found.setdefault(measured, []).extend((value, number) for value in between(values))
        return {measured: sorted(values) for measured, values in found.items()}


def _digit_keys(quantity: Quantity) -> set[str]:
    """What figures share that a slip of the pen may exchange: their digits, in order of size, or all but one."""
    keys: set[str] = set()
    for value in ends(quantity):
        digits = "".join(map(str, value.as_tuple().digits)).strip("0")
        keys.add(digits)
        if 2 <= len(digits) <= _LONGEST:
            keys.add("".join(sorted(digits)) + "~")
            keys.update(f"{digits[:at]}?{digits[at + 1 :]}" for at in range(len(digits)))
    return keys - {""}


def _measured(figure: Figure) -> dict[str, list[Decimal]]:
    return measured_as(figure.quantity, figure.digest.language)
