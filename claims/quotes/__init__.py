"""Who said what: quotations with their speakers, by rules over marks, cues and names."""

from __future__ import annotations

from claims.quotes.find import find_quotes

__all__ = ["find_quotes"]
