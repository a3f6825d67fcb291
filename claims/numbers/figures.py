"""The types of the number engine: a figure as written, its unit, and what the two are judged to be."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Context, Decimal
from enum import StrEnum
from typing import Final

from claims.model import Qualifier, UnitKind

EXACT: Final = Context(prec=200)


class Form(StrEnum):
    """How a figure is written, so far as that tells what it claims."""

    DIGITS = "digits"
    WORDS = "words"
    FRACTION = "fraction"
    ORDINAL = "ordinal"
    MULTIPLE = "multiple"


AS_DIGITS: Final = Form.DIGITS
AS_WORDS: Final = Form.WORDS
AS_FRACTION: Final = Form.FRACTION
AS_ORDINAL: Final = Form.ORDINAL
AS_MULTIPLE: Final = Form.MULTIPLE

CURRENCY: Final = UnitKind.CURRENCY
PERCENT: Final = UnitKind.PERCENT
MEASURE: Final = UnitKind.MEASURE
COUNT: Final = UnitKind.COUNT
ORDINAL: Final = UnitKind.ORDINAL
MULTIPLE: Final = UnitKind.MULTIPLE
RATIO: Final = UnitKind.RATIO
DURATION: Final = UnitKind.DURATION
AGE: Final = UnitKind.AGE
"""The members by names of their own: every rule asks for some, and through their class that takes ten times as long."""


@dataclass(slots=True)
class Numeral:
    """One figure at `[start, end)`: its worth, the worth of its last digit, and how it is written.

    `scale` is what the scale words came to, `hedge` what the figure itself says of its exactness (a dozen, 多).
    `lone` is true for "one" and articles that stand for one.
    """

    start: int
    end: int
    value: Decimal
    step: Decimal
    form: Form
    scale: Decimal = Decimal(1)
    hedge: Qualifier | None = None
    lone: bool = False

    def scaled(self, by: Decimal, end: int) -> Numeral:
        value, step, scale = (EXACT.multiply(worth, by) for worth in (self.value, self.step, self.scale))
        return Numeral(self.start, end, value, step, self.form, scale, self.hedge, self.lone)


@dataclass(slots=True)
class Unit:
    """A unit at `[start, end)`: `head_end` is its end without the base of a rate, `factor` what one of it is worth."""

    start: int
    end: int
    name: str
    kind: UnitKind
    head_end: int
    factor: Decimal = Decimal(1)

    @property
    def counted(self) -> bool:
        """Whether it is a mere noun."""
        return self.kind is COUNT


@dataclass(slots=True)
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
        return self.unit_end > self.unit_start or self.kind not in (COUNT, ORDINAL)


@dataclass(slots=True)
class Figure:
    """A quantity while it is read: its figure or figures and its unit. `start` and `end` take in openers and signs.

    `core_end` is where its digits and number words end, `value` and `step` what it is worth with all its figures.
    `pair` says what a further figure makes of it: `range`, `ratio`, `vote`, `amount`, or empty; `max` is the upper end
    of a range. `changes` says that a change begins with it: "from 41" of "from 41 to 48".
    """

    start: int
    end: int
    numeral: Numeral
    core_end: int
    value: Decimal
    step: Decimal
    pair: str = ""
    max: Decimal | None = None
    unit: Unit | None = None
    changes: bool = False

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
