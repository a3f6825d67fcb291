"""Units that a figure takes from those just before it: points beside a per cent, millions after an amount of money."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Final

from claims.model import Quantity
from claims.numbers.bounds import HARD, changes_before, said_before, scores_near
from claims.numbers.figures import COUNT, CURRENCY, DURATION, MEASURE, PERCENT
from claims.numbers.lexical.view import View

_REACH: Final = 250
"""Characters before a figure in which another may say what it is of."""
_AFTER: Final = 80
"""The same after points: a gain of 6 points, to 81 per cent."""
_SO_MUCH: Final = 12
"""Characters in which a per cent right after points says how much they are of an index: 45 points (0.6 %)."""
_MOST_POINTS: Final = 50
"""Points from which they are rather of an index or a game."""
_LEAST: Final = 1_000_000
"""The least amount that is written with a scale and no unit."""
_CODE: Final = len("EUR")
_ENDS: Final = (". ", "! ", "? ", "。", "！", "？")
_PARTED: Final = ("\n\n", ".\n", "!\n", "?\n", "。\n")
_AGAINST: Final = 60
"""Characters between a figure and the bare one that is held against it."""
_LIKE: Final = 10
"""How many times as long as another a time may be that is held against it."""
_HOURS: Final = 24
"""The last hour of a day: ranges up to it may be when something is open."""
_SPREAD: Final = frozenset({CURRENCY, MEASURE, DURATION})
_MEASURED: Final = frozenset({PERCENT, CURRENCY, MEASURE, DURATION})
_PARTING: Final = (*_ENDS, "\n", ";", "(", ")")
_SHARES: Final = frozenset({"%", "pp"})


def with_implied_units(view: View, found: Iterable[Quantity]) -> tuple[Quantity, ...]:
    """The figures of a text in order, those that have their unit from one before, or beside, with that unit."""
    before: list[Quantity] = []
    figures = list(found)
    for number, one in enumerate(figures):
        after = figures[number + 1] if number + 1 < len(figures) else None
        if one.unit_kind is MEASURE and one.unit == "points":
            shares = _shares_near(view, one, before, after)
            before.append(replace(one, unit="pp", unit_kind=PERCENT) if shares else one)
        elif (
            _is_bare(one)
            and not _opens_pair(view, one, after)
            and (like := _held_against(view, one, before)) is not None
        ):
            before.append(replace(one, unit=like.unit, unit_kind=like.unit_kind))
        elif _is_bare_amount(view, one) and (
            money := _money_before(view, one, before) or _money_spoken_of(view, one, [*before, *figures[number:]])
        ):
            before.append(replace(one, unit=money, unit_kind=CURRENCY))
        else:
            before.append(one)
    return tuple(before)


def _shares_near(view: View, one: Quantity, before: list[Quantity], after: Quantity | None) -> bool:
    """Whether points are of a share: one stands in the same or the sentence before, and no game or index is meant."""
    if one.value >= _MOST_POINTS or scores_near(view, one.span.start, one.span.end):
        return False
    if after is not None and after.unit == "%":
        gap = after.span.start - one.span.end
        if gap <= _SO_MUCH and after.value < one.value:
            return False
        if gap <= _AFTER and not _sentences_between(view, one.span.end, after.span.start):
            return True
    return any(other.unit in _SHARES and _is_close(view, other, one) for other in reversed(before[-4:]))


def _is_bare(one: Quantity) -> bool:
    """Whether a figure counts nothing that is named."""
    return one.unit_kind is COUNT and not one.unit and one.unit_span is None


def _opens_pair(view: View, one: Quantity, after: Quantity | None) -> bool:
    """Whether a link and another figure follow: from 71 to 83 is what something else did."""
    return after is not None and _is_link(view, view.low[one.span.end : after.span.start])


def _held_against(view: View, one: Quantity, before: list[Quantity]) -> Quantity | None:
    """The figure with a unit that a bare one is held against: `44 %, against 27`, `15 minutes, contre 25`."""
    last = before[-1] if before else None
    if last is None or last.unit_kind not in _MEASURED or not 0 < one.span.start - last.span.end <= _AGAINST:
        return None
    versus = view.list_before("versus", view.before_space(one.span.start))
    between = view.low[last.span.end : one.span.start]
    if _brackets(one, last) or _is_suspended(view, one) or _is_as_often(view, one, last):
        return None if any(mark in between for mark in _PARTING) else last
    if last.unit_kind is MEASURE and _is_bound_alone(view, one) and not any(mark in between for mark in _PARTING):
        return last  # 6 MW, where the rules ask for at least 14
    near = versus is not None and versus[0] >= last.span.end and not any(mark in between for mark in _PARTING)
    if not (near or (last.unit_kind is not PERCENT and _is_where_to(view, last, between))):
        return None
    lasts = last.unit_kind is DURATION
    return None if lasts and not last.value / _LIKE <= one.value <= last.value * _LIKE else last


def _brackets(one: Quantity, last: Quantity) -> bool:
    """Whether a range runs from less than the last figure to more, and is no hours: `€212, from 140 to 390`."""
    return one.max is not None and one.value <= last.value <= one.max > _HOURS and last.unit_kind in _SPREAD


def _is_suspended(view: View, one: Quantity) -> bool:
    """Whether a part of a sentence is spoken of: `thirty months, eighteen of them suspended`."""
    at = view.after_space(one.span.end)
    pronoun = view.list_at("part_pronouns", at)
    at = at if pronoun is None else view.after_space(pronoun[0])
    return view.list_at("suspended", at) is not None


def _is_as_often(view: View, one: Quantity, last: Quantity) -> bool:
    """`once every twelve years, in full once every seventy`."""
    ends = (view.before_space(one.span.start), view.before_space(last.span.start))
    return last.unit_kind is DURATION and all(view.list_before("each", end) is not None for end in ends)


def _is_bound_alone(view: View, one: Quantity) -> bool:
    """Whether a figure with a hard bound ends its clause: at least 20, but not at least 20 died."""
    end = view.low[one.span.end : one.span.end + 1]
    return one.qualifier in HARD and not end.strip().isalnum() and end != " "


def _is_where_to(view: View, last: Quantity, between: str) -> bool:
    """Whether what stands between two figures only leads from one to the other: `shrank from 900 tonnes to 700`."""
    return _is_link(view, between) and changes_before(view, last.span.start)


def _is_link(view: View, between: str) -> bool:
    """Whether what stands between two figures is a word that leads from one to the other, and no more."""
    link = between.strip()
    words = view.words.words
    return link in words.change_links or ("", link) in words.ranges


def _is_bare_amount(view: View, one: Quantity) -> bool:
    """Whether a figure is written with a scale and counts nothing that is named: 318.4 million."""
    bare = one.unit_kind is COUNT and not one.unit and one.value >= _LEAST
    return bare and any(letter.isalpha() for letter in one.core.of(view.text))


def _money_before(view: View, one: Quantity, before: list[Quantity]) -> str:
    """The currency of the last figure, where that is an amount of money of the same or the sentence before."""
    last = before[-1] if before else None
    if last is None or last.unit_kind is not CURRENCY or len(last.unit) != 3 or not _is_close(view, last, one):
        return ""
    return last.unit


def _money_spoken_of(view: View, one: Quantity, figures: list[Quantity]) -> str:
    """The currency of the text, where a word for what costs or earns money stands before an amount without one."""
    if not said_before(view, one.span.start, view.words.words.money_words):
        return ""
    money = [other for other in figures if other.unit_kind is CURRENCY and other.unit[:_CODE].isupper()]
    near = min(money, key=lambda other: abs(other.span.start - one.span.start), default=None)
    return "" if near is None else near.unit[:_CODE]


def _is_close(view: View, earlier: Quantity, one: Quantity) -> bool:
    """Whether a figure stands in the sentence of a later one, or in the one before it."""
    start, end = earlier.span.end, one.span.start
    return 0 <= end - start <= _REACH and _sentences_between(view, start, end) <= 1


def _sentences_between(view: View, start: int, end: int) -> int:
    """How many sentences end in a stretch; a new paragraph counts for two, a line that only breaks for none."""
    stretch = view.text[start:end]
    return sum(stretch.count(mark) for mark in _ENDS) + 2 * sum(stretch.count(mark) for mark in _PARTED)
