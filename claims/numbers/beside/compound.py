"""Amounts of two or three parts that are one figure: `1 hour 12 minutes`, `6 ft 2 in`, `3 euros 50`, `3块5`."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Final

from claims.numbers.beside.named_units import measure_at, money_at
from claims.numbers.beside.rates import with_rate
from claims.numbers.beside.units import canonical_unit, convert
from claims.numbers.figures import AS_DIGITS, AS_WORDS, CURRENCY, DURATION, MEASURE, PERCENT, Numeral, Unit
from claims.numbers.lexical.phrases import HAN
from claims.numbers.lexical.view import View
from claims.numbers.written.numerals import read_numeral

SMALLER: Final = {
    "a": ("mo",),
    "mo": ("wk", "d"),
    "wk": ("d",),
    "d": ("h",),
    "h": ("min",),
    "min": ("s",),
    "ft": ("in",),
    "st": ("lb",),
    "lb": ("oz",),
    "m": ("cm",),
    "kg": ("g",),
    "t": ("kg",),
    "km": ("m",),
}
"""What may follow a unit in one amount: the next smaller one that people say together with it."""
MINOR: Final = {"ct": Decimal(100), "p": Decimal(100), "jiao": Decimal(10), "fen": Decimal(100)}
"""How many of a coin make one of the currency named before it."""
CLOCK: Final = ("h", "min", "d")
"""Units after which those of an amount are times."""
TENTHS_AFTER: Final = ("一", "二", "两", "三", "四", "五", "六", "七", "八", "九", "半")
BARE: Final = {"h": "min", "m": "cm", "ft": "in"}
"""What a second figure without a unit stands for: 2 h 20, 1 m 75, 6 foot 2."""
MOST_PARTS: Final = 3
KINDS: Final = (CURRENCY, DURATION, MEASURE, PERCENT)


@dataclass(slots=True)
class Amount:
    """An amount that goes on: its end, the end of its last figure, its unit, its worth in it, and its last place."""

    end: int
    figure_end: int
    unit: Unit
    value: Decimal
    step: Decimal


def with_smaller_units(view: View, numeral: Numeral, unit: Unit) -> Amount | None:
    """The figure with the smaller units that follow it; None where none do. A rate is never taken apart."""
    if unit.kind not in KINDS or numeral.form not in (AS_DIGITS, AS_WORDS) or numeral.step != 1:
        return None
    if unit.kind is PERCENT:
        return _with_tenth(view, numeral, unit) if unit.factor > 1 else None
    if (lesser := _amount_unit(view, unit.start)) is not None and lesser[0] == unit.head_end:
        unit = Unit(unit.start, lesser[0], view.text[unit.start : lesser[0]], DURATION, lesser[0])  # 1分58秒
    amount = None
    so_far = Amount(max(unit.end, numeral.end), numeral.end, unit, numeral.value, numeral.step)
    for _ in range(MOST_PARTS - 1):
        if so_far.unit.end != so_far.unit.head_end:
            break
        further = _further(view, so_far)
        if further is None:
            break
        amount = so_far = further
    if amount is None or amount.unit.kind is CURRENCY:
        return amount
    unit = with_rate(view, amount.unit)
    return replace(amount, unit=unit, end=max(amount.end, unit.end))


def _further(view: View, amount: Amount) -> Amount | None:
    at = _second_at(view, amount.end)
    second = read_numeral(view, at) if view.words.candidates.match(view.low, at) else None
    if (
        second is None
        or second.lone
        or second.value < 1
        or second.scale != 1
        or second.form not in (AS_DIGITS, AS_WORDS)
    ):
        return None
    if amount.unit.kind is CURRENCY:
        return _with_coins(view, amount, second)
    above = canonical_unit(amount.unit.name, amount.unit.kind, view.words.code)
    if above not in SMALLER:
        return _with_hundredths(view, amount, second) if above == "s" else None
    return _smaller(view, amount, second, above)


def _smaller(view: View, amount: Amount, second: Numeral, above: str) -> Amount | None:
    """The amount with so many of a smaller unit, named or understood; `above` is the symbol of its own."""
    gap = view.low[second.end : second.end + 1]
    unit_at = second.end + 1 if gap in (" ", "-") and gap else second.end
    unit = _lesser(view, unit_at, above) or measure_at(view, unit_at)
    if unit is None and not _is_bare(view, second, above):
        return None
    below = BARE.get(above, "") if unit is None else canonical_unit(unit.name, unit.kind, view.words.code)
    if unit is None:
        unit = Unit(second.end, second.end, below, amount.unit.kind, second.end)
    if below not in SMALLER[above] or second.value >= convert(Decimal(1), above, below):
        return None
    value = round(convert(amount.value, above, below)) + second.value
    return Amount(max(unit.end, second.end), second.end, unit, value, second.step)


def _with_hundredths(view: View, amount: Amount, second: Numeral) -> Amount | None:
    """9秒83, `52 s 07`: the digits right after the seconds of a race are their decimals."""
    size = second.end - second.start
    tight = second.start == amount.end if view.order == "han" else _is_bare(view, second, "s")
    if not tight or amount.step != 1 or size > 2 or second.form is not AS_DIGITS or second.step != 1:
        return None
    unit = replace(amount.unit, end=second.end, head_end=second.end)
    value = amount.value + second.value.scaleb(-size)
    return Amount(second.end, second.end, unit, value, Decimal(1).scaleb(-size))


def _lesser(view: View, at: int, above: str) -> Unit | None:
    """What is a unit only after a greater one: the pounds of `11 stone 6 pounds`, 分 in 1小时20分, in of `6ft 4in`."""
    if above == "st":
        hit = view.words.weights.at(view.low, at)
        return None if hit is None else Unit(at, hit[0], hit[1], MEASURE, hit[0])
    hit = _amount_unit(view, at)
    full = view.words.durations.at(view.low, at)
    glued = view.low[at - 1] not in " -"  # 6ft 4 in the final
    if hit is None or not glued or (full is not None and full[0] > hit[0]):
        return None
    if above in CLOCK:
        return Unit(at, hit[0], view.text[at : hit[0]], DURATION, hit[0])
    return Unit(at, hit[0], hit[1], MEASURE, hit[0])


def _amount_unit(view: View, at: int) -> tuple[int, str] | None:
    return view.words.amount_units.at(view.low, at) if "amount_units" in view.heads[at] else None


def _with_tenth(view: View, numeral: Numeral, unit: Unit) -> Amount | None:
    """一成二, 两成五: a digit after the tenths counts hundredths."""
    second = read_numeral(view, unit.end) if view.low[unit.end : unit.end + 1] in TENTHS_AFTER else None
    if second is None or second.value >= 10 or second.end - second.start != 1:
        return None
    after = view.low[second.end : second.end + 1]
    if after.isalnum() and after >= HAN and not view.is_stop(second.end):
        return None
    tenth = second.value if second.value < 1 else second.value / 10
    return Amount(second.end, second.end, replace(unit, end=second.end), numeral.value + tenth, Decimal("0.1"))


def _second_at(view: View, end: int) -> int:
    """Where the next figure of an amount may begin: after a space, a comma or the word for "and"."""
    at = end + 1 if view.low[end : end + 1] == "," else end
    at = view.after_space(at)
    joiner = view.list_at("amount_joiners", at)
    return at if joiner is None else view.after_space(joiner[0])


def _with_coins(view: View, amount: Amount, second: Numeral) -> Amount | None:
    """`3 dollars and 50 cents`, `3 euros 50`, `3块5`."""
    at = view.after_space(second.end)
    named = view.words.coins.at(view.low, at)
    coin = money_at(view, at) if named is None else Unit(at, named[0], named[1], CURRENCY, named[0])
    if coin is not None:
        worth, end = MINOR.get(coin.name), coin.end
        if worth is None or second.value >= worth:
            return None
    elif _is_bare(view, second, "money"):
        worth, end = (Decimal(100) if second.value >= 10 else Decimal(10)), second.end
    else:
        return None
    unit = replace(amount.unit, end=end, head_end=end)
    value = amount.value + second.value / worth
    return Amount(end, second.end, unit, value, second.step / worth)


def _is_bare(view: View, second: Numeral, above: str) -> bool:
    """Whether a second figure with no unit of its own goes on the amount: two digits right after, and nothing more."""
    han = view.order == "han"
    size = second.end - second.start
    if above == "ft":
        fits = second.value < 12
    elif second.form is AS_DIGITS:
        fits = size == (1 if han else 2)
    else:
        fits = (han and size == 1) or (not han and 10 <= second.value < 100)
    after = view.after_space(second.end)
    letter = view.low[after : after + 1]
    ends = view.is_stop(after) or view.words.after.at(view.low, after) is not None
    free = not letter.isalnum() or ((letter < HAN or han) and ends)
    return fits and free and letter not in ("%", "$", "€", "£")
