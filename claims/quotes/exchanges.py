"""Paragraphs that are one utterance each, as in a dialogue: which they are, and whose turn it is by those before."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from typing import Final, Generic, TypeVar

from claims.marks import Marked
from sources.document import Span

LONGEST_BESIDE: Final = 12
"""Words beside the marks of a turn: "“Late again,” says the man next to her."."""

TURNS: Final = 2
"""Paragraphs of a question with its answer."""

_DASH: Final = "—–―"
_ENDS: Final = frozenset(".!?…。！？")
_CLOSED: Final = re.compile(r"[\s.!?…。！？»”\"’]*")
_WORD: Final = re.compile(r"\w+")


Who = TypeVar("Who")


class Exchange(Generic[Who]):
    """The turns of one text. A turn opens its paragraph, and has little beside it or nothing."""

    def __init__(self, text: str, paragraphs: Sequence[Span], marked: Sequence[Marked]) -> None:
        self._text = text
        self._paragraphs = paragraphs
        self._marked = marked
        self._starts = [one.outer.start for one in marked]
        self._block = range(0)
        self._asked = False
        self._had: dict[int, tuple[str, Who]] = {}

    def note(self, paragraph: int, name: str, speaker: Who) -> None:
        """Note who had the word in a paragraph, by that name."""
        self._had[paragraph] = name, speaker

    def whose(self, paragraph: int) -> Who | None:
        """Whose turn it is when two spoke in the two paragraphs before, a turn each; None where it was not so."""
        first, second = self._had.get(paragraph - 2), self._had.get(paragraph - 1)
        if first is None or second is None or first[0] == second[0]:
            return None
        turns = self._beside(paragraph - 2) <= LONGEST_BESIDE and self._beside(paragraph - 1) <= LONGEST_BESIDE
        return first[1] if turns and self._is_alone(paragraph) else None

    def is_spoken(self, paragraph: int) -> bool:
        """Whether a paragraph is an utterance and nothing else, next to another one or a sentence by its full stop."""
        if not self._is_alone(paragraph):
            return False
        beside = self._is_alone(paragraph - 1) or self._is_alone(paragraph + 1)
        words = self._text[self._paragraphs[paragraph].start : self._end(paragraph)].rstrip('»”"’')
        return beside or words[-1:] in _ENDS

    def is_dashed(self, paragraph: int) -> bool:
        """Whether a paragraph is one of several behind dashes, each of which ends as a sentence, one as a question."""
        first = last = paragraph
        while self._opens_dashed(first - 1):
            first -= 1
        while self._opens_dashed(last + 1):
            last += 1
        ends = [self._text[self._end(i) - 1] for i in range(first, last + 1)]
        return last > first and "?" in ends and _ENDS.issuperset(ends)

    def block(self, paragraph: int) -> range:
        """The paragraphs in a row behind dashes of which this is one."""
        if paragraph not in self._block:
            first = last = paragraph
            while self._opens_dashed(first - 1):
                first -= 1
            while self._opens_dashed(last + 1):
                last += 1
            self._block = range(first, last + 1)
            questions = [self._text[self._end(i) - 1] == "?" for i in self._block]
            self._asked = len(questions) >= TURNS and all(questions[::2]) and not any(questions[1::2])
        return self._block

    def asks(self, paragraph: int) -> bool | None:
        """Whether a paragraph asks or answers in an interview: questions and answers in turn; None for no interview."""
        block = self.block(paragraph)
        return (paragraph - block[0]) % TURNS == 0 if self._asked else None

    def _end(self, paragraph: int) -> int:
        span = self._paragraphs[paragraph]
        return span.start + len(span.of(self._text).rstrip())

    def _opens_dashed(self, paragraph: int) -> bool:
        return 0 <= paragraph < len(self._paragraphs) and self._text[self._paragraphs[paragraph].start] in _DASH

    def _is_alone(self, paragraph: int) -> bool:
        """Whether there is nothing beside the words of one utterance."""
        if not 0 <= paragraph < len(self._paragraphs):
            return False
        if self._opens_dashed(paragraph):
            return True
        span = self._paragraphs[paragraph]
        at = bisect_left(self._starts, span.start)
        opens = at < len(self._starts) and self._starts[at] == span.start
        return opens and _CLOSED.fullmatch(self._text, self._marked[at].outer.end, self._end(paragraph)) is not None

    def _beside(self, paragraph: int) -> int:
        """How many words stand beside the marks that open a paragraph; many where none do."""
        span = self._paragraphs[paragraph]
        if self._opens_dashed(paragraph):
            return 0
        at = bisect_left(self._starts, span.start)
        if at >= len(self._starts) or self._starts[at] != span.start:
            return LONGEST_BESIDE + 1
        count, begin = 0, span.start
        while at < len(self._starts) and self._starts[at] < span.end:
            count += len(_WORD.findall(self._text, begin, self._starts[at]))
            begin, at = self._marked[at].outer.end, at + 1
        return count + len(_WORD.findall(self._text, begin, span.end))
