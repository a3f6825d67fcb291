"""On which side of a vote so many were: 31 for, 12 against, three abstentions.

The words stand right behind a figure, or lead to it with a colon; of a vote told in one (31 to 12) the first figure is
that of those who carried it.
"""

from __future__ import annotations

import re
from functools import cache

from pydantic import ConfigDict, Field

from claims.language import Words, read_words
from claims.matching.figures.context import Figure
from claims.matching.figures.otherwise.votes import second_figure
from claims.matching.texts.digest import Digest
from claims.matching.words.phrased import evened
from claims.model import UnitKind
from claims.numbers.lexical.phrases import alternation
from sources.document import Span

_REACH = 48
"""Letters behind a figure, or before it, within which it is said on which side so many were."""
_MARKS = re.compile(r"[,.;:()\n\t，。；：、（）–—]")
_LED_TO = re.compile(r"[:：]\s*\Z")
_LOST = frozenset({"reject", "refuse", "fail", "defeat", "lose", "no", "not"})
"""Meanings by which a vote was not carried, or may not have been."""
FOR, AGAINST, ABSTAINED = "for", "against", "abstained"


class SideWords(Words):
    """By language, the phrases for each side of a vote; those under `short` are `for` before a mark alone."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)

    for_: dict[str, tuple[str, ...]] = Field(alias="for")
    against: dict[str, tuple[str, ...]]
    abstained: dict[str, tuple[str, ...]]
    short: dict[str, tuple[str, ...]]


def are_on_other_sides(figure: Figure, other: Figure) -> bool:
    """Whether a claim has so many on one side of a vote whom the source has on another."""
    if figure.quantity.unit_kind is not UnitKind.COUNT or other.quantity.unit_kind is not UnitKind.COUNT:
        return False
    ours = _said(figure)
    theirs = (_said(other) or _of_pair(other)) if ours else ""
    return bool(theirs) and ours != theirs


def _said(figure: Figure) -> str:
    """The side that words beside a figure name, or empty."""
    digest, span = figure.digest, figure.quantity.span
    sentence = digest.around(figure.quantity.core)
    core = figure.quantity.core
    pair = second_figure(core.of(digest.text), digest.language)
    if pair is not None:  # a vote told in one: what stands behind its first figure is of that
        between = Span(core.start + pair[0].end, core.start + pair[1].start)
        return _named(_plain(digest, between), digest.language)
    others = [one.core for one in digest.quantities_in(sentence) if not one.core.overlaps(core)]
    end = min([sentence.end, core.end + _REACH, *(one.start for one in others if one.start >= core.end)])
    behind = _plain(digest, Span(core.end, end))
    mark = _MARKS.search(behind)
    found = _named(behind[: mark.start()] if mark else behind, digest.language)
    if found:
        return found
    start = max([sentence.start, span.start - _REACH, *(one.end for one in others if one.end <= span.start)])
    before = _plain(digest, Span(start, span.start))
    led = _LED_TO.search(before)
    if led is None:
        return ""
    return _named(_MARKS.split(before[: led.start()])[-1], digest.language)


def _of_pair(figure: Figure) -> str:
    """The side of one figure of a vote that is told in two, and was carried; empty of others."""
    digest, core = figure.digest, figure.quantity.core
    whole = next((one for one in digest.quantities_in(digest.around(core)) if one.core.contains(core)), None)
    if whole is None or second_figure(whole.core.of(digest.text), digest.language) is None:
        return ""
    sentence = digest.sentence_at(core.start)
    if sentence is None or any(term.meanings & _LOST for term in sentence.terms):
        return ""
    return FOR if core.start == whole.core.start else AGAINST


def _plain(digest: Digest, span: Span) -> str:
    return evened(span.of(digest.text), digest.language)


def _named(stretch: str, language: str) -> str:
    """The side that a stretch of a text names, if one alone."""
    found = {name for name, pattern in _patterns(language) if pattern.search(stretch)}
    return found.pop() if len(found) == 1 else ""


@cache
def _patterns(language: str) -> tuple[tuple[str, re.Pattern[str]], ...]:
    words = read_words("und", "sides", SideWords)
    tables = ((FOR, words.for_), (AGAINST, words.against), (ABSTAINED, words.abstained))
    bodies = [(name, alternation(table[language])) for name, table in tables if table.get(language)]
    whole = "{}" if language == "zh" else r"(?<!\w){}(?!\w)"
    found = [(name, re.compile(whole.format(f"(?:{body})"))) for name, body in bodies]
    short = words.short.get(language, ())
    ends = [(FOR, re.compile(rf"(?<!\w)(?:{alternation(short)})\s*(?:\w+\s*){{0,2}}\Z"))] if short else []
    return tuple(found + ends)
