"""Runs of capitalised words: where one may be a name, and what of it is none.

The same runs come back all through a text, so what a run holds is read once.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, reduce
from operator import or_
from typing import Final

from claims.clocks import heads_line
from claims.quotes.lexical.facts import (
    COMMON,
    DETERMINER,
    DOCUMENT,
    GIVEN,
    INSTITUTION,
    OPENER,
    PRONOUN,
    ROLE,
    SOURCE,
    STOP,
    TITLE,
)
from claims.quotes.lexical.tokens import known_words
from claims.quotes.lexical.vocabulary import Gender
from claims.quotes.lexical.words import Lexicon

MOST_PARTS: Final = 9
"""Capitalised words of a run that is read at once: two names with where both are from ("X Y of A and Z W of B")."""
LEAST_GIVEN: Final = 4
"""Letters of a given name whose end tells a gender."""
LEAST_WITH_FIELD: Final = 3
"""Words of a run that may be a minister's field and name: "Agriculture Solène Abit"."""
FARTHEST_OFFICE: Final = 30
"""Characters before a field in which the minister's office stands."""

_CAPITAL: Final = "".join(chr(code) for code in range(0x24F) if chr(code).isupper()) + "\u0391-\u03a9\u0410-\u042f"
_PART: Final = rf"[{_CAPITAL}](?:\.|[\w’'-]*)"
_OPENING_PART: Final = rf"[{_CAPITAL}](?<!\w.)(?:\.|[\w’'-]*)"
_MORE: Final = rf"[ \u00a0\n](?:(?:\w{{1,3}}+|d[’'])[ \u00a0’']){{0,2}}{_PART}"
NAME: Final = re.compile(rf"{_OPENING_PART}(?:{_MORE}){{0,{MOST_PARTS - 1}}}")
_SMALL: Final = re.compile(rf"(?<=\s)([^\W{_CAPITAL}]+|d[’'])(?:\s+|(?<=[’']))")
_WORDS: Final = re.compile(r"\S+")
_OWNED: Final = ("’s", "'s")
_ELIDED: Final = re.compile("(?:[CcDdJjLlSs]|[Qq]u)[’'][a-zà-ÿ]")
"""A small word with the next one, before a name: "C’est Hugo", "D’après Anna"."""
_OFFICE: Final = re.compile(r"\b(\w+)\s(?:[^\W\d_]{1,4}['’\s]){1,2}\Z")
_BODY: Final = INSTITUTION | GIVEN
_OF_BODY: Final = ROLE | INSTITUTION
"""A word for somebody that names a body too: la Guardia Civil, la Policía Nacional."""
_NO_NAME: Final = OPENER | DETERMINER | PRONOUN | TITLE | ROLE
_BEFORE_NAME: Final = COMMON | DETERMINER | STOP | PRONOUN | TITLE | ROLE


MOST_RUNS: Final = 16_384
"""Different runs of which it is kept what they hold: more than nearly every text has."""


@dataclass(slots=True)
class Run:
    """Words that may be a name, where they begin in the run they stand in, and what is known of them in any text.

    `second` is the same without the first of two words, where that may have its capital from a sentence it opens.
    """

    start: int
    parts: tuple[str, ...]
    name: str
    low: str
    """A single word in lower case; empty for several."""
    facts: int
    """Those of any of the words."""
    given: bool
    """Whether the first word is a given name."""
    gender: Gender
    """What the given name tells."""
    keys: tuple[str, ...] = ()
    """Those of the words that have a capital, in lower case."""
    ending: Gender = ""
    """What the end of a given name that no list has tells."""
    common: bool = False
    """Whether a single word can only stand for a longer name: nouns have capitals, and no list has it as a name."""
    second: Run | None = None


def _first_of(run: str) -> str:
    return run.split(maxsplit=1)[0] if run else ""


_LONGEST_CLOCK: Final = 16
"""Letters of a time of day that heads the entry of a live report, and of the mark behind it."""


class Runs(dict[str, tuple[Run, ...]]):
    """What runs of capitalised words hold that may be names, by the runs as written in texts of one language."""

    def __init__(self, words: Lexicon) -> None:
        super().__init__()
        self._words = words
        self._facts = known_words(words).facts
        self._compounds = words.words.roles.compounds
        self._calendar = words.words.phrase.calendar

    def __missing__(self, whole: str) -> tuple[Run, ...]:
        if len(self) >= MOST_RUNS:
            self.clear()
        runs = self[whole] = tuple(self._read(whole))
        return runs

    def run(self, start: int, parts: Sequence[str]) -> Run:
        """The words of a name with what is known of them."""
        facts = self._facts
        given = facts[parts[0]] & GIVEN != 0
        gender = self._words.given_names.get(parts[0].split("-")[0].lower(), "")
        keys = tuple(part.lower() for part in parts if part[:1].isupper())
        if len(parts) == 1:
            low = parts[0].lower()
            common = self._compounds and low not in self._words.given_names
            return Run(start, (parts[0],), parts[0], low, facts[parts[0]], given, gender, keys, common=common)
        every, ending = reduce(or_, map(facts.__getitem__, parts)), self._by_ending(parts[0])
        return Run(start, tuple(parts), " ".join(parts), "", every, given, gender, keys, ending)

    def _by_ending(self, first: str) -> Gender:
        """What the end of the first word of a name tells, where it is a given name that no list has."""
        if len(first) < LEAST_GIVEN or first.lower() in self._words.given_names:
            return ""
        endings = self._words.words.given_names.endings
        return next((gender for end, gender in endings.items() if first.endswith(end)), "")

    def _read(self, whole: str) -> Iterator[Run]:
        noun = self._noun(whole) if self._compounds else ""
        if noun:
            yield Run(len(whole) - len(noun), (noun,), noun, noun.lower(), 0, given=False, gender="", common=True)
            return
        for begin, run in ((0, whole),) if whole.isalpha() else self._cut(whole):
            if run.isalpha():
                if not self._facts[run] & _NO_NAME:
                    yield self.run(begin, (run,))
                continue
            start, parts = self._without_leads(run)
            if parts:
                held = self.run(begin + start, [part.rstrip(".") if len(part) > 2 else part for part in parts])
                if self._may_open(parts):
                    second = run.find(parts[1], start + len(parts[0]))
                    held.second = self.run(begin + second, held.parts[1:])
                yield held

    def _noun(self, run: str) -> str:
        """The word of a run that is no name by itself, where every noun has a capital: "Der Grenzwert"."""
        first, _, word = run.rpartition(" ")
        if not word.isalpha() or word.lower() in self._words.given_names:
            return ""
        small = first.lower()
        return word if not first or small in self._words.openers or small in self._words.determiners else ""

    def _cut(self, run: str) -> Iterator[tuple[int, str]]:
        """The run, cut at small words that never stand inside a name."""
        begin = inside = 0
        for small in _SMALL.finditer(run):
            word = small.group(1).lower()
            joins = word in self._words.particles or (word in self._words.inner_particles and small.start() == inside)
            before, behind = run[begin : small.start()].split(), run[small.end() :]
            if joins and not (self._words.closes_name(before, _first_of(behind)) or self._belongs(before, behind)):
                inside = small.end()
                continue
            yield from self._undated(begin, run[begin : small.start()])
            begin = small.end()
        yield from self._undated(begin, run[begin:])

    def _undated(self, begin: int, run: str) -> Iterator[tuple[int, str]]:
        """The run without words for a time, and the parts around an owner: "Karin Vogt Ende Januar", "Ann’s Law"."""
        last = at = 0
        before = ""
        for word in _WORDS.finditer(run) if self._may_part(run) else ():
            low = word.group().lower().rstrip(".")
            dated = low in self._calendar and not self._facts[before] & (GIVEN | TITLE)
            owns = before.endswith(_OWNED) and not self._of_own_name(run[word.start() :])
            if (dated or owns) and word.start() > last:
                yield begin + last, run[last : word.start()].rstrip()
            if dated or owns:
                last = word.end() if dated else word.start()
            before, at = word.group(), word.end()
        rest = run[last:].lstrip() if at or not last else run
        if rest:
            yield begin + len(run) - len(rest), rest

    def _may_part(self, run: str) -> bool:
        """A cheap look whether a run holds an owner or a word for a time."""
        return "’s " in run or "'s " in run or not self._calendar.isdisjoint(run.lower().replace(".", "").split())

    def _of_own_name(self, rest: str) -> bool:
        """Whether what an owner has makes one name with theirs: St Mary’s Hospital, Lloyd’s Bank."""
        return any(self._facts[word] & (INSTITUTION | DOCUMENT) for word in rest.split())

    def _belongs(self, before: Sequence[str], behind: str) -> bool:
        """Whether a small word joins a whole name to a body: "Amelie Kolbe von der Technischen Hochschule".

        Or a noun for words to whose they are: "Mensaje de Brel".
        """
        if len(before) == 1 and before[0].lower() in self._words.words.phrase.utterances:
            return True
        return (
            len(before) > 1
            and before[-1][:1].isupper()
            and any(self._facts[part] & _BODY == INSTITUTION for part in behind.split())
        )

    def _without_leads(self, run: str) -> tuple[int, tuple[str, ...]]:
        """The run without sentence-opening words, roles and titles before the name, and where it then begins."""
        parts, at = run.replace("’s", "").replace("'s", "").split(), 0
        while parts:
            facts = self._facts[parts[0]]
            opens = facts & _BEFORE_NAME or _ELIDED.match(parts[0])
            if not opens or facts & _OF_BODY == _OF_BODY or self._is_given(parts):
                break
            at = run.find(parts[1], at + len(parts[0])) if len(parts) > 1 else at
            parts = parts[1:]
            if parts and not parts[0][:1].isupper():
                return at, ()
        titled = max([i + 1 for i, part in enumerate(parts[:-1]) if self._facts[part] & TITLE], default=0)
        while titled > 0 or (len(parts) > 2 and (self._office_first(parts) or not parts[0][:1].isupper())):
            at = run.find(parts[1], at + len(parts[0]))
            parts = parts[1:]
            titled -= 1
        return at, tuple(parts)

    def _is_given(self, parts: Sequence[str]) -> bool:
        """Whether a small word is a given name here, a single surname behind it: Will Ashdown."""
        facts = self._facts[parts[0]]
        other = TITLE | ROLE | DETERMINER | SOURCE  # Secondo Rossi is "according to Rossi" sooner than a name
        return len(parts) == 2 and facts & (GIVEN | other) == GIVEN and parts[1][:1].isupper()

    def _may_open(self, parts: Sequence[str]) -> bool:
        """Whether the first of two words may only have its capital from the sentence that it opens: "Ask Agnes"."""
        if len(parts) != 2:
            return False
        names, words = self._words.given_names, self._words
        first, second = (part.split("-")[0].lower() for part in parts)
        if words.drops_subject and first in words.finite and first not in names:
            return True
        return second in names and first not in names and first in self._words.infinitives

    def _office_first(self, parts: list[str]) -> bool:
        """Whether a given name stands further back, so that the first word is an office: Kämmerin Ute Brandt."""
        names = self._words.given_names
        if parts[0].split("-")[0].lower() in names or len(parts[0]) <= 2:
            return False
        return any(part.split("-")[0].lower() in names for part in parts[1:-1])


@cache
def known_runs(words: Lexicon) -> Runs:
    return Runs(words)


class RunReader:
    """Reads the runs of one text."""

    def __init__(self, text: str, words: Lexicon) -> None:
        self._text = text
        self._words = words
        self._facts = known_words(words).facts
        self._known_runs = known_runs(words)
        self._offices: dict[int, str] = {}

    def _runs(self) -> Iterator[tuple[int, Run]]:
        """Where each run of the text begins that may be a name, without titles and roles before it."""
        known = self._known_runs
        for found in NAME.finditer(self._text):
            at = found.start()
            for run in known[found.group()]:
                if run.second is not None and self._opens(at + run.start):
                    run = run.second  # noqa: PLW2901
                long = len(run.parts) >= LEAST_WITH_FIELD
                yield self._without_field(at + run.start, run) if long else (at + run.start, run)

    def _without_field(self, start: int, run: Run) -> tuple[int, Run]:
        """A name without what its bearer is minister of: "la ministre de l'Agriculture Solène Abit"."""
        ministers = self._words.words.roles.ministers
        office = _OFFICE.search(self._text, max(0, start - FARTHEST_OFFICE), start) if ministers else None
        if office is None or office.group(1).lower() not in ministers:
            return start, run
        begin = self._text.find(run.parts[1], start + len(run.parts[0]))
        self._offices[begin] = office.group(1).lower()
        return begin, self._known_runs.run(0, run.parts[1:])

    def _opens(self, start: int) -> bool:
        """Whether a sentence begins at a place."""
        before = self._text[max(0, start - _LONGEST_CLOCK) : start].rstrip(" \u00a0\u202f«“„\"‘'")
        return before[-1:] in ".!?…\n" or heads_line().search(before) is not None
