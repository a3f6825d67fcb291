"""The base words of a language: how its texts are told apart and where its sentences end."""

from __future__ import annotations

from functools import cache
from typing import Literal

from pydantic import Field

from claims.language import Words, languages, read_words


class BaseWords(Words):
    """What `languages/<code>.toml` holds."""

    name: str
    """The language's own name."""
    marks: tuple[str, ...]
    """The pairs of quotation marks that its newspapers use, the first one first: `«»`, `“”`."""
    writing: Literal["spaced", "unspaced"] = "spaced"
    """Whether words are parted by spaces."""
    elision: bool = False
    """Whether a short word may lean on the next one with an apostrophe (l'eau, dell'acqua)."""
    ordinal_point: bool = False
    """Whether a full stop after a short figure makes an ordinal (am 4. Juni) more often than an end."""
    stop_words: tuple[str, ...] = ()
    """Frequent words that tell the language from its neighbours; none of them is a name."""
    frequent: tuple[str, ...] = ()
    """Further frequent words, which only tell the language of a text."""
    auxiliaries: tuple[str, ...] = ()
    """Forms of to be, to have and the like that are not among the stop words: they tell nothing of what is said."""
    letters: tuple[str, ...] = ()
    """Letters and groups of letters that are frequent in the language and rare in most of its neighbours."""
    contractions: dict[str, tuple[str, ...]] = Field(default_factory=dict)
    """What is written together or short, in words parted by spaces, to what it may stand for: `don t` to `do not`."""
    question_labels: tuple[str, ...] = ()
    """What stands before the colon of an interviewer's question instead of a name: Question, Q, Frage."""
    abbreviations: tuple[str, ...] = ()
    """Written without their last full stop: words after which a full stop does not end a sentence."""


NO_WORDS = BaseWords(name="", marks=())
"""What stands in for a language that has no file."""


@cache
def base_words(language: str) -> BaseWords:
    """The base words of a language; `NO_WORDS` for one without a file. Raises `LanguageError` on a damaged file."""
    return read_words(language, "", BaseWords) if language in languages() else NO_WORDS
