"""Running heads and feet: lines that stand at the same place of several pages, their page number apart."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from sources.reading.pdf.words import Row, Word, rows

_ROWS = 3  # at the head and at the foot of a page that may be running lines
_FEW_PAGES = 6  # up to which two of a kind are enough; beyond, only of the outermost lines, else three
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
    is_outermost: bool


def without_running(pages: Sequence[Sequence[Word]]) -> tuple[list[list[Word]], list[tuple[int, str]]]:
    """Take running lines out of pages.

    Returns:
        The words that are left of each page, and the lines taken out that say something, each once, with the index of
        the first page that has it.
    """
    alike: defaultdict[tuple[str, int], list[_Line]] = defaultdict(list)
    for line in _edges(pages):
        alike[line.shape, int(line.row.base // _PLACE)].append(line)
    dropped: set[int] = set()
    kept: dict[str, tuple[int, str]] = {}
    for (shape, place), here in alike.items():
        for group in _same(here + alike.get((shape, place + 1), [])):
            least = 2 if len(pages) <= _FEW_PAGES or all(line.is_outermost for line in group) else 3
            if len({line.page for line in group}) < least:
                continue
            dropped |= {id(word) for line in group for word in line.row.words}
            if any(char.isalpha() for char in shape):
                kept.setdefault(shape, min((line.page, line.row.text) for line in group))
    left = [[word for word in page if id(word) not in dropped] for page in pages]
    return left, sorted(kept.values())


def _edges(pages: Sequence[Sequence[Word]]) -> Iterator[_Line]:
    for number, page in enumerate(pages):
        found = rows(page)
        for place, row in enumerate(found):
            if _ROWS <= place < len(found) - _ROWS:
                continue
            outermost = place in {0, len(found) - 1}
            bare = row.text.strip("-–—.()[] ")
            if _ROMAN.fullmatch(bare):
                yield _Line(number, row, "-#-", (_roman(bare),), outermost)
            else:
                numbers = tuple(map(int, _NUMBER.findall(row.text)))
                yield _Line(number, row, _NUMBER.sub("#", row.text), numbers, outermost)


def _same(alike: Sequence[_Line]) -> Iterator[list[_Line]]:
    """Group lines that differ in their figures at most, so that in each group the figures stay or count the pages."""
    counting = [len(set(figures)) > 1 for figures in zip(*(line.numbers for line in alike), strict=True)]
    groups: defaultdict[tuple[int, ...], list[_Line]] = defaultdict(list)
    for line in alike:
        pairs = zip(line.numbers, counting, strict=True)
        groups[tuple(figure - line.page if counts else figure for figure, counts in pairs)].append(line)
    yield from groups.values()


def _roman(text: str) -> int:
    digits = [_ROMAN_DIGITS[char] for char in text.lower()]
    return sum(-a if a < b else a for a, b in zip(digits, [*digits[1:], 0], strict=True))
