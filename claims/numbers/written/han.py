"""Figures in Chinese characters, alone or after digits: 一千四百万, 1.2万, 14亿, 三分之一, 二十多, 三成."""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal
from typing import Final

DIGITS: Final = {
    mark: Decimal(worth)
    for worth, marks in enumerate(("零〇", "一壹", "二两兩贰", "三叁", "四肆", "五伍", "六陆", "七柒", "八捌", "九玖"))
    for mark in marks
}
TENS: Final = {"十": 1, "拾": 1, "百": 2, "佰": 2, "千": 3, "仟": 3}
TWENTIES: Final = {"廿": Decimal(20), "卅": Decimal(30), "卌": Decimal(40)}
MYRIADS: Final = {"万": 4, "萬": 4, "亿": 8, "億": 8, "兆": 12}
PLACES: Final = {mark: Decimal(10) ** power for mark, power in (*TENS.items(), *MYRIADS.items())}
ZERO: Final = Decimal(0)
ONE: Final = Decimal(1)
ZEROS: Final = "零〇"
MARKS: Final = {*DIGITS, *TENS, *TWENTIES, *MYRIADS}
DIGIT_MARKS: Final = "".join(DIGITS)
VAGUE: Final = "数几好"
"""Marks that make a figure too vague to claim one: 数百, 几十, 十几."""
POINT: Final = "点"
HALF: Final = "半"
_FEW_DIGITS: Final = re.compile(r"\d{1,4}(?!\d)")
PART_OF: Final = ("分之", "分の")
TIME_AFTER: Final = "十分钟半"
OVER: Final = "多余餘"
ABOUT: Final = "来來"
"""After a round figure and before a unit: 十来个."""
GO_ON: Final = {*MARKS, *(part[0] for part in PART_OF), *OVER, *ABOUT}
"""Marks with which a figure may go on after its digits."""
LONGEST_HAN: Final = 40
IsUnit = Callable[[int], bool]
"""Whether a unit begins at a place: 千 is no scale in 3千克, nor 兆 in 300兆瓦."""


def read_han(
    low: str, at: int, end: int, digits: Decimal | None, is_unit: IsUnit
) -> tuple[int, Decimal, Decimal, str] | None:
    """End, worth, worth of the last place, and form ("/" a fraction, "+" over, "~" about) of the figure at `at`.

    `digits` is the worth of the digits that stand in `[at, end)`, where there are any: they must be followed by
    a scale here to make a figure of this kind.
    """
    mark = low[end : end + 1]
    if digits is None and mark == HALF:
        return at + 1, Decimal("0.5"), Decimal("0.1"), ""
    if mark not in (MARKS if digits is None else GO_ON):
        return None
    whole = _read_integer(low, end, digits, is_unit) or _lone_myriad(low, at, digits)
    if whole is None:
        return None
    stop, value, step = whole
    if low.startswith(PART_OF, stop):
        return _read_fraction(low, stop + 2, value, is_unit)
    plus = ""
    if low[stop : stop + 1] in OVER and low[stop : stop + 1] and (stop > end or digits is not None):
        plus, stop = "+", stop + 1
        if (power := MYRIADS.get(low[stop : stop + 1])) is not None and value < Decimal(10) ** power:
            value, step, stop = value.scaleb(power), step.scaleb(power), stop + 1
    elif low[stop : stop + 1] in ABOUT and low[stop : stop + 1] and value % 10 == 0 and is_unit(stop + 1):
        plus, stop = "~", stop + 1
    if stop == end:
        return None
    return stop, value, step, plus


def _lone_myriad(low: str, at: int, digits: Decimal | None) -> tuple[int, Decimal, Decimal] | None:
    """万 with nothing before it: 万分之五, 近万名."""
    power = MYRIADS.get(low[at : at + 1]) if digits is None else None
    return None if power is None else (at + 1, Decimal(10) ** power, Decimal(10) ** power)


def _read_fraction(low: str, at: int, under: Decimal, is_unit: IsUnit) -> tuple[int, Decimal, Decimal, str] | None:
    digits = _FEW_DIGITS.match(low, at)
    upper = (digits.end(), Decimal(digits[0])) if digits else _read_integer(low, at, None, is_unit)
    if upper is None or not under or upper[1] > under:
        return None
    return upper[0], upper[1] / under, Decimal("0.01"), "/"


class _Sum:
    """A positional figure built mark by mark; `take` says whether the next mark still belongs to it."""

    def __init__(self, digits: Decimal | None) -> None:
        self.digits = digits
        self.total = self.section = self.place = ZERO
        self.figure = digits
        exponent = 0 if digits is None else digits.as_tuple().exponent
        self.step = ONE.scaleb(exponent) if exponent and isinstance(exponent, int) else ONE

    def take(self, mark: str) -> bool:
        if mark in DIGITS:
            return self._digit(mark)
        if mark in TWENTIES:
            return self._twenty(mark)
        return self._ten(mark) if mark in TENS else self._myriad(mark)

    def _digit(self, mark: str) -> bool:
        if self.figure is not None and self.figure != 0:
            return False
        self.figure, self.step = DIGITS[mark], ONE
        if mark in ZEROS:
            self.place = ZERO
        return True

    def _ten(self, mark: str) -> bool:
        place = PLACES[mark]
        first = self.figure is not None and self.figure == self.digits and not self.section
        self.section += (ONE if self.figure is None else self.figure) * place
        self.step = self.step * place if first else place
        self.figure, self.place = None, place
        return True

    def _twenty(self, mark: str) -> bool:
        if self.figure:
            return False
        self.section += TWENTIES[mark]
        self.figure, self.place, self.step = None, Decimal(10), Decimal(10)
        return True

    def _myriad(self, mark: str) -> bool:
        power = PLACES[mark]
        self.section += self.figure or 0
        if not self.section and not self.total:
            return False
        self.step *= power
        if power > self.total:
            self.total = (self.total + self.section) * power
        else:
            self.total += self.section * power
        self.section, self.figure, self.place = ZERO, None, power
        return True

    def worth(self) -> Decimal:
        """The figure so far. A digit right after a place counts tenths of it: 两千五 is 2,500."""
        last = self.figure or ZERO
        if self.place > 10 and last:
            last *= self.place / 10
            self.step = self.place / 10
        return self.total + self.section + last


def _read_integer(low: str, at: int, digits: Decimal | None, is_unit: IsUnit) -> tuple[int, Decimal, Decimal] | None:
    """The positional reading; `digits` stands in for the first mark."""
    summed, end = _Sum(digits), at
    for stop in range(at, min(len(low), at + LONGEST_HAN)):
        mark = low[stop]
        if mark not in MARKS:
            break
        if (mark == "兆" or (mark in TENS and (stop == at or summed.figure is None))) and is_unit(stop):
            break
        if not summed.take(mark):
            if mark in DIGITS and end - at == 1 and not low[stop + 1 : stop + 2].strip(DIGIT_MARKS):
                return None  # 二〇二五, a year read out, or a lone pair
            break
        end = stop + 1
    if end == at and digits is None:
        return None
    return (
        _with_decimals(low, end, summed.worth(), summed.step) if digits is None else (end, summed.worth(), summed.step)
    )


def _with_decimals(low: str, at: int, whole: Decimal, step: Decimal) -> tuple[int, Decimal, Decimal]:
    """三点五: digits read out after the point. A time (三点二十分) has tens or minutes after it."""
    end = at + 1
    while low[at : at + 1] == POINT and end < len(low) and end - at < LONGEST_HAN and low[end] in DIGITS:
        end += 1
    if end == at + 1 or (end < len(low) and low[end] in TIME_AFTER):
        return at, whole, step
    places = "".join(str(DIGITS[mark]) for mark in low[at + 1 : end])
    value, step = whole + Decimal(f"0.{places}"), Decimal(1).scaleb(at + 1 - end)
    if (power := MYRIADS.get(low[end : end + 1])) is not None:
        return end + 1, value.scaleb(power), step.scaleb(power)
    return end, value, step
