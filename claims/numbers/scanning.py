"""One look over a text for all that begins at a word: figures, and what is none by the words around it.

Where spaces part the words, one pattern stops at those whose first letters allow anything, and only there is each of
the language's patterns tried. What each of them finds is what it would find by itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import Final, NamedTuple

from claims.collecting import collecting_later
from claims.numbers.lexical.initials import any_of, by_initial
from claims.numbers.lexical.openings import DIGITS, NONE_BEFORE, UNUSUAL
from claims.numbers.lexical.phrases import HAN, WORD_STARTS, all_merged, alternation
from claims.numbers.lexical.view import View
from claims.numbers.lexical.words import Lexicon, load_lexicon
from claims.numbers.lookalikes import date_patterns, has_capital
from claims.spans import Spans

_DIGITS: Final = re.compile(DIGITS)
_ADDRESS: Final = re.compile(
    r"https?://\S{1,2000}|www\.\S{1,2000}|(?<![\w.+-])[\w.+-]{1,64}@[\w.-]{1,255}|isbn[ :]{0,2}[\dx][\dx -]{8,16}"
)


class _Scan(NamedTuple):
    """A language's patterns: one for the places where others are tried, those, and those looked for everywhere.

    Where `parted`, the first stops before the places, at words, and has a group where only a figure may begin.
    """

    places: re.Pattern[str]
    parted: bool
    tried: tuple[re.Pattern[str], ...]
    anywhere: tuple[re.Pattern[str], ...]


def look_over(view: View) -> tuple[list[int], Spans]:
    """Where a figure may begin, in order, and where digits and number words stand that are none by the words around
    them: dates, idioms, addresses.
    """
    scan, low = _scan(view.words.code), view.low
    begins, places = (_at_words if scan.parted else _at_letters)(view, scan.places)
    masked = [found.span() for pattern in scan.tried for found in _matches(view, pattern, places)]
    for pattern in scan.anywhere:
        masked += [found.span() for found in pattern.finditer(low) if has_capital(view, found)]
    if "@" in low or "www." in low or "://" in low or "isbn" in low:
        masked += [found.span() for found in _ADDRESS.finditer(low)]
    return begins, Spans(masked)


def _at_words(view: View, words: re.Pattern[str]) -> tuple[list[int], list[int]]:
    """Where figures may begin, and the places where the patterns that begin at a word are to be tried."""
    low, candidates = view.low, view.words.candidates
    figures, places = [found.span() for found in _DIGITS.finditer(low)], []
    for found in words.finditer("\n" + low):
        at = found.end() - 1
        if found.lastindex is not None:
            figures.append((at, found.end(found.lastindex) - 1))
            continue
        places.append(at)
        if (figure := candidates.match(low, at)) is not None:
            figures.append(figure.span())
    begins, end = [], 0
    for start, after in sorted(figures):
        if start >= end:
            begins.append(start)
            end = after
    return begins, places


def _at_letters(view: View, letters: re.Pattern[str]) -> tuple[list[int], list[int]]:
    """The same where no spaces part the words: the places are those of the letters with which a pattern may begin."""
    figures = [found.start() for found in view.words.candidates.finditer(view.low)]
    return figures, [found.start() for found in letters.finditer(view.low)]


def _matches(view: View, pattern: re.Pattern[str], places: list[int]) -> Iterator[re.Match[str]]:
    """What a search for the pattern would find that can only begin at the places."""
    end = 0
    for at in places:
        if at >= end and (found := pattern.match(view.low, at)) is not None:
            end = found.end()
            if has_capital(view, found):
                yield found


@cache
def _scan(language: str) -> _Scan:
    lexicon = load_lexicon(language)
    patterns = around_patterns(lexicon)
    groups = all_merged(patterns)
    if any(letter >= HAN for letter in lexicon.openings):
        return _Scan(_letter_pattern(by_initial(patterns)), False, groups, ())
    at_words = by_initial(pattern for pattern in patterns if pattern.startswith(WORD_STARTS))
    tried = tuple(group for group in groups if group.pattern.startswith(WORD_STARTS))
    rest = tuple(group for group in groups if group not in tried)
    with collecting_later():
        return _Scan(_word_pattern(lexicon.openings, at_words), True, tried, rest)


def _word_pattern(openings: Mapping[str, str], lookalikes: Mapping[str, Sequence[str]]) -> re.Pattern[str]:
    """A pattern for the character before a word that may begin a figure, with it in a group, or something else."""
    ways = [f"{letter}{any_of(rests)}" for letter, rests in lookalikes.items() if letter not in openings]
    for letter, rest in openings.items():
        either = (*lookalikes.get(letter, ()), f"({rest})")
        ways.append(f"{re.escape(letter)}{any_of(either)}")
    return re.compile(rf"{UNUSUAL}(?={'|'.join(ways) or '(?!)'}){NONE_BEFORE}")  # letters with marks are rare: last


def _letter_pattern(lookalikes: Mapping[str, Sequence[str]]) -> re.Pattern[str]:
    """A pattern for a letter that something may begin with that is no figure, what follows it allowing that.

    The letters come first, as one class: a text is looked through for them at once.
    """
    ways = "|".join(f"{letter}(?={any_of(rests)})" for letter, rests in lookalikes.items())
    return re.compile(rf"(?:{'|'.join(lookalikes)})(?<=(?={ways}).)" if ways else "(?!)")


def around_patterns(lexicon: Lexicon) -> list[str]:
    """The patterns for what is no figure by the words around it: dates that begin with the month, idioms."""
    idioms = [idiom for idiom in lexicon.list("idioms").entries if idiom]
    around = [*date_patterns(lexicon)[1], *lexicon.words.around_pattern]
    if not idioms:
        return around
    unparted = lexicon.words.noun_order == "han"
    return [*around, alternation(idioms) if unparted else rf"\b{alternation(idioms)}(?!\w)"]
