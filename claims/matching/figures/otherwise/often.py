"""How often something is done: once a week is not twice a week, and every two weeks is neither."""

from __future__ import annotations

from decimal import Decimal
from functools import cache

from claims.language import Words, read_words
from claims.matching.figures.another.beside import leads_to
from claims.matching.figures.context import Figure
from claims.matching.figures.values import Closeness, Relation
from claims.matching.texts.periods import days_of
from claims.model import FindingKind, UnitKind
from claims.numbers.beside.units import canonical_unit, convert

_SAME = Decimal("0.02")
"""How far two ways to say how often may be apart, as a share: a month is a little more than four weeks."""


class OftenWords(Words):
    """`every`: what leads to a length of time that lies between one time and the next, in all languages."""

    every: tuple[str, ...]


def as_often(one: Figure, other: Figure) -> Relation | None:
    """How so many in a time stand to a time between: twice a week, every two weeks; None for any other two."""
    counted, between = (one, other) if one.quantity.unit_kind is UnitKind.COUNT else (other, one)
    if counted.quantity.unit_kind is not UnitKind.COUNT or between.quantity.unit_kind is not UnitKind.DURATION:
        return None
    ours, theirs = _times_a_day(counted), _times_between(between)
    if not ours or not theirs:
        return None
    if abs(ours - theirs) <= _SAME * ours:
        return Relation(FindingKind.MATCH, "converted", Closeness.EQUAL)
    return Relation(FindingKind.CONFLICT, "value", Closeness.SLIP)


def recur_otherwise(one: Figure, other: Figure) -> bool:
    """Whether only one of two lengths of time lies between one time and the next: every five years, for five years."""
    if one.quantity.unit_kind is not UnitKind.DURATION or other.quantity.unit_kind is not UnitKind.DURATION:
        return False
    every = _often_words().every
    return bool(leads_to(one, every)) != bool(leads_to(other, every))


def _times_a_day(figure: Figure) -> Decimal:
    """How many times a day something is done that is counted in a time; nothing where none is told."""
    quantity = figure.quantity
    named = figure.period and figure.digest.periods_over(quantity.span)
    return quantity.value / days_of(figure.period) if named else Decimal(0)


def _times_between(figure: Figure) -> Decimal:
    """The same of what is done every two weeks."""
    quantity = figure.quantity
    unit = canonical_unit(quantity.unit, quantity.unit_kind, figure.digest.language)
    if not unit or not quantity.value or not leads_to(figure, _often_words().every):
        return Decimal(0)
    return 1 / convert(quantity.value, unit, "d")


@cache
def _often_words() -> OftenWords:
    return read_words("und", "often", OftenWords)
