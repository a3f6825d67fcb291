"""How reasons show words of the article and of the sources."""

from __future__ import annotations

LONGEST = 90
"""Characters of foreign words in a reason; the passage itself stands beside it."""


def in_marks(words: str) -> str:
    """Words between marks, white space folded, cut where they are long."""
    folded = " ".join(words.split())
    return f"“{folded}”" if len(folded) <= LONGEST else f"“{folded[:LONGEST].rstrip()} …”"
