"""What multiplies a figure: `1,4 milliard`, `3.5m`, `2 dozen`, `a million and a half`, `1 milione 200 mila`."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from typing import Final

from claims.model import Qualifier
from claims.numbers.figures import AS_DIGITS, AS_FRACTION, Numeral
from claims.numbers.lexical.digits import DIGITS
from claims.numbers.lexical.view import View

THOUSAND: Final = Decimal(1000)
_HUNDREDS: Final = re.compile(r"\d{3}(?![\d.,]\d|\d|[^\W\d]| ?%)")
SHORT: Final = frozenset(("abbreviations", "money_abbreviations"))
SCALES: Final = SHORT | {"scales", "collectives", "halves"}
"""The lists that are looked into for what goes on a figure, told from a few letters at once."""
MOST_SCALES: Final = 3
"""Scale words that may follow one another: 5 hundred thousand million."""


def with_scale(view: View, numeral: Numeral, money: bool) -> Numeral:
    """The figure with what follows of it: `1,4 milliard`, `10.000 millones`, `1 milione 200 mila`."""
    end = numeral.end
    plain = numeral.scale < THOUSAND and numeral.form is not AS_FRACTION and view.low[end : end + 1] != "-"
    if plain and view.heads[view.after_space(end)].isdisjoint(SCALES):
        return numeral
    return _and_more(view, _scaled(view, numeral, money))


def _scaled(view: View, numeral: Numeral, money: bool) -> Numeral:
    """The figure with the scale words that follow: `10.000 millones`, `3.5m`, `5 hundred thousand`, `2 dozen`."""
    words, low = view.words, view.low
    for _ in range(MOST_SCALES):
        after = numeral.end + 1 if low[numeral.end : numeral.end + 1] in (" ", "-") else numeral.end
        names = view.heads[after]
        hit = words.scales.at(low, after) if "scales" in names else None
        if hit is None and numeral.form is AS_FRACTION and low[numeral.end : numeral.end + 1] == " ":
            hit = _linked_scale(view, after)
        if hit is None:
            dozen = words.collectives.at(low, after) if numeral.scale == 1 and "collectives" in names else None
            if dozen is not None:
                return _dozens(numeral, dozen)
            break
        numeral = numeral.scaled(Decimal(10) ** hit[1], hit[0])
    if numeral.scale == 1 or low[numeral.end : numeral.end + 1] == " ":
        numeral = _abbreviated(view, numeral, money)
    return and_a_half(view, numeral)


def _and_hundreds(view: View, numeral: Numeral, at: int) -> Numeral:
    """`3 mil 200`: three digits right after a thousand go on the figure."""
    found = _HUNDREDS.match(view.low, at) if at > numeral.end and numeral.step == THOUSAND else None
    if found is None or not view.low[numeral.start].isdigit():
        return numeral
    return replace(numeral, end=found.end(), value=numeral.value + Decimal(found[0]), step=Decimal(1))


def _linked_scale(view: View, at: int) -> tuple[int, int] | None:
    """`a quarter of a million`, `un quart de million`, `half a million`."""
    for name in ("links", "articles"):
        if (hit := view.list_at(name, at)) is not None:
            at = view.after_space(hit[0])
    return view.words.scales.at(view.low, at)


def _and_more(view: View, numeral: Numeral) -> Numeral:
    """`1 milione 200 mila`, `un miliardo e 200 milioni`: digits with a smaller scale go on the figure."""
    if numeral.scale < THOUSAND or numeral.form is AS_FRACTION:
        return numeral
    at = view.after_space(numeral.end)
    if numeral.scale == THOUSAND:
        return _and_hundreds(view, numeral, at)
    if (joiner := view.list_at("joiners", at)) is not None:
        at = view.after_space(joiner[0])
    found = DIGITS.match(view.low, at) if at > numeral.end else None
    if found is None or not found[0].isdigit() or len(found[0]) > 3:
        return numeral
    small = Numeral(at, found.end(), Decimal(found[0]), Decimal(1), AS_DIGITS)
    more = _scaled(view, small, money=False)
    if more.scale == 1 or more.value >= numeral.scale:
        return numeral
    return replace(numeral, end=more.end, value=numeral.value + more.value, step=more.step)


def _dozens(numeral: Numeral, hit: tuple[int, int]) -> Numeral:
    scaled = numeral.scaled(Decimal(hit[1]), hit[0])
    return replace(scaled, hedge=Qualifier.ABOUT if numeral.lone else None, lone=False)


def _abbreviated(view: View, numeral: Numeral, money: bool) -> Numeral:
    words, flat = view.words, view.flat
    after = view.after_space(numeral.end)
    if view.heads[after].isdisjoint(SHORT):
        return numeral
    hit = words.abbreviations.at(flat, after)
    if hit is not None and hit[0] == after + 1 > numeral.end + 1 and not (money or _money_follows(view, hit[0])):
        return numeral  # 7 K 311/19
    if hit is None:
        hit = words.money_abbreviations.at(flat, after)
        if hit is not None and not (money or _money_follows(view, hit[0]) or _counted(view, numeral.end, hit[0])):
            hit = None
    return numeral if hit is None else numeral.scaled(Decimal(10) ** hit[1], hit[0])


def _money_follows(view: View, at: int) -> bool:
    after = view.after_space(at)
    if (link := view.list_at("links", after)) is not None:
        after = view.after_space(link[0])
    return view.words.signs.at(view.flat, after) is not None or view.words.currencies.at(view.low, after) is not None


def _counted(view: View, end: int, at: int) -> bool:
    """`3.5m people`: glued to its figure, and a plural noun follows."""
    if at - end > 2 or view.low[at : at + 1] != " " or view.low[end : end + 1] == " ":
        return False
    word = view.word_at(at + 1)
    return bool(word and view.words.plural.fullmatch(word)) and not view.is_stop(at + 1)


def and_a_half(view: View, numeral: Numeral) -> Numeral:
    """`a million and a half`, `2 millions et demi`."""
    after = numeral.end + 1 if view.low[numeral.end : numeral.end + 1] in (" ", "-") else numeral.end
    hit = view.list_at("halves", after)
    if hit is None or numeral.form is AS_FRACTION:
        return numeral
    halved = replace(numeral, end=hit[0], value=numeral.value + numeral.scale / 2, step=numeral.scale / 10)
    scale = view.words.scales.at(view.low, view.after_space(hit[0])) if numeral.scale == 1 else None
    return halved if scale is None else halved.scaled(Decimal(10) ** scale[1], scale[0])
