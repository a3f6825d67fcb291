"""Two figures as they are held against each other: in one kind, with one sign, and with the bounds said beside them."""

from __future__ import annotations

from dataclasses import replace

from claims.matching.figures.another.nth import as_lasting
from claims.matching.figures.context import Figure
from claims.matching.figures.elliptic import as_beside
from claims.matching.figures.otherwise.limits import bounded
from claims.matching.figures.otherwise.multiplied import as_change, as_factor
from claims.model import Quantity, UnitKind

_TURNED = frozenset({UnitKind.PERCENT, UnitKind.ORDINAL, UnitKind.MULTIPLE})
"""Kinds of figures that may be said as one of another kind, or with another sign."""


def against_each_other(figure: Figure, other: Figure, languages: tuple[str, str]) -> tuple[Quantity, Quantity]:
    """Two figures as they are held against each other: with what is said beside one, and as what the other is."""
    ours, theirs = bounded(figure, other.quantity), bounded(other, figure.quantity)
    ours, theirs = as_beside(figure, ours, theirs), as_beside(other, theirs, ours)
    if ours.unit_kind not in _TURNED and theirs.unit_kind not in _TURNED:
        return ours, theirs
    ours, theirs = _unsigned(ours, theirs, other.direction), _unsigned(theirs, ours, figure.direction)
    ours, theirs = as_lasting(ours, theirs, languages), as_lasting(theirs, ours, languages[::-1])
    ours, theirs = as_change(ours, other), as_change(theirs, figure)
    return as_factor(ours, theirs, languages[0]), as_factor(theirs, ours, languages[1])


def _unsigned(one: Quantity, other: Quantity, direction: str) -> Quantity:
    """A change in per cent below zero as that much less, where the other figure has no sign: -8 %, down 8 %.

    Not where the other text says that it rose (`direction`).
    """
    percent = one.unit_kind is other.unit_kind is UnitKind.PERCENT
    return replace(one, value=-one.value) if percent and one.value < 0 < other.value and direction != "rise" else one
