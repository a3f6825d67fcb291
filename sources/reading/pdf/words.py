"""From drawn glyphs to words and rows: where a space is, told by gaps as well as by space characters."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise
from statistics import median
from typing import NamedTuple

from sources.reading.lines import RAISED

# All in heights of the letters (em), set on pages drawn with and without space characters.
_SAME_LINE = 0.1  # of the base line
_JUMP = 1.0  # a wider gap, or one as far back, ends a run
_BACK = -0.5
_SPACE = 0.13  # a gap that is a space, whether or not one is drawn: TeX shrinks them to 0.16, kerns reach 0.1
_SPACE_WIDE = 0.6  # the same, between signs as wide as they are high
_LETTER_SPACED = 5  # gaps in a run before their median is taken for the spacing of its letters
_RAISED = 0.6  # how far a small word stands above the base line of its row, and
_LOWERED = 0.35  # below it
_SMALL = 0.85  # of the size of the row
_CELL = 1.4  # a gap between two cells of a table
_SPELT = 4  # single letters in a row that make a letter-spaced word
_UNEVEN = 1.5  # between letters and between words of a letter-spaced line
_WIDE = re.compile(r"[\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\uff00-\uffef\U00020000-\U0003ffff]")


class Glyph(NamedTuple):
    """A character with its box in points, upright, y growing upwards; `base` is its base line, `size` its height."""

    char: str
    left: float
    right: float
    base: float
    size: float


@dataclass(frozen=True, slots=True)
class Word:
    """A word as drawn. `slack` is the widest gap, in points, that is no space here; `order` its place in the file."""

    text: str
    left: float
    right: float
    base: float
    size: float
    slack: float
    order: int
    spaced: bool = False


@dataclass(frozen=True, slots=True)
class Page:
    """A page: its upright words in the order of the file, and the text that is set at another angle.

    `unmapped` counts those of its `glyphs` of which the file does not say what letters they are; `failed` tells that
    the page could not be opened.
    """

    words: list[Word]
    aside: str = ""
    has_picture: bool = False
    glyphs: int = 0
    unmapped: int = 0
    failed: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """Words on one line of a column, from left to right."""

    words: tuple[Word, ...]
    base: float
    size: float

    @property
    def left(self) -> float:
        return self.words[0].left

    @property
    def right(self) -> float:
        return max(word.right for word in self.words)

    @property
    def cells(self) -> tuple[str, ...]:
        """The texts of the row, cut at gaps as wide as between the cells of a table."""
        cells = [[self.words[0]]]
        for before, word in pairwise(self.words):
            if word.left - before.right > _CELL * self.size:
                cells.append([])
            cells[-1].append(word)
        return tuple(_joined(cell) for cell in cells)

    @property
    def text(self) -> str:
        return _joined(self.words)


def is_wide(char: str) -> bool:
    """Whether a sign is written without spaces around it and as wide as it is high."""
    return bool(_WIDE.match(char))


def words(glyphs: Iterable[Glyph]) -> list[Word]:
    """The words of a page, in the order of the file."""
    found: list[Word] = []
    for run in _runs(glyphs):
        found.extend(_words_of(run, len(found)))
    return found


def rows(found: Iterable[Word]) -> list[Row]:
    """Words set in rows from the top down. Small words that are raised or lowered belong to the row beside them."""
    bases: list[float] = []
    groups: list[list[Word]] = []
    for word in sorted(found, key=lambda word: (-round(word.size), -word.base)):
        place = _row_of(word, bases, groups)
        if place is None:
            place = bisect_left(bases, word.base)
            bases.insert(place, word.base)
            groups.insert(place, [])
        groups[place].append(word)
    return [_row(group, base) for base, group in zip(reversed(bases), reversed(groups), strict=True)]


def _row_of(word: Word, bases: Sequence[float], groups: Sequence[Sequence[Word]]) -> int | None:
    place = bisect_left(bases, word.base)
    near = [at for at in (place - 1, place) if 0 <= at < len(bases)]
    for at in sorted(near, key=lambda at: abs(bases[at] - word.base)):
        size, rise = groups[at][0].size, word.base - bases[at]
        low, high = (-_LOWERED, _RAISED) if word.size < _SMALL * size else (-0.25, 0.25)
        if low * size <= rise <= high * size:
            return at
    return None


def _row(group: Sequence[Word], base: float) -> Row:
    ordered = sorted(group, key=lambda word: (word.left, word.order))
    letters = sum(len(word.text) for word in ordered)
    size, seen = ordered[0].size, 0
    for word in sorted(ordered, key=lambda word: word.size):
        size, seen = word.size, seen + len(word.text)
        if seen * 2 >= letters:
            break
    return Row(tuple(ordered), base, size)


def _joined(ordered: Sequence[Word]) -> str:
    parts = [ordered[0].text]
    for before, word in pairwise(ordered):
        gap = word.left - before.right
        if before.spaced or gap > max(before.slack, word.slack):
            parts.append(" ")
        parts.append(word.text.translate(RAISED) if _is_note(before, word) else word.text)
    return "".join(parts)


def _is_note(before: Word, word: Word) -> bool:
    """Whether a word stands raised after a figure, so that its digits are none of the figure's."""
    return before.text[-1].isdigit() and word.base - before.base > _SAME_LINE * before.size


def _runs(glyphs: Iterable[Glyph]) -> Iterator[list[Glyph]]:
    """Glyphs that were drawn one beside the other."""
    run: list[Glyph] = []
    for glyph in glyphs:
        if run:
            last = run[-1]
            em = min(last.size, glyph.size)
            gap = glyph.left - last.right
            level = abs(glyph.base - last.base) <= _SAME_LINE * em and max(last.size, glyph.size) < 1.2 * em
            same_box = glyph.left == last.left and glyph.right == last.right
            if not level or not (_BACK * em <= gap <= _JUMP * em or same_box):
                yield run
                run = []
        run.append(glyph)
    if run:
        yield run


def _words_of(run: Sequence[Glyph], order: int) -> Iterator[Word]:
    size = run[0].size
    inked = [(glyph, at) for at, glyph in enumerate(run) if not glyph.char.isspace()]
    if not inked:
        return
    pairs = list(pairwise(inked))
    plain = [b[0].left - a[0].right for a, b in pairs if b[1] == a[1] + 1]
    usual = max(0.0, median(plain)) if len(plain) >= _LETTER_SPACED else 0.0
    slack = usual + _SPACE * size
    slack_wide = usual + _SPACE_WIDE * size
    cuts = []
    for place, ((a, at), (b, to)) in enumerate(pairs, start=1):
        allowed = slack_wide if is_wide(a.char) and is_wide(b.char) else slack
        if to > at + 1 or b.left - a.right > allowed:
            cuts.append(place)
    cuts = _close_up(inked, cuts)
    ends_spaced = run[-1].char.isspace()
    for start, end in pairwise([0, *cuts, len(inked)]):
        part = [glyph for glyph, _ in inked[start:end]]
        spaced = end < len(inked) or ends_spaced
        text = "".join(glyph.char for glyph in part)
        right = max(glyph.right for glyph in part)
        yield Word(text, part[0].left, right, part[0].base, part[0].size, slack, order + start, spaced)


def _close_up(inked: Sequence[tuple[Glyph, int]], cuts: Sequence[int]) -> list[int]:
    """Take out the cuts inside words whose letters are set apart by spaces."""
    kept = list(cuts)
    edges = [0, *cuts, len(inked)]
    singles = [end - start == 1 and not inked[start][0].char.isdigit() for start, end in pairwise(edges)]
    for single, part in groupby(range(len(singles)), key=singles.__getitem__):
        places = list(part)
        letters = [inked[edges[place]][0].char for place in places]
        if not single or any(map(is_wide, letters)) or sum(map(str.isalpha, letters)) < _SPELT:
            continue
        inner = edges[places[0] + 1 : places[-1] + 1]
        gaps = {cut: inked[cut][0].left - inked[cut - 1][0].right for cut in inner}
        least = max(0.01, min(gaps.values()))
        closed = {cut for cut, gap in gaps.items() if gap <= _UNEVEN * least}
        kept = [cut for cut in kept if cut not in closed]
    return kept
