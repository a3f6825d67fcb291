"""One text on its way to its quotations: what is known of it, and who spoke last."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass

from claims.marks import Marked
from claims.model import Quote
from claims.paragraphs import paragraphs
from claims.quotes.cues import CueReader
from claims.quotes.recall import Resolved
from claims.quotes.speakers import People
from claims.quotes.tokens import Tokenizer, Tokens
from claims.quotes.unmarked import LineReader
from claims.quotes.words import Lexicon
from claims.sentences import split_frames
from sources.document import Span

LEAST_SENTENCE = 4
"""Words. What stands alone between marks with nobody to say it is a statement from this length on."""

MOST_KEPT = 12
"""Frames whose tokens are kept for the frames around them, which look at them again."""

_TRAILING = re.compile(r"[\s,，、]+$")
_ENDS = frozenset(".!?…。！？")
_WORD = re.compile(r"\w+")
_TWO_WORDS = re.compile(r"\W*\w+\W+\w")
_A_SENTENCE = re.compile(rf"\W*\w+(?:\W+\w+){{{LEAST_SENTENCE - 1}}}")


@dataclass(slots=True)
class Last:
    """What the quotation before was, for one that goes on."""

    quote: Quote | None = None
    speaker: Resolved | None = None
    paragraph: int = -1
    frame: int = -1
    reopened: bool = False


class Story:
    """A text with its marked spans, its frames (sentences with the quotations in them) and its people."""

    def __init__(self, text: str, words: Lexicon, marked: tuple[Marked, ...]) -> None:
        self.text = text
        self.words = words
        self.marked = marked
        self.mark_starts = [one.outer.start for one in marked]
        self.frames = split_frames(text, words.language, marked)
        self.paragraphs = paragraphs(text)
        self._paragraph_starts = [one.start for one in self.paragraphs]
        self.people = People(text, words, [one.outer for one in marked], self.frames)
        self.names = self.people.names()
        self.tokenizer = Tokenizer(text, words)
        self.lines = LineReader(text, words, self.names, self.tokenizer)
        self.last = Last()
        self._tokens: dict[tuple[int, int], Tokens] = {}
        self._cues: dict[int, CueReader] = {}

    def paragraph_at(self, at: int) -> int:
        """The number of the paragraph that a place lies in."""
        return bisect_left(self._paragraph_starts, at + 1) - 1

    def marks_in(self, frame: Span) -> range:
        """The numbers of the marked spans that begin in a frame."""
        starts = self.mark_starts
        first = end = bisect_left(starts, frame.start)
        while end < len(starts) and starts[end] < frame.end:
            end += 1
        return range(first, end)

    def tokens(self, frame: Span) -> Tokens:
        """The tokens of a frame, each quotation as one; read once."""
        known = self._tokens.get((frame.start, frame.end))
        if known is None:
            if len(self._tokens) > MOST_KEPT:
                self._cues.pop(id(self._tokens.pop(next(iter(self._tokens)))), None)
            marks = [(i, self.marked[i].outer) for i in self.marks_in(frame)]
            known = self._tokens[frame.start, frame.end] = self.tokenizer.frame(frame, marks)
        return known

    def cues(self, tokens: Tokens) -> CueReader:
        """The reader of a list of tokens, the same one for the same list."""
        known = self._cues.get(id(tokens))
        if known is None:
            known = self._cues[id(tokens)] = CueReader(self.text, tokens, self.words, self.names)
        return known


def is_statement(inner: str) -> bool:
    """Whether quoted words could stand as a sentence of their own."""
    if inner.rstrip("\"'’”»)]")[-1:] in _ENDS and _TWO_WORDS.match(inner):
        return True
    opens = inner.lstrip("[(¿¡…\"'«“‘ ")[:1]
    return (opens.isupper() or not opens.isalpha()) and _A_SENTENCE.match(inner) is not None


def word_count(inner: str) -> int:
    """How many words stand in a piece of text."""
    return len(_WORD.findall(inner))


def trimmed(text: str, span: Span) -> Span:
    """The span without the comma that belongs to the sentence around the words."""
    last = text[span.end - 1]
    if not (last.isspace() or last in ",，、"):
        return span
    return Span(span.start, span.start + len(_TRAILING.sub("", span.of(text))))
