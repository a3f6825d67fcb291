"""LibreTranslate, a translation server that a desk can run itself: `POST /translate`, `GET /languages`."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from functools import cached_property
from typing import Any

from sources.translation import LIBRETRANSLATE, Pair, Server, Untranslated
from sources.translation.service import SECONDS, Service

BATCH = 20
"""Texts in one request: public servers take 2,000 to 5,000 characters, and a sentence has some 150."""


class LibreTranslate:
    """A LibreTranslate server. Its key, where it wants one, goes into the request's body, as its makers have it."""

    name = LIBRETRANSLATE

    def __init__(self, server: Server, seconds: float = SECONDS) -> None:
        self._key = {"api_key": server.key} if server.key else {}
        self._service = Service(self.name, Server(server.url), seconds)

    @cached_property
    def version(self) -> str:
        """A hash of the languages it has: a server tells no other version of itself."""
        listed = self._languages
        known = "" if isinstance(listed, Untranslated) else json.dumps(sorted(listed))
        return hashlib.sha256(known.encode()).hexdigest()[:8]

    def pairs(self) -> frozenset[Pair] | Untranslated:
        return self._languages

    def translate(self, texts: Sequence[str], source: str, target: str) -> tuple[str, ...] | Untranslated:
        done: list[str] = []
        for start in range(0, len(texts), BATCH):
            batch = texts[start : start + BATCH]
            asked = {"q": list(batch), "source": source, "target": target, "format": "text", **self._key}
            answer = self._service.ask("/translate", asked)
            if isinstance(answer, Untranslated):
                return answer
            given = answer.get("translatedText") if isinstance(answer, dict) else None
            if not _is_texts(given, len(batch)):
                return self._service.odd("does not give one translation for each text")
            done += given  # type: ignore[arg-type]
        return tuple(done)

    @cached_property
    def _languages(self) -> frozenset[Pair] | Untranslated:
        answer = self._service.ask("/languages")
        if isinstance(answer, Untranslated):
            return answer
        rows = [row for row in answer if isinstance(row, dict)] if isinstance(answer, list) else []
        codes = [str(row.get("code", "")) for row in rows]
        pairs = {
            (str(row.get("code", "")), str(target))
            for row in rows
            for target in (row["targets"] if isinstance(row.get("targets"), list) else codes)
        }
        found = frozenset((one, other) for one, other in pairs if one and other and one != other)
        return found or self._service.odd("lists no languages")


def _is_texts(given: Any, wanted: int) -> bool:
    return isinstance(given, list) and len(given) == wanted and all(isinstance(text, str) for text in given)
