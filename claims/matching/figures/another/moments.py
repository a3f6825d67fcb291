"""The times that a text names: years, months, seasons, parts of a year, and those told from its own (last year)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from claims.language import Words, read_words
from claims.matching.texts.digest import Digest
from claims.matching.words.phrased import evened, pattern_of, whole
from sources.document import Span

_MONTHS = ("january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
           "december")  # fmt: skip
_SEASONS = frozenset({"spring", "summer", "autumn", "winter"})
_ENDINGS = frozenset({"will", "done"})
"""Meanings that the ending of a word may seem to add: verão."""
_KINDS = dict.fromkeys(_MONTHS, "month") | dict.fromkeys(_SEASONS, "season")
_TOLD = {"last": -1, "this": 0, "next": 1}
"""How far from its own time a text tells of another."""
OTHER_END = "than "
"""What stands before the kind of a time that a figure is not of, but held against: more than in 2019."""
_YEARS = re.compile(r"(?<![\d.,/-])(1[89]\d\d|20\d\d)(?:[/–-](\d\d(?:\d\d)?))?(?![\d/-]|[.,]\d)")
_JOINED = re.compile(r"年?(?: ?[^\W\d_]{1,4}){1,2} ?")
"""What stands between the two years of a stretch: 2003 and 2024, 2003 bis zum 2024, 2003年至2024."""
_HAN_MONTH = re.compile(r"(?<!\d)(1[0-2]|[1-9])月(?!\d{1,2}日)")
_DAY = re.compile(r"\d(?:er|st|nd|rd|th|º|°)?\.?(?: de| of)? ?\Z")
_DAY_AFTER = re.compile(r" \d{1,2}(?!\d)")
_LEADS = 30
"""Letters before a time in which it may be said that it is the other end of a change."""


class MomentWords(Words):
    """By language: the parts of a year (`half-1`, `quarter-3`), each with the phrases that say it.

    `step_before` has what tells of the time just before the one told of (a year earlier), `headed` how a table calls
    the year before, `told` the times told from a text's own (`last-year`), `other_end` what makes a time one that a
    figure is held against, `since` what may do so.
    """

    parts: dict[str, dict[str, tuple[str, ...]]]
    step_before: dict[str, tuple[str, ...]]
    headed: dict[str, tuple[str, ...]]
    told: dict[str, dict[str, tuple[str, ...]]]
    other_end: dict[str, tuple[str, ...]]
    since: dict[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Moment:
    """A time that a text names: what kind it is of (year, month, season, part of a year, stretch) and which.

    Of a time told from the text's own the kind is `told year`, `told month` or `told week`, the name how far away.
    """

    span: Span
    kind: str
    name: str


def moments(digest: Digest, span: Span) -> Iterator[Moment]:
    """The times that a stretch of a text names, kind by kind. A month beside a day is a date, and none of them."""
    text = digest.text
    yield from _years(digest, span)
    for term in digest.terms_in(span) if len(span) else ():
        name = next((one for one in term.meanings if one in _KINDS), "")
        alone = len(term.meanings - _ENDINGS) == 1 or (term.span.start > span.start and text[term.span.start].isupper())
        if name and alone and not _is_date(text, term.span):  # "may" is a month where it is written large
            yield Moment(term.span, _KINDS[name], name)
    for match in _HAN_MONTH.finditer(text, span.start, span.end):
        yield Moment(Span(match.start(), match.end()), "month", _MONTHS[int(match[1]) - 1])
    pattern, names = _phrases(digest.language)
    for match in pattern.finditer(evened(span.of(text), digest.language)):
        place = Span(span.start + match.start(), span.start + match.end())
        kind, name = names[match[0]]
        if kind != "month" or not _is_date(text, place):
            yield Moment(place, kind, name)


def _years(digest: Digest, span: Span) -> Iterator[Moment]:
    """The years of a stretch of a text, and each two that are told as from the one to the other."""
    counted = [one.core for one in digest.quantities_in(span)]
    before: re.Match[str] | None = None
    for match in _YEARS.finditer(digest.text, span.start, span.end):
        place = Span(match.start(), match.end())
        if any(place.overlaps(one) for one in counted):
            continue
        yield Moment(place, "year", match[1])
        if match[2]:
            yield Moment(place, "year", match[1][: 4 - len(match[2])] + match[2])
        if before is not None and _JOINED.fullmatch(digest.text, before.end(), match.start()):
            yield Moment(Span(before.start(), match.end()), "stretch", f"{before[1]}-{match[1]}")
        before = match


def is_step_before(digest: Digest, span: Span) -> bool:
    """Whether a stretch of a text tells of the time just before the one that was told of: the winter before."""
    return _step_before(digest.language).search(evened(span.of(digest.text), digest.language)) is not None


def is_of_year_before(digest: Digest, label: Span) -> bool:
    """Whether the head of a column or a row says that it is of the year before."""
    return _headed(digest.language).search(evened(label.of(digest.text), digest.language)) is not None


def roles(digest: Digest, moment: Span) -> tuple[str, ...]:
    """What stands before the kind of a time by what leads to it: nothing, `OTHER_END`, or either (since)."""
    leading = evened(digest.text[max(0, moment.start - _LEADS) : moment.start], digest.language)
    against, since = _leading(digest.language)
    if against.search(leading):
        return (OTHER_END,)
    return ("", OTHER_END) if since.search(leading) else ("",)


def _is_date(text: str, span: Span) -> bool:
    return bool(_DAY.search(text[max(0, span.start - 8) : span.start]) or _DAY_AFTER.match(text, span.end))


@cache
def _phrases(language: str) -> tuple[re.Pattern[str], dict[str, tuple[str, str]]]:
    words = _words()
    names = {
        phrase: named(name)
        for table in (words.parts, words.told)
        for name, phrases in table.get(language, {}).items()
        for phrase in phrases
    }
    return pattern_of(names, language), names


def named(name: str) -> tuple[str, str]:
    """The kind and the name of a time by its name in the data: `half-1`, `last-year`, `april`."""
    first, _, second = name.partition("-")
    if first in _TOLD:
        return f"told {second}", str(_TOLD[first])
    return _KINDS.get(first, first), name


@cache
def _step_before(language: str) -> re.Pattern[str]:
    phrases = _words().step_before.get(language, ())
    return pattern_of(phrases, language)


@cache
def _headed(language: str) -> re.Pattern[str]:
    phrases = _words().headed.get(language, ())
    return pattern_of(phrases, language)


@cache
def _leading(language: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """What leads to the other end of a change, and what may."""
    words = _words()
    between = "" if language == "zh" else r"[ '\n]+(?:[^\W\d_]{1,4}[ '\n]+){0,2}"
    other_end, since = (
        # in ", que em" it is a relative pronoun
        re.compile(rf"(?<![,，] ){whole(table[language], language)}{between}\Z" if language in table else "(?!)")
        for table in (words.other_end, words.since)
    )
    return other_end, since


@cache
def _words() -> MomentWords:
    return read_words("und", "moments", MomentWords)
