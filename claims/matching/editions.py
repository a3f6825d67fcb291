"""The figure of an earlier year in a table whose last year an article tells of."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from claims.matching.context import Figure
from claims.matching.digest import Digest
from claims.matching.moments import moments
from claims.matching.owners import YEAR, keys_of
from claims.matching.rows import clause_of
from claims.matching.sentenced import Sentence
from claims.matching.tables import cell, column, column_heads, head, is_row

_OLDER = frozenset({"before", "ancient", "past", "compare", "against", "still", "until"})
"""Meanings by which a text says itself that a figure is older, or may be."""
_BEFORE = frozenset({"before", "past"})
"""Meanings by which the head of a column says that it is of the time before: 上届, the year before."""
_TWO = 2
_LEAST = 2
"""Figures that an article must have of a table's last year to be of that year."""

_Column = tuple[int, int, int]
"""A text, the number of its table's head, and a column."""


class Editions:
    """Which year of each table an article tells of, as most of its other figures show."""

    def __init__(self, matches: Sequence[tuple[Figure, Sequence[Figure]]]) -> None:
        """`matches` has each claimed figure with those of the sources that it equals."""
        self._claims: Counter[_Column] = Counter()
        for _, equal in matches:
            columns = {place for one in equal if (place := _place(one)) is not None}
            self._claims.update(columns if len(columns) == 1 else ())

    def of_last_year(self, ours: Figure, theirs: Figure, other: Figure) -> bool:
        """Whether `other`, of the same row as `theirs`, is of the last year of a table that the article tells of.

        Not where the clause of the claim names a time of its own, or says that its figure is older.
        """
        place, last = _place(theirs), _place(other)
        if place is None or last is None or not _ascend(theirs, other):
            return False
        told, earlier = self._claims[last], self._claims[place] - 1
        if told < _LEAST or told <= 2 * max(0, earlier):
            return False
        span = clause_of(ours)
        said = keys_of(ours.digest.terms_in(span))
        timed = any(one.kind == "year" for one in moments(ours.digest, span))
        return not timed and not said & _OLDER and not any(key.startswith("#") and YEAR.match(key[1:]) for key in said)


def _place(figure: Figure) -> _Column | None:
    """The column of a figure, where the heads of its table say of when each is."""
    row = figure.digest.sentence_at(figure.quantity.core.start)
    if row is None or not is_row(figure.digest, row):
        return None
    first, number = head(figure.digest, row), column(figure.digest, row, figure.quantity.core.start)
    told = number and first is not row and _times(figure.digest, first)
    return (id(figure.digest), first.number, number) if told else None


def _ascend(one: Figure, other: Figure) -> bool:
    """Whether two figures are of one row, the second of the last of the times that the heads name."""
    row = one.digest.sentence_at(one.quantity.core.start)
    if one.digest is not other.digest or row is None or not row.span.contains(other.quantity.core):
        return False
    times = _times(one.digest, head(one.digest, row))
    before, after = (times[column(one.digest, row, each.quantity.core.start) - 1] for each in (one, other))
    return before < after == max(times)


def _times(digest: Digest, first: Sentence) -> list[int]:
    """When each column of a table is of, by its head: a year each, or the one before and this one; empty elsewhere."""
    years = [_year_in(words) for words in column_heads(digest, first)]
    dated = sum(map(bool, years))
    if all(years[:dated]) and (dated == len(years) or dated >= _TWO):
        return years  # behind the years there may be a column of changes
    if len(years) != _TWO or any(years):
        return []
    olds = [bool(keys_of(digest.terms_in(cell(digest, first, number))) & _BEFORE) for number in (1, _TWO)]
    return [not old for old in olds] if any(olds) else []


def _year_in(words: str) -> int:
    """The only year that the head of a column names, or 0."""
    found = {match[0] for match in re.finditer(rf"(?<!\d)(?:{YEAR.pattern})(?!\d)", words)}
    return int(found.pop()) if len(found) == 1 else 0
