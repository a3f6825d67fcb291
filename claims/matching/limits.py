"""A bound that stands beside a figure: the noun before it says it (a ceiling of 50), or an "in" before a time."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

from claims.language import Words, read_words
from claims.matching.beside import by_script, follows, leads_to
from claims.matching.context import Figure
from claims.model import Qualifier, Quantity, UnitKind

_NOUNS = {Qualifier.AT_MOST: "maximum", Qualifier.AT_LEAST: "minimum"}
"""The meaning of what bounds a figure in each direction."""


class LimitWords(Words):
    """`within`: words right before a time that say "in no more than", in all languages; Chinese ones stand after it."""

    within: tuple[str, ...]


def bounded(figure: Figure, other: Quantity) -> Quantity:
    """A figure with the bound that is said beside it, where the figure it is held against has that bound.

    Only then, for a word near by may be of something else: a ceiling of 50 is no more than 50, but the two alone say
    little about a plain 50.
    """
    one = figure.quantity
    if one.qualifier is not Qualifier.EXACT or one.max is not None or other.qualifier not in _NOUNS:
        return one
    said = _NOUNS[other.qualifier] in figure.near
    timed = one.unit_kind is other.unit_kind is UnitKind.DURATION and other.qualifier is Qualifier.AT_MOST
    if said or (timed and _is_within(figure)):
        return replace(one, qualifier=other.qualifier)
    return one


def _is_within(figure: Figure) -> bool:
    """Whether a time is one in which something is done: in 24 hours, en vingt-quatre heures, 24小时内."""
    letters, characters = by_script(_limit_words().within)
    return leads_to(figure, letters) or follows(figure, characters)


@cache
def _limit_words() -> LimitWords:
    return read_words("und", "limits", LimitWords)
