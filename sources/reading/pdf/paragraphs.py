"""Rows to paragraphs: by the distance of rows, indents, sizes and marks; over the foot of a column to the next."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from statistics import median

from sources.document import Role
from sources.reading.lines import ends_sentence
from sources.reading.pdf.hyphens import HYPHENS
from sources.reading.pdf.words import Row, is_wide

_LEADING = 1.3  # of the usual distance of rows: more sets paragraphs apart
_USUAL = 1.25  # heights of the letters from row to row, where a column does not show it
_FAR_APART = 3  # the same: no typist leaves more
_INDENT = 0.8  # heights of the letters
_OTHER_SIZE = 0.1  # of the size: more is another kind of text
_HEADING = 1.15  # of the size of the running text
_ASIDE = 0.92  # the same: notes and captions are smaller
_MAX_HEADING = 300  # characters
_FULL = 0.03  # of the width of a column
_SHORT = 0.4  # of the width of a column left free: the row ended, whatever it says
_ROOM = 0.1  # of the width of a column: more of it left means that a row was not filled
_BULLET = re.compile(r"[•‣◦▪▸●○■□∙⁃]\s")
_ITEM = re.compile(r"(?:[•‣◦▪▸●○■□∙⁃–—*-]|\(?\d{1,3}[.)])\s")


@dataclass
class Part:
    """Rows of one paragraph. `page` is the index of its first page, `pages` that of each row."""

    role: Role
    size: float
    lines: list[str] = field(default_factory=list)
    pages: list[int] = field(default_factory=list)
    is_indented: bool = False
    is_full: bool = False
    is_aside: bool = False
    is_open: bool = False

    def add(self, row: Row, page: int) -> None:
        self.lines.append("\t".join(row.cells) if self.role is Role.TABLE else row.text)
        self.pages.append(page)


@dataclass(frozen=True)
class _Column:
    """The measures of a column: its edges, and how far its rows are apart, in heights of their letters."""

    left: float
    right: float
    pitch: float

    def room(self, row: Row) -> float:
        """The share of its width that a row leaves free at its end."""
        return (self.right - row.right) / max(1.0, self.right - self.left)

    @classmethod
    def of(cls, rows: Sequence[Row]) -> _Column:
        steps = [(a.base - b.base) / b.size for a, b in pairwise(rows) if _same_size(a.size, b.size)]
        near = [step for step in steps if 0 < step < _FAR_APART]
        lefts = Counter(round(row.left) for row in rows)
        left = min((left for left, count in lefts.items() if count * 4 >= len(rows)), default=min(lefts))
        return cls(left, max(row.right for row in rows), median(near) if near else _USUAL)


def body_size(rows: Iterable[Row]) -> float:
    """The size that most of a text is set in, in points."""
    sizes: Counter[float] = Counter()
    for row in rows:
        sizes[round(row.size * 2) / 2] += sum(len(word.text) for word in row.words)
    return sizes.most_common(1)[0][0] if sizes else 0.0


def paragraphs(columns: Iterable[tuple[int, Sequence[Row]]], size: float) -> list[Part]:
    """The paragraphs of all columns, each given with its page, in the order of reading.

    A paragraph that the foot of a column cuts goes on in the next; notes that stand between come after it.
    """
    found: list[Part] = []
    flowing: Part | None = None
    for page, rows in columns:
        parts = _of_column(rows, page, size)
        flow = [part for part in parts if not part.is_aside]
        if flowing is not None and flow and _goes_on(flowing, flow[0]):
            flowing.lines += flow[0].lines
            flowing.pages += flow[0].pages
            flowing.is_full, flowing.is_open = flow[0].is_full, flow[0].is_open
            parts = [part for part in parts if part is not flow[0]]
            flow[0] = flowing
        found += parts
        flowing = flow[-1] if flow else flowing
    return found


def _of_column(rows: Sequence[Row], page: int, size: float) -> list[Part]:
    column = _Column.of(rows)
    found: list[Part] = []
    for place, row in enumerate(rows):
        before = rows[place - 1] if place else None
        after = rows[place + 1] if place + 1 < len(rows) else None
        in_table = _is_table(row, before, after)
        begins = before is None or in_table != (found[-1].role is Role.TABLE)
        if begins or before is None or (not in_table and _begins(before, row, after, column, found[-1])):
            found.append(_begun(row, in_table, column, size))
        found[-1].add(row, page)
        found[-1].is_full = column.room(row) <= _FULL
    for part in found:
        _judge(part, size)
    return found


def _begun(row: Row, in_table: bool, column: _Column, size: float) -> Part:
    part = Part(Role.TABLE if in_table else Role.PARAGRAPH, row.size)
    part.is_indented = row.left - column.left > _INDENT * row.size
    part.is_aside = in_table or row.size < _ASIDE * size
    return part


def _judge(part: Part, size: float) -> None:
    """Give a part its role by its shape."""
    text = part.lines[0]
    if part.role is Role.TABLE:
        return
    if part.size >= _HEADING * size and sum(map(len, part.lines)) <= _MAX_HEADING:
        part.role = Role.TITLE
    elif _ITEM.match(text):
        part.role = Role.LIST_ITEM
    part.is_open = part.role is not Role.TITLE and not ends_sentence(part.lines[-1])


def _is_table(row: Row, before: Row | None, after: Row | None) -> bool:
    """Whether a row and one beside it have cells that stand under each other."""
    cells = len(row.cells)
    return (
        cells > 1
        and not _ITEM.match(row.text)
        and any(
            other is not None and len(other.cells) > 1 and abs(row.base - other.base) < 3 * row.size
            for other in (before, after)
        )
    )


def _begins(before: Row, row: Row, after: Row | None, column: _Column, part: Part) -> bool:
    """Whether a paragraph begins with a row."""
    step = before.base - row.base
    if not _same_size(before.size, row.size) or step < 0 or step > _LEADING * column.pitch * row.size:
        return True
    text = before.text
    stops = ends_sentence(text) or (column.room(before) > _ROOM and not text.endswith(HYPHENS))
    if _BULLET.match(row.text) or (stops and _ITEM.match(row.text)):
        return True
    shift = row.left - before.left
    if shift > _INDENT * row.size:
        hangs = after is not None and after.left >= row.left - _INDENT / 2 * row.size
        return stops and not hangs and not (len(part.lines) == 1 and _ITEM.match(part.lines[0]))
    if -shift > _INDENT * row.size and len(part.lines) > 1:
        return stops
    return _ended(before, row, column)


def _ended(before: Row, row: Row, column: _Column) -> bool:
    """Whether a row ended though there was room for the first word of the next."""
    if before.text.endswith(HYPHENS):
        return False
    first = row.words[0]
    room = column.right - before.right
    width = first.right - first.left if not is_wide(first.text) else row.size
    if room <= width + 0.5 * row.size:
        return False
    if row.text[0].islower():
        return False
    return column.room(before) > _SHORT or (ends_sentence(before.text) and column.room(before) > _ROOM)


def _goes_on(part: Part, following: Part) -> bool:
    """Whether a paragraph at the foot of a column goes on with the first one of the next."""
    if not _same_size(part.size, following.size) or {part.role, following.role} & {Role.TITLE, Role.TABLE}:
        return False
    if following.role is Role.LIST_ITEM:
        return False
    if part.is_open:
        return part.is_full or following.lines[0][0].islower()
    return part.is_full and not following.is_indented and not following.lines[0][:1].isdigit()


def _same_size(a: float, b: float) -> bool:
    return abs(a - b) <= _OTHER_SIZE * max(a, b)
