"""Where the paragraphs of a text lie, whether it has a blank line between them, one line each, or wrapped lines."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise
from typing import Final

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
    return tuple(_paragraphs(text))


def _paragraphs(text: str) -> Iterator[Span]:
    start = 0
    for blank in _BLANK.finditer(text):
        yield from _of_block(text, start, blank.start())
        start = blank.end()
    yield from _of_block(text, start, len(text))


def _of_block(text: str, start: int, end: int) -> Iterator[Span]:
    if text.find("\n", start, end) < 0:
        yield from _trimmed(text, start, end)
        return
    lines = [line.span() for line in _LINE.finditer(text, start, end)]
    if not lines:
        return
    width = max(b - a for a, b in lines)
    begin = lines[0][0]
    for (a, b), (c, d) in pairwise(lines):
        if _breaks(text[a:b], text[c:d], width):
            yield from _trimmed(text, begin, b)
            begin = c
    yield from _trimmed(text, begin, lines[-1][1])


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


def _trimmed(text: str, start: int, end: int) -> Iterator[Span]:
    inner = text[start:end]
    lead = len(inner) - len(inner.lstrip())
    if lead < len(inner):
        yield Span(start + lead, start + len(inner.rstrip()))
