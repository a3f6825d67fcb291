"""Every quotation of a text with its speaker: one pass over its frames, in the order of the text."""

from __future__ import annotations

import re
from typing import Final

from claims.collecting import collecting_later
from claims.marks import Marked, find_marked
from claims.model import Mode, Quote
from claims.quotes.exchanges import TURNS
from claims.quotes.lexical.facts import THAT
from claims.quotes.lexical.words import Lexicon, lexicon
from claims.quotes.persons.recall import Resolved
from claims.quotes.reading import FrameReading
from claims.quotes.reopened import filled
from claims.quotes.saying.cues import NEAR, Attribution
from claims.quotes.saying.indirect import IndirectReader, may_report
from claims.quotes.saying.slots import SlotReader
from claims.quotes.saying.unmarked import Spoken
from claims.quotes.story import Story, is_statement
from claims.quotes.topics import Topics
from claims.quotes.unspaced.find_unspaced import UnspacedFinder
from claims.quotes.unspaced.unspaced import unspaced_lexicon
from claims.spans import without_comma

_ANY_MARK: Final = re.compile('[«»‹›“”„‟"「」『』]')


@collecting_later()
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
    span = without_comma(text, one.inner)
    return Quote(span, span.of(text), None, None, Mode.DIRECT)


class _Finder:
    def __init__(self, text: str, words: Lexicon, marked: tuple[Marked, ...]) -> None:
        self.story = Story(text, words, marked)
        self.dialogue = -2
        self._dialogues: bool | None = None
        self._interview: tuple[int, Resolved | None] | None = None
        self.reopened: set[int] = set()

    def quotes(self) -> list[Quote]:
        found: list[Quote] = []
        for number, marks in enumerate(self.story.marks):
            found.extend(self._in_frame(number) if marks else self._unmarked(number) or self._indirect(number))
        return filled(found, self.reopened)

    def _in_frame(self, number: int) -> list[Quote]:
        story = self.story
        reading = FrameReading(story, self._slots(number), number)
        found: list[Quote] = []
        for at, mark in reading.tokens.quotes.items():
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
        if quote.speaker is not None and last.speaker is not None:
            self.story.exchange.note(reading.paragraph, last.speaker.name, last.speaker)

    def _slots(self, number: int) -> SlotReader:
        """The slots of a frame, with the next sentence where that one is the cue: “Who pays?” Leman asked."""
        story = self.story
        slots = SlotReader(story.reader(number), story.ends)
        last = slots.tokens.quotes.get(slots.tokens.count - 1)
        if story.words.verb_first or last is None or story.ends[last] not in "?!…":
            return slots
        if number + 1 >= len(story.frames) or story.paragraph_of[number] != story.paragraph_of[number + 1]:
            return slots
        if slots.is_led(slots.tokens.count - 1):
            return slots
        longer = SlotReader(story.longer(number), story.ends)
        found = longer.behind(slots.tokens.count - 1)
        near = found is not None and found.end - slots.tokens.count < NEAR and not longer.facts[found.end] & THAT
        return longer if near else slots

    def _unmarked(self, number: int) -> list[Quote]:
        """Dialogue behind a dash and block quotes, which begin a paragraph."""
        story = self.story
        begin = story.frames[number].start
        if story.text[begin] not in "—–―>":
            return []
        at = story.paragraph_of[number]
        if at < 0 or story.paragraphs[at].start != begin:
            return []
        below = story.paragraphs[at + 1] if at + 1 < len(story.paragraphs) else None
        block = story.lines.block(story.paragraphs[at], below)
        if block is not None:
            return [self._said(block, number, None)]
        found: list[Quote] = []
        for one in story.lines.dialogue(story.paragraphs[at], self._in_dialogue(number)):
            found.append(self._said(one, number, found[-1] if found else None))
            self.dialogue = at
        return found

    def _in_dialogue(self, number: int) -> bool:
        """Whether a dash opens speech here though no incise says so: dialogue went before, or a colon."""
        story = self.story
        return (
            self.dialogue >= 0
            or self.story.exchange.is_dashed(self.story.paragraph_of[number])
            or self._has_dialogue()
            or (number > 0 and story.text[story.frames[number - 1].end - 1] == ":")
        )

    def _has_dialogue(self) -> bool:
        """Whether some paragraph of the text is speech behind a dash, as an incise in it tells; looked for once."""
        if self._dialogues is None:
            paragraphs, text = self.story.paragraphs, self.story.text
            dashed = (one for one in paragraphs if text[one.start] in "—–―")
            self._dialogues = any(next(iter(self.story.lines.dialogue(one, False)), None) is not None for one in dashed)
        return self._dialogues

    def _said(self, one: Spoken, number: int, before: Quote | None) -> Quote:
        story = self.story
        cues, attribution = one.cues, one.attribution
        if attribution is None and number and before is None:
            cues, attribution = story.lines.lead(story.frames[number - 1])
        if attribution is None and number and before is None and not story.marks[number - 1]:
            cues, attribution = Topics(story, number).above(number - 1)
        reading = FrameReading(story, SlotReader(cues), number)
        if self._interviews(number, attribution):
            return self._interviewed(one, reading, before)
        speaker = reading.speaker(attribution, before) if attribution is not None else self._turn(reading, before)
        quote = reading.made(without_comma(story.text, one.span), speaker, attribution, Mode.DIRECT, before)
        story.last.speaker = speaker
        self._note(quote, reading)
        return quote

    def _interviews(self, number: int, attribution: Attribution | None) -> bool:
        """Whether a paragraph belongs to an interview: questions of nobody and answers in turn, behind dashes."""
        story = self.story
        paragraph = story.paragraph_of[number]
        if story.exchange.asks(paragraph) is None:
            return False
        first = story.exchange.block(paragraph)[0]
        if self._interview is None or self._interview[0] != first:
            opens = paragraph == first and (attribution is None or attribution.first == attribution.end)
            answering = self._answers_in(first) if opens and number else None
            asked = answering is not None and Topics(story, number).turns_to_another(number - 1, answering)
            self._interview = first, None if asked else answering
        return self._interview[1] is not None

    def _answers_in(self, first: int) -> Resolved | None:
        """Who answers in an interview: whom one of its answers names, or else whom the text is about."""
        story = self.story
        for paragraph in story.exchange.block(first)[1::TURNS]:
            for one in story.lines.dialogue(story.paragraphs[paragraph], True):
                subject = one.attribution.subject if one.attribution is not None else None
                if subject is not None and subject.kind == "person":
                    return story.people.resolve(subject, one.cues.tokens)
        return story.people.main

    def _interviewed(self, one: Spoken, reading: FrameReading, before: Quote | None) -> Quote:
        """A question or an answer of an interview."""
        last, answering = self.story.last, self._interview[1] if self._interview is not None else None
        speaker = None if self.story.exchange.asks(reading.paragraph) else answering
        quote = reading.made(without_comma(self.story.text, one.span), speaker, one.attribution, Mode.DIRECT, before)
        last.speaker = answering
        last.quote, last.frame, last.paragraph, last.reopened = quote, reading.number, reading.paragraph, False
        if speaker is not None:
            self.story.people.hear(quote.span.start, speaker)
        return quote

    def _turn(self, reading: FrameReading, before: Quote | None) -> Resolved | None:
        """Whose turn it is in a dialogue, where its line names nobody."""
        last = self.story.last
        if before is not None or last.paragraph != reading.paragraph - 1:
            return None
        turn = self.story.exchange.whose(reading.paragraph) or reading.questioned(last.speaker)
        if turn is not None:
            self.story.people.hear(self.story.frames[reading.number].start, turn)
        return turn

    def _indirect(self, number: int) -> list[Quote]:
        """The reported clause of a sentence without quotation marks."""
        story, last = self.story, self.story.last
        frame = story.frames[number]
        sentence = story.text[frame.start : frame.end]
        if not may_report(sentence, story.words) or _ANY_MARK.search(sentence):
            return []
        reader = IndirectReader(story.reader(number))
        reading = FrameReading(story, reader.slots, number)
        reported, speaker, teller = reader.reported(), last.speaker, last.speaker
        if reported is not None and reported.attribution is not None:
            cue = reader.tokens.norms[reported.attribution.first : reported.attribution.end]
            speaker = reading.speaker(reported.attribution, None)
            if teller is not None and not story.words.subjunctives.isdisjoint(cue):
                last.speaker = teller  # "Ein Kunde habe gefragt, …": he tells it
        elif last.frame == number - 1 and last.paragraph == reading.paragraph:
            reported = reader.goes_on()
        if reported is None or speaker is None:
            return []
        span = without_comma(story.text, reader.tokens.span(reported.first, reported.end))
        quote = reading.made(span, speaker, reported.attribution, Mode.INDIRECT, None)
        last.frame, last.paragraph, last.reopened = number, reading.paragraph, False
        return [quote]
