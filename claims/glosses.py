"""Glosses: machine translations that help to find a passage and a person to read it. They are never judged.

The same text is asked for once: what was translated is kept in memory and, where there is a store, in that, by the
translator, its version, the pair and the text.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol

from claims.model import Gloss
from sources.translation import Pair, Translator, Untranslated, UntranslatedReason

_GONE = frozenset({UntranslatedReason.NOT_THERE, UntranslatedReason.TOO_SLOW})
"""Failures after which a translator is not asked again: each further text would wait as long."""


@dataclass(frozen=True, slots=True)
class Translation:
    """A translation as it is kept. `key` is a hash of all that it follows from."""

    key: str
    translator: str
    version: str
    source: str
    target: str
    text: str


class Keeps(Protocol):
    """What keeps translations from one run to the next."""

    def translations(self, keys: Collection[str]) -> dict[str, str]:
        """The texts of those that are kept, by key."""

    def save_translations(self, made: Sequence[Translation]) -> None:
        """Keeps translations; one that is kept already stays as it is."""


class Glosses:
    """What the translators of a desk give, each text from the first of them that does its pair.

    `failures` tells what went wrong, each thing once.
    """

    def __init__(self, translators: Iterable[Translator], kept: Keeps | None = None) -> None:
        self._translators = tuple(translators)
        self._kept = kept
        self._known: dict[str, str] = {}
        self._able: dict[str, frozenset[Pair]] = {}
        self._failures: dict[str, Untranslated] = {}

    @property
    def failures(self) -> tuple[Untranslated, ...]:
        return tuple(self._failures.values())

    def render(self, texts: Sequence[str], source: str, target: str) -> tuple[Gloss | None, ...]:
        """The texts in `target`, one for each; None where no translator gives one."""
        if texts and source != target:
            for translator in self._translators:
                if (source, target) in self._pairs(translator):
                    made = self._by(translator, texts, source, target)
                    if made is not None:
                        by = f"{translator.name} {translator.version}".strip()
                        return tuple(Gloss(text, target, by) if text else None for text in made)
        return (None,) * len(texts)

    def _pairs(self, translator: Translator) -> frozenset[Pair]:
        if translator.name not in self._able:
            pairs = translator.pairs()
            self._able[translator.name] = frozenset() if isinstance(pairs, Untranslated) else pairs
            if isinstance(pairs, Untranslated):
                self._failed(pairs)
        return self._able[translator.name]

    def _by(self, translator: Translator, texts: Sequence[str], source: str, target: str) -> list[str] | None:
        about = (translator.name, translator.version, source, target)
        keys = {text: _key(*about, text) for text in texts}
        missing = [key for key in keys.values() if key not in self._known]
        if self._kept is not None and missing:
            self._known |= self._kept.translations(missing)
        asked = [text for text, key in keys.items() if key not in self._known]
        made = translator.translate(asked, source, target) if asked else ()
        if isinstance(made, Untranslated):
            self._failed(made)
            gone = made.reason in _GONE
            self._able[translator.name] = frozenset() if gone else self._able[translator.name] - {(source, target)}
            return None
        fresh = [Translation(keys[text], *about, done) for text, done in zip(asked, made, strict=True)]
        self._known |= {one.key: one.text for one in fresh}
        if self._kept is not None and fresh:
            self._kept.save_translations(fresh)
        return [self._known[keys[text]] for text in texts]

    def _failed(self, failure: Untranslated) -> None:
        self._failures.setdefault(failure.message, failure)


def _key(*parts: str) -> str:
    return hashlib.sha256(json.dumps(parts).encode("ascii")).hexdigest()
