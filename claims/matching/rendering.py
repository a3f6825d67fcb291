"""Judging a quote against sources in other languages: is there a passage it renders, and does it say the same?"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from claims.matching.align import Finder, Passage
from claims.matching.contradiction import Contradiction, contradiction, other_figures
from claims.matching.cutting import lost_at_cut
from claims.matching.digest import Digest
from claims.matching.evidence import Held, evidence
from claims.matching.names import Same, same_speaker
from claims.matching.terms import Term, terms_of
from claims.matching.told import in_marks
from claims.model import Finding, FindingKind, Mode, Quote
from claims.quotes import speaker_at
from sources.document import Span

FOUND = 0.42
"""The score from which a passage is taken for the one that is rendered: on our texts right ones score from 0.48 and
the best of the wrong ones up to 0.41."""
_FOUND_BY_NAME = 0.27
"""The same where the source gives the passage to the very speaker."""
_LOOKED_AT = 4


def judge_rendering(quote: Quote, article: Digest, finder: Finder) -> Iterator[Held]:
    """The findings that the best passages of one source in another language would give for a quote."""
    terms = terms_of(article.text, article.language, quote.span.start, quote.span.end)
    figures = article.quantities_in(quote.span)
    widest = 1 + sum(quote.span.overlaps(sentence.span) for sentence in article.sentences)
    for passage in finder.passages(terms, figures, min(4, widest))[:_LOOKED_AT]:
        held = _held(quote, article, terms, passage)
        if held is not None:
            yield held


def _held(quote: Quote, article: Digest, terms: Sequence[Term], passage: Passage) -> Held | None:
    source = passage.digest
    core = _core(passage, len(terms))
    speaker = speaker_at(source.text, source.language, core, source.quotes)
    given = speaker.name if speaker is not None else ""
    claimed = quote.speaker.name if quote.speaker else ""
    same = same_speaker(claimed, given)
    if passage.score < (_FOUND_BY_NAME if same is Same.YES else FOUND):
        return None
    shown = evidence(source, _shown(passage, core), passage.score, speaker=given)
    score = min(1.0, passage.score)
    rank = passage.score + (0.1 if same is Same.YES else 0.0)
    if same is Same.NO:
        reason = f"the source gives these words to {given}, the article to {claimed}"
        return Held(rank, Finding(FindingKind.MISATTRIBUTED, "", shown, (), score, (reason,)))
    wrong = _wrong(quote, article, terms, passage, core)
    if wrong is not None:
        return Held(
            rank,
            Finding(FindingKind.ALTERED, wrong.detail, shown, (), score, (wrong.reason,)),
        )
    reason = "nothing here speaks against a faithful translation; a person should confirm it"
    return Held(rank, Finding(FindingKind.TRANSLATED, "", shown, (), score, (reason,)))


def _wrong(quote: Quote, article: Digest, terms: Sequence[Term], passage: Passage, core: Span) -> Contradiction | None:
    within = [term for term in passage.terms if core.contains(term.span)]
    found = contradiction(terms, within) or other_figures(
        article.quantities_in(quote.span), passage.digest.quantities_in(core)
    )
    if found is not None:
        return found
    lost = lost_at_cut(quote, article, passage.digest, core)
    return Contradiction("words_dropped", f"the sentence goes on: {in_marks(lost)}") if lost else None


def _core(passage: Passage, words: int) -> Span:
    """From the first word of the passage that has a counterpart to the last.

    `words` is the length of the claim: where its first or last ones have no counterpart, as many words of the passage
    are taken in, since they may be what was rendered wrongly.
    """
    terms = passage.terms
    matched = sorted(passage.shared.their_matches)
    if not matched:
        return passage.span
    ours = sorted(passage.shared.our_matches)
    first = max(0, matched[0] - max(2, ours[0]))
    last = min(len(terms) - 1, matched[-1] + words - 1 - ours[-1])
    return Span(max(passage.span.start, terms[first].span.start), terms[last].span.end)


def _shown(passage: Passage, core: Span) -> Span:
    """The quote of the source that holds the passage's core, else the core's sentences."""
    for quote in passage.digest.quotes:
        if quote.mode is not Mode.INDIRECT and quote.span.contains(core):
            return quote.span
    return core if len(core) > 12 else passage.span
