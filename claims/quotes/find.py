"""Every quotation of a text with its speaker: one pass over its frames, in the order of the text."""

from __future__ import annotations

import re

from claims.marks import Marked, find_marked
from claims.model import Mode, Quote
from claims.quotes.cues import NEAR
from claims.quotes.facts import THAT
from claims.quotes.find_unspaced import UnspacedFinder
from claims.quotes.indirect import IndirectReader, may_report
from claims.quotes.reading import FrameReading
from claims.quotes.reopened import filled
from claims.quotes.slots import SlotReader
from claims.quotes.story import Story, is_statement, trimmed
from claims.quotes.tokens import Tokens
from claims.quotes.unmarked import Spoken
from claims.quotes.unspaced import unspaced_lexicon
from claims.quotes.words import Lexicon, lexicon
from sources.document import Span

_ANY_MARK = re.compile('[«»‹›“”„‟"「」『』]')


def find_quotes(text: str, language: str) -> tuple[Quote, ...]:
    """Every quotation of `text`, ordered by span. An unknown language finds sentences between marks, unattributed."""
    words = lexicon(language)
    marked = tuple(one for one in find_marked(text) if not one.title)
    unspaced = unspaced_lexicon(language)
    if unspaced is not None:
        return tuple(UnspacedFinder(text, language, unspaced, marked).quotes())
    if words is None:
        return tuple(_bare(text, one) for one in marked if is_statement(one.inner.of(text)))
    return tuple(_Finder(text, words, marked).quotes())


def _bare(text: str, one: Marked) -> Quote:
    span = trimmed(text, one.inner)
    return Quote(span, span.of(text), None, None, Mode.DIRECT)


class _Finder:
    def __init__(self, text: str, words: Lexicon, marked: tuple[Marked, ...]) -> None:
        self.story = Story(text, words, marked)
        self.dialogue = -2
        self.reopened: set[int] = set()

    def quotes(self) -> list[Quote]:
        found: list[Quote] = []
        for number, frame in enumerate(self.story.frames):
            marks = self.story.marks_in(frame)
            if marks:
                found.extend(self._in_frame(number, frame, marks))
            else:
                found.extend(self._unmarked(number, frame) or self._indirect(number, frame))
        return filled(found, self.reopened)

    def _in_frame(self, number: int, frame: Span, marks: range) -> list[Quote]:
        story = self.story
        tokens = story.tokens(frame)
        ends = {i: story.text[story.marked[i].inner.end - 1] for i in marks}
        if not story.words.words.verb_first and tokens.count - 1 in tokens.quotes and ends[marks[-1]] in "?!…":
            tokens = self._with_cue_ahead(number, tokens, ends)
        reading = FrameReading(story, tokens, SlotReader(story.cues(tokens), ends), number)
        found: list[Quote] = []
        for at, mark in tokens.quotes.items():
            quote = reading.quote(at, found[-1] if found else None)
            if quote is not None:
                found.append(quote)
                self._note(quote, reading)
                story.last.reopened = story.marked[mark].reopened
                if story.last.reopened:
                    self.reopened.add(quote.span.start)
        return found

    def _note(self, quote: Quote, reading: FrameReading) -> None:
        last = self.story.last
        last.quote, last.frame, last.paragraph, last.reopened = quote, reading.number, reading.paragraph, False

    def _with_cue_ahead(self, number: int, tokens: Tokens, ends: dict[int, str]) -> Tokens:
        """The tokens with those of the next sentence, where that one is the cue: “Who pays?” Leman asked."""
        story = self.story
        here = story.paragraph_at(story.frames[number].start)
        if number + 1 >= len(story.frames) or story.paragraph_at(story.frames[number + 1].start) != here:
            return tokens
        following = story.frames[number + 1]
        marks = story.marks_in(following)
        end = story.marked[marks[0]].outer.start if len(marks) else following.end
        longer = tokens.followed_by(story.tokenizer.frame(Span(following.start, end), ()))
        found = SlotReader(story.cues(longer), ends).behind(tokens.count - 1)
        near = found is not None and found.end - tokens.count < NEAR and not longer.facts[found.end] & THAT
        return longer if near else tokens

    def _unmarked(self, number: int, frame: Span) -> list[Quote]:
        """Dialogue behind a dash and block quotes, which begin a paragraph."""
        story = self.story
        at = story.paragraph_at(frame.start)
        if story.text[frame.start] not in "—–―>" or at < 0 or story.paragraphs[at].start != frame.start:
            return []
        below = story.paragraphs[at + 1] if at + 1 < len(story.paragraphs) else None
        block = story.lines.block(story.paragraphs[at], below)
        spoken = (
            [block]
            if block is not None
            else list(story.lines.dialogue(story.paragraphs[at], self._in_dialogue(number)))
        )
        if spoken and block is None:
            self.dialogue = at
        found: list[Quote] = []
        for one in spoken:
            found.append(self._said(one, number, found[-1] if found else None))
        return found

    def _in_dialogue(self, number: int) -> bool:
        """Whether a dash opens speech here though no incise says so: dialogue went before, or a colon."""
        story = self.story
        return self.dialogue >= 0 or (number > 0 and story.text[story.frames[number - 1].end - 1] == ":")

    def _said(self, one: Spoken, number: int, before: Quote | None) -> Quote:
        story = self.story
        tokens, attribution = one.tokens, one.attribution
        if attribution is None and number and before is None:
            tokens, attribution = story.lines.lead(story.frames[number - 1])
        reading = FrameReading(story, tokens, SlotReader(story.cues(tokens), {}), number)
        speaker = reading.speaker(attribution, before) if attribution is not None else None
        quote = reading.made(trimmed(story.text, one.span), speaker, attribution, Mode.DIRECT, before)
        story.last.speaker = speaker
        self._note(quote, reading)
        return quote

    def _indirect(self, number: int, frame: Span) -> list[Quote]:
        """The reported clause of a sentence without quotation marks."""
        story, last = self.story, self.story.last
        sentence = frame.of(story.text)
        if not may_report(sentence, story.words) or _ANY_MARK.search(sentence):
            return []
        tokens = story.tokens(frame)
        reader = IndirectReader(story.cues(tokens))
        reading = FrameReading(story, tokens, reader.slots, number)
        reported, speaker = reader.reported(), last.speaker
        if reported is not None and reported.attribution is not None:
            speaker = reading.speaker(reported.attribution, None)
        elif last.frame == number - 1 and last.paragraph == reading.paragraph:
            reported = reader.goes_on()
        if reported is None or speaker is None:
            return []
        span = trimmed(story.text, Span(tokens.starts[reported.first], tokens.ends[reported.end - 1]))
        quote = reading.made(span, speaker, reported.attribution, Mode.INDIRECT, None)
        last.frame, last.paragraph, last.reopened = number, reading.paragraph, False
        return [quote]
