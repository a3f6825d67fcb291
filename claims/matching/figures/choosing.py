"""Which of the figures of the sources that may be a claim's is taken for it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from claims.matching.figures.another.elsewhere import has_its_subject
from claims.matching.figures.context import Figure
from claims.matching.figures.elliptic import is_of_the_same
from claims.matching.figures.likelihood import Candidate, digits_of, is_plain_fraction, telling
from claims.matching.figures.values import Closeness
from claims.matching.texts.tables import is_listed, is_row
from claims.model import FindingKind

NO_CHANCE = 3
"""Digits of a figure that is hardly there by chance."""
_CLOSE_BY = 400
"""Letters within which an equal figure of so many digits is the one that is meant."""
_TELLS_MUCH = 3.5
"""What the digits, the scale and the unit of a figure must tell before it is looked for in other sentences, too."""
_NEARLY_AS_GOOD = 0.12
"""By how much another value may weigh more than an equal one and still not be taken for the claim's."""
_SAME = frozenset({Closeness.EQUAL, Closeness.NEAR})


def likelier(candidates: Iterable[Candidate]) -> list[Candidate]:
    """The candidates without the less likely readings of figures whose likelier one agrees with the claim, too."""
    known = list(candidates)
    said = {
        (id(one.figure.digest), one.figure.quantity.core)
        for one in known
        if one.relation.closeness in _SAME and not one.figure.less_likely
    }
    places = ((one, (id(one.figure.digest), one.figure.quantity.core)) for one in known)
    return [one for one, place in places if not one.figure.less_likely or place not in said]


def equal_instead(figure: Figure, ranked: Sequence[Candidate]) -> Candidate | None:
    """The equal figure to be taken instead of the best candidate, which has another value; None where there is none.

    A figure of three digits or more is hardly there by chance in the same table or the next sentence, nor is one that
    tells much anywhere else; one whose subject the claim names is the claim's; and any that comes near the best has the
    better right, but in its table.
    """
    if not ranked or ranked[0].relation.closeness is Closeness.EQUAL:
        return None
    best, quantity = ranked[0], figure.quantity
    plain = is_plain_fraction(quantity)
    for one in ranked:
        if one.relation.closeness is not Closeness.EQUAL or one.margin < 0:
            continue
        if not plain and len(digits_of(quantity)) >= NO_CHANCE and _close_by(one.figure, best.figure):
            return one
        if _close_by(one.figure, best.figure) and has_its_subject(figure, one.figure, best.figure):
            return one
        if one.relation.finding is FindingKind.MATCH and is_of_the_same(one.figure, best.figure):
            return one
        nearly = (not plain and telling(quantity) >= _TELLS_MUCH) or best.margin - one.margin <= _NEARLY_AS_GOOD
        fine = one.relation.finding is not FindingKind.CONFLICT
        if fine and nearly and not _in_one_table(one.figure, best.figure):
            return one
    return None


def as_firm(best: Candidate, ranked: Sequence[Candidate]) -> Candidate:
    """The figure of another source that is given just as the claim has it, where the best has another hedge."""
    if best.relation.finding is not FindingKind.ROUNDED or best.relation.closeness is not Closeness.EQUAL:
        return best
    firm = (one for one in ranked if one.relation.finding is FindingKind.MATCH and one.margin >= 0)
    return next((one for one in firm if one.figure.digest is not best.figure.digest), best)


def as_counted(figure: Figure, best: Candidate, ranked: Sequence[Candidate]) -> Candidate:
    """The figure of what a claim counts that agrees with it, where the best agrees by its value and counts others."""
    if best.relation.finding is not FindingKind.CONFLICT or best.relation.detail != "swapped":
        return best
    agree = (
        one
        for one in ranked
        if one.relation.closeness in _SAME and one.relation.finding is not FindingKind.CONFLICT and one.margin >= 0
    )
    return next((one for one in agree if figure.noun & (one.figure.noun | one.figure.labelled)), best)


def _close_by(one: Figure, other: Figure) -> bool:
    apart = abs(one.quantity.core.start - other.quantity.core.start)
    return one.digest is other.digest and apart <= _CLOSE_BY


def _in_one_table(one: Figure, other: Figure) -> bool:
    rows = [figure.digest.sentence_at(figure.quantity.core.start) for figure in (one, other)]
    inside = [row is not None and is_row(one.digest, row) and not is_listed(one.digest, row) for row in rows]
    return one.digest is other.digest and all(inside)
