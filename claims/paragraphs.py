"""Where the paragraphs of a text lie, whether it has a blank line between them, one line each, or wrapped lines."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise
from typing import Final

from claims.spans import trimmed
from sources.document import Span

WIDEST_WRAP: Final = 110
"""Characters. A text whose longest line is longer is not wrapped: there every line is a paragraph of its own."""

_BLANK: Final = re.compile(r"\n(?:[^\S\n]*\n)+")
_LINE: Final = re.compile(r"[^\n]+")
SHORT: Final = 0.75
"""Of the longest line: a line that is shorter than this with the next word added ended because a paragraph did."""

_STARTS_ANEW: Final = re.compile(r"[^\S\n]*(?:[-*+•·▪‣○#—–―]|\d{1,3}[.)]\s|\(?[a-z0-9]\)\s|\|)")
_STANDS_ALONE: Final = re.compile(r"[^\S\n]*(?:#{1,6}\s|\||[=\-*_]{3,}\s*$)")
_QUOTED: Final = re.compile(r"[^\S\n]*>")
_ENDED: Final = re.compile(r"[。！？：；…!?:][”’」』）)]*\s*$")
_UNSPACED: Final = re.compile(r"[^\S\n]*[“‘「『（《]?[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]")
_HARD_BREAK: Final = re.compile(r"(?: {2,}|\\)$")


@lru_cache(maxsize=2)
def paragraphs(text: str) -> tuple[Span, ...]:
    """The paragraphs of `text` in order, without the white space around them.

    A blank line always ends one. A single line feed does where the next line is a list item, a heading, a quoted
    line or dialogue, or where the line is shorter than it had to be; else it is a wrapped line and a mere space.
    """
    found: list[Span] = []
    start = 0
    for blank in _BLANK.finditer(text):
        _read_block(text, start, blank.start(), found)
        start = blank.end()
    _read_block(text, start, len(text), found)
    return tuple(found)


def _read_block(text: str, start: int, end: int, found: list[Span]) -> None:
    """Add the paragraphs of what stands between blank lines."""
    if text.find("\n", start, end) < 0:
        _add(text, start, end, found)
        return
    lines = [line.span() for line in _LINE.finditer(text, start, end)]
    if not lines:
        return
    width = max(b - a for a, b in lines)
    begin = lines[0][0]
    for (a, b), (c, d) in pairwise(lines):
        if _breaks(text[a:b], text[c:d], width):
            _add(text, begin, b, found)
            begin = c
    _add(text, begin, lines[-1][1], found)


def _breaks(line: str, following: str, width: int) -> bool:
    """Whether the line feed between the two lines ends a paragraph."""
    if _QUOTED.match(line) and _QUOTED.match(following):
        return False
    if width > WIDEST_WRAP or _STANDS_ALONE.match(line) or _STARTS_ANEW.match(following) or _HARD_BREAK.search(line):
        return True
    if _QUOTED.match(line):
        return True
    if _UNSPACED.match(following):
        return bool(_ENDED.search(line)) or len(line.rstrip()) < SHORT * width
    words = following.split(maxsplit=1)
    return bool(words) and len(line.rstrip()) + 1 + len(words[0]) < SHORT * width


def _add(text: str, start: int, end: int, found: list[Span]) -> None:
    """Add a stretch without the white space around it, if there is anything else."""
    span = trimmed(text, start, end)
    if span is not None:
        found.append(span)
