"""The first wing: what is counted and measured."""

from claims.numbers.find import find_quantities

__all__ = ["find_quantities"]
