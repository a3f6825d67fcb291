"""How a claim's figure stands to one of a source: by their values, and by what both are counted over, of and with."""

from __future__ import annotations

from claims.matching.figures.another import ages
from claims.matching.figures.another.bases import on_other_base
from claims.matching.figures.another.included import with_what_is_in
from claims.matching.figures.another.over_time import over_other_period
from claims.matching.figures.context import Figure
from claims.matching.figures.elliptic import lender_of
from claims.matching.figures.facing import against_each_other
from claims.matching.figures.otherwise.often import as_often
from claims.matching.figures.otherwise.votes import is_other_side
from claims.matching.figures.values import Closeness, Relation, relation, same_unit
from claims.matching.texts.tables import is_row_number
from claims.model import FindingKind, UnitKind

_LENT = frozenset({UnitKind.DURATION, UnitKind.MEASURE})
"""Kinds of figures whose unit is said once for two."""


def related(figure: Figure, other: Figure) -> Relation | None:
    """The relation of two figures; None where they cannot be compared, or are certainly of two things."""
    languages = figure.digest.language, other.digest.language
    ours, theirs = against_each_other(figure, other, languages)
    found = as_often(figure, other) or relation(ours, theirs, languages)
    if found is None or ages.are_apart(figure, other, found) or is_other_side(figure, other):
        return None
    unsaid = other.less_likely or is_row_number(other.quantity, other.digest)
    if found.closeness is not Closeness.EQUAL and unsaid:
        return None  # a place says nothing of another figure
    if found.closeness is Closeness.EQUAL and _has_other_unit(figure, other):
        return Relation(FindingKind.CONFLICT, "unit", Closeness.EQUAL)
    found = on_other_base(over_other_period(found, (figure, ours), (other, theirs)), figure, other)
    return with_what_is_in(found, figure, other)


def _has_other_unit(figure: Figure, other: Figure) -> bool:
    """Whether a bare figure of a source goes on in another unit than the claim's: ten days, and opened two."""
    if figure.quantity.unit_kind not in _LENT:
        return False
    lender = lender_of(other, figure.quantity.unit_kind)
    languages = figure.digest.language, other.digest.language
    return lender is not None and not same_unit(figure.quantity, lender, languages)
