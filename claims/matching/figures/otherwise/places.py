"""Places in an order that a source tells in passing: a third title, where "the title is the second for her".

The finder of figures leaves out an ordinal that has no noun, since it may only tell one from another. A claim that has
one asks for it all the same, where the noun stands in the same clause.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import cache, cached_property

from claims.matching.figures.another.rows import right_at
from claims.matching.figures.context import Figure, figure_of
from claims.matching.figures.otherwise.derive import Derived
from claims.matching.figures.owners import keys_of
from claims.matching.figures.values import Closeness, Relation
from claims.matching.texts.align import Weights
from claims.matching.texts.digest import Digest
from claims.matching.words.told import in_marks
from claims.model import FindingKind, Qualifier, Quantity, UnitKind
from claims.numbers.lexical.phrases import alternation
from claims.numbers.lexical.shadow import lower
from claims.numbers.lexical.words import load_lexicon
from sources.document import Span

_ANOTHER = Relation(FindingKind.CONFLICT, "value", Closeness.OTHER)
_EQUAL = Relation(FindingKind.MATCH, "equal", Closeness.EQUAL)
_LIKE, _LIKE_OTHER = 0.2, 0.3
"""The likeness that the words around an ordinal must have to the claim: where it is the same, and where it is not."""
_MOST = 60
"""Ordinals of one source that are looked at."""
_VAGUE = frozenset({"more", "less", "most", "least", "big", "good"})
"""Keys of a noun that many things have: the third most, the second largest."""


class Places:
    """The ordinals of some sources that stand without a noun."""

    def __init__(self, sources: Sequence[Digest], weights: Weights) -> None:
        self._sources = sources
        self._weights = weights

    def told(self, claim: Figure) -> Derived | None:
        """How a source tells the place that a claim gives: the same, or another; None where it tells none."""
        noun = claim.noun - _VAGUE
        if claim.quantity.unit_kind is not UnitKind.ORDINAL or not noun:
            return None
        numbers = sorted({number for key in noun for number in self._by_key.get(key, ())})
        alike = [(claim.likeness(self._figures[number]), self._figures[number]) for number in numbers]
        same = [(like, one) for like, one in alike if one.quantity.value == claim.quantity.value and like >= _LIKE]
        others = [(like, one) for like, one in alike if like >= _LIKE_OTHER]
        likeness, best = max(same or others, key=lambda each: each[0], default=(0.0, claim))
        if best is claim:
            return None
        relation = _EQUAL if same else _ANOTHER
        return Derived(best, best.quantity.span, in_marks(best.quantity.text), relation, likeness, (best,))

    @cached_property
    def _figures(self) -> list[Figure]:
        found: list[Figure] = []
        for digest in self._sources:
            ordinals = (one for one, _ in zip(_ordinals(digest), range(_MOST), strict=False))
            found += [figure_of(one, digest, self._weights) for one in ordinals]
        return found

    @cached_property
    def _by_key(self) -> dict[str, list[int]]:
        """The figures by the words of their clause."""
        found: dict[str, list[int]] = {}
        for number, figure in enumerate(self._figures):
            for key in keys_of(right_at(figure)):
                found.setdefault(key, []).append(number)
        return found


def _ordinals(digest: Digest) -> Iterator[Quantity]:
    """The ordinals of a text, from the second on, that are no part of a figure."""
    known = load_lexicon(digest.language).ordinals.entries
    for match in _pattern(digest.language).finditer(lower(digest.text)):
        span = Span(*match.span())
        sentence = digest.sentence_at(span.start)
        beside = digest.quantities_in(sentence.span) if sentence is not None else ()
        if any(one.span.overlaps(span) for one in beside):
            continue
        text, value = span.of(digest.text), Decimal(known[match[0]])
        yield Quantity(span, text, value, Qualifier.EXACT, "", UnitKind.ORDINAL, span)


@cache
def _pattern(language: str) -> re.Pattern[str]:
    lexicon = load_lexicon(language)
    words = [
        word
        for word, value in lexicon.ordinals.entries.items()
        if value > 1 and word not in lexicon.words.according and word.isalpha()
    ]
    return re.compile(rf"(?<!\w)(?:{alternation(words)})(?!\w)" if words else r"(?!)")
