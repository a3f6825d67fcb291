"""The values that a figure may be compared by, whatever unit it was written in, and what is near to them."""

from __future__ import annotations

from decimal import Decimal

from claims.model import Quantity, UnitKind
from claims.numbers.beside.units import canonical_unit, in_base_unit

_FARTHEST = 60
"""Powers of ten up to which values are looked for: nobody says larger ones."""
_STEPS = 40
"""Values of one range that are indexed: enough from 1 to 10,000."""
_NEAR = Decimal("0.13")
"""How far apart values may be that a hedge or rounding makes one: a little more than what judging allows."""


def measured_as(quantity: Quantity, language: str) -> dict[str, list[Decimal]]:
    """The values of a figure by what they measure: as it is written (under the empty word), in the base unit, as a
    share, turned round.
    """
    symbol = canonical_unit(quantity.unit, quantity.unit_kind, language)
    written = ends(quantity)
    found = {"": written, in_base_unit(Decimal(1), symbol)[0]: [in_base_unit(value, symbol)[1] for value in written]}
    if quantity.unit_kind in {UnitKind.RATIO, UnitKind.MULTIPLE}:
        found |= {"share": [value * 100 for value in written], "times": [1 / value for value in written]}
    return {measured: values for measured, values in found.items() if values}


def between(values: list[Decimal]) -> list[Decimal]:
    """The ends of a range and enough between them that one is near whatever lies in it."""
    found = list(values)
    low, high = min(values), max(values)
    while 0 < low < high and len(found) < _STEPS:
        low += low * 2 * _NEAR
        found.append(min(low, high))
    return found


def nearby(values: list[Decimal]) -> tuple[Decimal, Decimal]:
    """Between what a value lies that is near one of these, or between them."""
    low, high = min(values), max(values)
    return min(low * (1 - _NEAR), low * (1 + _NEAR)), max(high * (1 - _NEAR), high * (1 + _NEAR))


def ends(quantity: Quantity) -> list[Decimal]:
    """The value of a figure, or the two ends of a range; without zero and what is beyond all measure."""
    both = (quantity.value, quantity.max)
    return [one for one in both if one is not None and one.is_finite() and one and abs(one.adjusted()) <= _FARTHEST]
