"""Finding every quantity of a text.

One pass: a compiled alternation marks where a figure may begin; there the figure is read, then what stands beside
it, then what hedges it, and last what it is. The work at each place is bounded, so that the whole is linear.
"""

from __future__ import annotations

from claims.collecting import collecting_later
from claims.model import Quantity
from claims.numbers.beside.implied import with_implied_units
from claims.numbers.indented import Margin
from claims.numbers.lexical.view import View
from claims.numbers.lookalikes import shape_end
from claims.numbers.once import with_once
from claims.numbers.reading import read_quantity
from claims.numbers.scanning import look_over


@collecting_later()
def find_quantities(text: str, language: str) -> tuple[Quantity, ...]:
    """The quantities of `text` in order of their spans, none overlapping.

    `language` is an ISO 639-1 code; one without words of its own gets what needs no words: digits, signs, symbols.
    Never raises on text, whatever it holds.
    """
    margin = Margin(text)
    return margin.back(_found(View.of(margin.text, language)))


def _found(view: View) -> tuple[Quantity, ...]:
    begins, masked = look_over(view)
    found: list[Quantity] = []
    floor = 0
    unparted = view.order == "han"
    for at in begins:
        if at < floor:
            continue
        end = shape_end(view, at) if view.low[at].isdigit() else None
        end = end or masked.end_at(at)
        if end is not None:
            floor = end
            continue
        end, quantity = read_quantity(view, at, floor)
        if quantity is not None and (unparted or masked.end_at(quantity.core.end - 1) is None):
            found.append(quantity)
        floor = max(floor, end)
    return with_implied_units(view, with_once(view, found))
