"""Judging a quote by how its words differ from those that a source gives, never by a score.

In the source's own language the words themselves are compared. Across languages the passage that says the same is
found first; then negations, figures, conditions and meanings that exclude one another decide.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from claims.matching.quotes.asides import lost_aside
from claims.matching.quotes.conditions import lost_condition
from claims.matching.quotes.cutting import lost_at_cut, lost_before, says_something
from claims.matching.quotes.frames import lost_frame
from claims.matching.quotes.names import Same
from claims.matching.quotes.rendering import judge_rendering, judge_unclaimed
from claims.matching.quotes.speakers import same_as_given
from claims.matching.quotes.splicing import from_indirect, spliced
from claims.matching.quotes.strength import limit_beside, strength
from claims.matching.quotes.unclaimed import Unclaimed
from claims.matching.quotes.wording import Wording, compare
from claims.matching.texts.align import Finder, Weights
from claims.matching.texts.digest import UNKNOWN, Digest
from claims.matching.texts.evidence import Held, evidence
from claims.matching.texts.index import SourceIndex
from claims.matching.words.folding import HAN, fold
from claims.matching.words.lexicon import lexicon
from claims.matching.words.terms import WORD
from claims.matching.words.told import in_marks
from claims.model import DiffKind, DiffPart, Evidence, Finding, FindingKind, Mode, Quantity, Quote
from claims.quotes import speaker_at
from sources.document import Span

_LONGEST = 1500
"""Letters beyond a place that its sentence is read on to either side: what has no end is no sentence."""
_BESIDE = 20
"""Letters beside a passage that marks and spaces at a quote's ends may take up."""
_SURE = 0.6
"""The share of a quote's words that a passage must have to be its passage, whoever speaks there."""
_SPLICED = 1.8
"""The rank of a quote put together from two passages: behind one that a single passage has nearly whole."""
_LIKELY = 0.34
"""The same where the source gives the passage to the same speaker."""


class QuoteJudge:
    """Judges the quotes of one article against its sources."""

    def __init__(self, article: Digest, sources: Sequence[Digest], index: SourceIndex, weights: Weights) -> None:
        self.article = article
        self.sources = tuple(sources)
        self.index = index
        self.weights = weights
        self.finders = [Finder(source, weights) for source in sources]

    def judge(self, quote: Quote) -> Finding:
        """The finding for one quote: the best that any passage of any source gives."""
        return self._best(self._held(quote))

    def judge_again(self, quotes: Sequence[Quote], found: Sequence[tuple[Quote, Finding]]) -> list[Finding]:
        """The findings for quotes that are absent by their words, from what all leave of their speakers."""
        across = [finder for source, finder in zip(self.sources, self.finders, strict=True) if self._is_across(source)]
        left = [Unclaimed(self.article, finder, found) for finder in across if quotes]
        return [
            self._best(held for one in left for held in judge_unclaimed(quote, self.article, one)) for quote in quotes
        ]

    def _best(self, found: Iterable[Held]) -> Finding:
        held = sorted(found, key=lambda one: -one.rank)
        if not held:
            return Finding(
                FindingKind.ABSENT,
                reasons=(f"no passage of {_count(len(self.sources))} has these words or their meaning",),
            )
        best = held[0].finding
        others = tuple(one.finding.evidence for one in held[1:4] if one.finding.evidence is not None)
        return Finding(best.finding, best.detail, best.evidence, others, best.score, best.reasons)

    def _held(self, quote: Quote) -> Iterator[Held]:
        same = [self._in_same_language(source) for source in self.sources]
        places = self.index.places(quote.text) if any(same) else {}
        for number, source in enumerate(self.sources):
            if same[number]:
                place = places.get(number)
                if place is not None:
                    yield from self._same_language(quote, source, Span(place.start, place.end))
            else:
                yield from judge_rendering(quote, self.article, self.finders[number])

    def _is_across(self, source: Digest) -> bool:
        return not self._in_same_language(source)

    def _in_same_language(self, source: Digest) -> bool:
        return source.language == self.article.language or UNKNOWN in {self.article.language, source.language}

    def _same_language(self, quote: Quote, source: Digest, place: Span) -> Iterator[Held]:
        region = _region(source, place, len(quote.text))
        ours = [_moved(one, -quote.span.start) for one in self.article.quantities_in(quote.span)]
        wording = compare(quote.text, self.article.language, source.text, region, (ours, source.quantities_in(region)))
        if wording is None or wording.changes:
            yield from self._put_together(quote, source)
        if wording is None:
            return
        speaker = speaker_at(source.text, source.language, wording.span, source.quotes_over(wording.span))
        given = speaker.name if speaker is not None else ""
        same = same_as_given(quote, self.article, source, wording.span, given)
        wanted = _LIKELY if same is Same.YES else _SURE
        if wording.kept < wanted or not (same is Same.YES or _tells(wording)):
            return
        found = evidence(source, wording.span, wording.kept, wording.changes, speaker=given)
        yield Held(1 + wording.kept - 0.1 * len(wording.changes), self._finding(quote, source, wording, found, same))

    def _put_together(self, quote: Quote, source: Digest) -> Iterator[Held]:
        """The finding for a quote whose halves stand in two places of a source, if they do."""
        found = spliced(quote, source)
        if found is None:
            return
        speaker = speaker_at(source.text, source.language, found.first, source.quotes_over(found.first))
        given = speaker.name if speaker is not None else ""
        if same_as_given(quote, self.article, source, found.first, given) is Same.NO:
            return
        reason = "two passages of the source, with others between them, are put together as one quote"
        shown = evidence(source, found.span, 1.0, speaker=given)
        yield Held(_SPLICED, Finding(FindingKind.ALTERED, "spliced", shown, (), 1.0, (reason,)))

    def _finding(self, quote: Quote, source: Digest, wording: Wording, found: Evidence, same: Same) -> Finding:
        if same is Same.NO:
            claimed = quote.speaker.name if quote.speaker else ""
            said = f"the source gives these words to {found.speaker}, the article to {claimed}"
            return Finding(FindingKind.MISATTRIBUTED, "", found, (), wording.kept, (said,))
        altered = self._altered(quote, source, wording, same)
        if altered is not None:
            detail, reasons = altered
            return Finding(FindingKind.ALTERED, detail, found, (), wording.kept, reasons)
        there = Span(max(0, wording.span.start - _BESIDE), wording.span.end + _BESIDE).of(source.text)
        detail = "elided" if wording.marked else "exact" if quote.text.strip() in there else "typography"
        return Finding(FindingKind.VERBATIM, detail, found, (), wording.kept, (f"{_SAME[detail]} {_WHERE}",))

    def _altered(
        self, quote: Quote, source: Digest, wording: Wording, same: Same
    ) -> tuple[str, tuple[str, ...]] | None:
        """How a quote was altered, with the reasons; None where it was not."""
        if wording.changes:
            reasons = tuple(_told(part, _WHERE) for part in wording.changes)
            return _detail(wording.changes, quote, self.article, source), reasons
        cut = self._cut(quote, source, wording.span)
        if cut is not None:
            return cut
        reported = from_indirect(wording.span, source) if quote.mode is Mode.DIRECT else None
        if reported is not None and reported.speaker is not None and same is Same.YES:
            reason = f"{_WHERE} these are the reporter's words for what {reported.speaker.name} said, without marks"
            return "from_indirect", (reason,)
        return None

    def _cut(self, quote: Quote, source: Digest, span: Span) -> tuple[str, tuple[str, ...]] | None:
        """What was cut off beside the words of a quote that turns or limits them."""
        before = lost_before(quote, self.article, source, span)
        if before:
            reason = f"{_WHERE} {in_marks(before)} stands before these words, and the quote leaves it out"
            return "negation" if _negations(before, source.language) else "words_dropped", (reason,)
        lost = lost_at_cut(quote, self.article, source, span)
        if lost:
            reason = f"the sentence {_WHERE} goes on, which the quote leaves out without a mark: {in_marks(lost)}"
            alone = _negations(lost, source.language) and len(lost.split()) == 1
            return "negation" if alone else "words_dropped", (reason,)
        limit = (
            self._limit(quote, source, span)
            or lost_frame(quote, self.article, source, span)
            or lost_condition(quote, self.article, source, span)
            or (lost_aside(quote, self.article, source, span) if says_something(quote, self.article) else "")
        )
        if limit:
            reason = f"{_WHERE} these words are limited by {in_marks(limit)}, which the quote leaves out without a mark"
            return "words_dropped", (reason,)
        return None

    def _limit(self, quote: Quote, source: Digest, span: Span) -> str:
        if not says_something(quote, self.article):
            return ""
        return limit_beside(strength(self.article, self.article.around(quote.span)), source, span)


_WHERE = "in the source"
_SAME = {
    "exact": "word for word",
    "typography": "the same words, written otherwise,",
    "elided": "the same words, with what is left out or put in marked as such,",
}


def _region(source: Digest, place: Span, reach: int) -> Span:
    """The sentences around a place, with room at either end where the place came out short."""
    room = max(0, reach - len(place)) + 20
    wide = Span(max(0, place.start - room), min(len(source.text), place.end + room))
    whole = source.around(wide)
    return Span(max(whole.start, wide.start - _LONGEST), min(whole.end, wide.end + _LONGEST))


def _moved(quantity: Quantity, by: int) -> Quantity:
    return replace(quantity, span=quantity.span.shifted(by), core=quantity.core.shifted(by), unit_span=None)


def _tells(wording: Wording) -> bool:
    """Whether enough is the same to say that the passage is the quote's: not one or two small words."""
    same = "".join(part.claim_text for part in wording.parts if part.kind is DiffKind.SAME)
    han = len(HAN.findall(same))
    return not wording.changes or han >= 3 or sum(map(str.isalnum, same)) >= 12


def _detail(changes: Sequence[DiffPart], quote: Quote, article: Digest, source: Digest) -> str:
    kinds = {part.kind for part in changes}
    if any(
        _negations(part.claim_text, article.language) != _negations(part.source_text, source.language)
        for part in changes
    ):
        return "negation"
    if any(_has_figure(part, quote, article, source) for part in changes):
        return "number"
    if any(_names(part, article.language) for part in changes):
        return "name"
    if kinds == {DiffKind.REMOVED}:
        return "words_dropped"
    return "words_added" if kinds == {DiffKind.ADDED} else "words_changed"


def _negations(text: str, language: str) -> int:
    words = lexicon(language)
    return sum(bool(words.meanings(fold(word).text) & {"not", "no", "without"}) for word in WORD.findall(text))


def _has_figure(part: DiffPart, quote: Quote, article: Digest, source: Digest) -> bool:
    if any(letter.isdigit() for letter in part.claim_text + part.source_text):
        return True
    ours = part.claim_span.shifted(quote.span.start)
    return any(one.core.overlaps(ours) for one in article.quantities_in(quote.span)) and any(
        one.core.overlaps(part.source_span) for one in source.quantities_in(source.around(part.source_span))
    )


def _names(part: DiffPart, language: str) -> bool:
    """Whether a name became another: capitals on both sides, and no word of the lexicon."""
    ours, theirs = WORD.findall(part.claim_text), WORD.findall(part.source_text)
    known = lexicon(language).meanings
    return bool(ours and theirs) and all(word[0].isupper() and not known(fold(word).text) for word in (*ours, *theirs))


def _told(part: DiffPart, where: str) -> str:
    if part.kind is DiffKind.ADDED:
        return f"{in_marks(part.claim_text)} is not {where}"
    if part.kind is DiffKind.REMOVED:
        return f"{in_marks(part.source_text)} stands {where} and was left out without a mark"
    return f"{in_marks(part.source_text)} {where} became {in_marks(part.claim_text)}"


def _count(sources: int) -> str:
    return "the one source" if sources == 1 else f"the {sources} sources"
