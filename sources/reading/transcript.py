"""Transcripts with times: SubRip and WebVTT."""

from __future__ import annotations

from dataclasses import replace

from sources.document import Document
from sources.reading.plain import read_plain

MEDIA_TYPE = "text/vtt"


def read_transcript(text: str) -> Document:
    """Read a transcript."""
    return replace(read_plain(text), media_type=MEDIA_TYPE)
