"""Whether two figures of a text are where something came from and where it went: from 7.5 to 6.2, von 6 auf 4."""

from __future__ import annotations

from functools import cache

from claims.matching.context import Figure
from claims.matching.lexicon import means
from claims.numbers.shadow import flatten, lower
from claims.numbers.words import load_lexicon

_REACH = 40
"""Letters between the two figures: a unit and a year may stand there, no other clause."""
_LONGEST = 12
"""Letters of the longest word that leads from the one to the other."""


def leads_on(first: Figure, last: Figure) -> bool:
    """Whether a word for "from" stands before the first figure and one for "to" before the last, in one sentence."""
    one, other, text = first.quantity.span, last.quantity.span, first.digest.text
    if first.digest is not last.digest or not 0 < other.start - one.end <= _REACH:
        return False
    before = lower(flatten(text[max(0, one.start - _LONGEST) : one.start])).rstrip()
    between = lower(flatten(text[one.end : other.start])).rstrip()
    return any(_ends(before, opener) and _ends(between, link) for opener, link in _pairs(first.digest.language))


def _ends(text: str, word: str) -> bool:
    return text.endswith(word) and not text[: -len(word)][-1:].isalpha()


@cache
def _pairs(language: str) -> tuple[tuple[str, str], ...]:
    """Words for "from" with the words for "to" that go with them."""
    words = load_lexicon(language).words
    openers = {opener for opener, link in words.ranges if opener and link}
    links = {link for opener, link in words.ranges if opener and link} | set(words.change_links)
    return tuple(sorted((one, link) for one in openers for link in links if not means(link, language, "and")))
