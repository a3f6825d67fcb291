"""The words and signs of a text, cut once; those of any sentence of it, with each quotation as one token."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from functools import cache
from itertools import accumulate, compress
from typing import NamedTuple

from claims.quotes.facts import TAKES_STOP, WORD, facts_of
from claims.quotes.words import Lexicon
from sources.document import Span

MOST_KNOWN = 1 << 16
"""Different words of which the facts are kept."""
LONGEST_ASIDE = 9
"""Tokens between brackets that are left out, the brackets included."""

_FIGURE = r"\d+(?:[.,\u00a0\u202f]\d+)+|"
_SPACED = re.compile(rf"({_FIGURE}\w+(?:['’\u2010\u2011-]\w+)*(?:(?<=s)['’](?=\s\w))?|[^\w\s])")
_ELIDING = re.compile(rf"({_FIGURE}\w{{1,7}}['’](?=[\w«“‘\"]|\Z)|\w+(?:[\u2010\u2011-]\w+)*|[^\w\s])")
_EMPHASIS = frozenset("*_")
_LOOKED_AT = frozenset(".*_")


class Pieces(NamedTuple):
    """Words and signs in order, as lists side by side: where each begins and ends, its text, its norm, its facts."""

    starts: list[int]
    ends: list[int]
    texts: list[str]
    norms: list[str]
    facts: list[int]

    def between(self, low: int, high: int) -> Pieces:
        starts, ends, texts, norms, facts = self
        return Pieces(starts[low:high], ends[low:high], texts[low:high], norms[low:high], facts[low:high])

    def chosen(self, chosen: Sequence[int]) -> Pieces:
        """Those for which `chosen` has a one and not a zero."""
        return Pieces(
            list(compress(self.starts, chosen)),
            list(compress(self.ends, chosen)),
            list(compress(self.texts, chosen)),
            list(compress(self.norms, chosen)),
            list(compress(self.facts, chosen)),
        )

    def extend(self, other: Pieces) -> None:
        self.starts.extend(other.starts)
        self.ends.extend(other.ends)
        self.texts.extend(other.texts)
        self.norms.extend(other.norms)
        self.facts.extend(other.facts)


class Tokens:
    """Tokens in order, as lists side by side: where each begins and ends, its text, its norm, and its facts.

    The norm is the word in lower case with straight apostrophes. A quotation is a token without text, and `quotes` has
    its number by its place. `texts`, `norms` and `facts` have an empty entry behind the last token, which is also the
    one before the first, so that the neighbours of a token can be asked for without asking whether there are any.
    """

    __slots__ = ("count", "ends", "facts", "norms", "quotes", "starts", "texts")

    def __init__(self, pieces: Pieces, quotes: dict[int, int]) -> None:
        self.starts, self.ends, self.texts, self.norms, self.facts = pieces
        self.quotes = quotes
        self.count = len(self.starts)
        self.texts.append("")
        self.norms.append("")
        self.facts.append(0)

    def __len__(self) -> int:
        return self.count

    def is_sign(self, at: int) -> bool:
        return self.texts[at] != "" and not self.facts[at] & WORD

    def has_words(self, first: int, end: int) -> bool:
        """Whether there is a word among the tokens `[first, end)`."""
        return any(facts & WORD for facts in self.facts[first:end])

    def words_in(self, first: int, end: int) -> int:
        """How many words there are among the tokens `[first, end)`."""
        return sum(1 for facts in self.facts[first:end] if facts & WORD)

    def last(self) -> str:
        """The text of the last token; empty without any."""
        return self.texts[self.count - 1]

    def span(self, first: int, end: int) -> Span:
        """Where the tokens `[first, end)` stand in the text."""
        return Span(self.starts[first], self.ends[end - 1])

    def pieces(self) -> Pieces:
        """A copy of the lists, without what stands behind the last token."""
        return Pieces(self.starts, self.ends, self.texts, self.norms, self.facts).between(0, self.count)

    def followed_by(self, other: Tokens) -> Tokens:
        """These tokens and then those of another stretch."""
        pieces = self.pieces()
        pieces.extend(other.pieces())
        return Tokens(pieces, self.quotes | {self.count + at: number for at, number in other.quotes.items()})


NO_TOKENS = Tokens(Pieces([], [], [], [], []), {})


class Tokenizer:
    """Cuts one text into words and signs, and gives those of its stretches."""

    def __init__(self, text: str, words: Lexicon) -> None:
        self._text = text
        self._words = words
        self._all = _cut(text, 0, words)

    def line(self, span: Span) -> Tokens:
        """The tokens of a stretch in which marks are signs like others."""
        return Tokens(self._stretch(span.start, span.end), {})

    def frame(self, span: Span, quotes: Iterable[tuple[int, Span]]) -> Tokens:
        """The tokens of a frame whose quotations (number and outer span) stand as single tokens, without asides."""
        pieces, at = Pieces([], [], [], [], []), span.start
        places: dict[int, int] = {}
        for number, outer in quotes:
            if at < outer.start:
                pieces.extend(self._stretch(at, outer.start))
            places[len(pieces.starts)] = number
            pieces.extend(Pieces([outer.start], [outer.end], [""], [""], [0]))
            at = outer.end
        if at < span.end:
            pieces.extend(self._stretch(at, span.end))
        tokens = Tokens(pieces, places)
        return tokens if "(" not in tokens.texts else _without_asides(tokens)

    def _stretch(self, start: int, end: int) -> Pieces:
        """The pieces between two places; cut anew where one lies in a piece or behind an apostrophe."""
        starts, ends, texts = self._all.starts, self._all.ends, self._all.texts
        low = bisect_left(starts, start)
        high = bisect_left(starts, end, low)
        cut = (low > 0 and ends[low - 1] > start) or (high > low and ends[high - 1] > end)
        if cut or (high > low and texts[high - 1][-1] in "'’"):
            return _cut(self._text[start:end], start, self._words)
        return self._all.between(low, high)


def _cut(text: str, offset: int, words: Lexicon) -> Pieces:
    parts = (_ELIDING if words.elision else _SPACED).split(text)
    bounds = list(accumulate(map(len, parts), initial=offset))
    known = known_words(words)
    texts = parts[1::2]
    pieces = Pieces(
        bounds[1:-1:2],
        bounds[2::2],
        texts,
        list(map(known.norms.__getitem__, texts)),
        list(map(known.facts.__getitem__, texts)),
    )
    return _with_stops(pieces, known)


def _with_stops(pieces: Pieces, known: KnownWords) -> Pieces:
    """The pieces with the full stops that belong to the words before them, titles and initials; without emphasis."""
    starts, ends, texts, norms, facts = pieces
    keep = bytearray(b"\1") * len(texts)
    for at in [at for at, piece in enumerate(texts) if piece in _LOOKED_AT]:
        if texts[at] in _EMPHASIS:
            keep[at] = 0
        elif at and facts[at - 1] & TAKES_STOP and ends[at - 1] == starts[at]:
            keep[at] = 0
            whole = texts[at - 1] + "."
            ends[at - 1], texts[at - 1], norms[at - 1] = ends[at], whole, known.norms[whole]
            facts[at - 1] = known.facts[whole]
    return pieces if all(keep) else pieces.chosen(keep)


def _without_asides(tokens: Tokens) -> Tokens:
    """Without short brackets, which part a name from its verb: a party, an age. A credit behind marks stays."""
    kept = bytearray(b"\1") * tokens.count
    at, last = 0, -1
    while at < tokens.count:
        if tokens.texts[at] == "(" and tokens.facts[last] & WORD:
            far = min(at + LONGEST_ASIDE, tokens.count)
            end = next((i for i in range(at, far) if tokens.texts[i] == ")"), -1)
            if end > at and not any(i in tokens.quotes for i in range(at, end)):
                kept[at : end + 1] = bytes(end + 1 - at)
                at = end + 1
                continue
        last = at
        at += 1
    if all(kept):
        return tokens
    return Tokens(tokens.pieces().chosen(kept), {sum(kept[:at]): number for at, number in tokens.quotes.items()})


class _Norms(dict[str, str]):
    """Words in lower case with straight apostrophes, by the words as written; signs as they are."""

    def __missing__(self, piece: str) -> str:
        if len(self) >= MOST_KNOWN:
            self.clear()
        norm = self[piece] = piece.lower().replace("’", "'") if piece[0].isalnum() or piece[0] == "_" else piece
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
        facts = self[piece] = facts_of(piece, self._norms[piece], self._words)
        return facts


class KnownWords:
    """What is known of the words of texts in one language, each found out once."""

    def __init__(self, words: Lexicon) -> None:
        self.norms = _Norms()
        self.facts = _Facts(self.norms, words)


@cache
def known_words(words: Lexicon) -> KnownWords:
    return KnownWords(words)


def facts_in(word: str, words: Lexicon) -> int:
    """The facts of one word."""
    return known_words(words).facts[word]
