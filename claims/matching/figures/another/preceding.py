"""A figure that is told as that of the time before: 931 euros, against 702 the winter before.

Where a table has the one in its row of this winter, the other stands in the row above it in time, of the same column;
the figure of two winters ago agrees by its value alone. The same for columns.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from claims.matching.figures.another.moments import is_step_before
from claims.matching.figures.another.rows import clause_of
from claims.matching.figures.context import Figure
from claims.matching.figures.owners import YEAR
from claims.matching.texts.digest import Digest
from claims.matching.texts.sentenced import Sentence
from claims.matching.texts.tables import cell, column, column_heads, head, is_row


class Preceding:
    """Which figures of tables precede which others that an article gives."""

    def __init__(self, matches: Sequence[tuple[Figure, Sequence[Figure]]]) -> None:
        """`matches` has each claimed figure with those of the sources that it equals."""
        self._equal = {ours.quantity.core: equal for ours, equal in matches}

    def should_be(self, ours: Figure, theirs: Figure, other: Figure) -> bool:
        """Whether a claim is told as of the time before that of another of its sentence, and `other` is of it."""
        if not is_step_before(ours.digest, clause_of(ours)):
            return False
        beside = [one for equal in self._beside(ours) for one in equal if one.digest is theirs.digest]
        steps = {_step(theirs, one) for one in beside if _step(other, one) == 1}
        return bool(steps) and 0 not in steps and 1 not in steps

    def _beside(self, ours: Figure) -> Iterator[Sequence[Figure]]:
        """What the other figures of a claim's sentence equal."""
        sentence = ours.digest.sentence_at(ours.quantity.core.start)
        for one in ours.digest.quantities_in(sentence.span) if sentence is not None else ():
            if one.core != ours.quantity.core:
                yield self._equal.get(one.core, ())


def _step(one: Figure, other: Figure) -> int:
    """How many times of its column, or its row, a figure of a table lies before another; 0 where that is not told."""
    digest = one.digest
    row, beside = (digest.sentence_at(each.quantity.core.start) for each in (one, other))
    if row is None or beside is None or not (is_row(digest, row) and is_row(digest, beside)):
        return 0
    first = head(digest, row)
    number, others = (column(digest, at, each.quantity.core.start) for at, each in ((row, one), (beside, other)))
    if first is not head(digest, beside) or not number or not others:
        return 0
    if row is not beside and number == others:
        times = {at.number: _time(cell(digest, at, 0).of(digest.text)) for at in _rows(digest, first)}
        return _apart(times.values(), times[row.number], times[beside.number])
    if row is beside and first is not row:
        heads = [0, *map(_time, column_heads(digest, first))]
        return _apart(heads, heads[number], heads[others]) if max(number, others) < len(heads) else 0
    return 0


def _apart(times: Iterable[int], one: int, other: int) -> int:
    """How many places a time is before another, among those of a table; 0 where one of the two is not told."""
    latest = sorted({time for time in times if time}, reverse=True)
    return latest.index(one) - latest.index(other) if one and other else 0


def _rows(digest: Digest, first: Sentence) -> Iterator[Sentence]:
    """The rows of a table, its head among them."""
    for number in range(first.number, len(digest.sentences)):
        if digest.heads[number] != first.number:
            return
        yield digest.sentences[number]


def _time(label: str) -> int:
    """The year of a row or a column, or that in which its season begins; 0 where it has none."""
    year = YEAR.search(label)
    return int(year[0]) if year is not None else 0
