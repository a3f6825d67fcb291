"""A word of the source that says of which kind or how often, and that a rendering leaves out: a new virus, a virus.

Freely rendered such a word may go anywhere, or into another. So it is told only where every other word of either side
has its counterpart, and it stands right beside one of them.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from functools import cache

from claims.language import Words, read_words
from claims.matching.quotes.contradiction import Contradiction
from claims.matching.words.lexicon import structure
from claims.matching.words.pairing import beside, pairs, weight
from claims.matching.words.terms import Term
from claims.matching.words.told import in_marks

_VAGUE = 3
"""Meanings up to which a word tells what it is."""
_MOST = 300
"""Words up to which a side is looked at: each may be paired with each."""
_LEAST = 2
"""Words with content that must have counterparts."""


class QualifierWords(Words):
    """`qualifiers`: meanings of words that say of which kind, how or how often something is."""

    qualifiers: tuple[str, ...]


def unqualified(ours: Sequence[Term], theirs: Sequence[Term], whole: bool) -> Contradiction | None:
    """The qualifier that a rendering lacks; of a fragment, which is not `whole`, only one between what it renders."""
    if max(len(ours), len(theirs)) > _MOST:
        return None
    both = pairs(ours, theirs)
    full = {other for mine, other in both.items() if weight(ours[mine]) == 1.0 and weight(theirs[other]) == 1.0}
    left = _unmet(theirs, frozenset(both.values()), ours)
    if len(full) < _LEAST or len(left) != 1 or _unmet(ours, both.keys(), theirs):
        return None
    (at,) = left
    inside = whole or min(full) < at < max(full)
    if not inside or not _qualifies(theirs[at]) or not _is_near(theirs, at, full):
        return None
    return Contradiction("words_dropped", f"{in_marks(theirs[at].form)} has no counterpart")


def _qualifies(term: Term) -> bool:
    return len(term.meanings) <= _VAGUE and bool(term.meanings & _qualifiers())


def _is_near(theirs: Sequence[Term], at: int, full: Collection[int]) -> bool:
    """Whether a word right beside one has a counterpart: it bears on that."""
    clause = beside(theirs, at, 1, 1)
    return any(other in full and theirs[other] in clause for other in (at - 1, at + 1))


def _unmet(terms: Sequence[Term], met: Collection[int], others: Sequence[Term]) -> list[int]:
    """The places of words that are no structure and stand for nothing of the other side."""
    known = {key for other in others for key in other.keys}
    return [
        at
        for at, term in enumerate(terms)
        if at not in met
        and term.keys
        and not term.keys & known
        and not (term.meanings and term.meanings <= structure())
    ]


@cache
def _qualifiers() -> frozenset[str]:
    return frozenset(read_words("und", "qualifiers", QualifierWords).qualifiers)
