"""Figures counted over time: a day and a week are brought to one, and what is counted a day is no total."""

from __future__ import annotations

import re
from decimal import Decimal

from claims.matching.figures.context import Figure
from claims.matching.figures.values import Closeness, Relation
from claims.matching.texts.periods import SYMBOLS, is_summed_over, is_yearly, times_longer
from claims.matching.texts.sentenced import Sentence
from claims.matching.texts.tables import head, is_row, labels
from claims.model import FindingKind, Quantity, UnitKind
from claims.numbers.beside.units import canonical_unit
from sources.document import Span

_MONTHS_VARY = Decimal("0.02")
"""By how much figures may be off that are brought from one period to another: a month has 30 days, or 31."""
_AMOUNTS = frozenset({UnitKind.CURRENCY, UnitKind.COUNT})
_YEAR = re.compile(r"(?:19|20)\d\d年?")
_SEVERAL = 2
"""Years from which something is a sum of several."""
_REACH = 90
"""Letters between a figure and the length of time that it is the sum of."""
_MARKS = re.compile(r"[;:()\n\t，；：（）。]")
_SAME = frozenset({Closeness.EQUAL, Closeness.NEAR})


def over_other_period(found: Relation, one: tuple[Figure, Quantity], other: tuple[Figure, Quantity]) -> Relation:
    """The relation of two figures that are counted over different periods: a day and a week, brought to the one."""
    (figure, ours), (there, theirs) = one, other
    if _holds_its_time(ours) and _holds_its_time(theirs):
        return found
    if years := _summed_over(figure, there):
        return _against_sum(found, ours, theirs, years)
    if found.finding is FindingKind.MATCH and _is_rate_of_time(figure) and _tells_no_time(there, figure.period):
        return Relation(FindingKind.CONFLICT, "unit", found.closeness)
    # 90 km/h for 25 m/s: a speed is brought to the other's unit
    speeds = ours.unit_kind is theirs.unit_kind is UnitKind.MEASURE and "/" in ours.unit and "/" in theirs.unit
    alike = not figure.period or not there.period or figure.period == there.period
    if alike or speeds or found.detail == "converted":
        return found
    if found.closeness in _SAME and found.finding is not FindingKind.CONFLICT:
        return Relation(FindingKind.CONFLICT, "unit", found.closeness)
    factor = times_longer(figure.period, there.period)
    apart = abs(ours.value - theirs.value * factor)
    fits = apart <= max(abs(ours.value) * _MONTHS_VARY, ours.step / 2) and theirs.max is ours.max is None
    return Relation(FindingKind.ROUNDED, "within_precision", Closeness.NEAR) if fits else found


def _summed_over(figure: Figure, there: Figure) -> Decimal:
    """How many years or days a source's figure is the sum of, where a claim is of one; 0 where it is not so.

    4 million a year, and in the source 4 million over the past ten years.
    """
    if not figure.period or there.period or figure.quantity.unit_kind not in _AMOUNTS:
        return Decimal(0)
    if _times_summed(figure, figure.period):
        return Decimal(0)
    return next(iter(_times_summed(there, figure.period)), Decimal(0))


def _times_summed(figure: Figure, period: str) -> list[Decimal]:
    """The lengths of time, in a period, that the part of a sentence around a figure says it to be the sum of."""
    digest, core = figure.digest, figure.quantity.core
    sentence = digest.sentence_at(core.start)
    if sentence is None or is_row(digest, sentence):
        return []
    found = []
    for one in digest.quantities_in(sentence.span):
        low, high = sorted((one.core, core))
        if one.unit_kind is not UnitKind.DURATION or one.max is not None or one.value < _SEVERAL:
            continue
        unit = canonical_unit(one.unit.partition(" ")[0], one.unit_kind, digest.language)
        if SYMBOLS.get(unit) != period or high.start - low.end > _REACH:
            continue
        between = Span(low.end, max(low.end, high.start))
        apart = _MARKS.search(digest.text, between.start, between.end) is not None
        apart = apart or any(low.end <= other.core.start < high.start for other in digest.quantities_in(between))
        if not apart and is_summed_over(digest.text, digest.language, one.span):
            found.append(one.value)
    return found


def _against_sum(found: Relation, ours: Quantity, theirs: Quantity, times: Decimal) -> Relation:
    """The relation of what is counted over one period to the sum over several."""
    if found.closeness in _SAME and found.finding is not FindingKind.CONFLICT:
        return Relation(FindingKind.CONFLICT, "unit", found.closeness)
    apart = abs(ours.value * times - theirs.value)
    fits = theirs.max is ours.max is None and apart <= max(ours.step * times / 2, theirs.step / 2)
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
    if period == "year" and is_yearly(sentence.span.of(figure.digest.text), figure.digest.language):
        return False  # a budget is one of a year
    before = figure.digest.sentences[max(0, sentence.number - 1)].span.start
    return not any(before <= one.span.start for one in figure.digest.periods_over(Span(before, sentence.span.end)))


def _is_of_a_year(figure: Figure, row: Sentence) -> bool:
    """Whether a table gives a figure for a year, and nothing in it or right before it says anything about a period."""
    digest = figure.digest
    if not any(_YEAR.fullmatch(span.of(digest.text).strip()) for span in labels(figure.quantity, digest, row)):
        return False
    first = digest.sentences[max(0, head(digest, row).number - 1)].span.start
    return not any(first <= one.span.start for one in digest.periods_over(Span(first, row.span.end)))
