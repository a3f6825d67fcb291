"""The figure of another column of a table: of an earlier year than an article, or the claims beside it, are of."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from claims.matching.figures.another.moments import is_of_year_before, moments
from claims.matching.figures.another.planned import says_planned
from claims.matching.figures.another.rows import clause_of
from claims.matching.figures.another.standing import may_be_of_before
from claims.matching.figures.context import Figure
from claims.matching.figures.owners import YEAR, content, keys_of
from claims.matching.texts.digest import Digest
from claims.matching.texts.sentenced import Sentence
from claims.matching.texts.tables import cell, column, column_heads, column_words, head, head_cells, is_row, label_of
from sources.document import Span

_OLDER = frozenset({"before", "ancient", "past", "compare", "against", "still", "until"})
"""Meanings by which a text says itself that a figure is older, or may be."""
_BEFORE = frozenset({"before", "past"})
"""Meanings by which the head of a column says that it is of the time before: 上届, the year before."""
_TIMES = frozenset({"year", "season", "told year"})
"""Kinds of times by which a claim may be of an earlier column than the last."""
_TWO = 2
_LEAST = 2
"""Figures that an article must have of a table's last year to be of that year."""

_Column = tuple[int, int, int]
"""A text, the number of its table's head, and a column."""
_Cell = tuple[int, int, int, int]
"""A text, the number of its table's head, that of a row, and a column."""


class Editions:
    """Which year of each table an article tells of, as most of its other figures show."""

    def __init__(self, matches: Sequence[tuple[Figure, Sequence[Figure]]]) -> None:
        """`matches` has each claimed figure with those of the sources that it equals."""
        self._claims: Counter[_Column] = Counter()
        self._given = {id(one) for _, equal in matches for one in equal}
        self._equal = {ours.quantity.core: equal for ours, equal in matches}
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
        told, earlier = self._claims[last], max(0, self._claims[place] - 1)
        if earlier <= told and self._is_plainly_told(ours, theirs, other):
            return True
        if told < _LEAST or told <= 2 * earlier:
            return False
        span = clause_of(ours)
        said = keys_of(ours.digest.terms_in(span))
        timed = any(one.kind == "year" for one in moments(ours.digest, span))
        return not timed and not said & _OLDER and not any(key.startswith("#") and YEAR.match(key[1:]) for key in said)

    def _is_plainly_told(self, ours: Figure, theirs: Figure, other: Figure) -> bool:
        """Whether an article tells of a row, but of no time, and nowhere has the figure that the row has last.

        What is told plainly is of now: "the shop employs 41". What a table has of a time to come is not meant.
        """
        if id(other) in self._given or not _names_its_row(ours, theirs) or _is_to_come(other):
            return False
        sentence = ours.digest.sentence_at(ours.quantity.core.start)
        if sentence is None:
            return False
        before = ours.digest.sentences[max(0, sentence.number - 1)]
        near = Span(before.span.start, sentence.span.end)
        if keys_of(ours.digest.terms_in(near)) & _OLDER or is_of_year_before(ours.digest, near):
            return False
        if may_be_of_before(ours):
            return False
        return not any(one.kind in _TIMES for one in moments(ours.digest, near))

    def of_column_beside(self, ours: Figure, theirs: Figure, other: Figure) -> bool:
        """Whether the other claims of a sentence are of the column of `other`, in other rows, and none of `theirs`.

        Tickets brought in 410,000 and the shop 96,000: both of one season. Told only where the sentence names the
        row, and nothing that tells the head of this column from the other's.
        """
        own, column_of_other = _cell_at(theirs), _cell_at(other)
        if own is None or column_of_other is None or own[:3] != column_of_other[:3]:
            return False
        if not _names_its_row(ours, theirs) or not _names_other_column(ours, theirs, other):
            return False
        told = False
        for equal in self._beside(ours):
            places = {at for one in equal if (at := _cell_at(one)) is not None and at[:2] == own[:2]}
            if any(at[2] == own[2] or at[3] == own[3] for at in places):
                return False
            told = told or any(at[3] == column_of_other[3] for at in places)
        return told

    def _beside(self, ours: Figure) -> Iterator[Sequence[Figure]]:
        """What the other figures of a claim's sentence equal."""
        sentence = ours.digest.sentence_at(ours.quantity.core.start)
        for one in ours.digest.quantities_in(sentence.span) if sentence is not None else ():
            if one.core != ours.quantity.core:
                yield self._equal.get(one.core, ())


def _is_to_come(figure: Figure) -> bool:
    """Whether the head of a column says that what it has is planned or expected."""
    digest, core = figure.digest, figure.quantity.core
    row = digest.sentence_at(core.start)
    heads = head_cells(digest, row, column(digest, row, core.start)) if row is not None else []
    return any(says_planned(digest, one) for one in heads)


def _cell_at(figure: Figure) -> _Cell | None:
    """The cell of a table that a figure stands in; None outside a table, in its head and in its first column."""
    digest = figure.digest
    row = digest.sentence_at(figure.quantity.core.start)
    if row is None or not is_row(digest, row):
        return None
    first, number = head(digest, row), column(digest, row, figure.quantity.core.start)
    return (id(digest), first.number, row.number, number) if number and first is not row else None


def _names_its_row(ours: Figure, theirs: Figure) -> bool:
    """Whether the clause of a claim names what the row of a figure is of."""
    digest = theirs.digest
    row = digest.sentence_at(theirs.quantity.core.start)
    label = digest.terms_in(label_of(digest, row)) if row is not None else ()
    return bool(keys_of(content(label)) & keys_of(ours.digest.terms_in(clause_of(ours))))


def _names_other_column(ours: Figure, theirs: Figure, other: Figure) -> bool:
    """Whether the sentence of a claim names what tells the column of `other`, or that is of a later time.

    And nothing of what tells the column of `theirs`: so of two columns that figures of a sentence are of it is known
    which is the sentence's.
    """
    own, others = (_head_keys(one) for one in (theirs, other))
    sentence = ours.digest.sentence_at(ours.quantity.core.start)
    said = keys_of(sentence.terms) if sentence is not None else set()
    return not (own - others) & said and (_is_later(other, theirs) or (bool(others - own) and others - own <= said))


def _is_later(figure: Figure, other: Figure) -> bool:
    """Whether the head of a column names a later year than that of another, or that of the other the time before."""
    year, before = (_year_in(_head_of(one)) for one in (figure, other))
    if year and before:
        return year > before
    return bool(_head_keys(other) & _BEFORE) and not _head_keys(figure) & _BEFORE


def _head_of(figure: Figure) -> str:
    digest, core = figure.digest, figure.quantity.core
    row = digest.sentence_at(core.start)
    heads = head_cells(digest, row, column(digest, row, core.start)) if row is not None and is_row(digest, row) else []
    return " ".join(one.of(digest.text) for one in heads)


def _head_keys(figure: Figure) -> set[str]:
    return keys_of(column_words(figure.quantity, figure.digest, figure.digest.sentence_at(figure.quantity.core.start)))


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
    return 0 < before < after == max(times)


def _times(digest: Digest, first: Sentence) -> list[int]:
    """When each column of a table is of, by its head: a year each, or the one before and this one; empty elsewhere.

    What stands behind the years, a column of changes or of something else, is of no time: 0.
    """
    years = [_year_in(words) for words in column_heads(digest, first)]
    dated = sum(map(bool, years))
    if all(years[:dated]) and (dated == len(years) or dated >= _TWO):
        return years  # behind the years there may be a column of changes
    if len(years) != _TWO or any(years):
        return []
    olds = [bool(keys_of(digest.terms_in(cell(digest, first, number))) & _BEFORE) for number in (1, _TWO)]
    return [1 if old else _TWO for old in olds] if any(olds) else []


def _year_in(words: str) -> int:
    """The only year that the head of a column names, or 0."""
    found = {match[0] for match in re.finditer(rf"(?<!\d)(?:{YEAR.pattern})(?!\d)", words)}
    return int(found.pop()) if len(found) == 1 else 0
