"""Whether a phrase stands right before a figure or right behind it, as whole words.

A phrase of Chinese characters has no spaces at its ends, so that whatever stands beyond it may.
"""

from __future__ import annotations

from claims.matching.context import Figure
from claims.matching.folding import HAN

_LONGEST = 20
"""Letters of the longest phrase, and of the spaces beside it."""


def leads_to(figure: Figure, phrase: str) -> bool:
    """Whether a phrase, in small letters, stands right before a figure."""
    start = figure.quantity.span.start
    before = figure.digest.text[max(0, start - _LONGEST) : start].casefold().rstrip()
    return before.endswith(phrase) and (is_han(phrase) or not before[: -len(phrase)][-1:].isalnum())


def follows(figure: Figure, phrase: str) -> bool:
    """Whether a phrase, in small letters, stands right behind a figure."""
    end = figure.quantity.span.end
    after = figure.digest.text[end : end + _LONGEST].casefold().lstrip()
    return after.startswith(phrase) and (is_han(phrase) or not after[len(phrase) :][:1].isalnum())


def is_han(phrase: str) -> bool:
    """Whether a phrase is one of Chinese characters."""
    return HAN.search(phrase) is not None
