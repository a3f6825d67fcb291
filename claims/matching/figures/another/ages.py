"""Ages: whose they are, and where a bare figure is one."""

from __future__ import annotations

from claims.matching.figures.context import Figure
from claims.matching.figures.values import Closeness, Relation
from claims.model import UnitKind
from sources.document import Span

_HOLDING = frozenset({"exist", "have", "age"})
"""Meanings of what stands right before a bare age: he is 37, Er war 37, tiene 37, aged 37."""
_YEARS = frozenset({"year", "age"})
"""Keys of what every age is told in."""
_BESIDE = 3
"""Letters between such a word and the figure."""
_REACH = 24
"""Letters before a figure in which the word is looked for."""


def are_apart(figure: Figure, other: Figure, found: Relation) -> bool:
    """Whether two ages are of two people, or an age is held against a figure that is none.

    Ages that differ are of two where nothing right beside them, no name and no noun, is the same. A figure without a
    unit is an age where somebody is said to be, or to have, so many.
    """
    kinds = [figure.quantity.unit_kind, other.quantity.unit_kind]
    if kinds == [UnitKind.AGE, UnitKind.AGE]:
        return found.closeness is not Closeness.EQUAL and not figure.near & other.near - _YEARS
    if set(kinds) == {UnitKind.AGE, UnitKind.COUNT}:
        return not _is_told_as_age(other if kinds[0] is UnitKind.AGE else figure)
    return False


def _is_told_as_age(figure: Figure) -> bool:
    start = figure.quantity.span.start
    before = figure.digest.terms_in(Span(max(0, start - _REACH), start))
    return bool(before) and start - before[-1].span.end <= _BESIDE and bool(before[-1].meanings & _HOLDING)
