"""What the bodies of a text may be called later: by a noun in their names, a company by the noun beside its name."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from claims.quotes.lexical.words import Lexicon

COMPANY: Final = "company"
"""What every company is kept under, whichever of the nouns for one the text has beside its name."""
MOST_SAID: Final = 4
"""Words behind a comma among which the noun stands that says what a name is: "Volt Sur, the Spanish maker of …"."""
MOST_BEFORE: Final = 6
"""Words between an article and a name that say what it is the name of: "the German maker of garden tools Volt"."""
FARTHEST_SAID: Final = 60
"""Characters before a name in which those words stand."""

_SAID_TO_BE: Final = re.compile(r",\s((?:[^\W\d_]+[\s’']){1,4}[^\W\d_]+)")

_Places = list[tuple[int, str]]


class Bodies:
    """The names of one text that may be those of bodies.

    What the text says beside them is read when a body is first asked for: more than half of the articles never ask.
    """

    def __init__(self, text: str, words: Lexicon) -> None:
        self._text = text
        self._words = words
        self._noted: list[tuple[int, str, Sequence[str]]] = []
        self._named: dict[str, _Places] | None = None
        self._companies: _Places | None = None

    def note(self, start: int, name: str, parts: Sequence[str] = ()) -> None:
        """Note where a name stands that may be a body's, and the words of it that may be nouns for one."""
        self._noted.append((start, name, parts))

    def called(self, noun: str) -> _Places:
        """Where those are named, and how, that a noun may mean."""
        if noun == COMPANY:
            return self.companies()
        if self._named is None:
            self._named = {}
            for start, name, parts in self._noted:
                for part in self._nouns(parts):
                    self._named.setdefault(part, []).append((start, name))
        return self._named.get(noun, [])

    def companies(self) -> _Places:
        """Where the text names companies, and how."""
        if self._companies is None:
            self._companies = [(start, name) for start, name, parts in self._noted if self._fits(start, name, parts)]
        return self._companies

    def _nouns(self, parts: Sequence[str]) -> set[str]:
        return {part.lower() for part in parts if self._words.is_institution(part.lower())}

    def _fits(self, start: int, name: str, parts: Sequence[str]) -> bool:
        """Whether a name may be a company's by its words and those beside it."""
        companies = self._words.words.groups.companies
        nouns = self._nouns(parts) if parts else set()
        if COMPANY in nouns or not companies.isdisjoint(nouns):
            return True
        return not companies.isdisjoint(self._said_behind(start + len(name))) or self._is_led(start)

    def _said_behind(self, end: int) -> Sequence[str]:
        """The words behind the comma behind a name: "Volt Sur, [the Spanish maker of] …"."""
        behind = _SAID_TO_BE.match(self._text, end)
        return behind.group(1).lower().split()[:MOST_SAID] if behind is not None else ()

    def _is_led(self, start: int) -> bool:
        """Whether a noun for a company stands between an article and a name: "le [fabricant de bougies] Cirelle"."""
        text, words = self._text, self._words
        companies = words.words.groups.companies
        if not text[max(0, start - 2) : start].strip(" \u00a0")[-1:].isalpha():
            return False
        before = text[max(0, start - FARTHEST_SAID) : start].lower().replace("’", "'").replace("'", "' ").split()
        if companies.isdisjoint(before):
            return False
        for at in range(len(before) - 1, max(-1, len(before) - 1 - MOST_BEFORE), -1):
            if before[at] in words.determiners and before[at] not in words.connectors:
                return not companies.isdisjoint(before[at + 1 :])
            if not before[at].rstrip("'").isalpha():
                break
        return not companies.isdisjoint(before[-1:])
