"""Which passage of a source says what a sentence says, in the same language or in another.

Words are held against each other by their keys (meanings, skeletons, sounds) and figures by their values, each weighing
the more the fewer sentences have it. A score only ranks passages: what the passage means for the claim is judged later.
"""

from __future__ import annotations

from bisect import insort
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate, chain, pairwise
from math import log, sqrt

from claims.matching.texts.digest import Digest
from claims.matching.texts.sentenced import Sentence
from claims.matching.texts.voting import Votes
from claims.matching.words.folding import HAN
from claims.matching.words.lexicon import structure
from claims.matching.words.terms import Term
from claims.model import Quantity
from sources.document import Span

_SLIGHT = 0.25
"""What a word counts that only holds a sentence together, against 1 for others."""
_ONE_SIDED = 0.3
"""What a key counts that only the article or only the sources have: across languages most letters never meet."""
_OURS = 0.65
"""How much what a passage has of the claim counts against what the claim has of the passage: a quote may be a part of
a sentence, but not the other way round."""
_FIGURES = 0.3
"""What it counts that a passage has all figures of the claim."""
_CLAUSE = 3
"""Words that a mark between two words counts for."""
_SLACK = 1e-9
"""What sums in another order may be apart by."""
_SHORTEST_QUOTE = 12
"""Letters of a source's quote that is a passage of its own."""


class Weights:
    """How much it says that two sentences share a key: the rarer the key in all texts, the more."""

    def __init__(self, article: Digest, sources: Sequence[Digest]) -> None:
        here = list(map(_keys, article.sentences))
        there = [_keys(sentence) for one in sources for sentence in one.sentences]
        self._both = set[str]().union(*here) & set[str]().union(*there)
        self._total = len(here) + len(there) + 1
        self._found = Counter(chain.from_iterable((*here, *there)))
        self._keys: dict[str, float] = {}
        self._known: dict[frozenset[str], float] = {}

    def of_key(self, key: str) -> float:
        """The weight of one key."""
        known = self._keys.get(key)
        if known is None:
            weight = log(1 + self._total / (1 + self._found[key]))
            known = self._keys[key] = weight * _SLIGHT if key in structure() else weight
        return known

    def of_shared_key(self, key: str) -> float:
        """The weight of a key where likeness is measured: little for one that only one side ever uses."""
        return self.of_key(key) * (1.0 if key in self._both else _ONE_SIDED)

    def of_term(self, term: Term) -> float:
        """The weight of a word: that of its most common key that says anything, since the others may be wrong."""
        known = self._known.get(term.keys)
        if known is None:
            weights = [self.of_key(key) for key in sorted(term.keys)]  # sums depend on the order
            known = self._known[term.keys] = sum(weights) / len(weights) if weights else 0.0
        return known

    def of_terms(self, terms: Sequence[Term]) -> list[float]:
        """The weight of each word of a run."""
        known = self._known
        return [known[term.keys] if term.keys in known else self.of_term(term) for term in terms]


def _keys(sentence: Sentence) -> set[str]:
    return set[str]().union(*(term.keys for term in sentence.terms))


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
        return sqrt(self.ours * self.theirs)


def shared(ours: Sequence[Term], theirs: Sequence[Term], weights: Weights) -> Shared:
    """Hold two runs of words against each other, each word of the one with at most one of the other."""
    our_weights, their_weights = weights.of_terms(ours), weights.of_terms(theirs)
    by_key = _places(theirs)
    clauses: list[int] = []
    used: set[int] = set()
    matched: set[int] = set()
    gained_ours = gained_theirs = centre = 0.0
    twice = {key for key, places in by_key.items() if len(places) > 1}
    # what stands at one place only says where the rest is to be looked for
    order = sorted(
        [
            (not twice.isdisjoint(term.keys), -our_weights[number], number)
            for number, term in enumerate(ours)
            if not by_key.keys().isdisjoint(term.keys)
        ]
    )
    for *_, number in order:
        options = [
            (weights.of_key(key), -other)
            for key in by_key.keys() & ours[number].keys
            for other in by_key[key]
            if other not in used
        ]
        if not options:
            continue
        best = max(options)
        other = -best[1]
        if used and len(options) > 1:
            alike = [-place for weight, place in options if weight == best[0]]
            if len(alike) > 1:
                clauses = clauses or _clauses(theirs)
                other = -min([(_apart(clauses, place, centre), -place) for place in alike])[1]
        used.add(other)
        centre += (other - centre) / len(used)
        matched.add(number)
        gained_ours += our_weights[number]
        gained_theirs += their_weights[other]
    total_ours, total_theirs = sum(our_weights) or 1.0, sum(their_weights) or 1.0
    return Shared(gained_ours / total_ours, gained_theirs / total_theirs, frozenset(matched), frozenset(used))


def _places(terms: Sequence[Term]) -> dict[str, list[int]]:
    """The words of a run that have a key, by their numbers, for each key."""
    by_key: dict[str, list[int]] = {}
    for number, term in enumerate(terms):
        for key in term.keys:
            by_key.setdefault(key, []).append(number)
    return by_key


def _clauses(terms: Sequence[Term]) -> list[int]:
    """The number of the clause that each word is in, by the marks between words."""
    marks = [after.span.start - before.span.end > (not HAN.match(before.form)) for before, after in pairwise(terms)]
    return list(accumulate(marks, initial=0))


def _apart(clauses: Sequence[int], number: int, centre: float) -> float:
    """How far a word stands from the middle of those that are matched, in words; the next clause is farther."""
    return abs(number - centre) + _CLAUSE * abs(clauses[number] - clauses[round(centre)])


@dataclass(frozen=True, slots=True)
class Passage:
    """A run of sentences of a source, or a quote of it, with what it shares with a claim."""

    digest: Digest
    span: Span
    terms: tuple[Term, ...]
    shared: Shared
    score: float


class Bounds:
    """What passages can share with a run of words at the most, at a fraction of the cost of finding what they do."""

    def __init__(self, finder: Finder, terms: Sequence[Term]) -> None:
        self._finder = finder
        self._weights = finder.weights.of_terms(terms)
        self._total = sum(self._weights) or 1.0
        self._by_key = _places(terms)
        self._known: dict[int, dict[int, float]] = {}

    def of(self, span: Span) -> float:
        """No passage over `span` scores higher than this, figures left aside."""
        best: dict[int, float] = {}
        total = 0.0
        for sentence in self._finder.digest.sentences_over(span):
            if span.start <= sentence.span.start and sentence.span.end <= span.end:
                total += self._finder.weighed(sentence)[1]
            for number, most in self._sentence(sentence).items():
                best[number] = max(most, best.get(number, 0.0))
        ours = sum([self._weights[number] for number in best]) / self._total
        theirs = min(1.0, sum(best.values()) / total) if total else 1.0
        return float(ours**_OURS * theirs ** (1 - _OURS))

    def _sentence(self, sentence: Sentence) -> dict[int, float]:
        """The most that each word can have for a counterpart in a sentence."""
        known = self._known.get(sentence.number)
        if known is None:
            known = self._known[sentence.number] = {}
            heaviest, _ = self._finder.weighed(sentence)
            for key in heaviest.keys() & self._by_key.keys():
                for number in self._by_key[key]:
                    known[number] = max(heaviest[key], known.get(number, 0.0))
        return known


class Finder:
    """Finds the passages of one source that come nearest to a run of words."""

    def __init__(self, digest: Digest, weights: Weights) -> None:
        self.digest = digest
        self.weights = weights
        self._weighed: dict[int, tuple[dict[str, float], float]] = {}

    def weighed(self, sentence: Sentence) -> tuple[dict[str, float], float]:
        """What the heaviest word of a sentence weighs that has a key, for each key, and what all of its words weigh."""
        known = self._weighed.get(sentence.number)
        if known is None:
            heaviest: dict[str, float] = {}
            weights = self.weights.of_terms(sentence.terms)
            for term, weight in zip(sentence.terms, weights, strict=True):
                for key in term.keys:
                    heaviest[key] = max(weight, heaviest.get(key, 0.0))
            known = self._weighed[sentence.number] = heaviest, sum(weights)
        return known

    @cached_property
    def _votes(self) -> Votes:
        return Votes([sentence.terms for sentence in self.digest.sentences], self.weights.of_key)

    def passages(
        self, terms: Sequence[Term], figures: Sequence[Quantity] = (), widest: int = 3, most: int = 4
    ) -> list[Passage]:
        """The `most` best runs of up to `widest` sentences, and quotes, where most keys are shared; best first."""
        pool = self._votes.most({key for term in terms for key in term.keys})
        spans = dict.fromkeys(span for number in pool for span in self._runs(number, widest))
        bounds = Bounds(self, terms)
        hopeful = sorted([(-bounds.of(span), place, span) for place, span in enumerate(spans)])
        found: list[tuple[float, int, int, int, Passage]] = []
        for bound, place, span in hopeful:
            if len(found) == most and _FIGURES * bool(figures) - bound < -found[-1][0] - _SLACK:
                break
            passage = self.passage(span, terms, figures)
            insort(found, (-passage.score, len(span), span.start, place, passage))
            del found[most:]
        return [passage for *_, passage in found]

    def _runs(self, number: int, widest: int) -> Iterator[Span]:
        """The runs of sentences that a sentence is part of, and the quotes it has part in."""
        sentences = self.digest.sentences
        for size in range(widest):
            for first in range(max(0, number - size), number + 1):
                if first + size < len(sentences):
                    yield Span(self.digest.spoken_from(sentences[first]), sentences[first + size].span.end)
        for quote in self.digest.quotes_over(sentences[number].span):
            if len(quote.span) > _SHORTEST_QUOTE:
                yield quote.span

    def passage(self, span: Span, terms: Sequence[Term], figures: Sequence[Quantity] = ()) -> Passage:
        """A stretch of the source as a passage, with what it shares with a run of words."""
        theirs = self.digest.terms_in(span)
        both = shared(terms, theirs, self.weights)
        bonus = 0.0
        if figures:
            values = {one.value for one in self.digest.quantities_in(span)}
            bonus = _FIGURES * sum(figure.value in values for figure in figures) / len(figures)
        return Passage(self.digest, span, theirs, both, both.ours**_OURS * both.theirs ** (1 - _OURS) + bonus)
