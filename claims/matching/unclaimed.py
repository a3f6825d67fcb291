"""A free rendering found by who speaks: the quote of the speaker that a source has and no other of the article is.

Between two languages a free rendering may share a word or two with its passage, which by themselves prove nothing.
They do where the article gives the words to somebody of whom the source has a quote to spare. Where the article has
one half of such a quote, as where it breaks it by a cue, the other half is what is to spare.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from claims.matching.align import Finder, Passage, shared
from claims.matching.digest import Digest
from claims.matching.names import Same, as_spelt, same_speaker
from claims.matching.overlapping import Overlapping
from claims.matching.terms import tells
from claims.model import Finding, Mode, Quote
from sources.document import Span

_LEAST = 0.18
"""The share of the weight of either side that must be met. Set on the quotes of the gold sets: right ones that no
score had found have 0.19 and more, and of 3,700 pairs that do not belong together 2 in 100 have as much."""
_SHORTEST = 3
"""Words from which what is left of a quote is a passage."""


def unclaimed(
    quote: Quote, article: Digest, finder: Finder, others: Sequence[tuple[Quote, Finding]]
) -> Iterator[Passage]:
    """The passages of one source by a quote's speaker that `others`, as found, leave to it and that share a word."""
    if quote.speaker is None or quote.mode is Mode.INDIRECT:
        return
    name, source = as_spelt(quote.speaker.name, article.text), finder.digest
    found = [(one, place) for one, finding in others if (place := _place(finding, source)) is not None]
    taken = sorted(found, key=lambda each: each[1].start)
    places = Overlapping([place for _, place in taken])
    terms = article.terms_in(quote.span)
    for one in source.quotes:
        if one.speaker is None or one.mode is Mode.INDIRECT:
            continue
        if same_speaker(name, one.speaker.name) is not Same.YES:
            continue
        span = one.span
        for number in places.numbers(one.span):
            span = _rest(span, taken[number][0], quote, article, finder)
        if len(source.terms_in(span)) >= _SHORTEST:
            passage = finder.passage(span, terms)
            met = any(tells(terms[at]) for at in passage.shared.our_matches)
            if met and min(passage.shared.ours, passage.shared.theirs) >= _LEAST:
                yield passage


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
