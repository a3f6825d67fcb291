"""What stands between quotation marks: every kind of mark, nested, over paragraphs, with a closing mark missing.

One pass with a stack per paragraph. Which way a mark points is told by its neighbours and by what is open, not by
the language alone: German »…« and Swiss «…», an English “ and the same sign closing a German „ are all met in one text.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, NamedTuple

from claims.paragraphs import paragraphs
from claims.spans import trimmed
from sources.document import Span


class Marked(NamedTuple):
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


_CLOSERS: Final = {
    "«": "»", "»": "«", "‹": "›", "›": "‹", "“": "”\"", "”": "”", "„": "“”\"", "‟": "”", "‚": "‘’", "‘": "’",
    '"': '"', "'": "'", "＂": "＂", "「": "」", "『": "』", "《": "》", "〈": "〉",
}  # fmt: skip
"""What may close each mark; whether `»` and `”` open at all is told by their neighbours."""
_TITLES: Final = frozenset("《〈")
FARTHEST_MARK: Final = 400
"""Characters behind what may be a plural possessive in which the next mark tells whether it is one."""
_SINGLE: Final = frozenset("‘'‚‹›")
"""Marks that are more often an apostrophe, a prime or an inner quote: without a closing mark they are nothing."""
_ALWAYS_OPEN: Final = frozenset("«„‟‚「『《〈")
_MARK: Final = re.compile(r"[«»‹›“”„‟‚‘\"＂「」『』《》〈〉’'](?!(?<=\w['’])\w)")
"""Any mark. An apostrophe between two letters is none."""
_UNSURE: Final = frozenset("\"‘’'")
"""Signs that may be no mark but an apostrophe or a prime."""
_WORD: Final = re.compile(r"\w")
_AFTER_OPENING: Final = frozenset("_[(…¿¡$£€.#@«„“‘‹\"'—–-")
"""Signs that may open what stands between marks; so may letters and digits."""
_BEFORE_OPENING: Final = frozenset("([{—–-/:：，,。、；！？>*_«„“‘‹\"'」』”")
"""Signs behind which a mark may open; so it may behind white space."""
_TERMINAL: Final = re.compile(r"[.!?…,。！？，]\s*$")


@lru_cache(maxsize=2)
def find_marked(text: str) -> tuple[Marked, ...]:
    """The outermost marked spans of `text`, in order. Spaces inside the marks belong to no words."""
    found: list[Marked] = []
    places = [one.start() for one in _MARK.finditer(text)]
    last = 0
    for paragraph in paragraphs(text):
        first, last = last, bisect_left(places, paragraph.end, last)
        if last > first:  # half of the paragraphs have no marks
            _read_paragraph(text, paragraph, places[first:last], found)
    return tuple(found)


def missing_closers(text: str) -> tuple[Span, ...]:
    """The opening marks whose closing mark is missing, so that the words were taken up to the end of the paragraph."""
    left = (one for one in find_marked(text) if not one.closed and not one.reopened)
    return tuple(Span(one.outer.start, one.outer.start + len(one.mark)) for one in left)


@dataclass(slots=True)
class _Open:
    """An opening mark: what it is, where it stands, and where the words behind it begin."""

    mark: str
    at: int
    words: int


def _read_paragraph(text: str, paragraph: Span, places: list[int], found: list[Marked]) -> None:
    """Add the marked spans of a paragraph with marks at those places."""
    before = found[-1] if found else None
    stack: list[_Open] = []
    quiet = _Apostrophes(text, paragraph)
    last = 0
    for at in places:
        sign = text[at]
        if sign in _UNSURE and quiet.holds(at, sign, stack[-1].mark if stack else ""):
            continue
        opened = None
        if stack and _closes(text, at, sign, stack, paragraph.end):
            one = _closed(stack, sign)
            opened = None if stack else one
        elif _opens(text, at, sign, paragraph):
            goes_on = before is not None and before.reopened and at == paragraph.start
            stack.append(_Open(before.mark if before is not None and goes_on else sign, at, at + 1))
        elif not stack and not last and before is not None and _goes_on(before, sign):
            opened = _Open(before.mark, paragraph.start, paragraph.start)
        if opened is not None:
            last = at + 1
            inner = _stripped(text, opened.words, at)
            if inner is not None:
                found.append(Marked(Span(opened.at, last), inner, opened.mark, title=opened.mark in _TITLES))
    if stack:
        _add_unclosed(text, stack, paragraph, found)


def _goes_on(before: Marked, sign: str) -> bool:
    """Whether a closing mark without its opening one ends the quote that the paragraph before left open."""
    return not before.closed and not before.reopened and sign in _CLOSERS[before.mark]


def _closes(text: str, at: int, sign: str, stack: list[_Open], end: int) -> bool:
    if sign not in _CLOSERS[stack[-1].mark] and not any(sign in _CLOSERS[one.mark] for one in stack[-3:-1]):
        return False
    after = text[at + 1] if at + 1 < end else " "
    if sign in "’'":
        return not _is_word(after)
    if sign in '"＂' or sign in "“«‹":
        before = text[at - 1]
        return not (_may_precede(before) and before not in "»”“‘’'\"-—–。！？，" and _is_word(after))
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
        return _may_precede(before) and not (before.isspace() and after in ".,;:!?")
    if sign in "»›”":
        return _may_precede(before) and _is_word(after)
    if sign in "\"＂'‘":
        unspaced = "\u3400" <= before <= "\u9fff"
        return (after.isalnum() or after in _AFTER_OPENING) and (unspaced or _may_precede(before))
    return False


def _is_word(sign: str) -> bool:
    return sign.isalnum() or sign == "_"


def _may_precede(sign: str) -> bool:
    """Whether a mark may open behind a sign."""
    return sign.isspace() or sign in _BEFORE_OPENING


class _Apostrophes:
    """Tells the apostrophes, primes and plural possessives of one paragraph from single quotation marks."""

    def __init__(self, text: str, paragraph: Span) -> None:
        self._text = text
        self._start = paragraph.start
        self._end = paragraph.end
        self._closing: dict[str, int] = {}

    def _last_closing(self, sign: str) -> int:
        """The last place where `sign` may close something: after a word or a stop, before no letter; else -1."""
        if sign not in self._closing:
            at = self._text.rfind(sign, self._start, self._end)
            while at > self._start and not self._may_close(at):
                at = self._text.rfind(sign, self._start, at)
            self._closing[sign] = at if at > self._start else -1
        return self._closing[sign]

    def _may_close(self, at: int) -> bool:
        after = self._text[at + 1] if at + 1 < self._end else " "
        return not _is_word(after) and not self._text[at - 1].isspace()

    def _opens_next(self, at: int, mark: str, sign: str) -> bool:
        """Whether the next mark opens another quotation, so that the one at `at` closes its own."""
        end = min(self._end, at + FARTHEST_MARK)
        opening = self._text.find(" " + mark, at + 1, end)
        closing = next((i for i in range(at + 1, opening) if self._text[i] == sign and self._may_close(i)), -1)
        return opening >= 0 and closing < 0

    def holds(self, at: int, sign: str, open_mark: str) -> bool:
        """Whether the sign at `at` is no quotation mark."""
        text = self._text
        if sign == '"':
            return at > 0 and text[at - 1].isdigit() and open_mark != '"'
        if sign == "‘" and open_mark == "‚":
            return False
        before = text[at - 1] if at else " "
        after = text[at + 1] if at + 1 < self._end else " "
        if sign == "‘" and _is_word(before) and _is_word(after):
            return True
        if sign != "‘" and open_mark in ("‘", "'", "‚"):
            plural = before == "s" and after == " " and text[at + 2 : at + 3].islower()
            return plural and self._last_closing(sign) > at and not self._opens_next(at, open_mark, sign)
        if sign == "’":
            return True
        return after.isdigit() or self._last_closing("'" if sign == "'" else "’") <= at + 2


def _add_unclosed(text: str, stack: list[_Open], paragraph: Span, found: list[Marked]) -> None:
    """Add what was opened in a paragraph and never closed."""
    opened = next((one for one in stack if one.mark not in _SINGLE), None)
    if opened is None:
        return
    inner = _stripped(text, opened.at + 1, paragraph.end)
    if inner is None:
        return
    rest = text[paragraph.end : paragraph.end + 40].lstrip()
    reopened = rest[:1] == opened.mark or (opened.mark == "«" and rest[:1] == "»")
    found.append(Marked(Span(opened.at, paragraph.end), inner, opened.mark, closed=False, reopened=reopened))


def _stripped(text: str, start: int, end: int) -> Span | None:
    return trimmed(text, start, end) if _WORD.search(text, start, end) else None
