"""Markdown, exactly as in the file."""

from __future__ import annotations

from dataclasses import replace

from sources.document import Document
from sources.reading.plain import read_plain

MEDIA_TYPE = "text/markdown"


def read_markdown(text: str) -> Document:
    """Read Markdown. `text` stays as it is, marks included."""
    return replace(read_plain(text), media_type=MEDIA_TYPE)
