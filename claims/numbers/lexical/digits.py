"""Digits with their separators: `12 500`, `1.234,5`, `1’234’567`, `12,34,567`."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Final

DIGITS: Final = re.compile(r"\d{1,3}(?: \d{3})+(?!\d)(?:[.,]\d+)?|\d+(?:[.,'·]\d+)*")
"""A run of digits with what may part them."""
_NOTE_MARK: Final = re.compile(r"(?<!(?<![\d.,])\d{4})[⁰¹²³⁴-⁹]{1,3}+(?= [^\W\d_])")
FIRST_RAISED: Final = "²"
"""The first of the raised digits by its code."""
MILLIONS: Final = re.compile(r"\d{1,3}'\d{3}")
"""What stands before the thousands mark where an apostrophe marks the millions: Mexican `1'250,000`."""
LONGEST: Final = 40
"""Digits of the longest run that is a figure: beyond it stand account numbers, hashes and hostile input."""


def after_note(text: str, at: int) -> int:
    """The place after the mark of a note between a figure and its word: `19,8¹ millions`; not after a year."""
    if text[at : at + 1] < FIRST_RAISED:  # nearly all that is read: the pattern would take three times as long
        return at
    found = _NOTE_MARK.match(text, at)
    return found.end() if found else at


def parse_digits(written: str, decimal: str, groups: str) -> tuple[Decimal, int] | None:
    """The worth of digits with separators, and how many of them stand after the decimal mark.

    `decimal` is the language's mark, `groups` what it writes between thousands. The other mark is read the only way
    that makes sense: `1.5` in French is one and a half. Dates, versions and the like (`3.0.1`) give None.
    """
    if len(written) > 2 * LONGEST:
        return None
    if written.isdigit():
        return (Decimal(written), 0) if len(written) <= LONGEST else None
    plain = written.replace(" ", "")
    marks = [mark for mark in plain if not mark.isdigit()]
    whole, part = plain, ""
    if marks:
        last = marks[-1]
        head, _, tail = plain.rpartition(last)
        if _ends_in_decimals(head, tail, last, decimal, groups, " " in written):
            whole, part = head, tail
    figures = _ungroup(whole)
    if figures is None or len(figures) + len(part) > LONGEST:
        return None
    return Decimal(f"{figures}.{part}" if part else figures), len(part)


_ALONE: Final = r"[0-9](?<![\d.,:/]\d){}(?![\d:/]|[.,]\d)"
"""The digit comes first, so that the search runs from digit to digit; those of ASCII, for which one look is enough."""
_SURE: Final = (
    r"(?:\d*[{mark}](?:\d\d?|\d{{4,6}})|\d{{0,2}}(?:[{other}]\d{{3}})+[{mark}]\d+"
    r"|\d{{0,2}}(?:[{other}]\d{{3}}){{2,}}|\d{{0,2}}[{other}]\d00)"
)
"""What is read one way only: decimals of one or two digits, thousands with decimals, several thousands, and hundreds
behind a mark, for nobody writes 1.900 for 1.9."""
_POINT: Final = re.compile(_ALONE.format(_SURE.format(mark=".", other=",")))
_COMMA: Final = re.compile(_ALONE.format(_SURE.format(mark=",", other=".")))
_HOUR: Final = re.compile(r" ?h(?:oras?|rs?)?\b")
_CLOCK: Final = re.compile(r"(?:[01]?\d|2[0-3])\.[0-5]\d")


def decimal_mark(text: str, decimal: str) -> str:
    """The decimal mark of a text in a language where both are written, by its figures that can be read one way only.

    `decimal` is the more usual mark; it stays unless the text has the other one only. Times (`14.30 horas`, `a las
    7.30`) do not count. The whole text is looked at once.
    """
    points = sum(not _is_time(text, found) for found in _POINT.finditer(text))
    if points and not _COMMA.search(text):
        return "."
    return decimal


def _is_time(text: str, found: re.Match[str]) -> bool:
    at_hour = text[max(0, found.start() - len("a las ")) : found.start()].endswith((" las ", " la "))
    return _HOUR.match(text, found.end()) is not None or (at_hour and _CLOCK.fullmatch(found[0]) is not None)


def _ends_in_decimals(head: str, tail: str, mark: str, decimal: str, groups: str, spaced: bool) -> bool:
    if mark == "·" or (mark == "'" and len(tail) < 3 and head.isdigit()):
        return True
    if mark == "'" or mark in head:
        return False
    if len(tail) == 3 and MILLIONS.fullmatch(head):
        return False
    if (mark == decimal and mark not in groups) or spaced or not head.isdigit():
        return True
    return not (mark in groups and len(tail) == 3 and len(head) <= 3 and head[0] != "0")


def _ungroup(whole: str) -> str | None:
    """Digits without their group marks; None where the groups are no thousands (nor Indian lakhs)."""
    if whole.isdigit():
        return whole
    if len(whole) > 4 and not whole[-4].isdigit() and MILLIONS.fullmatch(whole[:-4]):
        whole = whole.replace("'", whole[-4])
    mark = next(letter for letter in whole if not letter.isdigit())
    first, *rest = whole.split(mark)
    if not all(group.isdigit() for group in (first, *rest)) or len(rest[-1]) != 3:
        return None
    sizes = {len(group) for group in rest[:-1]}
    if len(first) <= 3 and sizes <= {3}:
        return first + "".join(rest)
    if mark == "," and len(first) <= 2 and sizes <= {2}:
        return first + "".join(rest)
    return None
