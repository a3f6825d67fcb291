"""How the value of one figure stands to that of another: equal, rounded, or in conflict, and in which way.

Nothing here knows what the figures count; that they mean the same thing is found elsewhere.
"""

from __future__ import annotations

import re
from collections.abc import Set
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import IntEnum
from functools import lru_cache

from claims.matching.figures.base_digits import base_in_digits
from claims.matching.figures.coins import in_whole_coins
from claims.matching.figures.slips import a_slip, another_factor, another_fraction, on_another_scale, same_value
from claims.matching.words.lexicon import means
from claims.model import FindingKind, Qualifier, Quantity, UnitKind
from claims.numbers.beside.currencies import may_be, named_by, names_money
from claims.numbers.beside.units import canonical_unit, convert, dimension, same_dimension

_HUNDRED = Decimal(100)
SHARE_OF_FRACTION = Decimal("0.05")
"""By how much a share may differ from the simple fraction that is said for it: a third for 34.6 per cent."""
_ABOUT = Decimal("0.1")
"""By how much a figure may differ from one that is given as "about"."""
_ROUND = Decimal("0.08")
"""How far a figure may be off one that its source rounds as much: a hundred thousand is not about 90,000."""
_NEARLY = Decimal("0.02")
"""By how much "about" may always be off."""
_JUST = Decimal("0.12")
"""How far beyond its bound a figure may lie that is given as "nearly" or "more than"."""
_WIDEST = 3
"""How many times its lower end the upper end of a range may be that a figure within it is no chance."""
_UP = frozenset({Qualifier.OVER, Qualifier.AT_LEAST})
_DOWN = frozenset({Qualifier.ALMOST, Qualifier.AT_MOST})
_HARD = frozenset({Qualifier.AT_LEAST, Qualifier.AT_MOST})
_SHARES = frozenset({UnitKind.PERCENT, UnitKind.RATIO})
_POINTS = frozenset({"pp", "bp"})
_PLACES = frozenset({"points", "pp"})
"""Units whose word may name places, too: 23个点位, 23 sites."""
_TIMES_TOLD = 10
"""The factor from which it is no chance that as many per cent are told: things may be three times as many, and 3 %."""
_TIMES = frozenset({UnitKind.DURATION, UnitKind.AGE})
_AGED = frozenset({UnitKind.AGE, UnitKind.COUNT})
_CHANCE = 10
"""The value below which a length of time has the figure of something else by chance: 3 years, 3 %."""
_MONEY = frozenset({UnitKind.CURRENCY, UnitKind.COUNT})
_MEASURED = frozenset({UnitKind.DURATION, UnitKind.MEASURE, UnitKind.CURRENCY})
_ALONE = frozenset({UnitKind.ORDINAL, UnitKind.MULTIPLE, UnitKind.AGE})
"""Kinds of which none is another one whose unit was lost."""
_FACTORS = frozenset({UnitKind.RATIO, UnitKind.MULTIPLE})
"""What may say by how much one is multiplied: twice, half."""
_NUMBER = re.compile(r"(?<![^\W\d_])\d[\d.,' \u00a0\u202f]*")
"""The number in the base of a rate (per 1,000 km2), not the one that belongs to a symbol."""


class Closeness(IntEnum):
    """How near two values come: what a slip of the pen may make of a figure is nearer than any other figure."""

    EQUAL = 3
    NEAR = 2
    SLIP = 1
    OTHER = 0


@dataclass(frozen=True, slots=True)
class Relation:
    """How a claim's figure stands to a source's: the finding it would give, its detail, and how near they are."""

    finding: FindingKind
    detail: str
    closeness: Closeness


def same_unit(ours: Quantity, theirs: Quantity, languages: tuple[str, str]) -> bool:
    """Whether two figures are measured in the very same unit, whatever its name."""
    return ours.unit_kind is theirs.unit_kind and "" != _symbol(ours, languages[0]) == _symbol(theirs, languages[1])


def relation(ours: Quantity, theirs: Quantity, languages: tuple[str, str]) -> Relation | None:
    """The relation of a claim's figure to a source's (`languages` likewise); None where they cannot be compared."""
    if ours.unit_kind is UnitKind.PERCENT or theirs.unit_kind is UnitKind.PERCENT:
        ours, theirs = as_points(ours, theirs, languages[0]), as_points(theirs, ours, languages[1])
    elif ours.unit_kind is theirs.unit_kind is UnitKind.CURRENCY:
        ours, theirs = in_whole_coins(ours, theirs), in_whole_coins(theirs, ours)
    ours, theirs = base_in_digits(ours, languages[0]), base_in_digits(theirs, languages[1])
    if ours.unit_kind in _SHARES and theirs.unit_kind in _SHARES:
        in_points = {ours.unit, theirs.unit} == _POINTS
        return _in_one_unit(ours, theirs, ours.unit, theirs.unit) if in_points else _shares(ours, theirs)
    if ours.unit_kind is UnitKind.CURRENCY or theirs.unit_kind is UnitKind.CURRENCY:
        return _money(ours, theirs, languages)
    kinds = {ours.unit_kind, theirs.unit_kind}
    if UnitKind.MULTIPLE in kinds and kinds <= _FACTORS:
        return _multiples(ours, theirs)
    here, there = _symbol(ours, languages[0]), _symbol(theirs, languages[1])
    if here and there:
        return _measures(ours, theirs, here, there)
    if here or there:
        return _unit_lost(ours, theirs, languages) or _times_for_percent(ours, theirs)
    return _counted(ours, theirs, kinds)


def _symbol(quantity: Quantity, language: str) -> str:
    """The symbol of a unit, or of its first word where it says more (minutes a day); empty for a noun."""
    return _symbol_of(quantity.unit, quantity.unit_kind, language)


@lru_cache(maxsize=4096)
def _symbol_of(unit: str, kind: UnitKind, language: str) -> str:
    return canonical_unit(unit, kind, language) or canonical_unit(unit.partition(" ")[0], kind, language)


def in_unit_of(one: Quantity, other: Quantity, languages: tuple[str, str]) -> Quantity:
    """A figure in the unit of another where both measure the same: half an hour as 30 minutes."""
    if one.unit_kind is not other.unit_kind or one.unit_kind not in {UnitKind.DURATION, UnitKind.MEASURE}:
        return one
    here, there = _symbol(one, languages[0]), _symbol(other, languages[1])
    if not here or not there or here == there or not same_dimension(here, there):
        return one
    top = None if one.max is None else convert(one.max, here, there)
    step = convert(one.step, here, there) if dimension(here) == dimension(there) else one.step
    return replace(one, value=convert(one.value, here, there), max=top, step=step, unit=other.unit)


def as_points(one: Quantity, other: Quantity, language: str) -> Quantity:
    """Points that are held against per cent are percentage points, said short."""
    if other.unit_kind is not UnitKind.PERCENT or one.unit_kind not in {UnitKind.MEASURE, UnitKind.COUNT}:
        return one
    word = one.unit.split(" ")[0]
    if not (means(word, language, "point") or means(word, "en", "point")):
        return one
    return replace(one, unit="pp", unit_kind=UnitKind.PERCENT)


def _counted(ours: Quantity, theirs: Quantity, kinds: Set[UnitKind]) -> Relation | None:
    if len(kinds) > 1 and kinds & {UnitKind.ORDINAL, UnitKind.MULTIPLE, *_SHARES}:
        return None
    if _other_base(ours.unit, theirs.unit):
        return _on_other_base(ours, theirs)
    plain = _plain(ours, theirs)
    return plain if len(kinds) == 1 or plain.closeness is not Closeness.OTHER else None


def _plain(ours: Quantity, theirs: Quantity) -> Relation:
    return _values(ours, theirs, theirs.value, theirs.max)


def _values(ours: Quantity, theirs: Quantity, value: Decimal, top: Decimal | None, converted: bool = False) -> Relation:
    """The relation of figures in one unit: `value` and `top` are the source's, brought to the claim's unit."""
    if (ours.max is None) != (top is None):
        return _range_against_figure(ours, value, top)
    if same_value(ours.value, value) and (top is None or ours.max is None or same_value(ours.max, top)):
        return _bounds(ours.qualifier, theirs.qualifier, converted)
    if ours.qualifier is theirs.qualifier and ours.qualifier in _HARD and not _to_the_digit(ours, theirs, value):
        return _conflict(ours.value, value)
    if top is not None:
        return _ranges(ours, value, top)
    if _rounds(ours, theirs, value, converted):
        return _bounds_of_rounded(ours.qualifier, theirs.qualifier)
    return _conflict(ours.value, value)


def _ranges(ours: Quantity, value: Decimal, top: Decimal) -> Relation:
    """Two ranges that are not the same, unless rounded: 47 to 52 cm for 18.5 to 20.5 inches."""
    ends = ((ours.value, value), (value if ours.max is None else ours.max, top))
    if ours.max is not None and all(abs(mine - other) <= ours.step / 2 for mine, other in ends):
        return Relation(FindingKind.ROUNDED, "within_precision", Closeness.NEAR)
    slip = ours.max is not None and any(same_value(mine, other) for mine, other in ends)
    return Relation(FindingKind.CONFLICT, "value", Closeness.SLIP if slip else Closeness.OTHER)


def _bounds(ours: Qualifier, theirs: Qualifier, converted: bool = False) -> Relation:
    """Equal values: what their hedges and bounds make of them."""
    if (ours in _UP and theirs in _DOWN) or (ours in _DOWN and theirs in _UP):
        return Relation(FindingKind.CONFLICT, "bound", Closeness.EQUAL)
    if theirs in _HARD and ours in {Qualifier.EXACT, Qualifier.ABOUT}:
        return Relation(FindingKind.CONFLICT, "bound", Closeness.EQUAL)
    if ours is not theirs and Qualifier.RANGE not in {ours, theirs} and not (ours in _UP and theirs in _UP):
        detail = "hedge_dropped" if ours is Qualifier.EXACT else "within_precision"
        return Relation(FindingKind.ROUNDED, detail, Closeness.EQUAL)
    return Relation(FindingKind.MATCH, "converted" if converted else "equal", Closeness.EQUAL)


def _bounds_of_rounded(ours: Qualifier, theirs: Qualifier) -> Relation:
    if theirs in _HARD and ours not in {theirs, *(_UP if theirs in _UP else _DOWN)}:
        return Relation(FindingKind.CONFLICT, "bound", Closeness.NEAR)
    return Relation(FindingKind.ROUNDED, "within_precision", Closeness.NEAR)


def _rounds(ours: Quantity, theirs: Quantity, value: Decimal, converted: bool) -> bool:
    """Whether a value lies within what the claim's figure says, by its digits and its hedge."""
    claimed, apart = ours.value, value - ours.value
    half = ours.step / 2
    if abs(apart) <= half or (abs(apart) <= min(theirs.step / 2, _ROUND * abs(value)) and not converted):
        return _on_the_right_side(ours.qualifier, apart)
    if converted and abs(apart) <= abs(claimed) * Decimal("0.01"):
        return True
    room = abs(claimed)
    if ours.qualifier is Qualifier.ABOUT:
        return abs(apart) <= min(room * _ABOUT, max(_last_place(claimed) / 2, room * _NEARLY))
    if ours.qualifier in _DOWN:
        return -room * _JUST <= apart <= 0
    return ours.qualifier in _UP and 0 <= apart <= room * _JUST


def _to_the_digit(ours: Quantity, theirs: Quantity, value: Decimal) -> bool:
    """Whether two values are one as far as either is written out: at least 10 is not at least 11."""
    return abs(value - ours.value) <= max(ours.step, theirs.step) / 2


def _last_place(value: Decimal) -> Decimal:
    """The worth of the last digit that is not a zero: about 300 is rounded to hundreds."""
    return Decimal(10) ** Decimal(value.normalize().as_tuple().exponent)


def _on_the_right_side(qualifier: Qualifier, apart: Decimal) -> bool:
    return not (qualifier in _UP and apart < 0) and not (qualifier in _DOWN and apart > 0)


def _range_against_figure(ours: Quantity, value: Decimal, top: Decimal | None) -> Relation:
    low, high = (ours.value, ours.max) if ours.max is not None else (value, top)
    one = value if ours.max is not None else ours.value
    if high is not None and low <= one <= high <= _WIDEST * low:
        return Relation(FindingKind.ROUNDED, "within_precision", Closeness.NEAR)
    return Relation(FindingKind.CONFLICT, "value", Closeness.OTHER)


def _conflict(ours: Decimal, theirs: Decimal) -> Relation:
    if theirs and ours and on_another_scale(ours, theirs):
        return Relation(FindingKind.CONFLICT, "scale", Closeness.SLIP)
    return Relation(FindingKind.CONFLICT, "value", Closeness.SLIP if a_slip(ours, theirs) else Closeness.OTHER)


def _shares(ours: Quantity, theirs: Quantity) -> Relation | None:
    """Per cent, points, fractions: 33 % and one in three are held against each other as per cent."""
    ours, theirs = _of_one(ours), _of_one(theirs)
    mine, other = _per_cent(ours), _per_cent(theirs)
    if "pp" in {ours.unit, theirs.unit} and ours.unit != theirs.unit:
        same = same_value(mine, other)
        detail, closeness = ("percent_points", Closeness.EQUAL) if same else ("value", Closeness.OTHER)
        return Relation(FindingKind.CONFLICT, detail, closeness)
    if ours.unit_kind is theirs.unit_kind:
        if _other_base(ours.unit, theirs.unit):
            return _on_other_base(ours, theirs)
        return _taken_for(_plain(ours, theirs), another_fraction(ours.value, theirs.value))
    return _parts_per_cent(ours, theirs, mine, other)


def _parts_per_cent(ours: Quantity, theirs: Quantity, mine: Decimal, other: Decimal) -> Relation:
    """A fraction and per cent, as which they are `mine` and `other`."""
    if same_value(mine, other):
        return _bounds(ours.qualifier, theirs.qualifier)
    within = abs(mine - other) <= SHARE_OF_FRACTION * abs(other) and _on_the_right_side(ours.qualifier, other - mine)
    if within or _just_beside(ours.qualifier, mine, other):
        return _bounds_of_rounded(ours.qualifier, theirs.qualifier)
    return Relation(FindingKind.CONFLICT, "value", Closeness.OTHER)


def _of_one(quantity: Quantity) -> Quantity:
    """A share that is given of a hundred as one of the whole: 83 cases out of 100."""
    number = _NUMBER.search(quantity.unit) if quantity.unit_kind is UnitKind.RATIO else None
    if number is None or number[0].strip() != "100" or quantity.max is not None or not 1 < quantity.value <= _HUNDRED:
        return quantity
    noun = quantity.unit[: number.start()].strip()
    return replace(quantity, value=quantity.value / _HUNDRED, step=quantity.step / _HUNDRED, unit=noun)


def _just_beside(qualifier: Qualifier, mine: Decimal, other: Decimal) -> bool:
    """Whether a share lies where a hedged fraction says: nearly one in four for 23 per cent."""
    apart = other - mine
    below, above = qualifier is Qualifier.ALMOST and apart <= 0, qualifier is Qualifier.OVER and apart >= 0
    return (below or above) and abs(apart) <= mine * _JUST


def _per_cent(quantity: Quantity) -> Decimal:
    return quantity.value * 100 if quantity.unit_kind is UnitKind.RATIO and quantity.value <= 1 else quantity.value


def _multiples(ours: Quantity, theirs: Quantity) -> Relation:
    """Twice, half, three times less: a half may be given as 2 or as 0.5."""
    if same_value(ours.value, theirs.value):
        return _bounds(ours.qualifier, theirs.qualifier)
    if theirs.value and same_value(ours.value, 1 / theirs.value):
        return Relation(FindingKind.CONFLICT, "direction", Closeness.OTHER)
    found = Relation(FindingKind.CONFLICT, "value", Closeness.OTHER)
    return _taken_for(found, another_factor(ours.value, theirs.value))


def _taken_for(found: Relation, slip: bool) -> Relation:
    """The relation of two values that conflict, nearer where the one may have been said for the other by a slip."""
    return replace(found, closeness=Closeness.SLIP) if slip and found.closeness is Closeness.OTHER else found


def _times_for_percent(ours: Quantity, theirs: Quantity) -> Relation | None:
    """So many times for so many per cent, or the other way: 140 times is no 140 per cent."""
    factors = {ours.unit_kind, theirs.unit_kind} == {UnitKind.MULTIPLE, UnitKind.PERCENT}
    same = factors and same_value(ours.value, theirs.value) and ours.value >= _TIMES_TOLD
    return Relation(FindingKind.CONFLICT, "unit", Closeness.EQUAL) if same else None


def _money(ours: Quantity, theirs: Quantity, languages: tuple[str, str]) -> Relation | None:
    if ours.unit_kind is not theirs.unit_kind:
        return _unit_lost(ours, theirs, languages)
    here, there = ours.unit[:3], theirs.unit[:3]
    if _other_base(ours.unit, theirs.unit):
        return _on_other_base(ours, theirs)
    plain = _plain(ours, theirs)
    if here == there or not here or not there:
        return plain
    if there in may_be(ours.text, languages[0]) or here in may_be(theirs.text, languages[1]):
        return plain
    equal = plain.closeness in {Closeness.EQUAL, Closeness.NEAR}
    return (
        Relation(FindingKind.CONFLICT, "currency", plain.closeness)
        if equal
        else Relation(FindingKind.CONFLICT, "currency", Closeness.OTHER)
    )


def _measures(ours: Quantity, theirs: Quantity, here: str, there: str) -> Relation | None:
    if {ours.unit_kind, theirs.unit_kind} == _TIMES:
        plain = _in_one_unit(ours, theirs, here, there)
        return plain if plain is not None and plain.finding is not FindingKind.CONFLICT else None
    return _in_one_unit(ours, theirs, here, there)


def _in_one_unit(ours: Quantity, theirs: Quantity, here: str, there: str) -> Relation | None:
    if here == there or here.partition("/")[0] == there.partition("/")[0] != here + there:
        other = _other_base(here, there) or _other_number(ours.unit, theirs.unit)
        return _on_other_base(ours, theirs) if other else _plain(ours, theirs)
    if not same_dimension(here, there):
        same = same_value(ours.value, theirs.value) and bool(dimension(here)) and bool(dimension(there))
        same = same and not (_TIMES & {ours.unit_kind, theirs.unit_kind} and ours.value < _CHANCE)
        return Relation(FindingKind.CONFLICT, "unit", Closeness.EQUAL) if same else None
    value = convert(theirs.value, there, here)
    top = convert(theirs.max, there, here) if theirs.max is not None else None
    found = _values(ours, theirs, value, top, converted=True)
    if found.closeness is Closeness.NEAR and abs(value - ours.value) <= ours.step / 2:
        found = replace(found, closeness=Closeness.EQUAL)  # 66 km/h for 41 mph is no chance
    if found.finding is FindingKind.CONFLICT and found.detail != "bound" and same_value(ours.value, theirs.value):
        return Relation(FindingKind.CONFLICT, "unit", Closeness.EQUAL)
    return found


def _other_base(here: str, there: str) -> bool:
    """Whether two rates are taken of different things: a day and a month, 10 000 and 100 000."""
    ours, theirs = here.partition("/")[2], there.partition("/")[2]
    if ours and theirs and ours != theirs:
        return True
    return _other_number(here, there)


def _other_number(here: str, there: str) -> bool:
    """Whether two rates are of another number of things: per 100 km², per 1,000 km²."""
    ours, theirs = (_NUMBER.search(unit) for unit in (here, there))
    if ours is None or theirs is None:
        return False
    return [mark for mark in ours[0] if mark.isdecimal()] != [mark for mark in theirs[0] if mark.isdecimal()]


def _on_other_base(ours: Quantity, theirs: Quantity) -> Relation | None:
    plain = _plain(ours, theirs)
    return Relation(FindingKind.CONFLICT, "unit", plain.closeness) if plain.closeness is Closeness.EQUAL else None


def _unit_lost(ours: Quantity, theirs: Quantity, languages: tuple[str, str]) -> Relation | None:
    """One of the two has no unit that is known; where it has none at all, a slip tells something too."""
    kinds = {ours.unit_kind, theirs.unit_kind}
    named = bool(ours.unit and theirs.unit)
    counted, language = "", ""
    if UnitKind.COUNT in kinds:
        counted, language = (
            (ours.unit, languages[0]) if ours.unit_kind is UnitKind.COUNT else (theirs.unit, languages[1])
        )
    if kinds == _AGED and not counted:
        plain = _plain(ours, theirs)
        return plain if plain.closeness is Closeness.EQUAL else None  # 37 Jahre alt; er war 37
    if kinds & _ALONE or (UnitKind.RATIO in kinds and kinds & _MEASURED):
        return None
    money = kinds == _MONEY and names_money(counted, language)
    if named and not money and ours.unit not in _PLACES and theirs.unit not in _PLACES:
        return None  # 2,610 people and 2,610 tonnes are not the same, whatever the digits
    if _other_number(ours.unit, theirs.unit):
        return _on_other_base(ours, theirs)
    plain = _plain(ours, theirs)
    if plain.closeness is Closeness.EQUAL or (
        plain.closeness is not Closeness.OTHER and not (ours.unit and theirs.unit)
    ):
        code = next(one.unit[:3] for one in (ours, theirs) if one.unit_kind is UnitKind.CURRENCY) if money else ""
        return Relation(FindingKind.CONFLICT, "currency", plain.closeness) if _is_no(code, counted, language) else plain
    return None


def _is_no(code: str, name: str, language: str) -> bool:
    """Whether a currency is none of those that bear a name: euros are no livres."""
    named = named_by(name, language)
    return bool(code and named) and code not in named
