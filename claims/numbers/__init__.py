"""The first wing: what a text counts and measures."""

from claims.numbers.beside.units import canonical_unit, compare_units, convert, dimension, same_dimension
from claims.numbers.find import find_quantities

__all__ = ["canonical_unit", "compare_units", "convert", "dimension", "find_quantities", "same_dimension"]
