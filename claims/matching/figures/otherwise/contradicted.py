"""A factor that two figures of a source make another: "it doubled", which was from ten to fifteen."""

from __future__ import annotations

from collections.abc import Sequence, Set
from decimal import Decimal

from claims.matching.figures.context import Figure
from claims.matching.figures.otherwise.along_row import are_ends_of_row
from claims.matching.figures.otherwise.derive import LIKE_ROW, Derived, span_of, sums_of
from claims.matching.figures.values import Closeness, Relation
from claims.model import FindingKind, Quantity, UnitKind

_ANOTHER = Relation(FindingKind.CONFLICT, "value", Closeness.OTHER)
_LIKE = 0.4
"""The likeness of two figures that speak against a factor."""
_LEAST_CHANGE = Decimal("1.05")
"""A factor from which two figures are a change at all."""


def contradicted_factor(
    figure: Figure, groups: Sequence[tuple[Figure, ...]], beside: Sequence[Quantity]
) -> Derived | None:
    """The two figures of a source that make a factor another; None where there are none.

    They must be about the same thing for certain: the article gives one of them beside the factor, or they are the
    ends of a row of whose label it has every word.
    """
    best: Derived | None = None
    if figure.quantity.unit_kind is not UnitKind.MULTIPLE or figure.quantity.max is not None:
        return None
    anchors = frozenset(one.value for one in beside)
    for group in groups:
        if len(group) != 2:
            continue
        likeness = sum(figure.likeness(one) for one in group) / 2
        wanted = _LIKE if _is_given(group, anchors) else LIKE_ROW if are_ends_of_row(figure, group) else None
        if wanted is None or likeness < wanted or (best and likeness <= best.likeness):
            continue
        for sum_ in sums_of(group, figure, anchored=True):
            low, high = sorted((sum_.value, figure.quantity.value))
            if sum_.value >= _LEAST_CHANGE and high < 2 * low:
                said = f"{sum_.words} is {sum_.value:.2f} times"
                best = Derived(group[0], span_of(group), said, _ANOTHER, likeness)
    return best


def _is_given(group: Sequence[Figure], anchors: Set[Decimal]) -> bool:
    return any(one.quantity.value in anchors for one in group)
