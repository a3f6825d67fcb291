"""Reading one figure: digits with their separators, number words, scales, fractions, ordinals, multiples.

`read_numeral` reads at a place and looks only forward, save for the sign of a negative figure.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, replace
from decimal import Context, Decimal
from enum import StrEnum

from claims.model import Qualifier
from claims.numbers.digits import parse_digits
from claims.numbers.han import MYRIADS, VAGUE, read_han
from claims.numbers.view import View
from claims.numbers.wordsum import read_number_words, read_small

EXACT = Context(prec=200)

MILLION = Decimal(10) ** 6
MOST_SCALES = 3
"""Scale words that may follow one another: 5 hundred thousand million."""
LONGEST_PLACES = 6
"""Places after the point that are read out."""

_DIGITS = re.compile(r"\d{1,3}(?: \d{3})+(?!\d)(?:[.,]\d+)?|\d+(?:[.,']\d+)*")
_FRACTION = re.compile(r"(\d{1,3})/(\d{1,3})(?![\d/])")
_VULGAR = re.compile(r"[½⅓⅔¼¾⅕⅖⅗⅘⅙⅚⅛⅜⅝⅞]")


class Form(StrEnum):
    """How a figure is written, so far as that tells what it claims."""

    DIGITS = "digits"
    WORDS = "words"
    FRACTION = "fraction"
    ORDINAL = "ordinal"
    MULTIPLE = "multiple"


@dataclass(frozen=True, slots=True)
class Numeral:
    """One figure at `[start, end)`: its worth, the worth of its last digit, and how it is written.

    `scale` is what the scale words came to, `hedge` what the figure itself says of its exactness (a dozen, 多).
    `lone` is true for "one" and articles that stand for one.
    """

    start: int
    end: int
    value: Decimal
    step: Decimal
    form: Form
    scale: Decimal = Decimal(1)
    hedge: Qualifier | None = None
    lone: bool = False

    def scaled(self, by: Decimal, end: int) -> Numeral:
        return replace(
            self,
            end=end,
            value=EXACT.multiply(self.value, by),
            step=EXACT.multiply(self.step, by),
            scale=EXACT.multiply(self.scale, by),
        )


def read_numeral(view: View, at: int, money: bool = False) -> Numeral | None:
    """The figure that begins at `at`; `money` says that a currency stands before it. No figure gives None."""
    letter = view.low[at : at + 1]
    if letter.isdigit() or _VULGAR.match(letter):
        return _read_digits(view, at, money)
    if view.words.words.noun_order == "han":
        return _from_han(view, at)
    return _read_words(view, at)


def _read_digits(view: View, at: int, money: bool) -> Numeral | None:
    found = _DIGITS.match(view.low, at)
    own = view.words.words
    value, step, end = Decimal(0), Decimal(1), at
    if fraction := _FRACTION.match(view.low, at):
        return _slashed(fraction)
    if found:
        parsed = parse_digits(found[0], view.decimal, view.groups)
        if parsed is None:
            return None
        value, step, end = parsed[0], Decimal(1).scaleb(-parsed[1]), found.end()
    if vulgar := _VULGAR.match(view.low, end):
        value, end, step = value + _vulgar(vulgar[0]), end + 1, Decimal("0.1")
    form = Form.FRACTION if not found else Form.DIGITS
    numeral = Numeral(at, end, value, step, form)
    if own.noun_order == "han":
        from_han = read_han(view.low, at, numeral.end, value, _unit_test(view))
        whole = _han_numeral(view, at, from_han or (numeral.end, value, step, ""))
        return whole if from_han is None else _with_smaller(view, whole)
    return _with_ordinal(view, numeral) or _with_scale(view, numeral, money)


def _slashed(found: re.Match[str]) -> Numeral | None:
    upper, under = int(found[1]), int(found[2])
    if not 0 < upper < under or found[1][0] == "0":
        return None
    return Numeral(found.start(), found.end(), Decimal(upper) / under, Decimal("0.01"), Form.FRACTION)


def _vulgar(letter: str) -> Decimal:
    return round(Decimal(repr(unicodedata.numeric(letter))), 6)


def _with_ordinal(view: View, numeral: Numeral) -> Numeral | None:
    """`22e`, `20th`, `3º`: the suffix stands at once after whole digits."""
    if numeral.step != 1 or not view.words.words.ordinal_suffixes:
        return None
    if view.words.words.noun_order == "capital" and numeral.end - numeral.start > 3:
        return None
    hit = view.words.list("ordinal_suffixes").at(view.low, numeral.end)
    if hit is None or not _before_noun(view, numeral.start, hit[0]):
        return None
    return replace(numeral, end=hit[0], form=Form.ORDINAL)


def _before_noun(view: View, start: int, end: int) -> bool:
    """A full stop makes an ordinal only after an article and before a noun: `die 22. Ausgabe`."""
    if view.low[end - 1] != ".":
        return True
    after = view.low[end : end + 1] == " " and bool(view.word_at(end + 1))
    return after and view.words.list("ordinal_cues").before(view.low, view.before_space(start)) is not None


def _with_scale(view: View, numeral: Numeral, money: bool) -> Numeral:
    """The figure with what follows of it: `1,4 milliard`, `10.000 millones`, `1 milione 200 mila`."""
    return _and_more(view, _scaled(view, numeral, money))


def _scaled(view: View, numeral: Numeral, money: bool) -> Numeral:
    """The figure with the scale words that follow: `10.000 millones`, `3.5m`, `5 hundred thousand`, `2 dozen`."""
    words, low = view.words, view.low
    for _ in range(MOST_SCALES):
        after = numeral.end + 1 if low[numeral.end : numeral.end + 1] in (" ", "-") else numeral.end
        hit = words.scales.at(low, after)
        if hit is None and numeral.form is Form.FRACTION and low[numeral.end : numeral.end + 1] == " ":
            hit = _linked_scale(view, after)
        if hit is None:
            dozen = words.collectives.at(low, after) if numeral.scale == 1 else None
            if dozen is not None:
                return _dozens(numeral, dozen)
            break
        numeral = numeral.scaled(Decimal(10) ** hit[1], hit[0])
    if numeral.scale == 1 or low[numeral.end : numeral.end + 1] == " ":
        numeral = _abbreviated(view, numeral, money)
    return _and_a_half(view, numeral)


def _and_more(view: View, numeral: Numeral) -> Numeral:
    """`1 milione 200 mila`, `un miliardo e 200 milioni`: digits with a smaller scale go on the figure."""
    if numeral.scale < MILLION or numeral.form is Form.FRACTION:
        return numeral
    at = view.after_space(numeral.end)
    if (joiner := view.words.list("joiners").at(view.low, at)) is not None:
        at = view.after_space(joiner[0])
    found = _DIGITS.match(view.low, at) if at > numeral.end else None
    if found is None or not found[0].isdigit() or len(found[0]) > 3:
        return numeral
    small = Numeral(at, found.end(), Decimal(found[0]), Decimal(1), Form.DIGITS)
    more = _scaled(view, small, money=False)
    if more.scale == 1 or more.value >= numeral.scale:
        return numeral
    return replace(numeral, end=more.end, value=numeral.value + more.value, step=more.step)


def _linked_scale(view: View, at: int) -> tuple[int, int] | None:
    """`a quarter of a million`, `un quart de million`, `half a million`."""
    for name in ("links", "articles"):
        if (hit := view.words.list(name).at(view.low, at)) is not None:
            at = view.after_space(hit[0])
    return view.words.scales.at(view.low, at)


def _linked_dozen(view: View, fraction: Numeral) -> Numeral | None:
    """`half a dozen`."""
    at = view.after_space(fraction.end)
    article = view.words.list("articles").at(view.low, at)
    dozen = view.words.collectives.at(view.low, view.after_space(article[0]) if article else at)
    if dozen is None:
        return None
    return replace(fraction.scaled(Decimal(dozen[1]), dozen[0]), hedge=Qualifier.ABOUT)


def _dozens(numeral: Numeral, hit: tuple[int, int]) -> Numeral:
    scaled = numeral.scaled(Decimal(hit[1]), hit[0])
    return replace(scaled, hedge=Qualifier.ABOUT if numeral.lone else None, lone=False)


def _abbreviated(view: View, numeral: Numeral, money: bool) -> Numeral:
    words, flat = view.words, view.flat
    after = view.after_space(numeral.end)
    hit = words.abbreviations.at(flat, after)
    if hit is None:
        hit = words.money_abbreviations.at(flat, after)
        if hit is not None and not (money or _money_follows(view, hit[0]) or _counted(view, numeral.end, hit[0])):
            hit = None
    return numeral if hit is None else numeral.scaled(Decimal(10) ** hit[1], hit[0])


def _money_follows(view: View, at: int) -> bool:
    after = view.after_space(at)
    if (link := view.words.list("links").at(view.low, after)) is not None:
        after = view.after_space(link[0])
    return view.words.signs.at(view.flat, after) is not None or view.words.currencies.at(view.low, after) is not None


def _counted(view: View, end: int, at: int) -> bool:
    """`3.5m people`: glued to its figure, and a plural noun follows."""
    if at - end > 2 or view.low[at : at + 1] != " " or view.low[end : end + 1] == " ":
        return False
    word = view.word_at(at + 1)
    return bool(word and view.words.plural.fullmatch(word)) and not view.is_stop(at + 1)


def _and_a_half(view: View, numeral: Numeral) -> Numeral:
    """`a million and a half`, `2 millions et demi`."""
    after = numeral.end + 1 if view.low[numeral.end : numeral.end + 1] in (" ", "-") else numeral.end
    hit = view.words.list("halves").at(view.low, after)
    if hit is None or numeral.form is Form.FRACTION:
        return numeral
    halved = replace(numeral, end=hit[0], value=numeral.value + numeral.scale / 2, step=numeral.scale / 10)
    scale = view.words.scales.at(view.low, view.after_space(hit[0])) if numeral.scale == 1 else None
    return halved if scale is None else halved.scaled(Decimal(10) ** scale[1], scale[0])


def _unit_and_a_half(view: View, numeral: Numeral) -> Numeral | None:
    """`a year and a half`: the article stands for one after all. The half is read with the unit."""
    for entries in (view.words.durations, view.words.measures):
        unit = entries.at(view.low, view.after_space(numeral.end))
        if unit is not None and view.words.list("halves").at(view.low, view.after_space(unit[0])) is not None:
            return replace(numeral, lone=False)
    return None


def _from_han(view: View, at: int) -> Numeral | None:
    for entries, form in ((view.words.multiples, Form.MULTIPLE), (view.words.fractions, Form.FRACTION)):
        if (phrase := entries.at(view.low, at)) is not None:
            value = Decimal(1) / phrase[1] if form is Form.FRACTION else Decimal(phrase[1])
            return Numeral(at, phrase[0], value, Decimal("0.01") if form is Form.FRACTION else Decimal(1), form)
    if at and (view.low[at - 1] in VAGUE or (view.low[at - 1] == "上" and view.low[at] in "百千万")):
        return None
    hit = read_han(view.low, at, at, None, _unit_test(view))
    if hit is not None and view.low[hit[0] : hit[0] + 1] in VAGUE and hit[0] < len(view.low):
        return None
    return None if hit is None else _han_numeral(view, at, hit)


def _with_smaller(view: View, numeral: Numeral) -> Numeral:
    """1万2千, 2亿5千万: digits and marks by turns, each part smaller than the last digit before it."""
    found = _DIGITS.match(view.low, numeral.end)
    if found is None or numeral.step <= 1:
        return numeral
    part = (
        read_han(view.low, found.start(), found.end(), Decimal(found[0]), _unit_test(view))
        if found[0].isdigit()
        else None
    )
    if part is None or part[1] >= numeral.step:
        return numeral
    return replace(numeral, end=part[0], value=numeral.value + part[1], step=part[2])


def _unit_test(view: View) -> Callable[[int], bool]:
    return lambda at: view.words.measures.at(view.low, at) is not None


def _han_numeral(view: View, at: int, hit: tuple[int, Decimal, Decimal, str]) -> Numeral:
    end, value, step, form = hit
    hedge = Qualifier.OVER if form.endswith("+") else None
    kind = Form.FRACTION if form.startswith("/") else Form.WORDS if not view.low[at].isdigit() else Form.DIGITS
    scale = Decimal(10) ** MYRIADS.get(view.low[end - 1], 0)
    numeral = Numeral(at, end, value, step, kind, scale, hedge, lone=value == 1 and kind is Form.WORDS)
    prefix = view.words.list("ordinal_prefixes").before(view.low, at)
    if prefix is not None and kind is not Form.FRACTION:
        return replace(numeral, start=prefix[0], form=Form.ORDINAL)
    return _and_a_half(view, numeral)


def _read_words(view: View, at: int) -> Numeral | None:
    words, low = view.words, view.low
    if (multiple := words.multiples.at(low, at)) is not None:
        return Numeral(at, multiple[0], multiple[1], Decimal(1), Form.MULTIPLE)
    summed = read_number_words(view, at)
    ordinal = words.ordinals.at(low, at)
    if ordinal is not None and (summed is None or ordinal[0] >= summed.end):
        alone = _lone_fraction(view, at)
        return alone or Numeral(at, ordinal[0], Decimal(ordinal[1]), Decimal(1), Form.ORDINAL)
    if summed is None:
        return _lone_fraction(view, at) or _multiple_noun(view, at)
    numeral = Numeral(at, summed.end, summed.value, summed.step, Form.WORDS, summed.scale, lone=summed.lone)
    return _finish_words(view, numeral, summed.article)


def _finish_words(view: View, numeral: Numeral, article: bool) -> Numeral | None:
    words, low = view.words, view.low
    after = numeral.end + 1 if low[numeral.end : numeral.end + 1] in (" ", "-") else numeral.end
    if numeral.value % 10 == 0 and (last := words.ordinals.at(low, after)) is not None and last[1] < 10:
        return replace(numeral, end=last[0], value=numeral.value + last[1], form=Form.ORDINAL)
    if (part := words.fractions.at(low, after)) is not None and _is_fraction(view, numeral, after, part):
        value = numeral.value / part[1]
        fraction = replace(
            numeral, end=part[0], value=value, step=Decimal("0.01"), form=Form.FRACTION, scale=Decimal(1), lone=False
        )
        return _times_scale(view, fraction)
    numeral = _with_decimals(view, numeral)
    scaled = _with_scale(view, numeral, money=False)
    if numeral.lone and scaled.end == numeral.end and (halved := _unit_and_a_half(view, numeral)) is not None:
        return halved
    if article and scaled.end == numeral.end:
        return replace(numeral, lone=True)
    return replace(scaled, lone=numeral.lone and scaled.end == numeral.end)


def _with_decimals(view: View, numeral: Numeral) -> Numeral:
    """`two point five`, `deux virgule vingt-cinq`: the places are read out one by one, or as one small number."""
    if (
        numeral.scale != 1
        or (point := view.words.list("decimal_words").at(view.low, view.after_space(numeral.end))) is None
    ):
        return numeral
    places, end = "", point[0]
    while len(places) < LONGEST_PLACES and (small := read_small(view, view.after_space(end))) is not None:
        places, end = places + str(small[1]), small[0]
        if small[1] > 9:
            break
    if not places:
        return numeral
    value, step = numeral.value + Decimal(f"0.{places}"), Decimal(1).scaleb(-len(places))
    return replace(numeral, end=end, value=value, step=step, lone=False)


def _is_fraction(view: View, numeral: Numeral, at: int, part: tuple[int, int]) -> bool:
    """Two thirds, a third of; but a third plant is an ordinal, and so is every word that may be one."""
    if numeral.value >= part[1]:
        return False
    ordinal = view.words.ordinals.at(view.low, at)
    if ordinal is None or ordinal[0] != part[0] or numeral.value > 1:
        return True
    after = view.after_space(part[0])
    follows = view.word_at(after)
    return not follows or view.is_stop(after) or view.words.list("links").at(view.low, after) is not None


def _lone_fraction(view: View, at: int) -> Numeral | None:
    """`la moitié`, `half of`, `le tiers`: a part without a numerator, unless a noun follows at once."""
    hit = view.words.fractions.at(view.low, at)
    if hit is None:
        return None
    fraction = Numeral(at, hit[0], Decimal(1) / hit[1], Decimal("0.01"), Form.FRACTION)
    scaled = _times_scale(view, fraction)
    if scaled.end != fraction.end:
        return scaled
    if view.words.ordinals.at(view.low, at) is not None:
        return None
    after = view.after_space(hit[0])
    before = view.before_space(at)
    if view.words.ordinals.before(view.low, before) is not None:
        return None
    if hit[1] > 2 and not (_led(view, before) and view.words.list("links").at(view.low, after)):
        return None
    follows = view.word_at(after)
    free = not follows or view.is_stop(after) or view.words.durations.at(view.low, after) is not None
    return fraction if free or view.words.measures.at(view.low, after) is not None else None


def _led(view: View, end: int) -> bool:
    """Whether an article or a hedge ends at `end`: `le tiers des`, `moins du quart des`."""
    return bool(view.words.list("determiners").before(view.low, end) or view.words.before.before(view.low, end))


def _times_scale(view: View, fraction: Numeral) -> Numeral:
    scaled = _linked_dozen(view, fraction) or _with_scale(view, fraction, money=False)
    return fraction if scaled.end == fraction.end else replace(scaled, form=Form.WORDS)


def _multiple_noun(view: View, at: int) -> Numeral | None:
    """`triple` the verb and `le double de`; `double room` is none."""
    hit = view.words.multiple_nouns.at(view.low, at)
    if hit is None:
        return None
    after = view.after_space(hit[0])
    if after > hit[0] and view.word_at(after) and not view.is_stop(after):
        return None
    return Numeral(at, hit[0], hit[1], Decimal(1), Form.MULTIPLE)
