"""One length of time told in two units, half a year and six months: for the words of a rendering it is one word."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from claims.matching.figures.values import Closeness, relation
from claims.matching.words.folding import HAN
from claims.matching.words.terms import Term
from claims.model import Quantity, UnitKind
from claims.numbers.beside.units import canonical_unit
from sources.document import Span

_TIMES = frozenset({UnitKind.DURATION, UnitKind.AGE})
"""What a length of time is read as; six months may be a child's age."""


def with_same_durations(
    ours: Sequence[Term],
    theirs: Sequence[Term],
    figures: tuple[Sequence[Quantity], Sequence[Quantity]],
    languages: tuple[str, str],
) -> tuple[list[Term], list[Term]]:
    """Both runs of words with each length of time that they tell in different units as one and the same word."""
    mine, yours = list(ours), list(theirs)
    for one in figures[0]:
        for other in figures[1]:
            if is_same_duration(one, other, languages):
                key = f"duration {one.value} {one.unit}"
                mine, yours = _as_one(mine, one.span, key), _as_one(yours, other.span, key)
    return mine, yours


def is_same_duration(one: Quantity, other: Quantity, languages: tuple[str, str]) -> bool:
    """Whether two figures are one length of time in two units."""
    if one.value == other.value or not {one.unit_kind, other.unit_kind} <= _TIMES:
        return False
    found = relation(_plain(one, languages[0]), _plain(other, languages[1]), languages)
    return found is not None and found.closeness is Closeness.EQUAL


def _plain(one: Quantity, language: str) -> Quantity:
    """A length of time with the unit alone: 半年时间 as half a 年."""
    unit, kind = one.unit, UnitKind.DURATION
    if HAN.match(unit):
        unit = next((unit[:end] for end in range(len(unit), 0, -1) if canonical_unit(unit[:end], kind, language)), unit)
    return replace(one, unit_kind=kind, unit=unit)


def _as_one(terms: Sequence[Term], span: Span, key: str) -> list[Term]:
    inside = [term for term in terms if span.contains(term.span)]
    if not inside:
        return list(terms)
    word = Term(inside[0].form, Span(inside[0].span.start, inside[-1].span.end), frozenset({key}))
    return [word if term is inside[0] else term for term in terms if term is inside[0] or term not in inside]
