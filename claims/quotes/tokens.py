"""The words and signs of a sentence, with each quotation in it as one token."""

from __future__ import annotations

import re
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

MARGIN = 16
"""Empty entries behind the last token: more than the words of any expression, and than what is looked ahead at once."""

_NO_WORDS, _NO_FACTS = ("",) * MARGIN, (0,) * MARGIN
_FIGURE = r"\d+(?:[.,\u00a0\u202f]\d+)+|"
_SPACED = re.compile(rf"({_FIGURE}\w+(?:['’\u2010\u2011-]\w+)*(?:(?<=s)['’](?=\s\w))?|[^\w\s])")
_ELIDING = re.compile(rf"({_FIGURE}\w{{1,7}}['’](?=[\w«“‘\"]|\Z)|\w+(?:[\u2010\u2011-]\w+)*|[^\w\s])")
_JOINED = frozenset(".*_")
"""Signs that may be no tokens: a full stop can belong to the word before it, and the others are emphasis."""


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
    its number by its place. Behind the last token `texts`, `norms` and `facts` have a margin of empty entries, which
    lies before the first one too, so that the neighbours of a token can be asked for without a look whether there are.
    """

    __slots__ = ("count", "ends", "facts", "norms", "quotes", "starts", "texts")

    def __init__(self, pieces: Pieces, quotes: dict[int, int]) -> None:
        self.starts, self.ends, self.texts, self.norms, self.facts = pieces
        self.quotes = quotes
        self.count = len(self.starts)
        self.texts.extend(_NO_WORDS)
        self.norms.extend(_NO_WORDS)
        self.facts.extend(_NO_FACTS)

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


def line_tokens(text: str, line: Span, words: Lexicon) -> Tokens:
    """The tokens of a stretch in which marks are signs like others."""
    return Tokens(_cut(text, line.start, line.end, known_words(words)), {})


def frame_tokens(text: str, frame: Span, quotes: Iterable[tuple[int, Span]], words: Lexicon) -> Tokens:
    """The tokens of a frame whose quotations (number and outer span) stand as single tokens, without asides."""
    known = known_words(words)
    pieces, at = Pieces([], [], [], [], []), frame.start
    places: dict[int, int] = {}
    for number, outer in quotes:
        if at < outer.start:
            pieces.extend(_cut(text, at, outer.start, known))
        places[len(pieces.starts)] = number
        pieces.extend(Pieces([outer.start], [outer.end], [""], [""], [0]))
        at = outer.end
    if at < frame.end:
        pieces.extend(_cut(text, at, frame.end, known))
    tokens = Tokens(pieces, places)
    return tokens if "(" not in tokens.texts else _without_asides(tokens)


def _cut(text: str, start: int, end: int, known: KnownWords) -> Pieces:
    parts = known.pattern.split(text[start:end])
    bounds = list(accumulate(map(len, parts), initial=start))
    texts = parts[1::2]
    facts = list(map(known.facts.__getitem__, texts))
    pieces = Pieces(bounds[1:-1:2], bounds[2::2], texts, list(map(known.norms.__getitem__, texts)), facts)
    joined = [
        at
        for at, piece in enumerate(texts)
        if piece in _JOINED and (piece != "." or (at and facts[at - 1] & TAKES_STOP and not parts[2 * at]))
    ]
    return _without(joined, pieces, known) if joined else pieces


def _without(joined: list[int], pieces: Pieces, known: KnownWords) -> Pieces:
    """The pieces without signs of emphasis and without full stops, which are the end of the word before them."""
    kept = bytearray(b"\1") * len(pieces.texts)
    for at in joined:
        kept[at] = 0
        if pieces.texts[at] == ".":
            whole = pieces.texts[at - 1] + "."
            pieces.ends[at - 1] = pieces.ends[at]
            pieces.texts[at - 1], pieces.norms[at - 1], pieces.facts[at - 1] = (
                whole,
                known.norms[whole],
                known.facts[whole],
            )
    return pieces.chosen(kept)


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
        self.pattern = _ELIDING if words.elision else _SPACED
        self.norms = _Norms()
        self.facts = _Facts(self.norms, words)


@cache
def known_words(words: Lexicon) -> KnownWords:
    return KnownWords(words)


def facts_in(word: str, words: Lexicon) -> int:
    """The facts of one word."""
    return known_words(words).facts[word]
