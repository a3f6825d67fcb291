"""A figure whose scale, unit or noun another of its sentence says: 11.8 million euros, of which the state pays 4.7."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from claims.matching.figures.context import Figure
from claims.matching.texts.tables import is_row
from claims.model import Quantity, UnitKind
from sources.document import Span

_SCALES = tuple(Decimal(10) ** power for power in (3, 4, 6, 8, 9))
"""Thousands, millions and thousands of millions, and the Chinese 万 and 亿."""
_PLACES = 100
"""The part of a scale down to which figures are written in it: 11.85 million."""
_LABELS = frozenset(":：")
"""Marks between what a part is called and its figure, which then goes on about nothing."""
_TELLS = 10
"""The value from which a figure tells something by itself."""


def as_beside(figure: Figure, ours: Quantity, theirs: Quantity) -> Quantity:
    """A bare figure in the scale and unit of one beside it, where it then equals `theirs`; any other as it is."""
    if ours.unit_kind is not UnitKind.COUNT or ours.unit or ours.max is not None or theirs.unit_kind is UnitKind.COUNT:
        return ours
    scale = next((one for one in _SCALES if ours.value * one == theirs.value), None)
    sentence = figure.digest.sentence_at(ours.core.start)
    if scale is None or sentence is None:
        return ours
    for one in figure.digest.quantities_in(sentence.span):
        if one.unit_kind is theirs.unit_kind and one.value >= scale and one.step * _PLACES >= scale:
            return replace(ours, value=theirs.value, step=ours.step * scale, unit=one.unit, unit_kind=one.unit_kind)
    return ours


def lender_of(bare: Figure, kind: UnitKind) -> Quantity | None:
    """The figure of a kind before a bare one in its sentence, whose unit that shares: keeps ten days, opened two."""
    one = bare.quantity
    sentence = bare.digest.sentence_at(one.core.start)
    if one.unit_kind is not UnitKind.COUNT or one.unit or sentence is None or is_row(bare.digest, sentence):
        return None
    start, end = sentence.span.start, one.core.start
    if start >= end or bare.digest.text[end - 2 : end].rstrip()[-1:] in _LABELS:
        return None
    before = bare.digest.quantities_in(Span(start, end))
    return before[-1] if before and before[-1].unit_kind is kind and before[-1].unit else None


def is_of_the_same(bare: Figure, named: Figure) -> bool:
    """Whether a figure without a noun goes on about what one before it counts: 180 farms took part, last year 230."""
    one, other = bare.quantity, named.quantity
    if bare.digest is not named.digest or one.core.start < other.core.end or one.value < _TELLS:
        return False
    if bare.digest.text[max(0, one.core.start - 2) : one.core.start].rstrip()[-1:] in _LABELS:
        return False
    counted = one.unit_kind is other.unit_kind is UnitKind.COUNT and bare.noun <= named.noun != bare.noun
    first, second = (bare.digest.sentence_at(each.core.start) for each in (other, one))
    return counted and first is not None and first is second and not is_row(bare.digest, first)
