"""Reading one quantity at the place of its figure: the figure or figures, the unit, the hedges, and what it all is."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal

from claims.model import Qualifier, Quantity, UnitKind
from claims.numbers.attach import bare_rate, currency_before, money_at, unit_after, with_rate
from claims.numbers.bounds import Bound, Second, bound_after, bound_before, changes_before, scores_near, second_figures
from claims.numbers.claiming import is_claim
from claims.numbers.compound import with_smaller_units
from claims.numbers.figures import EXACT, Figure, Form, Numeral, Sort, Unit
from claims.numbers.han_rates import base_before, share_of_each
from claims.numbers.kinds import sort_of
from claims.numbers.lookalikes import glued_before, score_end
from claims.numbers.numerals import read_numeral
from claims.numbers.phrases import HAN
from claims.numbers.view import View
from sources.document import Span

_TOKEN = re.compile(r"[^\W_\u2e80-\uffff]+(?:[./',-]\d[^\W_\u2e80-\uffff]*)*")
TIES = ("-", "–", ":")
"""What stands between the two sides of a score."""
MOST_POINTS = 200
"""What no side of a game comes to."""
HIGHEST_SCORE = 10
"""Two bare figures with a hyphen between are a score below it, and a range from it on."""
LONGEST_SPAN = 12
"""Up to so many years, months, hours "over" is a preposition; "over 65 years" is a bound."""
LARGEST_RATIO = 1000
"""The divisor up to which "one in N" is a ratio; above it stands a year or a count."""


SUFFIXES = ("multiple_suffixes", "times", "age_after", "age_plurals")
"""What may be glued to digits without being a unit."""


@dataclass(frozen=True, slots=True)
class Draft:
    """A quantity while it is read. `start` and `end` take in openers, signs and units; `figure_end` is the core's."""

    start: int
    end: int
    first: Numeral
    figure_end: int
    value: Decimal
    step: Decimal
    kind: str = ""
    max: Decimal | None = None
    unit: Unit | None = None
    times: bool = False


def read_quantity(view: View, at: int, floor: int) -> tuple[int, Quantity | None]:
    """Where reading goes on, and the quantity whose figure begins at `at`, if there is one."""
    digit = view.low[at].isdigit()
    prefix = _prefix(view, at, floor)
    first = read_numeral(view, at, money=prefix is not None)
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


def _prefix(view: View, at: int, floor: int) -> Unit | None:
    """The currency before a figure; in Chinese its name stands there too, unless the figure has a unit of its own."""
    if not view.low[at].isdigit() and view.words.words.noun_order != "han":
        return None
    prefix = currency_before(view, at, floor)
    if prefix is None or view.low[prefix.end - 1] < HAN:
        return prefix
    numeral = read_numeral(view, at)
    unit = None if numeral is None else unit_after(view, numeral)
    return prefix if unit is None or unit.kind is UnitKind.CURRENCY else None


def _is_score(view: View, draft: Draft, second: Second) -> bool:
    """`lost 21-24`: two bare figures tied together near a word for winning."""
    bare = draft.unit is None and draft.start == draft.first.start and second.link in TIES
    bare = bare and draft.step == second.numeral.step == 1 and second.numeral.value < MOST_POINTS
    return bare and unit_after(view, second.numeral) is None and scores_near(view, draft.start, second.numeral.end)


def _score_end(view: View, draft: Draft) -> int | None:
    low = draft.unit is None and draft.start == draft.first.start and draft.value < HIGHEST_SCORE
    low = low and view.words.list("age_after").at(view.low, draft.end) is None
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
    return not any(view.words.list(key).at(view.low, end) for key in SUFFIXES)


def _draft(view: View, first: Numeral, prefix: Unit | None, floor: int) -> Draft:
    money = prefix is not None
    start = prefix.start if prefix is not None else first.start
    unit = _own_unit(view, first, prefix)
    draft = _single(start, first, unit)
    if (share := share_of_each(view, first, unit, floor)) is not None:
        ratio = replace(draft, start=share.start, end=share.end, figure_end=share.figure_end, value=share.value)
        return replace(ratio, step=Decimal("0.01"), kind="ratio")
    for at in dict.fromkeys((first.end, draft.end, _aged_end(view, first.end))):
        for second in second_figures(view, start, first, at, money, floor):
            if not _may_follow(draft, second, at):
                continue
            if _is_change(view, draft, second):
                return _with_unit_of(view, draft, second.numeral)
            if (paired := _paired(view, draft, second, prefix)) is not None:
                return paired
    return _with_smaller(view, draft, prefix)


def _aged_end(view: View, end: int) -> int:
    """The end of the word for an age right after a figure: 40岁至60岁 is one range."""
    hit = view.words.list("age_after").at(view.low, end)
    return end if hit is None else hit[0]


def _with_smaller(view: View, draft: Draft, prefix: Unit | None) -> Draft:
    """The draft with the smaller units of its amount: `1 hour 12 minutes`."""
    amount = None if prefix is not None else with_smaller_units(view, draft.first, draft.unit)
    if amount is None:
        return draft
    return replace(
        draft,
        first=replace(draft.first, lone=False),
        end=amount.end,
        figure_end=amount.figure_end,
        value=amount.value,
        step=amount.step,
        kind="amount",
        unit=amount.unit,
    )


def _with_unit_of(view: View, draft: Draft, second: Numeral) -> Draft:
    """`from 41 to 48 percent`: the first figure has the unit of the second, which stands there once for both."""
    unit = unit_after(view, second) if draft.unit is None else None
    if unit is None or unit.counted:
        return draft
    at = draft.first.end
    return replace(draft, unit=replace(unit, start=at, end=at, head_end=at))


def _is_change(view: View, draft: Draft, second: Second) -> bool:
    """`from 91 to 88` after a verb of change: two figures. "Between" is never one."""
    if second.kind != "range" or ("", second.link) not in view.words.words.ranges:
        return False
    opened = second.start < draft.start
    each_its_own = bool(second.sign) and second.link.isalpha()  # rose $1.20 to $84.30
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
    end = numeral.end
    again = money_at(view, view.after_space(end))
    if again is not None and (
        again.name == prefix.name or view.words.list("any_currency").at(view.low, again.start) is not None
    ):
        end = again.end  # 新台币1.2兆元
    return with_rate(view, replace(prefix, end=end, head_end=end))


def _single(start: int, first: Numeral, unit: Unit | None) -> Draft:
    end = max(first.end, unit.end if unit is not None else 0)
    return Draft(start, end, first, first.end, first.value, first.step, unit=unit)


def _paired(view: View, draft: Draft, second: Second, prefix: Unit | None) -> Draft | None:
    """The draft with its second figure; None where the two make no pair."""
    first, other = draft.first, second.numeral
    if second.kind == "range":
        return None if _is_score(view, draft, second) else _range(view, draft, second, prefix)
    unit = unit_after(view, other)
    if "ratio" in second.kind:
        whole = first.value == int(first.value) and other.value == int(other.value)
        if not (whole and 0 < first.value <= other.value <= LARGEST_RATIO) or (unit is not None and not unit.counted):
            return None
        value = EXACT.divide(first.value, other.value)
        unit = draft.unit or unit
        end = other.end if unit is None else max(other.end, unit.end)
        return replace(draft, end=end, figure_end=other.end, value=value, step=Decimal("0.01"), kind="ratio", unit=unit)
    if (draft.unit is not None and not draft.unit.counted) or first.value == other.value == 0:
        return None
    again = unit is not None and draft.unit is not None and unit.name == draft.unit.name
    return replace(draft, end=unit.end if unit and again else other.end, figure_end=other.end, kind="vote")


def _range(view: View, draft: Draft, second: Second, prefix: Unit | None) -> Draft | None:
    first, other = draft.first, second.numeral
    if not second.link:
        first, other = _pair_of_digits(first, other)
    if other.scale > first.scale == 1 and first.value < other.value / other.scale:
        first = first.scaled(other.scale, first.end)
    elif first.value < 10 and _counts_hundreds(first, other):
        first = first.scaled(Decimal(100), first.end)
    if second.sign and (prefix is None or prefix.name != second.sign):
        return None
    unit = _own_unit(view, other, prefix) or draft.unit
    if first.value >= other.value or not _same_unit(draft.unit, unit):
        return None
    end = max(other.end, unit.end if unit is not None else 0)
    return replace(
        draft,
        start=min(draft.start, second.start),
        end=end,
        figure_end=other.end,
        value=first.value,
        step=min(first.step, other.step),
        kind="range",
        max=other.value,
        unit=unit,
    )


def _counts_hundreds(first: Numeral, other: Numeral) -> bool:
    """`two to three hundred`: 200 to 300, where `one to five hundred` cannot be told from 1 to 500 but is so too."""
    hundreds = other.value / 100
    return first.form is other.form is Form.WORDS and hundreds == int(hundreds) and first.value < hundreds < 10


def _pair_of_digits(first: Numeral, other: Numeral) -> tuple[Numeral, Numeral]:
    """三四百 is 300 to 400, 十七八 is 17 to 18."""
    if first.value > 10 > other.value:
        return first, replace(other, value=first.value - first.value % 10 + other.value)
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
        value, sort = value + Decimal("0.5"), replace(sort, end=half)
    start, value = _signed(view, start, value, draft, floor)
    if sort.kind is UnitKind.MEASURE and (
        cold := view.words.list("below_zero").at(view.low, view.after_space(sort.end))
    ):
        value, sort = -value, replace(sort, end=cold[0])
    before = bound_before(view, start, floor)
    if before is None:
        start = _with_determiner(view, draft, start, floor)
        before = bound_before(view, start, floor)
    if before is not None and _is_preposition(view, sort, draft, before.start, start):
        before = None
    if before is not None and _is_target(view, before):
        before = None
    if before is not None:
        start = before.start
    base = base_before(view, draft.unit, start)
    if base is not None:
        start, sort = base[0], replace(sort, name=base[1], kind=base[2])
    end = sort.end
    after = bound_after(view, end)
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


def _half_after(view: View, draft: Draft, sort: Sort) -> int | None:
    """`trois ans et demi`: the half that follows the unit."""
    if sort.kind not in (UnitKind.DURATION, UnitKind.MEASURE, UnitKind.AGE) or draft.max is not None:
        return None
    hit = view.words.list("halves").at(view.low, view.after_space(sort.end))
    return None if hit is None else hit[0]


def _is_preposition(view: View, sort: Sort, draft: Draft, start: int, end: int) -> bool:
    """`over four years`, `um die Hälfte`: before a duration or a part the hedge is a preposition."""
    if sort.kind is UnitKind.DURATION and draft.value <= LONGEST_SPAN:
        hit = view.words.list("span_words").at(view.low, start)
    elif draft.first.form is Form.FRACTION:
        hit = view.words.list("part_words").at(view.low, start)
    else:
        return False
    return hit is not None and hit[0] >= end - 1


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
        if hit is not None and hit[0] >= floor and not _either_way(view, start, hit[0]):
            return hit[0], -value
    return start, value


def _either_way(view: View, start: int, sign: int) -> bool:
    """`plus or minus 3.5 points`: the sign is part of a hedge."""
    hedge = view.words.before.before(view.low, view.before_space(start))
    return hedge is not None and hedge[0] < sign


def _with_determiner(view: View, draft: Draft, start: int, floor: int) -> int:
    if draft.first.form not in (Form.FRACTION, Form.MULTIPLE) or start != draft.first.start:
        return start
    if view.words.list("articles").at(view.low, start) is not None:
        return start
    hit = view.words.list("determiners").before(view.low, view.before_space(start))
    return start if hit is None or hit[0] < floor else hit[0]
