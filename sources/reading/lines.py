"""Lines of a text, with where they stand."""

from __future__ import annotations

import re

from sources.document import Span

_PARAGRAPH = re.compile(r"[^\n\r]*\S[^\n\r]*(?:\r?\n[^\n\r]*\S[^\n\r]*)*+")


def paragraphs(text: str) -> list[Span]:
    """Runs of lines with no blank line between, white space at the edges left out."""
    spans = []
    for match in _PARAGRAPH.finditer(text):
        found = match.group()
        start = match.start() + len(found) - len(found.lstrip())
        spans.append(Span(start, match.start() + len(found.rstrip())))
    return spans
