"""What is a unit by its name or sign alone: a currency, a duration, a measure, a counted noun."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Final

from claims.numbers.beside.nouns import ADJECTIVES, is_number_word, noun_end
from claims.numbers.figures import COUNT, CURRENCY, DURATION, MEASURE, Unit
from claims.numbers.lexical.view import View

GRADE: Final = "级"
"""What says of a measure before a noun that it is of that size: 万吨级."""
SIZES: Final = "百千万亿"
"""What a size is told in alone, as no number is: 千吨级, 百万千瓦级."""
POINTS: Final = "points"
MONEY: Final = frozenset(("scaled_currencies", "currencies", "signs"))
MEASURES: Final = frozenset(("durations", "measures", "symbols"))
"""Lists that are looked into together: a few letters tell at once where none of them has anything."""


def money_at(view: View, at: int) -> Unit | None:
    """A currency, by name, by sign, or by a short word for a million of it."""
    names = view.heads[at]
    if names.isdisjoint(MONEY):
        return None
    if "scaled_currencies" in names and (many := view.words.scaled_currencies.at(view.low, at)) is not None:
        name, power = many[1]
        return Unit(at, many[0], name, CURRENCY, many[0], Decimal(10) ** power)
    hit = view.words.currencies.at(view.low, at) if "currencies" in names else None
    hit = hit or (_sign(view, at) if "signs" in names else None)
    if hit is not None and view.list_at("classifiers", at) == (hit[0], None):
        hit = None if noun_end(view, hit[0]) > hit[0] else hit  # 90万块组件 is no money
    return None if hit is None else Unit(at, hit[0], hit[1], CURRENCY, hit[0])


def _sign(view: View, at: int) -> tuple[int, str] | None:
    """A currency sign; after a space and before a digit it is that of the next figure: half of the $1.6 billion."""
    hit = view.words.signs.at(view.flat, at)
    if hit is None or (view.low[hit[0] : hit[0] + 1].isdigit() and view.low[at - 1 : at] == " "):
        return None
    return hit


def measure_at(view: View, at: int) -> Unit | None:
    """A duration or a measure, by name or by symbol."""
    words, names = view.words, view.heads[at]
    if names.isdisjoint(MEASURES):
        return None
    duration = words.durations.at(view.low, at) if "durations" in names else None
    named = words.measures.at(view.low, at) if "measures" in names else None
    if duration is not None and view.stops_past(at, duration[0]):
        return None
    if duration is not None and (named is None or duration[0] >= named[0]):
        return Unit(at, duration[0], view.text[at : duration[0]], DURATION, duration[0])
    hit = named or (words.symbols.at(view.flat, at) if "symbols" in names else None)
    if hit is None or view.low[hit[0] : hit[0] + 1] == "'":
        return None
    places = hit[1] == POINTS and view.list_at("counted_points", at) is not None  # 12 points de vente
    if places or view.stops_past(at, hit[0]) or (hit[1] == "‰" and _per_thousand(view, hit[0])):
        return None
    kind = DURATION if hit[1] in ("s", "min", "h", "d") else MEASURE
    return Unit(at, hit[0], hit[1], kind, hit[0])


def described_at(view: View, at: int) -> Unit | None:
    """A unit with adjectives before it: `six long hours`, `drei volle Tage`, `vingt premiers mètres`.

    Those that are known stand before any measure, others of the right form before times alone, which are many then:
    not in "9,300 last year".
    """
    place, known = at, True
    for _ in range(ADJECTIVES):
        hit = view.list_at("preposed", place)
        word = "" if hit is not None else _adjective_at(view, place)
        if hit is None and not word:
            break
        place, known = view.after_space(place + len(word) if hit is None else hit[0]), known and hit is not None
        unit = measure_at(view, place)
        if unit is None:
            continue
        lasts = unit.kind is DURATION
        right = view.words.described.fullmatch(view.low, unit.start, unit.end) is not None if lasts else known
        return replace(unit, start=at) if right else None
    return None


def _adjective_at(view: View, at: int) -> str:
    """The word at `at`, where its form is that of an adjective before what it describes."""
    word = "" if view.capital_at(at) or view.order not in ("last", "capital") else view.word_at(at)
    plain = bool(word) and not view.is_stop(at) and not is_number_word(view, at, word)
    return word if plain and view.words.adjective.fullmatch(word) is not None else ""


def _per_thousand(view: View, end: int) -> bool:
    """`7 por mil habitantes`: the thousand are those of the noun, in the languages that put it first."""
    after = view.after_space(end)
    return view.order == "first" and after > end and noun_end(view, after) > after


def noun_at(view: View, at: int, one: bool = False) -> Unit | None:
    order = view.order
    if order == "han":
        return classified_at(view, at)
    end = noun_end(view, at, one)
    return None if end == at else Unit(at, end, view.text[at:end], COUNT, end)


def classified_at(view: View, at: int) -> Unit | None:
    """Chinese: a classifier, then the noun; the noun alone is not taken, for nothing says that it is counted."""
    dozen = "collectives" in view.tails[at] and view.words.collectives.before(view.low, at) is not None
    if dozen and (end := noun_end(view, at)) > at:
        return Unit(at, end, view.text[at:end], COUNT, end)  # 一打鸡蛋
    counter = view.list_at("counters", at)
    if counter is not None:
        noun = view.list_at("nouns", counter[0])  # 两三户人家
        start, end = (at, counter[0]) if noun is None else (counter[0], noun[0])
        return Unit(at, end, view.text[start:end], COUNT, end)
    hit = view.list_at("classifiers", at)
    if hit is None:
        return None
    start = hit[0]
    if "after" in view.heads[start]:
        start = (view.words.after.at(view.low, start) or (start, None))[0]
    start = _graded_end(view, start)
    known = view.list_at("nouns", start)
    measured = measure_at(view, start)
    if measured is not None and (known is None or known[0] <= measured.end):
        return replace(measured, start=at)
    end = noun_end(view, start)
    name = view.text[start:end] if end > start else view.text[at : hit[0]]
    return Unit(at, end if end > start else hit[0], name, COUNT, end if end > start else hit[0])


def _graded_end(view: View, at: int) -> int:
    """Where the noun begins behind the size that it is of: 五个|千吨级|泊位; `at` itself where none stands there.

    A size with a number of its own is another figure: 三个20万吨级码头.
    """
    end = at
    while view.low[end : end + 1] and view.low[end] in SIZES:
        end += 1
    unit = measure_at(view, end) if end > at else None
    return unit.end + 1 if unit is not None and view.low[unit.end : unit.end + 1] == GRADE else at
