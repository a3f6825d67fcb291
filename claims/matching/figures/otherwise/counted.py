"""How many of something a table lists: four valleys, where it has a row for each and its first column is of valleys."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from claims.matching.figures.context import Figure
from claims.matching.figures.otherwise.derive import EXACTLY, Derived
from claims.matching.figures.owners import content, keys_of
from claims.matching.texts.digest import Digest
from claims.matching.texts.sentenced import Sentence
from claims.matching.texts.tables import cell, is_row, label_of
from claims.model import Qualifier, UnitKind

_LEAST = 3
"""Rows of a table that anybody counts."""
_TOTALS = frozenset({"amount", "all", "average"})
"""Meanings by which a row is none of those that are listed: total, overall, average."""
_LIKENESS = 0.5
"""What is told of the likeness: the noun of the claim is that of the column."""


@dataclass(frozen=True, slots=True)
class _Table:
    """A table that has a head, with the words over its first column and a figure of it."""

    keys: frozenset[str]
    rows: tuple[Sentence, ...]
    figure: Figure


class Rows:
    """The tables of some sources by how many rows they have; `figures` are those of the sources."""

    def __init__(self, figures: Sequence[Figure]) -> None:
        self._figures = figures

    def counted(self, claim: Figure) -> Derived | None:
        """The table that lists as many of what a claim counts; None where there is none, or where two do."""
        quantity = claim.quantity
        plain = quantity.unit_kind is UnitKind.COUNT and quantity.qualifier is Qualifier.EXACT and quantity.max is None
        if not plain or not claim.noun:
            return None
        found = [one for one in self._by_length.get(quantity.value, ()) if one.keys & claim.noun]
        if len(found) != 1:
            return None
        figure, rows = found[0].figure, found[0].rows
        return Derived(figure, rows[0].span, f"the table lists {len(rows)} of them", EXACTLY, _LIKENESS, (figure,))

    @cached_property
    def _by_length(self) -> dict[Decimal, list[_Table]]:
        found: dict[Decimal, list[_Table]] = {}
        for table in self._tables():
            found.setdefault(Decimal(len(table.rows)), []).append(table)
        return found

    def _tables(self) -> Iterator[_Table]:
        """Each table once, by the first of its figures that stands below its head."""
        seen: set[tuple[int, int]] = set()
        for figure in self._figures:
            digest = figure.digest
            row = digest.sentence_at(figure.quantity.core.start)
            if row is None or not is_row(digest, row) or digest.heads[row.number] == row.number:
                continue
            first = digest.heads[row.number]
            if (id(digest), first) in seen:
                continue
            seen.add((id(digest), first))
            rows = tuple(_listed(digest, first))
            keys = frozenset(keys_of(content(digest.terms_in(cell(digest, digest.sentences[first], 0)))))
            if keys and len(rows) >= _LEAST and not digest.quantities_in(digest.sentences[first].span):
                yield _Table(keys, rows, figure)


def _listed(digest: Digest, first: int) -> Iterator[Sentence]:
    """The rows below the head of a table that have a label, but for totals."""
    for number in range(first + 1, len(digest.sentences)):
        if digest.heads[number] != first:
            return
        row = digest.sentences[number]
        label = digest.terms_in(label_of(digest, row))
        if label and not any(term.meanings & _TOTALS for term in label):
            yield row
