"""The ninth day of a strike held against nine days of it."""

from __future__ import annotations

from dataclasses import replace

from claims.model import Quantity, UnitKind
from claims.numbers.beside.units import canonical_unit


def as_lasting(one: Quantity, other: Quantity, languages: tuple[str, str]) -> Quantity:
    """The so-manieth day, week, month or year as so many, where the other figure is that time and that long.

    `languages` are those of the two. Only where they agree: what is in its ninth day may last another twelve.
    """
    if one.unit_kind is not UnitKind.ORDINAL or other.unit_kind is not UnitKind.DURATION or one.value != other.value:
        return one
    here, there = (
        canonical_unit(each.unit, UnitKind.DURATION, language)
        for each, language in zip((one, other), languages, strict=True)
    )
    return replace(one, unit=other.unit, unit_kind=other.unit_kind) if here and here == there else one
