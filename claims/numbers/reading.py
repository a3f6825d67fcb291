"""Reading one quantity at the place of its figure: the figure or figures, the unit, the hedges, and what it all is."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from typing import Final

from claims.model import Qualifier, Quantity
from claims.numbers.beside.attach import currency_before, unit_after, unit_before
from claims.numbers.beside.han_rates import base_before
from claims.numbers.bounds import (
    MINUS,
    Bound,
    bound_after,
    bound_before,
    changes_before,
    reached_after,
    said_before,
    tells_change,
)
from claims.numbers.claiming import is_claim
from claims.numbers.drafts import draft_of
from claims.numbers.figures import (
    AGE,
    AS_FRACTION,
    AS_MULTIPLE,
    AS_ORDINAL,
    COUNT,
    CURRENCY,
    DURATION,
    MEASURE,
    PERCENT,
    RATIO,
    Figure,
    Sort,
    Unit,
)
from claims.numbers.kinds import sort_of
from claims.numbers.lexical.phrases import HAN
from claims.numbers.lexical.view import View
from claims.numbers.lookalikes import SCORES, glued_before, score_end
from claims.numbers.written.numerals import read_numeral
from claims.numbers.written.parts import unit_begins
from sources.document import Span

_TOKEN: Final = re.compile(r"[^\W_\u2e80-\uffff]+(?:[./',-]\d[^\W_\u2e80-\uffff]*)*")
_WORD: Final = re.compile(r"[^\W\d_]{1,16}(?= )")
HIGHEST_SCORE: Final = 10
"""Two bare figures with a hyphen between are a score below it, and a range from it on."""
LONGEST_SPAN: Final = 12
"""Up to so many years, months, hours "over" is a preposition; "over 65 years" is a bound."""
LOOSE: Final = (Qualifier.ABOUT, Qualifier.ALMOST)
ROUND: Final = 10
"""Before a figure that it divides, "gegen" is a hedge: gegen 40 Leute, but gegen sieben Leute."""
PARTED: Final = (AS_FRACTION, AS_MULTIPLE)
"""Forms whose determiner belongs to them: the half, una decena."""
MEASURED: Final = (DURATION, AGE, MEASURE, CURRENCY)
"""Kinds whose units may be followed by a word for a little more: two good hours, dos horas largas."""


ONE: Final = Decimal(1)
RANGE: Final = Qualifier.RANGE
EXACT: Final = Qualifier.EXACT
SUFFIXES: Final = ("multiple_suffixes", "times", "age_after", "age_plurals")
"""What may be glued to digits without being a unit."""


def read_quantity(view: View, at: int, floor: int) -> tuple[int, Quantity | None]:
    """Where reading goes on, and the quantity whose figure begins at `at`, if there is one."""
    digit = view.low[at].isdigit()
    prefix = _prefix(view, at, floor)
    first = read_numeral(view, at, money=prefix is not None)
    if first is not None and prefix is None and (unit := unit_before(view, at, floor)) is not None:
        first, prefix = replace(first, hedge=Qualifier.ABOUT), unit
    if first is None or (digit and prefix is None and glued_before(view, at)):
        return (_token_end(view, at) if digit else floor), None
    figure = draft_of(view, first, prefix, floor)
    if digit and prefix is None and figure.unit is None and _runs_on(view, figure.core_end):
        return _token_end(view, figure.core_end), None
    if digit and prefix is None and (score := _score_end(view, figure)) is not None:
        return score, None
    quantity = _finish(view, figure, floor)
    if quantity is None:
        han = view.order == "han"
        return (figure.core_end if digit or not (first.lone or han) else floor), None
    return quantity.span.end, quantity


def _prefix(view: View, at: int, floor: int) -> Unit | None:
    """The currency before a figure; in Chinese its name stands there too, unless the figure has a unit of its own."""
    if not view.low[at].isdigit() and view.order != "han":
        return None
    prefix = currency_before(view, at, floor)
    if prefix is None or view.low[prefix.end - 1] < HAN:
        return prefix
    numeral = read_numeral(view, at)
    unit = None if numeral is None else unit_after(view, numeral)
    return prefix if unit is None or unit.kind is CURRENCY else None


def _score_end(view: View, figure: Figure) -> int | None:
    if not figure.pair and view.low[figure.numeral.end : figure.numeral.end + 1] not in SCORES:
        return None
    low = figure.unit is None and figure.start == figure.numeral.start and figure.value < HIGHEST_SCORE
    low = low and view.list_at("age_after", figure.end) is None
    return score_end(view, figure.numeral.start, figure.numeral.end, low, figure.pair)


def _token_end(view: View, at: int) -> int:
    """Where the digits and letters that hang together with those at `at` end."""
    found = _TOKEN.match(view.low, at)
    return at + 1 if found is None else found.end()


def _runs_on(view: View, end: int) -> bool:
    """Letters glued to the digits that are no unit: 5G, 3D, 747s."""
    letter = view.low[end : end + 1]
    if not letter.isalpha() or letter >= HAN:
        return False
    return not any(view.list_at(key, end) for key in SUFFIXES)


def _finish(view: View, figure: Figure, floor: int) -> Quantity | None:
    sort = sort_of(view, figure)
    if _needs_no_hedge(view, figure, sort) and not is_claim(view, figure, sort, None):
        return None
    start, value, top = sort.start, figure.value, figure.max
    if (half := _half_after(view, figure, sort)) is not None:
        value, sort = value + Decimal("0.5"), replace(sort, end=half)
    start, value = _signed(view, start, value, figure, floor)
    if sort.kind is MEASURE and (cold := view.list_at("below_zero", view.after_space(sort.end))):
        value, sort = -value, replace(sort, end=cold[0])
    start, before = _hedged(view, figure, sort, start, floor)
    base = base_before(view, figure.unit, start) if view.order == "han" else None
    if base is not None:
        start, sort = base[0], replace(sort, name=base[1], kind=base[2])
    end = sort.end
    after = bound_after(view, end, measured=sort.kind in MEASURED)
    after = after or (reached_after(view, start, end) if sort.kind is AGE else None)
    if after is not None:
        end = after.end
    hedge = before or after
    if not is_claim(view, figure, sort, None if hedge is None else hedge.qualifier):
        return None
    qualifier = _qualifier(figure, before.qualifier if before else None, after.qualifier if after else None)
    factor = sort.factor
    core_start = figure.numeral.start
    return Quantity(
        Span(start, end),
        view.text[start:end],
        _whole(value * factor),
        qualifier,
        sort.name,
        sort.kind,
        Span(core_start, max(figure.core_end, core_start)),
        Decimal("0.01") if sort.kind is RATIO and factor != 1 else figure.step * factor,
        None if top is None else _whole(top * factor),
        None if sort.unit_end <= sort.unit_start else Span(sort.unit_start, sort.unit_end),
    )


def _needs_no_hedge(view: View, figure: Figure, sort: Sort) -> bool:
    """Whether no hedge can make a claim of the figure, nor unmake it: an ordinal, or "a" before a mere noun.

    In Chinese the base of a rate may do so.
    """
    first = figure.numeral
    return view.order != "han" and (first.form is AS_ORDINAL or (first.lone and sort.kind is COUNT))


def _whole(value: Decimal) -> Decimal:
    """A whole number without the noughts that scaling leaves behind its point."""
    if value.same_quantum(ONE):
        return value
    whole = value.to_integral_value()
    return Decimal(f"{whole:f}") if whole == value else value


def _hedged(view: View, figure: Figure, sort: Sort, start: int, floor: int) -> tuple[int, Bound | None]:
    """Where the quantity begins with its determiner and the hedge before it, and that hedge."""
    before, led = bound_before(view, start, floor), start
    if before is None:
        led = _with_determiner(view, figure, sort, start, floor)
        before = None if led == start else bound_before(view, led, floor)
    determined = led < start and figure.numeral.form not in PARTED
    start = start if determined else led  # the half, but no "the" of the 30 per cent
    if before is None or _is_preposition(view, sort, figure, before, led) or _is_no_bound(view, before, sort):
        return start, None
    verb = figure.changes and tells_change(view, before.start, before.end)
    a_share = determined and view.list_at("articles", led) is not None  # rebaja hasta un 38 %: by, not to
    if verb or (not a_share and _is_target(view, before, determined, sort.end)) or _is_only(view, before):
        return start, None
    return before.start, before


def _half_after(view: View, figure: Figure, sort: Sort) -> int | None:
    """`trois ans et demi`: the half that follows the unit."""
    if sort.kind not in (DURATION, MEASURE, AGE) or figure.max is not None:
        return None
    at = view.after_space(sort.end)
    hit = view.list_at("halves", at)
    if hit is None or unit_begins(view, view.after_space(hit[0])):  # medio litro y media tonelada
        return None
    return hit[0]


def _is_preposition(view: View, sort: Sort, figure: Figure, bound: Bound, end: int) -> bool:
    """`over four years`, `um die Hälfte`, `sous trois formes`: before such a figure the hedge is a preposition."""
    keys: list[str] = []
    if sort.kind is DURATION and figure.value <= LONGEST_SPAN:
        hedged = view.list_before("span_hedged", view.before_space(bound.start)) is not None
        keys += [] if hedged else ["span_words"]
    elif figure.numeral.form is AS_FRACTION:
        keys.append("part_words")
    elif sort.kind is COUNT and figure.unit is not None and (bound.qualifier not in LOOSE or figure.value % ROUND):
        keys.append("count_words")
    hits = [view.list_at(key, bound.start) for key in keys]
    return any(hit is not None and hit[0] >= end - 1 for hit in hits)


def _is_no_bound(view: View, bound: Bound, sort: Sort) -> bool:
    """`经过三年`, `über drei Jahre hinweg`: the bound is the end of another word, or says for how long."""
    word = view.list_before("unbounded", bound.end)
    if word is not None and word[0] < bound.start:
        return True
    if sort.kind in (CURRENCY, PERCENT) and view.list_before("sum_nouns", view.before_space(bound.start)) is not None:
        return True
    return sort.kind is DURATION and view.list_at("throughout", view.after_space(sort.end)) is not None


def _is_only(view: View, bound: Bound) -> bool:
    """`il n'en reste plus que 14`: denied before, the bound says "only"."""
    denials = view.words.words.denied_by.get(view.low[bound.start : bound.end].strip(), ())
    return bool(denials) and said_before(view, bound.start, denials)


def _is_target(view: View, bound: Bound, determined: bool, end: int) -> bool:
    """`bajó hasta 58`, `un punto más, hasta el 18 %`: where a change is told, the bound is only where it ends."""
    hit = view.list_at("targets", bound.start)
    if hit is None or hit[0] != bound.end:
        return False
    return determined or changes_before(view, bound.start) or _changes_after(view, end)


def _changes_after(view: View, end: int) -> bool:
    """`tot 14,60 euro is gestegen`: a verb of change ends the clause, right after the figure or one word on."""
    at = view.after_space(end)
    if view.list_at("changes_after", at) is not None:
        return True
    word = _WORD.match(view.low, at)
    return word is not None and view.list_at("changes_after", view.after_space(word.end())) is not None


def _qualifier(figure: Figure, before: Qualifier | None, after: Qualifier | None) -> Qualifier:
    if figure.pair == "range":
        return RANGE
    return before or after or figure.numeral.hedge or EXACT


def _signed(view: View, start: int, value: Decimal, figure: Figure, floor: int) -> tuple[int, Decimal]:
    """The minus sign, or the word for it before a temperature."""
    low = view.low
    if (
        start - 1 >= floor
        and low[start - 1 : start] == "-"
        and view.flat[start].isdigit() | (start < figure.numeral.start)
    ):
        earlier = low[max(0, start - 3) : start - 1].strip(" ")
        if (start == 1 or low[start - 2] in " (\n:" or low[start - 2] >= HAN) and not earlier[-1:].isdigit():
            return start - 1, -value
    end = view.before_space(start)
    if figure.pair or figure.numeral.form is AS_MULTIPLE or view.tails[end].isdisjoint(MINUS):
        return start, value  # das Minus verdoppelte sich
    warm = figure.unit is not None and figure.unit.name in ("°C", "°F", "K", "°")
    for key in ("negatives", "minus") if warm else ("minus",):
        hit = view.list_before(key, end)
        if hit is not None and hit[0] >= floor and not _either_way(view, start, hit[0]):
            return hit[0], -value
    return start, value


def _either_way(view: View, start: int, sign: int) -> bool:
    """`plus or minus 3.5 points`: the sign is part of a hedge."""
    hedge = view.words.before.before(view.low, view.before_space(start))
    return hedge is not None and hedge[0] < sign


def _with_determiner(view: View, figure: Figure, sort: Sort, start: int, floor: int) -> int:
    parted = figure.numeral.form in PARTED
    if not (parted or sort.kind is PERCENT) or start != figure.numeral.start:
        return start
    if view.list_at("articles", start) is not None:
        return start
    hit = view.list_before("determiners", view.before_space(start))
    return start if hit is None or hit[0] < floor else hit[0]
