"""Where a figure may begin: one pattern a language, so that a text is looked over once for all of them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from claims.numbers.lexical.initials import any_of
from claims.numbers.lexical.phrases import HAN, alternation, is_letter

PARTS: Final = "½⅓⅔¼¾⅕⅖⅗⅘⅙⅚⅛⅜⅝⅞"
ENOUGH: Final = 4
"""Letters of a word after an article that are looked at: what begins so is read, and the pattern stays small."""
NOUN: Final = r"[^\W\d_][^\W\d_'-]{0,30}"
"""A word, between an article and what makes a ratio of it: un patient sur sept, un car de ligne sur sept."""
_OFTEN: Final = "a-zß-öø-ÿ"
"""Letters that most of a text is made of: a search runs over them by one look into a small table."""
DIGITS: Final = rf"[^{_OFTEN} \n.,](?:(?<=\d)\d*|(?<=[{PARTS}]))"
"""A run of digits, or one part; the first of them comes first, so that a search runs from one to the next."""
_DIGITS_ON: Final = r"(?<=\d)\d*"
LETTER: Final = r"[^\W\d_]"
UNUSUAL: Final = rf"[^{_OFTEN}]"
NONE_BEFORE: Final = r"(?<=[\W\d_])"
NO_LETTER: Final = UNUSUAL + NONE_BEFORE
PARTED: Final = rf"(?<!{LETTER}.)"
"""Right after the first letter of a word: no letter stands before it."""


def openings(
    words: Iterable[str],
    articles: Iterable[str],
    after_article: Iterable[str],
    ratios: Iterable[str],
    compound: bool,
    others: Mapping[str, str] | None = None,
) -> dict[str, str]:
    """By its first letter, what goes on with a word that a figure may begin with.

    An article ("a", "un", "ein") begins one only before `after_article`, before a noun and one of `ratios`, or alone;
    most articles of a text are passed over that way. `compound` says that number words are written together. `others`
    are patterns of what goes on after any of the letters under which they stand.
    """
    end = "" if compound else f"(?!{LETTER})"
    words, articles, found = set(words), set(articles), dict[str, list[str]]()
    for letter, tails in _tails(words - articles).items():
        found[letter] = [alternation(tails) + end if letter < HAN else _ahead(tails)]
    following = _following(after_article, ratios, words | articles, compound) if articles else ""
    for letter, tails in _tails(articles).items():
        found.setdefault(letter, []).append(f"{alternation(tails)}{end}{following}")
    for letters, other in (others or {}).items():
        for letter in letters:
            found.setdefault(letter, []).append(other)
    return {letter: any_of(ways) for letter, ways in found.items()}


def opening_pattern(openings: Mapping[str, str]) -> re.Pattern[str]:
    """A pattern that matches where a figure may begin: at a digit, or at a word that begins one."""
    first = re.escape("".join(sorted(openings)))
    if first[-1:] >= HAN:
        return re.compile(rf"[\d{PARTS}{first}](?:{'|'.join((_DIGITS_ON, *_read_on(openings)))})")
    starts = (f"{re.escape(letter)}{'' if letter >= HAN else PARTED}{rest}" for letter, rest in openings.items())
    return re.compile(rf"(?=[\d{PARTS}{first}])(?:{'|'.join((DIGITS, *starts))})")


def _read_on(openings: Mapping[str, str]) -> Iterator[str]:
    """Patterns for what goes on behind a first letter where no spaces part the words, the letter having been read.

    It is read first, so that a search runs from one such letter to the next.
    """
    yield rf"(?<=[{PARTS}{re.escape(''.join(letter for letter, rest in openings.items() if not rest))}])"
    for letter, rest in openings.items():
        if rest:
            yield f"(?<={re.escape(letter)}){'' if letter >= HAN else PARTED}{rest}"


def _ahead(tails: set[str]) -> str:
    """A pattern for a place before one of the tails; an empty one where any place will do."""
    return "" if "" in tails else f"(?={alternation(tails)})"


def _tails(words: Iterable[str]) -> dict[str, set[str]]:
    """Words without their first letter, by that letter."""
    found: dict[str, set[str]] = {}
    for word in sorted(words):
        found.setdefault(word[0], set()).add(word[1:])
    return found


def _following(after_article: Iterable[str], ratios: Iterable[str], words: Iterable[str], compound: bool) -> str:
    """What makes a figure of an article before it.

    A short word does where it stands alone: a m, and not a man; a ratio where a figure goes on: a man in ten.
    """
    heads, short = set[str](), set[str]()
    for word in after_article:
        (short if len(word) < ENOUGH and is_letter(word[-1]) else heads).add(word[:ENOUGH])
    ways = [rf"(?=[ -]?{alternation(heads)})", rf"(?=[ -]{alternation(short)}(?!{LETTER}))", r"(?=\W{0,3}\Z)"]
    if compound:
        ways.append(f"(?={alternation(short)})")
    if ratios := sorted(ratios):
        second = alternation({word[:ENOUGH] for word in words})
        ways.append(rf"(?= {NOUN}(?: d[aeio]l? ?{NOUN})? {alternation(ratios)} ?+(?:{NO_LETTER}|{second}))")
    return any_of(ways)
