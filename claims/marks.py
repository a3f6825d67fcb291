"""What stands between quotation marks: every kind of mark, nested, over paragraphs, with a closing mark missing.

One pass with a stack per paragraph. Which way a mark points is told by its neighbours and by what is open, not by
the language alone: German »…« and Swiss «…», an English “ and the same sign closing a German „ are all met in one text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from claims.paragraphs import paragraphs
from sources.document import Span


@dataclass(frozen=True, slots=True)
class Marked:
    """Words between marks. `outer` takes in the marks, `inner` the words without the space inside the marks.

    `closed` is false where the closing mark is missing and the words run to the end of the paragraph, `reopened`
    is true where the next paragraph opens with the same mark again, so that nothing is missing. `title` marks are
    those that only ever hold the name of a work (《》).
    """

    outer: Span
    inner: Span
    mark: str
    closed: bool = True
    reopened: bool = False
    title: bool = False


_CLOSERS = {
    "«": "»", "»": "«", "‹": "›", "›": "‹", "“": "”\"", "”": "”", "„": "“”\"", "‟": "”", "‚": "‘’", "‘": "’",
    '"': '"', "'": "'", "＂": "＂", "「": "」", "『": "』", "《": "》", "〈": "〉",
}  # fmt: skip
"""What may close each mark; whether `»` and `”` open at all is told by their neighbours."""
_TITLES = frozenset("《〈")
_SINGLE = frozenset("‘'‚‹›")
"""Marks that are more often an apostrophe, a prime or an inner quote: without a closing mark they are nothing."""
_ALWAYS_OPEN = frozenset("«„‟‚「『《〈")
_MARK = re.compile("[«»‹›“”„‟‚‘’\"'＂「」『』《》〈〉]")
_WORD = re.compile(r"\w")
_AFTER_OPENING = re.compile(r"[\w\[(…¿¡$£€.#@«„“‘‹\"'—–-]")
_BEFORE_OPENING = re.compile(r"[\s(\[{—–\-/:：，,。、；！？>*_«„“‘‹\"'」』”]")
_TERMINAL = re.compile(r"[.!?…,。！？，]\s*$")


def find_marked(text: str) -> tuple[Marked, ...]:
    """The outermost marked spans of `text`, in order. Spaces inside the marks belong to no words."""
    found: list[Marked] = []
    for paragraph in paragraphs(text):
        found.extend(_of_paragraph(text, paragraph, found[-1] if found else None))
    return tuple(found)


def missing_closers(text: str) -> tuple[Span, ...]:
    """The opening marks whose closing mark is missing, so that the words were taken up to the end of the paragraph."""
    left = (one for one in find_marked(text) if not one.closed and not one.reopened)
    return tuple(Span(one.outer.start, one.outer.start + len(one.mark)) for one in left)


@dataclass(slots=True)
class _Open:
    mark: str
    at: int


def _of_paragraph(text: str, paragraph: Span, before: Marked | None) -> Iterator[Marked]:
    stack: list[_Open] = []
    quiet = _Apostrophes(text, paragraph)
    last = 0
    for found in _MARK.finditer(text, paragraph.start, paragraph.end):
        at, sign = found.start(), found.group()
        if quiet.holds(at, sign, bool(stack) and stack[-1].mark):
            continue
        if stack and _closes(text, at, sign, stack, paragraph.end):
            opened = _closed(stack, sign)
            if not stack:
                yield from _marked(text, opened, at + 1)
                last = at + 1
        elif _opens(text, at, sign, paragraph):
            goes_on = before is not None and before.reopened and at == paragraph.start
            stack.append(_Open(before.mark if before is not None and goes_on else sign, at))
        elif not stack and not last and before is not None and _goes_on(before, sign):
            yield from _marked(text, _Open(before.mark, paragraph.start), at + 1, skip=0)
            last = at + 1
    if stack:
        yield from _unclosed(text, stack, paragraph)


def _goes_on(before: Marked, sign: str) -> bool:
    """Whether a closing mark without its opening one ends the quote that the paragraph before left open."""
    return not before.closed and not before.reopened and sign in _CLOSERS[before.mark]


def _closes(text: str, at: int, sign: str, stack: list[_Open], end: int) -> bool:
    if not any(sign in _CLOSERS[one.mark] for one in stack[-3:]):
        return False
    after = text[at + 1] if at + 1 < end else " "
    if sign in "’'":
        return not _WORD.match(after)
    if sign in '"＂' or sign in "“«‹":
        before = text[at - 1]
        return not (_BEFORE_OPENING.match(before) and before not in "»”“‘’'\"-—–。！？，" and _WORD.match(after))
    return True


def _closed(stack: list[_Open], sign: str) -> _Open:
    """Take off the stack what `sign` closes, and whatever was opened inside it and never closed."""
    while True:
        one = stack.pop()
        if sign in _CLOSERS[one.mark] or not stack:
            return one


def _opens(text: str, at: int, sign: str, paragraph: Span) -> bool:
    before = text[at - 1] if at > paragraph.start else " "
    after = text[at + 1] if at + 1 < paragraph.end else " "
    if sign in _ALWAYS_OPEN:
        return True
    if sign == "“":
        return not after.isspace() or _TERMINAL.search(text[max(paragraph.start, at - 2) : at]) is None
    if sign == "‹":
        return bool(_BEFORE_OPENING.match(before)) and not (before.isspace() and after in ".,;:!?")
    if sign in "»›”":
        return bool(_BEFORE_OPENING.match(before) and _WORD.match(after))
    if sign in "\"＂'‘":
        unspaced = "\u3400" <= before <= "\u9fff"
        return bool(_AFTER_OPENING.match(after)) and (unspaced or bool(_BEFORE_OPENING.match(before)))
    return False


class _Apostrophes:
    """Tells the apostrophes, primes and plural possessives of one paragraph from single quotation marks."""

    def __init__(self, text: str, paragraph: Span) -> None:
        self._text = text
        self._end = paragraph.end
        self._last_closing = {sign: self._last(sign, paragraph) for sign in "’'"}

    def _last(self, sign: str, paragraph: Span) -> int:
        """The last place where `sign` may close something: after a word or a stop, before no letter."""
        closing = -1
        at = self._text.rfind(sign, paragraph.start, paragraph.end)
        while at > paragraph.start and closing < 0:
            after = self._text[at + 1] if at + 1 < paragraph.end else " "
            if not _WORD.match(after) and not self._text[at - 1].isspace():
                closing = at
            at = self._text.rfind(sign, paragraph.start, at)
        return closing

    def holds(self, at: int, sign: str, open_mark: str | bool) -> bool:
        """Whether the sign at `at` is no quotation mark."""
        text = self._text
        if sign == '"':
            return at > 0 and text[at - 1].isdigit() and open_mark != '"'
        if sign not in "’'‘" or (sign == "‘" and open_mark == "‚"):
            return False
        before = text[at - 1] if at else " "
        after = text[at + 1] if at + 1 < self._end else " "
        if _WORD.match(before) and _WORD.match(after):
            return True
        if sign != "‘" and open_mark in ("‘", "'", "‚"):
            return before == "s" and after == " " and text[at + 2 : at + 3].islower() and self._last_closing[sign] > at
        if sign == "’":
            return True
        closing = self._last_closing["'" if sign == "'" else "’"]
        return after.isdigit() or closing <= at + 2


def _marked(text: str, opened: _Open, end: int, skip: int = 1) -> Iterator[Marked]:
    """The marked words from an opening mark to just behind its closing one, where there are any."""
    inner = _stripped(text, opened.at + skip, end - 1)
    if inner is not None:
        yield Marked(Span(opened.at, end), inner, opened.mark, title=opened.mark in _TITLES)


def _unclosed(text: str, stack: list[_Open], paragraph: Span) -> Iterator[Marked]:
    opened = next((one for one in stack if one.mark not in _SINGLE), None)
    if opened is None:
        return
    inner = _stripped(text, opened.at + 1, paragraph.end)
    if inner is None:
        return
    rest = text[paragraph.end : paragraph.end + 40].lstrip()
    reopened = rest[:1] == opened.mark or (opened.mark == "«" and rest[:1] == "»")
    yield Marked(Span(opened.at, paragraph.end), inner, opened.mark, closed=False, reopened=reopened)


def _stripped(text: str, start: int, end: int) -> Span | None:
    inner = text[start:end]
    words = inner.strip()
    if not _WORD.search(words):
        return None
    lead = len(inner) - len(inner.lstrip())
    return Span(start + lead, start + lead + len(words))
