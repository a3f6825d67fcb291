"""How what stands at two figures excludes each other: boys and girls, rose and fell, profit and loss."""

from __future__ import annotations

from claims.matching.figures.another.rows import clause_of
from claims.matching.figures.context import Figure
from claims.matching.figures.otherwise.ranges import way_is_of_next
from claims.matching.figures.otherwise.sides import are_on_other_sides
from claims.matching.texts.tables import is_row
from claims.matching.words.lexicon import NOTHING, counted_contrasts, results
from claims.model import UnitKind
from sources.document import Span

_SHARES = frozenset({UnitKind.PERCENT, UnitKind.RATIO})
_CLOSE = 3
"""Words behind a share among which is what it is of."""
_DEALS = frozenset({"buy", "sell"})
"""What is bought for 15 euros is sold for 15 euros: the two exclude each other of counts alone."""
_BEFORE = 1
"""Sentences before that of a figure in which the other of two results may be named, too."""


def opposite(figure: Figure, other: Figure, equal: bool) -> str:
    """How what stands at two figures excludes each other, or empty.

    `swapped` for boys here and girls there, `direction` for rose and fell, `compared` for a third and a third less,
    `results` for profit and loss, `base` for a share of each, `sides` for and against, which tell something only of
    figures that are `equal`.
    """
    if figure.direction and other.direction and figure.direction != other.direction:
        return "" if equal and way_is_of_next(figure) else "direction"
    if _changes_otherwise(figure, other) or _changes_otherwise(other, figure):
        return "direction"
    shares = figure.quantity.unit_kind is other.quantity.unit_kind is UnitKind.RATIO
    plain = other if figure.compared else figure
    half = figure.quantity.value * 2 == 1  # half of it is half less
    if shares and not half and figure.compared != other.compared and not plain.direction and "save" not in plain.vector:
        return "compared"  # a third of it, a third less of it
    if equal and _are_other_results(figure, other):
        return "base" if figure.quantity.unit_kind is UnitKind.PERCENT else "results"
    if equal and are_on_other_sides(figure, other):
        return "sides"
    here, there = figure.near | figure.noun, other.near | other.noun
    if figure.quantity.unit_kind is other.quantity.unit_kind is UnitKind.CURRENCY:
        here, there = here - _DEALS, there - _DEALS
    if figure.quantity.unit_kind is other.quantity.unit_kind is UnitKind.AGE:
        both = _around(figure) & _around(other)  # five women and four men aged 24 to 51: the ages are of both
        here, there = here - both, there - both
    return "swapped" if _cross(here, there, counted_contrasts()) else ""


def _cross(here: frozenset[str], there: frozenset[str], against: dict[str, frozenset[str]]) -> bool:
    """Whether one has what excludes what the other has, and neither has both."""
    return any(key not in there and against[key] & there - here for key in here & against.keys())


def _changes_otherwise(multiple: Figure, share: Figure) -> bool:
    """Whether something became a part of what it was, or several times as much, which a share says the other way."""
    one, other = multiple.quantity, share.quantity
    if one.unit_kind is not UnitKind.MULTIPLE or other.unit_kind not in _SHARES or multiple.direction:
        return False
    return share.direction == ("rise" if one.value < 1 else "fall")


def _are_other_results(figure: Figure, other: Figure) -> bool:
    """Whether a claim is of one result (a profit) and a source's figure of its opposite (a loss), wherever it is named.

    Neither text may name both near its figure.
    """
    kinds = {figure.quantity.unit_kind, other.quantity.unit_kind}
    if UnitKind.CURRENCY not in kinds and kinds != {UnitKind.PERCENT}:
        return False
    against, named = results(), _base if kinds == {UnitKind.PERCENT} else _named
    ours, theirs = named(figure) & against.keys(), named(other) & against.keys()
    if len(ours) != 1 or len(theirs) != 1:
        return False
    (one,), (another,) = ours, theirs
    around = _around(figure), _around(other)
    return another in against[one] and another not in around[0] and one not in around[1]


def _named(figure: Figure) -> frozenset[str]:
    """The meanings of the clause of a figure and of what leads to it, or of its row and column."""
    digest, core = figure.digest, figure.quantity.core
    sentence = digest.sentence_at(core.start)
    if sentence is None:
        return NOTHING
    alone = len([one for one in digest.quantities_in(sentence.span) if one.unit_kind is figure.quantity.unit_kind]) == 1
    span = sentence.span if alone or is_row(digest, sentence) else clause_of(figure)
    return frozenset(key for term in digest.terms_in(span) for key in term.keys)


def _base(figure: Figure) -> frozenset[str]:
    """The meanings of what a share is of: the words right behind it, in Chinese right before."""
    digest, span = figure.digest, figure.quantity.span
    clause = digest.terms_in(clause_of(figure))
    if digest.language == "zh":
        close = [term for term in clause if term.span.end <= span.start][-_CLOSE:]
    else:
        close = [term for term in clause if term.span.start >= span.end][:_CLOSE]
    return frozenset(key for term in close for key in term.keys)


def _around(figure: Figure) -> frozenset[str]:
    digest = figure.digest
    sentence = digest.sentence_at(figure.quantity.core.start)
    if sentence is None:
        return NOTHING
    first = digest.sentences[max(0, sentence.number - _BEFORE)]
    return frozenset(key for term in digest.terms_in(Span(first.span.start, sentence.span.end)) for key in term.keys)
