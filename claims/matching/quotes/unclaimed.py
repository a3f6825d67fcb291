"""A free rendering found by who speaks: the quote of the speaker that a source has and no other of the article is.

Between two languages a free rendering may share a word or two with its passage, which by themselves prove nothing.
They do where the article gives the words to somebody of whom the source has a quote to spare, or a sentence or two of a
longer one, or of a turn in a transcript. Where the article has one half of such a quote, as where it breaks it by a
cue, the other half is what is to spare.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property
from operator import attrgetter

from claims.matching.quotes.names import as_spelt
from claims.matching.quotes.namesakes import Namesakes
from claims.matching.texts.align import Finder, Passage, shared
from claims.matching.texts.digest import Digest
from claims.matching.texts.overlapping import Overlapping
from claims.matching.texts.voting import Votes
from claims.matching.words.terms import Term, tells
from claims.model import Finding, Mode, Quote
from sources.document import Span

_LEAST = 0.18
"""The share of the weight of either side that must be met. Set on the quotes of the gold sets: right ones that no
score had found have 0.19 and more, and of 3,700 pairs that do not belong together 2 in 100 have as much."""
_WHOLE, _RUN = 3, 2
"""Sentences up to which what somebody says is a passage as a whole, and those of the runs that are looked at."""
_SHORTEST = 3
"""Words from which what is left of a quote is a passage."""
_FEW = 24
"""Passages of one speaker up to which each is looked at, as many as `Votes` gives of more: whoever speaks on each page
of a long source has more to spare than the article has to say."""


class Unclaimed:
    """The quotes of one source, by speaker, with those of the article that have been found in it."""

    def __init__(self, article: Digest, finder: Finder, found: Sequence[tuple[Quote, Finding]]) -> None:
        self._article, self._finder = article, finder
        taken = [(one, place) for one, finding in found if (place := _place(finding, finder.digest)) is not None]
        self._taken = sorted(taken, key=lambda each: each[1].start)
        self._places = Overlapping([place for _, place in self._taken])
        self._spoken: dict[str, list[Span]] = {}
        for one in finder.digest.quotes:
            if one.speaker is not None and one.mode is not Mode.INDIRECT:
                self._spoken.setdefault(one.speaker.name, []).extend(_windows(one.span, finder.digest))
        for speaker, turn in finder.digest.turns:
            self._spoken.setdefault(speaker.name, []).extend(_windows(turn, finder.digest))
        self._speakers = Namesakes(self._spoken)
        self._known: dict[frozenset[str], _Spoken] = {}

    def passages(self, quote: Quote) -> Iterator[Passage]:
        """The passages by the speaker of a quote that no other quote takes and that share a word with it."""
        if quote.speaker is None or quote.mode is Mode.INDIRECT:
            return
        article, finder, source = self._article, self._finder, self._finder.digest
        terms = article.terms_in(quote.span)
        for whole in self._spoken_by(as_spelt(quote.speaker.name, article.text)).near(terms):
            span = whole
            for number in self._places.numbers(whole):
                span = _rest(span, self._taken[number][0], quote, article, finder)
            if len(source.terms_in(span)) >= _SHORTEST:
                passage = finder.passage(span, terms)
                met = any(tells(terms[at]) for at in passage.shared.our_matches)
                if met and min(passage.shared.ours, passage.shared.theirs) >= _LEAST:
                    yield passage

    def _spoken_by(self, name: str) -> _Spoken:
        names = frozenset(self._speakers.of(name))
        if names not in self._known:
            spans = sorted((span for one in names for span in self._spoken[one]), key=attrgetter("start", "end"))
            self._known[names] = _Spoken(spans, self._finder)
        return self._known[names]


class _Spoken:
    """What a source has one speaker say, under whatever names."""

    def __init__(self, spans: Sequence[Span], finder: Finder) -> None:
        self._spans = spans
        self._finder = finder

    def near(self, terms: Sequence[Term]) -> list[Span]:
        """The quotes that may have words of a claim, in order: all of a few, of many those that share most keys."""
        if len(self._spans) <= _FEW:
            return [*self._spans]
        return [self._spans[number] for number in sorted(self._votes.most({key for one in terms for key in one.keys}))]

    @cached_property
    def _votes(self) -> Votes:
        return Votes([self._finder.digest.terms_in(span) for span in self._spans], self._finder.weights.of_key)


def _windows(said: Span, source: Digest) -> Iterator[Span]:
    """What somebody says as a whole, if it is short, and in runs of a sentence or two."""
    sentences = [
        Span(max(one.span.start, said.start), min(one.span.end, said.end)) for one in source.sentences_over(said)
    ]
    if _RUN < len(sentences) <= _WHOLE:
        yield said
    for at in range(len(sentences)):
        for size in range(1, _RUN + 1):
            if at + size <= len(sentences):
                yield Span(sentences[at].start, sentences[at + size - 1].end)


def _place(finding: Finding, source: Digest) -> Span | None:
    """Where in a source a finding has its passage; None where that is not in it."""
    found = finding.evidence
    return found.span if found is not None and found.source == source.name else None


def _rest(span: Span, other: Quote, quote: Quote, article: Digest, finder: Finder) -> Span:
    """What is left of a passage behind (or before) the words that another quote of the article renders."""
    terms, theirs = article.terms_in(other.span), finder.digest.terms_in(span)
    met = [at for at in shared(terms, theirs, finder.weights).their_matches if tells(theirs[at])]
    if not met:
        return Span(span.start, span.start)
    after = other.span.start < quote.span.start
    return Span(theirs[max(met)].span.end, span.end) if after else Span(span.start, theirs[min(met)].span.start)
