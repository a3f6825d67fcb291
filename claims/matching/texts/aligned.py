"""Tables of plain text: columns that stand one below the other by spaces, or lead to their figures by dots.

They are given the tabs that part the cells of any other table. Each tab takes the place of a space or a dot, so that
every letter stays where it is.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

_GAP = re.compile(r"(?<=\S) {2,}(?=\S)|(?<=\S) ?\.{3,} *(?=\S)")
"""What parts two cells: two spaces or more, or a leader of dots."""
_INDENT = re.compile(r" {4,}(?=\S)")
"""The room of an empty first cell, as the head of a table has it."""
_YEARS_ALONE = re.compile(r" {4,}(?:19|20)\d\d(?: {2,}(?:19|20)\d\d)+ *")
"""A head that has nothing but years, behind the room of an empty first cell."""
_FIGURE = re.compile(r"[+−–-]?[$€£¥]?\d[\d.,'’\u202f\u00a0 ]{0,20}(?: ?[%‰€$£¥]| ?[^\W\d]{1,12}\.?)?\Z|[–—-]\Z")
"""A cell that holds a figure and nothing else, or the dash for none."""
_PARTED = re.compile(r"\n[ \t]*\n")
_LONGEST = 200
"""Letters of a line that may be a row."""


def with_tabs(text: str) -> str:
    """The text with the cells of its aligned tables parted by tabs; as long as before, with the same lines."""
    if "   " not in text and "...." not in text:
        return text
    parts, start = [], 0
    for found in [*_PARTED.finditer(text), None]:
        end = len(text) if found is None else found.start()
        parts.append(_block(text[start:end]))
        start = end
    return "".join(parts)


def _block(block: str) -> str:
    """Lines without an empty one between, parted into cells where two of them are rows of a table."""
    lines = block.split("\n")
    gaps = [_gaps(line) for line in lines]
    rows = [bool(each) and _is_row(line, each) for line, each in zip(lines, gaps, strict=True)]
    if sum(rows) < 2:
        return block
    # a head of years alone, behind the room of its empty first cell, looks like a row itself
    heads = [row and bool(_YEARS_ALONE.fullmatch(line)) for line, row in zip(lines, rows, strict=True)]
    widths = {len(each) for each, row, first in zip(gaps, rows, heads, strict=True) if row and not first}
    out = []
    for line, each, row, first in zip(lines, gaps, rows, heads, strict=True):
        indent = _INDENT.match(line)
        headless = (first or not row) and bool(each) and len(each) not in widths and len(each) + 1 in widths
        cells = [(0, indent.end()), *each] if headless and indent else each
        out.append(_parted(line, cells) if row or len(cells) in widths else line)
    return "\n".join(out)


def _gaps(line: str) -> list[tuple[int, int]]:
    return [found.span() for found in _GAP.finditer(line)] if "\t" not in line and len(line) <= _LONGEST else []


def _is_row(line: str, gaps: Sequence[tuple[int, int]]) -> bool:
    """Whether a line has a word, or a number, and then figures in all its other cells."""
    ends = [*(start for start, _ in gaps[1:]), len(line)]
    cells = (line[start:end].strip() for (_, start), end in zip(gaps, ends, strict=True))
    return all(_FIGURE.match(cell) for cell in cells)


def _parted(line: str, gaps: Sequence[tuple[int, int]]) -> str:
    for start, end in gaps:
        line = f"{line[:start]}\t{' ' * (end - start - 1)}{line[end:]}"
    return line
