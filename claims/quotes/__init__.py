"""Who said what: quotations with their speakers, by rules over marks, cues and names."""

from __future__ import annotations

from claims.quotes.find import find_quotes
from claims.quotes.turns import Turn, speaker_at, spoken_turns, turns

__all__ = ["Turn", "find_quotes", "speaker_at", "spoken_turns", "turns"]
