"""The cues of a Chinese text: where it says that somebody says something, and whom the clause before names."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from claims.quotes.unspaced.roles import Mention
from claims.quotes.unspaced.unspaced import UnspacedLexicon
from sources.document import Span

LONGEST_CLAUSE: Final = 60
"""Characters from the beginning of a clause to its cue."""

_CLAUSE_ENDS: Final = "，,。；;：:！!？?\n、“”「」『』\t"


@dataclass(frozen=True, slots=True)
class Cued:
    """A cue and where the clause before it begins."""

    start: int
    end: int
    clause_start: int


class Cues:
    """The cues of one text.

    The words that may be cues are looked for once in the whole text, and whom a clause names is told once: a third of
    the clauses are asked about twice, first whether a word is a cue there.
    """

    def __init__(self, text: str, words: UnspacedLexicon) -> None:
        self.text = text
        self.words = words
        found = [*words.cue.finditer(text)]
        self._starts = [one.start() for one in found]
        self._ends = [one.end() for one in found]
        self._named: dict[str, tuple[str, Mention | None]] = {}

    def within(self, stretch: Span) -> Iterator[Cued]:
        """The cues of a stretch that parts no word, each with the clause before it, a speaker in it or not."""
        for i in range(bisect_left(self._starts, stretch.start), bisect_right(self._ends, stretch.end)):
            cue = self._cued(i, stretch)
            if self._counts(cue, stretch):
                yield cue

    def last(self, stretch: Span) -> Cued | None:
        """The last cue of a stretch."""
        for i in range(bisect_right(self._ends, stretch.end) - 1, bisect_left(self._starts, stretch.start) - 1, -1):
            cue = self._cued(i, stretch)
            if self._counts(cue, stretch):
                return cue
        return None

    def closing(self, stretch: Span) -> Cued | None:
        """The cue that a stretch ends with."""
        i = bisect_right(self._ends, stretch.end) - 1
        if i < 0 or self._ends[i] != stretch.end or self._starts[i] < stretch.start:
            return None
        cue = self._cued(i, stretch)
        return cue if self._counts(cue, stretch) else None

    def speaker(self, clause: str, known: Iterable[str] = ()) -> Mention | None:
        """Who is named in the clause before a cue; `known` are last names of the text that no list has."""
        told = self._named.get(clause)
        if told is None:
            bare = self.words.bare(clause)
            told = self._named[clause] = (bare, self.words.named(bare))
        for name in known:
            if told[0].startswith(name):
                return Mention(0, len(name), name, "name")
        return told[1]

    def _cued(self, i: int, stretch: Span) -> Cued:
        """A word that may be a cue, with the clause before it.

        It starts behind a first word that is a document that says so, and nobody's verb: 这份[声明]指出.
        """
        start, end = self._starts[i], self._ends[i]
        begin, least = start, max(stretch.start, start - LONGEST_CLAUSE)
        while begin > least and self.text[begin - 1] not in _CLAUSE_ENDS:
            begin -= 1
        document = self.words.stated.match(self.text, start, end)
        if document is not None and self.speaker(self.text[begin:start]) is None:
            start = document.end()
        return Cued(start, end, begin)

    def _counts(self, cue: Cued, stretch: Span) -> bool:
        """Whether the word is a cue here: it ends its clause or has a speaker right before it."""
        text, words = self.text, self.words
        word = text[cue.start : cue.end]
        clause = text[cue.clause_start : cue.start]
        if word in words.views:
            led = words.sources.match(text, cue.clause_start, stretch.end)
            return led is not None and self.speaker(clause) is not None
        ends = cue.end == stretch.end or text[cue.end] in _CLAUSE_ENDS
        short = word in words.short
        if ends and not short:
            return True
        if short and not ends and (word not in words.reporting or words.no_report.match(text, cue.end, stretch.end)):
            return False
        begins = cue.start > stretch.start and words.only_adverbs.fullmatch(clause) is not None
        if begins and not (short and ends):
            return True
        speaker = self.speaker(clause)
        return speaker is not None and (speaker.kind != "document" or (short and ends))
