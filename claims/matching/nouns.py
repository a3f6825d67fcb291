"""Whether two figures count different things for certain: each text knows both things, and by words of its own.

"14 factories" are not "14 countries" where the source counts countries elsewhere, and the article names factories. A
noun that one of the texts does not have may be its word for the other's.
"""

from __future__ import annotations

from collections.abc import Iterable

from claims.matching.context import Figure
from claims.matching.digest import Digest
from claims.matching.lexicon import structure
from claims.model import UnitKind

_COUNTED = frozenset({UnitKind.COUNT})
_HAN_NOUN = 2
"""Characters of a Chinese noun."""


class Nouns:
    """What an article and its sources count, and what else they name."""

    def __init__(self, article: Digest, ours: Iterable[Figure], theirs: Iterable[Figure]) -> None:
        self._here = article.keys
        self._counted_here = _nouns(ours)
        self._counted_there = _nouns(theirs)

    def are_apart(self, figure: Figure, other: Figure) -> bool:
        """Whether what a claim counts is certainly not what a source's figure counts."""
        if not (_counts(figure) and _counts(other)) or figure.same_noun(other) >= 0 or figure.may_be_people(other):
            return False
        ours, theirs = _telling(figure.noun), _telling(other.noun)
        if not ours or not theirs or ours & other.digest.around_keys(other.quantity.core):
            return False
        same = figure.digest.language == other.digest.language
        return bool(ours & self._counted_there) and (same or bool(theirs & self._here))


def _nouns(figures: Iterable[Figure]) -> frozenset[str]:
    return frozenset(key for one in figures if _counts(one) for key in _telling(one.noun))


def _counts(figure: Figure) -> bool:
    """Whether a figure counts something by its name: a single Chinese character is a word of measure."""
    quantity = figure.quantity
    han = figure.digest.language == "zh" and len(quantity.unit) < _HAN_NOUN
    return quantity.unit_kind in _COUNTED and bool(figure.noun) and not han


def _telling(keys: frozenset[str]) -> frozenset[str]:
    """The keys that name a thing: no joining word, and no single Chinese character."""
    return frozenset(key for key in keys - structure() if len(key) > 2)
