"""Chinese rates, whose base stands before the figure: 每吨4.8元, 时速90公里, 每10万人中有25例, 每三人就有一人."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache
from typing import Final

from claims.model import UnitKind
from claims.numbers.beside.attach import unit_after
from claims.numbers.beside.named_units import measure_at
from claims.numbers.beside.rates import canonical_base, is_base, is_measured_base
from claims.numbers.figures import AS_DIGITS, AS_WORDS, COUNT, CURRENCY, EXACT, MEASURE, RATIO, Numeral, Unit
from claims.numbers.lexical.view import View
from claims.numbers.lexical.words import load_lexicon
from claims.numbers.written.numerals import read_numeral

WIDEST_BASE: Final = 14
"""Characters before a figure in which the base of its rate begins: 每10万名居民中约有."""
LARGEST_EACH: Final = 100
"""Up to so many, "of each N there are M" is a share; above it a rate."""
LONGEST_WHOLE: Final = 5
"""Characters of the longest noun behind a counter."""
COMMAS: Final = frozenset("，,")
"""What may part the two halves of a share: 每四辆车，就有一辆."""
THERE_ARE: Final = "就有"
"""What says in the second half of a share that so many are, whatever stands before it: 每三封信里，他大概就有一封."""
LONGEST_SAID: Final = 10
"""Characters of that half before it."""
FILLERS: Final = 3
"""Words that may stand between a base and its figure: 每三人中就有一人."""


def base_before(view: View, unit: Unit | None, start: int) -> tuple[int, str, UnitKind] | None:
    """Where a rate's base stands before the figure (每吨4.8元): its start, the unit's name with it, and the kind.

    Only in Chinese. Past a verb (每亩补贴300元) the base is no part of the quantity, which begins with the figure.
    """
    if unit is None:
        return None
    least = max(0, start - WIDEST_BASE)
    near = any(view.low.find(sign, least, start) >= 0 for sign in _begin_per(view.words.code))
    bases = [*view.lists["per"].within(view.low, least, start)] if near else ()
    for end in _before_fillers(view, start):
        speed = view.words.bases_before.before(view.low, end) if "bases_before" in view.tails[end] else None
        if speed is not None and unit.kind is MEASURE:
            return speed[0], f"{unit.name}/{speed[1]}", unit.kind
        for at, after in bases:
            based = None if after >= end else _based(view, unit, at, after, end)
            if based is not None:
                return (based[0] if end == start else start), *based[1:]
    return None


@cache
def _begin_per(language: str) -> frozenset[str]:
    """The first signs of what leads to a base: most figures have none of them near."""
    return frozenset(phrase[0] for phrase in load_lexicon(language).lists["per"].entries)


def _before_fillers(view: View, start: int) -> list[int]:
    """Where a base may end: before a figure, and before each filler that stands there, the farthest first.

    The nearer ones come last: 公里 ends in what may be a filler, too.
    """
    ends = [start]
    for _ in range(FILLERS):
        end = ends[-1]
        hit = view.list_before("base_fillers", end)
        if hit is None:
            break
        ends.append(hit[0])
    return ends[::-1]


def _based(view: View, unit: Unit, at: int, start: int, end: int) -> tuple[int, str, UnitKind] | None:
    """The rate whose base is what stands between `start` and `end`, where that is a base at all."""
    written = view.text[at:end]
    base = measure_at(view, start)
    if base is not None and base.end == end:
        symbol = canonical_base(view, base, unit)
        if symbol and unit.kind in (MEASURE, CURRENCY):
            return at, f"{unit.name}/{symbol}", unit.kind
        return at, f"{unit.name} {written}", unit.kind
    for name in ("classifiers", "counters", "nouns"):
        hit = view.list_at(name, start)
        if hit is not None and (hit[0] == end or view.list_at("nouns", hit[0]) == (end, None)):
            return at, f"{unit.name} {written}", unit.kind
    numeral = read_numeral(view, start) if view.words.candidates.match(view.low, start) else None
    counted = None if numeral is None else unit_after(view, numeral)
    if numeral is None or counted is None or counted.end != end:
        return None
    if not is_base(numeral.value) and not is_measured_base(numeral.value, counted):
        return None
    return at, f"{unit.name} {written}", RATIO if unit.counted else unit.kind


@dataclass(frozen=True, slots=True)
class Share:
    """So many of each so many: its span, the end of its last figure, its value and what it is of."""

    start: int
    end: int
    figure_end: int
    value: Decimal
    unit: Unit


def share_of_each(view: View, first: Numeral, unit: Unit | None, floor: int) -> Share | None:
    """每三人就有一人 is a third, 每10名学生中有4名 four tenths of the pupils: only in Chinese."""
    if unit is None or first.step < 1 or unit.kind not in (COUNT, CURRENCY, MEASURE):
        return None
    verb = view.list_before("base_fillers", first.start)  # 每卖出五台电视，就有一台
    per = view.list_before("per", first.start) or (None if verb is None else view.list_before("per", verb[0]))
    if per is None or per[0] < floor or not 1 < first.value <= LARGEST_EACH:
        return None
    begin = _past_noun(view, unit.end)
    parted = view.low[begin : begin + 1] in COMMAS
    at = begin = begin + parted
    for _ in range(FILLERS):
        hit = view.list_at("base_fillers", at)
        if hit is None:
            break
        at = hit[0]
    if parted and view.list_before("share_fillers", at) is None:
        at = view.low.find(THERE_ARE, at, at + LONGEST_SAID) + len(THERE_ARE)
        if at < begin + len(THERE_ARE) or not view.low[begin:at].isalpha():
            return None
    second = read_numeral(view, at) if at > begin and view.words.candidates.match(view.low, at) else None
    if second is None or second.form not in (AS_DIGITS, AS_WORDS) or not 0 < second.value < first.value:
        return None
    end = _measured_end(view, second, unit, at) if not unit.counted else _same_end(view, first, second, unit)
    if end is None:
        return None
    name = unit.name.rstrip("".join(view.lists["share_fillers"].entries)) or unit.name  # 每三封信里
    of = replace(unit, name=name if unit.counted else view.text[unit.start : unit.head_end], kind=COUNT)
    return Share(per[0], end, second.end, EXACT.divide(second.value, first.value), of)


def _measured_end(view: View, second: Numeral, unit: Unit, at: int) -> int | None:
    """Where the second figure of a share of money or of a measure ends, of the same unit: 每十元中有八元."""
    of = unit_after(view, second)
    shared = of is not None and of.name == unit.name and view.list_before("share_fillers", at) is not None
    return of.end if of is not None and shared else None


def _past_noun(view: View, at: int) -> int:
    """Where the noun of a share ends of which a counter alone was read: 每十户果农|中就有四户."""
    end = at
    while (
        end - at <= LONGEST_WHOLE
        and view.low[end : end + 1] not in COMMAS
        and view.list_at("base_fillers", end) is None
    ):
        if not "\u4e00" <= view.low[end : end + 1] <= "\u9fff":
            return at
        end += 1
    return end if end - at <= LONGEST_WHOLE else at


def _same_end(view: View, first: Numeral, second: Numeral, unit: Unit) -> int | None:
    """Where the second figure of a share ends, which counts the same as the first: with its noun or with the
    classifier alone, so that 每五块砖中就有一块 is no price in 块.
    """
    of = unit_after(view, second)
    if of is not None and of.counted and of.name == unit.name:
        return of.end
    classifier = view.list_at("classifiers", second.end) or view.list_at("counters", second.end)
    if classifier is not None and view.low.startswith(view.low[second.end : classifier[0]], first.end):
        return classifier[0]
    return of.end if of is not None and of.counted else None
