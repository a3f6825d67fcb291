"""Where texts come from: bytes in, `Document` out. Knows nothing of claims.

`Fetcher` and `read` are loaded when first asked for, so that importing the package loads neither an HTTP client nor
an HTML parser.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from sources.document import Block, Document, PageWarning, Role, Span, Timing, Unreadable, UnreadableReason, Warn
from sources.snapshots import FailureReason, FetchFailure, Snapshot

if TYPE_CHECKING:
    from sources.fetch import Fetcher
    from sources.files import pasted, read_file
    from sources.reading.choose import read

__all__ = [
    "Block",
    "Document",
    "FailureReason",
    "FetchFailure",
    "Fetcher",
    "PageWarning",
    "Role",
    "Snapshot",
    "Span",
    "Timing",
    "Unreadable",
    "UnreadableReason",
    "Warn",
    "pasted",
    "read",
    "read_file",
]

_LATER = {
    "Fetcher": "sources.fetch",
    "pasted": "sources.files",
    "read": "sources.reading.choose",
    "read_file": "sources.files",
}


def __getattr__(name: str) -> object:
    if name not in _LATER:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_LATER[name]), name)
