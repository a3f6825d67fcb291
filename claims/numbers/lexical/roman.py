"""Roman ordinals before a noun that is known to be counted so: `XXII edición`, `XIVe Biennale`, `LXXVI edizione`."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from claims.numbers.lexical.phrases import Phrases, alternation

ROMAN: Final = "cxlvi"
"""The small letters of such an ordinal."""
_SUFFIX: Final = r"(?:\.?[ºª]|èmes?|ème|es?)?"
_SUFFIX_AT: Final = re.compile(_SUFFIX)
_ROMAN: Final = re.compile(r"(C{0,3})(XC|XL|L?X{0,3})(IX|IV|V?I{0,3})(?![A-Z])")
_TENS: Final = {"XC": 90, "XL": 40}
_UNITS: Final = {"IX": 9, "IV": 4}
_LETTERS: Final = {"C": 100, "L": 50, "X": 10, "V": 5, "I": 1}


def roman_pattern(nouns: Iterable[str]) -> str:
    """A pattern for what goes on after the first letter of such an ordinal, in small letters: the noun must follow."""
    return rf"(?<![\w&.-].)(?=[{ROMAN}]{{0,8}}{_SUFFIX} {alternation(nouns)}(?![^\W\d_]))"


def read_roman(flat: str, low: str, at: int, nouns: Phrases[None]) -> tuple[int, int] | None:
    """The end, suffix included, and the worth of the Roman ordinal that begins at `at`; None where none does.

    `flat` is the text with even typography, `low` the same in small letters.
    """
    found = _ROMAN.match(flat, at) if nouns.entries else None
    if found is None or found[0] in ("", "L", "C"):  # `Le salon`, `Ce congrès`
        return None
    suffix = _SUFFIX_AT.match(low, found.end())
    end = found.end() if suffix is None else suffix.end()
    if low[end : end + 1] != " " or nouns.at(low, end + 1) is None:
        return None
    return end, 100 * len(found[1]) + _part(found[2], _TENS) + _part(found[3], _UNITS)


def _part(letters: str, less: dict[str, int]) -> int:
    return less[letters] if letters in less else sum(_LETTERS[letter] for letter in letters)
