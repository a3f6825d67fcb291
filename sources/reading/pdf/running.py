"""Running heads and feet: lines that stand at the same place of several pages, their page number apart."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from sources.reading.pdf.words import Row, Word, rows

_ROWS = 3  # at the head and at the foot of a page that may be running lines
_FEW_PAGES = 6  # up to which two of a kind are enough, else three
_PLACE = 5.0  # points that a running line may move
_NUMBER = re.compile(r"\d{1,6}")
_ROMAN = re.compile(r"[ivxlc]{1,7}", re.IGNORECASE)
_ROMAN_DIGITS = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}


class _Line(NamedTuple):
    """A line at the edge of a page: its text with `#` for every number, and the numbers."""

    page: int
    row: Row
    shape: str
    numbers: tuple[int, ...]


def without_running(pages: Sequence[Sequence[Word]]) -> tuple[list[list[Word]], list[tuple[int, str]]]:
    """Take running lines out of pages.

    Returns:
        The words that are left of each page, and the lines taken out that say something, each once, with the index of
        the first page that has it.
    """
    alike: defaultdict[tuple[str, int], list[_Line]] = defaultdict(list)
    for line in _edges(pages):
        alike[line.shape, int(line.row.base // _PLACE)].append(line)
    least = 2 if len(pages) <= _FEW_PAGES else 3
    dropped: set[int] = set()
    kept: dict[str, tuple[int, str]] = {}
    for (shape, place), here in alike.items():
        group = sorted(here + alike.get((shape, place + 1), []), key=lambda line: line.page)
        if len({line.page for line in group}) < least or not _counts_pages(group):
            continue
        dropped |= {id(word) for line in group for word in line.row.words}
        if any(char.isalpha() for char in shape):
            kept.setdefault(shape, (group[0].page, group[0].row.text))
    left = [[word for word in page if id(word) not in dropped] for page in pages]
    return left, sorted(kept.values())


def _edges(pages: Sequence[Sequence[Word]]) -> Iterator[_Line]:
    for number, page in enumerate(pages):
        found = rows(page)
        for row in found[:_ROWS] + found[max(_ROWS, len(found) - _ROWS) :]:
            text = row.text
            bare = text.strip("-–—.()[] ")
            if _ROMAN.fullmatch(bare):
                yield _Line(number, row, "#", (_roman(bare),))
            else:
                yield _Line(number, row, _NUMBER.sub("#", text), tuple(map(int, _NUMBER.findall(text))))


def _counts_pages(group: Sequence[_Line]) -> bool:
    """Whether the figures of lines that are else alike stay the same or count the pages."""
    for figures in zip(*(line.numbers for line in group), strict=True):
        ahead = {figure - line.page for figure, line in zip(figures, group, strict=True)}
        if len(set(figures)) > 1 and len(ahead) > 1:
            return False
    return True


def _roman(text: str) -> int:
    digits = [_ROMAN_DIGITS[char] for char in text.lower()]
    return sum(-a if a < b else a for a, b in zip(digits, [*digits[1:], 0], strict=True))
