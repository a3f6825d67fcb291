"""Lists whose lines are a label and what is said of it: "Visitors: 18,240", "Anna Berg – 3:05:40", "客流：4.2万".

Such a line is the row of a table that has one column and no head. It is given the tab that parts the cells of any
other row. The tab takes the place of a space, or of the mark where no space follows it, so that every letter stays
where it is. Lines whose cells are parted by upright strokes are rows of a table with a head.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from sources.document import Span

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
_PARTED, _COMMAS = ";；:：(（\t\n", ",，、"
"""Marks before which a label does not begin."""
_LED = re.compile(r"([:：,，]) ?\Z")
_NAME = 40
"""Letters of a line that only names something."""
_FIGURES = re.compile(rf"\A[^\d\n]{{0,30}}{_FIGURE}")
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


def with_terms(text: str) -> tuple[str, frozenset[int]]:
    """The text with each line that only names what the next one gives figures of joined to that, and where by a tab.

    Two such pairs or more, name and figures by turns, as a page sets its terms with what is said of them: a name before
    the first and figures behind the last, so that it is known which of the two leads.
    """
    lines = list(_lines(text))
    kinds = [_kind(line) for _, line in lines]
    gaps: list[tuple[int, int]] = []
    at = 0
    while at < len(lines):
        end = at
        while kinds[end : end + 2] == ["name", "figures"]:
            end += 2
        led = at > 0 and kinds[at - 1] == "figures"
        if end - at >= 2 * _LEAST and not led and kinds[end : end + 1] != ["name"]:
            names = range(at, end, 2)
            gaps += [(lines[one][0] + len(lines[one][1].rstrip()), lines[one + 1][0]) for one in names]
        at = max(end, at + 1)
    parts, place = [], 0
    for start, end in gaps:
        parts += [text[place:start], "\t", " " * (end - start - 1)]
        place = end
    return "".join([*parts, text[place:]]), frozenset(start for start, _ in gaps)


def _kind(line: str) -> str:
    """Whether a line is a name, figures with a few words, or anything else."""
    bare = line.strip()
    if "\t" in line or len(bare) > _LONGEST or _ENDS.search(bare) or bare.endswith(tuple(".!?。！？:：;；")):
        return ""
    if any(map(str.isdecimal, bare)):
        return "figures" if _FIGURES.search(bare) else ""
    return "name" if len(bare) <= _NAME else ""


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


def label_of_part(text: str, sentence: Span, figure: Span) -> Span:
    """What a sentence calls one of its figures: "cereals" in "of these pulses: 12 t; cereals: 39 t".

    Empty where no colon leads to it; in a sentence with semicolons a comma may (cereals, 39 t; pulses, 12 t).
    """
    nowhere = Span(figure.start, figure.start)
    led = _LED.search(text, sentence.start, figure.start)
    if led is None:
        return nowhere
    comma = led[1] in _COMMAS
    before = text[sentence.start : led.start()]
    start = max(before.rfind(mark) for mark in _PARTED + ("" if comma else _COMMAS)) + 1
    label = Span(sentence.start + start, led.start())
    plain = not any(map(str.isdecimal, label.of(text)))
    return label if not comma or (plain and any(mark in sentence.of(text) for mark in ";；")) else nowhere


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
