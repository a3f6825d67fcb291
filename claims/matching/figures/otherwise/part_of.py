"""A fraction that an article gives for a part and a whole of which a source tells both: a third, for 41 of 174."""

from __future__ import annotations

from collections.abc import Iterable, Sequence, Set
from decimal import Decimal

from claims.matching.figures.context import Figure
from claims.matching.figures.otherwise.derive import Derived, same_noun
from claims.matching.figures.otherwise.grouped import PLAIN
from claims.matching.figures.otherwise.parted import part_and_whole
from claims.matching.figures.values import Closeness, Relation
from claims.matching.words.told import in_marks
from claims.model import FindingKind, Quantity, UnitKind
from sources.document import Span

_LIKE = 0.25
"""The likeness of the two figures to the claim on average."""
_APART = Decimal("0.2")
"""From how far, as a share of it, what the two make is another fraction: a quarter is no third, but 0.3 nearly is."""
_ANOTHER = Relation(FindingKind.CONFLICT, "value", Closeness.OTHER)


def contradicted_share(
    figure: Figure, groups: Iterable[Sequence[Figure]], beside: Sequence[Quantity]
) -> Derived | None:
    """The part and the whole of a source that make a fraction of an article another; None where there are none.

    The article must give the whole, in the sentence of the fraction or the one before, and what is left of the whole
    must not be the fraction either.
    """
    claim = figure.quantity
    if claim.unit_kind is not UnitKind.RATIO or claim.value >= 1 or claim.max is not None:
        return None
    if claim.qualifier not in PLAIN:
        return None
    given = {one.value for one in (*beside, *_before(figure)) if one.unit_kind is UnitKind.COUNT}
    best: Derived | None = None
    for group in groups:
        found = part_and_whole(group[0].quantity, group[-1].quantity, group[0].digest.text) if len(group) == 2 else None
        if found is None or not _is_of(claim, found[1], given) or group[0].digest is not group[1].digest:
            continue
        part, whole = found
        likeness = sum(figure.likeness(one) for one in group) / 2
        share = part.value / whole.value
        fits = any(abs(value - claim.value) <= _APART * claim.value for value in (share, 1 - share))
        if fits or likeness < _LIKE or (best is not None and likeness <= best.likeness):
            continue
        spans = sorted(one.quantity.span for one in group)
        told = f"{in_marks(part.text)} of {in_marks(whole.text)} is {100 * share:.0f} per cent"
        best = Derived(group[0], Span(spans[0].start, spans[-1].end), told, _ANOTHER, likeness, tuple(group))
    return best


def _before(figure: Figure) -> Sequence[Quantity]:
    """The figures of the sentence before, where the one of a claim names no whole: a third of them."""
    sentence = figure.digest.sentence_at(figure.quantity.core.start)
    if sentence is None or not sentence.number or figure.noun:
        return ()
    return figure.digest.quantities_in(figure.digest.sentences[sentence.number - 1].span)


def _is_of(claim: Quantity, whole: Quantity, given: Set[Decimal]) -> bool:
    return whole.value in given and (not claim.unit or same_noun(claim.unit.casefold(), whole.unit.casefold()))
