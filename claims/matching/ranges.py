"""Whether two figures of a text are where something came from and where it went: from 7.5 to 6.2, von 6 auf 4."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from functools import cache

from claims.matching.arithmetic import against, instead_of
from claims.matching.compared import says_than
from claims.matching.context import Figure
from claims.matching.dating import by_year
from claims.matching.lexicon import means
from claims.model import Quantity
from claims.numbers.shadow import flatten, lower
from claims.numbers.words import load_lexicon
from sources.document import Span

_REACH = 40
"""Letters between the two figures: a unit and a year may stand there, no other clause."""
_LONGEST = 12
"""Letters of the longest word that leads from the one to the other."""


def leads_on(first: Figure, last: Figure) -> bool:
    """Whether a word for "from" stands before the first figure and one for "to" before the last, in one sentence."""
    one, other, text = first.quantity.span, last.quantity.span, first.digest.text
    if first.digest is not last.digest or not 0 < other.start - one.end <= _REACH:
        return False
    before = lower(flatten(text[max(0, one.start - _LONGEST) : one.start])).rstrip()
    between = lower(flatten(text[one.end : other.start])).rstrip()
    return any(_ends(before, opener) and _ends(between, link) for opener, link in _pairs(first.digest.language))


def in_order(first: Figure, last: Figure) -> tuple[Figure, Figure] | None:
    """The two ends of a change, the older first, where a text tells which that is."""
    if first.digest is not last.digest:
        return None
    if leads_on(first, last):
        return first, last
    return (last, first) if _up_from(first, last) else by_year(first, last)


def belies_itself(figure: Figure, other: Figure) -> bool:
    """Whether a text says itself that something rose or fell which goes the other way from the one to the other."""
    one, last = sorted((figure, other), key=lambda each: each.quantity.core.start)
    between = Span(one.quantity.core.end, max(one.quantity.core.end, last.quantity.core.start))
    plain = figure.quantity.unit_kind is other.quantity.unit_kind and figure.quantity.max is other.quantity.max is None
    plain = plain and not one.digest.quantities_in(between)
    said = {each.direction for each in (one, last)} - {""}
    if not plain or len(said) != 1 or figure.compared or other.compared:
        return False
    order = (one, last) if leads_on(one, last) else (last, one) if _up_from(one, last) else None
    if order is None or order[0].quantity.value == order[1].quantity.value:
        return False
    return said != {"rise" if order[1].quantity.value > order[0].quantity.value else "fall"}


def _up_from(one: Figure, last: Figure) -> bool:
    text = one.digest.text
    return against(text, one.quantity, last.quantity) or instead_of(text, one.quantity.core, last.quantity.core)


def _ends(text: str, word: str) -> bool:
    return text.endswith(word) and not text[: -len(word)][-1:].isalpha()


@cache
def _pairs(language: str) -> tuple[tuple[str, str], ...]:
    """Words for "from" with the words for "to" that go with them."""
    words = load_lexicon(language).words
    openers = {opener for opener, link in words.ranges if opener and link}
    links = {link for opener, link in words.ranges if opener and link} | set(words.change_links)
    return tuple(sorted((one, link) for one in openers for link in links if not means(link, language, "and")))


def way(first: Decimal, last: Decimal) -> str:
    """`rise` or `fall` from the one value to the other; empty where they are the same."""
    return "" if first == last else "rise" if last > first else "fall"


def said_of(figure: Figure, beside: Sequence[Quantity]) -> Quantity | None:
    """The figure of an article of which another says how much more or less it is: 31 looms, 12 fewer than then.

    That is the one right before, where the article also says than what. None where there is none.
    """
    core = figure.quantity.core
    before = [one for one in beside if one.core.end <= core.start]
    span, digest = figure.quantity.span, figure.digest
    if not before or not figure.compared or not says_than(digest.text, digest.language, span.start, span.end):
        return None
    return before[-1]
