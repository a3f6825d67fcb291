"""The rows and columns of a table in a text: cells are parted by tabs, rows by line feeds, each row a sentence."""

from __future__ import annotations

from claims.matching.texts.sentenced import Sentence, Sentenced
from claims.matching.words.terms import Term
from claims.model import Quantity
from sources.document import Span

_SLASH = "/"


def is_row(digest: Sentenced, sentence: Sentence) -> bool:
    """Whether a sentence is the row of a table."""
    return "\t" in sentence.span.of(digest.text)


def column(digest: Sentenced, row: Sentence, place: int) -> int:
    """The number of the cell that a place of a row lies in, from 0."""
    return digest.text.count("\t", row.span.start, place)


def head(digest: Sentenced, row: Sentence) -> Sentence:
    """The first row of the table that a row is in: rows one below the other with the same number of cells."""
    return digest.sentences[digest.heads[row.number]]


def column_heads(digest: Sentenced, first: Sentence) -> list[str]:
    """What the first row of a table says of each column from number 1 on."""
    count = digest.text.count("\t", first.span.start, first.span.end)
    return [cell(digest, first, number).of(digest.text) for number in range(1, count + 1)]


def column_words(quantity: Quantity, digest: Sentenced, row: Sentence | None) -> tuple[Term, ...]:
    """The words of the first cell of the column that a figure stands in; none outside a table, or in its first row."""
    if row is None or not is_row(digest, row):
        return ()
    first = head(digest, row)
    return () if first is row else digest.terms_in(cell(digest, first, column(digest, row, quantity.core.start)))


def labels(quantity: Quantity, digest: Sentenced, row: Sentence) -> list[Span]:
    """What a table says of a figure: the first cell of its row, and the first of its column."""
    number = column(digest, row, quantity.core.start)
    words = column_words(quantity, digest, row)
    spans = [cell(digest, row, 0)] if number else []
    return spans + ([Span(words[0].span.start, words[-1].span.end)] if words else [])


def cell(digest: Sentenced, row: Sentence, number: int) -> Span:
    """Where a cell of a row lies."""
    text, start, end = digest.text, row.span.start, row.span.end
    for _ in range(number):
        start = text.find("\t", start, end) + 1
    stop = text.find("\t", start, end)
    return Span(start, max(start, end if stop < 0 else stop))


def of_others(quantity: Quantity, digest: Sentenced, row: Sentence | None) -> tuple[Span, ...]:
    """The parts of the labels of a figure that are of the other figures of its cell: exports / imports, 54 % / 46 %.

    Labels and cell must be parted by as many slashes.
    """
    if row is None or not is_row(digest, row):
        return ()
    number = column(digest, row, quantity.core.start)
    own = cell(digest, row, number)
    count = own.of(digest.text).count(_SLASH)
    if not number or not count:
        return ()
    at = digest.text.count(_SLASH, own.start, quantity.core.start)
    heads = [cell(digest, row, 0), cell(digest, head(digest, row), number)]
    return tuple(
        part
        for label in heads
        if label != own and label.of(digest.text).count(_SLASH) == count
        for place, part in enumerate(_slashed(digest.text, label))
        if place != at
    )


def _slashed(text: str, span: Span) -> list[Span]:
    parts, start = [], span.start
    for one in span.of(text).split(_SLASH):
        parts.append(Span(start, start + len(one)))
        start += len(one) + 1
    return parts
