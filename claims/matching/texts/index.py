"""The texts that claims are held against, and where in them a quote stands.

Long texts are cut into passages whose words go into a full-text index in memory. The rarest words of a quote vote for
passages, and only the best few are aligned letter by letter, so that fifty megabytes cost no more than a page. The
passage index is the only thing here that touches SQLite.
"""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from heapq import nlargest
from itertools import chain
from math import log

from rapidfuzz import fuzz, process
from rapidfuzz.distance import Levenshtein

from claims.matching.texts.digest import Digest
from claims.matching.texts.locate import as_said, parts_of, place, probes_of
from claims.matching.texts.passages import PASSAGE, border, words_of
from claims.matching.words.folding import HAN, fold
from claims.model import Source
from sources.document import Block, Document, Role, Span

_SMALL = 200_000
"""Letters of all texts together up to which a quote is also looked for letter by letter in every text."""
_ALIGNED = 2
_NEARLY = 0.85
"""Windows that are aligned letter by letter after a look at all, and the share of the best one's likeness from which
another is."""
_NEAREST = 3
_SHORT_WORD = 4
_ALIKE = 0.6
"""How many words of the texts stand in for one that none has, its least letters, and how alike they must be."""
_FOUND = 0.5
"""The score below which nothing was found: unrelated prose reaches it rarely (measured: 0.54 on average for the
best place in a whole megabyte, and those are shown as runner-ups only)."""
_VOTES = 3
"""Words that always vote, however many passages have them."""
_LEVELS = 5
"""Votes of a word that one passage alone has; what half of all passages have gets one."""
_END = 3
"""Letters that a word has in common with one that it may be misspelt for, at the beginning or at the end."""
_NEARLY_VOTED = 0.5
"""The share of the votes of the best passage that others must have to be ranked with it."""
_TELLING = 16
"""Words by which passages are ranked."""
_COMMON = 20_000
"""Passages with a word above which it does not vote: it would only cost time."""
_REMEMBERED = 1_000
_ROWS_REMEMBERED = 2_000_000
"""Quotes whose places, and rows of passages by words, are remembered: one article asks again for the same ones, many
articles for others all the time."""
_HAN_BYTES = tuple(bytes((byte,)) for byte in (*range(0xE3, 0xEA), 0xEF))
"""What a Chinese character begins with in UTF-8, and little else: these are looked for first, at next to no cost."""


@dataclass(frozen=True, slots=True)
class _Try:
    """How widely a quote is looked for.

    `rows` is with how many passages the rarest words stop voting, `ranked` how many of those are ranked by all words,
    `compared` how many of these letter by letter; a score of `enough` ends the search. With `misspelt` the nearest
    words of the texts stand in for those of the quote that none has.
    """

    rows: int
    ranked: int
    compared: int
    enough: float
    misspelt: bool = False


_TRIES = (_Try(2_000, 100, 5, 0.65), _Try(8_000, 2_000, 200, 0.5, misspelt=True))
"""One after the other, each wider than the last: nine quotes of ten are found by the first. Of 1,500 in 50 MB with 10
to 30 % of their letters edited 13 are missed where the second ranks 600 and compares 60, and 8 as it is; a quote that
is in no text takes half as long again."""


@dataclass(frozen=True, slots=True)
class Location:
    """A place in one of the texts, in its own code points, with how much of the quote is there (0 to 1)."""

    text_number: int
    start: int
    end: int
    score: float


class SourceIndex:
    """Sources, or bare texts, in which quotes can be found."""

    def __init__(self, sources: Sequence[Source], first: SourceIndex | None = None) -> None:
        """`first` is an index over the first of the sources, whatever it has found out about them."""
        self.sources = tuple(sources)
        self._first = first
        self._texts = tuple(source.document.text for source in self.sources)
        self._placed: dict[str, dict[int, Location]] = {}

    @classmethod
    def of_sources(cls, sources: Sequence[Source]) -> SourceIndex:
        """An index over documents that were read, in the order given."""
        return cls(sources)

    @classmethod
    def of_texts(cls, texts: Sequence[str]) -> SourceIndex:
        """An index over bare texts, numbered from 0."""
        return cls([Source(str(number), "", _bare(text)) for number, text in enumerate(texts)])

    def and_also(self, sources: Sequence[Source]) -> SourceIndex:
        """An index over these sources and more behind them."""
        return SourceIndex((*self.sources, *sources), self)

    @cached_property
    def mains(self) -> tuple[Digest, ...]:
        """The sources taken in without what surrounds their main texts, once for all articles."""
        known = self._first.mains if self._first else ()
        return (*known, *map(Digest.of_source, self.sources[len(known) :]))

    @cached_property
    def surroundings(self) -> tuple[Digest, ...]:
        """What surrounds the main text of each source, the main text blanked out."""
        known = self._first.surroundings if self._first else ()
        pairs = zip(self.mains[len(known) :], self.sources[len(known) :], strict=True)
        return (*known, *(main.surroundings(source) for main, source in pairs))

    def locate(self, quote: str) -> Location | None:
        """The best place of a quote in all texts, exact places first; None where no text has anything like it."""
        if not any(letter.isalnum() for letter in quote):
            return None
        found = self._places(quote, each=False).values()
        best = max(found, key=lambda place: (place.score, -place.text_number), default=None)
        return best if best is not None and best.score >= _FOUND else None

    def places(self, quote: str) -> dict[int, Location]:
        """The best place of a quote in each text that has anything like it, however little."""
        if quote not in self._placed:
            if len(self._placed) >= _REMEMBERED:
                self._placed.clear()
            spoken = any(letter.isalnum() for letter in quote)
            self._placed[quote] = self._places(quote, each=True) if spoken else {}
        return self._placed[quote]

    def _places(self, quote: str, each: bool) -> dict[int, Location]:
        quote = as_said(quote)
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
        for reach in _TRIES[:1] if self._small else _TRIES:
            windows = self._windows(longest, reach)
            for number, window in self._likely(longest, windows, each):
                _keep_better(best, number, self._roomy(number, window, len(quote)), self._texts[number], quote)
            if max((place.score for place in best.values()), default=0.0) >= reach.enough:
                break
        if self._small:
            for number, text in enumerate(self._texts):
                if number not in best or best[number].score < _TRIES[0].enough:
                    _keep_better(best, number, Span(0, len(text)), text, quote)
        return best

    def _likely(self, part: str, windows: Iterator[tuple[int, Span]], each: bool) -> list[tuple[int, Span]]:
        """Of the windows the few that look most like the quote; with `each` also the best of each text."""
        probes = probes_of(part.lower())
        scored = []
        for number, window in windows:
            text = window.of(self._texts[number]).lower()
            scored.append((sum(fuzz.partial_ratio(probe, text) for probe in probes) / len(probes), number, window))
        scored.sort(key=lambda one: (-one[0], one[1], one[2].start))
        near = [(number, window) for score, number, window in scored if score >= _NEARLY * scored[0][0]]
        of_each = {number: (number, window) for _, number, window in reversed(scored)} if each else {}
        return list(dict.fromkeys([*near[:_ALIGNED], *of_each.values()]))

    @cached_property
    def _small(self) -> bool:
        return sum(map(len, self._texts)) <= _SMALL

    def _windows(self, part: str, reach: _Try) -> Iterator[tuple[int, Span]]:
        """Stretches worth a look: those that share the rarest words."""
        for number, start, end in self._passages.vote(part, reach):
            yield number, Span(max(0, start - PASSAGE // 4), min(len(self._texts[number]), end + PASSAGE // 4))

    def _roomy(self, number: int, window: Span, reach: int) -> Span:
        """A window with room for the whole quote, wherever in it one part was found."""
        return Span(max(0, window.start - reach), min(len(self._texts[number]), window.end + reach))

    @cached_property
    def _passages(self) -> _Passages:
        return _Passages(self._texts)


class _Passages:
    """The passages of all texts in a full-text index: words to passages, nothing else is kept."""

    def __init__(self, texts: Sequence[str]) -> None:
        self._texts = texts
        self._starts: list[tuple[int, int, int]] = []
        self._known: dict[str, list[int]] = {}
        self._rows_known = 0
        self._store = sqlite3.connect(":memory:", check_same_thread=False)
        self._store.execute("PRAGMA journal_mode = OFF")
        self._store.execute(
            "CREATE VIRTUAL TABLE passage USING fts5(words, content='', columnsize=0, detail=none, "
            'tokenize="unicode61 remove_diacritics 2")'
        )
        self._store.execute("CREATE VIRTUAL TABLE word USING fts5vocab(passage, row)")
        with self._store:
            self._store.executemany("INSERT INTO passage(rowid, words) VALUES (?, ?)", self._cut(texts))
        self._frequencies: dict[str, int] = dict(self._store.execute("SELECT term, doc FROM word"))

    def _cut(self, texts: Sequence[str]) -> Iterator[tuple[int, str]]:
        for number, given in enumerate(texts):
            stored = given.encode("utf-8", "replace")
            text, han = stored.decode("utf-8"), any(byte in stored for byte in _HAN_BYTES)
            start = 0
            while start < len(text):
                end = border(text, start)
                self._starts.append((number, start, end))
                passage = text[start:end]
                yield len(self._starts), words_of(passage) if han and HAN.search(passage) else passage
                start = end

    def vote(self, quote: str, reach: _Try) -> list[tuple[int, int, int]]:
        """The stretches (text number, start, end) of two passages that share most of the quote's words.

        Best first. Two, since a quote may begin in the one and end in the next. Its rarest words vote; those most
        voted for are ranked by all of its words.
        """
        votes: Counter[int] = Counter()
        rarest = self._rarest(quote, reach.misspelt)
        for number, (word, frequency, alike) in enumerate(rarest):
            if number >= _VOTES and len(votes) + frequency > reach.rows:
                break
            found = self._rows(word)
            # A Counter counts in C: a weight is as many votes. Rare words weigh much and are in few passages.
            for _ in range(max(1, round(_LEVELS * alike * self._weight(frequency)))):
                votes.update(found)
        votes.pop(0, None)  # what stands before the first passage
        least = _NEARLY_VOTED * max(votes.values(), default=0)
        likely = [row for row, count in votes.items() if count >= least]
        if len(likely) > reach.ranked:
            likely = nlargest(reach.ranked, likely, key=votes.__getitem__)
        weights = [(word, alike * self._weight(frequency)) for word, frequency, alike in rarest[:_TELLING]]
        ranked = sorted((-self._has(row, weights), row) for row in likely)
        chosen: dict[int, None] = {}
        for _, row in ranked:
            if row - 1 not in chosen and row + 1 not in chosen:  # what is beside one is looked at with it
                chosen[row] = None
            if len(chosen) == reach.compared:
                break
        return [self._pair(row) for row in chosen]

    def _weight(self, frequency: int) -> float:
        """What a word tells: 1 for one that a single passage has, near 0 for one that all have."""
        return log(2 + len(self._starts) / frequency) / log(2 + len(self._starts))

    def _has(self, row: int, weights: Sequence[tuple[str, float]]) -> float:
        number, start, end = self._pair(row)
        text = self._texts[number][start:end].lower()
        return sum(weight for word, weight in weights if word in text)

    def _pair(self, row: int) -> tuple[int, int, int]:
        number, start, end = self._starts[row - 1]
        if row < len(self._starts) and self._starts[row][0] == number:
            end = self._starts[row][2]
        return number, start, end

    def _rows(self, word: str) -> list[int]:
        """The passages that have a word, each also by the one before; read once, since quotes share many words."""
        known = self._known.get(word)
        if known is None:
            found = self._store.execute("SELECT rowid FROM passage WHERE passage MATCH ?", (f'"{word}"',))
            rows = list(chain.from_iterable(found))
            if self._rows_known > _ROWS_REMEMBERED:
                self._known.clear()
                self._rows_known = 0
            known = self._known[word] = rows + [row - 1 for row in rows]
            self._rows_known += len(known)
        return known

    def _rarest(self, quote: str, misspelt: bool) -> list[tuple[str, int, float]]:
        """The quote's words that passages have, rarest first, with their frequency and a weight of 1.

        With `misspelt` also the nearest to those that none has, with a weight by how alike they are.
        """
        found: dict[str, float] = {}
        for word in dict.fromkeys(words_of(fold(quote).text).split()):
            if word in self._frequencies:
                found[word] = 1.0
            elif misspelt and len(word) >= _SHORT_WORD:
                for other, alike in self._nearest(word):
                    found[other] = max(found.get(other, 0.0), alike * alike)
        ranked = sorted(
            ((word, self._frequencies[word], alike) for word, alike in found.items()), key=lambda w: (w[1], w[0])
        )
        voting = [word for word in ranked if word[1] <= _COMMON]
        return voting or ranked[:2]

    def _nearest(self, word: str) -> list[tuple[str, float]]:
        """The words of the passages that are nearest to one that none has, of those that begin or end like it."""
        alike = {*self._endings.get(word[:_END], ()), *self._endings.get("-" + word[-_END:], ())}
        near = process.extract(
            word,
            sorted(alike),
            scorer=Levenshtein.normalized_similarity,
            score_cutoff=_ALIKE,
            limit=_NEAREST,
        )
        return [(other, similarity) for other, similarity, _ in near]

    @cached_property
    def _endings(self) -> dict[str, list[str]]:
        endings: dict[str, list[str]] = {}
        for word in self._frequencies:
            if len(word) >= _SHORT_WORD - 1:
                endings.setdefault(word[:_END], []).append(word)
                endings.setdefault("-" + word[-_END:], []).append(word)
        return endings


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
