"""How much speaks for it that a figure of a source is the one that an article means."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from math import log10

from claims.matching.figures.context import Figure
from claims.matching.figures.otherwise.often import recur_otherwise
from claims.matching.figures.otherwise.parted import is_some_of_them
from claims.matching.figures.values import Closeness, Relation, same_unit
from claims.matching.texts.tables import caption_words, is_row, label_of
from claims.model import Quantity, UnitKind

_WANTED = {Closeness.EQUAL: 0.18, Closeness.NEAR: 0.26, Closeness.SLIP: 0.2, Closeness.OTHER: 0.4}
"""What a candidate must weigh to be the claim's figure. What a slip may have made of it needs little, since few
figures are one slip apart by chance; any other value needs the words around it to agree well."""
_SAME_NOUN = 0.15
_OTHER_NOUN = {Closeness.EQUAL: -0.07, Closeness.NEAR: -0.07, Closeness.SLIP: -0.2, Closeness.OTHER: -0.4}
"""Another noun may be another word for the same: people for inhabitants, names for signatures. Where the values
differ too, it is more likely another thing."""
_ANOTHER_THING, _UNLIKE = 0.15, 0.12
"""What is taken off besides where both nouns are known, and the likeness below which it is: then nothing but the digits
speaks for a figure, and 4,218 signatures are not the 4,218 trees of another story."""
_OTHER_LABEL = 0.15
"""What is taken off where values differ and a table says of the source's something that the claim does not count."""
_SAME_KIND = 0.05
_SAME_UNIT = 0.06
_TELLING = 0.05
"""What each telling digit counts where the values agree: few texts give 4,218 of two things."""
_RECURRING = 0.1
"""What is taken off a length of time that is the time between here and no such thing there: every five years."""
_SOME = 1.0
"""What is taken off where the values differ and the source's is of some of what was counted: six of them."""
_FAINT, _LEAST_LIKE, _SHORT, _THOUSANDS = 1.0, 0.07, 2, 3
"""What is taken off where the figure is one slip apart but its words are not alike: of so few digits many are. On our
texts five of six such were figures that no source has."""
_FAR = 0.06
"""What each power of ten between two values takes off, where they are no slip apart."""
_WHOLE, _FEW_PARTS = 10_000, 12
"""The largest number of which a fraction is told, and that up to which it is one of many."""
_SAME = frozenset({Closeness.EQUAL, Closeness.NEAR})


@dataclass(frozen=True, slots=True)
class Candidate:
    """A figure of a source that may be the claim's, with how it stands to it and what speaks for it."""

    figure: Figure
    relation: Relation
    likeness: float
    weight: float

    @property
    def margin(self) -> float:
        """By how much it weighs more than it must."""
        return self.weight - _WANTED[self.relation.closeness]


def weigh(figure: Figure, other: Figure, found: Relation, likeness: float) -> float:
    """The weight of a candidate: how alike the words around both figures are, and what value, noun and unit add."""
    noun = figure.same_noun(other)
    noun = 0.0 if noun < 0 and found.closeness in _SAME and figure.may_be_people(other) else noun
    weight = likeness + (
        _SAME_NOUN * noun if noun > 0 else _OTHER_NOUN[found.closeness] * min(1.0, 1.3 - likeness) if noun < 0 else 0.0
    )
    if noun < 0 and likeness < _UNLIKE and figure.counts_another_thing(other):
        weight -= _ANOTHER_THING
    if figure.quantity.unit_kind is other.quantity.unit_kind:
        weight += _SAME_KIND
    if same_unit(figure.quantity, other.quantity, _languages(figure, other)):
        weight += _SAME_UNIT
    if figure.is_labelled_otherwise(other):
        weight -= _other_label(figure, found)
    if found.closeness in _SAME:
        weight += _TELLING * telling(figure.quantity)
        weight -= _RECURRING if recur_otherwise(figure, other) else 0.0
    elif found.closeness is Closeness.SLIP:
        weight += _TELLING * telling(figure.quantity) / 2
        weight -= _FAINT if likeness < _LEAST_LIKE and _is_by_chance(figure, other, found) else 0.0
        weight -= _FAINT if found.detail == "value" and _are_two_slips(figure, other) else 0.0
        weight -= _SOME if _is_count_beside_shares(figure, other) else 0.0
    else:
        # two shares that differ have the words in common
        weight -= likeness - figure.alike_beside_percents(other, likeness)
        weight -= _SOME if figure.noun and _are_whole_and_some(figure, other) else 0.0
        weight -= _SOME if _is_count_beside_shares(figure, other) else 0.0
        weight -= _SOME if _is_of_any_time(figure, other) else 0.0
        weight -= _FAR * powers_apart(figure.quantity, other.quantity)
    return weight


def _is_by_chance(figure: Figure, other: Figure, found: Relation) -> bool:
    """Whether so few digits agree so far that they may by chance: not where money is only off by its scale."""
    few = len(digits_of(figure.quantity)) <= _SHORT
    scaled = found.detail == "scale" and powers_apart(figure.quantity, other.quantity) <= _THOUSANDS
    return few and not (scaled and same_unit(figure.quantity, other.quantity, _languages(figure, other)))


def _is_of_any_time(figure: Figure, other: Figure) -> bool:
    """Whether a figure is one of a series, year by year, and a claim with another value says nothing of that year."""
    digest = other.digest
    row = digest.sentence_at(other.quantity.core.start)
    if row is None or not caption_words(other.quantity, digest, row):
        return False
    return not any(term.keys & figure.vector.keys() for term in digest.terms_in(label_of(digest, row)))


def _are_two_slips(figure: Figure, other: Figure) -> bool:
    """Whether a figure of a table would have both another digit and another size: 11 for 1,900."""
    row = other.digest.sentence_at(other.quantity.core.start)
    in_table = row is not None and is_row(other.digest, row)
    sizes = abs(figure.quantity.value.adjusted() - other.quantity.value.adjusted())
    return in_table and sizes > 0 and not (sizes % _THOUSANDS == 0 and not figure.quantity.unit)


def _languages(figure: Figure, other: Figure) -> tuple[str, str]:
    return figure.digest.language, other.digest.language


def _other_label(figure: Figure, found: Relation) -> float:
    """What another label takes off: twice as much from a slip of a single digit (2 for 20), which needs less."""
    if found.closeness is Closeness.SLIP:
        return 2 * _OTHER_LABEL if len(digits_of(figure.quantity)) == 1 else 0.0
    return _OTHER_LABEL if found.closeness is Closeness.OTHER else 0.0


def _is_count_beside_shares(figure: Figure, other: Figure) -> bool:
    """Whether a share is held against the bare figure of a row which has its shares in per cent: that is no share."""
    if figure.quantity.unit_kind is not UnitKind.PERCENT or other.quantity.unit_kind is not UnitKind.COUNT:
        return False
    row = other.digest.sentence_at(other.quantity.core.start)
    if row is None or not is_row(other.digest, row):
        return False
    return any(one.unit_kind is UnitKind.PERCENT for one in other.digest.quantities_in(row.span))


def _are_whole_and_some(figure: Figure, other: Figure) -> bool:
    """Whether the other figure counts some of what its text counted before, and this one does not: six of them."""
    some = is_some_of_them(other.quantity, other.digest.text)
    return some and not is_some_of_them(figure.quantity, figure.digest.text)


def powers_apart(ours: Quantity, theirs: Quantity) -> float:
    """How many powers of ten lie between two values, four at the most."""
    if not ours.value or not theirs.value:
        return 1.0
    return min(4.0, abs(log10(abs(ours.value / theirs.value))))


def digits_of(quantity: Quantity) -> str:
    """The significant digits of a figure."""
    return f"{abs(quantity.value):f}".replace(".", "").strip("0")


def is_plain_fraction(quantity: Quantity) -> bool:
    """Whether a figure is a fraction of two small numbers (a third, four in five): many things have that share."""
    if quantity.unit_kind is not UnitKind.RATIO or not 0 < quantity.value < 1:
        return False
    return Fraction(quantity.value).limit_denominator(_WHOLE).denominator <= _FEW_PARTS


def telling(quantity: Quantity) -> float:
    """How much it tells that two figures agree: significant digits, zeros by halves, a unit, a second end."""
    whole = f"{abs(quantity.value):f}".partition(".")[0]
    digits = digits_of(quantity)
    zeros = len(whole) - len(whole.rstrip("0"))
    unit = quantity.unit_kind in {UnitKind.CURRENCY, UnitKind.MEASURE, UnitKind.PERCENT}
    return min(4.0, len(digits) + min(2.0, zeros / 2)) + unit + (2 if quantity.max is not None else 0)
