"""A translator that knows some sentences by heart and counts how often it is asked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sources.translation import Pair, Untranslated, UntranslatedReason


class Phrasebook:
    """Gives what the book has, and everything else back as it is; `fails` stands for every answer if set."""

    def __init__(
        self,
        name: str = "phrasebook",
        book: Mapping[str, str] | None = None,
        pairs: Sequence[Pair] = (("es", "en"), ("en", "es")),
        version: str = "1",
    ) -> None:
        self.name = name
        self.version = version
        self.asked: list[str] = []
        self.fails: UntranslatedReason | None = None
        self._book = book or {}
        self._pairs = frozenset(pairs)

    def pairs(self) -> frozenset[Pair] | Untranslated:
        return self._pairs

    def translate(self, texts: Sequence[str], source: str, target: str) -> tuple[str, ...] | Untranslated:
        self.asked += texts
        if self.fails is not None:
            return Untranslated(self.name, self.fails, f"{self.name} fails")
        return tuple(self._book.get(text, text) for text in texts)
