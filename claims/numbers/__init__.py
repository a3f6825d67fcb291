"""The first wing: what a text counts and measures."""

from claims.numbers.find import find_quantities
from claims.numbers.units import canonical_unit, compare_units, convert, dimension, same_dimension

__all__ = ["canonical_unit", "compare_units", "convert", "dimension", "find_quantities", "same_dimension"]
