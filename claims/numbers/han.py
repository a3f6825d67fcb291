"""Figures in Chinese characters, alone or after digits: 一千四百万, 1.2万, 14亿, 三分之一, 二十多, 三成."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

DIGITS = {
    mark: Decimal(worth)
    for worth, marks in enumerate(("零〇", "一壹", "二两兩贰", "三叁", "四肆", "五伍", "六陆", "七柒", "八捌", "九玖"))
    for mark in marks
}
TENS = {"十": 1, "拾": 1, "百": 2, "佰": 2, "千": 3, "仟": 3}
MYRIADS = {"万": 4, "萬": 4, "亿": 8, "億": 8, "兆": 12}
OVER = "多余餘"
LONGEST_HAN = 40
IsUnit = Callable[[int], bool]
"""Whether a unit begins at a place: 千 is no scale in 3千克, nor 兆 in 300兆瓦."""


def read_han(
    low: str, at: int, end: int, digits: Decimal | None, is_unit: IsUnit
) -> tuple[int, Decimal, Decimal, str] | None:
    """End, worth, worth of the last place, and form ("/" a fraction, "+" somewhat more) of the figure at `at`.

    `digits` is the worth of the digits that stand in `[at, end)`, where there are any: they must be followed by
    a scale here to make a figure of this kind.
    """
    if digits is None and low.startswith("半", at):
        return at + 1, Decimal("0.5"), Decimal("0.1"), ""
    whole = _read_integer(low, end, digits, is_unit)
    if whole is None:
        return None
    stop, value, step = whole
    if low.startswith("分之", stop) and digits is None:
        return _read_fraction(low, stop + 2, value, is_unit)
    plus = ""
    if low[stop : stop + 1] in OVER and low[stop : stop + 1] and (stop > end or digits is not None):
        plus, stop = "+", stop + 1
        if (power := MYRIADS.get(low[stop : stop + 1])) is not None and value < Decimal(10) ** power:
            value, step, stop = value.scaleb(power), step.scaleb(power), stop + 1
    if stop == end:
        return None
    return stop, value, step, plus


def _read_fraction(low: str, at: int, under: Decimal, is_unit: IsUnit) -> tuple[int, Decimal, Decimal, str] | None:
    upper = _read_integer(low, at, None, is_unit)
    if upper is None or not under or upper[1] >= under:
        return None
    return upper[0], upper[1] / under, Decimal("0.01"), "/"


def _read_integer(low: str, at: int, digits: Decimal | None, is_unit: IsUnit) -> tuple[int, Decimal, Decimal] | None:
    """The positional reading; `digits` stands in for the first mark."""
    total, section, figure = Decimal(0), Decimal(0), digits
    step, end = Decimal(1), at
    if digits is not None:
        exponent = digits.as_tuple().exponent
        step = Decimal(1).scaleb(exponent) if isinstance(exponent, int) else step
    string = ""
    for stop in range(at, min(len(low), at + LONGEST_HAN)):
        mark = low[stop]
        if (mark == "兆" or (stop == at and digits is not None and mark in TENS)) and is_unit(stop):
            break
        if mark in DIGITS:
            if figure is not None and digits is None and section == 0 and total == 0:
                string += mark  # 二〇二五: a year read out
            elif figure is not None and mark not in "零〇":
                break
            figure, step = DIGITS[mark], Decimal(1)
            string = string or mark
        elif mark in TENS:
            place = Decimal(10) ** TENS[mark]
            section += (Decimal(1) if figure is None else figure) * place
            step = step * place if figure is not None and figure == digits else place
            figure = None
        elif mark in MYRIADS:
            power = Decimal(10) ** MYRIADS[mark]
            section += figure or 0
            step = step * power
            if not section and not total:
                break
            total, section = (total + section) * power if power > total else total + section * power, Decimal(0)
            figure = None
        else:
            break
        end = stop + 1
    if end == at and digits is None or len(string) > 1:
        return None
    return end, total + section + (figure or 0), step
