"""By how much something rose or fell, held against where it got to: a wait that fell to 12 days fell by more or less.

Told by the word right before each figure, where its clause has a word for a rise or a fall. Only two figures of which
one is told as the change and the other as what was reached are apart; where a text leaves it open, nothing is told.
"""

from __future__ import annotations

from functools import cache

from claims.language import Words, read_words
from claims.matching.figures.context import Figure
from claims.matching.texts.digest import Digest
from claims.matching.words.folding import HAN
from claims.model import UnitKind
from claims.numbers.lexical.shadow import flatten, lower
from sources.document import Span

_LEADS = 60
"""Letters before a figure among which the word stands that leads to it."""
_SMALL = 2
"""Words between that word and the figure: to only about 12."""
_WAYS = frozenset({"rise", "fall"})
_RATES = frozenset({"inflation", "growth", "limit_word", "slow", "slow_down"})
"""Meanings of what is a change itself, or bears on one: inflation rose to 3 per cent where prices rose by 3."""
_MARKS = frozenset(",;:()–—，；：（）。\n\t")
_KINDS = frozenset({UnitKind.PERCENT, UnitKind.DURATION, UnitKind.MEASURE, UnitKind.CURRENCY, UnitKind.COUNT})
_TO, _BY = "to", "by"


class ExtentWords(Words):
    """What leads to a figure that was reached (`to`), to a change (`by`), or to that behind its noun (`of`).

    `small` are words that may stand between; in the languages of `bare` a change in per cent needs none before it.
    """

    bare: tuple[str, ...]
    to: dict[str, tuple[str, ...]]
    by: dict[str, tuple[str, ...]]
    of: dict[str, tuple[str, ...]]
    small: dict[str, tuple[str, ...]]


def are_change_and_end(figure: Figure, other: Figure) -> bool:
    """Whether of two equal figures one is a change and the other what something changed to: by 12 days, to 12 days."""
    return {_extent(figure), _extent(other)} == {_TO, _BY}


def _extent(figure: Figure) -> str:
    """`to` or `by` where the text says that its figure is where something got to, or by how much; else empty."""
    quantity, digest = figure.quantity, figure.digest
    if quantity.unit_kind not in _KINDS or not (figure.direction or figure.compared):
        return ""
    places = sorted({quantity.span.start, quantity.core.start}, reverse=True)
    said = next(filter(None, (_led(digest, at) for at in places)), "")
    if said == _TO:
        return "" if figure.compared or _is_of_rate(figure) else _TO
    bare = digest.language in _words().bare and quantity.unit_kind is UnitKind.PERCENT
    changes = said == _BY or figure.compared or (bare and _follows_way(digest, places[-1]))
    return _BY if changes and not _goes_on(figure) else ""


def _is_of_rate(figure: Figure) -> bool:
    """Whether what got to so many per cent may itself be how much something rose: inflation, the growth in sales."""
    sentence = figure.digest.sentence_at(figure.quantity.core.start)
    if sentence is None or figure.quantity.unit_kind is not UnitKind.PERCENT:
        return False
    ways = sum(bool(term.keys & _WAYS) for term in sentence.terms)
    return ways > 1 or any(term.meanings & _RATES for term in sentence.terms)


def _led(digest: Digest, at: int) -> str:
    """What the words that end at a place, right before a figure, say of it."""
    words, language = _words(), digest.language
    start = max(0, at - _LEADS)
    before = lower(flatten(digest.text[start:at])).rstrip()
    for _ in range(_SMALL + 1):
        for said, phrases in ((_TO, words.to), (_BY, words.by)):
            if _ending(before, phrases.get(language, ())):
                return said
        of = _ending(before, words.of.get(language, ()))
        if of and _follows_way(digest, start + len(before) - len(of)):
            return _BY
        between = _ending(before, words.small.get(language, ()))
        if not between:
            return ""
        before = before.removesuffix(between).rstrip()
    return ""


def _ending(text: str, phrases: tuple[str, ...]) -> str:
    """The longest of some phrases with which a text ends, as whole words; empty where none does."""
    found = (one for one in phrases if text.endswith(one))
    whole = (one for one in found if HAN.search(one) or not text[: -len(one)][-1:].isalpha())
    return max(whole, key=len, default="")


def _follows_way(digest: Digest, at: int) -> bool:
    """Whether the word before a place says that something rises or falls."""
    before = digest.terms_in(Span(max(0, at - _LEADS), at)) if at else ()
    if not before or not _MARKS.isdisjoint(digest.text[before[-1].span.end : at]):
        return False
    return bool(before[-1].keys & _WAYS)


def _goes_on(figure: Figure) -> bool:
    """Whether the sentence leads on from a figure to another of its kind: from 14 in March to 30 in June."""
    digest, quantity = figure.digest, figure.quantity
    sentence = digest.sentence_at(quantity.core.start)
    if sentence is None:
        return False
    after = digest.quantities_in(Span(quantity.span.end, max(quantity.span.end, sentence.span.end)))
    alike = (one for one in after if one.unit_kind is quantity.unit_kind or not one.unit)
    return any(_led(digest, one.span.start) == _TO for one in alike)


@cache
def _words() -> ExtentWords:
    return read_words("und", "extents", ExtentWords)
