"""What two figures of an article make that a source bears out one by one: 43 stones of 60 kilos are 2.6 tonnes.

The source may give the two far apart, in two rows or two tables. That the article has put them side by side, at the
claim, says that they belong together.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import combinations, permutations, product

from claims.matching.figures.context import Figure
from claims.matching.figures.likelihood import digits_of
from claims.matching.figures.otherwise.derive import EXACTLY, FACTORS, WITHIN, Derived, follows, hedges_of
from claims.matching.figures.otherwise.grouped import PLAIN
from claims.matching.figures.otherwise.ranges import said_of
from claims.matching.figures.values import Relation, in_unit_of
from claims.matching.words.told import in_marks
from claims.model import Qualifier, Quantity, UnitKind

_MOST = 6
"""Figures near a claim that are looked at."""
_DIGITS = 2
"""Digits that a product, a sum or a difference must have: a single one comes out of anything."""
_NO_CHANCE = 3
"""Digits that a difference must have where one of the two figures stands elsewhere in the article."""
_OF_EACH = frozenset({UnitKind.MEASURE, UnitKind.CURRENCY, UnitKind.DURATION})
"""What so many things may have each."""
_ROUNDED = Decimal("0.02")
"""How far a product that is given as "about" may be off, as a share of it."""
_BORNE_OUT = 0.5
"""The likeness that is told where the article itself says what belongs together."""


@dataclass(frozen=True, slots=True)
class Borne:
    """A figure of an article with the one of a source that it equals."""

    ours: Figure
    theirs: Figure


def may_be_worked_out(quantity: Quantity) -> bool:
    """Whether a figure is one that two others may make, and tells enough."""
    if quantity.max is not None or quantity.qualifier not in hedges_of(quantity) or not quantity.value:
        return False
    return quantity.unit_kind in FACTORS or len(digits_of(quantity)) >= _DIGITS


def worked(figure: Figure, near: Sequence[Borne], earlier: Sequence[Borne]) -> Derived | None:
    """The two figures of an article, both of one source, from which a claim follows; None where there are none.

    Both are `near` it; or one is, and the other stands `earlier`, and counts the same by name, or the claim has so many
    digits that it is no chance.
    """
    near = near[-_MOST:]
    pairs = [pair for pair in combinations(near, 2) if _are_two_of_one(*pair)]
    far = [pair for pair in product(near, earlier) if _are_two_of_one(*pair) and _belong(figure, *pair)]
    found = next(_followed(figure, pairs), None) or next(_multiplied(figure, pairs), None)
    return found or next(_followed(figure, far), None)


def _are_two_of_one(one: Borne, other: Borne) -> bool:
    """Whether the figures that two equal are two, and of one source."""
    return one.theirs.digest is other.theirs.digest and one.theirs.quantity.core != other.theirs.quantity.core


def _belong(claim: Figure, one: Borne, other: Borne) -> bool:
    """Whether a figure that stands far from a claim may be meant with the near one all the same."""
    if claim.quantity.unit_kind in FACTORS:
        return bool(one.ours.noun & other.ours.noun)
    return len(digits_of(claim.quantity)) >= _NO_CHANCE


def _followed(figure: Figure, pairs: Sequence[tuple[Borne, Borne]]) -> Iterator[Derived]:
    """A difference, a sum, a share, a factor or a change of two figures."""
    for one, other in pairs:
        group = (one.ours, other.ours)
        values = frozenset(each.quantity.value for each in group)
        if any(each.quantity.qualifier not in PLAIN or each.quantity.max is not None for each in group):
            continue
        found = follows(figure, group, values, said_of(figure, [each.quantity for each in group]))
        if found is not None:
            yield _derived(one, other, found[0].words, found[1])


def _multiplied(figure: Figure, pairs: Sequence[tuple[Borne, Borne]]) -> Iterator[Derived]:
    """So many things of so much each."""
    claim = figure.quantity
    if claim.unit_kind not in _OF_EACH or claim.qualifier not in PLAIN:
        return
    language = figure.digest.language
    for one, other in (each for pair in pairs for each in permutations(pair)):
        count, each = one.ours.quantity, in_unit_of(other.ours.quantity, claim, (language, language))
        alike = each.unit_kind is claim.unit_kind and each.unit == claim.unit
        if count.unit_kind is not UnitKind.COUNT or not alike or count.max is not None or each.max is not None:
            continue
        apart = abs(count.value * each.value - claim.value)
        about = Qualifier.ABOUT in {claim.qualifier, each.qualifier}
        if apart <= max(claim.step / 2, claim.value * _ROUNDED if about else Decimal(0)):
            told = f"{in_marks(count.text)} of {in_marks(other.ours.quantity.text)} each"
            yield _derived(one, other, told, WITHIN if about or apart else EXACTLY)


def _derived(one: Borne, other: Borne, told: str, relation: Relation) -> Derived:
    first, last = one.theirs, other.theirs
    return Derived(first, first.quantity.span, told, relation, _BORNE_OUT, (first, last), sure=True)
