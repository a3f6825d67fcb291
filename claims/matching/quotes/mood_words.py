"""The words that tell the time and the force of a verb, by language, and whether a stretch of a text has any."""

from __future__ import annotations

from functools import cache

from claims.language import has_words, languages, read_words
from claims.matching.quotes.reserves import ReserveWords, classed
from sources.document import Span

_NOW = frozenset({"present", "future", "completed"})
_THEN = frozenset({"past", "perfect", "pluperfect"})
_OTHER_WHEN = frozenset({"de", "nl"})
"""Languages that part the two: als from sobald, toen from zodra."""
_ZH_OVER = ("没", "了", "曾")
_TIMES = _NOW | _THEN | {"conditional", "be", "become"}


class MoodWords(ReserveWords):
    """What `languages/<code>.moods.toml` holds."""

    accents: bool = True
    participles: tuple[str, ...] = ()
    """Forms of participles, where "to be" and one tell what has been: est venu, ist gekommen."""
    infinitives: tuple[str, ...] = ()
    """Forms of infinitives, where "will" and "is being" are one word and the infinitive tells them apart."""
    verb_last: bool = False
    """Whether participles and infinitives end the clause."""


@cache
def mood_words(language: str) -> MoodWords:
    """Those of a language; none for one that has no such file."""
    if language not in languages() or not has_words(language, "moods"):
        return MoodWords(classes={})
    return read_words(language, "moods", MoodWords)


def has_verb(text: str, language: str, span: Span) -> bool:
    """Whether a helping verb, or the ending of a verb, tells a time in a stretch of a text: it is a clause."""
    return any(one.classes & _TIMES for one in classed(text, language, span, "moods", MoodWords))


def is_to_come(text: str, language: str, span: Span) -> bool:
    """Whether a stretch of a text tells what is or will be, and nothing that is over.

    Where the language has another "when" for what is over, it need not say so by a helping verb.
    """
    found = [one.classes & _TIMES for one in classed(text, language, span, "moods", MoodWords)]
    told = [classes for classes in found if classes]
    return not all(classes <= _THEN for classes in told) if told else language in _OTHER_WHEN


def is_over(text: str, language: str, span: Span) -> bool:
    """Whether a word tells a past in a stretch of a text, and none what is or will be; in Chinese by 没, 了 or 过."""
    if language == "zh":
        return any(sign in span.of(text) for sign in _ZH_OVER)
    found = [one.classes & _TIMES for one in classed(text, language, span, "moods", MoodWords)]
    return any(classes and classes <= _THEN for classes in found) and not any("future" in classes for classes in found)
