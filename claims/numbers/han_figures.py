"""Chinese figures as numerals: digits and marks by turns, fractions, multiples, ordinals."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

from claims.model import Qualifier
from claims.numbers.digits import DIGITS
from claims.numbers.figures import Form, Numeral
from claims.numbers.han import MYRIADS, VAGUE, read_han
from claims.numbers.scales import and_a_half
from claims.numbers.view import View


def from_han(view: View, at: int) -> Numeral | None:
    for entries, form in ((view.words.multiples, Form.MULTIPLE), (view.words.fractions, Form.FRACTION)):
        if (phrase := entries.at(view.low, at)) is not None:
            value = Decimal(1) / phrase[1] if form is Form.FRACTION else Decimal(phrase[1])
            return Numeral(at, phrase[0], value, Decimal("0.01") if form is Form.FRACTION else Decimal(1), form)
    if at and (view.low[at - 1] in VAGUE or (view.low[at - 1] == "上" and view.low[at] in "百千万")):
        return None
    hit = read_han(view.low, at, at, None, unit_test(view))
    if hit is not None and view.low[hit[0] : hit[0] + 1] in VAGUE and hit[0] < len(view.low):
        return None
    return None if hit is None else han_numeral(view, at, hit)


def with_smaller(view: View, numeral: Numeral) -> Numeral:
    """1万2千, 2亿5千万: digits and marks by turns, each part smaller than the last digit before it."""
    found = DIGITS.match(view.low, numeral.end)
    if found is None or numeral.step <= 1:
        return numeral
    part = (
        read_han(view.low, found.start(), found.end(), Decimal(found[0]), unit_test(view))
        if found[0].isdigit()
        else None
    )
    if part is None or part[1] >= numeral.step:
        return numeral
    return numeral._replace(end=part[0], value=numeral.value + part[1], step=part[2])


def unit_test(view: View) -> Callable[[int], bool]:
    return lambda at: view.words.measures.at(view.low, at) is not None


def han_numeral(view: View, at: int, hit: tuple[int, Decimal, Decimal, str]) -> Numeral:
    end, value, step, form = hit
    hedge = Qualifier.OVER if form.endswith("+") else None
    kind = Form.FRACTION if form.startswith("/") else Form.WORDS if not view.low[at].isdigit() else Form.DIGITS
    scale = Decimal(10) ** MYRIADS.get(view.low[end - 1], 0)
    numeral = Numeral(at, end, value, step, kind, scale, hedge, lone=value == 1 and kind is Form.WORDS)
    prefix = view.words.list("ordinal_prefixes").before(view.low, at)
    if prefix is not None and kind is not Form.FRACTION:
        return numeral._replace(start=prefix[0], form=Form.ORDINAL)
    return and_a_half(view, numeral)
