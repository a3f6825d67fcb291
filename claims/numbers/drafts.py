"""A quantity as it is first drawn up: its figure or figures and its unit, before its hedges and what it all is."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Final

from claims.numbers.beside.attach import unit_after, unit_before
from claims.numbers.beside.compound import with_smaller_units
from claims.numbers.beside.han_rates import share_of_each
from claims.numbers.beside.named_units import money_at
from claims.numbers.beside.rates import bare_rate, with_rate
from claims.numbers.bounds import (
    Second,
    changes_before,
    may_go_on,
    minus_before,
    scores_near,
    second_figures,
)
from claims.numbers.figures import AS_WORDS, COUNT, CURRENCY, EXACT, MEASURE, Figure, Numeral, Unit
from claims.numbers.lexical.view import View
from claims.numbers.lookalikes import is_year

TIES: Final = ("-", "–", ":")
"""What stands between the two sides of a score."""
RANGES: Final = frozenset(("range",))
AT_ONCE: Final = RANGES | {"change", "joined", "instead", "ratio", "weak ratio", "vote"}
PAST_NOUN: Final = frozenset(("ratio", "weak ratio", "vote"))
PAST_ONE: Final = PAST_NOUN | {"ratio of one"}
"""What a figure may go on to: right after it, past a noun, past a noun that there is one of."""
MOST_POINTS: Final = 200
"""What no side of a game comes to."""
SHARED_BY: Final = {*range(2, 11), 20, 100, 1000}
"""By how many money and measures are parted in shares: eight euros in ten, but not 45 euros out of 60."""
LENGTHS: Final = frozenset(("m", "cm", "mm", "km", "mi", "ft", "in"))
"""Measures in which two figures are two sides or ways: 3 mètres sur 4."""
LARGEST_RATIO: Final = 1000
"""The divisor up to which "one in N" is a ratio; above it stands a year or a count."""


def draft_of(view: View, first: Numeral, prefix: Unit | None, floor: int) -> Figure:
    """The draft of the quantity whose first figure is `first`; `prefix` is the currency before it."""
    money = prefix is not None
    start = prefix.start if prefix is not None else first.start
    unit = _own_unit(view, first, prefix)
    draft = _single(start, first, unit)
    if view.order == "han" and (share := share_of_each(view, first, unit, floor)) is not None:
        end, value = share.figure_end, share.value
        return Figure(share.start, share.end, first, end, value, Decimal("0.01"), "ratio", unit=share.unit)
    for at in dict.fromkeys((first.end, draft.end, _aged_end(view, first.end))):
        if not may_go_on(view, at):
            continue
        for second in second_figures(view, start, first, at, money, floor, _kinds(draft, at)):
            if not _may_follow(view, draft, second, at):
                continue
            bare = _without_overlapped(draft, at)
            if _is_change(view, bare, second) or _is_joined(bare, second):
                changes = second.kind not in ("joined", "instead")
                return replace(_with_unit_of(view, bare, second.numeral), changes=changes)
            apart = second.kind in ("change", "joined", "instead")
            if not apart and (paired := _paired(view, bare, second, prefix)) is not None:
                return paired
    return _with_smaller(view, draft, prefix)


def _without_overlapped(draft: Figure, at: int) -> Figure:
    """The draft without the measure that its link was taken for, as a tonne per metre in `3 t/m 5 dagen`."""
    overlaps = at < draft.end and draft.unit is not None and not draft.unit.counted
    return replace(draft, end=at, unit=None) if overlaps else draft


def _aged_end(view: View, end: int) -> int:
    """The end of the word for an age right after a figure: 40岁至60岁 is one range."""
    hit = view.list_at("age_after", end)
    return end if hit is None else hit[0]


def _with_smaller(view: View, draft: Figure, prefix: Unit | None) -> Figure:
    """The draft with the smaller units of its amount: `1 hour 12 minutes`."""
    if draft.unit is None or draft.unit.counted or prefix is not None:
        return draft
    amount = with_smaller_units(view, draft.numeral, draft.unit)
    if amount is None:
        return draft
    return replace(
        draft,
        numeral=replace(draft.numeral, lone=False),
        end=amount.end,
        core_end=amount.figure_end,
        value=amount.value,
        step=amount.step,
        pair="amount",
        unit=amount.unit,
    )


def _with_unit_of(view: View, draft: Figure, second: Numeral) -> Figure:
    """`from 41 to 48 percent`: the first figure has the scale and the unit of the second, written once for both."""
    unit = unit_after(view, second) if draft.unit is None else None
    if unit is None or unit.counted:
        return draft
    first, at = draft.numeral, draft.numeral.end
    if second.scale > first.scale == 1 and first.value < 1000:
        first = first.scaled(second.scale, at)
    unit = replace(unit, start=at, end=at, head_end=at)
    return replace(draft, numeral=first, value=first.value, step=first.step, unit=unit)


def _is_joined(draft: Figure, second: Second) -> bool:
    """`8 instead of 6 million euros`, `7.9 and 12.3 billion`: two figures, what they are of said once for both.

    Whole numbers before "and" may be of anything (chapters 7 and 12), so only decimals are taken for the same.
    """
    if second.kind not in ("joined", "instead") or draft.unit is not None:
        return False
    return second.kind == "instead" or (draft.numeral.step < 1 and second.numeral.step < second.numeral.scale)


def _is_change(view: View, draft: Figure, second: Second) -> bool:
    """`from 91 to 88` after a verb of change: two figures. "Between" is never one."""
    if second.kind == "change":
        return changes_before(view, draft.start)
    if second.kind != "range" or ("", second.link) not in view.words.words.ranges:
        return second.link in view.words.words.change_links
    opened = second.start < draft.start
    if opened and draft.numeral.value > second.numeral.value and draft.unit is None and second.numeral.scale == 1:
        return True  # from 912 to 481
    measured = draft.unit is not None and not draft.unit.counted
    each_its_own = second.link.isalpha() and (bool(second.sign) or measured)  # rose $1.20 to $84.30
    return (opened or each_its_own) and changes_before(view, second.start)


def _goes_from(view: View, draft: Figure, end: int) -> bool:
    """`steeg van 10 op 15`: where something goes to, after a verb of change; but not in `van 3 op 10 naar 4 op 10`."""
    before = view.before_space(draft.start)
    openers = {opener for opener, _ in view.words.words.ranges if opener}
    if not any(view.low.endswith(f" {opener}", 0, before) for opener in openers) or not changes_before(
        view, draft.start
    ):
        return False
    return view.list_at("change_links", view.after_space(end)) is None


def _kinds(draft: Figure, at: int) -> frozenset[str]:
    """As what a figure may go on from `at`: past a noun only to a divisor or a losing side."""
    if at == draft.numeral.end:
        return AT_ONCE
    if draft.unit is None or not (draft.unit.counted or _is_shared(draft.unit)):
        return RANGES
    past = PAST_ONE if draft.numeral.lone else PAST_NOUN
    return past if draft.unit.counted else RANGES | past


def _is_shared(unit: Unit) -> bool:
    """Whether shares are told of a unit: eight euros in ten, three litres in ten."""
    return unit.kind is CURRENCY or (unit.kind is MEASURE and unit.name not in LENGTHS)


def _may_follow(view: View, draft: Figure, second: Second, at: int) -> bool:
    """Whether what goes on past a noun does: two boats in five, but not two men in three days, 4 goals in 2 games."""
    if second.kind != "weak ratio" or at == draft.numeral.end:
        return True
    words = draft.numeral.form is second.numeral.form is AS_WORDS
    return words and not draft.numeral.lone and unit_after(view, second.numeral) is None


def _own_unit(view: View, numeral: Numeral, prefix: Unit | None) -> Unit | None:
    if prefix is None:
        return unit_after(view, numeral) or bare_rate(view, numeral)
    end = numeral.end
    again = money_at(view, view.after_space(end))
    if again is not None and (again.name == prefix.name or view.list_at("any_currency", again.start) is not None):
        end = again.end  # 新台币1.2兆元
    return with_rate(view, Unit(prefix.start, end, prefix.name, prefix.kind, end, prefix.factor))


def _single(start: int, first: Numeral, unit: Unit | None) -> Figure:
    end = max(first.end, unit.end if unit is not None else 0)
    return Figure(start, end, first, first.end, first.value, first.step, unit=unit)


def _paired(view: View, draft: Figure, second: Second, prefix: Unit | None) -> Figure | None:
    """The draft with its second figure; None where the two make no pair."""
    first, other = draft.numeral, second.numeral
    if second.kind == "range":
        return None if _is_score(view, draft, second) else _range(view, draft, second, prefix)
    if "ratio" in second.kind:
        goes_from = second.kind == "weak ratio" and not first.lone and _goes_from(view, draft, other.end)
        return None if goes_from else _ratio(view, draft, second)
    unit = unit_after(view, other)
    if (draft.unit is not None and not draft.unit.counted) or first.value == other.value == 0:
        return None
    if draft.unit is None and unit is not None and view.low[unit.start : unit.end] in view.lists["votes"].entries:
        return replace(draft, end=unit.end, core_end=other.end, pair="vote", unit=unit)
    again = unit is not None and draft.unit is not None and unit.name == draft.unit.name
    return replace(draft, end=unit.end if unit and again else other.end, core_end=other.end, pair="vote")


def _ratio(view: View, draft: Figure, second: Second) -> Figure | None:
    first, other = draft.numeral, second.numeral
    whole = first.value == int(first.value) and other.value == int(other.value)
    if other.lone or not (whole and 0 < first.value <= other.value <= LARGEST_RATIO):
        return None  # a place in a crew
    if other.value == LARGEST_RATIO and second.link in view.lists["per"].entries:
        return None  # 7 por cada 1.000: a rate
    own, unit = draft.unit, None if second.sign else unit_after(view, other)
    of = own or unit
    if of is not None and not of.counted:
        if (own is not None and unit is not None) or not _is_share(view, draft, second, of):
            return None
        name = of.name if of.start < first.start else view.text[of.start : of.head_end]
        of = replace(of, name=name, kind=COUNT)
    elif unit is not None and not unit.counted:
        return None
    value = EXACT.divide(first.value, other.value)
    end = other.end if of is None else max(other.end, of.end)
    return replace(draft, end=end, core_end=other.end, value=value, step=Decimal("0.01"), pair="ratio", unit=of)


def _is_share(view: View, draft: Figure, second: Second, unit: Unit) -> bool:
    """Whether two figures of money or of a measure are a share: `huit euros sur dix`, but not `dos de diez euros`."""
    first, other, weak = draft.numeral, second.numeral, second.kind == "weak ratio"
    if not (_is_shared(unit) and other.value in SHARED_BY and first.value < other.value):
        return False
    if unit.start < first.start:
        return not weak and bool(second.sign)  # $8 of every $10
    each = unit.start > other.start and weak and view.list_before("prices_of", view.before_space(other.start))
    return not each


def _range(view: View, draft: Figure, second: Second, prefix: Unit | None) -> Figure | None:
    first, other = draft.numeral, second.numeral
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
    own = _own_unit(view, other, prefix)
    unit = own or draft.unit
    if draft.unit is not None and own is None and is_year(view, other.start, other.end, noun=False):
        return None  # 450 kg bis 2031
    if (cold := _below_zero(view, draft, second, unit)) is not None or second.negative:
        return cold
    if first.value >= other.value or not _same_unit(draft.unit, unit):
        return None
    end = max(other.end, unit.end if unit is not None else 0)
    return replace(
        draft,
        start=min(draft.start, second.start),
        end=end,
        core_end=other.end,
        value=first.value,
        step=min(first.step, other.step),
        pair="range",
        max=other.value,
        unit=unit,
    )


def _below_zero(view: View, draft: Figure, second: Second, unit: Unit | None) -> Figure | None:
    """`minus 3 bis minus 9 Grad`, `from -5 to 2 °C`: the colder end is the lower one, whichever is named first."""
    minus = minus_before(view, draft.start, 0)
    if minus is None or not second.link.isalpha() or unit is None or unit.counted:
        return None
    other = second.numeral.value
    low, high = sorted((-draft.numeral.value, -other if second.negative else other))
    end, core_end = max(second.numeral.end, unit.end), second.numeral.end
    start = min(minus, second.start)
    return replace(draft, start=start, end=end, core_end=core_end, value=low, max=high, pair="range", unit=unit)


def _counts_hundreds(first: Numeral, other: Numeral) -> bool:
    """`two to three hundred`: 200 to 300, where `one to five hundred` cannot be told from 1 to 500 but is so too."""
    hundreds = other.value / 100
    return first.form is other.form is AS_WORDS and hundreds == int(hundreds) and first.value < hundreds < 10


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


def _is_score(view: View, draft: Figure, second: Second) -> bool:
    """`lost 21-24`: two bare figures tied together near a word for winning."""
    bare = draft.unit is None and draft.start == draft.numeral.start and second.link in TIES
    bare = bare and draft.step == second.numeral.step == 1 and second.numeral.value < MOST_POINTS
    return bare and unit_after(view, second.numeral) is None and scores_near(view, draft.start, second.numeral.end)
