"""Runs of capitalised words: where one may be a name, and what of it is none.

The same runs come back all through a text, so what a run holds is read once.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from claims.quotes.facts import COMMON, DETERMINER, OPENER, PRONOUN, ROLE, STOP, TITLE
from claims.quotes.tokens import facts_in
from claims.quotes.words import Lexicon

_CAPITAL = "".join(chr(code) for code in range(0x24F) if chr(code).isupper()) + "\u0391-\u03a9\u0410-\u042f"
_PART = rf"[{_CAPITAL}](?:\.|[\w’'-]*)"
NAME = re.compile(rf"\b{_PART}(?:[ \u00a0\n](?:(?:\w{{1,3}}|d[’'])[ \u00a0’']){{0,2}}{_PART}){{0,4}}")
_SMALL = re.compile(rf"(?<=\s)([^\W{_CAPITAL}]+|d[’'])(?:\s+|(?<=[’']))")
_NO_NAME = OPENER | DETERMINER | PRONOUN | TITLE | ROLE
_BEFORE_NAME = COMMON | DETERMINER | STOP | PRONOUN | TITLE | ROLE


class RunReader:
    """Reads the runs of one text."""

    def __init__(self, text: str, words: Lexicon) -> None:
        self._text = text
        self._words = words
        self._nouns: dict[str, str] = {}
        self._known_runs: dict[str, tuple[int, tuple[str, ...]]] = {}

    def _noun(self, run: str) -> str:
        """The word of a run that is no name by itself, where every noun has a capital: "Der Grenzwert"."""
        known = self._nouns.get(run)
        if known is None:
            known = self._nouns[run] = self._read_noun(run)
        return known

    def _read_noun(self, run: str) -> str:
        first, _, word = run.rpartition(" ")
        if not word.isalpha() or word.lower() in self._words.given_names:
            return ""
        return (
            word
            if not first or first.lower() in self._words.openers or first.lower() in self._words.determiners
            else ""
        )

    def _runs(self, start: int, run: str) -> Iterator[tuple[int, str]]:
        """The run, cut at small words that never stand inside a name."""
        begin = inside = 0
        for small in _SMALL.finditer(run) if " " in run or "\n" in run or "\u00a0" in run else ():
            word = small.group(1).lower()
            if word in self._words.particles or (word in self._words.inner_particles and small.start() == inside):
                inside = small.end()
                continue
            yield start + begin, run[begin : small.start()]
            begin = small.end()
        yield start + begin, run[begin:]

    def _single(self, start: int, word: str) -> tuple[int, list[str]]:
        """`_stripped` for one word: nothing is left of a small word, a title or a role."""
        return start, [] if facts_in(word, self._words) & _NO_NAME else [word]

    def _stripped(self, start: int, run: str) -> tuple[int, list[str]]:
        """The run without sentence-opening words, roles and titles before the name, and where it then begins."""
        known = self._known_runs.get(run)
        if known is None:
            known = self._known_runs[run] = self._without_leads(run)
        offset, parts = known
        if len(parts) == 2 and self._opener_first(start + offset, list(parts)):
            offset, parts = run.find(parts[1], offset + len(parts[0])), parts[1:]
        return start + offset, [part.rstrip(".") if len(part) > 2 else part for part in parts]

    def _without_leads(self, run: str) -> tuple[int, tuple[str, ...]]:
        parts = run.replace("’s", "").replace("'s", "").split()
        words, at = self._words, 0
        while parts:
            if not facts_in(parts[0], words) & _BEFORE_NAME:
                break
            at = run.find(parts[1], at + len(parts[0])) if len(parts) > 1 else at
            parts = parts[1:]
            if parts and not parts[0][:1].isupper():
                return at, ()
        titled = max((i + 1 for i, part in enumerate(parts[:-1]) if part.lower() in words.titles), default=0)
        while titled > 0 or (len(parts) > 2 and (self._office_first(parts) or not parts[0][:1].isupper())):
            at = run.find(parts[1], at + len(parts[0]))
            parts = parts[1:]
            titled -= 1
        return at, tuple(parts)

    def _opener_first(self, start: int, parts: list[str]) -> bool:
        """Whether the first of two words only has its capital from the sentence that it opens: "Ask Agnes"."""
        names = self._words.given_names
        first, second = (part.split("-")[0].lower() for part in parts)
        if second not in names or first in names or first not in self._words.infinitives:
            return False
        return start == 0 or self._text[max(0, start - 6) : start].rstrip(" \u00a0\u202f«“„\"‘'")[-1:] in ".!?…\n"

    def _office_first(self, parts: list[str]) -> bool:
        """Whether a given name stands further back, so that the first word is an office: Kämmerin Ute Brandt."""
        names = self._words.given_names
        if parts[0].split("-")[0].lower() in names or len(parts[0]) <= 2:
            return False
        return any(part.split("-")[0].lower() in names for part in parts[1:-1])
