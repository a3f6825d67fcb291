"""Plain text, exactly as in the file."""

from __future__ import annotations

from sources.document import Block, Document, Role
from sources.reading.lines import paragraphs

MEDIA_TYPE = "text/plain"


def read_plain(text: str) -> Document:
    """Read plain text. `text` stays as it is, line ends too; blocks leave out list marks and white space."""
    blocks = tuple(Block(span, Role.PARAGRAPH) for span in paragraphs(text))
    return Document(text=text, media_type=MEDIA_TYPE, blocks=blocks)
