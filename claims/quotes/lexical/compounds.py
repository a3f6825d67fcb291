"""Compounds, which German and Dutch write as one word: what stands last in them says what they are."""

from __future__ import annotations

from collections.abc import Collection
from typing import Final

LEAST_NOUN: Final = 4
"""Letters of a noun that compounds end in, with two more before it at the least: Roland is no land."""


class Ends:
    """Nouns that compounds end in."""

    def __init__(self, nouns: Collection[str]) -> None:
        self._nouns = nouns
        self._tails = frozenset(noun[-LEAST_NOUN:] for noun in nouns)

    def of(self, word: str) -> str:
        """The longest noun that a compound ends with; empty for none."""
        if word[-LEAST_NOUN:] in self._tails:  # of most words the last letters tell
            for at in range(2, len(word) - LEAST_NOUN + 1):  # a generator takes twice the time
                if word[at:] in self._nouns:
                    return word[at:]
        return ""
