"""Figures that no source prints but that follow from those it does: a difference, a sum, a ratio, a change, a rest."""

from __future__ import annotations

from collections.abc import Sequence, Set
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import combinations, product

from claims.matching.context import Figure
from claims.matching.tables import column, head, is_row
from claims.matching.told import in_marks
from claims.matching.values import Closeness, Relation, as_points, in_whole_coins
from claims.model import FindingKind, Qualifier, Quantity, UnitKind
from sources.document import Span

_LIKE = 0.12
"""The likeness that the figures must have to the claim on average."""
_LIKE_FEW = 0.16
"""The same where the claim has one digit alone: seven points."""
_LIKE_FACTOR = 0.3
"""The same for twice, half, treble: there is a pair for these in many sentences."""
_ANCHORED = 0.15
"""What is added where the article gives one of the figures in the same sentence."""
_PLAIN = frozenset({Qualifier.EXACT, Qualifier.ABOUT})
_MOST = 8
"""Figures of one sentence, or of one column, that are looked at."""
_NEXT = 3
"""Figures at the end of a sentence, and at the head of the next, that are looked at together."""
_SOFT = frozenset({Qualifier.ALMOST, Qualifier.OVER})
_JUST = Decimal("0.12")
"""How far from "nearly double" or "more than three times" a factor may lie, as a share of it."""
_EXACTLY = Relation(FindingKind.MATCH, "derived", Closeness.EQUAL)
_WITHIN = Relation(FindingKind.ROUNDED, "derived", Closeness.NEAR)
_IN_POINTS = Relation(FindingKind.CONFLICT, "percent_points", Closeness.EQUAL)
_WHOLE = Decimal(100)
_FACTORS = frozenset({UnitKind.MULTIPLE, UnitKind.RATIO})
_HEDGED = _FACTORS | {UnitKind.PERCENT}
"""Kinds of which a hedge says a side: nearly double, more than 40 per cent."""
_ROUGHLY = Decimal("0.05")
"""How far from "roughly two in three" a share may lie, as a part of it."""


@dataclass(frozen=True, slots=True)
class Derived:
    """A figure worked out from figures of one sentence, row or column: the sum in words, how the claim stands to it."""

    first: Figure
    span: Span
    sum_: str
    relation: Relation
    likeness: float


class Groups:
    """What may be summed of the figures of all sources."""

    def __init__(self, figures: Sequence[Figure]) -> None:
        self._groups = _groups(figures)
        self._of: dict[int, list[int]] = {}
        for number, group in enumerate(self._groups):
            for one in group:
                self._of.setdefault(id(one), []).append(number)

    def of(self, figures: Sequence[Figure]) -> list[tuple[Figure, ...]]:
        """The groups that any of some figures is in, in order."""
        return [self._groups[number] for number in sorted({n for one in figures for n in self._of.get(id(one), ())})]


def derived(figure: Figure, groups: Sequence[tuple[Figure, ...]], anchors: Set[int]) -> Derived | None:
    """The group of figures from which a claim's figure follows best; None where none do.

    `anchors` are those, by identity, that the article gives in the same sentence: a sum with one of them is more likely
    the one that is meant.
    A bound is no ground for a sum. Small figures follow from anything, so that one of a single digit must follow
    exactly: a factor, a difference of shares in points, or one of figures that have three digits.
    """
    quantity = figure.quantity
    hedged = _PLAIN | _SOFT if quantity.unit_kind in _HEDGED else _PLAIN
    if quantity.max is not None or quantity.qualifier not in hedged or not quantity.value:
        return None
    few = _digits(quantity) < 2
    factor = quantity.unit_kind in _FACTORS and not figure.compared
    wanted = _LIKE_FACTOR if factor else _LIKE_FEW if few else _LIKE
    best: Derived | None = None
    for group in groups:
        likeness = sum(figure.likeness(one) for one in group) / len(group)
        anchored = any(id(one) in anchors for one in group)
        likeness += _ANCHORED if anchored else 0.0
        if not anchored and not _in_one_place(group):
            continue
        if likeness < wanted or (best is not None and likeness <= best.likeness):
            continue
        for words, value in _sums(group, figure, anchored):
            found = _stands_to(
                value, _in_the_unit_of(group[0].quantity, figure), figure.direction, few, " less " in words
            )
            if found is not None:
                spans = sorted(one.quantity.span for one in group)
                span = Span(spans[0].start, max(one.end for one in spans))
                best = Derived(group[0], span, words, found, likeness)
    return best


def _in_the_unit_of(other: Quantity, claim: Figure) -> Quantity:
    """The claim's figure as what it is worked out from counts: points for a share, whole coins for cents."""
    points = as_points(claim.quantity, other, claim.digest.language)
    return in_whole_coins(points, other)


def _stands_to(value: Decimal, quantity: Quantity, direction: str, few: bool, points: bool) -> Relation | None:
    """How a claim's figure stands to what was worked out, or None where it does not follow from it."""
    apart = value - quantity.value
    if quantity.qualifier is Qualifier.ABOUT and quantity.unit_kind in _FACTORS:
        return _WITHIN if abs(apart) <= quantity.value * _ROUGHLY else None
    if quantity.qualifier in _SOFT:
        side = apart < 0 if quantity.qualifier is Qualifier.ALMOST else apart > 0
        return _WITHIN if side and abs(apart) <= quantity.value * _JUST else None
    if apart != 0 if few else abs(apart) > quantity.step / 2:
        return None
    if points and quantity.unit == "%" and direction:
        return _IN_POINTS
    return _EXACTLY if apart == 0 else _WITHIN


def _digits(quantity: Quantity) -> int:
    return len(f"{abs(quantity.value):f}".replace(".", "").strip("0"))


def _groups(figures: Sequence[Figure]) -> list[tuple[Figure, ...]]:
    """What may be summed: any two plain figures of a sentence or of a column, and all shares of a sentence."""
    places: dict[tuple[str, int, int], list[Figure]] = {}
    for figure in figures:
        digest = figure.digest
        sentence = digest.sentence_at(figure.quantity.core.start)
        if sentence is None or figure.quantity.max is not None or figure.quantity.qualifier not in _PLAIN:
            continue
        places.setdefault((digest.name, sentence.number, -1), []).append(figure)
        if is_row(digest, sentence):
            number = column(digest, sentence, figure.quantity.core.start)
            places.setdefault((digest.name, head(digest, sentence).number, number), []).append(figure)
    found: list[tuple[Figure, ...]] = []
    for group in places.values():
        found += combinations(group[:_MOST], 2)
    for (name, number, column_number), group in places.items():
        after = places.get((name, number + 1, -1), []) if column_number < 0 else []
        found += product(group[-_NEXT:], after[:_NEXT])
    for group in places.values():
        shares = tuple(one for one in group if one.quantity.unit == "%")
        if len(shares) > 1:
            found.append(shares)
    return found


def _alike(one: Quantity, other: Quantity, anchored: bool) -> bool:
    """Whether two figures count the same: by their units, or where one of the two has none (41 of 60 crossings)."""
    unnamed = any(figure.unit_kind is UnitKind.COUNT and not figure.unit for figure in (one, other))
    if one.unit_kind is not other.unit_kind:
        return unnamed and anchored  # 142 days, where last year there were 165
    return one.unit[:3] == other.unit[:3] or unnamed


def _in_one_place(group: tuple[Figure, ...]) -> bool:
    """Whether figures are of one sentence, or of one column; those of two sentences need one beside the claim."""
    first, last = group[0], group[-1]
    sentences = [one.digest.sentence_at(one.quantity.core.start) for one in (first, last)]
    return sentences[0] is sentences[1] or any(one is not None and is_row(first.digest, one) for one in sentences)


def _sums(group: tuple[Figure, ...], claim: Figure, anchored: bool) -> list[tuple[str, Decimal]]:
    """What figures of one unit give, as far as it could be what the claim counts."""
    one, other = group[0].quantity, group[-1].quantity
    if not _alike(one, other, anchored) or not one.value or not other.value:
        return []
    claim = replace(claim, quantity=_in_the_unit_of(one, claim))
    rest = _rest(group, claim)
    if len(group) > 2:
        return rest
    if claim.quantity.unit_kind is UnitKind.PERCENT:
        return _in_per_cent(one, other, claim) + rest
    return _together(one, other, claim, anchored)


def _together(one: Quantity, other: Quantity, figure: Figure, anchored: bool) -> list[tuple[str, Decimal]]:
    """The difference and the sum of two figures, or how often the one goes into the other."""
    low, high = sorted((one.value, other.value))
    claim = figure.quantity
    kind, a, b = claim.unit_kind, in_marks(one.text), in_marks(other.text)
    if kind in _FACTORS:
        if one.unit_kind in _FACTORS:
            return []
        if figure.compared and claim.value < 1:  # a quarter less, a third more
            apart = (high - low) / (high if figure.direction == "fall" else low)
            return [(f"the difference between {a} and {b} as a share", apart)]
        return [(f"{a} against {b}", high / low if claim.value > 1 else low / high)]
    said = figure.compared and anchored
    too_few = _digits(claim) < 2 and min(_digits(one), _digits(other)) < 3 and not said
    unnamed = kind is UnitKind.COUNT and not one.unit  # the cells of a table name nothing
    if said and not claim.unit and kind is UnitKind.COUNT:  # 15 euros, three more than before
        return [(f"the difference between {a} and {b}", high - low)]
    if too_few or kind is not one.unit_kind or (claim.unit[:3] != one.unit[:3] and not unnamed):
        return []
    return [(f"the difference between {a} and {b}", high - low), (f"{a} and {b} together", low + high)]


def _in_per_cent(one: Quantity, other: Quantity, claim: Figure) -> list[tuple[str, Decimal]]:
    """A change in per cent, a share, or a difference of shares: in points, or where nothing is said to have changed."""
    low, high = sorted((one.value, other.value))
    a, b = in_marks(one.text), in_marks(other.text)
    shares = one.unit_kind is UnitKind.PERCENT
    less = [(f"{a} less {b}", high - low)] if shares else []
    if claim.quantity.unit == "pp":
        return less
    if _digits(claim.quantity) < 2:
        return less if claim.direction else []
    return [
        (f"the change between {a} and {b}", abs(other.value - one.value) / one.value * 100),
        (f"the change between {b} and {a}", abs(other.value - one.value) / other.value * 100),
        (f"{a} and {b} as a share", low / high * 100),
        *less,
    ]


def _rest(group: tuple[Figure, ...], claim: Figure) -> list[tuple[str, Decimal]]:
    """What shares of a whole leave of it."""
    if claim.quantity.unit != "%" or any(one.quantity.unit != "%" for one in group) or _digits(claim.quantity) < 2:
        return []
    total = sum((one.quantity.value for one in group), Decimal(0))
    said = " and ".join(in_marks(one.quantity.text) for one in group)
    return [(f"what {said} leave of the whole", _WHOLE - total)] if total < _WHOLE else []
