"""Once in a time: `once a week`, `einmal im Monat`, 每周一次 say how often, as `twice a week` does."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import Final

from claims.model import Qualifier, Quantity
from claims.numbers.beside.han_rates import base_before
from claims.numbers.beside.named_units import measure_at
from claims.numbers.beside.rates import with_rate
from claims.numbers.figures import COUNT, DURATION, Unit
from claims.numbers.lexical.view import View
from sources.document import Span

_ONE: Final = Decimal(1)


def with_once(view: View, found: Iterable[Quantity]) -> list[Quantity]:
    """The figures of a text in order, with those that say that something is done once in a time."""
    known, more = list(found), list(_once(view))
    if not more:
        return known
    taken = {at for one in known for at in range(one.span.start, one.span.end)}
    free = [one for one in more if taken.isdisjoint(range(one.span.start, one.span.end))]
    return sorted((*known, *free), key=lambda one: one.span)


def _once(view: View) -> Iterator[Quantity]:
    for start, end in view.lists["once"].within(view.low, 0, len(view.low)):
        if view.low[start - 1 : start].isalnum() and view.order != "han":
            continue
        unit = Unit(start, end, view.text[start:end], COUNT, end)
        based = base_before(view, unit, start) if view.order == "han" else None
        if based is not None and _is_time(view, view.after_space(based[0] + 1), start):
            yield _quantity(view, Span(based[0], end), Span(start, end), based[1])
        rate = with_rate(view, unit) if view.order != "han" else unit
        if rate.end > end and _ends_with_time(view, end, rate.end):
            yield _quantity(view, Span(start, rate.end), Span(start, end), view.text[end : rate.end].strip())


def _is_time(view: View, at: int, end: int) -> bool:
    """Whether what stands between two places is a length of time, and nothing else."""
    time = measure_at(view, at)
    return time is not None and time.kind is DURATION and time.end == end


def _ends_with_time(view: View, start: int, end: int) -> bool:
    """Whether what a rate is taken by ends with a length of time: per week."""
    return any(_is_time(view, at, end) for at in range(start, end) if not view.low[at - 1].isalnum())


def _quantity(view: View, span: Span, core: Span, unit: str) -> Quantity:
    text = view.text[span.start : span.end]
    return Quantity(span, text, _ONE, Qualifier.EXACT, unit, COUNT, core)
