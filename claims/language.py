"""Reading the words of a language from `claims/languages`.

One language has one file a concern, so that a newsroom finds the place to add a word at once:

    <code>.toml            name, the marks and separators it writes with, stop words, abbreviations
    <code>.numbers.toml    scales, number words, approximators, units, currencies, what is no quantity
    <code>.quotes.toml     reporting verbs, "according to", titles, pronouns, institutions
    <code>.lexicon.toml    core words with their meaning in English, for finding a passage across languages

Each wing owns the model of its own file and loads it through `read_words`.
"""

from __future__ import annotations

import tomllib
from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable
from typing import TypeVar, cast

from pydantic import BaseModel, ConfigDict, ValidationError

from claims.errors import LanguageError

LANGUAGES = ("fr", "en", "es", "de", "pt", "it", "nl", "zh")
"""The languages with words of their own, ISO 639-1."""


class Words(BaseModel):
    """The base of every language file's model: frozen, and a key that nobody knows is an error."""

    model_config = ConfigDict(frozen=True, extra="forbid")


W = TypeVar("W", bound=Words)


def has_words(code: str, concern: str = "") -> bool:
    """Whether a file for this language and concern is there."""
    return _file(code, concern).is_file()


def read_words(code: str, concern: str, model: type[W]) -> W:
    """The words of one language for one concern (`numbers`, `quotes`, `lexicon`; empty for the language itself).

    Raises `LanguageError` naming file and key where the file is missing, is no TOML, or has a key or type that
    the model does not know. Each file is read once: that costs more than to check an article with it.
    """
    return cast("W", _read(code, concern, model))


@cache
def _read(code: str, concern: str, model: type[Words]) -> Words:
    file = _file(code, concern)
    try:
        data = tomllib.loads(file.read_text("utf-8"))
    except FileNotFoundError as missing:
        raise LanguageError(
            f"no words for language {code!r} ({file.name})", "Add the file, or name another language"
        ) from missing
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as damaged:
        raise LanguageError(f"{file.name}: {damaged}", "Mend the file at the place named") from damaged
    try:
        return model.model_validate(data)
    except ValidationError as wrong:
        first = wrong.errors()[0]
        key = ".".join(str(part) for part in first["loc"])
        raise LanguageError(f"{file.name}: {key}: {first['msg']}", "Mend the key named") from wrong


@cache
def _file(code: str, concern: str) -> Traversable:
    if not (code.isascii() and code.isalpha() and len(code) <= 3):
        raise LanguageError(f"{code!r} is no language code", "Give an ISO 639-1 code such as fr")
    name = f"{code}.{concern}.toml" if concern else f"{code}.toml"
    return resources.files("claims").joinpath("languages", name)
