"""Which passage of a source says what a sentence says, in the same language or in another.

Words are held against each other by their keys (meanings, skeletons, sounds) and figures by their values, each weighing
the more the fewer sentences have it. A score only ranks passages: what the passage means for the claim is judged later.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from math import log

from claims.matching.digest import Digest, Sentence
from claims.matching.lexicon import structure
from claims.matching.terms import Term
from claims.model import Quantity
from sources.document import Span

_SLIGHT = 0.25
"""What a word counts that only holds a sentence together, against 1 for others."""
_ONE_SIDED = 0.3
"""What a key counts that only the article or only the sources have: across languages most letters never meet."""
_POOL = 24
"""Sentences that are looked at closely, picked by the keys they share."""


class Weights:
    """How much it says that two sentences share a key: the rarer the key in all texts, the more."""

    def __init__(self, article: Digest, sources: Sequence[Digest]) -> None:
        sentences = [sentence for digest in (article, *sources) for sentence in digest.sentences]
        here = {key for sentence in article.sentences for term in sentence.terms for key in term.keys}
        there = {key for one in sources for sentence in one.sentences for term in sentence.terms for key in term.keys}
        self._both = here & there
        self._total = len(sentences) + 1
        self._found = Counter(
            key for sentence in sentences for key in {k for term in sentence.terms for k in term.keys}
        )
        self._known: dict[frozenset[str], float] = {}

    def of_key(self, key: str) -> float:
        """The weight of one key."""
        weight = log(1 + self._total / (1 + self._found[key]))
        return weight * _SLIGHT if key in structure() else weight

    def of_shared_key(self, key: str) -> float:
        """The weight of a key where likeness is measured: little for one that only one side ever uses."""
        return self.of_key(key) * (1.0 if key in self._both else _ONE_SIDED)

    def of_term(self, term: Term) -> float:
        """The weight of a word: that of its most common key that says anything, since the others may be wrong."""
        known = self._known.get(term.keys)
        if known is None:
            weights = [self.of_key(key) for key in term.keys]
            known = self._known[term.keys] = sum(weights) / len(weights) if weights else 0.0
        return known


@dataclass(frozen=True, slots=True)
class Shared:
    """What two runs of words share: the share of the one's weight and of the other's, and which words do."""

    ours: float
    theirs: float
    our_matches: frozenset[int]
    their_matches: frozenset[int]

    @property
    def score(self) -> float:
        """Both shares in one (their geometric mean), 0 to 1."""
        return (self.ours * self.theirs) ** 0.5


def shared(ours: Sequence[Term], theirs: Sequence[Term], weights: Weights) -> Shared:
    """Hold two runs of words against each other, each word of the one with at most one of the other."""
    by_key: dict[str, list[int]] = {}
    for number, term in enumerate(theirs):
        for key in term.keys:
            by_key.setdefault(key, []).append(number)
    used: set[int] = set()
    matched: set[int] = set()
    gained_ours = gained_theirs = 0.0
    order = sorted(range(len(ours)), key=lambda number: (-weights.of_term(ours[number]), number))
    for number in order:
        options = [
            (weights.of_key(key), -other)
            for key in ours[number].keys
            for other in by_key.get(key, ())
            if other not in used
        ]
        if not options:
            continue
        other = -max(options)[1]
        used.add(other)
        matched.add(number)
        gained_ours += weights.of_term(ours[number])
        gained_theirs += weights.of_term(theirs[other])
    total_ours = sum(map(weights.of_term, ours)) or 1.0
    total_theirs = sum(map(weights.of_term, theirs)) or 1.0
    return Shared(gained_ours / total_ours, gained_theirs / total_theirs, frozenset(matched), frozenset(used))


@dataclass(frozen=True, slots=True)
class Passage:
    """A run of sentences of a source with what it shares with a claim."""

    digest: Digest
    first: int
    last: int
    shared: Shared
    score: float

    @property
    def span(self) -> Span:
        return Span(self.digest.sentences[self.first].span.start, self.digest.sentences[self.last].span.end)

    @property
    def terms(self) -> tuple[Term, ...]:
        return _terms(self.digest.sentences[self.first : self.last + 1])


class Finder:
    """Finds the passages of one source that come nearest to a run of words."""

    def __init__(self, digest: Digest, weights: Weights) -> None:
        self.digest = digest
        self.weights = weights

    @cached_property
    def _by_key(self) -> dict[str, list[int]]:
        index: dict[str, list[int]] = {}
        for sentence in self.digest.sentences:
            for key in {key for term in sentence.terms for key in term.keys}:
                index.setdefault(key, []).append(sentence.number)
        return index

    def passages(self, terms: Sequence[Term], figures: Sequence[Quantity] = (), widest: int = 3) -> list[Passage]:
        """The best run of up to `widest` sentences around each sentence that shares most keys; best first."""
        votes: Counter[int] = Counter()
        for key in {key for term in terms for key in term.keys}:
            weight = self.weights.of_key(key)
            for number in self._by_key.get(key, ()):
                votes[number] += weight  # type: ignore[assignment]
        pool = sorted(votes, key=lambda number: (-votes[number], number))[:_POOL]
        best = [self._best_around(number, terms, figures, widest) for number in pool]
        return sorted(best, key=lambda passage: (-passage.score, passage.first, passage.last))

    def _best_around(self, number: int, terms: Sequence[Term], figures: Sequence[Quantity], widest: int) -> Passage:
        last = len(self.digest.sentences) - 1
        runs = [
            (first, first + size)
            for size in range(widest)
            for first in range(max(0, number - size), number + 1)
            if first + size <= last
        ]
        return max(
            (self._passage(first, end, terms, figures) for first, end in runs),
            key=lambda one: (one.score, one.first - one.last),
        )

    def _passage(self, first: int, last: int, terms: Sequence[Term], figures: Sequence[Quantity]) -> Passage:
        sentences = self.digest.sentences[first : last + 1]
        both = shared(terms, _terms(sentences), self.weights)
        bonus = 0.0
        if figures:
            theirs = {
                one.value for one in self.digest.quantities_in(Span(sentences[0].span.start, sentences[-1].span.end))
            }
            bonus = 0.3 * sum(figure.value in theirs for figure in figures) / len(figures)
        # A quote may be part of a sentence, so what it covers of the passage counts less than what the passage covers of it.
        return Passage(self.digest, first, last, both, (both.ours**0.65) * (both.theirs**0.35) + bonus)


def _terms(sentences: Iterable[Sentence]) -> tuple[Term, ...]:
    return tuple(term for sentence in sentences for term in sentence.terms)
