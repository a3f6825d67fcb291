"""Where a figure may begin: one pattern a language, so that a text is looked over once for all of them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from claims.numbers.phrases import HAN, alternation

PARTS = "½⅓⅔¼¾⅕⅖⅗⅘⅙⅚⅛⅜⅝⅞"
ENOUGH = 4
"""Letters of a word after an article that are looked at: what begins so is read, and the pattern stays small."""
NOUN = r"[^\W\d_][^\W\d_'-]{0,30}"
"""A word, between an article and what makes a ratio of it: un patient sur sept."""


def opening_pattern(
    words: Iterable[str],
    articles: Iterable[str],
    after_article: Iterable[str],
    ratios: Iterable[str],
    compound: bool,
    others: Mapping[str, str] | None = None,
) -> re.Pattern[str]:
    """A pattern that matches where a figure may begin: at a digit, or at a word that begins one.

    An article ("a", "un", "ein") begins one only before `after_article`, before a noun and one of `ratios`, or alone;
    most articles of a text are passed over that way. `compound` says that number words are written together. `others`
    are patterns that mark further openings, by the letters that these begin with.
    """
    articles = set(articles)
    plain = sorted(set(words) - articles)
    spaced = [word for word in plain if word[0] < HAN]
    han = "".join(sorted({word[0] for word in plain if word[0] >= HAN}))
    others = others or {}
    parts = [r"\d+", f"[{PARTS}]"]
    end = "" if compound else r"(?![^\W\d_])"
    starts = [f"{alternation(spaced)}{end}"] if spaced else []
    if articles:
        starts.append(f"{alternation(articles)}{end}(?:{_following(after_article, ratios)})")
    if starts:
        parts.append(rf"(?<![^\W\d_])(?:{'|'.join(starts)})")
    if han:
        parts.append(f"[{han}]")
    first = re.escape("".join(sorted({word[0] for word in (*plain, *articles)}.union(*others))))
    return re.compile(rf"(?=[\d{PARTS}{first}])(?:{'|'.join((*parts, *others.values()))})")


def _following(after_article: Iterable[str], ratios: Iterable[str]) -> str:
    """What makes a figure of an article before it."""
    heads = {word[:ENOUGH] for word in after_article}
    ways = [rf"(?=[ -]?{alternation(heads)})", r"(?=\W{0,3}\Z)"]
    if ratios := sorted(ratios):
        ways.append(rf"(?= {NOUN} {alternation(ratios)})")
    return "|".join(ways)
