"""The review as a workbook for Excel and its like: the rows of `csv` on one sheet, the sources on a second.

Every text is a text cell, which no spreadsheet runs. What XML cannot hold (NUL, most controls, lone surrogates) stands
as in the store, as U+FDD0 and four hexadecimal digits. Needs XlsxWriter: the extra `stet-desk[xlsx]`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from importlib.util import find_spec
from io import BytesIO
from typing import Any

from claims.errors import StetError
from claims.export.exporters import Contents, Given
from claims.export.rows import COLUMNS, Cell, rows_of
from claims.ledger.review import ReviewState

LONGEST = 32_767
"""Characters that a cell can hold; a longer text is cut there and says so."""

CUT = "… (cut; the whole is in the log)"
EXACT = 15
"""Digits that a spreadsheet's numbers are exact to; a longer figure is a text."""

FIGURES = frozenset({"value", "max"})
SOURCES = ("article", "source", "state", "language", "title", "url", "fetched_at", "snapshot", "warnings")

_UNWRITABLE = re.compile("[\x00-\x08\x0b-\x1f\ufdd0\ufffe\uffff\ud800-\udfff]")
_FIGURE = re.compile(r"-?[0-9]+(?:\.[0-9]+)?")
_WIDTHS = {"text": 40, "passage": 40, "reason": 30, "note": 30, "source": 24}


def render(contents: Contents, _given: Given) -> bytes:
    """A workbook with the sheets Claims and Sources; raises `StetError` without XlsxWriter."""
    if find_spec("xlsxwriter") is None:
        raise StetError("workbooks need XlsxWriter", "Install it with: pip install 'stet-desk[xlsx]'")
    from xlsxwriter import Workbook  # noqa: PLC0415 - an extra

    out = BytesIO()
    book = Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    # The time of the last event, not of the export: the same store gives the same bytes.
    book.set_properties({"title": "Review", "comments": contents.software, "created": contents.at.replace(tzinfo=None)})
    _fill(book, "Claims", COLUMNS, rows_of(contents.reviews))
    _fill(book, "Sources", SOURCES, (row for review in contents.reviews for row in _sources(review)))
    book.close()
    return out.getvalue()


def _sources(review: ReviewState) -> Iterable[Sequence[Cell]]:
    for source in review.sources:
        warnings = "; ".join(source.warnings)
        told = (source.state, source.language, source.title, source.url, source.fetched_at, source.sha256, warnings)
        yield (review.name, source.name, *told)


def _fill(book: Any, name: str, columns: Sequence[str], rows: Iterable[Sequence[Cell]]) -> None:
    sheet = book.add_worksheet(name)
    head, body = book.add_format({"bold": True, "bottom": 1}), book.add_format({"text_wrap": True, "valign": "top"})
    for at, column in enumerate(columns):
        sheet.set_column(at, at, _WIDTHS.get(column, 12), body)
        sheet.write_string(0, at, column, head)
    last = 0
    for last, row in enumerate(rows, start=1):
        for at, value in enumerate(row):
            _write(sheet, last, at, value, is_figure=columns[at] in FIGURES)
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, last, len(columns) - 1)


def _write(sheet: Any, row: int, column: int, value: Cell, *, is_figure: bool) -> None:
    if isinstance(value, int) or (is_figure and isinstance(value, str) and _is_exact(value)):
        sheet.write_number(row, column, float(value))
    elif value:
        sheet.write_string(row, column, cell_text(value))


def _is_exact(figure: str) -> bool:
    return _FIGURE.fullmatch(figure) is not None and len(figure.strip("-0.").replace(".", "")) <= EXACT


def cell_text(text: str) -> str:
    """A text as a cell can hold it; `claims.ledger.columns.restored` gives back the same text, unless it was cut."""
    written = _UNWRITABLE.sub(lambda found: f"\ufdd0{ord(found.group()):04x}", text)
    return written if len(written) <= LONGEST else written[: LONGEST - len(CUT)] + CUT
