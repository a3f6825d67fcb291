"""Which word of one run may stand for which of another, each for one only; and which words are of one clause."""

from __future__ import annotations

from collections.abc import Sequence

from claims.matching.words.folding import HAN
from claims.matching.words.lexicon import structure
from claims.matching.words.terms import Term

NEGATIONS = frozenset({"not", "no"})
"""Meanings of words that deny."""
_SLIGHT, _NEGATION, _CHARACTER = 0.25, 0.5, 0.5
"""What words that hold a sentence together, negations and single Chinese characters weigh, against 1 for a word."""
_TURNING = frozenset({"but", "because", "while", "if"})
"""Meanings of words that begin another clause, marks or none."""


def beside(terms: Sequence[Term], at: int, before: int, after: int) -> Sequence[Term]:
    """The word at a place with up to so many of its clause before it and after it."""
    first = last = at
    while first > max(0, at - before) and not parts(terms[first - 1], terms[first]):
        first -= 1
    while last < min(len(terms) - 1, at + after) and not parts(terms[last], terms[last + 1]):
        last += 1
    return terms[first : last + 1]


def parts(one: Term, other: Term) -> bool:
    """Whether another clause begins between two words: at a mark, or with the word."""
    gap = other.span.start - one.span.end
    return gap > (not HAN.match(one.form)) or bool(other.meanings & _TURNING)


def pairs(ours: Sequence[Term], theirs: Sequence[Term]) -> dict[int, int]:
    """The words of two runs that may mean the same, each with one other: rare content first, near in place first."""
    known: dict[str, list[int]] = {}
    for number, term in enumerate(theirs):
        for key in term.keys:
            known.setdefault(key, []).append(number)
    scale = len(theirs) / max(1, len(ours))
    options = sorted(
        (-min(weight(term), weight(theirs[other])), round(abs(mine * scale - other), 3), mine, other)
        for mine, term in enumerate(ours)
        for other in {number for key in term.keys for number in known.get(key, ())}
    )
    found: dict[int, int] = {}
    taken: set[int] = set()
    for _, _, mine, other in options:
        if mine not in found and other not in taken:
            found[mine] = other
            taken.add(other)
    return found


def weight(term: Term) -> float:
    """How much a word tells."""
    if not term.keys:
        return 0.0
    if term.meanings & NEGATIONS:
        return _NEGATION
    if term.meanings and term.meanings <= structure():
        return _SLIGHT
    return _CHARACTER if not term.meanings and HAN.match(term.form) else 1.0
