"""The characters of a text that does not part its words, and patterns for any of many words in it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Final

HAN: Final = "\u3400-\u4dbf\u4e00-\u9fff"
"""The ranges of Chinese characters, inside a class of a pattern."""
OTHERS: Final = "\0-\u33ff\u4dc0-\u4dff\ua000-\uffff\U00010000-\U0010ffff"
"""The ranges of all other characters. Said so, and not as no Chinese one, a class can be joined with others."""
_HAN_WORDS: Final = re.compile(f"[{HAN}]*")


def all_han(words: str) -> bool:
    """Whether all signs of some words are Chinese characters."""
    return _HAN_WORDS.fullmatch(words) is not None


class Endings:
    """Words that a stretch of text may end with. Its last character tells at once where it ends with none."""

    def __init__(self, words: Iterable[str]) -> None:
        self._words = frozenset(words)
        self._signs = frozenset(word[-1] for word in self._words)
        self._lengths = sorted({len(word) for word in self._words}, reverse=True)

    def length(self, text: str, start: int, end: int) -> int:
        """How many characters of the longest word stand right before `end`, and behind `start`."""
        if end <= start or text[end - 1] not in self._signs:
            return 0
        for length in self._lengths:
            if length <= end - start and text[end - length : end] in self._words:
                return length
        return 0

    def of(self, text: str) -> bool:
        """Whether a text ends with one of the words."""
        return self.length(text, 0, len(text)) > 0


def any_of(words: Iterable[str], others: str = "") -> str:
    """A pattern of any of the words, the longest first, or of one character of the ranges in `others`.

    Where a character begins some word, the engine tries the words one by one, hundreds in the largest lists; every
    sixth character of a text does. So the one behind it is looked at first, and leads to the few words that have it:
    a third of the time.
    """
    begun: dict[str, dict[str, list[str]]] = {}
    for word in sorted({*words}, key=lambda one: (-len(one), one)):
        begun.setdefault(word[1:2], {}).setdefault(word[0], []).append(re.escape(word[2:]))
    lone = begun.pop("", {})
    longer = "|".join(_any_behind(second, heads) for second, heads in begun.items())
    ways = [f"(?={_class(begun)})(?:{longer})"] if longer else []
    if lone or others:
        ways.append(f"(?<={_class(lone, others)})")
    firsts = dict.fromkeys(first for heads in (*begun.values(), lone) for first in heads)
    if not ways:
        return "(?!)"
    return f"{_class(firsts, others)}(?:{'|'.join(ways)})"


def _any_behind(second: str, heads: dict[str, list[str]]) -> str:
    """A pattern of the words with one second character, from there on, by their first."""
    alike: dict[tuple[str, ...], list[str]] = {}
    for head, tails in heads.items():
        alike.setdefault(tuple(tails), []).append(head)
    ways = [f"(?<={_class(firsts)}{re.escape(second)}){_alternation(tails)}" for tails, firsts in alike.items()]
    return re.escape(second) + _alternation(ways)


def _alternation(ways: Sequence[str]) -> str:
    return ways[0] if len(ways) == 1 else f"(?:{'|'.join(ways)})"


def _class(signs: Iterable[str], others: str = "") -> str:
    """A pattern of one character out of some."""
    return f"[{''.join(map(re.escape, signs))}{others}]"
