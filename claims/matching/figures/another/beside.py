"""Whether a phrase stands right before a figure or right behind it, as whole words.

A phrase of Chinese characters has no spaces at its ends, so that whatever stands beyond it may.
"""

from __future__ import annotations

from functools import cache

from claims.matching.figures.context import Figure
from claims.matching.words.folding import HAN

_LONGEST = 20
"""Letters of the longest phrase, and of the spaces beside it."""


def leads_to(figure: Figure, phrases: tuple[str, ...]) -> bool:
    """Whether one of some phrases, in small letters, stands right before a figure."""
    start = figure.quantity.span.start
    before = figure.digest.text[max(0, start - _LONGEST) : start].casefold().rstrip()
    return before.endswith(phrases) and any(
        before.endswith(one) and (is_han(one) or not before[: -len(one)][-1:].isalnum()) for one in phrases
    )


def follows(figure: Figure, phrases: tuple[str, ...]) -> bool:
    """Whether one of some phrases, in small letters, stands right behind a figure."""
    end = figure.quantity.span.end
    after = figure.digest.text[end : end + _LONGEST].casefold().lstrip()
    return after.startswith(phrases) and any(
        after.startswith(one) and (is_han(one) or not after[len(one) :][:1].isalnum()) for one in phrases
    )


@cache
def by_script(phrases: tuple[str, ...]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Those of some phrases that are in letters, and those in Chinese characters."""
    return tuple(one for one in phrases if not is_han(one)), tuple(filter(is_han, phrases))


def is_han(phrase: str) -> bool:
    """Whether a phrase is one of Chinese characters."""
    return HAN.search(phrase) is not None
