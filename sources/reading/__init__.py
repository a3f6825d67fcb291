"""Readers, one for each format: bytes in, `Document` out.

`read` is loaded when first asked for: the process that reads a PDF needs none of the other readers.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sources.reading.choose import read, written_text

__all__ = ["read", "written_text"]


def __getattr__(name: str) -> object:
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module("sources.reading.choose"), name)
