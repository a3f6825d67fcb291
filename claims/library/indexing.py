"""What a page gives to a library: its passages with the tokens they are found by, its figures, and its quotes.

The finders are those that read articles and sources everywhere, and so are the cutting and the folding of the words.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import TypeVar

from claims.extract import language_of
from claims.library.model import Amount, Indexed, Passage, Said, Tokens
from claims.library.sortable import sortable
from claims.matching.figures.measured import between, measured_as
from claims.matching.texts.digest import Digest
from claims.matching.texts.passages import border, words_of
from claims.matching.words.folding import fold
from claims.matching.words.lexicon import structure
from claims.matching.words.terms import Term
from claims.model import Quantity, Source
from sources.document import Document, Span
from sources.snapshots import Snapshot

T = TypeVar("T")

MEANING = "@"
"""Begins a token that is a meaning of the lexicon; other keys have a mark of their own, and plain words none."""
LANGUAGE = ":"
"""Begins the token that says in which language a passage is."""
_NO_LETTER = re.compile(r"[\x00-/:-@\[-`{-\x7f]")
"""What the index would cut a token at."""


def indexed(snapshot: Snapshot, document: Document) -> Indexed:
    """A page that was read, as a library keeps it. Never raises on any text."""
    language = language_of(document)
    digest = Digest.of_source(Source(snapshot.url, language, document))
    borders = tuple(_borders(document.text))
    starts = [span.start for span in borders]
    amounts: dict[int, list[Amount]] = {}
    for place, amount in _amounts(digest):
        amounts.setdefault(bisect_right(starts, place) - 1, []).append(amount)
    said: dict[int, list[Said]] = {}
    for quote in digest.quotes:
        speaker = quote.speaker.name if quote.speaker else ""
        said.setdefault(bisect_right(starts, quote.span.start) - 1, []).append(Said(quote.span, speaker, quote.mode))
    passages = tuple(
        Passage(
            span,
            text := span.of(document.text),
            (language_token(digest.language), *_tokens(text, digest.terms_in(span))),
            _all(amounts, at),
            _all(said, at),
        )
        for at, span in enumerate(borders)
    )
    return Indexed(snapshot, language, document.title, passages)


def _tokens(text: str, terms: Sequence[Term]) -> Tokens:
    return tuple(sorted({*words(text), *(token for term in terms for token in keys(term))}))


def _all(placed: Mapping[int, list[T]], number: int) -> tuple[T, ...]:
    return tuple(dict.fromkeys(placed.get(number, ())))


def language_token(language: str) -> str:
    """What every passage in a language is found by."""
    return LANGUAGE + language


def words(text: str) -> Tokens:
    """The words of a text as tokens, in order."""
    plain = text.encode("utf-8", "replace").decode("utf-8")
    return tuple(words_of(fold(plain).text).split())


def keys(term: Term) -> Tokens:
    """What a word may be found by in another language (names, cognates, meanings, years), as tokens."""
    return tuple(sorted(_token(key) for key in term.keys if key not in structure()))


def _token(key: str) -> str:
    return MEANING + _NO_LETTER.sub("_", key) if key[0].isalpha() else key


def amounts_of(quantity: Quantity, language: str) -> dict[str, list[Decimal]]:
    """The values that a figure is looked up by, by what they measure: where that is known, by that alone."""
    found = measured_as(quantity, language)
    return {dimension: values for dimension, values in found.items() if dimension or len(found) == 1}


def _borders(text: str) -> Iterator[Span]:
    start = 0
    while start < len(text):
        end = border(text, start)
        yield Span(start, end)
        start = end


def _amounts(digest: Digest) -> Iterator[tuple[int, Amount]]:
    for quantity in digest.quantities:
        for dimension, values in amounts_of(quantity, digest.language).items():
            for key in dict.fromkeys(sortable(value) for value in between(values)):
                yield quantity.core.start, Amount(quantity.span, dimension, key)
