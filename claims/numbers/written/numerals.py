"""Reading one figure: digits with their separators, number words, scales, fractions, ordinals, multiples.

`read_numeral` reads at a place and looks only forward, save for the sign of a negative figure.
"""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Final

from claims.model import Qualifier
from claims.numbers.figures import AS_DIGITS, AS_FRACTION, AS_MULTIPLE, AS_ORDINAL, AS_WORDS, Numeral
from claims.numbers.lexical.digits import DIGITS, after_note, parse_digits
from claims.numbers.lexical.roman import read_roman
from claims.numbers.lexical.view import View
from claims.numbers.written.han import read_han
from claims.numbers.written.han_figures import counted, from_han, han_numeral, unit_test, with_smaller
from claims.numbers.written.parts import (
    FRACTION,
    VULGAR,
    compound_part,
    is_fraction,
    lone_fraction,
    part_in_words,
    slashed,
    times_scale,
    with_part,
)
from claims.numbers.written.ranks import counted_rank, glued_rank
from claims.numbers.written.scales import with_scale
from claims.numbers.written.wordsum import read_number_words, read_ordinal_word, read_small

ONE: Final = Decimal(1)
LAST: Final = frozenset(("joiners", "ordinals"))
"""The lists that the last word of an ordinal is looked for in: a few letters tell at once where neither has it."""
MEASURES: Final = frozenset(("durations", "measures"))
LONGEST_PLACES: Final = 6
"""Places after the point that are read out."""
CENTS: Final = (",", ".")
"""What stands before a dash for the cents."""
OPENERS: Final = " \n\t(-–~<>=≥≤$€£¥"
"""What may stand before a point with no nought before it."""


def read_numeral(view: View, at: int, money: bool = False) -> Numeral | None:
    """The figure that begins at `at`; `money` says that a currency stands before it. No figure gives None."""
    letter = view.low[at : at + 1]
    numeral: Numeral | None
    if letter.isdigit() or (letter and letter in VULGAR):
        numeral = _read_digits(view, at, money)
    elif view.order == "han":
        return from_han(view, at)
    else:
        numeral = compound_part(view, at) or _read_words(view, at)
        numeral = numeral if numeral is None else part_in_words(view, numeral)
    if numeral is None or not view.words.words.rank_links:
        return numeral
    return counted_rank(view, numeral) or numeral


def _read_digits(view: View, at: int, money: bool) -> Numeral | None:
    found = DIGITS.match(view.low, at)
    if found is None:
        numeral = Numeral(at, at, Decimal(0), ONE, AS_FRACTION)
    elif view.low.startswith("/", found.end()) and (fraction := FRACTION.match(view.low, at)):
        return slashed(fraction)
    else:
        parsed = parse_digits(found[0], view.decimal, view.groups)
        if parsed is None:
            return None
        step = ONE.scaleb(-parsed[1]) if parsed[1] else ONE
        numeral = Numeral(at, after_note(view.low, found.end()), parsed[0], step, AS_DIGITS)
        if at and view.low[at - 1] == view.decimal:
            numeral = _without_nought(view, numeral)
        if view.low[numeral.end : numeral.end + 1] in CENTS:
            numeral = _without_cents(view, numeral, money)
    numeral = with_part(view, numeral)
    if view.order == "han":
        more = read_han(view.low, at, numeral.end, numeral.value, unit_test(view))
        if more is not None:
            return with_smaller(view, han_numeral(view, at, more))
        if numeral.form is AS_DIGITS and numeral.start == at:
            return counted(view, numeral)
        return han_numeral(view, at, (numeral.end, numeral.value, numeral.step, ""))
    return _with_ordinal(view, numeral) or _with_tail(view, with_scale(view, numeral, money))


def _with_tail(view: View, numeral: Numeral) -> Numeral:
    """`40-odd protesters`, `300 et quelques toiles`: what makes a figure vague between it and its noun."""
    if "tails" not in view.heads[numeral.end] and "tails" not in view.heads[numeral.end + 1]:
        return numeral
    gap = view.low[numeral.end : numeral.end + 1]
    hit = view.words.tails.at(view.low, numeral.end + 1) if gap in (" ", "-") and gap else None
    if hit is None and gap and not gap.isalnum():
        hit = view.words.tails.at(view.low, numeral.end)  # 20+ staff
    if hit is None or not view.low[view.after_space(hit[0]) :][:1].isalpha():
        return numeral
    return replace(numeral, end=hit[0], hedge=hit[1])


def _without_nought(view: View, numeral: Numeral) -> Numeral:
    """`.5`: the nought before the point is left out."""
    at = numeral.start
    if numeral.step < 1 or (at > 1 and view.low[at - 2] not in OPENERS):
        return numeral
    places = numeral.end - at
    return replace(numeral, start=at - 1, value=numeral.value.scaleb(-places), step=Decimal(1).scaleb(-places))


def _without_cents(view: View, numeral: Numeral, money: bool) -> Numeral:
    """`€ 49,-`, `49,– Euro`, `Fr. 49.-`: a dash for the cents that there are none of."""
    dash, after = (view.flat[numeral.end + place : numeral.end + place + 1] for place in (1, 2))
    if numeral.step != 1 or dash not in ("-", "–", "—") or not dash or after.isalnum():
        return numeral
    return replace(numeral, end=numeral.end + 2) if money or view.low[numeral.end] == "," else numeral


def _with_ordinal(view: View, numeral: Numeral) -> Numeral | None:
    """`22e`, `20th`, `3º`: the suffix stands at once after whole digits."""
    hit = view.list_at("ordinal_suffixes", numeral.end)
    if hit is None or numeral.step != 1 or (view.order == "capital" and numeral.end - numeral.start > 3):
        return None
    if not _before_noun(view, numeral.start, hit[0]):
        return None
    return replace(numeral, end=hit[0], form=AS_ORDINAL)


def _before_noun(view: View, start: int, end: int) -> bool:
    """A full stop makes an ordinal only after an article and before a noun: `die 22. Ausgabe`."""
    if view.low[end - 1] != ".":
        return True
    after = view.low[end : end + 1] == " " and bool(view.word_at(end + 1))
    return after and view.list_before("ordinal_cues", view.before_space(start)) is not None


def _unit_and_a_half(view: View, numeral: Numeral) -> Numeral | None:
    """`a year and a half`: the article stands for one after all. The half is read with the unit."""
    at = view.after_space(numeral.end)
    if view.heads[at].isdisjoint(MEASURES):
        return None
    for entries in (view.words.durations, view.words.measures):
        unit = entries.at(view.low, at)
        if unit is not None and view.list_at("halves", view.after_space(unit[0])) is not None:
            return replace(numeral, lone=False)
    return None


def _read_words(view: View, at: int) -> Numeral | None:
    words, low, names = view.words, view.low, view.heads[at]
    if "multiples" in names and (multiple := words.multiples.at(low, at)) is not None:
        return Numeral(at, multiple[0], multiple[1], Decimal(1), AS_MULTIPLE)
    if "halved" in names and (halved := view.list_at("halved", at)) is not None:
        return Numeral(at, halved[0], Decimal("1.5"), Decimal("0.1"), AS_WORDS)
    if (roman := read_roman(view.flat, low, at, view.lists["roman_nouns"])) is not None:
        return Numeral(at, roman[0], Decimal(roman[1]), Decimal(1), AS_ORDINAL)
    summed = read_number_words(view, at)
    ordinal = _ordinal(view, at)
    if ordinal is not None and (summed is None or ordinal.end >= summed.end):
        return lone_fraction(view, at) or ordinal
    if summed is None:
        return lone_fraction(view, at) or _multiple_noun(view, at) or _hedged_dozen(view, at)
    numeral = Numeral(at, summed.end, summed.value, summed.step, AS_WORDS, summed.scale, lone=summed.lone)
    return _finish_words(view, numeral, summed.article)


def _ordinal(view: View, at: int) -> Numeral | None:
    """An ordinal in words: `troisième`, `vigésimo primero`, `einundzwanzigste`."""
    words, low = view.words, view.low
    known = words.ordinals.at(low, at) if "ordinals" in view.heads[at] else None
    hit = known or (read_ordinal_word(view, at) if words.words.ordinal_endings else None)
    if hit is None and view.order == "capital":
        hit = glued_rank(view, at)
    if hit is None:
        return None
    end, value = hit[0], Decimal(hit[1])
    while value % 10 == 0 and (last := words.ordinals.at(low, view.after_space(end))) is not None:
        if last[1] >= (100 if value % 100 == 0 else 10):
            break
        end, value = last[0], value + last[1]
    return Numeral(at, end, value, Decimal(1), AS_ORDINAL)


def _finish_words(view: View, numeral: Numeral, article: bool) -> Numeral | None:
    low = view.low
    after = numeral.end + 1 if low[numeral.end : numeral.end + 1] in (" ", "-") else numeral.end
    names = view.heads[after]
    if not names.isdisjoint(LAST) and (last := _last_ordinal(view, numeral, after)) is not None:
        return last
    part = view.words.fractions.at(low, after) if "fractions" in names else None
    if part is not None and is_fraction(view, numeral, after, part):
        value = numeral.value / part[1]
        fraction = replace(
            numeral, end=part[0], value=value, step=Decimal("0.01"), form=AS_FRACTION, scale=Decimal(1), lone=False
        )
        return times_scale(view, fraction)
    whole, numeral = numeral, _with_decimals(view, numeral)
    scaled = with_scale(view, numeral, money=False)
    if numeral.lone and scaled.end == numeral.end and (halved := _unit_and_a_half(view, numeral)) is not None:
        return halved
    if article and scaled.end == whole.end:
        return replace(numeral, lone=True)
    lone = numeral.lone and scaled.end == numeral.end
    return _with_tail(view, scaled if scaled.lone is lone else replace(scaled, lone=lone))


def _last_ordinal(view: View, numeral: Numeral, at: int) -> Numeral | None:
    """`twenty-first`, `cent cinquantième`, `soixante-dixième`: only the last word is an ordinal."""
    if (joiner := view.list_at("joiners", at)) is not None:
        at = view.after_space(joiner[0])
    last = view.words.ordinals.at(view.low, at)
    if last is None or numeral.value % 10:
        return None
    below = 100 if numeral.value % 100 == 0 else 20 if numeral.value % 100 in (60, 80) else 10
    adjective = last[1] == 1 and view.order == "first" and at > numeral.end  # vingt premiers mètres
    if adjective or last[1] >= below:
        return None
    return replace(numeral, end=last[0], value=numeral.value + last[1], form=AS_ORDINAL)


def _with_decimals(view: View, numeral: Numeral) -> Numeral:
    """`two point five`, `deux virgule vingt-cinq`: the places are read out one by one, or as one small number."""
    at = view.after_space(numeral.end)
    if numeral.scale != 1 or "decimal_words" not in view.heads[at]:
        return numeral
    if (point := view.list_at("decimal_words", at)) is None:
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


def _hedged_dozen(view: View, at: int) -> Numeral | None:
    """`une bonne trentaine`, `a good dozen`: the hedge before it stands for the article too."""
    dozen = view.words.collectives.at(view.low, at) if "collectives" in view.heads[at] else None
    if dozen is None or view.words.before.before(view.low, view.before_space(at)) is None:
        return None
    numeral = Numeral(at, dozen[0], Decimal(dozen[1]), Decimal(1), AS_WORDS, hedge=Qualifier.ABOUT)
    return _with_tail(view, numeral)


def _multiple_noun(view: View, at: int) -> Numeral | None:
    """`triple` the verb and `le double de`; `double room` is none."""
    hit = view.words.multiple_nouns.at(view.low, at) if "multiple_nouns" in view.heads[at] else None
    if hit is None:
        return None
    after = view.after_space(hit[0])
    if after > hit[0] and view.word_at(after) and not view.is_stop(after):
        return None
    return Numeral(at, hit[0], hit[1], Decimal(1), AS_MULTIPLE)
