"""A fraction that an article gives for a part and a whole of which a source tells both: a third, for 41 of 174."""

from __future__ import annotations

from collections.abc import Iterable, Sequence, Set
from decimal import Decimal

from claims.matching.figures.another.given import is_named
from claims.matching.figures.context import Figure
from claims.matching.figures.otherwise.derive import Derived, same_noun
from claims.matching.figures.otherwise.grouped import PLAIN, in_one_sentence, is_in_table
from claims.matching.figures.otherwise.parted import part_and_whole, whole_told
from claims.matching.figures.owners import keys_of
from claims.matching.figures.values import Closeness, Relation
from claims.matching.texts.tables import column_words
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
    own = whole_told(claim, figure.digest)
    given |= set() if own is None else {own}
    best: Derived | None = None
    for group in groups:
        named = _of_named_row(figure, group) if len(group) == 2 else None
        found = named or (_by_words(group) if len(group) == 2 else None)
        if found is None or not _is_of(claim, found[1], given) or group[0].digest is not group[1].digest:
            continue
        part, whole = found
        likeness = sum(figure.likeness(one) for one in group) / 2
        share = part.value / whole.value
        fits = any(abs(value - claim.value) <= _APART * claim.value for value in (share, 1 - share))
        if fits or (likeness < _LIKE and not named) or (best is not None and likeness <= best.likeness):
            continue
        spans = sorted(one.quantity.span for one in group)
        told = f"{in_marks(part.text)} of {in_marks(whole.text)} is {100 * share:.0f} per cent"
        best = Derived(group[0], Span(spans[0].start, spans[-1].end), told, _ANOTHER, likeness, tuple(group))
    return best


def _by_words(group: Sequence[Figure]) -> tuple[Quantity, Quantity] | None:
    return part_and_whole(group[0].quantity, group[-1].quantity, group[0].digest.text)


def _of_named_row(figure: Figure, group: Sequence[Figure]) -> tuple[Quantity, Quantity] | None:
    """The part and the whole that the row of a table has of which a claim names the label and the column of the part.

    The claim counts the whole itself: 10 of 21.
    """
    if not in_one_sentence(group[0], group[-1]) or not is_in_table(group[0]):
        return None
    part, whole = sorted(group, key=lambda one: one.quantity.value)
    if whole.quantity.value != whole_told(figure.quantity, figure.digest):
        return None
    sentence = figure.digest.sentence_at(figure.quantity.core.start)
    said = keys_of(sentence.terms) if sentence is not None else set()
    counted = keys_of(column_words(whole.quantity, whole.digest, whole.digest.sentence_at(whole.quantity.core.start)))
    return (part.quantity, whole.quantity) if is_named(part, said, said - counted, apart=True) else None


def _before(figure: Figure) -> Sequence[Quantity]:
    """The figures of the sentence before, where the one of a claim names no whole: a third of them."""
    sentence = figure.digest.sentence_at(figure.quantity.core.start)
    if sentence is None or not sentence.number or figure.noun:
        return ()
    return figure.digest.quantities_in(figure.digest.sentences[sentence.number - 1].span)


def _is_of(claim: Quantity, whole: Quantity, given: Set[Decimal]) -> bool:
    unnamed = not claim.unit or not whole.unit  # the cells of a table name nothing
    return whole.value in given and (unnamed or same_noun(claim.unit.casefold(), whole.unit.casefold()))
