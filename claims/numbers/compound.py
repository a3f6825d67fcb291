"""Amounts of two or three parts that are one figure: `1 hour 12 minutes`, `6 ft 2 in`, `3 euros 50`, `3块5`."""

from __future__ import annotations

from decimal import Decimal
from typing import NamedTuple

from claims.model import UnitKind
from claims.numbers.attach import measure_at, money_at, with_rate
from claims.numbers.figures import Form, Numeral, Unit
from claims.numbers.numerals import read_numeral
from claims.numbers.phrases import HAN
from claims.numbers.units import canonical_unit, convert
from claims.numbers.view import View

SMALLER = {
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
MINOR = {"ct": Decimal(100), "p": Decimal(100), "jiao": Decimal(10)}
"""How many of a coin make one of the currency named before it."""
BARE = {"h": "min", "m": "cm", "ft": "in"}
"""What a second figure without a unit stands for: 2 h 20, 1 m 75, 6 foot 2."""
MOST_PARTS = 3
KINDS = (UnitKind.CURRENCY, UnitKind.DURATION, UnitKind.MEASURE)


class Amount(NamedTuple):
    """An amount that goes on: its end, the end of its last figure, its unit, its worth in it, and its last place."""

    end: int
    figure_end: int
    unit: Unit
    value: Decimal
    step: Decimal


def with_smaller_units(view: View, numeral: Numeral, unit: Unit | None) -> Amount | None:
    """The figure with the smaller units that follow it; None where none do. A rate is never taken apart."""
    if unit is None or unit.kind not in KINDS or numeral.step != 1 or numeral.form not in (Form.DIGITS, Form.WORDS):
        return None
    amount = None
    so_far = Amount(max(unit.end, numeral.end), numeral.end, unit, numeral.value, numeral.step)
    for _ in range(MOST_PARTS - 1):
        if so_far.unit.end != so_far.unit.head_end:
            break
        further = _further(view, so_far)
        if further is None:
            break
        amount = so_far = further
    if amount is None or amount.unit.kind is UnitKind.CURRENCY:
        return amount
    unit = with_rate(view, amount.unit)
    return amount._replace(unit=unit, end=max(amount.end, unit.end))


def _further(view: View, amount: Amount) -> Amount | None:
    at = _second_at(view, amount.end)
    second = read_numeral(view, at)
    if (
        second is None
        or second.lone
        or second.value < 1
        or second.scale != 1
        or second.form not in (Form.DIGITS, Form.WORDS)
    ):
        return None
    if amount.unit.kind is UnitKind.CURRENCY:
        return _with_coins(view, amount, second)
    above = canonical_unit(amount.unit.name, amount.unit.kind, view.words.code)
    if above not in SMALLER:
        return None
    gap = view.low[second.end : second.end + 1]
    unit = measure_at(view, second.end + 1 if gap in (" ", "-") and gap else second.end)
    below = BARE.get(above, "") if unit is None else canonical_unit(unit.name, unit.kind, view.words.code)
    if unit is None:
        if not _is_bare(view, second, above):
            return None
        unit = Unit(second.end, second.end, below, amount.unit.kind, second.end)
    if below not in SMALLER[above] or second.value >= convert(Decimal(1), above, below):
        return None
    value = round(convert(amount.value, above, below)) + second.value
    return Amount(max(unit.end, second.end), second.end, unit, value, second.step)


def _second_at(view: View, end: int) -> int:
    """Where the next figure of an amount may begin: after a space, a comma or the word for "and"."""
    at = end + 1 if view.low[end : end + 1] == "," else end
    at = view.after_space(at)
    joiner = view.words.list("amount_joiners").at(view.low, at)
    return at if joiner is None else view.after_space(joiner[0])


def _with_coins(view: View, amount: Amount, second: Numeral) -> Amount | None:
    """`3 dollars and 50 cents`, `3 euros 50`, `3块5`."""
    coin = money_at(view, view.after_space(second.end))
    if coin is not None:
        worth, end = MINOR.get(coin.name), coin.end
        if worth is None or second.value >= worth:
            return None
    elif _is_bare(view, second, "money"):
        worth, end = (Decimal(100) if second.value >= 10 else Decimal(10)), second.end
    else:
        return None
    unit = amount.unit._replace(end=end, head_end=end)
    value = amount.value + second.value / worth
    return Amount(end, second.end, unit, value, second.step / worth)


def _is_bare(view: View, second: Numeral, above: str) -> bool:
    """Whether a second figure with no unit of its own goes on the amount: two digits right after, and nothing more."""
    han = view.words.words.noun_order == "han"
    size = second.end - second.start
    if above == "ft":
        fits = second.value < 12
    elif second.form is Form.DIGITS:
        fits = size == (1 if han else 2)
    else:
        fits = (han and size == 1) or (not han and 10 <= second.value < 100)
    after = view.after_space(second.end)
    letter = view.low[after : after + 1]
    ends = view.is_stop(after) or view.words.after.at(view.low, after) is not None
    free = not letter.isalnum() or ((letter < HAN or han) and ends)
    return fits and free and letter not in ("%", "$", "€", "£")
