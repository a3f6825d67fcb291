"""Which figures of the sources may be a claim's: with few figures all of them, with many those that an index gives.

A claim is held against a bounded number of figures however many there are: those whose words it shares, by the rarest
words first, and those whose value it has or might have by a slip of the pen.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence, Set
from decimal import Decimal
from functools import cached_property
from itertools import chain, islice
from math import floor, log10

from claims.matching.figures.context import Figure
from claims.matching.figures.measured import ends, measured_as
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
_READ = 1_000
"""Entries for a value, or for a claim's rarest word, that are read at the most: beyond, far more than are taken."""
_LONGEST = 30
"""Digits of a figure up to which slips are looked for: nobody says longer ones."""
_NEAR = 0.13
"""How far apart values may be that a hedge or rounding makes one: a little more than what judging allows."""
_STEP = log10(1 + _NEAR)
"""The width of a class of values: what is near one of them lies in the same class, or beside it."""
_STEPS = 300
"""Classes of one range that are indexed: enough from 1 to ten million millions."""


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
        alike = self._by_words(claim)
        taken = set(alike[:_BY_WORDS])
        taken |= self._slips.of(_digit_keys(claim.quantity), alike)
        taken |= self._near.of(_value_keys(claim, _NEAR), alike)
        return [self.figures[number] for number in sorted(taken)]

    def _by_words(self, claim: Figure) -> list[int]:
        """The figures that share the claim's rarest words, those first that share most of its words."""
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
            for number, other in numbers[:_READ]:
                found[number] = found.get(number, 0.0) - weight * other
        return [number for _, number in sorted(zip(found.values(), found, strict=True))]

    @cached_property
    def _words(self) -> dict[str, list[tuple[int, float]]]:
        words: dict[str, list[tuple[int, float]]] = {}
        for number, one in enumerate(self.figures):
            for key in one.vector.keys() | one.noun:
                words.setdefault(key, []).append((number, one.vector.get(key, 0.0) / one.length))
        return words

    @cached_property
    def _slips(self) -> _ByValue:
        return _ByValue([_digit_keys(one.quantity) for one in self.figures])

    @cached_property
    def _near(self) -> _ByValue:
        return _ByValue([_value_keys(one) for one in self.figures])


class _ByValue:
    """Figures by what their values have in common: `keys` has the keys of each."""

    def __init__(self, keys: Sequence[Set[str]]) -> None:
        self._keys = keys
        self._numbers: dict[str, list[int]] = {}
        for number, each in enumerate(keys):
            for key in each:
                self._numbers.setdefault(key, []).append(number)

    def of(self, keys: Set[str], alike: Iterable[int]) -> Set[int]:
        """The figures that have one of some keys; where they are many, the first of those that are `alike`."""
        entries = [self._numbers[key] for key in keys if key in self._numbers]
        if sum(map(len, entries)) <= _READ:
            found = set(chain.from_iterable(entries))
            return found if len(found) <= _BY_VALUE else set(islice(filter(found.__contains__, alike), _BY_VALUE))
        near = (number for number in alike if not keys.isdisjoint(self._keys[number]))
        return set(islice(near, _BY_VALUE))


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


def _value_keys(figure: Figure, around: float = 0.0) -> set[str]:
    """The classes that a figure's value lies in, or the values of its range, with what is `around` them as a share.

    In whatever it may be compared by: as it is written, in the base unit, as a share, turned round.
    """
    keys: set[str] = set()
    for name, values in measured_as(figure.quantity, figure.digest.language).items():
        classes = [number for value in values if value for number in _classes(value, around)]
        within = range(min(classes), max(classes) + 1)[:_STEPS] if classes else ()
        keys.update(f"{name} {number}" for number in (*classes, *within))
    return keys


def _classes(value: Decimal, around: float) -> tuple[int, int]:
    """The classes of the values that are as much as `around` below and above one, by size: the sign tells nothing."""
    size = float(abs(value))
    return floor(log10(size * (1 - around)) / _STEP), floor(log10(size * (1 + around)) / _STEP)
