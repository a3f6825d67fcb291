"""The order in which a page is read: columns one after the other, however they were drawn.

A gutter is a gap that stays at one place over several rows with running text on both sides. Where one is found the
page is cut into what stands above, left, right and below, and each part is looked at again (recursive X-Y cut,
Nagy and Seth 1984, with the rows of the text in place of pixels).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from sources.reading.pdf.words import Row, Word, is_wide, rows

_MIN_GUTTER = 0.8  # heights of the letters: newspapers leave one, justified lines seldom stretch a space as far
_MIN_ROWS = 3  # with text on both sides
_MIN_CHARS = 11  # of the median row on either side: cells of a table and list marks have fewer
_MIN_FILL = 0.55  # of the width of a column that its median row takes
_CONTIGUOUS = 2.2  # heights of the letters from one row to the next of the same column
_MAX_DEPTH = 12
_MAX_GAPS = 40  # that are followed at once


@dataclass(slots=True)
class _Gutter:
    """A gap that is being followed down the page, with the rows that have text on both its sides."""

    left: float
    right: float
    first: int
    last: int
    count: int = 1


def reading_order(found: Sequence[Word], depth: int = 0) -> Iterator[list[Row]]:
    """The columns of a page, or the parts of one that have no columns, in the order to read them."""
    if not found:
        return
    page = rows(found)
    gutter = _widest(page) if depth < _MAX_DEPTH else None
    if gutter is None:
        yield page
        return
    first, end = _stretch(page, gutter)
    parts = (
        [word for row in page[:first] for word in row.words],
        [word for row in page[first:end] for word in row.words if word.left < gutter.left],
        [word for row in page[first:end] for word in row.words if word.left >= gutter.left],
        [word for row in page[end:] for word in row.words],
    )
    for part in parts:
        yield from reading_order(part, depth + 1)


def _widest(page: Sequence[Row]) -> _Gutter | None:
    """The gutter with most rows beside it."""
    found = [gutter for gutter in _gutters(page) if gutter.count >= _MIN_ROWS and _parts_text(page, gutter)]
    return max(found, key=lambda gutter: (gutter.count, gutter.right - gutter.left), default=None)


def _gutters(page: Sequence[Row]) -> Iterator[_Gutter]:
    followed: list[_Gutter] = []
    for place, row in enumerate(page):
        least = _MIN_GUTTER * row.size
        gaps = _gaps(row, least)
        free = [(float("-inf"), row.left), *gaps, (row.right, float("inf"))]
        going_on = []
        for gutter in followed:
            if _narrow(gutter, free, place, least):
                going_on.append(gutter)
            else:
                yield gutter
        for left, right in gaps:
            if not any(gutter.left < right and left < gutter.right for gutter in going_on):
                going_on.append(_Gutter(left, right, place, place))
        followed = going_on[:_MAX_GAPS]
    yield from followed


def _gaps(row: Row, least: float) -> list[tuple[float, float]]:
    found = []
    right = row.left
    for before, word in pairwise(row.words):
        right = max(right, before.right)
        if word.left - right >= least:
            found.append((right, word.left))
    return found[:_MAX_GAPS]


def _narrow(gutter: _Gutter, free: Sequence[tuple[float, float]], place: int, least: float) -> bool:
    """Narrow a gutter to what the next row leaves free of it; false if that is too little."""
    width, at = max((min(gutter.right, right) - max(gutter.left, left), at) for at, (left, right) in enumerate(free))
    if width < least:
        return False
    left, right = free[at]
    gutter.left, gutter.right = max(gutter.left, left), min(gutter.right, right)
    if 0 < at < len(free) - 1:
        gutter.last = place
        gutter.count += 1
    return True


def _parts_text(page: Sequence[Row], gutter: _Gutter) -> bool:
    """Whether there is running text on both sides, and not the cells of a table."""
    sides: tuple[list[list[Word]], list[list[Word]]] = ([], [])
    for row in page[gutter.first : gutter.last + 1]:
        left = [word for word in row.words if word.left < gutter.left]
        right = [word for word in row.words if word.left >= gutter.left]
        if left and right:
            sides[0].append(left)
            sides[1].append(right)
    return all(_runs_on(side) for side in sides)


def _runs_on(side: Sequence[Sequence[Word]]) -> bool:
    if len(side) < _MIN_ROWS:
        return False
    chars = median(sum(2 if is_wide(char) else 1 for word in part for char in word.text) for part in side)
    widths = [part[-1].right - part[0].left for part in side]
    return chars >= _MIN_CHARS and median(widths) >= _MIN_FILL * max(widths)


def _stretch(page: Sequence[Row], gutter: _Gutter) -> tuple[int, int]:
    """The rows that belong to a gutter: a left column may be longer at its foot, a right one begin higher up."""
    first, end = gutter.first, gutter.last + 1
    while first and page[first - 1].left >= gutter.left and _follows(page[first - 1], page[first]):
        first -= 1
    while end < len(page) and page[end].right <= gutter.right and _follows(page[end - 1], page[end]):
        end += 1
    return first, end


def _follows(above: Row, below: Row) -> bool:
    return above.base - below.base <= _CONTIGUOUS * max(above.size, below.size)
