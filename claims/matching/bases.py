"""What a rate is taken of: 300 euros a door are not 300 euros a room, but 12 kilos a head may be 12 kilos a pupil."""

from __future__ import annotations

from functools import cache

from claims.language import Words, read_words
from claims.matching.beside import by_script, follows, leads_to
from claims.matching.context import Figure
from claims.matching.folding import HAN
from claims.matching.lexicon import anybody, bases, people, structure
from claims.matching.periods import SYMBOLS
from claims.matching.terms import terms_of
from claims.matching.values import Closeness, Relation
from claims.model import FindingKind, Quantity, UnitKind

_SAME = frozenset({Closeness.EQUAL, Closeness.NEAR})
_RATES = frozenset({UnitKind.CURRENCY, UnitKind.MEASURE})
_EACH = frozenset({"all"})
"""The meaning of what joins a figure and its base: every, 每."""
_OF_ANYBODY = {"head", "self"}
"""Meanings of the words by which a rate is one of everybody: per head, pro Kopf, a testa."""


class SharedWords(Words):
    """Phrases beside a figure, in all languages: `each` for one of several alike, `total` for all of them."""

    each: tuple[str, ...]
    total: tuple[str, ...]


def on_other_base(found: Relation, one: Figure, other: Figure) -> Relation:
    """The relation of two figures, a conflict where they agree and each is a rate of something else."""
    if found.closeness not in _SAME or found.finding is FindingKind.CONFLICT:
        return found
    ours, theirs = _base(one), _base(other)
    known = bool(ours & bases() and theirs & bases() and not ours & theirs)
    if any(map(_are_apart, (one, other), (other, one))) or (known and not _may_be_people(ours, theirs)):
        return Relation(FindingKind.CONFLICT, "unit", found.closeness)
    return found


def _are_apart(one: Figure, other: Figure) -> bool:
    """Whether the first is of another base than the second by what stands beside the two, or by their units."""
    units = _is_each_measure(one.quantity) and _is_each_thing(other.quantity)
    return units or _is_each_of_all(one, other) or _is_on_another_beside(one, other)


def _is_each_measure(quantity: Quantity) -> bool:
    """Whether a figure is a rate of a measure that is no time: per hectare, per kilo."""
    base = quantity.unit.partition("/")[2]
    return quantity.unit_kind in _RATES and bool(base) and " " not in base and base not in SYMBOLS


def _is_each_thing(quantity: Quantity) -> bool:
    """Whether it is one of something that is counted: per farm, per head."""
    return quantity.unit_kind in _RATES and " " in quantity.unit and "/" not in quantity.unit


def _is_each_of_all(one: Figure, whole: Figure) -> bool:
    """Whether the first figure is said to be one of several alike, and the second all of them: 300 euros each."""
    if not {one.quantity.unit_kind, whole.quantity.unit_kind} <= _RATES:
        return False
    words = _shared_words()
    return _is_beside(one, words.each) and _is_beside(whole, words.total) and not _is_beside(whole, words.each)


def _is_beside(figure: Figure, phrases: tuple[str, ...]) -> bool:
    """Whether one of some phrases stands right before a figure or, but for Chinese ones, right behind it."""
    return leads_to(figure, phrases) or follows(figure, by_script(phrases)[0])


@cache
def _shared_words() -> SharedWords:
    return read_words("und", "shared", SharedWords)


def _is_on_another_beside(rate: Figure, bare: Figure) -> bool:
    """Whether a figure without a base stands beside rates of its unit, and the other is a rate of something else.

    310 dollars a tonne on Monday, above the low of 228: both are a tonne, and not a kilo.
    """
    unit, _, base = rate.quantity.unit.partition("/")
    if not base or base in SYMBOLS or bare.quantity.unit != unit or rate.quantity.unit_kind is not UnitKind.CURRENCY:
        return False
    beside = bare.digest.quantities_in(bare.digest.around(bare.quantity.core))
    bases = {one.unit.partition("/")[2] for one in beside if one.unit.startswith(f"{unit}/")}
    return bool(bases) and base not in bases


def _base(figure: Figure) -> frozenset[str]:
    """The meanings of what a figure is a rate of; none where it is no rate, or where a word of it is not known."""
    quantity = figure.quantity
    if quantity.unit_kind not in _RATES or " " not in quantity.unit:
        return frozenset()
    based = quantity.unit.partition(" ")[2].partition("/")[0]
    terms = terms_of(based, figure.digest.language, 0, len(based))
    told = [term for term in terms if term.keys and not term.meanings & (structure() | _EACH)]
    if not all(term.meanings or HAN.match(term.form) for term in told):
        return frozenset()
    return frozenset(meaning for term in told for meaning in term.meanings)


def _may_be_people(ours: frozenset[str], theirs: frozenset[str]) -> bool:
    """Whether one of two bases is anybody and the other people: a head, a pupil."""
    everybody = _OF_ANYBODY | (anybody() - {"inhabitant"})
    return any(one & everybody and two & (people() | everybody) for one, two in ((ours, theirs), (theirs, ours)))
