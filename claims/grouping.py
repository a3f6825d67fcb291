"""How figures are written for people: one way on the screen, in what is printed and exported, and in reasons."""

from __future__ import annotations

from decimal import Decimal

GROUP = "\u202f"
"""A narrow no-break space between the thousands: read alike where the comma is the decimal sign and where it is not."""
WRITTEN_OUT = 30
"""Digits before or after the point up to which a figure is written out; beyond, nobody counts zeros."""


def grouped(value: Decimal | int) -> str:
    """A figure in digits, its groups of three set apart, with a decimal point and no zeros behind: `1 400 000.5`."""
    figure = Decimal(value)
    if not figure.is_finite() or abs(figure.adjusted()) > WRITTEN_OUT:
        return f"{figure:.6E}"
    written = f"{figure:,f}"
    if "." in written:
        written = written.rstrip("0").rstrip(".")
    return written.replace(",", GROUP)


def counted(number: int, one: str, several: str = "") -> str:
    """`1 version`, `2 versions`, `12 000 versions`."""
    return f"{grouped(number)} {one if number == 1 else several or one + 's'}"
