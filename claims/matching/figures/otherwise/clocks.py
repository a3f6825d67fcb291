"""What lies between two times of a source: 15 seconds between 2:09:48 and 2:10:03, 50 minutes from 18:20 to 19:10."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache, cached_property
from itertools import combinations

from claims.clocks import behind
from claims.matching.figures.context import Figure, figure_of
from claims.matching.figures.otherwise.derive import EXACTLY, Derived
from claims.matching.figures.otherwise.grouped import PLAIN
from claims.matching.texts.align import Weights
from claims.matching.texts.digest import Digest
from claims.matching.words.told import in_marks
from claims.model import Qualifier, Quantity, UnitKind
from claims.numbers.beside.units import canonical_unit, convert
from sources.document import Span

_LAP = re.compile(r"(?<![\d:.,])(?P<hours>\d{1,2})[:.](?P<minutes>[0-5]\d)[:.](?P<seconds>[0-5]\d)(?![\d:.,]\d|\d)")
_MOST = 40
"""Times of one source that are held against each other."""
_NEAR = 2
"""Sentences, or rows, apart from which two times of day no longer belong together."""
_LIKE = 0.12
"""The likeness to the claim that the words around two times must have on average."""
_SHORTEST = Decimal(2)
"""Units of time that are worth working out: there are times a minute apart in every table."""
_DAY = Decimal(86400)


@dataclass(frozen=True, slots=True)
class _Time:
    """A time of a source in seconds, and whether it is one of day."""

    digest: Digest
    span: Span
    seconds: Decimal
    of_day: bool


class Clocks:
    """The times of some sources by what lies between them."""

    def __init__(self, sources: Sequence[Digest], weights: Weights) -> None:
        self._sources = sources
        self._weights = weights
        self._figures: dict[tuple[int, Span], Figure] = {}

    def between(self, claim: Figure) -> Derived | None:
        """The two times between which a claim's length of time lies; None where no source has them."""
        quantity = claim.quantity
        unit = canonical_unit(quantity.unit, quantity.unit_kind, claim.digest.language)
        plain = quantity.qualifier in PLAIN and quantity.max is None and quantity.value >= _SHORTEST
        if quantity.unit_kind is not UnitKind.DURATION or not plain or unit not in {"s", "min", "h"}:
            return None
        best: Derived | None = None
        for one, other in self._pairs.get(convert(quantity.value, unit, "s").normalize(), ()):
            if unit == "s" and one.of_day:
                continue
            likeness = (claim.likeness(self._figure(one)) + claim.likeness(self._figure(other))) / 2
            if likeness >= _LIKE and (best is None or likeness > best.likeness):
                first, last = (each.span.of(each.digest.text) for each in (one, other))
                told = f"the difference between {in_marks(first)} and {in_marks(last)}"
                figure = self._figure(one)
                best = Derived(figure, one.span, told, EXACTLY, likeness, (figure,))
        return best

    def _figure(self, time: _Time) -> Figure:
        key = (id(time.digest), time.span)
        if key not in self._figures:
            self._figures[key] = figure_of(_as_quantity(time), time.digest, self._weights)
        return self._figures[key]

    @cached_property
    def _pairs(self) -> dict[Decimal, list[tuple[_Time, _Time]]]:
        """The pairs of times that belong together by the seconds between them."""
        found: dict[Decimal, list[tuple[_Time, _Time]]] = {}
        for digest in self._sources:
            for of_day in (False, True):
                times = list(_times(digest, of_day))[:_MOST]
                for one, other in combinations(times, 2):
                    if of_day and _apart(one, other) > _NEAR:
                        continue
                    between = abs(other.seconds - one.seconds)
                    if of_day and other.seconds < one.seconds:
                        between = _DAY - between  # from 23:40 to 0:25
                    if between:
                        found.setdefault(between.normalize(), []).append((one, other))
        return found


def _times(digest: Digest, of_day: bool) -> Iterator[_Time]:
    """The times of day of a source, or those that something took, in order."""
    if of_day:
        for match in _hour().finditer(digest.text):
            yield _Time(digest, Span(*match.span()), _seconds(match["hours"], match["minutes"], "0"), True)
        return
    laps = [
        _Time(digest, Span(*match.span()), _seconds(match["hours"], match["minutes"], match["seconds"]), False)
        for match in _LAP.finditer(digest.text)
    ]
    # 6 h 09 min 42 s
    said = [
        _Time(digest, one.span, convert(one.value, unit, "s"), False)
        for one in digest.quantities
        if one.unit_kind is UnitKind.DURATION and one.max is None and sum(mark.isdigit() for mark in one.text) > 2
        for unit in [canonical_unit(one.unit, one.unit_kind, digest.language)]
        if unit in {"s", "min"}
    ]
    yield from sorted((*laps, *said), key=lambda time: time.span.start)


def _seconds(hours: str, minutes: str, seconds: str) -> Decimal:
    return Decimal(hours) * 3600 + Decimal(minutes) * 60 + Decimal(seconds)


def _apart(one: _Time, other: _Time) -> int:
    places = [each.digest.sentence_at(each.span.start) for each in (one, other)]
    numbers = [each.number for each in places if each is not None]
    return abs(numbers[0] - numbers[-1]) if len(numbers) > 1 else 0


def _as_quantity(time: _Time) -> Quantity:
    """A time as a figure, so that it is known what it is about."""
    text = time.span.of(time.digest.text)
    return Quantity(time.span, text, time.seconds, Qualifier.EXACT, "s", UnitKind.DURATION, time.span)


@cache
def _hour() -> re.Pattern[str]:
    parts = rf":|[.](?=\d\d (?:{behind()}))| ?h ?"
    return re.compile(rf"(?<![\d:.,])(?P<hours>[01]?\d|2[0-3])(?:{parts})(?P<minutes>[0-5]\d)(?![\d:]|[.,]\d)")
