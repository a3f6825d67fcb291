"""Which words of a passage a quote renders: its core, from the first that has a counterpart to the last."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from claims.matching.texts.align import Passage
from claims.matching.words.lexicon import structure
from claims.matching.words.terms import Term, tells
from claims.model import Mode, Quote
from claims.quotes import turns
from sources.document import Span

_REST = 2
"""Words before and after the core that are taken in where the passage begins or ends with them."""
_COMMAS = frozenset(",;:，；：、—–")
_JOINTS = frozenset({"and", "but"})
_FEW_BEFORE = 4
"""Words of a sentence before the one where a quote goes on that belong to it: 不是每个, it is not true that."""


def core_of(quote: Quote, passage: Passage, claim: Sequence[Term], alone: bool) -> Span:
    """From the first word of the passage that has a counterpart to the last.

    Where the first or last words of the claim have no counterpart that tells something, as many of the passage are
    taken in, since they may be what was rendered wrongly. A claim that is one sentence `alone` ends with that of the
    last word that tells something: a "will" stands in the next one as well. Before a quote that goes on after its
    attribution stands what its first part renders.
    """
    terms = passage.terms
    matched = sorted(passage.shared.their_matches)
    if not matched:
        return passage.span
    ours = sorted(passage.shared.our_matches)
    first = max(0, matched[0] - max(2, ours[0]))
    first = 0 if first <= _REST else first
    last = min(len(terms) - 1, matched[-1] + len(claim) - 1 - ours[-1])
    last = len(terms) - 1 if len(terms) - 1 - last <= _REST else last
    known = {key for at in ours for key in claim[at].keys} - structure()
    telling = [at for at in matched if tells(terms[at]) and terms[at].keys & known]
    if alone and telling:
        whole = _in_one_quote(passage, telling) or passage.digest.around(
            Span(terms[telling[0]].span.start, terms[telling[-1]].span.end)
        )
        lead = next((at for at in ours if tells(claim[at])), 0)
        begin = telling[0] - lead
        first = max(0, _opening(passage, begin, telling[0]) if quote.follows is not None else min(first, begin))
        within = [at for at in range(first, last + 1) if whole.contains(terms[at].span)]
        first, last = within[0], within[-1]
    label = _turn(passage, telling[0]).start if telling else 0
    first = next((at for at in range(first, last + 1) if terms[at].span.start >= label), first)
    return Span(max(passage.span.start, terms[first].span.start), terms[last].span.end)


def _turn(passage: Passage, at: int) -> Span:
    """The turn of a transcript that a word of a passage stands in, else the passage: no label is rendered."""
    place, said = passage.terms[at].span.start, turns(passage.digest.text)
    number = bisect_right([turn.span.start for turn in said], place) - 1
    return said[number].span if number >= 0 and said[number].span.end > place else passage.span


def _opening(passage: Passage, begin: int, first: int) -> int:
    """Where the clause of a word begins, if a "not" is among the few words before: "not every" is another "every".

    A comma before the `first` word that tells something ends what the first part of the quote renders; so does an
    "and".
    """
    terms, text = passage.terms, passage.digest.text
    sentence = passage.digest.sentence_at(terms[max(0, begin)].span.start)
    start = begin
    while start > 0 and sentence is not None and sentence.span.contains(terms[start - 1].span):
        if _COMMAS & set(text[terms[start - 1].span.end : terms[start].span.start]) or terms[start].meanings & _JOINTS:
            break
        start -= 1
    before = range(start, begin)
    if not before or len(before) > _FEW_BEFORE or not any("not" in terms[at].meanings for at in before):
        return begin
    between = text[terms[start].span.start : terms[first].span.start]
    return begin if _COMMAS & set(between) else start


def _in_one_quote(passage: Passage, telling: Sequence[int]) -> Span | None:
    """The quote of the passage that has nearly all words that tell something, where the others stand outside of it."""
    spans = [passage.terms[at].span for at in telling]
    for one in passage.digest.quotes_over(Span(spans[0].start, spans[-1].end)):
        inside = sum(one.span.contains(span) for span in spans)
        if one.mode is Mode.DIRECT and len(spans) > inside >= max(2, len(spans) - 1):
            return one.span
    return None
