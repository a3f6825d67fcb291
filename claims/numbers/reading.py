"""Reading one quantity at the place of its figure: the figure or figures, the unit, the hedges, and what it all is."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import NamedTuple

from claims.model import Qualifier, Quantity, UnitKind
from claims.numbers.attach import bare_rate, base_before, currency_before, unit_after, unit_before, with_rate
from claims.numbers.bounds import (
    Bound,
    Second,
    bound_after,
    bound_before,
    changes_before,
    minus_before,
    said_before,
    second_figures,
    tells_change,
)
from claims.numbers.claiming import is_claim
from claims.numbers.compound import with_smaller_units
from claims.numbers.figures import EXACT, Figure, Form, Numeral, Sort, Unit
from claims.numbers.kinds import sort_of
from claims.numbers.lookalikes import glued_before, score_end
from claims.numbers.numerals import read_numeral
from claims.numbers.parts import unit_begins
from claims.numbers.phrases import HAN
from claims.numbers.view import View
from sources.document import Span

_TOKEN = re.compile(r"[^\W_\u2e80-\uffff]+(?:[./',-]\d[^\W_\u2e80-\uffff]*)*")
HIGHEST_SCORE = 10
"""Two bare figures with a hyphen between are a score below it, and a range from it on."""
LONGEST_SPAN = 12
"""Up to so many years, months, hours "over" is a preposition; "over 65 years" is a bound."""
MEASURED = (UnitKind.DURATION, UnitKind.AGE, UnitKind.MEASURE, UnitKind.CURRENCY)
"""Kinds whose units may be followed by a word for a little more: two good hours, dos horas largas."""
LARGEST_RATIO = 1000
"""The divisor up to which "one in N" is a ratio; above it stands a year or a count."""


class Draft(NamedTuple):
    """A quantity while it is read. `start` and `end` take in openers, signs and units; `figure_end` is the core's.

    `changes` says that the figure is where a change begins: "from 41" of "from 41 to 48".
    """

    start: int
    end: int
    first: Numeral
    figure_end: int
    value: Decimal
    step: Decimal
    kind: str = ""
    max: Decimal | None = None
    unit: Unit | None = None
    changes: bool = False


def read_quantity(view: View, at: int, floor: int) -> tuple[int, Quantity | None]:
    """Where reading goes on, and the quantity whose figure begins at `at`, if there is one."""
    digit = view.low[at].isdigit()
    prefix = currency_before(view, at, floor) if digit else None
    first = read_numeral(view, at, money=prefix is not None)
    if first is not None and prefix is None and (unit := unit_before(view, at, floor)) is not None:
        first, prefix = first._replace(hedge=Qualifier.ABOUT), unit
    if first is None or (digit and prefix is None and glued_before(view, at)):
        return (_token_end(view, at) if digit else floor), None
    draft = _draft(view, first, prefix, floor)
    if digit and prefix is None and draft.unit is None and _runs_on(view, draft.figure_end):
        return _token_end(view, draft.figure_end), None
    if digit and prefix is None and (score := _score_end(view, draft)) is not None:
        return score, None
    figure = Figure(draft.first, draft.unit, draft.start, draft.end, draft.figure_end, draft.kind)
    quantity = _finish(view, draft, figure, floor)
    if quantity is None:
        han = view.words.words.noun_order == "han"
        return (draft.figure_end if digit or not (first.lone or han) else floor), None
    return quantity.span.end, quantity


def _score_end(view: View, draft: Draft) -> int | None:
    low = draft.unit is None and draft.start == draft.first.start and draft.value < HIGHEST_SCORE
    return score_end(view, draft.first.start, draft.first.end, low, draft.kind)


def _token_end(view: View, at: int) -> int:
    """Where the digits and letters that hang together with those at `at` end."""
    found = _TOKEN.match(view.low, at)
    return at + 1 if found is None else found.end()


def _runs_on(view: View, end: int) -> bool:
    """Letters glued to the digits that are no unit: 5G, 3D, 747s."""
    letter = view.low[end : end + 1]
    if not letter.isalpha() or letter >= HAN:
        return False
    return not any(view.words.list(key).at(view.low, end) for key in ("multiple_suffixes", "times", "age_after"))


def _draft(view: View, first: Numeral, prefix: Unit | None, floor: int) -> Draft:
    money = prefix is not None
    start = prefix.start if prefix is not None else first.start
    unit = _own_unit(view, first, prefix)
    draft = _single(start, first, unit)
    for at in (first.end, draft.end) if draft.end > first.end else (first.end,):
        for second in second_figures(view, start, first, at, money, floor):
            if not _may_follow(draft, second, at):
                continue
            if _is_change(view, draft, second):
                return _with_unit_of(view, draft, second.numeral)._replace(changes=True)
            if second.kind != "change" and (paired := _paired(view, draft, second, prefix)) is not None:
                return paired
    return _with_smaller(view, draft, prefix)


def _with_smaller(view: View, draft: Draft, prefix: Unit | None) -> Draft:
    """The draft with the smaller units of its amount: `1 hour 12 minutes`."""
    amount = None if prefix is not None else with_smaller_units(view, draft.first, draft.unit)
    if amount is None:
        return draft
    return draft._replace(
        first=draft.first._replace(lone=False),
        end=amount.end,
        figure_end=amount.figure_end,
        value=amount.value,
        step=amount.step,
        kind="amount",
        unit=amount.unit,
    )


def _with_unit_of(view: View, draft: Draft, second: Numeral) -> Draft:
    """`from 41 to 48 percent`: the first figure has the scale and the unit of the second, written once for both."""
    unit = unit_after(view, second) if draft.unit is None else None
    if unit is None or unit.counted:
        return draft
    first, at = draft.first, draft.first.end
    if second.scale > first.scale == 1 and first.value < 1000:
        first = first.scaled(second.scale, at)
    unit = unit._replace(start=at, end=at, head_end=at)
    return draft._replace(first=first, value=first.value, step=first.step, unit=unit)


def _is_change(view: View, draft: Draft, second: Second) -> bool:
    """`from 91 to 88` after a verb of change: two figures. "Between" is never one."""
    if second.kind == "change":
        return changes_before(view, draft.start)
    if second.kind != "range" or ("", second.link) not in view.words.words.ranges:
        return second.link in view.words.words.change_links
    opened = second.start < draft.start
    measured = draft.unit is not None and not draft.unit.counted
    each_its_own = second.link.isalpha() and (bool(second.sign) or measured)  # rose $1.20 to $84.30
    return (opened or each_its_own) and changes_before(view, second.start)


def _may_follow(draft: Draft, second: Second, at: int) -> bool:
    """What may stand between a figure and the one it goes on to: a noun only before a divisor or a losing side."""
    if at == draft.first.end:
        return second.kind != "ratio of one"
    if draft.unit is None or not draft.unit.counted:
        return second.kind == "range"
    return second.kind in ("ratio", "vote") or (second.kind == "ratio of one" and draft.first.lone)


def _own_unit(view: View, numeral: Numeral, prefix: Unit | None) -> Unit | None:
    if prefix is None:
        return unit_after(view, numeral) or bare_rate(view, numeral)
    here = prefix._replace(end=numeral.end)
    return with_rate(view, here)


def _single(start: int, first: Numeral, unit: Unit | None) -> Draft:
    end = max(first.end, unit.end if unit is not None else 0)
    return Draft(start, end, first, first.end, first.value, first.step, unit=unit)


def _paired(view: View, draft: Draft, second: Second, prefix: Unit | None) -> Draft | None:
    """The draft with its second figure; None where the two make no pair."""
    first, other = draft.first, second.numeral
    if second.kind == "range":
        return _range(view, draft, second, prefix)
    unit = unit_after(view, other)
    if "ratio" in second.kind:
        whole = first.value == int(first.value) and other.value == int(other.value)
        if not (whole and 0 < first.value <= other.value <= LARGEST_RATIO) or (unit is not None and not unit.counted):
            return None
        value = EXACT.divide(first.value, other.value)
        unit = draft.unit or unit
        end = other.end if unit is None else max(other.end, unit.end)
        return draft._replace(end=end, figure_end=other.end, value=value, step=Decimal("0.01"), kind="ratio", unit=unit)
    if (draft.unit is not None and not draft.unit.counted) or first.value == other.value == 0:
        return None
    if draft.unit is None and unit is not None and view.low[unit.start : unit.end] in view.words.list("votes").entries:
        return draft._replace(end=unit.end, figure_end=other.end, kind="vote", unit=unit)
    return draft._replace(end=other.end, figure_end=other.end, kind="vote")


def _range(view: View, draft: Draft, second: Second, prefix: Unit | None) -> Draft | None:
    first, other = draft.first, second.numeral
    if first.lone and unit_before(view, other.start, draft.start) is not None:
        return None
    if not second.link:
        first, other = _pair_of_digits(first, other)
    if other.scale > first.scale == 1 and first.value < other.value / other.scale:
        first = first.scaled(other.scale, first.end)
    elif first.value < 10 and _counts_hundreds(first, other):
        first = first.scaled(Decimal(100), first.end)
    if second.sign and (prefix is None or prefix.name != second.sign):
        return None
    unit = _own_unit(view, other, prefix) or draft.unit
    if (cold := _below_zero(view, draft, second, unit)) is not None or second.negative:
        return cold
    if first.value >= other.value or not _same_unit(draft.unit, unit):
        return None
    end = max(other.end, unit.end if unit is not None else 0)
    return draft._replace(
        start=min(draft.start, second.start),
        end=end,
        figure_end=other.end,
        value=first.value,
        step=min(first.step, other.step),
        kind="range",
        max=other.value,
        unit=unit,
    )


def _below_zero(view: View, draft: Draft, second: Second, unit: Unit | None) -> Draft | None:
    """`minus 3 bis minus 9 Grad`, `from -5 to 2 °C`: the colder end is the lower one, whichever is named first."""
    minus = minus_before(view, draft.start, 0)
    if minus is None or not second.link.isalpha() or unit is None or unit.counted:
        return None
    other = second.numeral.value
    low, high = sorted((-draft.first.value, -other if second.negative else other))
    end, figure_end = max(second.numeral.end, unit.end), second.numeral.end
    start = min(minus, second.start)
    return draft._replace(start=start, end=end, figure_end=figure_end, value=low, max=high, kind="range", unit=unit)


def _counts_hundreds(first: Numeral, other: Numeral) -> bool:
    """`two to three hundred`: 200 to 300, where `one to five hundred` cannot be told from 1 to 500 but is so too."""
    hundreds = other.value / 100
    return first.form is other.form is Form.WORDS and hundreds == int(hundreds) and first.value < hundreds < 10


def _pair_of_digits(first: Numeral, other: Numeral) -> tuple[Numeral, Numeral]:
    """三四百 is 300 to 400, 十七八 is 17 to 18."""
    if first.value > 10 > other.value:
        return first, other._replace(value=first.value - first.value % 10 + other.value)
    return first.scaled(Decimal(10) ** (other.value.adjusted()), first.end), other


def _same_unit(first: Unit | None, second: Unit | None) -> bool:
    """Whether the unit of a range's lower end, where it has one, is that of its upper end."""
    if first is None or second is None or first.counted:
        return True
    return second.name.startswith(first.name)


def _finish(view: View, draft: Draft, figure: Figure, floor: int) -> Quantity | None:
    sort = sort_of(view, figure)
    start, value, top = sort.start, draft.value, draft.max
    if (half := _half_after(view, draft, sort)) is not None:
        value, sort = value + Decimal("0.5"), sort._replace(end=half)
    start, value = _signed(view, start, value, draft, floor)
    if sort.kind is UnitKind.MEASURE and (
        cold := view.words.list("below_zero").at(view.low, view.after_space(sort.end))
    ):
        value, sort = -value, sort._replace(end=cold[0])
    start, before = _hedged(view, draft, sort, start, floor)
    base = base_before(view, draft.unit, start)
    if base is not None:
        start, sort = base[0], sort._replace(name=base[1])
    end = sort.end
    after = bound_after(view, end, measured=sort.kind in MEASURED)
    if after is not None:
        end = after.end
    hedge = before or after
    if not is_claim(view, figure, sort, None if hedge is None else hedge.qualifier):
        return None
    qualifier = _qualifier(draft, before.qualifier if before else None, after.qualifier if after else None)
    factor = sort.factor
    core_start = draft.first.start
    return Quantity(
        span=Span(start, end),
        text=view.text[start:end],
        value=_whole(value * factor),
        qualifier=qualifier,
        unit=sort.name,
        unit_kind=sort.kind,
        core=Span(core_start, max(draft.figure_end, core_start)),
        step=Decimal("0.01") if sort.kind is UnitKind.RATIO and factor != 1 else draft.step * factor,
        max=None if top is None else _whole(top * factor),
        unit_span=None if sort.unit_end <= sort.unit_start else Span(sort.unit_start, sort.unit_end),
    )


def _whole(value: Decimal) -> Decimal:
    """A whole number without the noughts that scaling leaves behind its point."""
    whole = value.to_integral_value()
    return Decimal(f"{whole:f}") if whole == value else value


def _hedged(view: View, draft: Draft, sort: Sort, start: int, floor: int) -> tuple[int, Bound | None]:
    """Where the quantity begins with its determiner and the hedge before it, and that hedge."""
    before = bound_before(view, start, floor)
    if before is None:
        start = _with_determiner(view, draft, start, floor)
        before = bound_before(view, start, floor)
    if before is None or _is_preposition(view, sort, draft, before.start, start):
        return start, None
    verb = draft.changes and tells_change(view, before.start, before.end)
    if verb or _is_target(view, before) or _is_only(view, before):
        return start, None
    return before.start, before


def _half_after(view: View, draft: Draft, sort: Sort) -> int | None:
    """`trois ans et demi`: the half that follows the unit."""
    if sort.kind not in (UnitKind.DURATION, UnitKind.MEASURE, UnitKind.AGE) or draft.max is not None:
        return None
    hit = view.words.list("halves").at(view.low, view.after_space(sort.end))
    if hit is None or unit_begins(view, view.after_space(hit[0])):  # medio litro y media tonelada
        return None
    return hit[0]


def _is_preposition(view: View, sort: Sort, draft: Draft, start: int, end: int) -> bool:
    """`over four years`, `um die Hälfte`, `sous trois formes`: before such a figure the hedge is a preposition."""
    keys: list[str] = []
    if sort.kind is UnitKind.DURATION and draft.value <= LONGEST_SPAN:
        keys.append("span_words")
    elif draft.first.form is Form.FRACTION:
        keys.append("part_words")
    elif sort.kind is UnitKind.COUNT and draft.unit is not None:
        keys.append("count_words")
    hits = [view.words.list(key).at(view.low, start) for key in keys]
    return any(hit is not None and hit[0] >= end - 1 for hit in hits)


def _is_only(view: View, bound: Bound) -> bool:
    """`il n'en reste plus que 14`: denied before, the bound says "only"."""
    denials = view.words.words.denied_by.get(view.low[bound.start : bound.end].strip(), ())
    return bool(denials) and said_before(view, bound.start, denials)


def _is_target(view: View, bound: Bound) -> bool:
    """`bajó hasta 58`: after a verb of change the bound is only where the change ends."""
    hit = view.words.list("targets").at(view.low, bound.start)
    return hit is not None and hit[0] == bound.end and changes_before(view, bound.start)


def _qualifier(draft: Draft, before: Qualifier | None, after: Qualifier | None) -> Qualifier:
    if draft.kind == "range":
        return Qualifier.RANGE
    return before or after or draft.first.hedge or Qualifier.EXACT


def _signed(view: View, start: int, value: Decimal, draft: Draft, floor: int) -> tuple[int, Decimal]:
    """The minus sign, or the word for it before a temperature."""
    low = view.low
    if (
        start - 1 >= floor
        and low[start - 1 : start] == "-"
        and view.flat[start].isdigit() | (start < draft.first.start)
    ):
        earlier = low[max(0, start - 3) : start - 1].strip(" ")
        if (start == 1 or low[start - 2] in " (\n:" or low[start - 2] >= HAN) and not earlier[-1:].isdigit():
            return start - 1, -value
    warm = draft.unit is not None and draft.unit.name in ("°C", "°F", "K", "°")
    if draft.kind:
        return start, value
    for key in ("negatives", "minus") if warm else ("minus",):
        hit = view.words.list(key).before(low, view.before_space(start))
        if hit is not None and hit[0] >= floor:
            return hit[0], -value
    return start, value


def _with_determiner(view: View, draft: Draft, start: int, floor: int) -> int:
    if draft.first.form not in (Form.FRACTION, Form.MULTIPLE) or start != draft.first.start:
        return start
    if view.words.list("articles").at(view.low, start) is not None:
        return start
    hit = view.words.list("determiners").before(view.low, view.before_space(start))
    return start if hit is None or hit[0] < floor else hit[0]
