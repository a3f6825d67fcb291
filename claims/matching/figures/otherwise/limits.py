"""A bound that stands beside a figure: a word before it says it (a ceiling of 50), or an "in" before a time."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

from claims.language import Words, read_words
from claims.matching.figures.another.beside import by_script, follows, leads_to
from claims.matching.figures.another.rows import clause_of
from claims.matching.figures.context import Figure
from claims.matching.texts.tables import is_row
from claims.model import Qualifier, Quantity, UnitKind
from sources.document import Span

_NOUNS = {Qualifier.AT_MOST: "maximum", Qualifier.AT_LEAST: "minimum"}
"""The meaning of what bounds a figure in each direction."""
_LIMIT = "limit_word"
"""The meaning of the verbs and nouns that set a limit."""
_LOW = frozenset({"minimum", "low", "under"})
"""Meanings that make a limit a lower one."""


_AND = frozenset({"and", "or"})
_JOINT = 2
"""Words before a figure among which stands what joins it to another: and of 750 euros."""
_BREAKS = frozenset(",;:.!?()\n\t，；：。（）")
_REACH = 8
"""Words before a figure among which stands what sets a limit: limits the noise at night to 5 dB."""


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
    if said or (timed and _is_within(figure)) or _is_joined(figure, other.qualifier):
        return replace(one, qualifier=other.qualifier)
    return replace(one, qualifier=Qualifier.AT_MOST) if _is_limit(figure) else one


def _is_joined(figure: Figure, bound: Qualifier) -> bool:
    """Whether an "and" joins a figure to one that has a bound before it: up to seven years and 750 euros."""
    digest, quantity = figure.digest, figure.quantity
    sentence = digest.sentence_at(quantity.core.start)
    beside = digest.quantities_in(sentence.span) if sentence is not None else ()
    before = [one for one in beside if one.core.end <= quantity.core.start]
    if not before or before[-1].qualifier is not bound or before[-1].span.start == before[-1].core.start:
        return False
    between = Span(before[-1].span.end, quantity.span.start)
    joined = any(_AND & term.meanings for term in digest.terms_in(between)[-_JOINT:])
    return joined and _BREAKS.isdisjoint(between.of(digest.text))


def _is_limit(figure: Figure) -> bool:
    """Whether the clause of a figure says before it that it is a limit, and no lower one: limits the noise to 5 dB."""
    digest, start = figure.digest, figure.quantity.span.start
    sentence, clause = digest.sentence_at(start), clause_of(figure)
    if clause.start >= start or sentence is None or is_row(digest, sentence):
        return False
    before = digest.terms_in(Span(clause.start, start))[-_REACH:]
    said = frozenset(meaning for term in before for meaning in term.meanings)
    return _LIMIT in said and said.isdisjoint(_LOW)


def _is_within(figure: Figure) -> bool:
    """Whether a time is one in which something is done: in 24 hours, en vingt-quatre heures, 24小时内."""
    letters, characters = by_script(_limit_words().within)
    return leads_to(figure, letters) or follows(figure, characters)


@cache
def _limit_words() -> LimitWords:
    return read_words("und", "limits", LimitWords)
