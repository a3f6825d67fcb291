"""Where the cells of a table begin, so that each stands in its column although others span several columns or rows."""

from __future__ import annotations

from collections.abc import Mapping

LINE, CELL = "\0n", "\0t"
"""What is put before a line and before a cell; a NUL of the page itself never gets here."""
_WIDEST, _TALLEST = 40, 100
"""Columns and rows that a cell may span: those of tables that anybody reads. One that says more spans one."""


class Cells:
    """The cells of a table that is walked, as they open; what one of them spans is filled with empty ones."""

    def __init__(self) -> None:
        self._column = 0
        self._owed = 0
        self._below: dict[int, int] = {}

    def opens(self, tag: str, attributes: Mapping[str, str]) -> str:
        """The marks before what is in an element of a table that opens."""
        if tag == "tr":
            self._column = 0
            return LINE
        if tag not in {"td", "th"}:
            return " "
        marks = CELL * self._owed + self._under()
        self._owed = 0
        columns, rows = _span(attributes, "colspan", _WIDEST), _span(attributes, "rowspan", _TALLEST)
        if rows > 1:
            self._below |= dict.fromkeys(range(self._column, self._column + columns), rows - 1)
        self._column += columns
        self._owed = columns - 1
        return marks + CELL

    def closes(self, tag: str) -> str:
        """What stands for the end of an element of a table: of a row the cells that its last spans, or one above."""
        if tag != "tr":
            return " "
        marks = CELL * self._owed
        self._owed = 0
        return marks + self._under()

    def _under(self) -> str:
        """The cells of a row, from here on, that one of a row above reaches down to."""
        marks = ""
        while self._below.get(self._column):
            self._below[self._column] -= 1
            self._column += 1
            marks += CELL
        return marks


def _span(attributes: Mapping[str, str], name: str, most: int) -> int:
    said = attributes.get(name, "").strip()
    return int(said) if said.isascii() and said.isdecimal() and len(said) < 4 and 0 < int(said) <= most else 1
