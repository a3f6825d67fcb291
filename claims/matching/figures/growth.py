"""So many times that are added: in Chinese what grows by two times (增长两倍) is three times what it was.

What is two times that (是去年的两倍), or grows to it (增至两倍), is twice as much.
"""

from __future__ import annotations

from dataclasses import replace
from functools import cache

from claims.language import Words, read_words
from claims.matching.texts.sentenced import Sentenced
from claims.matching.texts.tables import cell, column, head, is_listed, is_row
from claims.model import Quantity, UnitKind

_REACH = 8
"""Characters before a multiple in which it may be said that something grows by it: 增长了近两倍."""
_TIMES = "倍"
_ONCE = frozenset({"一", "1", "一倍", "1倍"})
"""What makes it twice as much already: 增长一倍."""
_BREAKS = frozenset("，。；：、的")
"""What parts a verb from a multiple that is not its own."""


class GrowthWords(Words):
    """`by`: what leads to so many times that are added; `to`: to those that are the whole."""

    by: tuple[str, ...]
    to: tuple[str, ...]


def as_whole(one: Quantity, digest: Sentenced) -> Quantity:
    """So many times that are added as so many times the whole; any other figure as it is."""
    added = one.unit_kind is UnitKind.MULTIPLE and _TIMES in one.text and digest.language == "zh"
    before = digest.text[max(0, one.core.start - _REACH) : one.core.start]
    if not added or not (_grows_by(before) or _heads(one, digest)):
        return one
    if one.core.of(digest.text) in _ONCE:
        return one  # it is read as twice
    return replace(one, value=one.value + 1, max=None if one.max is None else one.max + 1)


def _grows_by(before: str) -> bool:
    """Whether what leads to a multiple ends with a word for growing by it, but for a hedge."""
    words = _growth_words()
    by = max((before.rfind(word) + len(word) for word in words.by if word in before), default=0)
    to = any(word in before[max(0, by - 2) :] for word in words.to)
    return by > 0 and not to and _BREAKS.isdisjoint(before[by:])


def _heads(one: Quantity, digest: Sentenced) -> bool:
    """Whether a multiple stands in a column of growth."""
    row = digest.sentence_at(one.core.start)
    if row is None or not is_row(digest, row) or is_listed(digest, row):
        return False
    label = cell(digest, head(digest, row), column(digest, row, one.core.start)).of(digest.text)
    return any(word in label for word in _growth_words().by)


@cache
def _growth_words() -> GrowthWords:
    return read_words("und", "growth", GrowthWords)
