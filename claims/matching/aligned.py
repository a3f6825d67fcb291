"""Tables of plain text, whose columns are set with spaces or led to by dots, read as those of pages are.

A text stays as long as it is: what parts two cells becomes a tab and spaces, so that all offsets hold.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from sources.document import Span

_GAP = re.compile(r"(?<=[^\s.])(?:[ \u00a0]{2,}(?=[^\s.])|[ \u00a0]*(?:\.[ \u00a0]?){3,}[ \u00a0]*(?=[^\s.]))")
"""What parts two cells of a line: two spaces or more, or dots that lead from the one to the other."""
_FIGURE = re.compile(r"[^\w\s]{0,2}\d")
"""How a cell of figures begins: 12, (12), −4, €12."""
_SIGNS = frozenset("-–—.…/*")
"""What stands in a cell of figures that has none."""
_LEAST = 2
"""Rows of figures that make a table; one alone may be anything that was set with two spaces."""


def with_tabs(text: str) -> str:
    """A text in which tabs part the cells of its aligned tables; itself where it has none."""
    if "  " not in text and "..." not in text:
        return text
    lines = text.split("\n")
    found = [[Span(*match.span()) for match in _GAP.finditer(line)] if "\t" not in line else [] for line in lines]
    for first, end in _tables(lines, found):
        for at in range(first, end):
            lines[at] = _parted(lines[at], found[at])
        _put_head(lines, found, first)
    return "\n".join(lines)


def _tables(lines: Sequence[str], gaps: Sequence[Sequence[Span]]) -> Iterator[tuple[int, int]]:
    """From where to where go rows of figures, each with as many cells as the one above it."""
    first = 0
    for at in range(len(lines) + 1):
        row = at < len(lines) and _is_row(lines[at], gaps[at])
        if row and (at == first or len(gaps[at]) == len(gaps[first])):
            continue
        if at - first >= _LEAST:
            yield first, at
        first = at if row else at + 1


def _is_row(line: str, gaps: Sequence[Span]) -> bool:
    """Whether all cells of a line but the first hold figures, or the sign that there is none."""
    ends = [*(gap.start for gap in gaps[1:]), len(line.rstrip())]
    cells = [line[gap.end : end] for gap, end in zip(gaps, ends, strict=False)]
    figures = [bool(_FIGURE.match(one)) for one in cells]
    return any(figures) and all(is_ or set(one) <= _SIGNS for is_, one in zip(figures, cells, strict=True))


def _put_head(lines: list[str], gaps: Sequence[Sequence[Span]], first: int) -> None:
    """The line above a table parted as its head, where it has as many cells, or one less for an empty corner."""
    above = first - 1
    if above < 0 or not gaps[above]:
        return
    line, missing = lines[above], len(gaps[first]) - len(gaps[above])
    if missing == 0:
        lines[above] = _parted(line, gaps[above])
    elif missing == 1 and line.startswith("  "):
        lines[above] = "\t" + _parted(line, gaps[above])[1:]


def _parted(line: str, gaps: Sequence[Span]) -> str:
    for gap in gaps:
        line = line[: gap.start] + "\t" + " " * (len(gap) - 1) + line[gap.end :]
    return line
