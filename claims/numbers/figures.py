"""A figure with its unit, and what it is judged to be."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from claims.model import UnitKind
from claims.numbers.attach import Unit
from claims.numbers.numerals import Numeral


@dataclass(frozen=True, slots=True)
class Sort:
    """The kind and unit of a quantity, the span that they give it, and a factor of its value (三成 is 30 %)."""

    start: int
    end: int
    name: str
    kind: UnitKind
    unit_start: int
    unit_end: int
    factor: Decimal = Decimal(1)

    @property
    def named(self) -> bool:
        """Whether a unit or noun was found, or a kind that needs none."""
        return self.unit_end > self.unit_start or self.kind not in (UnitKind.COUNT, UnitKind.ORDINAL)


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure with its unit in `[start, end)`; `core_end` is where its digits and number words end.

    `pair` says what a second figure makes of it: `range`, `ratio`, `vote`, or empty.
    """

    numeral: Numeral
    unit: Unit | None
    start: int
    end: int
    core_end: int
    pair: str = ""

    def sort(
        self,
        kind: UnitKind,
        unit: Unit | None = None,
        *,
        name: str = "",
        start: int | None = None,
        end: int | None = None,
        factor: Decimal = Decimal(1),
    ) -> Sort:
        """The figure as one of a kind; `unit`, where given, names it and says where the unit stands."""
        start = self.start if start is None else start
        end = self.end if end is None else end
        if unit is None:
            return Sort(start, end, name, kind, end, end, factor)
        return Sort(start, end, name or unit.name, kind, unit.start, unit.end, factor * unit.factor)
