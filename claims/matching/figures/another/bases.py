"""What a rate is taken of: 300 euros a door are not 300 euros a room, but 12 kilos a head may be 12 kilos a pupil."""

from __future__ import annotations

import re
from functools import cache

from claims.language import Words, read_words
from claims.matching.figures.another.beside import by_script, follows, is_han, leads_to
from claims.matching.figures.context import Figure
from claims.matching.figures.values import Closeness, Relation
from claims.matching.texts.periods import SYMBOLS
from claims.matching.texts.tables import is_row
from claims.matching.words.folding import HAN
from claims.matching.words.lexicon import anybody, bases, people, structure
from claims.matching.words.terms import terms_of
from claims.model import FindingKind, Quantity, UnitKind
from claims.numbers.beside.units import canonical_unit, same_dimension

_SAME = frozenset({Closeness.EQUAL, Closeness.NEAR})
_RATES = frozenset({UnitKind.CURRENCY, UnitKind.MEASURE})
_EACH = frozenset({"all"})
"""The meaning of what joins a figure and its base: every, 每."""
_OF_ANYBODY = {"head", "self"}
"""Meanings of the words by which a rate is one of everybody: per head, pro Kopf, a testa."""


_CLAUSE = 16
"""Letters before a figure in which what it is an average of may stand, with what is counted between: 户均年收入约."""
_LEADING = 40
"""The same in a language that parts its words: revenu par habitant de."""
_BEHIND = 24
"""Letters behind a figure in which its base may stand beyond another word: 8,400 euros more per household."""
_BREAKS = re.compile(r"[,;:.!?()\n\t，；：。、（）]|\d")


class SharedWords(Words):
    """Phrases beside a figure, in all languages: `each` for one of several alike, `total` for all of them.

    `averaged` has, by the meaning of a base, what says anywhere before a figure in its clause that it is one of that.
    """

    each: tuple[str, ...]
    total: tuple[str, ...]
    averaged: dict[str, tuple[str, ...]]


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
    beside = _is_on_another_beside(one, other) or _is_of_an_amount(one, other)
    return units or _is_each_of_all(one, other) or beside


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


def _is_of_an_amount(rate: Figure, bare: Figure) -> bool:
    """Whether a figure is one of a whole unit of measure, and the other, which has no base, of so many smaller ones.

    1,900 euros a cubic metre, where a flight that costs 1,900 carries 800 litres.
    """
    unit, _, base = rate.quantity.unit.partition("/")
    if not base or base in SYMBOLS or bare.quantity.unit != unit or bare.digest is rate.digest:
        return False
    sentence = bare.digest.sentence_at(bare.quantity.core.start)
    if sentence is None or is_row(bare.digest, sentence):
        return False
    language = bare.digest.language
    measures = (
        canonical_unit(one.unit, one.unit_kind, language)
        for one in bare.digest.quantities_in(sentence.span)
        if one.unit_kind is UnitKind.MEASURE and one.value != 1
    )
    alike = [one for one in measures if one and same_dimension(one, base)]
    return bool(alike) and base not in alike


def _averaged(figure: Figure) -> frozenset[str]:
    """The base that the clause of a figure says before it: 人均增收9600元, a per capita income of 9,600 euros."""
    digest, start = figure.digest, figure.quantity.span.start
    before = digest.text[max(0, start - _LEADING) : start].casefold()
    clause = _BREAKS.split(before)[-1]
    short = clause[-_CLAUSE:]
    after = _BREAKS.split(digest.text[figure.quantity.span.end :][:_BEHIND].casefold())[0]
    averaged = _shared_words().averaged.items()
    behind = [meaning for meaning, phrases in averaged if any(_last_word(after, one) >= 0 for one in phrases)]
    if behind:
        return frozenset(behind)
    found = [
        (place, meaning)
        for meaning, phrases in averaged
        for phrase in phrases
        if (place := (short.rfind(phrase) if is_han(phrase) else _last_word(clause, phrase))) >= 0
    ]
    return frozenset({max(found)[1]} if found else ())


def _last_word(clause: str, phrase: str) -> int:
    """Where a phrase last stands in a clause as whole words; -1 where it does not."""
    at = clause.rfind(phrase)
    whole = at >= 0 and not clause[at - 1 : at].isalpha() and not clause[at + len(phrase) :][:1].isalpha()
    return at if whole else -1


def _base(figure: Figure) -> frozenset[str]:
    """The meanings of what a figure is a rate of; none where it is no rate, or where a word of it is not known."""
    quantity = figure.quantity
    if quantity.unit_kind not in _RATES:
        return frozenset()
    if " " not in quantity.unit:
        return _averaged(figure) if "/" not in quantity.unit else frozenset()
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
