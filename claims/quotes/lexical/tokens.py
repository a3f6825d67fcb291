"""The words and signs of a sentence, with each quotation in it as one token."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache
from itertools import accumulate, compress
from typing import Final

from claims.quotes.lexical.facts import TAKES_STOP, WORD, facts_of
from claims.quotes.lexical.words import Lexicon
from sources.document import Span

MOST_KNOWN: Final = 16_384
"""Different words of which the facts are kept: more than nearly every text has."""
LONGEST_ASIDE: Final = 9
"""Tokens between brackets that are left out, the brackets included."""

MARGIN: Final = 16
"""Empty entries behind the last token: more than the words of any expression, and than what is looked ahead at once."""

_NO_WORDS: Final = [""] * MARGIN
_NO_FACTS: Final = [0] * MARGIN
_FIGURE: Final = r"\d\d*+(?:[.,\u00a0\u202f]\d++)++|"
"""Begins with one class of signs, so that a look at the first sign of a word is enough to pass it over."""
_SPACED: Final = re.compile(rf"({_FIGURE}\w++(?:['’\u2010\u2011-](?:\w++|(?<=s['’])(?=\s\w)))*+|[^\w\s])")
_ELIDING: Final = re.compile(
    rf"({_FIGURE}\w++(?:['’](?<!\w{{8}}['’])(?=[\w«“‘\"]|\Z)|(?:[\u2010\u2011-]\w++)*+)|[^\w\s])"
)
"""A word of up to seven letters keeps the apostrophe that joins it to the next one."""
_SPECIAL: Final = frozenset(".*_(")
"""Signs that may be no tokens: a full stop can belong to the word before it; emphasis, and what may open an aside."""


class Tokens:
    """Tokens in order, as lists side by side: where each begins and ends, its text, its norm, and its facts.

    The norm is the word in lower case with straight apostrophes. A quotation is a token without text, and `quotes` has
    its number by its place. Behind the last token `texts`, `norms` and `facts` have a margin of empty entries, which
    lies before the first one too, so that the neighbours of a token can be asked for without a look whether there are.
    """

    __slots__ = ("count", "ends", "facts", "norms", "quotes", "starts", "texts")

    def __init__(
        self,
        starts: list[int],
        ends: list[int],
        texts: list[str],
        norms: list[str],
        facts: list[int],
        quotes: dict[int, int],
    ) -> None:
        texts += _NO_WORDS
        norms += _NO_WORDS
        facts += _NO_FACTS
        self.starts = starts
        self.ends = ends
        self.texts = texts
        self.norms = norms
        self.facts = facts
        self.quotes = quotes
        self.count = len(starts)

    def tidy(self, known: KnownWords, asides: bool) -> None:
        """Join a full stop to its word, and leave out emphasis and, unless asked for `asides`, what is in brackets."""
        texts, facts = self.texts, self.facts
        gone, bracketed = [], False
        for at in [at for at, piece in enumerate(texts) if piece in _SPECIAL]:
            if texts[at] == "(":
                bracketed = not asides
            elif texts[at] != ".":
                gone.append(at)
            elif at and facts[at - 1] & TAKES_STOP and self.ends[at - 1] == self.starts[at]:
                whole = texts[at - 1] + "."
                self.ends[at - 1], texts[at - 1] = self.ends[at], whole
                self.norms[at - 1], facts[at - 1] = known.norms[whole], known.facts[whole]
                gone.append(at)
        if gone:
            kept = [True] * self.count
            for at in gone:
                kept[at] = False
            self._keep(kept)
        if bracketed:
            self._leave_out_asides()

    def _leave_out_asides(self) -> None:
        """Without short brackets, which part a name from its verb: a party, an age. A credit behind marks stays."""
        texts, count = self.texts, self.count
        kept = [True] * count
        at, last = 0, -1
        while at < count:
            if texts[at] == "(" and last >= 0 and self.facts[last] & WORD:
                end = next((i for i in range(at, min(at + LONGEST_ASIDE, count)) if texts[i] == ")"), -1)
                if end > at and not any(i in self.quotes for i in range(at, end)):
                    kept[at : end + 1] = [False] * (end + 1 - at)
                    at = end + 1
                    continue
            last = at
            at += 1
        if not all(kept):
            self._keep(kept)

    def _keep(self, kept: list[bool]) -> None:
        """Leave only some of the tokens."""
        self.starts, self.ends = list(compress(self.starts, kept)), list(compress(self.ends, kept))
        self.texts = [*compress(self.texts, kept), *_NO_WORDS]
        self.norms = [*compress(self.norms, kept), *_NO_WORDS]
        self.facts = [*compress(self.facts, kept), *_NO_FACTS]
        self.count = len(self.starts)
        places = list(accumulate(kept, initial=0))
        self.quotes = {places[at]: number for at, number in self.quotes.items()}

    def followed_by(self, other: Tokens) -> Tokens:
        """These tokens and then those of another stretch."""
        count = self.count
        return Tokens(
            self.starts + other.starts,
            self.ends + other.ends,
            self.texts[:count] + other.texts[: other.count],
            self.norms[:count] + other.norms[: other.count],
            self.facts[:count] + other.facts[: other.count],
            self.quotes | {count + at: number for at, number in other.quotes.items()},
        )

    def is_sign(self, at: int) -> bool:
        return self.texts[at] != "" and not self.facts[at] & WORD

    def has_words(self, first: int, end: int) -> bool:
        """Whether there is a word among the tokens `[first, end)`."""
        for at in range(first, end):  # noqa: SIM110 - a generator takes thrice the time
            if self.facts[at] & WORD:
                return True
        return False

    def words_in(self, first: int, end: int) -> int:
        """How many words there are among the tokens `[first, end)`."""
        return sum(1 for facts in self.facts[first:end] if facts & WORD)

    def last(self) -> str:
        """The text of the last token; empty without any."""
        return self.texts[self.count - 1]

    def words(self, text: str, first: int, end: int) -> str:
        """The words of the tokens `[first, end)` as `text` has them, line ends as spaces."""
        if end == first + 1:
            return self.texts[first]
        return " ".join(text[self.starts[first] : self.ends[end - 1]].split())

    def span(self, first: int, end: int) -> Span:
        """Where the tokens `[first, end)` stand in the text."""
        return Span(self.starts[first], self.ends[end - 1])


def frame_tokens(text: str, frame: Span, numbers: Iterable[int], outers: Sequence[Span], words: Lexicon) -> Tokens:
    """The tokens of a frame without asides. Its quotations, by their `numbers` in `outers`, stand as single tokens."""
    known = known_words(words)
    split, at = known.pattern.split, frame.start
    parts: list[str] = []
    quotes: dict[int, int] = {}
    for number in numbers:
        outer = outers[number]
        if outer.start == frame.start and outer.end == frame.end:
            return Tokens([outer.start], [outer.end], [""], [""], [0], {0: number})
        parts += split(text[at : outer.start])
        quotes[len(parts) // 2] = number
        at = outer.end
        parts.append(text[outer.start : at])
    parts += split(text[at : frame.end])
    return _tokens(parts, frame.start, quotes, known)


def line_tokens(text: str, line: Span, words: Lexicon) -> Tokens:
    """The tokens of a stretch in which marks are signs like others, with asides."""
    known = known_words(words)
    return _tokens(known.pattern.split(line.of(text)), line.start, {}, known, asides=True)


def _tokens(parts: list[str], start: int, quotes: dict[int, int], known: KnownWords, asides: bool = False) -> Tokens:
    """The tokens of a stretch cut into parts: what stands between tokens and the tokens, by turns."""
    bounds = list(accumulate(map(len, parts), initial=start))
    texts = parts[1::2]
    for at in quotes:
        texts[at] = ""
    facts, norms = list(map(known.fact, texts)), list(map(known.norm, texts))
    stopped = len(texts) > 1 and texts[-1] == "." and not facts[-2] & TAKES_STOP
    special = not _SPECIAL.isdisjoint(texts[:-1] if stopped else texts)
    tokens = Tokens(bounds[1:-1:2], bounds[2::2], texts, norms, facts, quotes)
    if special:
        tokens.tidy(known, asides)
    return tokens


class _Norms(dict[str, str]):
    """Words in lower case with straight apostrophes, by the words as written; signs as they are."""

    def __missing__(self, piece: str) -> str:
        if len(self) >= MOST_KNOWN:
            self.clear()
        norm = self[piece] = piece.lower().replace("’", "'") if piece[:1].isalnum() or piece[:1] == "_" else piece
        return norm


class _Facts(dict[str, int]):
    """The facts of words, by the words as written."""

    def __init__(self, norms: _Norms, words: Lexicon) -> None:
        super().__init__()
        self._norms = norms
        self._words = words

    def __missing__(self, piece: str) -> int:
        if len(self) >= MOST_KNOWN:
            self.clear()
        facts = self[piece] = facts_of(piece, self._norms[piece], self._words) if piece else 0
        return facts


class KnownWords:
    """What is known of the words of texts in one language, each found out once."""

    def __init__(self, words: Lexicon) -> None:
        self.pattern = _ELIDING if words.elision else _SPACED
        self.norms = _Norms()
        self.facts = _Facts(self.norms, words)
        self.norm, self.fact = self.norms.__getitem__, self.facts.__getitem__


@cache
def known_words(words: Lexicon) -> KnownWords:
    return KnownWords(words)


def facts_in(word: str, words: Lexicon) -> int:
    """The facts of one word."""
    return known_words(words).facts[word]
