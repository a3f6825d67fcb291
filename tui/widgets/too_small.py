"""What a terminal shows that is too small for anything else."""

from __future__ import annotations

from textual.content import Content
from textual.geometry import Size
from textual.widgets import Static

SMALLEST = Size(60, 16)
"""Columns and lines that the screens need."""


def is_too_small(size: Size) -> bool:
    """Whether a terminal of this size gets that one line alone."""
    return size.width < SMALLEST.width or size.height < SMALLEST.height


class TooSmall(Static):
    """What is needed, what there is, and what to do."""

    def measure(self, size: Size) -> None:
        """Tells the size of the terminal."""
        need = f"stet needs {SMALLEST.width}x{SMALLEST.height}; this is {size.width}x{size.height}"
        self.update(Content(f"{need}\nMake the window larger, or leave with q\nand take: stet review --plain"))
