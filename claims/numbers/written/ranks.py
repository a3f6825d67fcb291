"""Places in an order: `zweithöchste`, `op twee na grootste`, 第三大, and the superlative after an ordinal."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache
from typing import Final

from claims.numbers.figures import AS_DIGITS, AS_ORDINAL, AS_WORDS, Numeral
from claims.numbers.lexical.phrases import alternation, is_letter
from claims.numbers.lexical.view import View
from claims.numbers.lexical.words import load_lexicon

ONE: Final = Decimal(1)


@cache
def _superlative(language: str) -> re.Pattern[str] | None:
    pattern = load_lexicon(language).words.superlative_pattern
    return re.compile(pattern) if pattern else None


def superlative_end(view: View, at: int) -> int | None:
    """The end of the superlative that begins at `at`; None where there is none, or only the beginning of a word."""
    pattern = _superlative(view.words.code)
    found = None if pattern is None else pattern.match(view.low, at)
    if found is None or is_letter(view.low[found.end() : found.end() + 1]):
        return None
    return found.end()


@cache
def _stems(language: str) -> tuple[re.Pattern[str], dict[str, int]]:
    """What an ordinal is without its last letter, from the second on: zweit, dritt."""
    ordinals = load_lexicon(language).ordinals.entries
    stems = {word[:-1]: worth for word, worth in ordinals.items() if word.endswith("e") and worth > 1}
    return re.compile(alternation(stems) or "(?!)"), stems


def glued_rank(view: View, at: int) -> tuple[int, int] | None:
    """The end and the worth of the ordinal that a superlative is written on to: `dritt|größte`."""
    pattern, stems = _stems(view.words.code)
    stem = pattern.match(view.low, at)
    if stem is None or superlative_end(view, stem.end()) is None:
        return None
    return stem.end(), stems[stem[0]]


def counted_rank(view: View, numeral: Numeral) -> Numeral | None:
    """`op twee na grootste`: with two before it, the third."""
    at = view.after_space(numeral.end)
    link = view.list_at("rank_links", at)
    opener = None if link is None else view.list_before("rank_openers", view.before_space(numeral.start))
    if link is None or opener is None or numeral.form not in (AS_DIGITS, AS_WORDS) or numeral.step != 1:
        return None
    article = view.list_at("determiners", view.after_space(link[0]))
    end = link[0] if article is None else article[0]
    if superlative_end(view, view.after_space(end)) is None:
        return None
    return Numeral(opener[0], end, numeral.value + 1, ONE, AS_ORDINAL)
