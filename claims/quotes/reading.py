"""What each quotation of a frame is: nobody's, a name or a scare quote; or whose, by which cue, in which mode."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable
from typing import Final

from claims.marks import Marked
from claims.model import Mode, Quote
from claims.quotes.agents import AgentReader
from claims.quotes.attributed import AttributedReading
from claims.quotes.lexical.facts import DETERMINER, INDEFINITE
from claims.quotes.nouns.phrases import Phrase
from claims.quotes.persons.recall import Resolved
from claims.quotes.saying.closing import ClosingReader
from claims.quotes.saying.cues import Attribution, CueReader
from claims.quotes.saying.labels import LONGEST_ALIAS, is_label, is_scare, leads_to_title
from claims.quotes.saying.signs import on_sign
from claims.quotes.saying.slots import InsideReader, SlotReader, may_hold_incise
from claims.quotes.story import Story, has_words, is_statement
from claims.quotes.topics import Topics, asks_oneself
from claims.spans import without_comma
from sources.document import Span

LEAST_FREE: Final = 6
"""Words of a fragment that is taken for the last speaker's though its own sentence names nobody."""
LEAST_OWN: Final = 3
"""Words of a fragment, in lower case and behind no article, that is whose the sentence is about."""


_DATED: Final = re.compile(r"\s?\((?:[^()\d\n]{1,20}\s)?(?:1[5-9]|20)\d\d\)")
"""The year that stands behind the title of a work: “Low Tide” (1958)."""


def _is_dated(text: str, end: int) -> bool:
    """Whether the year of a work stands behind a place."""
    return "(" in text[end : end + 2] and _DATED.match(text, end) is not None


class FrameReading(AttributedReading):
    """Decides on the quotations of the frame with this number, one after the other."""

    def __init__(self, story: Story, slots: SlotReader, number: int, whole: bool = True) -> None:
        super().__init__(story, slots, number, whole)
        self._wordless = not self.tokens.has_words(0, self.tokens.count)
        self._reported = bool(story.words.subjunctives) and not story.words.subjunctives.isdisjoint(self.tokens.norms)
        """Whether the frame is in the subjunctive of reported speech."""

    def quote(self, at: int, before: Quote | None) -> Quote | None:
        """The quotation at the token `at`; `before` is the one before it in the same frame."""
        marked = self.story.marked[self.tokens.quotes[at]]
        inner = without_comma(self.story.text, marked.inner)
        if self.tokens.count == 1:
            return self._inside(marked) or self._free(at, inner)
        return self._framed(at, marked, inner, before)

    def _framed(self, at: int, marked: Marked, inner: Span, before: Quote | None) -> Quote | None:
        """The quotation at the token `at` of a frame with something beside it."""
        words = inner.of(self.story.text)
        place = bisect_left(self._quotes, at)
        previous = self._quotes[place - 1] if place and before is not None else -1
        colon = at > 0 and self.tokens.texts[at - 1] == ":"
        statement = is_statement(words)
        if on_sign(self.slots, at, previous):
            self.story.last.speaker = None
            return self.made(inner, None, None, Mode.DIRECT, None) if statement else None
        if self._is_label(at, words, colon):
            return None
        near = previous >= 0 or self.story.last.frame == self.number - 1
        gapped = self.slots.gapped(at, previous) if near and not colon else None
        attribution, led = (gapped, True) if gapped is not None else self._attribution(at, previous, colon)
        if attribution is None or (attribution.subject is None and attribution.dropped):
            inside = self._inside(marked)
            if inside is not None:
                return inside
        if attribution is None and (statement or words.lstrip("¡¿")[:1].isupper()):
            attribution, led = self.slots.loose(at) or self.slots.headline(at), True
        if attribution is None:
            return self._rest(at, previous, inner, before) or self._free(at, inner)
        scare = not led and not colon and is_scare(self.tokens, at, words, attribution, self.story.words)
        if scare or (not colon and self._by_anybody(attribution, words)):
            return None
        speaker = self.speaker(attribution, before)
        return self.made(inner, speaker, attribution, self._mode(at, previous, words, attribution, before), before)

    def _by_anybody(self, attribution: Attribution, words: str) -> bool:
        """Whether a few words are what everybody calls somebody: "Everyone knows him as “Tarry”"."""
        subject = attribution.subject
        if subject is None or subject.name.lower() not in self.story.words.words.anybody:
            return False
        if not has_words(words, LEAST_OWN - 1) and words[:1].islower():
            return True
        return (
            words[:1].isupper()
            and not words.isupper()
            and words[-1:] not in ".!?…"
            and not has_words(words, LONGEST_ALIAS + 1)
        )

    def _is_label(self, at: int, words: str, colon: bool) -> bool:
        if colon:
            return at > 1 and leads_to_title(self.tokens, at - 2, self.story.words)
        number = self.tokens.quotes[at]
        if _is_dated(self.story.text, self.story.marked[number].outer.end):
            return True
        clause = words[:1].islower() and has_words(words, LEAST_FREE)
        if clause and self.tokens.norms[at - 1] not in self.story.words.mottos and self.slots.cues.judge() is not None:
            return False
        return is_label(self.tokens, at, words + "," * (self.story.ends[number] == ","), self.story.words)

    def _attribution(self, at: int, previous: int, colon: bool) -> tuple[Attribution | None, bool]:
        """The attribution, and whether it stands in the slot behind the marks."""
        closing = None if colon else AgentReader(self.slots.cues, self.story).attribution(at, previous + 1)
        if closing is None and self.story.words.splits_verb:
            closing = ClosingReader(self.slots.cues).attribution(at)
        if closing is not None:
            return closing, False
        behind = self.slots.behind(at)
        if behind is not None and not (colon or behind.according):
            return behind, True
        leading = self.slots.before(at, previous + 1)
        named = leading is not None and (leading.subject is not None or leading.end > leading.first)
        if (
            colon
            and named
            and not (behind is not None and behind.subject is not None and behind.subject.kind == "person")
        ):
            behind = None
        if behind is not None and not (behind.according and self._leads_straight(leading, at)):
            return behind, True
        if leading is None and previous >= 0:
            leading = self.slots.before(at, 0)
        if leading is not None:
            return leading, False
        following = bisect_left(self._quotes, at + 1)
        end = self._quotes[following] if following < len(self._quotes) else self.tokens.count
        return self.slots.around(at, end), False

    @staticmethod
    def _leads_straight(leading: Attribution | None, at: int) -> bool:
        """Whether a verb stands right before the marks: "aurait lâché « … », selon deux témoins" has a speaker."""
        return leading is not None and not leading.according and leading.subject is not None and leading.end == at

    def _inside(self, marked: Marked) -> Quote | None:
        """The quotation with an attribution of its own between its marks."""
        if not may_hold_incise(marked.inner.of(self.story.text), self.story.words):
            return None
        cues = self.story.inside(marked)
        attribution = InsideReader(cues).attribution()
        if attribution is None:
            return None
        reading = FrameReading(self.story, SlotReader(cues), self.number, whole=False)
        speaker = reading.speaker(attribution, None)
        inner = without_comma(self.story.text, marked.inner)
        return None if speaker is None else reading.made(inner, speaker, attribution, Mode.DIRECT, None)

    def _rest(self, at: int, previous: int, inner: Span, before: Quote | None) -> Quote | None:
        """The rest of a quotation that the attribution before breaks in two: “My dad came,” she beamed, “and …”."""
        if before is None or before.cue is None or self.tokens.texts[at - 1] not in ",–—":
            return None
        if not self.tokens.ends[previous] <= before.cue.span.start < self.tokens.starts[at]:
            return None
        return self.made(inner, self.story.last.speaker, None, before.mode, before)

    def _free(self, at: int, inner: Span) -> Quote | None:
        """A quotation whose own sentence names nobody: the next sentence of a quote, or a statement by itself."""
        last = self.story.last
        text = inner.of(self.story.text)
        near = last.paragraph == self.paragraph or (last.reopened and self.paragraph == last.paragraph + 1)
        dateline = (
            at > 0 and self.tokens.texts[at - 1] in "–—-" and not self.tokens.has_words(at + 1, self.tokens.count)
        )
        if self._wordless or (dateline and is_statement(text) and (text[-1:] in ".!?…" or has_words(text, LEAST_FREE))):
            stopped = text[-1:] in ".!?" and last.frame == self.number - 1
            goes_on = last.reopened or stopped or has_words(text, 2)
            next_to = self.paragraph == last.paragraph + 1 and last.frame == self.number - 1
            alone = next_to and at == 0 and has_words(text, LEAST_OWN)
            stands = (
                is_statement(text)
                or ((near or alone) and goes_on)
                or self.story.marked[self.tokens.quotes[at]].reopened
                or self._answers_shortly(at, text)
                or (last.quote is not None and self.story.exchange.is_spoken(self.paragraph))
            )
            return self._alone(inner, near) if stands else None
        named = self._inverted_name() if self._reported and self.slots.cues.tokens is self.tokens else None
        teller = self._teller(near) if self._reported and named is None else None
        if teller is not None:
            last.speaker = teller
            return self.made(inner, teller, None, Mode.MIXED, None)
        aside = self._aside(at, inner) if named is None else None
        if named is not None:
            attribution = Attribution(named.first, named.first, named)
            return self.made(inner, self.speaker(attribution, None), attribution, Mode.MIXED, None)
        if aside is not None:
            return aside
        led = at > 0 and self.tokens.norms[at - 1] in self.story.words.determiners
        if has_words(text, LEAST_FREE) and at > 0 and not led and near and last.frame >= self.number - 2:
            return self.made(inner, last.speaker, None, Mode.MIXED, None)
        return None

    def _answers_shortly(self, at: int, text: str) -> bool:
        """Whether a few words stand alone behind a sentence of their paragraph: "She nods. “Enough.”"."""
        story, first = self.story, self.number - 1
        inside = first >= 0 and story.paragraph_of[first] == self.paragraph and at == 0
        return inside and story.last.quote is not None and text.lstrip("¡¿")[:1].isupper()

    def _inverted_name(self) -> Phrase | None:
        """Who is named behind a verb of speech that does not stand next to the marks: ", rechnet Anna Vogt vor"."""
        cues = self.slots.cues
        for at in cues.places():
            verb = cues.verb(at)
            if verb is None or not verb.listed or cues.norms[verb.end - 1] in self.story.words.subjunctives:
                continue
            subject = cues.subject_behind(verb)
            if subject is not None and cues.is_person(subject):
                return subject
        return None

    def _teller(self, near: bool) -> Resolved | None:
        """Whose report a sentence in the subjunctive goes on with."""
        last = self.story.last
        straight = near and last.frame >= self.number - 2
        return Topics(self.story, self.number).before("") or (last.speaker if straight else None)

    def _aside(self, at: int, inner: Span) -> Quote | None:
        """A statement between brackets, or a fragment of some length: the words of whom the sentence is about."""
        if at == 0:
            return None
        text = inner.of(self.story.text)
        closing = self.tokens.texts[at + 1] if at + 1 < self.tokens.count else ""
        bracketed = self.tokens.texts[at - 1] == "(" and closing == ")" and is_statement(text)
        article = self.tokens.facts[at - 1] & (DETERMINER | INDEFINITE) == DETERMINER
        named = self.tokens.norms[at - 1] in self.story.words.words.nicknaming
        fragment = text[:1].islower() and has_words(text, LEAST_OWN) and not article and not named
        cues = self.slots.cues
        subject = (cues.judge() if fragment else None) or (cues.topic() if bracketed or fragment else None)
        if subject is None or subject.end > at:
            return None
        attribution = Attribution(subject.first, subject.first, subject)
        mode = Mode.DIRECT if bracketed else Mode.MIXED
        return self.made(inner, self.speaker(attribution, None), attribution, mode, None)

    def _alone(self, inner: Span, near: bool) -> Quote:
        """A statement that is a sentence of its own: it goes on, or the sentence beside it is about the speaker."""
        story, last = self.story, self.story.last
        follows = last.quote if near else None
        topics = Topics(story, self.number)
        above = topics.above_question()
        straight = last.frame == above or last.reopened
        if near and (straight or topics.goes_on_reporting(above, last.frame)):
            return self.made(inner, last.speaker, None, Mode.DIRECT, follows)
        places: list[tuple[int, Callable[[int], tuple[CueReader, Attribution | None]]]]
        places = [(above, topics.subject)]
        if not near:
            places = [(self.number + 1, topics.introduced), *places]
            places = [(self.number + 1, topics.name_line), (self.number - 1, topics.lead), *places]
            places.extend([(self.number + 1, topics.then), (self.number + 1, topics.beneath)])
            places.extend((place, topics.subject) for place in topics.unspoken(above))
            places.append((self.number - 1, topics.above))
        for place, read in places:
            if 0 <= place < len(story.frames):
                cues, attribution = read(place)
                if attribution is not None:
                    reading = FrameReading(story, SlotReader(cues), place)
                    speaker = reading.speaker(attribution, None)
                    if speaker is not None:
                        return self.made(inner, speaker, None, Mode.DIRECT, follows)
        if not near and self._answers():
            last.speaker = story.people.main
            return self.made(inner, last.speaker, None, Mode.DIRECT, None)
        speaker = last.speaker if near or self.paragraph == last.paragraph + 1 else None
        turn = None if near else self.story.exchange.whose(self.paragraph) or self.questioned(speaker)
        last.speaker = speaker = turn or speaker
        if speaker is None and self._opens_report():
            last.speaker = speaker = story.people.main
        return self.made(inner, speaker, None, Mode.DIRECT, follows)

    def _opens_report(self) -> bool:
        """Whether nobody has spoken yet and a paragraph begins here: whom the report names first is heard first."""
        begins = self.number == 0 or self.story.paragraph_of[self.number - 1] != self.paragraph
        return begins and self.story.last.quote is None

    def _answers(self) -> bool:
        """Whether the paragraph before is a question without marks, or says that one is put: this is an interview."""
        if self.number and asks_oneself(self.story.reader(self.number - 1)):
            return True
        frame = self.story.frames[self.number - 1] if self.number else None
        return frame is not None and self.story.text[frame.end - 1] == "?" and not self.story.marks[self.number - 1]
