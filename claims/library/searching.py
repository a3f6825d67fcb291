"""A library searched by a person: for a figure by its value and unit, a quote by its words, the quotes of somebody."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from claims.grouping import grouped
from claims.identify import identify_language
from claims.language import languages
from claims.library.indexing import amounts_of, words
from claims.library.library import Library
from claims.library.model import Found, Probe, Range
from claims.library.sortable import sortable, value_of
from claims.matching.texts.locate import place
from claims.model import Qualifier, Quantity
from claims.numbers import find_quantities

_FOUND = 0.5
"""The score below which a place is none of the quote."""
_WIDER = 4
"""How many more pages are looked at than places are wanted: what shares most words need not be most alike."""
_NEARLY = 0.6
"""The share of what the best page has of the words that those further ones must have."""
_OF_SPEAKER = 2_000
"""Quotes of one speaker in which words are looked for."""
_ABOUT = Decimal("0.1")
"""By how much a figure may differ from one that is given as "about"."""
_END = Decimal("1e60")
_TINY = Decimal("1e-60")
"""What no figure exceeds, and what stands for nothing, which has no digits to be looked up by."""
_UP = frozenset({Qualifier.OVER, Qualifier.AT_LEAST})
_DOWN = frozenset({Qualifier.ALMOST, Qualifier.AT_MOST})


@dataclass(frozen=True, slots=True)
class Question:
    """What is searched for: a figure, with the ranges that it stands for, or words; by whomever or by a speaker."""

    text: str
    ranges: tuple[Range, ...] = ()
    speaker: str = ""

    @property
    def can_be_asked(self) -> bool:
        """Whether there is anything in it that a page could have."""
        return bool(self.ranges or words(self.text) or words(self.speaker))

    @property
    def in_words(self) -> str:
        """How the question was taken."""
        if self.ranges:
            return " or ".join(map(_told, self.ranges))
        by = f"said by {self.speaker}" if self.speaker else ""
        return " ".join(filter(None, (f"the words {self.text!r}" if self.text else "", by)))


def understood(text: str, speaker: str = "", language: str = "") -> Question:
    """A question as it was typed: a figure where a figure is all of it, in the language given or else in any.

    A language that knows the unit goes before one to which it is the name of something counted.
    """
    text = " ".join(text.split())
    tried = (language,) if language else dict.fromkeys((identify_language(text), "en", *languages()))
    read = [figure for code in filter(None, tried) for figure in _as_figure(text, code)] if not speaker else []
    known = (ranges for ranges in read if all(each.dimension for each in ranges))
    return Question(text, next(known, read[0] if read else ()), speaker)


def _as_figure(text: str, language: str) -> Iterator[tuple[Range, ...]]:
    """The ranges of the figure that a text is, if it is one in that language and nothing else."""
    figures = find_quantities(text, language)
    if len(figures) == 1 and len(figures[0].span) == len(text):
        yield tuple(_ranges(figures[0], language))


def search(library: Library, question: Question, most: int) -> tuple[Found, ...]:
    """At most `most` places of a library that answer a question, the best first."""
    if question.ranges:
        return library.figures(question.ranges, most)
    if question.speaker:
        return _said(library, question, most)
    probe = Probe(tuple((word,) for word in dict.fromkeys(words(question.text))))
    (found,) = library.nearest((probe,), _WIDER * most)
    likely = [one for number, one in enumerate(found) if number < most or one.score >= _NEARLY * found[0].score]
    return tuple(_best((located for one in likely for located in _located(question.text, one)), most))


def _said(library: Library, question: Question, most: int) -> tuple[Found, ...]:
    quotes = library.said_by(words(question.speaker), _OF_SPEAKER if question.text else most)
    if not question.text:
        return quotes
    return tuple(_best((quote for quote in quotes for _ in _located(question.text, quote)), most))


def _located(text: str, found: Found) -> Iterator[Found]:
    """The place of a text in what was found, if it is there."""
    placed = place(text, found.text)
    if placed is not None and placed.score >= _FOUND:
        span = placed.span
        yield replace(found, score=placed.score, span=span.shifted(found.span.start), text=span.of(found.text))


def _best(found: Iterator[Found], most: int) -> list[Found]:
    return sorted(found, key=lambda one: (-one.score, one.page, one.span.start))[:most]


def _ranges(quantity: Quantity, language: str) -> Iterator[Range]:
    """Between what the values lie that a figure stands for, by its digits and by what it says of them."""
    low, high = (end or _TINY for end in _ends(quantity))
    both = replace(quantity, value=low, max=high)
    for dimension, values in amounts_of(both, language).items():
        yield Range(dimension, sortable(min(values)), sortable(max(values)))


def _ends(quantity: Quantity) -> tuple[Decimal, Decimal]:
    value = quantity.value
    if quantity.max is not None:
        return value, quantity.max
    if quantity.qualifier in _UP:
        return value, _END
    if quantity.qualifier in _DOWN:
        return -_END, value
    half = quantity.step / 2
    if quantity.qualifier is Qualifier.ABOUT:
        half = max(half, abs(value) * _ABOUT)
    return value - half, value + half


def _told(one: Range) -> str:
    low, high = value_of(one.low), value_of(one.high)
    if high >= _END:
        span = f"{_plain(low)} and more"
    else:
        span = f"up to {_plain(high)}" if low <= -_END else f"{_plain(low)} to {_plain(high)}"
    return f"{span} {one.dimension}".rstrip()


def _plain(value: Decimal) -> str:
    return grouped(value) if abs(value) > _TINY else "0"
