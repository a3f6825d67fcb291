"""Lists whose lines are a label and what is said of it: "Visitors: 31,600", "Anna Berg – 2:14:07", "客流：31.6万".

Such a line is the row of a table that has one column and no head. It is given the tab that parts the cells of any
other row. The tab takes the place of a space, or of the mark where no space follows it, so that every letter stays
where it is. Lines whose cells are parted by upright strokes are rows of a table with a head.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

_FIGURE = r"[+−-]?[$€£¥]?\d"
_LABEL = r"(?=[^\t\n]{0,60}?[^\W\d])[^\t\n:：;；.。!?！？|]{1,60}?"
"""A label has a word and ends no sentence; letters that its words have in lists that were looked at, and some more."""
_LINE = re.compile(
    rf"(?P<label>{_LABEL})"
    rf"(?:(?P<colon>\s?(?:: +|：\s*)|(?<!\d):(?=\d+\D))(?P<told>[^\d\n]{{0,30}}?{_FIGURE}[^\n]*)"
    rf"|(?P<dash> [–—-] )(?P<given>{_FIGURE}[^\n]*))\Z"
)
_ENDS = re.compile(r"[.!?。！？]\s+\S|[。！？](?=\S)|[\"“”„«»「」]")
"""What a value of a list does not have: two sentences, or words that somebody said."""
_LONGEST = 130
"""Letters of a line that may be a row."""
_LEAST = 2
"""Lines that make a list."""
_STROKES = re.compile(r"(?<=\S) ?\|(?= ?\S)")


def with_labels(text: str) -> tuple[str, frozenset[int]]:
    """The text with the labels of its lists parted from what is said of them by tabs, and where those tabs stand."""
    places: list[int] = []
    run: list[int] = []
    for start, line in _lines(text):
        place = _place(line)
        if place < 0:
            places += run if len(run) >= _LEAST else ()
            run = []
        else:
            run.append(start + place)
    places += run if len(run) >= _LEAST else ()
    return _tabbed(text, places), frozenset(places)


def with_strokes(text: str) -> str:
    """The text with the strokes between the cells of its rows, two lines or more of as many cells, made tabs."""
    if "|" not in text:
        return text
    places: list[int] = []
    run: list[list[int]] = []
    for start, line in (*_lines(text), (len(text), "")):
        found = [] if "\t" in line else [start + one.end() - 1 for one in _STROKES.finditer(line)]
        if run and len(found) != len(run[-1]):
            places += [place for each in run for place in each] if len(run) >= _LEAST else ()
            run = []
        if found:
            run.append(found)
    return _tabbed(text, places)


def _lines(text: str) -> Iterator[tuple[int, str]]:
    """The lines that are not empty, each with where it starts."""
    start = 0
    for line in text.split("\n"):
        if line.strip():
            yield start, line
        start += len(line) + 1


def _place(line: str) -> int:
    """Where the label of a line ends and a tab is to stand; -1 where it has none."""
    bare = line.rstrip(" ;,；，、.")
    if "\t" in line or len(bare) > _LONGEST:
        return -1
    found = _LINE.match(bare)
    if found is None or _ENDS.search(bare, found.end("label")):
        return -1
    return found.end("dash" if found["dash"] else "colon") - 1


def _tabbed(text: str, places: list[int]) -> str:
    parts, end = [], 0
    for place in places:
        parts += [text[end:place], "\t"]
        end = place + 1
    return "".join([*parts, text[end:]])
