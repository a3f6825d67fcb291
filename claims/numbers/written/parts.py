"""Parts of a whole: `3/4`, `½`, `two thirds`, `la moitié`, `a quarter of a million`."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import replace
from decimal import Decimal
from typing import Final

from claims.model import Qualifier
from claims.numbers.figures import AS_FRACTION, AS_ORDINAL, AS_WORDS, Numeral
from claims.numbers.lexical.view import View
from claims.numbers.written.ranks import superlative_end
from claims.numbers.written.scales import with_scale
from claims.numbers.written.wordsum import read_with_ending

VULGAR: Final = "½⅓⅔¼¾⅕⅖⅗⅘⅙⅚⅛⅜⅝⅞"
SHORTEST_MOST: Final = 4
"""Letters that a superlative has more than."""
MOST_KNOWN: Final = 10
SMALLEST_PART: Final = 1000
"""Parts down to a tenth are words of the lists; those of more than a thousand are hardly written out."""
PART_STEP: Final = Decimal("0.001")
FRACTION: Final = re.compile(r"(\d{1,3})/(\d{1,3})(?![\d/])")


def slashed(found: re.Match[str]) -> Numeral | None:
    upper, under = int(found[1]), int(found[2])
    if not 0 < upper < under or found[1][0] == "0":
        return None
    return Numeral(found.start(), found.end(), Decimal(upper) / under, Decimal("0.01"), AS_FRACTION)


def with_part(view: View, numeral: Numeral) -> Numeral:
    """The figure with the fraction that follows it: `2½`, `5 ½`, `3 1/2`; or `½` alone, where no digits were read."""
    at = view.after_space(numeral.end) if numeral.end > numeral.start else numeral.end
    mark = view.low[at : at + 1]
    worth: Decimal | None = None
    end = at + 1
    if mark and mark in VULGAR:
        worth = round(Decimal(repr(unicodedata.numeric(mark))), 6)
    elif at > numeral.end and mark.isdigit() and (found := FRACTION.match(view.low, at)):
        part, end = slashed(found), found.end()
        worth = None if part is None else part.value
    if worth is None or numeral.step != 1:
        return numeral
    return replace(numeral, end=end, value=numeral.value + worth, step=Decimal("0.1"))


def is_fraction(view: View, numeral: Numeral, at: int, part: tuple[int, int]) -> bool:
    """Two thirds, a third of; but a third plant is an ordinal, and so is every word that may be one."""
    if numeral.value >= part[1]:
        return False
    if view.low[at - 1] == "-":
        return True  # a one-third cut
    ordinal = view.words.ordinals.at(view.low, at)
    if ordinal is None or ordinal[0] != part[0] or numeral.value > 1:
        return True
    after = view.after_space(part[0])
    follows = view.word_at(after)
    compared = view.list_at("part_compared", after) is not None  # a fifth cheaper
    return not follows or compared or view.is_stop(after) or view.list_at("links", after) is not None


def lone_fraction(view: View, at: int) -> Numeral | None:
    """`la moitié`, `half of`, `le tiers`: a part without a numerator, unless a noun follows at once."""
    hit = view.words.fractions.at(view.low, at) if "fractions" in view.heads[at] else None
    if hit is None:
        return None
    fraction = Numeral(at, hit[0], Decimal(1) / hit[1], Decimal("0.01"), AS_FRACTION)
    scaled = times_scale(view, fraction)
    if scaled.end != fraction.end:
        return scaled
    after = view.after_space(hit[0])
    before = view.before_space(at)
    adjective = view.list_at("part_adjectives", at) is not None and not unit_begins(view, after)
    ranked = view.words.ordinals.at(view.low, at) or view.words.ordinals.before(view.low, before)
    if adjective or ranked is not None:
        named = ranked is not None and _led(view, before) and _is_named_part(view, at, hit[0], after)
        return fraction if named or (hit[1] > 2 and _does_something(view, before, after)) else None
    if hit[1] > 2 and not (_led(view, before) and view.list_at("links", after)):
        return None
    hedged = hit[1] == 2 and _is_hedged(view, before)
    follows = view.word_at(after)
    words = view.words
    known = (words.after, words.durations, words.measures, words.shares)
    verb = view.order == "capital" and view.capital_at(at) and not view.capital_at(after)  # auf die Hälfte sinken
    free = not follows or verb or view.is_stop(after) or any(table.at(view.low, after) is not None for table in known)
    return fraction if hedged or free else None


def part_in_words(view: View, numeral: Numeral) -> Numeral:
    """`one thirty-fourth of`, `un trente-quatrième de`: an ordinal that no list has as a part, after "one" and before
    what it is of; and `um trinta e quatro avos`.
    """
    end, worth = numeral.end, numeral.value
    if numeral.form not in (AS_ORDINAL, AS_WORDS) or not MOST_KNOWN < worth <= SMALLEST_PART:
        return numeral
    before = view.before_space(numeral.start)
    one = view.list_before("articles", before) or view.list_before("ones", before)
    named = view.list_at("part_words_after", view.after_space(end)) if numeral.form is AS_WORDS else None
    of = view.list_at("links", view.after_space(end)) if numeral.form is AS_ORDINAL else named
    if one is None or of is None or before == numeral.start:
        return numeral
    return _part(one[0], end if named is None else named[0], worth)


def compound_part(view: View, at: int) -> Numeral | None:
    """`Vierunddreißigstel`: the ending of a part on a number word, after "one" or an article."""
    endings = view.words.words.part_endings
    hit = read_with_ending(view, at, endings) if endings else None
    if hit is None or not MOST_KNOWN < hit[1] <= SMALLEST_PART:
        return None
    before = view.before_space(at)
    one = view.list_before("articles", before) or view.list_before("determiners", before)
    named = view.list_at("part_words_after", view.after_space(hit[0]))
    return None if one is None else _part(one[0], hit[0] if named is None else named[0], hit[1])


def _part(start: int, end: int, of: Decimal) -> Numeral:
    return Numeral(start, end, 1 / of, PART_STEP, AS_FRACTION)


def unit_begins(view: View, at: int) -> bool:
    """Whether a unit begins there: `media hora`, `medio punto porcentual`."""
    words = view.words
    tables = (words.durations, words.measures, words.currencies, words.shares, words.collectives)
    return any(table.at(view.low, at) is not None for table in tables)


def _is_hedged(view: View, end: int) -> bool:
    """Whether a hedge stands before a half, and its article: `oltre la metà dorme`, `just over half stayed`."""
    article = view.list_before("determiners", end)
    ends = (end, end if article is None else view.before_space(article[0]))
    return any(view.words.before.before(view.low, at) is not None for at in ends)


def _is_named_part(view: View, at: int, end: int, after: int) -> bool:
    """`la cuarta parte más rica`, `la tercera parte de los votos`: an ordinal that "part" makes a part."""
    named = " " in view.low[at:end]
    return named and (view.list_at("links", after) is not None or superlative_end(view, after) is not None)


def _does_something(view: View, before: int, after: int) -> bool:
    """`un quarto andrà`, `un tercio irá`: what may be an ordinal is a part where a verb follows "un"."""
    verb = view.word_at(after)
    does = verb.endswith(view.words.words.part_verbs) or view.list_at("noun_ends", after) is not None
    return does and view.list_before("articles", before) is not None


def _led(view: View, end: int) -> bool:
    """Whether an article or a hedge ends at `end`: `le tiers des`, `moins du quart des`."""
    led = view.list_before("determiners", end) or view.words.before.before(view.low, end)
    return bool(led) or _is_superlative(view, end)


def _is_superlative(view: View, end: int) -> bool:
    """`dem reichsten Zehntel der`: the word before a part."""
    word = view.word_before(end)
    return len(word) > SHORTEST_MOST and superlative_end(view, end - len(word)) == end


def times_scale(view: View, fraction: Numeral) -> Numeral:
    scaled = _linked_dozen(view, fraction) or with_scale(view, fraction, money=False)
    return fraction if scaled.end == fraction.end else replace(scaled, form=AS_WORDS)


def _linked_dozen(view: View, fraction: Numeral) -> Numeral | None:
    """`half a dozen`, `une demi-douzaine`."""
    at = fraction.end + 1 if view.low[fraction.end : fraction.end + 1] in (" ", "-") else fraction.end
    article = view.list_at("articles", at)
    dozen = view.words.collectives.at(view.low, view.after_space(article[0]) if article else at)
    if dozen is None:
        return None
    return replace(fraction.scaled(Decimal(dozen[1]), dozen[0]), hedge=Qualifier.ABOUT)
