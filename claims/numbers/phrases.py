"""Phrases looked up at a place of a text, or just before it, and patterns made of many of them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Generic, TypeVar

from claims.errors import LanguageError

V = TypeVar("V")
HAN = "\u2e80"
"""The first letter of the scripts that do not part their words."""


class Phrases(Generic[V]):
    """Phrases looked up at a place or just before it, longest first, at word ends."""

    def __init__(self, entries: Mapping[str, V]) -> None:
        self.entries = dict(entries)
        self._first: dict[str, list[tuple[str, int, bool, V]]] = {}
        self._last: dict[str, list[tuple[str, int, bool, V]]] = {}
        self._letters = {phrase: value for phrase, value in self.entries.items() if len(phrase) == 1}
        for phrase, value in sorted(self.entries.items(), key=lambda entry: -len(entry[0])):
            if phrase:
                length = len(phrase)
                self._first.setdefault(phrase[:2], []).append((phrase, length, is_letter(phrase[-1]), value))
                self._last.setdefault(phrase[-2:], []).append((phrase, length, is_letter(phrase[0]), value))

    def at(self, text: str, start: int) -> tuple[int, V] | None:
        """The end and the value of the longest phrase that begins at `start`."""
        if not self._first:
            return None
        head = text[start : start + 2]
        for phrase, length, in_word, value in self._first.get(head, ()):
            end = start + length
            if text.startswith(phrase, start) and not (in_word and is_letter(text[end : end + 1])):
                return end, value
        if self._letters and len(head) == 2 and head[0] in self._letters and not joined(head[0], head[1]):
            return start + 1, self._letters[head[0]]
        return None

    def before(self, text: str, end: int) -> tuple[int, V] | None:
        """The start and the value of the longest phrase that ends at `end`."""
        if not self._last:
            return None
        tail = text[end - 2 : end] if end > 1 else text[:end]
        for phrase, length, in_word, value in self._last.get(tail, ()):
            start = end - length
            if start < 0 or not text.startswith(phrase, start):
                continue
            if not (in_word and start and is_letter(text[start - 1])):
                return start, value
        if self._letters and len(tail) == 2 and tail[1] in self._letters and not joined(tail[0], tail[1]):
            return end - 1, self._letters[tail[1]]
        return None

    def glued_before(self, word: str) -> int | None:
        """Where the longest phrase begins that `word` ends in."""
        found = max((len(phrase) for phrase in self.entries if word.endswith(phrase)), default=0)
        return len(word) - found if found else None


def is_letter(mark: str) -> bool:
    """Whether a character belongs to an alphabet that parts its words; of nothing it is false."""
    return mark < HAN and mark.isalpha()


def joined(left: str, right: str) -> bool:
    """Whether two neighbouring characters belong to one word."""
    return is_letter(left) and is_letter(right)


def alternation(phrases: Iterable[str]) -> str:
    """A pattern for any of the phrases, letters in common written once, so that it fails at the first wrong one."""
    heads: dict[str, list[str]] = {}
    for phrase in sorted(set(phrases), reverse=True):
        heads.setdefault(phrase[:1], []).append(phrase[1:])
    ends = [] if "" not in heads else [""]
    branches = [re.escape(head) + alternation(tails) for head, tails in heads.items() if head]
    return branches[0] if len(branches) == 1 and not ends else f"(?:{'|'.join(branches + ends)})" if branches else ""


_ASSERTIONS = (r"(?<!\w)", r"(?<![\w.,])", r"\b")
"""What many patterns begin with: it is tested once for all that do."""


def merged(patterns: Iterable[str]) -> list[str]:
    """The patterns as a few that try many in one go; the name of each group gets the number of its pattern.

    Where two of them match at one place, the one that comes first wins.
    """
    together: dict[str, list[str]] = {}
    for number, pattern in enumerate(patterns):
        head = next((one for one in _ASSERTIONS if pattern.startswith(one)), "")
        body = re.sub(r"\(\?P([<=])(\w+)", rf"(?P\g<1>\g<2>{number}", pattern[len(head) :])
        together.setdefault(head, []).append(f"(?:{body})")
    return [f"{head}(?:{'|'.join(bodies)})" for head, bodies in together.items()]


def compiled(pattern: str) -> re.Pattern[str]:
    """A pattern of the language data, ready for use; an empty one matches nothing.

    Raises `LanguageError` naming the pattern where it is none.
    """
    try:
        return re.compile(pattern or "(?!)")
    except re.error as wrong:
        raise LanguageError(f"{pattern!r} is no pattern: {wrong}", "Mend it in the language's numbers file") from wrong


def all_merged(patterns: Sequence[str]) -> tuple[re.Pattern[str], ...]:
    """The patterns merged and compiled. Raises `LanguageError` naming the one that is no pattern."""
    try:
        return tuple(map(re.compile, merged(patterns)))
    except re.error:
        return tuple(map(compiled, patterns))
