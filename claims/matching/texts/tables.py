"""The rows and columns of a table in a text: cells are parted by tabs, rows by line feeds, each row a sentence."""

from __future__ import annotations

import re

from claims.matching.texts.sentenced import Sentence, Sentenced
from claims.matching.words.terms import Term
from claims.model import Quantity
from sources.document import Span

_SLASH = "/"
_NUMBERED = re.compile(r"\W*(?:\d{1,3}\W*(?:[a-zªº°]{1,3})?\W*)?", re.IGNORECASE)
"""A cell that only numbers its row: a rank, a running number, nothing."""
_ROW_NUMBER = re.compile(r"\W*(\d{1,3})\W*(?:[a-zªº°]{1,3})?\W*", re.IGNORECASE)
"""The number of a row, with or without what makes it an ordinal: 3, 3., 3rd, 3.º"""
_CAPTION = 90
"""Letters of a line that says what a table is of."""
_WHEN = frozenset(
    {"year", "month", "day", "week", "period", "quarter", "spring", "summer", "autumn", "winter", "january", "february",
     "march", "april", "may", "june", "july", "august", "september", "october", "november", "december", "number"}
)  # fmt: skip
"""Meanings of labels that do not say what is counted."""
_YEARS = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_BRACKET = re.compile(r"\s*[(（\[]")
_WORDED = re.compile(r"\W*[^\W\d_]")
"""How a cell begins that has words."""


def is_row(digest: Sentenced, sentence: Sentence) -> bool:
    """Whether a sentence is the row of a table."""
    return "\t" in sentence.span.of(digest.text)


def column(digest: Sentenced, row: Sentence, place: int) -> int:
    """The number of the cell that a place of a row lies in, from 0."""
    return digest.text.count("\t", row.span.start, place)


def head(digest: Sentenced, row: Sentence) -> Sentence:
    """The first row of the table that a row is in: rows one below the other with the same number of cells."""
    return digest.sentences[digest.heads[row.number]]


def is_listed(digest: Sentenced, row: Sentence) -> bool:
    """Whether a row is the line of a list, under no head."""
    return row.number in digest.listed


def column_heads(digest: Sentenced, first: Sentence) -> list[str]:
    """What the head of a table says of each column from number 1 on; nothing of a list, which has no head."""
    if is_listed(digest, first):
        return []
    count = digest.text.count("\t", first.span.start, first.span.end)
    below = _second_head(digest, first)
    heads = (_head_cells(digest, first, below, number) for number in range(1, count + 1))
    return [" ".join(one.of(digest.text) for one in spans) for spans in heads]


def head_cells(digest: Sentenced, row: Sentence, number: int) -> list[Span]:
    """What the head of a table says of a column, each cell that has words; more than one where groups have a head.

    None in the head itself, and none of a list.
    """
    first = head(digest, row)
    if first is row or is_listed(digest, row):
        return []
    below = _second_head(digest, first)
    return [] if below is row else _head_cells(digest, first, below, number)


def _second_head(digest: Sentenced, first: Sentence) -> Sentence | None:
    """The row of heads under the head of a table in which some span several columns."""
    spans = "\t\t" in first.span.of(digest.text) or digest.text[first.span.end : first.span.end + 1] == "\t"
    spans = spans or digest.text[first.span.end - 1] == "\t"
    if not spans or first.number + 1 >= len(digest.sentences):
        return None
    second = digest.sentences[first.number + 1]
    if digest.heads[second.number] != first.number or cell(digest, second, 0).of(digest.text).strip():
        return None
    return None if any(map(str.isdecimal, _YEARS.sub("", second.span.of(digest.text)))) else second


def _head_cells(digest: Sentenced, first: Sentence, below: Sentence | None, number: int) -> list[Span]:
    if below is None:
        return [cell(digest, first, number)]
    own = cell(digest, below, number)
    groups = (cell(digest, first, at) for at in range(number, -1, -1))
    over = next((one for one in groups if one.of(digest.text).strip()), own)
    return [one for one in dict.fromkeys((over, own)) if one.of(digest.text).strip()]


def column_words(quantity: Quantity, digest: Sentenced, row: Sentence | None) -> tuple[Term, ...]:
    """The words of the head of the column that a figure stands in; none outside a table, or in its first row."""
    if row is None or not is_row(digest, row):
        return ()
    spans = head_cells(digest, row, column(digest, row, quantity.core.start))
    return tuple(term for span in spans for term in digest.terms_in(span))


def caption_words(quantity: Quantity, digest: Sentenced, row: Sentence | None) -> tuple[Term, ...]:
    """The words of the line above a table for a figure of which its row and column say only when, or which.

    "Boats built": 2023, 43; 2024, 57.
    """
    if row is None or not is_row(digest, row):
        return ()
    terms = (term for span in labels(quantity, digest, row) for term in digest.terms_in(span))
    first = digest.heads[row.number]
    if not first or any(term.meanings - _WHEN or (term.form.isalpha() and not term.meanings) for term in terms):
        return ()
    above = digest.sentences[first - 1]
    alone = len(above.span) <= _CAPTION and "\n" in digest.text[above.span.end : row.span.start + 1]
    return above.terms if alone and not is_row(digest, above) else ()


def labels(quantity: Quantity, digest: Sentenced, row: Sentence) -> list[Span]:
    """What a table says of a figure: the cell that its row is called by, and the first of its column."""
    number = column(digest, row, quantity.core.start)
    spans = [label_of(digest, row)] if number else []
    heads = map(digest.terms_in, head_cells(digest, row, number))
    return spans + [Span(words[0].span.start, words[-1].span.end) for words in heads if words]


def cell(digest: Sentenced, row: Sentence, number: int) -> Span:
    """Where a cell of a row lies."""
    text, start, end = digest.text, row.span.start, row.span.end
    for _ in range(number):
        start = text.find("\t", start, end) + 1
    stop = text.find("\t", start, end)
    return Span(start, max(start, end if stop < 0 else stop))


def label_of(digest: Sentenced, row: Sentence) -> Span:
    """The cell that says what a row is of: its first, or the first with words where that only numbers the row."""
    first = cell(digest, row, 0)
    if not _NUMBERED.fullmatch(first.of(digest.text)):
        return first
    count = digest.text.count("\t", row.span.start, row.span.end)
    cells = (cell(digest, row, number) for number in range(1, count + 1))
    return next((one for one in cells if _WORDED.match(one.of(digest.text))), first)


def without_bracket(digest: Sentenced, label: Span) -> Span:
    """A label up to the bracket that adds a unit, a country or the like to it: who names the row may leave that out."""
    bracket = _BRACKET.search(digest.text, label.start + 1, label.end)
    return Span(label.start, bracket.start()) if bracket else label


def row_number(digest: Sentenced, row: Sentence) -> int:
    """The number that a table gives a row in its first cell, before what it is called by; 0 where it numbers none."""
    number = _ROW_NUMBER.fullmatch(cell(digest, row, 0).of(digest.text))
    return int(number[1]) if number is not None and label_of(digest, row).start > row.span.start else 0


def is_row_number(quantity: Quantity, digest: Sentenced) -> bool:
    """Whether a figure is the number of the row that it stands in, one of a run of them."""
    row = digest.sentence_at(quantity.core.start)
    return row is not None and not column(digest, row, quantity.core.start) and is_running(digest, row)


def is_running(digest: Sentenced, row: Sentence) -> bool:
    """Whether the number of a row is one of a run: the row above it has the one before, or the row below the next."""
    number = row_number(digest, row)
    rows = (at for at in (row.number - 1, row.number + 1) if 0 <= at < len(digest.sentences))
    beside = (digest.sentences[at] for at in rows if digest.heads[at] == digest.heads[row.number])
    return number > 0 and any(row_number(digest, one) == number + one.number - row.number for one in beside)


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
    heads = [label_of(digest, row)]
    heads += [] if is_listed(digest, row) else [cell(digest, head(digest, row), number)]
    return tuple(
        part
        for one in heads
        if one != own and one.of(digest.text).count(_SLASH) == count
        for place, part in enumerate(_slashed(digest.text, one))
        if place != at
    )


def _slashed(text: str, span: Span) -> list[Span]:
    parts, start = [], span.start
    for one in span.of(text).split(_SLASH):
        parts.append(Span(start, start + len(one)))
        start += len(one) + 1
    return parts
