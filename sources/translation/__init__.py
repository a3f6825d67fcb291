"""Translators: programs and servers that turn a text into another language, all behind one protocol.

None is asked unless the desk says so. What one gives is a gloss: it helps to find a passage and a person to read it,
and is never judged itself. Another package may bring its own, as an entry point of the group `stet.translators` that
gives a `Translator`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from importlib import import_module
from typing import Protocol

from sources.plugins import brought

GROUP = "stet.translators"
APERTIUM, LIBRETRANSLATE, OPENAI = OURS = ("apertium", "libretranslate", "openai")
"""The translators that come with stet: a local command, and two kinds of server."""

Pair = tuple[str, str]
"""From which language to which, ISO 639-1."""


class UntranslatedReason(StrEnum):
    """Why there is no translation."""

    NOT_THERE = "not_there"
    NO_PAIR = "no_pair"
    TOO_SLOW = "too_slow"
    BAD_ANSWER = "bad_answer"


@dataclass(frozen=True, slots=True)
class Untranslated:
    """Texts that were not translated: an expected outcome. `message` says what is wrong and what to do."""

    translator: str
    reason: UntranslatedReason
    message: str


class Translator(Protocol):
    """Turns texts of one language into another."""

    @property
    def name(self) -> str:
        """By which name it is asked for and shown."""

    @property
    def version(self) -> str:
        """What its translations depend on, as far as it tells: another version may translate otherwise."""

    def pairs(self) -> frozenset[Pair] | Untranslated:
        """The pairs of languages that it does, or why it cannot be used here."""

    def translate(self, texts: Sequence[str], source: str, target: str) -> tuple[str, ...] | Untranslated:
        """The texts in `target`, one for each and in their order. Never raises for any text or any answer."""


@dataclass(frozen=True, slots=True)
class Server:
    """A server that the desk has set: where it is, the key it wants, the model to ask for; the latter may be empty."""

    url: str
    key: str = ""
    model: str = ""


def names() -> tuple[str, ...]:
    """The names that `translator` knows: our own, then those of other packages."""
    return (*OURS, *sorted(brought(GROUP).keys() - set(OURS)))


def translator(name: str, servers: Mapping[str, Server]) -> Translator | Untranslated:
    """The translator of a name, with the server that is set for it; without one where it needs one, why not."""
    if name == APERTIUM:
        made: Translator = import_module("sources.translation.apertium").Apertium()
        return made
    if name in OURS:
        if name not in servers:
            message = f"no address is set for {name}. Put {name}_url into stet.toml, such as http://127.0.0.1:5000"
            return Untranslated(name, UntranslatedReason.NOT_THERE, message)
        room, kind = _SERVED[name]
        served: Translator = getattr(import_module(room), kind)(servers[name])
        return served
    if name in brought(GROUP):
        other: Translator = brought(GROUP)[name].load()()
        return other
    message = f"{name!r} is no translator. Known: {', '.join(names())}"
    return Untranslated(name, UntranslatedReason.NOT_THERE, message)


_SERVED = {
    LIBRETRANSLATE: ("sources.translation.libretranslate", "LibreTranslate"),
    OPENAI: ("sources.translation.openai", "OpenAI"),
}
