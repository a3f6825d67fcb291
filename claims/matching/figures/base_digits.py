"""The number in the base of a rate as plain digits: per 100 mil, per 100,000 and por cada cien mil are the same."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache

from claims.model import Quantity, UnitKind
from claims.numbers import find_quantities
from claims.numbers.lexical.words import load_lexicon

_BEFORE_NUMBER = re.compile(r"[^\W\d]\s+(?=\w)|每")
"""Where the number of a base may begin."""
_LONGEST_UNIT = 80
"""Letters of a unit in which it is looked for."""
_LEAST_BASE = 10
"""The least number of things that a rate is said to be of: per 10 households, per 100,000 inhabitants."""
_PRICED = frozenset({UnitKind.MEASURE, UnitKind.CURRENCY})
"""What may be taken by a number of something else, too: 9 litres per 100 km."""


def base_in_digits(one: Quantity, language: str) -> Quantity:
    """A rate with the number in its base as plain digits: per 100 mil, per 100,000 and per cien mil are the same."""
    based = one.unit_kind is UnitKind.RATIO or (one.unit_kind in _PRICED and " " in one.unit)
    unit = _in_digits(one.unit, language) if based else one.unit
    return one if unit == one.unit else replace(one, unit=unit)


@lru_cache(maxsize=4096)
def _in_digits(unit: str, language: str) -> str:
    # read from the number on: after "per" it is a base to the finder, and no figure
    scales = load_lexicon(language).scales
    for start in (0, *(match.end() for match in _BEFORE_NUMBER.finditer(unit[:_LONGEST_UNIT]))):
        if start and (scale := scales.at(unit.casefold(), start)) is not None:  # per million
            return f"{unit[:start]} {10 ** scale[1]}{unit[scale[0] :]}"
        first = next(iter(find_quantities(unit[start:], language)), None)
        if first is not None and first.core.start == 0 and first.value >= _LEAST_BASE:
            return f"{unit[:start]} {first.value:f}{unit[start + first.core.end :]}"
    return unit
