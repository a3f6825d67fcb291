"""Figures counted over time: a day and a week are brought to one, and what is counted a day is no total."""

from __future__ import annotations

import re
from decimal import Decimal

from claims.matching.figures.context import Figure
from claims.matching.figures.values import Closeness, Relation
from claims.matching.texts.periods import SYMBOLS, times_longer
from claims.matching.texts.sentenced import Sentence
from claims.matching.texts.tables import head, is_row, labels
from claims.model import FindingKind, Quantity, UnitKind
from sources.document import Span

_MONTHS_VARY = Decimal("0.02")
"""By how much figures may be off that are brought from one period to another: a month has 30 days, or 31."""
_AMOUNTS = frozenset({UnitKind.CURRENCY, UnitKind.COUNT})
_YEAR = re.compile(r"(?:19|20)\d\d年?")
_SAME = frozenset({Closeness.EQUAL, Closeness.NEAR})


def over_other_period(found: Relation, one: tuple[Figure, Quantity], other: tuple[Figure, Quantity]) -> Relation:
    """The relation of two figures that are counted over different periods: a day and a week, brought to the one."""
    (figure, ours), (there, theirs) = one, other
    if _holds_its_time(ours) and _holds_its_time(theirs):
        return found
    if found.finding is FindingKind.MATCH and _is_rate_of_time(figure) and _tells_no_time(there, figure.period):
        return Relation(FindingKind.CONFLICT, "unit", found.closeness)
    if not figure.period or not there.period or figure.period == there.period or found.detail == "converted":
        return found
    if ours.unit_kind is theirs.unit_kind is UnitKind.MEASURE and "/" in ours.unit and "/" in theirs.unit:
        return found  # 90 km/h for 25 m/s: a speed is brought to the other's unit
    if found.closeness in _SAME and found.finding is not FindingKind.CONFLICT:
        return Relation(FindingKind.CONFLICT, "unit", found.closeness)
    factor = times_longer(figure.period, there.period)
    apart = abs(ours.value - theirs.value * factor)
    fits = apart <= max(abs(ours.value) * _MONTHS_VARY, ours.step / 2) and theirs.max is ours.max is None
    return Relation(FindingKind.ROUNDED, "within_precision", Closeness.NEAR) if fits else found


def _holds_its_time(quantity: Quantity) -> bool:
    """Whether a figure needs no period beside it: a speed has its own in its unit, seven in ten have none."""
    speed = quantity.unit_kind is UnitKind.MEASURE and quantity.unit.rpartition("/")[2] in SYMBOLS
    return speed or (quantity.unit_kind is UnitKind.RATIO and quantity.value < 1)


def _is_rate_of_time(figure: Figure) -> bool:
    """Whether a figure says itself over which time it is counted: 4.6 million euros a day."""
    quantity = figure.quantity
    if not figure.period or quantity.unit_kind not in _AMOUNTS:
        return False
    named = quantity.unit.rpartition("/")[2] in SYMBOLS
    return named or bool(figure.digest.periods_over(quantity.span))


def _tells_no_time(figure: Figure, period: str) -> bool:
    """Whether neither the sentence of a figure nor the one before says anything about a period.

    What a table gives for a year is of one, and of no other `period`.
    """
    sentence = figure.digest.sentence_at(figure.quantity.core.start)
    if sentence is None:
        return False
    if is_row(figure.digest, sentence):
        return period != "year" and _is_of_a_year(figure, sentence)
    before = figure.digest.sentences[max(0, sentence.number - 1)].span.start
    return not any(before <= one.span.start for one in figure.digest.periods_over(Span(before, sentence.span.end)))


def _is_of_a_year(figure: Figure, row: Sentence) -> bool:
    """Whether a table gives a figure for a year, and nothing in it or right before it says anything about a period."""
    digest = figure.digest
    if not any(_YEAR.fullmatch(span.of(digest.text).strip()) for span in labels(figure.quantity, digest, row)):
        return False
    first = digest.sentences[max(0, head(digest, row).number - 1)].span.start
    return not any(first <= one.span.start for one in digest.periods_over(Span(first, row.span.end)))
