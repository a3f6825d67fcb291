"""What a figure with its unit claims: its kind, its unit's name and its span."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from decimal import Decimal
from typing import Final

from claims.numbers.ages import age_completed, age_of
from claims.numbers.beside.rates import with_rate
from claims.numbers.figures import (
    AS_DIGITS,
    AS_FRACTION,
    AS_MULTIPLE,
    AS_ORDINAL,
    AS_WORDS,
    COUNT,
    MEASURE,
    MULTIPLE,
    ORDINAL,
    PERCENT,
    RATIO,
    Figure,
    Numeral,
    Sort,
    Unit,
)
from claims.numbers.lexical.view import View

HIGHEST_ON_SCALE: Final = 12
"""The top of the scales that are named before their figure: magnitudes, the Beaufort and Mercalli scales."""

MULTIPLIED: Final = frozenset(("multiplied", "divided"))
TIMES: Final = frozenset(("multiple_suffixes", "times", "multiples_by"))
"""Lists that are looked into together, told from a few letters at once."""


def sort_of(view: View, figure: Figure) -> Sort:
    """What the figure claims, supposing that it claims anything."""
    for judge in _judges(figure):
        sort = judge(view, figure)
        if sort is not None:
            return sort
    numeral, unit = figure.numeral, figure.unit
    if numeral.form is AS_MULTIPLE:
        return _multiple(view, figure)
    if unit is None:
        return figure.sort(RATIO if numeral.form is AS_FRACTION else COUNT)
    if numeral.form is AS_FRACTION and unit.counted:
        return figure.sort(RATIO, unit)
    return Sort(figure.start, figure.end, unit.name, unit.kind, unit.start, unit.end, unit.factor)


def _multiple(view: View, figure: Figure) -> Sort:
    """`doubled`, `twice as common` multiply; `twice a week` and a lone `twice` count."""
    if figure.unit is not None and figure.unit.kind is RATIO:
        return figure.sort(COUNT, figure.unit)
    if _counts_times(view, figure):
        return figure.sort(COUNT)
    end = figure.numeral.end if figure.unit is not None else _with_likeness(view, figure.numeral)
    return figure.sort(MULTIPLE, end=end)


def _counts_times(view: View, figure: Figure) -> bool:
    """`twice` where nothing is compared: how often, not how much more."""
    hit = view.list_at("often", figure.numeral.start)
    if figure.unit is not None or hit is None or hit[0] != figure.numeral.end:
        return False
    return view.words.comparers.at(view.low, view.after_space(figure.numeral.end)) is None


def _with_likeness(view: View, numeral: Numeral) -> int:
    """The end of `twice as common`; that of the figure where nothing is likened."""
    at = view.after_space(numeral.end)
    lone = view.list_before("often", numeral.end) is not None
    hit = _compared(view, at) if lone and view.list_at("likeness", at) is not None else None
    return numeral.end if hit is None else hit[0]


def _compared(view: View, at: int) -> tuple[int, bool] | None:
    """The end of what compares after "times", with whether it says "more": `as common`, `more`."""
    hit = view.words.comparers.at(view.low, at)
    if hit is not None and view.list_before("likeness", hit[0]) is not None:
        word = view.word_at(view.after_space(hit[0]))
        return (hit[0] + 1 + len(word) if word else hit[0]), hit[1]
    return hit


def _hundredths(view: View, figure: Figure) -> Sort | None:
    """百分之十二 is 12 %."""
    numeral = figure.numeral
    if numeral.form is not AS_FRACTION or view.list_at("hundredths", numeral.start) is None:
        return None
    return figure.sort(PERCENT, name="%", end=numeral.end, factor=Decimal(100))


def _times(view: View, figure: Figure) -> Sort | None:
    """Times: `21 fois` and `deux fois par semaine` count, `quarante fois plus` multiplies."""
    if figure.pair in ("ratio", "vote"):
        return None
    if (by := _multiplied(view, figure)) is not None:
        return by
    at = view.after_space(figure.core_end)
    at = at + 1 if view.low[at : at + 1] == "-" else at
    return None if view.heads[at].isdisjoint(TIMES) else _times_at(view, figure, at)


def _times_at(view: View, figure: Figure, at: int) -> Sort | None:
    """Times, where the word for them stands at `at`."""
    value = figure.numeral.value
    if (suffix := view.list_at("multiple_suffixes", at)) is not None:
        return figure.sort(MULTIPLE, end=suffix[0])
    hit = view.list_at("times", at) or view.list_at("multiples_by", at)
    if hit is None:
        return None
    half = view.list_at("halves", view.after_space(hit[0])) if value else None  # trois fois et demie plus
    whole = Decimal(1) if half is None else (value + Decimal("0.5")) / value
    end = hit[0] if half is None else half[0]
    compared = _compared(view, view.after_space(end))
    if compared is not None:
        factor = whole if compared[1] or not value else 1 / (value * value * whole)
        return figure.sort(MULTIPLE, end=compared[0], factor=factor)
    if half is not None:
        return figure.sort(MULTIPLE, end=end, factor=whole)
    return _often(view, figure, at, hit[0])


def _often(view: View, figure: Figure, at: int, end: int) -> Sort:
    """The word for times in `[at, end)` with its base, or what multiplies by itself (倍)."""
    if view.list_at("multiples_by", at) is not None:
        once_more = figure.value == 1 and figure.max is None and view.low[figure.start - 1 : figure.start] != "的"
        factor = Decimal(2) if once_more else Decimal(1)  # 提高一倍, 多一倍: twice as much; but 去年的一倍
        return Sort(figure.start, end, view.text[at:end], MULTIPLE, at, end, factor=factor)
    often = with_rate(view, Unit(at, end, view.text[at:end], COUNT, end))
    return Sort(figure.start, often.end, often.name, COUNT, at, often.end)


def _multiplied(view: View, figure: Figure) -> Sort | None:
    """`multiplié par quatre`, `divided by two`."""
    end, value = view.before_space(figure.start), figure.numeral.value
    if view.tails[end].isdisjoint(MULTIPLIED):
        return None
    more, less = view.list_before("multiplied", end), view.list_before("divided", end)
    if more is not None and (less is None or more[0] <= less[0]):  # un fattore, but: ridotto di un fattore
        return figure.sort(MULTIPLE, start=more[0], end=figure.core_end)
    if less is None or not value:
        return None
    return figure.sort(MULTIPLE, start=less[0], end=figure.core_end, factor=1 / (value * value))


def _ordinal(view: View, figure: Figure) -> Sort | None:
    """`22e Exposition`, `derde achtereenvolgende jaar` are ordinals; `every fifth child` is a fifth."""
    numeral = figure.numeral
    if numeral.form is not AS_ORDINAL:
        return None
    each = view.list_before("each", view.before_space(numeral.start))
    if each is not None and numeral.value > 1:
        factor = 1 / (numeral.value * numeral.value)
        end = figure.unit.end if figure.unit is not None else numeral.end
        return figure.sort(RATIO, figure.unit, start=each[0], end=end, factor=factor)
    unit, at = figure.unit, view.after_space(numeral.end)
    row = None if unit is None else view.list_at("in_a_row", unit.start)
    if unit is not None and row is not None and (start := view.after_space(row[0])) < unit.end:
        unit = replace(unit, start=start, name=view.text[start : unit.end])
    often = None if unit is not None else view.list_at("times", at)
    if often is not None:  # la quinta vez
        unit = Unit(at, often[0], view.text[at : often[0]], ORDINAL, often[0])
    row = None if unit is None else view.list_at("in_a_row", view.after_space(unit.end))
    last = row or often
    return figure.sort(ORDINAL, unit, end=None if last is None else last[0])


def _edition(view: View, figure: Figure) -> Sort | None:
    """`el 25 aniversario`, `la 22 edición`: plain digits before a noun in the singular that is numbered so."""
    numeral, words = figure.numeral, view.words
    if numeral.step != 1:
        return None
    at = view.after_space(numeral.end)
    noun = view.list_at("roman_nouns", at) if numeral.value > 1 and at > numeral.end else None
    if noun is None or words.plural.fullmatch(view.low, at, noun[0]):
        return None
    unit = Unit(at, noun[0], view.text[at : noun[0]], ORDINAL, noun[0])
    return figure.sort(ORDINAL, unit, end=noun[0])


def _on_scale(view: View, figure: Figure) -> Sort | None:
    """`magnitude 5,4`: the name of the scale stands before its figure."""
    if figure.unit is not None or figure.numeral.form is not AS_DIGITS or figure.numeral.value > HIGHEST_ON_SCALE:
        return None
    hit = view.words.measures_before.before(view.low, view.before_space(figure.start))
    if hit is None:
        return None
    return figure.sort(MEASURE, name=hit[1], start=hit[0], end=figure.core_end)


def _paired(_view: View, figure: Figure) -> Sort | None:
    """Ratios ("one in five") and votes ("27-19")."""
    if figure.pair == "ratio":
        return figure.sort(RATIO, figure.unit)
    if figure.pair == "vote":
        return figure.sort(COUNT, figure.unit, name="votes" if figure.unit is None else "")
    return None


_OF_DIGITS: Final = (_times, age_of)
_OF_BARE_DIGITS: Final = (_times, _edition, _on_scale, age_of)
_OF_WORDS: Final = (_times, age_of)
_OF_PAIRS: Final = (_times, _paired, _on_scale, age_of)
_OF_PARTS: Final = (_hundredths, _paired)
_OF_ORDINALS: Final = (age_completed, _ordinal)
"""What may say the kind of a figure, by how it is written, the first that does."""


def _judges(figure: Figure) -> Iterable[Callable[[View, Figure], Sort | None]]:
    form = figure.numeral.form
    if form is AS_DIGITS or form is AS_WORDS:
        if figure.pair:
            return _OF_PAIRS
        if form is AS_WORDS:
            return _OF_WORDS
        return _OF_BARE_DIGITS if figure.unit is None else _OF_DIGITS
    return _OF_ORDINALS if form is AS_ORDINAL else _OF_PARTS
