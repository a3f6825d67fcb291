"""A multiple held against a change in per cent: doubled is up by 100 per cent, halved down by 50."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from claims.matching.figures.arithmetic import is_reached
from claims.matching.figures.context import Figure
from claims.model import Quantity, UnitKind
from claims.numbers.lexical.words import load_lexicon

_STEP = Decimal("0.1")
"""How much of a change, up and down together, the word for a multiple leaves open: prices that double rise by 96 %."""


def as_change(one: Quantity, other: Figure) -> Quantity:
    """A multiple as the change that it makes, where the other figure is a change the same way; else as it is.

    The other is a share by which something rises or falls, by a verb beside it; not one that it rises to.
    """
    shares = other.quantity.unit == "%" or other.quantity.unit_kind is UnitKind.RATIO
    if one.unit_kind is not UnitKind.MULTIPLE or not shares or one.max is not None or not one.value:
        return one
    grows = one.value > 1
    if other.direction != ("rise" if grows else "fall") or is_reached(other.digest.text, other.quantity.span.start):
        return one
    change = 100 * abs(one.value - 1)
    return replace(one, value=change, step=change * _STEP, unit="%", unit_kind=UnitKind.PERCENT)


def as_factor(one: Quantity, other: Quantity, language: str) -> Quantity:
    """So many times as a factor, where it is held against per cent: up 140 times, up 140 per cent."""
    if one.unit_kind is not UnitKind.COUNT or other.unit != "%" or not one.unit:
        return one
    times = load_lexicon(language).list("times").entries
    return replace(one, unit="", unit_kind=UnitKind.MULTIPLE) if one.unit.casefold() in times else one
