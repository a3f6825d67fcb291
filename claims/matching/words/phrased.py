"""Fixed phrases of the language data, looked for in a text as whole words."""

from __future__ import annotations

import re
from collections.abc import Iterable

from claims.numbers.lexical.phrases import alternation
from claims.numbers.lexical.shadow import flatten, lower
from claims.script import simplified

NEVER = re.compile(r"(?!)")
"""What is found nowhere: the pattern of a language that has no such phrase."""


def evened(text: str, language: str) -> str:
    """A text in small letters with plain typography, Chinese in simplified characters; as long as before."""
    even = lower(flatten(text))
    return simplified(even) if language == "zh" else even


def whole(phrases: Iterable[str], language: str) -> str:
    """A pattern for any of the phrases as whole words; in Chinese, which parts none, wherever they stand."""
    body = f"(?:{alternation(phrases)})"
    return body if language == "zh" else rf"(?<!\w){body}(?!\w)"


def pattern_of(phrases: Iterable[str], language: str) -> re.Pattern[str]:
    """The same compiled, or what is found nowhere where there are none."""
    known = tuple(phrases)
    return re.compile(whole(known, language)) if known else NEVER
