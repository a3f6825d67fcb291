"""Which of two figures is the older where a text says "then" of the one and "now" of the other.

"In 2016 the trip still took 9 days; now it takes 4" goes from 9 to 4, whatever stands first. Told only where each of
the two clauses says one of the two, and neither is of a time to come.
"""

from __future__ import annotations

import re
from functools import cache

from claims.language import Words, read_words
from claims.matching.figures.another.moments import moments
from claims.matching.figures.context import Figure
from claims.matching.texts.digest import Digest
from claims.matching.texts.sentenced import PARTS
from claims.matching.texts.tables import is_row
from claims.matching.words.phrased import evened, pattern_of
from sources.document import Span

_NOW = frozenset({"now", "today", "currently", "meanwhile_then"})
_THEN = frozenset({"before", "formerly", "at_that_time", "ancient"})
_JOINTS = frozenset({"and", "but", "while"})
_WILL = "will"
"""The meaning of what is yet to be, and of the ending of a verb that says so."""
_NEXT = 1
"""Sentences that the newer figure may stand behind the older one's."""


class ThenNowWords(Words):
    """By language the words that make a time one to come (`later`)."""

    later: dict[str, tuple[str, ...]]


def by_now(first: Figure, last: Figure) -> tuple[Figure, Figure] | None:
    """Two figures of a text, the one that it tells of before first; None where it does not tell which that is."""
    one, other = sorted((first, last), key=lambda each: each.quantity.core.start)
    clauses = _clauses(one, other)
    if clauses is None:
        return None
    said = [_said(one.digest, span) for span in clauses]
    return {("then", "now"): (one, other), ("now", "then"): (other, one)}.get((said[0], said[1]))


def is_to_come(digest: Digest, span: Span) -> bool:
    """Whether a stretch of a text tells of a time to come: will, wird, sera, 将."""
    if any(_WILL in term.meanings for term in digest.terms_in(span)):
        return True
    return _later(digest.language).search(evened(span.of(digest.text), digest.language)) is not None


def _clauses(one: Figure, other: Figure) -> tuple[Span, Span] | None:
    """The clauses of two figures of one sentence, or of two sentences in a row; None where they share one."""
    digest = one.digest
    sentences = [digest.sentence_at(each.quantity.core.start) for each in (one, other)]
    begins, ends = sentences
    if other.digest is not digest or begins is None or ends is None or ends.number - begins.number > _NEXT:
        return None
    if is_row(digest, begins) or is_row(digest, ends):
        return None
    if begins is not ends:
        return begins.span, ends.span
    start, end = one.quantity.span.end, other.quantity.span.start
    parts = [at for at in range(start, end) if digest.text[at] in PARTS]
    parts += [term.span.start for term in digest.terms_in(Span(start, max(start, end))) if term.meanings & _JOINTS]
    if not parts:
        return None
    at = min(parts)
    return Span(begins.span.start, at), Span(at, ends.span.end)


def _said(digest: Digest, span: Span) -> str:
    """`then` or `now` where a stretch of a text says the one and not the other; empty where it tells of later times."""
    if is_to_come(digest, span):
        return ""
    meanings = {key for term in digest.terms_in(span) for key in term.meanings}
    told = {one.name if one.kind.startswith("told") else one.kind for one in moments(digest, span)}
    then = bool(meanings & _THEN or told & {"year", "-1"})
    now = bool(meanings & _NOW or "0" in told)
    return "" if then == now else "then" if then else "now"


@cache
def _later(language: str) -> re.Pattern[str]:
    return pattern_of(_words().later.get(language, ()), language)


@cache
def _words() -> ThenNowWords:
    return read_words("und", "then_now", ThenNowWords)
