"""The two sides of a vote: `212 to 64` is one figure of two, and `212 in favour, 64 against` says the same."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache

from claims.matching.figures.context import Figure
from claims.matching.figures.values import Closeness, Relation
from claims.matching.texts.digest import Digest
from claims.model import FindingKind, Quantity, UnitKind
from claims.numbers.figures import Numeral
from claims.numbers.lexical.view import View
from claims.numbers.lexical.words import load_lexicon
from claims.numbers.written.numerals import read_numeral
from sources.document import Span

_BESIDE = 60
"""Letters after the one side within which the other is looked for: "212 members were for the motion and 64 against"."""
_OTHER_SIDE = Relation(FindingKind.CONFLICT, "value", Closeness.SLIP)


def with_sides(digest: Digest) -> Iterator[Quantity]:
    """The figures of a text, the losing side of each vote also as a figure of its own."""
    for one in digest.quantities:
        yield one
        against = losing_side(one, digest)
        if against is not None:
            yield against


def losing_side(quantity: Quantity, digest: Digest) -> Quantity | None:
    """The second figure of a vote as a figure of its own; None where the figure is no vote."""
    if quantity.unit_kind is not UnitKind.COUNT or quantity.max is not None:
        return None
    core = quantity.core
    found = second_figure(core.of(digest.text), digest.language)
    if found is None:
        return None
    span = Span(core.start + found[1].start, core.end)
    text = span.of(digest.text)
    return replace(quantity, span=span, core=span, text=text, value=found[1].value, step=found[1].step)


def other_side_agrees(figure: Figure, other: Figure) -> bool | None:
    """Whether the losing side of a vote is what the source gives beside a figure; None where it cannot be told.

    The source may give both sides in one figure or each in its own.
    """
    ours = losing_side(figure.quantity, figure.digest)
    if ours is None:
        return None
    theirs = losing_side(other.quantity, other.digest)
    said = [theirs] if theirs is not None else list(_counts_around(other))
    if any(one.value == ours.value for one in said):
        return True
    return False if theirs is not None or any(_is_other_side(other, one) for one in said) else None


def is_other_side(figure: Figure, other: Figure) -> bool:
    """Whether a source's figure is the losing side of a vote, and so no rival of the winning one."""
    ours = losing_side(figure.quantity, figure.digest)
    return ours is not None and ours.value == other.quantity.value != figure.quantity.value


def with_other_side(found: Relation, agrees: bool | None) -> Relation:
    """The relation of a vote to a source's figure: where one side alone is the same, it is wrong, whichever it is."""
    if found.finding is FindingKind.CONFLICT:
        return _OTHER_SIDE if agrees and found.detail == "value" else found
    return _OTHER_SIDE if agrees is False else found


def _counts_around(figure: Figure) -> Iterator[Quantity]:
    """The other counts of a figure's sentence and of the one after it."""
    digest = figure.digest
    sentence = digest.sentence_at(figure.quantity.core.start)
    if sentence is None:
        return
    last = digest.sentences[min(sentence.number + 1, len(digest.sentences) - 1)]
    for one in digest.quantities_in(Span(sentence.span.start, last.span.end)):
        if one.unit_kind is UnitKind.COUNT and one.core != figure.quantity.core:
            yield one


def _is_other_side(figure: Figure, one: Quantity) -> bool:
    """Whether a count right after one side of a vote is of votes too, or names nothing that it counts."""
    between = Span(figure.quantity.core.end, max(figure.quantity.core.end, one.core.start)).of(figure.digest.text)
    if one.core.start < figure.quantity.core.end or len(between) > _BESIDE or "\n" in between:
        return False
    unit = one.unit.casefold()
    votes = load_lexicon(figure.digest.language).list("votes").entries
    return not unit or unit == figure.quantity.unit.casefold() or any(word in unit for word in votes)


@lru_cache(maxsize=4096)
def second_figure(core: str, language: str) -> tuple[Numeral, Numeral] | None:
    """The two figures of what holds two, of which the second ends it; None where it is one figure."""
    view = View.of(core, language)
    first = read_numeral(view, 0) if core else None
    if first is None or first.end >= len(core):
        return None
    for candidate in view.words.candidates.finditer(view.low, first.end):
        numeral = read_numeral(view, candidate.start())
        if numeral is not None and numeral.end == len(core):
            return first, numeral
    return None
