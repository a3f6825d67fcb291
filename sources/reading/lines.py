"""Lines of a text and the paragraphs they make, with where they stand."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from sources.document import Span

RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")  # digits raised after a figure: the mark of a note is none of it
MAX_WRAPPED = 120  # characters: longer lines were not broken by hand, so each is a paragraph of its own
_SHORT = 0.6  # of the longest line: shorter ones were not filled
_ITEM_LINES = 5  # from one numbered item to the next, blank lines counted
_LINE = re.compile(r"[^\n\r\f\v\x85\u2028\u2029]*(?:\r\n|[\n\r\f\v\x85\u2028\u2029]|\Z)")
_BULLET = re.compile(r"[•‣◦▪▸●○■□·∙⁃*+-](?=\s)\s*|[•‣▪●](?=\S)")
_NUMBER = re.compile(r"\(?(\d{1,3})[.)](?=\s)\s*")
_SENTENCE_END = re.compile(r"[.!?…。！？:：;；][\"'”’»›）)\]」』*_\s]*$")
_WIDE = re.compile(r"[\u3000-\u9fff\uac00-\ud7af\uff00-\uffef]")


@dataclass(frozen=True, slots=True)
class Line:
    """A line without the white space around it. `body` leaves out the mark of a list item, too."""

    span: Span
    body: Span
    number: int = 0

    @property
    def is_blank(self) -> bool:
        return not len(self.span)

    @property
    def is_item(self) -> bool:
        return self.body.start > self.span.start

    def end_of(self, text: str) -> str:
        """Its last characters, where a sentence would end."""
        return text[max(self.span.start, self.span.end - 20) : self.span.end]


def ends_sentence(text: str) -> bool:
    """Whether a text ends like a sentence, or leads on to one."""
    return bool(_SENTENCE_END.search(text[-20:]))


def width(text: str) -> int:
    """How many columns a text takes, as far as it matters for where lines were broken."""
    return len(text) + len(_WIDE.findall(text))


def lines(text: str) -> list[Line]:
    """All lines of a text, blank ones too; numbers count as list marks only where they follow each other."""
    found = [_line(text, match.start(), match.group()) for match in _LINE.finditer(text)]
    numbered = [place for place, line in enumerate(found) if line.number]
    in_row = set()
    for a, b in pairwise(numbered):
        if found[b].number == found[a].number + 1 and b - a <= _ITEM_LINES:
            in_row |= {a, b}
    for place in numbered:
        if place not in in_row:
            found[place] = Line(found[place].span, found[place].span)
    return found


def _line(text: str, at: int, raw: str) -> Line:
    start = at + len(raw) - len(raw.lstrip())
    span = Span(start, max(start, at + len(raw.rstrip())))
    number = _NUMBER.match(text, span.start, span.end)
    mark = number or _BULLET.match(text, span.start, span.end)
    if mark is None or mark.end() >= span.end:
        return Line(span, span)
    return Line(span, Span(mark.end(), span.end), int(number.group(1)) if number else 0)


def groups(found: list[Line]) -> Iterator[list[Line]]:
    """Runs of lines with no blank line between."""
    group: list[Line] = []
    for line in found:
        if not line.is_blank:
            group.append(line)
        elif group:
            yield group
            group = []
    if group:
        yield group


def paragraphs(text: str, group: list[Line]) -> Iterator[list[Line]]:
    """Cut a run of lines into paragraphs: lines that were broken by hand are put together again.

    A line was broken where the next word would not have fitted any more. A line that had room ended on purpose if
    it ends a sentence or is short, unless the next goes on with a small letter.
    """
    columns = max(width(line.span.of(text)) for line in group)
    paragraph = [group[0]]
    for before, line in pairwise(group):
        if line.is_item or columns > MAX_WRAPPED or _ended_on_purpose(text, before, line, columns):
            yield paragraph
            paragraph = []
        paragraph.append(line)
    yield paragraph


def _ended_on_purpose(text: str, before: Line, line: Line, columns: int) -> bool:
    following = line.span.of(text)
    first = following[0] if _WIDE.match(following) else following.split(maxsplit=1)[0]
    used = width(before.span.of(text))
    stops = ends_sentence(before.end_of(text)) or used < _SHORT * columns
    return stops and used + 1 + width(first) < columns and not following[0].islower()
