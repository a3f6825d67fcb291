"""Which figures of a text may be summed: those of one sentence, of one column, and all shares of a sentence."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations, product

from claims.matching.figures.context import Figure
from claims.matching.texts.tables import column, head, is_listed, is_row
from claims.model import Qualifier

PLAIN = frozenset({Qualifier.EXACT, Qualifier.ABOUT})
"""Hedges that leave a figure plain enough to be summed."""
_MOST = 8
"""Figures of one sentence, or of one column, that are looked at."""
_NEXT = 3
"""Figures at the end of a sentence, and at the head of the next, that are looked at together."""


class Groups:
    """What may be summed of the figures of all sources."""

    def __init__(self, figures: Sequence[Figure]) -> None:
        self._groups = _grouped(figures)
        self._of: dict[int, list[int]] = {}
        for number, group in enumerate(self._groups):
            for one in group:
                self._of.setdefault(id(one), []).append(number)

    def of(self, figures: Sequence[Figure]) -> list[tuple[Figure, ...]]:
        """The groups that any of some figures is in, in order."""
        return [self._groups[number] for number in sorted({n for one in figures for n in self._of.get(id(one), ())})]


def _grouped(figures: Sequence[Figure]) -> list[tuple[Figure, ...]]:
    """What may be summed: any two plain figures of a sentence or of a column, and all shares of a sentence."""
    places: dict[tuple[str, int, int], list[Figure]] = {}
    for figure in figures:
        digest = figure.digest
        sentence = digest.sentence_at(figure.quantity.core.start)
        if sentence is None or figure.quantity.max is not None or figure.quantity.qualifier not in PLAIN:
            continue
        places.setdefault((digest.name, sentence.number, -1), []).append(figure)
        if is_row(digest, sentence) and not is_listed(digest, sentence):  # the lines of a list are of any matter
            number = column(digest, sentence, figure.quantity.core.start)
            places.setdefault((digest.name, head(digest, sentence).number, number), []).append(figure)
    found: list[tuple[Figure, ...]] = []
    for group in places.values():
        found += combinations(group[:_MOST], 2)
    for (name, number, column_number), group in places.items():
        after = places.get((name, number + 1, -1), []) if column_number < 0 else []
        if after and not _are_rows_of_one_table(group[0], after[0]):  # what tables have in columns is together by them
            found += product(group[-_NEXT:], after[:_NEXT])
    for group in places.values():
        shares = tuple(one for one in group if one.quantity.unit == "%")
        if len(shares) > 1:
            found.append(shares)
    return found


def _are_rows_of_one_table(one: Figure, other: Figure) -> bool:
    """Whether two figures of a text stand in rows of one table that is no list."""
    digest = one.digest
    row, below = (digest.sentence_at(each.quantity.core.start) for each in (one, other))
    if row is None or below is None or not is_row(digest, row) or is_listed(digest, row):
        return False
    return digest.heads[row.number] == digest.heads[below.number]


def is_in_table(figure: Figure) -> bool:
    """Whether a figure stands in the row of a table."""
    row = figure.digest.sentence_at(figure.quantity.core.start)
    return row is not None and is_row(figure.digest, row)


def in_one_sentence(one: Figure, other: Figure) -> bool:
    """Whether two figures stand in one sentence, or in one row."""
    if one.digest is not other.digest:
        return False
    return one.digest.sentence_at(one.quantity.core.start) is other.digest.sentence_at(other.quantity.core.start)
