"""Reading the words of a language from `claims/languages`.

One language has one file a concern, so that the place to add a word is found at once:

    <code>.toml            name, the marks and separators it writes with, stop words, abbreviations
    <code>.numbers.toml    scales, number words, approximators, units, currencies, what is no quantity
    <code>.quotes.toml     reporting verbs, "according to", titles, pronouns, institutions
    <code>.lexicon.toml    core words with their meaning in English, for finding a passage across languages
    <code>.reserves.toml   what limits or weakens a statement, by class: only, most, unlikely, at the earliest
    <code>.roles.toml      what parts a sentence in two roles: before and after, because and therefore, by whom
    <code>.frames.toml     what leaves open whether a clause is so: I fear that, everything suggests that
    <code>.amounts.toml    how many and how often, by class: all, most, some; always, often, never

Each wing owns the model of its own file and loads it through `read_words`.

A newsroom adds words in a folder of its own (the setting `words`), a package in the entry points of the group
`stet.languages`: files named like ours, with only what is added. A new language is a new `<code>.toml` beside the
rest of its files.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import TypeVar, cast

import rtoml
from pydantic import BaseModel, ConfigDict, ValidationError

from claims.errors import LanguageError
from sources.plugins import brought

OURS = ("fr", "en", "es", "de", "pt", "it", "nl", "zh")
"""The languages that come with words of their own, ISO 639-1."""
GROUP = "stet.languages"
_added: list[Path] = []


class Words(BaseModel):
    """The base of every language file's model: frozen, and a key that nobody knows is an error."""

    model_config = ConfigDict(frozen=True, extra="forbid")


W = TypeVar("W", bound=Words)


def add_words(folder: Path) -> None:
    """Takes up a folder with words of one's own, before any are read: what was read before stays as it was.

    Raises `LanguageError` where there is no such folder.
    """
    if not folder.is_dir():
        raise LanguageError(f"there is no folder {folder} with words", "Make it, or change the setting words")
    if folder not in _added:
        _added.append(folder)
        languages.cache_clear()
        _files.cache_clear()
        _read.cache_clear()


def added_folders() -> tuple[Path, ...]:
    """The folders with words of one's own, in the order in which they were taken up."""
    return tuple(_added)


@cache
def languages() -> tuple[str, ...]:
    """All languages with words: ours, then those that were added, by their codes."""
    names = (file.name.split(".") for folder in folders()[1:] for file in folder.iterdir())
    return (*OURS, *sorted({name[0] for name in names if name[1:] == ["toml"]} - set(OURS)))


def has_words(code: str, concern: str = "") -> bool:
    """Whether a file for this language and concern is there."""
    return bool(_files(code, concern))


def read_words(code: str, concern: str, model: type[W]) -> W:
    """The words of one language for one concern (`numbers`, `quotes`, `lexicon`; empty for the language itself).

    Of several files the words are put together: lists one behind the other, tables entry by entry, of all else the
    last one holds. Raises `LanguageError` naming file and key where the file is missing, is no TOML, or has a key or
    type that the model does not know. Each file is read once: that costs more than to check an article with it.
    """
    return cast("W", _read(code, concern, model))


@cache
def _read(code: str, concern: str, model: type[Words]) -> Words:
    files = _files(code, concern)
    if not files:
        name = _name(code, concern)
        raise LanguageError(f"no words for language {code!r} ({name})", "Add the file, or name another language")
    data: dict[str, object] = {}
    for file in files:
        data = _joined(data, _parsed(file))
        try:
            words = model.model_validate(data)
        except ValidationError as wrong:
            first = wrong.errors()[0]
            key = ".".join(str(part) for part in first["loc"])
            raise LanguageError(f"{file}: {key}: {first['msg']}", "Mend the key named") from wrong
    return words


def _parsed(file: Traversable) -> dict[str, object]:
    try:
        return rtoml.loads(file.read_text("utf-8"))
    except (rtoml.TomlParsingError, UnicodeDecodeError) as damaged:
        raise LanguageError(f"{file}: {damaged}", "Mend the file at the place named") from damaged


def _joined(data: dict[str, object], more: Mapping[str, object]) -> dict[str, object]:
    joined = dict(data)
    for key, value in more.items():
        before = joined.get(key)
        if isinstance(before, dict) and isinstance(value, dict):
            joined[key] = _joined(before, value)
        elif isinstance(before, list) and isinstance(value, list):
            joined[key] = [*before, *(word for word in value if word not in before)]
        else:
            joined[key] = value
    return joined


def folders() -> tuple[Traversable, ...]:
    """All folders with words: ours first, then those of packages by name, then those of the newsroom."""
    return (
        resources.files("claims").joinpath("languages"),
        *(resources.files(entry.value) for entry in brought(GROUP).values()),
        *_added,
    )


@cache
def _files(code: str, concern: str) -> tuple[Traversable, ...]:
    name = _name(code, concern)
    return tuple(file for folder in folders() if (file := folder.joinpath(name)).is_file())


def _name(code: str, concern: str) -> str:
    if not (code.isascii() and code.isalpha() and len(code) <= 3):
        raise LanguageError(f"{code!r} is no language code", "Give an ISO 639-1 code such as fr")
    return f"{code}.{concern}.toml" if concern else f"{code}.toml"
