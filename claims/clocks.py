"""Times of day as they are written: 18.20 Uhr, 10:31, 9h05."""

from __future__ import annotations

import re
from functools import cache

from claims.language import Words, read_words


class ClockWords(Words):
    """`behind`: what stands behind a time of day in any language."""

    behind: tuple[str, ...]


def behind() -> str:
    """A pattern for one of the words behind a time of day."""
    return "|".join(map(re.escape, read_words("und", "clocks", ClockWords).behind))


@cache
def at_head() -> re.Pattern[str]:
    """A time of day before a sentence, as the entries of a live report begin."""
    return re.compile(rf"{_time()}\s{{0,3}}[:|–—-]?\s{{1,3}}(?=[^\W\d_a-zß-öø-ÿ]|[\"“«„‘¡¿])")


@cache
def heads_line() -> re.Pattern[str]:
    """The same as the end of what stands before a word, from the beginning of a line on."""
    return re.compile(rf"(?:\A|\n){_time()}\s*[:|–—-]?\Z")


def _time() -> str:
    return rf"(?:[01]?\d|2[0-3])[.:h][0-5]\d(?: ?(?:{behind()}|h)\b)?"
