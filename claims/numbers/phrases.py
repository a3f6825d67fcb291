"""Phrases looked up at a place of a text, or just before it, and patterns made of many of them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Generic, TypeVar

V = TypeVar("V")
HAN = "\u2e80"
"""The first letter of the scripts that do not part their words."""


class Phrases(Generic[V]):
    """Phrases looked up at a place or just before it, longest first, at word ends."""

    def __init__(self, entries: Mapping[str, V]) -> None:
        self.entries = dict(entries)
        self._first: dict[str, list[tuple[str, int, V]]] = {}
        self._last: dict[str, list[tuple[str, int, V]]] = {}
        for phrase, value in sorted(self.entries.items(), key=lambda entry: -len(entry[0])):
            if phrase:
                self._first.setdefault(phrase[:2], []).append((phrase, len(phrase), value))
                self._last.setdefault(phrase[-2:], []).append((phrase, len(phrase), value))
        self._singles = any(len(phrase) == 1 for phrase in self.entries)

    def at(self, text: str, start: int) -> tuple[int, V] | None:
        """The end and the value of the longest phrase that begins at `start`."""
        key = text[start : start + 2]
        if key in self._first:
            for phrase, length, value in self._first[key]:
                end = start + length
                if text.startswith(phrase, start) and not joined(phrase[-1], text[end : end + 1]):
                    return end, value
        if self._singles and len(key) == 2 and key[0] in self._first and not joined(key[0], key[1]):
            return start + 1, self._first[key[0]][0][2]
        return None

    def before(self, text: str, end: int) -> tuple[int, V] | None:
        """The start and the value of the longest phrase that ends at `end`."""
        key = text[end - 2 : end] if end > 1 else text[:end]
        if key in self._last:
            for phrase, length, value in self._last[key]:
                start = end - length
                if start >= 0 and text.startswith(phrase, start) and not (start and joined(text[start - 1], phrase[0])):
                    return start, value
        if self._singles and len(key) == 2 and key[1] in self._last and not joined(key[0], key[1]):
            return end - 1, self._last[key[1]][0][2]
        return None

    def glued_before(self, word: str) -> int | None:
        """Where the longest phrase begins that `word` ends in."""
        found = max((len(phrase) for phrase in self.entries if word.endswith(phrase)), default=0)
        return len(word) - found if found else None


def joined(left: str, right: str) -> bool:
    """Whether two neighbouring characters belong to one word of an alphabet that parts its words."""
    return left.isalpha() and right.isalpha() and left < HAN > right


def alternation(phrases: Iterable[str]) -> str:
    """A pattern for any of the phrases, letters in common written once, so that it fails at the first wrong one."""
    heads: dict[str, list[str]] = {}
    for phrase in sorted(set(phrases), reverse=True):
        heads.setdefault(phrase[:1], []).append(phrase[1:])
    ends = [] if "" not in heads else [""]
    branches = [re.escape(head) + alternation(tails) for head, tails in heads.items() if head]
    return branches[0] if len(branches) == 1 and not ends else f"(?:{'|'.join(branches + ends)})" if branches else ""
