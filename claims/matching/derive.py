"""Figures that no source prints but that follow from two it does: a difference, a sum, a ratio, a change."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import combinations

from claims.matching.context import Figure
from claims.matching.told import in_marks
from claims.model import Qualifier, UnitKind
from sources.document import Span

_LIKE = 0.12
"""The likeness that the pair must have to the claim on average."""
_PLAIN = frozenset({Qualifier.EXACT, Qualifier.ABOUT})


@dataclass(frozen=True, slots=True)
class Derived:
    """A figure worked out from two figures of one sentence or row, with the sum in words."""

    first: Figure
    span: Span
    sum_: str
    exact: bool
    likeness: float


def derived(figure: Figure, figures: Sequence[Figure]) -> Derived | None:
    """The pair of one sentence from which a claim's figure follows best; None where none does.

    A bound is no ground for a sum, and small figures follow from anything, so two digits are needed.
    """
    quantity = figure.quantity
    digits = f"{abs(quantity.value):f}".replace(".", "").strip("0")
    if len(digits) < 2 or quantity.max is not None or quantity.qualifier not in _PLAIN:
        return None
    best: Derived | None = None
    for first, second in _pairs(figures):
        likeness = (figure.likeness(first) + figure.likeness(second)) / 2
        if likeness < _LIKE or (best is not None and likeness <= best.likeness):
            continue
        for words, value in _sums(first, second, figure):
            if abs(value - quantity.value) <= quantity.step / 2:
                span = Span(first.quantity.span.start, max(first.quantity.span.end, second.quantity.span.end))
                best = Derived(first, span, words, value == quantity.value, likeness)
    return best


def _pairs(figures: Sequence[Figure]) -> list[tuple[Figure, Figure]]:
    by_sentence: dict[tuple[str, int], list[Figure]] = {}
    for figure in figures:
        sentence = figure.digest.sentence_at(figure.quantity.core.start)
        if sentence is not None and figure.quantity.max is None and figure.quantity.qualifier in _PLAIN:
            by_sentence.setdefault((figure.digest.name, sentence.number), []).append(figure)
    return [pair for group in by_sentence.values() for pair in combinations(group[:8], 2)]


def _sums(first: Figure, second: Figure, claim: Figure) -> list[tuple[str, Decimal]]:
    """What two figures of one unit give, as far as it could be what the claim counts."""
    one, other = first.quantity, second.quantity
    if one.unit_kind is not other.unit_kind or one.unit[:3] != other.unit[:3] or not one.value or not other.value:
        return []
    low, high = sorted((one.value, other.value))
    kind = claim.quantity.unit_kind
    a, b = one.text, other.text
    if kind is UnitKind.PERCENT:
        return [
            (f"the change between {in_marks(a)} and {in_marks(b)}", abs(other.value - one.value) / one.value * 100),
            (f"the change between {in_marks(b)} and {in_marks(a)}", abs(other.value - one.value) / other.value * 100),
            (f"{in_marks(a)} and {in_marks(b)} as a share", low / high * 100),
            *([(f"{in_marks(a)} less {in_marks(b)}", high - low)] if one.unit_kind is UnitKind.PERCENT else []),
        ]
    if kind is one.unit_kind and claim.quantity.unit[:3] == one.unit[:3]:
        return [
            (f"the difference between {in_marks(a)} and {in_marks(b)}", high - low),
            (f"{in_marks(a)} and {in_marks(b)} together", low + high),
        ]
    if kind is UnitKind.MULTIPLE:
        return [(f"{in_marks(a)} against {in_marks(b)}", high / low)]
    return []
