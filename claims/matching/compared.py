"""What makes a figure a difference, right beside it: 12 per cent above the average, four metres lower."""

from __future__ import annotations

from functools import cache

from claims.language import Words, read_words

_LONGEST = 16
"""Letters of the longest phrase."""


class ComparedWords(Words):
    """By language the phrases that say more or less: those that follow a figure, and those that stand before it."""

    rise: dict[str, tuple[str, ...]]
    fall: dict[str, tuple[str, ...]]
    rise_before: dict[str, tuple[str, ...]]
    fall_before: dict[str, tuple[str, ...]]


def compared(text: str, language: str, start: int, end: int) -> str:
    """`rise` or `fall` where what follows the figure at `start` to `end`, or leads to it, makes it a difference."""
    words = _compared_words()
    after = text[end : end + _LONGEST + 2].lower()
    before = text[max(0, start - _LONGEST) : start].lower()
    for said, following, leading in (
        ("rise", words.rise, words.rise_before),
        ("fall", words.fall, words.fall_before),
    ):
        if any(_begins(after, phrase) for phrase in following.get(language, ())):
            return said
        if before.endswith(leading.get(language, ())):
            return said
    return ""


def _begins(after: str, phrase: str) -> bool:
    return after[:1].isspace() and after.startswith(phrase, 1) and not after[1 + len(phrase) :][:1].isalpha()


@cache
def _compared_words() -> ComparedWords:
    return read_words("und", "compared", ComparedWords)
