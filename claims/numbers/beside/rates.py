"""The base that a unit is taken by: `m³ par jour`, `EUR/MWh`, `cas pour 10 000 habitants`, `$500-a-month`."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from typing import Final

from claims.model import UnitKind
from claims.numbers.beside.named_units import measure_at, noun_at
from claims.numbers.beside.units import canonical_unit
from claims.numbers.figures import COUNT, CURRENCY, DURATION, MEASURE, PERCENT, RATIO, Numeral, Unit
from claims.numbers.lexical.view import View
from claims.numbers.written.numerals import read_numeral

BASES: Final = {Decimal(10) ** power for power in range(2, 7)}
"""Of how many a rate is given: per 100, 1,000, ... 1,000,000."""
SMALLEST_MEASURED: Final = Decimal(10)
"""A rate may be given per 10 of a measure, too; 3 out of 10 of what is counted is a share."""
HUNDRED: Final = re.compile(r"\b100\Z")
NUMBERED: Final = frozenset(("per_numbers", "per", "per_measured"))
RATES: Final = NUMBERED | {"per_adjectives", "joiners", "per_articles", "per_prices"}
"""Lists that are looked into together: a few letters tell at once where none of them has anything."""


def with_rate(view: View, unit: Unit) -> Unit:
    """The unit with the base it is taken by: `m³ par jour`, `EUR/MWh`, `cas pour 10 000 habitants`."""
    for _ in range(2):
        further = _one_rate(view, unit)
        if further is None:
            break
        unit = further
    return unit


def _one_rate(view: View, unit: Unit) -> Unit | None:
    low = view.low
    if low[unit.end : unit.end + 1] == "/" and unit.kind is not COUNT:
        base = measure_at(view, unit.end + 1)
        return None if base is None else _joined(view, unit, base, base.end)
    start = view.after_space(unit.end)
    if start == unit.end and view.order != "han":
        return _hyphened_rate(view, unit)
    if view.heads[start].isdisjoint(RATES) or _tells_when(view, unit):
        return None
    countable = unit.kind in (COUNT, CURRENCY, MEASURE, RATIO)
    if countable and (end := _numbered_base(view, start)) is not None:
        return _with_text(view, unit, end, RATIO if unit.counted else unit.kind)
    return _often(view, unit, start) or _second_base(view, unit, start) or _worded_base(view, unit, start)


def _tells_when(view: View, unit: Unit) -> bool:
    """`26名员工每天打扫`: behind a Chinese noun "each day" says when; a base stands before its figure."""
    return view.order == "han" and unit.counted and unit.head_end - unit.start > 1


def _worded_base(view: View, unit: Unit, start: int) -> Unit | None:
    """`par jour`, `le mètre cube`, `por habitante`."""
    for key in ("per", "per_articles", *(("per_prices",) if unit.kind is CURRENCY else ())):
        hit = view.list_at(key, start)
        based = None if hit is None else _based(view, unit, key, view.after_space(hit[0]))
        if based is not None:
            return based
    return None


def _based(view: View, unit: Unit, key: str, at: int) -> Unit | None:
    """The unit with the base that stands at `at`, after "per" or an article."""
    low, words = view.low, view.words
    measured = measure_at(view, at)
    if measured is not None and _in_time(view, measured):
        return None
    if measured is not None and not (key != "per" and measured.end - measured.start < 3):
        return _joined(view, unit, measured, measured.end)
    known = view.list_at("per_nouns", at)
    if known is not None:
        return _with_text(view, unit, known[0], unit.kind)
    named = view.capital_at(at) and view.order != "capital"
    other = named or unit.kind is PERCENT or words.numerals.at(low, at) is not None
    noun = noun_at(view, at, one=True) if key == "per" and not other else None
    return None if noun is None else _with_text(view, unit, noun.end, unit.kind)


def _hyphened_rate(view: View, unit: Unit) -> Unit | None:
    """`$500-a-month`."""
    if view.low[unit.end : unit.end + 1] != "-":
        return None
    hit = view.list_at("per_articles", unit.end + 1)
    base = measure_at(view, hit[0] + 1) if hit is not None and view.low[hit[0] : hit[0] + 1] == "-" else None
    return None if base is None else _joined(view, unit, base, base.end)


def _often(view: View, unit: Unit, at: int) -> Unit | None:
    """`veinte mil dólares diarios`, `ocho horas diarias`: the base is an adjective."""
    often = view.words.per_adjectives.at(view.low, at) if "per_adjectives" in view.heads[at] else None
    if often is None:
        return None
    if unit.kind in (MEASURE, CURRENCY):
        return replace(unit, end=often[0], name=f"{unit.name}/{often[1]}")
    return _with_text(view, unit, often[0], unit.kind) if unit.kind is DURATION else None


def _second_base(view: View, unit: Unit, at: int) -> Unit | None:
    """`160 litros por persona y día`: a period joined to the base of a rate."""
    joiner = view.list_at("joiners", at) if unit.end > unit.head_end else None
    period = None if joiner is None else measure_at(view, view.after_space(joiner[0]))
    if period is None or period.kind is not DURATION:
        return None
    return _with_text(view, unit, period.end, unit.kind)


def _in_time(view: View, period: Unit) -> bool:
    """`a year earlier`, `l'an dernier`: a period that says when, and is no base of a rate."""
    after = view.after_space(period.end)
    return period.kind is DURATION and view.list_at("not_rates", after) is not None


def is_base(value: Decimal) -> bool:
    """Whether rates are given for so many: a power of ten from a hundred to a million."""
    return value in BASES


def is_measured_base(value: Decimal, unit: Unit) -> bool:
    """Whether rates are given for so much of a measure: per 10 km."""
    return unit.kind is MEASURE and (is_base(value) or value == SMALLEST_MEASURED)


def _numbered_base(view: View, at: int) -> int | None:
    """The end of `pour 10 000 habitants`, `per 100,000`, `per thousand births`."""
    known = view.list_at("per_numbers", at) or view.list_at("per", at)
    hit = known or view.list_at("per_measured", at)
    if hit is None:
        return None
    start = view.after_space(hit[0])
    number = _base_at(view, start)
    if number is None:
        return None
    end, value = number
    of = view.after_space(end)
    if not view.low[start : start + 1].isdigit() and (link := view.list_at("links", of)) is not None:
        of = view.after_space(link[0])  # por millón de habitantes
    base = measure_at(view, of)
    if base is not None and is_measured_base(value, base):
        return base.end
    if known is None or not is_base(value):
        return None
    if value == min(BASES) and not view.low[start : start + 1].isdigit():
        return None  # por ciento, per cent
    base = base or noun_at(view, of)
    return end if base is None else base.end


def _base_at(view: View, at: int) -> tuple[int, Decimal] | None:
    """The number of a base with its end: a figure, or the word for a scale alone."""
    numeral = read_numeral(view, at)
    if numeral is not None:
        return numeral.end, numeral.value
    scale = view.words.scales.at(view.low, at)
    return None if scale is None else (scale[0], Decimal(10) ** scale[1])


def canonical_base(view: View, base: Unit, unit: Unit) -> str:
    """The symbol of a rate's base; a price has some of its own (每度 is by the kilowatt-hour)."""
    priced = view.words.words.price_bases.get(base.name) if unit.kind is CURRENCY else None
    return priced or canonical_unit(base.name, base.kind, view.words.code)


def _joined(view: View, unit: Unit, base: Unit, end: int) -> Unit:
    below = canonical_base(view, base, unit)
    if unit.kind in (MEASURE, CURRENCY) and below:
        return replace(unit, end=end, name=f"{unit.name}/{below}")
    return _with_text(view, unit, end, unit.kind)


def _with_text(view: View, unit: Unit, end: int, kind: UnitKind) -> Unit:
    return replace(unit, end=end, name=f"{unit.name}{view.text[unit.end : end]}", kind=kind)


def bare_rate(view: View, numeral: Numeral) -> Unit | None:
    """`6.4 per 100,000 inhabitants`: a rate of nothing named."""
    start = view.after_space(numeral.end)
    end = None if view.heads[start].isdisjoint(NUMBERED) else _numbered_base(view, start)
    if end is None:
        return None
    if HUNDRED.search(view.low, start, end):  # el 37 por 100
        return Unit(start, end, "%", PERCENT, end)
    return Unit(start, end, view.text[start:end], RATIO, end)
