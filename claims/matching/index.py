"""The texts that claims are held against, and where in them a quote stands.

Long texts are cut into passages whose words go into a full-text index in memory. The rarest words of a quote vote for
passages, and only the best few are aligned letter by letter, so that fifty megabytes cost no more than a page. The
passage index is the only thing here that touches SQLite.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from math import log

from rapidfuzz import fuzz, process
from rapidfuzz.distance import Levenshtein

from claims.matching.folding import HAN, fold
from claims.matching.locate import parts_of, place
from claims.model import Source
from sources.document import Block, Document, Role, Span

PASSAGE = 400
"""Letters to a passage: about three sentences. Shorter ones split quotes, longer ones blur the vote."""
_SMALL = 200_000
"""Letters of all texts together up to which a quote is also looked for letter by letter in every text."""
_TRIES = ((8, 6, 0.65, False), (16, 16, 0.62, False), (60, 24, 0.5, True))
"""Rarest words that vote, passages that are aligned, the score that ends the search, and whether words that no text
has vote as the nearest words that one has; each try is wider than the last."""
_ALIGNED = 2
"""Windows that are aligned letter by letter after a look at all."""
_NEAREST = 3
_SHORT_WORD = 4
_ALIKE = 0.6
"""How many words of the texts stand in for one that none has, its least letters, and how alike they must be."""
_FOUND = 0.5
"""The score below which nothing was found: unrelated prose reaches it rarely (measured: 0.54 on average for the
best place in a whole megabyte, and those are shown as runner-ups only)."""
_VOTES = 3
_ROWS = 6_000
"""Words that always vote, and passages with a voting word beyond which no further word does: it would cost time and
tell little."""
_COMMON = 20_000
"""Passages with a word above which it does not vote: it would only cost time."""
_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class Location:
    """A place in one of the texts, in its own code points, with how much of the quote is there (0 to 1)."""

    text_number: int
    start: int
    end: int
    score: float


class SourceIndex:
    """Sources, or bare texts, in which quotes can be found."""

    def __init__(self, sources: Sequence[Source]) -> None:
        self.sources = tuple(sources)
        self._texts = tuple(source.document.text for source in self.sources)

    @classmethod
    def of_sources(cls, sources: Sequence[Source]) -> SourceIndex:
        """An index over documents that were read, in the order given."""
        return cls(sources)

    @classmethod
    def of_texts(cls, texts: Sequence[str]) -> SourceIndex:
        """An index over bare texts, numbered from 0."""
        return cls([Source(str(number), "", _bare(text)) for number, text in enumerate(texts)])

    def locate(self, quote: str) -> Location | None:
        """The best place of a quote in all texts, exact places first; None where no text has anything like it."""
        if not any(letter.isalnum() for letter in quote):
            return None
        found = self._places(quote, each=False).values()
        best = max(found, key=lambda place: (place.score, -place.text_number), default=None)
        return best if best is not None and best.score >= _FOUND else None

    def places(self, quote: str) -> dict[int, Location]:
        """The best place of a quote in each text that has anything like it, however little."""
        if not any(letter.isalnum() for letter in quote):
            return {}
        return self._places(quote, each=True)

    def _places(self, quote: str, each: bool) -> dict[int, Location]:
        found = self._closest(quote, each)
        if self._small or not found:
            for number, text in enumerate(self._texts):
                exact = _exact(text, quote.strip())
                if exact is not None:
                    found[number] = Location(number, exact.start, exact.end, 1.0)
        return found

    def _closest(self, quote: str, each: bool) -> dict[int, Location]:
        best: dict[int, Location] = {}
        longest = max((part.of(quote) for part in parts_of(quote)), key=len)
        for words, passages, enough, misspelt in _TRIES:
            windows = self._windows(longest, len(quote), words, passages, misspelt)
            for number, window in self._likely(longest, windows, each):
                _keep_better(best, number, window, self._texts[number], quote)
            if max((place.score for place in best.values()), default=0.0) >= enough:
                break
        if self._small:
            for number, text in enumerate(self._texts):
                if number not in best or best[number].score < _TRIES[0][2]:
                    _keep_better(best, number, Span(0, len(text)), text, quote)
        return best

    def _likely(self, part: str, windows: Iterator[tuple[int, Span]], each: bool) -> list[tuple[int, Span]]:
        """Of the windows the few that look most like the quote; with `each` also the best of each text."""
        needle = fold(part).text
        scored = [
            (fuzz.partial_ratio(needle, fold(window.of(self._texts[number])).text), number, window)
            for number, window in windows
        ]
        scored.sort(key=lambda one: (-one[0], one[1], one[2].start))
        chosen = [(number, window) for _, number, window in scored]
        of_each = {number: (number, window) for number, window in reversed(chosen)} if each else {}
        return list(dict.fromkeys([*chosen[:_ALIGNED], *of_each.values()]))

    @cached_property
    def _small(self) -> bool:
        return sum(map(len, self._texts)) <= _SMALL

    def _windows(self, part: str, reach: int, words: int, passages: int, misspelt: bool) -> Iterator[tuple[int, Span]]:
        """Stretches worth aligning with: the passages that share the rarest words, with room for the whole quote."""
        seen: set[tuple[int, int]] = set()
        for number, start, end in self._passages.vote(part, words, passages, misspelt):
            room = reach + PASSAGE // 2
            low, high = max(0, start - room), min(len(self._texts[number]), end + room)
            if (number, low // PASSAGE) not in seen:
                seen.add((number, low // PASSAGE))
                yield number, Span(low, high)

    @cached_property
    def _passages(self) -> _Passages:
        return _Passages(self._texts)


class _Passages:
    """The passages of all texts in a full-text index: words to passages, nothing else is kept."""

    def __init__(self, texts: Sequence[str]) -> None:
        self._starts: list[tuple[int, int, int]] = []
        self._frequencies: dict[str, int] = {}
        self._store = sqlite3.connect(":memory:", check_same_thread=False)
        self._store.execute("PRAGMA journal_mode = OFF")
        self._store.execute(
            "CREATE VIRTUAL TABLE passage USING fts5(words, content='', columnsize=0, detail=none, "
            'tokenize="unicode61 remove_diacritics 2")'
        )
        self._store.execute("CREATE VIRTUAL TABLE word USING fts5vocab(passage, row)")
        with self._store:
            self._store.executemany("INSERT INTO passage(rowid, words) VALUES (?, ?)", self._cut(texts))

    def _cut(self, texts: Sequence[str]) -> Iterator[tuple[int, str]]:
        for number, text in enumerate(texts):
            start = 0
            while start < len(text):
                end = _border(text, start)
                self._starts.append((number, start, end))
                yield len(self._starts), _words_of(text[start:end])
                start = end

    def vote(self, quote: str, words: int, passages: int, misspelt: bool = False) -> list[tuple[int, int, int]]:
        """The passages (text number, start, end) that share most of the quote's rarest words, best first."""
        total = len(self._starts) + 1
        votes: dict[int, float] = {}
        rows = 0
        for number, (word, frequency, alike) in enumerate(self._rarest(quote, misspelt)[:words]):
            if number >= _VOTES and rows + frequency > _ROWS:
                break
            weight = alike * log(1 + total / frequency)
            rows += frequency
            for (row,) in self._store.execute("SELECT rowid FROM passage WHERE passage MATCH ?", (f'"{word}"',)):
                votes[row] = votes.get(row, 0.0) + weight
        likely = sorted(votes, key=votes.__getitem__, reverse=True)[: 4 * passages]
        ranked = {row: votes[row] + 0.5 * max(votes.get(row - 1, 0.0), votes.get(row + 1, 0.0)) for row in likely}
        best = sorted(ranked, key=lambda row: (-ranked[row], row))[:passages]
        return [self._starts[row - 1] for row in best]

    def _rarest(self, quote: str, misspelt: bool) -> list[tuple[str, int, float]]:
        """The quote's words that passages have, rarest first, with their frequency and a weight of 1.

        With `misspelt` also the nearest to those that none has, with a weight by how alike they are.
        """
        found: dict[str, float] = {}
        for word in dict.fromkeys(_words_of(fold(quote).text).split()):
            if self._frequency(word):
                found[word] = 1.0
            elif misspelt and len(word) >= _SHORT_WORD:
                near = process.extract(
                    word,
                    self._vocabulary,
                    scorer=Levenshtein.normalized_similarity,
                    score_cutoff=_ALIKE,
                    limit=_NEAREST,
                )
                for other, alike, _ in near:
                    found[other] = max(found.get(other, 0.0), alike * alike)
        ranked = sorted(
            ((word, self._frequency(word), alike) for word, alike in found.items()), key=lambda w: (w[1], w[0])
        )
        voting = [word for word in ranked if word[1] <= _COMMON]
        return voting or ranked[:2]

    def _frequency(self, word: str) -> int:
        known = self._frequencies.get(word)
        if known is None:
            row = self._store.execute("SELECT doc FROM word WHERE term = ?", (word,)).fetchone()
            known = self._frequencies[word] = int(row[0]) if row else 0
        return known

    @cached_property
    def _vocabulary(self) -> list[str]:
        return [
            word for (word,) in self._store.execute("SELECT term FROM word WHERE length(term) >= ?", (_SHORT_WORD - 1,))
        ]


def _words_of(text: str) -> str:
    """The words of a passage for the index; runs of Chinese as overlapping pairs of characters."""
    text = text.encode("utf-8", "replace").decode("utf-8")
    if not HAN.search(text):
        return " ".join(_WORD.findall(text))
    words: list[str] = []
    for word in _WORD.findall(text):
        if HAN.search(word):
            words += [word[at : at + 2] for at in range(max(1, len(word) - 1))]
        else:
            words.append(word)
    return " ".join(words)


def _border(text: str, start: int) -> int:
    """The end of the passage that begins at `start`: a space if there is one in its second half."""
    end = start + PASSAGE
    if end >= len(text):
        return len(text)
    space = text.rfind(" ", start + PASSAGE // 2, end)
    return space + 1 if space > 0 else end


def _keep_better(best: dict[int, Location], number: int, window: Span, text: str, quote: str) -> None:
    placed = place(quote, window.of(text))
    if placed is None or (number in best and placed.score <= best[number].score):
        return
    span = placed.span.shifted(window.start)
    best[number] = Location(number, span.start, span.end, placed.score)


def _exact(text: str, quote: str) -> Span | None:
    at = text.find(quote)
    while at >= 0:
        if _stands_alone(text, at, at + len(quote)):
            return Span(at, at + len(quote))
        at = text.find(quote, at + 1)
    return None


def _stands_alone(text: str, start: int, end: int) -> bool:
    before, after = text[start - 1 : start], text[end : end + 1]
    return not (_joins(before, text[start]) or _joins(text[end - 1], after))


def _joins(left: str, right: str) -> bool:
    return bool(left and right) and left.isalnum() and right.isalnum() and left < "\u2e80" and right < "\u2e80"


def _bare(text: str) -> Document:
    return Document(text, "text/plain", (Block(Span(0, len(text)), Role.PARAGRAPH),))
