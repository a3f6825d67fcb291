"""Of which time a figure is: the year, the month, the season or the part of a year that its clause gives it.

12 per cent in 2031 are not the 12 per cent of 2029. Told only where both texts say when, each beside its own figure,
and neither names the other's time anywhere near: what is told of "last year" or of no time may be of any.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from claims.language import Words, languages, read_words
from claims.matching.context import Figure
from claims.matching.digest import Digest
from claims.matching.sentenced import Sentence
from claims.matching.tables import cell, column, column_words, is_row
from claims.numbers.phrases import alternation
from claims.numbers.shadow import flatten, lower
from sources.document import Span

_MONTHS = ("january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
           "december")  # fmt: skip
_SEASONS = frozenset({"spring", "summer", "autumn", "winter"})
_ENDINGS = frozenset({"will", "done"})
"""Meanings that the ending of a word may seem to add: verão."""
_KINDS = dict.fromkeys(_MONTHS, "month") | dict.fromkeys(_SEASONS, "season")
_YEARS = re.compile(r"(?<![\d.,/-])(1[89]\d\d|20\d\d)(?:[/–-](\d\d(?:\d\d)?))?(?![\d/-]|[.,]\d)")
_HAN_MONTH = re.compile(r"(?<!\d)(1[0-2]|[1-9])月(?!\d{1,2}日)")
_DAY = re.compile(r"\d(?:er|st|nd|rd|th|º|°)?\.?(?: de| of)? ?\Z")
_DAY_AFTER = re.compile(r" \d{1,2}(?!\d)")
_MARKS = frozenset(",;:()–—，；：（）\n\t。")
_COMMAS = frozenset(",，")
_REACH = 80
"""Letters between a figure and the time that it is of."""
_BESIDE = 1
"""Sentences before and after in which the other's time may be named, too."""


class MomentWords(Words):
    """By language: the parts of a year (`half-1`, `quarter-3`), each with the phrases that say it."""

    parts: dict[str, dict[str, tuple[str, ...]]]


@dataclass(frozen=True, slots=True)
class Moment:
    """A time that a text names: what kind it is of (year, month, season, part of a year) and which."""

    span: Span
    kind: str
    name: str


def is_of_another_time(figure: Figure, other: Figure) -> bool:
    """Whether an article gives a figure for one time, and a source the same figure for another."""
    ours, theirs = _of_figure(figure), _of_figure(other)
    for kind in ours.keys() & theirs.keys():
        if ours[kind] & theirs[kind]:
            continue
        if not ours[kind] & _near(other, kind) and not theirs[kind] & _near(figure, kind):
            return True
    return False


def by_year(first: Figure, last: Figure) -> tuple[Figure, Figure] | None:
    """Two figures of a source by the years that they are of, the earlier first; None where those are not told."""
    years = [_of_figure(one).get("year", set()) for one in (first, last)]
    if any(len(one) != 1 for one in years):
        return None
    one, other = (next(iter(names)) for names in years)
    return None if one == other else (first, last) if one < other else (last, first)


def _of_figure(figure: Figure) -> dict[str, set[str]]:
    """The times beside a figure that are its own, by their kind."""
    digest, span = figure.digest, figure.quantity.span
    sentence = digest.sentence_at(figure.quantity.core.start)
    if sentence is None:
        return {}
    found: dict[str, set[str]] = {}
    for moment in _in_sentence(figure, sentence):
        if _is_own(digest, moment.span, span):
            found.setdefault(moment.kind, set()).add(moment.name)
    return found


def _is_own(digest: Digest, moment: Span, figure: Span) -> bool:
    """Whether nothing parts a time from a figure: no other figure, and no mark but a comma after the time."""
    low, high = sorted((moment, figure))
    between = Span(low.end, max(low.end, high.start))
    marks = _MARKS - _COMMAS if low is moment else _MARKS
    if len(between) > _REACH or any(letter in marks for letter in between.of(digest.text)):
        return False
    return not digest.quantities_in(between)


def _in_sentence(figure: Figure, sentence: Sentence) -> Iterator[Moment]:
    digest = figure.digest
    if not is_row(digest, sentence):
        yield from moments(digest, sentence.span)
        return
    number = column(digest, sentence, figure.quantity.core.start)
    words = column_words(figure.quantity, digest, sentence)
    spans = [cell(digest, sentence, 0)] if number else []
    spans += [Span(words[0].span.start, words[-1].span.end)] if words else []
    for span in spans:
        yield from (Moment(figure.quantity.span, one.kind, one.name) for one in moments(digest, span))


def _near(figure: Figure, kind: str) -> set[str]:
    """The times of a kind that the sentence of a figure names, or the ones beside it."""
    sentence = figure.digest.sentence_at(figure.quantity.core.start)
    if sentence is None:
        return set()
    if is_row(figure.digest, sentence):
        return {one.name for one in _in_sentence(figure, sentence) if one.kind == kind}
    around = figure.digest.sentences[max(0, sentence.number - _BESIDE) : sentence.number + _BESIDE + 1]
    span = Span(around[0].span.start, around[-1].span.end)
    return {one.name for one in moments(figure.digest, span) if one.kind == kind}


def moments(digest: Digest, span: Span) -> Iterator[Moment]:
    """The times that a stretch of a text names, kind by kind. A month beside a day is a date, and none of them."""
    text = digest.text
    counted = [one.core for one in digest.quantities_in(span)]
    for match in _YEARS.finditer(text, span.start, span.end):
        place = Span(match.start(), match.end())
        if not any(place.overlaps(one) for one in counted):
            yield Moment(place, "year", match[1])
            if match[2]:
                yield Moment(place, "year", match[1][: 4 - len(match[2])] + match[2])
    for term in digest.terms_in(span) if len(span) else ():
        name = next((one for one in term.meanings if one in _KINDS), "")
        alone = len(term.meanings - _ENDINGS) == 1 or (term.span.start > span.start and text[term.span.start].isupper())
        if name and alone and not _is_date(text, term.span):  # "may" is a month where it is written large
            yield Moment(term.span, _KINDS[name], name)
    for match in _HAN_MONTH.finditer(text, span.start, span.end):
        yield Moment(Span(match.start(), match.end()), "month", _MONTHS[int(match[1]) - 1])
    pattern, names = _parts(digest.language)
    for match in pattern.finditer(lower(flatten(span.of(text)))):
        place = Span(span.start + match.start(), span.start + match.end())
        yield Moment(place, *_named(names[match[0]]))


def _named(name: str) -> tuple[str, str]:
    return name.partition("-")[0], name


def _is_date(text: str, span: Span) -> bool:
    return bool(_DAY.search(text[max(0, span.start - 8) : span.start]) or _DAY_AFTER.match(text, span.end))


@cache
def _parts(language: str) -> tuple[re.Pattern[str], dict[str, str]]:
    table = read_words("und", "moments", MomentWords).parts.get(language, {}) if language in languages() else {}
    names = {phrase: name for name, phrases in table.items() for phrase in phrases}
    if not names:
        return re.compile("(?!)"), names
    body = alternation(names)
    return re.compile(body if language == "zh" else rf"(?<!\w){body}(?!\w)"), names
