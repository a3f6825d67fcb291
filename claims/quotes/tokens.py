"""The words and signs of a sentence, with each quotation in it as one token."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Literal, NamedTuple

from claims.quotes.words import Lexicon
from sources.document import Span


class Token(NamedTuple):
    """One word, sign or quotation. `norm` is the word in lower case with straight apostrophes."""

    start: int
    end: int
    text: str
    norm: str
    kind: Literal["word", "sign", "quote"]
    capital: bool = False
    quote: int = -1


MOST_SHAPES = 1 << 16
"""Different words whose shape is kept."""
LONGEST_ASIDE = 9
"""Tokens between brackets that are left out, the brackets included."""

_FIGURE = r"\d+(?:[.,\u00a0\u202f]\d+)+|"
_SPACED = re.compile(_FIGURE + r"\w+(?:['’\u2010\u2011-]\w+)*(?:(?<=s)['’](?=\s\w))?|[^\w\s]")
_ELIDING = re.compile(_FIGURE + r"\w{1,7}['’](?=[\w«“‘\"]|\Z)|\w+(?:[\u2010\u2011-]\w+)*|[^\w\s]")
_EMPHASIS = frozenset("*_")
_made = tuple.__new__
"""A token without the call that NamedTuple puts before it: there is one for every word of a text."""


def tokenize(text: str, start: int, end: int, words: Lexicon) -> list[Token]:
    """The tokens of `text[start:end]`."""
    pattern = _ELIDING if words.elision else _SPACED
    tokens: list[Token] = []
    for found in pattern.finditer(text, start, end):
        piece = found.group()
        norm, kind, capital = _shape(piece)
        if piece == "." and tokens and _takes_stop(tokens[-1], found.start(), words):
            tokens.append(_word(text, tokens.pop().start, found.end()))
        elif piece not in _EMPHASIS:
            begin, stop = found.span()
            tokens.append(_made(Token, (begin, stop, piece, norm, kind, capital, -1)))
    return tokens


@lru_cache(maxsize=MOST_SHAPES)
def _shape(piece: str) -> tuple[str, Literal["word", "sign"], bool]:
    """The norm of a piece, its kind, and whether it begins with a capital."""
    if piece[0].isalnum() or piece[0] == "_":
        return piece.lower().replace("’", "'"), "word", piece[0].isupper()
    return piece, "sign", False


def is_figure(word: str) -> bool:
    """Whether a word is written in digits: 16, 1,85, 100.000. The 16-year-old and the G7 are none."""
    return word[:1].isdigit() and word[-1:].isdigit()


def _word(text: str, start: int, end: int) -> Token:
    piece = text[start:end]
    return Token(start, end, piece, piece.lower().replace("’", "'"), "word", piece[0].isupper())


def _takes_stop(last: Token, at: int, words: Lexicon) -> bool:
    """Whether a full stop belongs to the word before it: a title or an initial."""
    if last.kind != "word" or last.end != at:
        return False
    return (len(last.text) == 1 and last.capital) or f"{last.norm}." in words.titles


def tokens_of(text: str, frame: Span, quotes: Sequence[tuple[int, Span]], words: Lexicon) -> list[Token]:
    """The tokens of a frame whose quotations (number and outer span) stand as single tokens."""
    tokens = _frame(text, frame, quotes, words)
    return tokens if text.find("(", frame.start, frame.end) < 0 else _without_asides(tokens)


def _without_asides(tokens: list[Token]) -> list[Token]:
    """Without short brackets, which part a name from its verb: a party, an age. A credit behind marks stays."""
    kept: list[Token] = []
    at = 0
    while at < len(tokens):
        if tokens[at].text == "(" and kept and kept[-1].kind == "word":
            end = next((i for i in range(at, min(at + LONGEST_ASIDE, len(tokens))) if tokens[i].text == ")"), -1)
            if end > at and all(token.kind != "quote" for token in tokens[at:end]):
                at = end + 1
                continue
        kept.append(tokens[at])
        at += 1
    return kept


def _frame(text: str, frame: Span, quotes: Sequence[tuple[int, Span]], words: Lexicon) -> list[Token]:
    if not quotes:
        return tokenize(text, frame.start, frame.end, words)
    tokens: list[Token] = []
    at = frame.start
    for number, outer in quotes:
        tokens += tokenize(text, at, max(at, outer.start), words)
        tokens.append(Token(outer.start, outer.end, "", "", "quote", quote=number))
        at = outer.end
    tokens += tokenize(text, at, max(at, frame.end), words)
    return tokens
