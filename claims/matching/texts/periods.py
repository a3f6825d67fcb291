"""Over which time a figure is counted: a day, a week, a month, said beside it or anywhere in its clause.

2.4 million a day are not 2.4 million a week, but 16.8 million a week are.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from claims.language import Words, languages, read_words
from claims.model import Quantity, UnitKind
from claims.numbers.lexical.phrases import alternation
from claims.numbers.lexical.shadow import flatten, lower
from claims.numbers.lexical.words import load_lexicon
from sources.document import Span

_DAYS = {
    "minute": Decimal(1) / 1440,
    "hour": Decimal(1) / 24,
    "day": Decimal(1),
    "week": Decimal(7),
    "month": Decimal("30.436875"),
    "quarter": Decimal("91.310625"),
    "year": Decimal("365.2425"),
}
"""Days of each period: the Gregorian mean for months and years."""
SYMBOLS = {"h": "hour", "d": "day", "wk": "week", "mo": "month", "a": "year"}
"""Symbols of periods in the base of a rate."""
_REACH = 90
"""Letters between a figure and the word for its period."""
_MARKS = re.compile(r"[,;:()–—\n\t，；：（）。]")
_COMMAS = frozenset(",，")
_BEFORE = re.compile(r"([^\W_]+)\W\Z")
_YEAR = re.compile(r"[12]\d{3}(?!\d)")
_LEADS = 40
"""Letters before a length of time in which it is said that something is the sum of it."""
_NOT_COUNTED = frozenset({UnitKind.ORDINAL, UnitKind.AGE, UnitKind.MULTIPLE})


class PeriodWords(Words):
    """By language and period: phrases that say it wherever they stand, and those that do right after what is counted.

    `never_after` has the words after which the latter say something else, `still_rates` what follows them and is no
    word that says when. `stems` and `heads` have the parts of words that name what is counted over a period, `yearly`
    what is of a year where nothing else is said, `over` and `over_behind` what makes a length of time one that a sum
    is of.
    """

    never_after: tuple[str, ...]
    still_rates: tuple[str, ...]
    anywhere: dict[str, dict[str, tuple[str, ...]]]
    after: dict[str, dict[str, tuple[str, ...]]]
    stems: dict[str, dict[str, tuple[str, ...]]]
    heads: dict[str, tuple[str, ...]]
    yearly: dict[str, tuple[str, ...]]
    over: dict[str, tuple[str, ...]]
    over_behind: dict[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Period:
    """A place of a text that says over which time something is counted; `name` is a key of the days above."""

    span: Span
    name: str


def days_of(period: str) -> Decimal:
    """How many days a period has, by its name."""
    return _DAYS[period]


def times_longer(ours: str, theirs: str) -> Decimal:
    """How many times as long the one period is as the other."""
    return _DAYS[ours] / _DAYS[theirs]


def find_periods(text: str, language: str) -> tuple[Period, ...]:
    """All places of a text that say over which time something is counted, in order."""
    pattern, names = _pattern(language)
    if not names:
        return ()
    low = lower(flatten(text))
    found = []
    for match in pattern.finditer(low):
        name, after = names[match[0]]
        if not _says_when(low, match.end(), language) and (not after or _follows(low, match.start())):
            found.append(Period(Span(match.start(), match.end()), name))
    return tuple(found)


def period_of(quantity: Quantity, text: str, periods: Sequence[Period], figures: Sequence[Span]) -> str:
    """The period that a figure is counted over, or empty: what its unit says, else the nearest of its clause.

    `figures` are the spans of the other figures of its sentence; beyond one of them, or in it, a period is of that one.
    """
    if quantity.unit_kind in _NOT_COUNTED:
        return ""
    below = quantity.unit.rpartition("/")[2] if "/" in quantity.unit else ""
    if below in SYMBOLS:
        return SYMBOLS[below]
    span = quantity.span
    first = bisect_left(periods, span.start - _REACH, key=_start)
    nearby = periods[first : bisect_right(periods, span.end + _REACH, first, key=_start)]
    best, least = "", _REACH + 1
    for one in nearby:
        if one.span.overlaps(span):
            return one.name
        low, high = sorted((one.span, span))
        apart = high.start - low.end
        fronted = low is one.span and text[low.end : low.end + 1] in _COMMAS
        if apart >= least or _MARKS.search(text, low.end + fronted, high.start):
            continue
        if any(low.end <= other.start < high.start or other.overlaps(one.span) for other in figures):
            continue
        best, least = one.name, apart
    return best


def period_within(spans: Iterable[Span], periods: Sequence[Period]) -> str:
    """The first period that some stretches of a text name, or empty."""
    for span in spans:
        at = bisect_left(periods, span.start, key=_start)
        if at < len(periods) and periods[at].span.end <= span.end:
            return periods[at].name
    return ""


def is_yearly(stretch: str, language: str) -> bool:
    """Whether a stretch of a text names what is of a year where nothing else is said: a budget."""
    return _yearly(language).search(lower(flatten(stretch))) is not None


def is_summed_over(text: str, language: str, time: Span) -> bool:
    """Whether a length of time is one that something is the sum of: over the past ten years, 五年内."""
    before, behind = _over(language)
    return bool(
        before.search(lower(flatten(text[max(0, time.start - _LEADS) : time.start])))
        or behind.match(lower(flatten(text[time.end : time.end + 2])))
    )


def _start(period: Period) -> int:
    return period.span.start


def _follows(low: str, start: int) -> bool:
    """Whether what stands before is what is counted, and no preposition: 3 tonnes a day, within a day."""
    before = _BEFORE.search(low[max(0, start - 30) : start])
    return before is not None and before[1] not in _words().never_after


def _says_when(low: str, end: int, language: str) -> bool:
    """Whether what follows makes a time of it that says when: a day earlier, im Jahr 2020."""
    after = end + 1 if low[end : end + 1] == " " else end
    if language == "en" and low.startswith(_words().still_rates, after):
        return False
    return bool(_YEAR.match(low, after)) or load_lexicon(language).list("not_rates").at(low, after) is not None


@cache
def _words() -> PeriodWords:
    return read_words("und", "periods", PeriodWords)


@cache
def _pattern(language: str) -> tuple[re.Pattern[str], dict[str, tuple[str, bool]]]:
    if language not in languages():
        return re.compile("(?!)"), {}
    words = _words()
    names = {
        phrase: (name, after)
        for after, table in ((False, words.anywhere), (True, words.after))
        for name, phrases in table.get(language, {}).items()
        for phrase in phrases
    }
    names |= {
        stem + head: (name, False)
        for name, stems in words.stems.get(language, {}).items()
        for stem in stems
        for head in words.heads.get(language, ())
    }
    if not names:
        return re.compile("(?!)"), names
    body = alternation(names)
    return re.compile(body if language == "zh" else rf"\b{body}\b"), names


@cache
def _yearly(language: str) -> re.Pattern[str]:
    forms = _words().yearly.get(language, ())
    if not forms:
        return re.compile("(?!)")
    if language == "zh":
        return re.compile(alternation(forms))
    whole = [form for form in forms if not form.startswith("*")]
    ends = [form.lstrip("*") for form in forms if form.startswith("*")]
    bodies = [alternation(whole), *([rf"\w+(?:{alternation(ends)})"] if ends else [])]
    return re.compile(rf"\b(?:{'|'.join(bodies)})\b")


@cache
def _over(language: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """What leads to a length of time that something is the sum of, with up to three words between; what follows it."""
    words = _words()
    before, behind = words.over.get(language, ()), words.over_behind.get(language, ())
    return (
        re.compile(rf"\b(?:{alternation(before)}) (?:[^\W\d_]+ ){{0,3}}\Z" if before else "(?!)"),
        re.compile(alternation(behind) if behind else "(?!)"),
    )
