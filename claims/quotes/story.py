"""One text on its way to its quotations: what is known of it, and who spoke last."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from functools import cache
from typing import Final

from claims.clocks import at_head
from claims.marks import Marked
from claims.model import Quote
from claims.paragraphs import paragraphs
from claims.quotes.exchanges import Exchange
from claims.quotes.lexical.tokens import frame_tokens
from claims.quotes.lexical.words import Lexicon
from claims.quotes.persons.recall import Resolved
from claims.quotes.persons.speakers import People
from claims.quotes.saying.cues import CueReader
from claims.quotes.saying.unmarked import LineReader
from claims.sentences import split_frames
from sources.document import Span

LEAST_SENTENCE: Final = 4
"""Words. What stands alone between marks with nobody to say it is a statement from this length on."""

MOST_KEPT: Final = 12
"""Frames whose readers are kept for the frames around them, which look at them again."""

_ENDS: Final = frozenset(".!?…。！？")


@dataclass(slots=True)
class Last:
    """What the quotation before was, for one that goes on."""

    quote: Quote | None = None
    speaker: Resolved | None = None
    paragraph: int = -1
    frame: int = -1
    reopened: bool = False


class Story:
    """A text with its marked spans, its frames (sentences with the quotations in them) and its people.

    `ends` has the last sign inside each marked span, `marks` the numbers of the marked spans that begin in each frame,
    `paragraph_of` the number of the paragraph of each frame.
    """

    def __init__(self, text: str, words: Lexicon, marked: tuple[Marked, ...]) -> None:
        self.text = text
        self.words = words
        self.marked = marked
        self.ends = [text[one.inner.end - 1] for one in marked]
        self.frames = [_past_clock(text, frame) for frame in split_frames(text, words.language, marked)]
        self._outers = [one.outer for one in marked]
        self._mark_starts = [outer.start for outer in self._outers]
        begins = [frame.start for frame in self.frames]
        firsts = [bisect_left(self._mark_starts, begin) for begin in (*begins, len(text))]
        self.marks = list(map(range, firsts, firsts[1:]))
        self.paragraphs = paragraphs(text)
        starts = [one.start for one in self.paragraphs]
        self.paragraph_of = [bisect_right(starts, begin) - 1 for begin in begins]
        self.people = People(text, words, self._outers, self.frames)
        self.names = self.people.names()
        self.lines = LineReader(text, words, self.names)
        self.last = Last()
        self.exchange: Exchange[Resolved] = Exchange(text, self.paragraphs, marked)
        self._readers: dict[int, CueReader] = {}

    def _marks_in(self, span: Span) -> range:
        """The numbers of the marked spans that begin in a span."""
        low = bisect_left(self._mark_starts, span.start)
        return range(low, bisect_left(self._mark_starts, span.end, low))

    def reader(self, number: int) -> CueReader:
        """The reader of the frame with this number, each quotation in it as one token; the last ones are kept."""
        known = self._readers.get(number)
        if known is None:
            if len(self._readers) > MOST_KEPT:
                del self._readers[next(iter(self._readers))]
            known = self._readers[number] = self._reader(self.frames[number], self.marks[number])
        return known

    def inside(self, mark: Marked) -> CueReader:
        """The reader of the words between marks."""
        return self._reader(mark.inner, self._marks_in(mark.inner))

    def longer(self, number: int) -> CueReader:
        """The reader of a frame and of the next one up to its first quotation."""
        following, marks = self.frames[number + 1], self.marks[number + 1]
        end = self.marked[marks[0]].outer.start if marks else following.end
        more = frame_tokens(self.text, Span(following.start, end), (), self._outers, self.words)
        return CueReader(self.text, self.reader(number).tokens.followed_by(more), self.words, self.names)

    def _reader(self, span: Span, marks: range) -> CueReader:
        tokens = frame_tokens(self.text, span, marks, self._outers, self.words)
        return CueReader(self.text, tokens, self.words, self.names)


def _past_clock(text: str, frame: Span) -> Span:
    """The frame without the time of day that heads it: 10.31 Ana Sol speaks."""
    clock = at_head().match(text, frame.start, frame.end) if text[frame.start].isdecimal() else None
    return frame if clock is None else Span(clock.end(), frame.end)


def is_statement(inner: str) -> bool:
    """Whether quoted words could stand as a sentence of their own."""
    if inner.rstrip("\"'’”»)]")[-1:] in _ENDS and has_words(inner, 2):
        return True
    opens = inner.lstrip("[(¿¡…\"'«“‘ ")[:1]
    return (opens.isupper() or not opens.isalpha()) and has_words(inner, LEAST_SENTENCE)


def has_words(inner: str, least: int) -> bool:
    """Whether so many words stand in a piece of text."""
    return _so_many_words(least).match(inner) is not None


@cache
def _so_many_words(count: int) -> re.Pattern[str]:
    return re.compile(rf"\W*+(?:\w++\W++){{{count - 1}}}\w")
