"""The review as CSV (RFC 4180, UTF-8): one row a claim with its current state, for spreadsheets; and back.

A spreadsheet runs a cell that begins with one of `= + - @`, a tab or a line break, so such a cell gets an apostrophe
in front, as does one that begins with apostrophes and then such a sign: taking one apostrophe away undoes it, which
`read` does. Figures stay figures. What no cell can hold (NUL, lone surrogates) stands as in the store, as U+FDD0 and
four hexadecimal digits.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable
from io import StringIO

from claims.errors import StetError
from claims.export.exporters import Contents, Given
from claims.export.rows import COLUMNS, Cell, Row, rows_of
from claims.ledger.columns import restored, storable

BOM = "\ufeff"

# White space in front does not stop a spreadsheet, nor do the full-width forms that some fold to the plain ones.
_FORMULA = re.compile(r"[\t\r\n]|'*[\s\ufeff\u200b\u2060]*[=+\-@\uff1d\uff0b\uff0d\uff20]")
_FIGURE = re.compile(r"[+-]?[0-9]+(?:[.,][0-9]+)*")


def render(contents: Contents, given: Given) -> bytes:
    """A header and one row a claim. `raw` leaves the cells as they are, `excel` is for Excel in European languages."""
    excel, raw = bool(given.get("excel")), bool(given.get("raw"))
    text = table(rows_of(contents.reviews), raw=raw, delimiter=";" if excel else ",")
    return ((BOM if excel else "") + text).encode()


def table(rows: Iterable[Row], *, raw: bool = False, delimiter: str = ",") -> str:
    """A header and these rows."""
    out = StringIO(newline="")
    writer = csv.writer(out, delimiter=delimiter, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    writer.writerows([cell(value, raw=raw) for value in row] for row in rows)
    return out.getvalue()


def cell(value: Cell, *, raw: bool = False) -> str:
    """A value as the text of a cell, harmless unless `raw`."""
    text = storable("" if value is None else str(value))
    harmless = raw or not _FORMULA.match(text) or _FIGURE.fullmatch(text)
    return text if harmless else f"'{text}"


def cell_text(written: str, *, raw: bool = False) -> str:
    """The text that `cell` made a cell of."""
    neutralised = not raw and written.startswith("'") and cell(restored(written[1:])) == written
    return restored(written[1:] if neutralised else written)


def read(data: bytes, *, raw: bool = False) -> tuple[dict[str, str], ...]:
    """The rows of such a file, by column, with every cell as it was before it was made harmless.

    Takes either separator, with or without byte order mark; columns may be missing or come in another order, as after
    a round through a spreadsheet. `raw` says that the cells were written as they are. Raises `StetError` for what is
    no CSV in UTF-8, or has a column that is not ours.
    """
    try:
        text = data.decode("utf-8-sig")
        lines = _parsed(text)
    except (UnicodeDecodeError, csv.Error) as wrong:
        raise StetError(f"this is no CSV in UTF-8 ({wrong})", "Save it from the spreadsheet as CSV UTF-8") from wrong
    header, rows = (lines[0], lines[1:]) if lines else ([], [])
    if unknown := [name for name in header if name not in COLUMNS] or (not header and ["(none)"]):
        raise StetError(f"the column {unknown[0]!r} is none of an export", f"Known: {', '.join(COLUMNS)}")
    return tuple(
        {name: cell_text(written, raw=raw) for name, written in zip(header, row, strict=False)} for row in rows if row
    )


def _parsed(text: str) -> list[list[str]]:
    first_line = text.partition("\n")[0]
    delimiter = ";" if first_line.count(";") > first_line.count(",") else ","
    return list(csv.reader(StringIO(text, newline=""), delimiter=delimiter, strict=True))
