"""The words and signs of a sentence, with each quotation in it as one token."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
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


LONGEST_ASIDE = 9
"""Tokens between brackets that are left out, the brackets included."""

_SPACED = re.compile(r"\w+(?:['’\u2010\u2011-]\w+)*|[^\w\s]")
_ELIDING = re.compile(r"\w{1,7}['’](?=[\w«“‘\"]|\Z)|\w+(?:[\u2010\u2011-]\w+)*|[^\w\s]")
_EMPHASIS = frozenset("*_")
_made = tuple.__new__
"""A token without the call that NamedTuple puts before it: there is one for every word of a text."""


def tokenize(text: str, start: int, end: int, words: Lexicon) -> list[Token]:
    """The tokens of `text[start:end]`."""
    pattern = _ELIDING if words.elision else _SPACED
    tokens: list[Token] = []
    for found in pattern.finditer(text, start, end):
        piece = found.group()
        first = piece[0]
        if first.isalnum():
            begin, stop = found.span()
            low = piece.lower()
            if "’" in low:
                low = low.replace("’", "'")
            tokens.append(_made(Token, (begin, stop, piece, low, "word", first.isupper(), -1)))
        elif piece in _EMPHASIS:
            continue
        elif piece == "." and tokens and _takes_stop(tokens[-1], found.start(), words):
            tokens.append(_word(text, tokens.pop().start, found.end()))
        elif first == "_":
            tokens.append(_word(text, found.start(), found.end()))
        else:
            begin, stop = found.span()
            tokens.append(_made(Token, (begin, stop, piece, piece, "sign", False, -1)))
    return tokens


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
    return _without_asides(list(_frame(text, frame, quotes, words)))


def _without_asides(tokens: list[Token]) -> list[Token]:
    """Without short brackets, which part a name from its verb: a party, an age. A credit behind marks stays."""
    if all(token.text != "(" for token in tokens):
        return tokens
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


def _frame(text: str, frame: Span, quotes: Sequence[tuple[int, Span]], words: Lexicon) -> Iterator[Token]:
    at = frame.start
    for number, outer in quotes:
        yield from tokenize(text, at, max(at, outer.start), words)
        yield Token(outer.start, outer.end, "", "", "quote", quote=number)
        at = outer.end
    yield from tokenize(text, at, max(at, frame.end), words)
