"""The words and signs of a sentence, with each quotation in it as one token."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal, NamedTuple

from claims.quotes.facts import facts_of
from claims.quotes.words import Lexicon, Shape
from sources.document import Span


class Token(NamedTuple):
    """One word, sign or quotation. `norm` is the word in lower case with straight apostrophes, `facts` bits of it."""

    start: int
    end: int
    text: str
    norm: str
    kind: Literal["word", "sign", "quote"]
    capital: bool = False
    quote: int = -1
    facts: int = 0


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
    known = words.shapes.get
    for found in pattern.finditer(text, start, end):
        shape = known(found.group())
        if shape is None:
            shape = _shape(found.group(), words)
        if shape[0] == "." and tokens and _takes_stop(tokens[-1], found.start(), words):
            begin = tokens.pop().start
            tokens.append(_made(Token, (begin, found.end(), *_shape(text[begin : found.end()], words))))
        elif shape[0] not in _EMPHASIS:
            tokens.append(_made(Token, found.span() + shape))
    return tokens


def _shape(piece: str, words: Lexicon) -> Shape:
    """What a token is but for its place: its text, norm and kind, whether it has a capital, no quotation, its facts."""
    known = words.shapes.get(piece)
    if known is not None:
        return known
    if len(words.shapes) >= MOST_SHAPES:
        words.shapes.clear()
    word = piece[0].isalnum() or piece[0] == "_"
    norm = piece.lower().replace("’", "'") if word else piece
    facts = facts_of(piece, norm, words)
    shape: Shape = (piece, norm, "word" if word else "sign", word and piece[0].isupper(), -1, facts)
    words.shapes[piece] = shape
    return shape


def facts_in(word: str, words: Lexicon) -> int:
    """The facts of one word."""
    return _shape(word, words)[-1]


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
