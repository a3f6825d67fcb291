"""Chinese figures as numerals: digits and marks by turns, fractions, multiples, ordinals."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from functools import partial
from typing import Final

from claims.model import Qualifier
from claims.numbers.figures import AS_DIGITS, AS_FRACTION, AS_MULTIPLE, AS_ORDINAL, AS_WORDS, Numeral
from claims.numbers.lexical.digits import DIGITS, parse_digits
from claims.numbers.lexical.view import View
from claims.numbers.written.han import MYRIADS, OVER, VAGUE, read_han
from claims.numbers.written.scales import and_a_half

LEAST_REST: Final = 100
"""The least that goes on a figure after a scale without one of its own: 5万2,000."""
YEAR_DIGITS: Final = 4
ONE: Final = Decimal(1)
COUNTING: Final = ("classifiers", "counters", "age_after")
UNITS: Final = frozenset(("measures", "durations", "currencies", *COUNTING))
"""Lists that are looked into together: a few letters tell at once where none of them has anything."""
HEDGES: Final = {"+": Qualifier.OVER, "~": Qualifier.ABOUT}
OVERS: Final = frozenset(OVER)
SCALES: Final = {mark: Decimal(10) ** power for mark, power in MYRIADS.items()}


def from_han(view: View, at: int) -> Numeral | None:
    names = view.heads[at]
    if "multiples" in names and (multiple := view.words.multiples.at(view.low, at)) is not None:
        return Numeral(at, multiple[0], multiple[1], Decimal(1), AS_MULTIPLE)
    if "fractions" in names and (part := view.words.fractions.at(view.low, at)) is not None:
        return Numeral(at, part[0], Decimal(1) / part[1], Decimal("0.01"), AS_FRACTION)
    if at and (view.low[at - 1] in VAGUE or view.low[at - 1 : at + 1] in ("上百", "上千", "上万")):
        return None
    if view.low[at : at + 1] in MYRIADS and not _led_or_parted(view, at):
        return None
    hit = read_han(view.low, at, at, None, unit_test(view))
    if hit is not None and view.low[hit[0] : hit[0] + 1] in VAGUE and hit[0] < len(view.low):
        return None
    return None if hit is None else han_numeral(view, at, hit)


def _led_or_parted(view: View, at: int) -> bool:
    """万 alone is a figure only after a hedge (近万名) or as the lower part of a fraction (万分之五)."""
    return view.low.startswith("分之", at + 1) or view.words.before.before(view.low, at) is not None


def with_smaller(view: View, numeral: Numeral) -> Numeral:
    """1万2千, 2亿5千万: digits and marks by turns, each part smaller than the last digit before it."""
    found = DIGITS.match(view.low, numeral.end)
    if found is None or numeral.step <= 1:
        return numeral
    rest = parse_digits(found[0], view.decimal, view.groups)
    if rest is None or rest[1]:
        return numeral
    part = read_han(view.low, found.start(), found.end(), rest[0], unit_test(view))
    if part is None and rest[0] >= LEAST_REST and not _year(view, found):
        part = (found.end(), rest[0], Decimal(1), "")
    if part is None or part[1] >= numeral.step:
        return numeral
    return replace(numeral, end=part[0], value=numeral.value + part[1], step=part[2])


def _year(view: View, found: re.Match[str]) -> bool:
    return len(found[0]) == YEAR_DIGITS and view.words.durations.at(view.low, found.end()) is not None


def _dozens(view: View, numeral: Numeral) -> Numeral | None:
    """一打鸡蛋, 半打啤酒: a dozen only before what it counts, for the mark is a verb too."""
    hit = view.words.collectives.at(view.low, numeral.end) if "collectives" in view.heads[numeral.end] else None
    counted = hit is not None and view.list_at("nouns", hit[0]) is not None
    if hit is None or not counted or numeral.form is AS_FRACTION:
        return None
    hedge = Qualifier.ABOUT if numeral.lone or numeral.value < 1 else numeral.hedge
    return replace(numeral.scaled(Decimal(hit[1]), hit[0]), hedge=hedge, lone=False)


def unit_test(view: View) -> Callable[[int], bool]:
    """Whether a unit, or a word that counts, begins at a place."""
    return partial(_unit_begins, view)


def _unit_begins(view: View, at: int) -> bool:
    words, names = view.words, view.heads[at]
    if names.isdisjoint(UNITS):
        return False
    if any(table.at(view.low, at) is not None for table in (words.measures, words.durations, words.currencies)):
        return True
    return any(view.list_at(name, at) is not None for name in COUNTING)


def han_numeral(view: View, at: int, hit: tuple[int, Decimal, Decimal, str]) -> Numeral:
    end, value, step, form = hit
    hedge = HEDGES.get(form[-1:])
    kind = AS_FRACTION if form.startswith("/") else AS_WORDS if not view.low[at].isdigit() else AS_DIGITS
    scale = SCALES.get(view.low[end - 1], ONE)
    return counted(view, Numeral(at, end, value, step, kind, scale, hedge, lone=value == 1 and kind is AS_WORDS))


def counted(view: View, numeral: Numeral) -> Numeral:
    """A figure with what stands around it and is part of it: a dozen, the mark of an ordinal, a bound, a half."""
    if (dozens := _dozens(view, numeral)) is not None:
        return dozens
    fraction = numeral.form is AS_FRACTION
    prefix = view.list_before("ordinal_prefixes", numeral.start)
    if prefix is not None and not fraction:
        return replace(numeral, start=prefix[0], form=AS_ORDINAL)
    if fraction:
        return _bounded_part(view, numeral)
    if numeral.hedge is None and _over_counted(view, numeral.end):
        numeral = replace(numeral, hedge=Qualifier.OVER)
    return and_a_half(view, numeral)


def _bounded_part(view: View, numeral: Numeral) -> Numeral:
    """三分之一以上的学生: a part with the bound that stands between it and what it is of."""
    bound = view.words.after.at(view.low, numeral.end)
    if bound is None or view.list_at("links", bound[0]) is None:
        return numeral
    return replace(numeral, end=bound[0], hedge=bound[1])


def _over_counted(view: View, at: int) -> bool:
    """三个多月: what makes it more stands between the classifier and a unit."""
    hit = view.list_at("classifiers", at)
    return hit is not None and view.low[hit[0] : hit[0] + 1] in OVERS and _unit_begins(view, hit[0] + 1)
