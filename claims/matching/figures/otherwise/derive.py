"""Figures that no source prints but that follow from those it does: a difference, a sum, a ratio, a change, a rest."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import chain

from claims.matching.figures.coins import in_whole_coins
from claims.matching.figures.context import Figure
from claims.matching.figures.otherwise.along_row import are_ends_of_row, are_of_unnamed_rows
from claims.matching.figures.otherwise.grouped import PLAIN, in_one_sentence, is_in_table
from claims.matching.figures.otherwise.parted import whole_told
from claims.matching.figures.otherwise.ranges import in_order, said_of, way
from claims.matching.figures.slips import past_another
from claims.matching.figures.values import SHARE_OF_FRACTION, Closeness, Relation, as_points, in_unit_of
from claims.matching.texts.tables import head, is_row
from claims.matching.words.told import in_marks
from claims.model import FindingKind, Qualifier, Quantity, UnitKind
from sources.document import Span

_LIKE = 0.12
"""The likeness that the figures must have to the claim on average."""
_LIKE_FEW = 0.16
"""The same where the claim has one digit alone: seven points."""
_LIKE_FACTOR = 0.3
"""The same for twice, half, treble: there is a pair for these in many sentences."""
LIKE_ROW = 0.2
"""The same for two of a row whose label the claim has beside it: the last has nothing else in common with it."""
_LIKE_NEXT = 0.4
"""The likeness that the part must have to the claim where its whole stands in the sentence before."""
_ANCHORED = 0.15
"""What is added where the article gives one of the figures in the same sentence, and once more where it gives both."""
_SOFT = frozenset({Qualifier.ALMOST, Qualifier.OVER})
_BELOW = frozenset({Qualifier.ALMOST, Qualifier.AT_MOST})
_BOUNDS = frozenset({Qualifier.AT_LEAST, Qualifier.AT_MOST})
_JUST = Decimal("0.15")
"""How far from "nearly double" or "less than a third" a figure may lie, as a share of it: a writer
of a gold set went as far as 0.14."""
_DOUBLE, _NEXT_FACTOR = Decimal(2), Decimal("0.99")
"""The factor from which "more than" reaches to the next one, and how far that is."""
_BESIDE_HALF = Decimal("0.2")
"""The same for a half, which nothing that has a name of its own is as near to."""
EXACTLY = Relation(FindingKind.MATCH, "derived", Closeness.EQUAL)
WITHIN = Relation(FindingKind.ROUNDED, "derived", Closeness.NEAR)
_IN_POINTS = Relation(FindingKind.CONFLICT, "percent_points", Closeness.EQUAL)
OTHERWISE = Relation(FindingKind.CONFLICT, "direction", Closeness.EQUAL)
"""How a claim stands to a change that goes the other way."""
_WHOLE = Decimal(100)
FACTORS = frozenset({UnitKind.MULTIPLE, UnitKind.RATIO})
_SHARES = frozenset({*FACTORS, UnitKind.PERCENT})
_AMOUNTS = frozenset({UnitKind.COUNT, UnitKind.MEASURE, UnitKind.CURRENCY, UnitKind.DURATION, UnitKind.PERCENT})
_MEASURED = frozenset({UnitKind.MEASURE, UnitKind.CURRENCY, UnitKind.DURATION})
_FRACTION = Decimal("0.02")
"""How far from a fraction that is said by its name (a quarter, two in three) the share may lie that it stands for, at
the most; that of a small one lies nearer."""


@dataclass(frozen=True, slots=True)
class Derived:
    """A figure worked out from figures of one sentence, row or column: the sum in words, how the claim stands to it.

    `sure` where the article itself gives the figures beside it.
    """

    first: Figure
    span: Span
    sum_: str
    relation: Relation
    likeness: float
    group: tuple[Figure, ...] = ()
    sure: bool = False


@dataclass(frozen=True, slots=True)
class Sum:
    """A sum in words, what it gives, and which way it `goes` (`rise`, `fall`) where it is of a change."""

    words: str
    value: Decimal
    goes: str = ""


def derived(figure: Figure, groups: Sequence[tuple[Figure, ...]], beside: Sequence[Quantity]) -> Derived | None:
    """The group of figures from which a claim's figure follows best; None where none do.

    `beside` are the other figures of the claim's sentence: a sum with one of them is more likely the one that is meant.
    A bound is no ground for a sum, but that of a fraction is held against one. Small figures follow from anything, so
    that one of a single digit must follow exactly: a factor, a difference of shares in points, or one of figures that
    have three digits.
    """
    quantity = figure.quantity
    if quantity.max is not None or quantity.qualifier not in hedges_of(quantity) or not quantity.value:
        return None
    few = _digits(quantity) < 2
    wanted = _LIKE_FACTOR if quantity.unit_kind in FACTORS else _LIKE_FEW if few else _LIKE
    anchors = frozenset(one.value for one in beside)
    compared = said_of(figure, beside)
    whole = whole_told(quantity, figure.digest)
    alike: dict[int, float] = {}
    best: Derived | None = None
    for group in groups:
        given = sum(one.quantity.value in anchors for one in group)
        if not given and not _in_one_place(group) and not _is_of_both(figure, group):
            continue
        if whole is not None and whole != max(one.quantity.value for one in group):
            continue  # 10 of 21 are of 21, whatever else is as much
        alike |= {id(one): figure.likeness(one) for one in group if id(one) not in alike}
        likeness = sum(alike[id(one)] for one in group) / len(group) + (_ANCHORED if given else 0.0)
        likeness += _ANCHORED if given == len(group) == 2 else 0.0
        if not _is_about(figure, group, likeness, wanted) or (best and likeness <= best.likeness):
            continue
        # 7 is no difference between 14 and 7, nor what the other rows leave of a hundred where a row has it
        rest = _shares_in_table(group[0], chain.from_iterable(groups))
        if any(one.quantity.value == quantity.value for one in chain(group, rest)):
            continue
        found = follows(figure, group, anchors, compared)
        if found is not None:
            best = Derived(group[0], span_of(group), found[0].words, found[1], min(1.0, likeness), group)
    return best


def _is_about(figure: Figure, group: tuple[Figure, ...], likeness: float, wanted: float) -> bool:
    """Whether a claim is about two figures, by their likeness to it, or since they are the ends of the row it names."""
    if figure.quantity.unit_kind is UnitKind.MULTIPLE and are_of_unnamed_rows(figure, group):
        return False
    along = likeness >= LIKE_ROW and figure.quantity.unit_kind in FACTORS
    return likeness >= wanted or (along and are_ends_of_row(figure, group))


def hedges_of(quantity: Quantity) -> Set[Qualifier]:
    """The hedges with which a figure may be worked out: nearly double; less than a third."""
    hedged = PLAIN | _SOFT if quantity.unit_kind in _SHARES else PLAIN
    return hedged | _BOUNDS if quantity.unit_kind is UnitKind.RATIO else hedged


def follows(
    figure: Figure, group: tuple[Figure, ...], anchors: Set[Decimal], compared: Quantity | None
) -> tuple[Sum, Relation] | None:
    """The sum of a group from which a claim's figure follows, with how; one that goes the claim's way before others."""
    given = [one.quantity.value in anchors for one in group]
    few = _digits(figure.quantity) < 2
    found: tuple[Sum, Relation] | None = None
    for sum_ in sums_of(group, figure, any(given)):
        points = " less " in sum_.words and (bool(figure.direction) or all(given))
        # more than half of them are no rest of fewer than half
        room = _room(figure.quantity, rest=bool(sum_.goes))
        stands = _stands_to(sum_.value, _in_the_unit_of(group[0], figure), few, points, room)
        otherwise = stands is not None and _goes_otherwise(figure, group, sum_, compared)
        if stands is not None and (found is None or not otherwise):
            found = sum_, OTHERWISE if otherwise else stands
    return found


def span_of(group: Sequence[Figure]) -> Span:
    """From the first figure of a group to the last."""
    spans = [one.quantity.span for one in group]
    return Span(min(one.start for one in spans), max(one.end for one in spans))


def _in_the_unit_of(other: Figure, claim: Figure) -> Quantity:
    """The claim's figure as what it is worked out from counts: points for a share, whole coins for cents."""
    theirs, languages = other.quantity, (claim.digest.language, other.digest.language)
    return in_unit_of(in_whole_coins(as_points(claim.quantity, theirs, languages[0]), theirs), theirs, languages)


def _stands_to(value: Decimal, quantity: Quantity, few: bool, points: bool, room: Decimal) -> Relation | None:
    """How a claim's figure stands to what was worked out, or None where it does not follow from it.

    `room` is how far beyond a bound that may lie, as a share of the figure.
    """
    apart = value - quantity.value
    if quantity.qualifier in _SOFT | _BOUNDS:
        side = apart < 0 if quantity.qualifier in _BELOW else apart > 0
        side = side and not (quantity.unit_kind is UnitKind.RATIO and past_another(quantity.value, value))
        return WITHIN if side and abs(apart) <= quantity.value * room else None
    if quantity.unit_kind is UnitKind.RATIO:
        few, near = False, min(_FRACTION, quantity.value * SHARE_OF_FRACTION)
    else:
        near = quantity.step / 2
    if apart != 0 if few else abs(apart) > near:
        return None
    if points and quantity.unit == "%":
        return _IN_POINTS
    return EXACTLY if apart == 0 else WITHIN


def _room(quantity: Quantity, rest: bool) -> Decimal:
    """How far beyond its bound what is said may lie: more than double up to three times, under half down to 0.4.

    What is the `rest` of a share, or a change, less far.
    """
    if quantity.unit_kind is UnitKind.MULTIPLE and quantity.qualifier is Qualifier.OVER and quantity.value >= _DOUBLE:
        return _NEXT_FACTOR / quantity.value
    return _BESIDE_HALF if quantity.value * 2 == 1 and not rest else _JUST


def _goes_otherwise(figure: Figure, group: Sequence[Figure], sum_: Sum, compared: Quantity | None) -> bool:
    """Whether a claim says that something rose which the source has fall from the one figure to the other, or fell.

    `compared` is the figure of the article of which the claim says how much more or less it is than something else.
    """
    kind = figure.quantity.unit_kind
    if not figure.direction or kind is UnitKind.MULTIPLE or (kind is UnitKind.RATIO and not figure.compared):
        return False
    ends = [one.quantity.value for one in (group[0], group[-1])]
    if sum_.goes:
        return figure.direction != sum_.goes
    order = in_order(group[0], group[-1])
    if order is not None:
        return figure.direction != way(order[0].quantity.value, order[1].quantity.value)
    if compared is None or len(group) > 2 or ends.count(compared.value) != 1:
        return False
    than = ends[1 - ends.index(compared.value)]
    return figure.direction != way(than, compared.value)


def _digits(quantity: Quantity) -> int:
    return len(f"{abs(quantity.value):f}".replace(".", "").strip("0"))


def _in_one_place(group: tuple[Figure, ...]) -> bool:
    """Whether figures are of one sentence, or of one column; those of two sentences need one beside the claim."""
    return in_one_sentence(group[0], group[-1]) or is_in_table(group[0])


def _is_of_both(claim: Figure, group: tuple[Figure, ...]) -> bool:
    """Whether a claim is of what two sentences have, though it gives neither figure: a share, or a change."""
    return _is_part_of_named(claim, group) or _are_before_and_after(claim, group)


def _are_before_and_after(claim: Figure, group: tuple[Figure, ...]) -> bool:
    """Whether two figures may be what a factor says the change of: it costs 18 million. In 2021 it was to cost 9."""
    one, other = group[0].quantity, group[-1].quantity
    factor = claim.quantity.unit_kind is UnitKind.MULTIPLE and len(group) == 2
    alike = one.unit_kind is other.unit_kind and one.unit == other.unit and one.unit_kind in _MEASURED
    return factor and alike and sum(claim.likeness(each) for each in group) >= 2 * _LIKE_NEXT


def _is_part_of_named(claim: Figure, group: tuple[Figure, ...]) -> bool:
    """Whether a share is one of what the first figure of two sentences counts: 60 samples. Three were wet."""
    whole, part = group[0].quantity, group[-1].quantity
    counts = whole.unit_kind is part.unit_kind is UnitKind.COUNT and not part.unit and part.value < whole.value
    named = bool(claim.noun & group[0].noun) and claim.quantity.unit_kind is UnitKind.RATIO
    return counts and named and len(group) == 2 and claim.likeness(group[-1]) >= _LIKE_NEXT


def _shares_in_table(figure: Figure, figures: Iterable[Figure]) -> Iterator[Figure]:
    """The shares among some figures that stand in the table of a share."""
    row = figure.digest.sentence_at(figure.quantity.core.start)
    if figure.quantity.unit != "%" or row is None or not is_row(figure.digest, row):
        return
    first = head(figure.digest, row)
    for one in figures:
        other = one.digest.sentence_at(one.quantity.core.start) if one.digest is figure.digest else None
        if other is not None and one.quantity.unit == "%" and head(one.digest, other) is first:
            yield one


def sums_of(group: tuple[Figure, ...], claim: Figure, anchored: bool) -> list[Sum]:
    """What figures of one unit give, as far as it could be what the claim counts.

    `anchored` is whether the article gives one of them in the same sentence.
    """
    languages = group[-1].digest.language, group[0].digest.language
    one, other = group[0].quantity, in_unit_of(group[-1].quantity, group[0].quantity, languages)
    if in_one_sentence(group[0], group[-1]) or not is_in_table(group[0]):
        one, other = _alike(one, other)
    if not one.value or not other.value:
        return []
    if _is_bare(one) and _is_bare(other) and _is_money_apart(claim, group):
        one, other = (replace(each, unit=claim.quantity.unit, unit_kind=UnitKind.CURRENCY) for each in (one, other))
    if one.unit_kind is not other.unit_kind or not same_noun(one.unit, other.unit):
        return _share_of(one, other, claim.quantity)
    claim = replace(claim, quantity=_in_the_unit_of(replace(group[0], quantity=one), claim))
    rest = _rest(group, claim)
    if len(group) > 2:
        return rest
    if claim.quantity.unit_kind is UnitKind.PERCENT:
        return _in_per_cent(one, other, claim, anchored) + rest
    if anchored and claim.compared and _is_bare(claim.quantity):
        apart = f"the difference between {in_marks(one.text)} and {in_marks(other.text)}"
        return [Sum(apart, abs(one.value - other.value))]
    return _together(one, other, claim, anchored, in_one_sentence(group[0], group[-1]))


def _is_money_apart(claim: Figure, group: tuple[Figure, ...]) -> bool:
    """Whether a claim says by how much money something changed, and two bare figures of one row may tell it."""
    said = claim.compared or bool(claim.direction)
    row = in_one_sentence(group[0], group[-1]) and is_in_table(group[0])
    return said and row and claim.quantity.unit_kind is UnitKind.CURRENCY and in_order(group[0], group[-1]) is not None


def _alike(one: Quantity, other: Quantity) -> tuple[Quantity, Quantity]:
    """Two figures of one sentence, each with the unit that both have though it is said once.

    "188 days, 215 before", "9 of the 14 wells", "3 euros a kilo instead of 4 euros".
    """
    for bare, full in ((one, other), (other, one)):
        unnamed = _is_bare(bare) and full.unit_kind in _AMOUNTS
        rate = full.unit.startswith((f"{bare.unit}/", f"{bare.unit} ")) and bare.unit_kind is full.unit_kind
        if unnamed or (bare.unit and rate):
            named = replace(bare, unit=full.unit, unit_kind=full.unit_kind)
            return (named, full) if bare is one else (full, named)
    return one, other


def same_noun(one: str, other: str) -> bool:
    """Whether two units begin alike: days and day, Tage and Tagen, 头鲸 and 头."""
    return one[:1] == other[:1] if one[:1] >= "\u3400" else one[:3] == other[:3]


def _is_bare(quantity: Quantity) -> bool:
    """Whether nothing is said of what a figure counts."""
    return quantity.unit_kind is UnitKind.COUNT and not quantity.unit


def _share_of(one: Quantity, other: Quantity, claim: Quantity) -> list[Sum]:
    """So many per cent of a number, where the one figure is a share and the other counts what the claim counts."""
    for share, whole in ((one, other), (other, one)):
        if share.unit == "%" and whole.unit_kind is claim.unit_kind is UnitKind.COUNT and _digits(claim) > 2:
            return [Sum(f"{in_marks(share.text)} of {in_marks(whole.text)}", whole.value * share.value / 100)]
    return []


def _together(one: Quantity, other: Quantity, figure: Figure, anchored: bool, together: bool) -> list[Sum]:
    """The difference and the sum of two figures, or how often the one goes into the other.

    Only figures of one sentence, or row, leave a rest of a whole that a claim counts.
    """
    low, high = sorted((one.value, other.value))
    claim = figure.quantity
    kind, a, b = claim.unit_kind, in_marks(one.text), in_marks(other.text)
    if kind in FACTORS:
        if one.unit_kind in FACTORS:
            return []
        against = f"{a} against {b}"
        if claim.value > 1:
            return [Sum(against, high / low)]
        parts = [Sum(against, 1 - low / high, "fall"), Sum(against, high / low - 1, "rise")]
        if whole_told(claim, figure.digest) is not None:
            return [Sum(against, low / high), *(parts[:1] if together else [])]
        return parts if figure.compared else [Sum(against, low / high), *parts]
    too_few = _digits(claim) < 2 and min(_digits(one), _digits(other)) < 3
    unnamed = _is_bare(one)  # the cells of a table name nothing
    exact = anchored and _digits(claim) > 2 and kind is UnitKind.COUNT  # 218 jobs less: 357 people instead of 575
    if too_few or kind is not one.unit_kind or not (unnamed or exact or same_noun(claim.unit, one.unit)):
        return []
    return [Sum(f"the difference between {a} and {b}", high - low), Sum(f"{a} and {b} together", low + high)]


def _in_per_cent(one: Quantity, other: Quantity, claim: Figure, anchored: bool) -> list[Sum]:
    """A change in per cent, a share, or a difference of shares: in points, or where nothing is said to have changed."""
    low, high = sorted((one.value, other.value))
    a, b = in_marks(one.text), in_marks(other.text)
    shares = one.unit_kind is UnitKind.PERCENT
    less = [Sum(f"{a} less {b}", high - low)] if shares else []
    if claim.quantity.unit == "pp":
        return less
    if _digits(claim.quantity) < 2 and not (anchored and claim.quantity.qualifier in _SOFT):
        return less if claim.direction else []
    return [
        Sum(
            f"the change between {a} and {b}",
            abs(other.value - one.value) / one.value * 100,
            way(one.value, other.value),
        ),
        Sum(
            f"the change between {b} and {a}",
            abs(other.value - one.value) / other.value * 100,
            way(other.value, one.value),
        ),
        Sum(f"{a} and {b} as a share", low / high * 100),
        *less,
    ]


def _rest(group: tuple[Figure, ...], claim: Figure) -> list[Sum]:
    """What shares of a whole leave of it."""
    if claim.quantity.unit != "%" or any(one.quantity.unit != "%" for one in group) or _digits(claim.quantity) < 2:
        return []
    total = sum((one.quantity.value for one in group), Decimal(0))
    said = " and ".join(in_marks(one.quantity.text) for one in group)
    return [Sum(f"what {said} leave of the whole", _WHOLE - total)] if total < _WHOLE else []
