"""The names of a text, and which of them are persons': a title, a role, an age or a given name tells.

A name is a run of capitalised words. What stands around it is weighed as evidence, and tells its gender too.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Container, Sequence
from dataclasses import dataclass, field
from typing import Final

from claims.quotes.lexical.facts import (
    AUXILIARY,
    CONNECTOR,
    DETERMINER,
    DOCUMENT,
    GIVEN,
    INSTITUTION,
    ROLE,
    STOP,
    TITLE,
)
from claims.quotes.lexical.vocabulary import Gender
from claims.quotes.lexical.words import Lexicon
from claims.quotes.nouns.bodies import Bodies
from claims.quotes.nouns.runs import Run, RunReader
from sources.document import Span

MOST_OWNERS: Final = 64
"""Names that share a word. A text with more of them is a list, and no surname tells whose it is."""
POSSIBLE: Final = 1
"""A name of two words without an article or a preposition before it: a person's, where nobody else is in sight."""
CERTAIN: Final = 2
"""From this evidence on a name is taken for a person's: one title, role, age or given name is worth it."""

BESIDE_ROLE: Final = 3
"""The evidence that a role beside a name is."""
FARTHEST_ROLE: Final = 60
"""Characters behind a name in which a role is looked for."""
FARTHEST_COMMA: Final = 4
"""Characters before a name in which the comma behind its role stands, white space included."""

TWO: Final = 2
LONGEST_NICKNAME: Final = 20
"""Characters between marks behind a name that may be what people call somebody."""

_TOLD: Final = ("m", "f")
_ASIDE: Final = frozenset(",(")
_NICKNAMED: Final = re.compile(r",?\s(?:[^\W\d]+[\s’']){0,4}\Z|, \Z")
_BEFORE_MARKS: Final = re.compile(r"(?<!\w)(\w++)\s\Z")
_BEHIND_MARKS: Final = re.compile(r"\s([^\W\d_][\w’'-]*)")
_WORD: Final = re.compile(r"[\w’'-]+")
_PARTING: Final = re.compile(r"[,.;:!?«“„\"»”(]")
_APPOSED: Final = re.compile(r"[\w’'-]+|[^\w\s]")
_AGE: Final = re.compile(r"\s?[,(]\s?(?:\w{2,4}\s)?(\d{1,2})(?:\s?\w+)?\s?[,.)](?!\d)")
_SHORTENED: Final = re.compile(r"\.(?:,| [^\W\d_A-ZÀ-Þ])")
"""What stands behind a word that was cut short, as a state is: "Harlow, Va., where …"."""
_ACTS: Final = re.compile(r", (?:der|die|dessen|deren) ")
_RELATIVE: Final = re.compile(r",\s(\w+)")
_BETWEEN: Final = " \n\u00a0\u202f,"
_BOUND: Final = re.compile("[ \n\u00a0\u202f«“„(‘’'\"—–]")


@dataclass(slots=True)
class Person:
    """A name of the text with what is known of it."""

    name: str
    gender: Gender = ""
    evidence: int = 0
    nouns: set[str] = field(default_factory=set)


class NameReader(RunReader):
    """Reads the names of a text once. `persons` are all of them, with evidence; mentions are ordered by place."""

    def __init__(self, text: str, words: Lexicon, quoted: Sequence[Span] = ()) -> None:
        super().__init__(text, words)
        self.persons: dict[str, Person] = {}
        self._by_part: dict[str, list[tuple[int, str]]] = {}
        self._starts: list[int] = []
        self._names: list[str] = []
        self._ages: dict[str, str] = {}
        self._bodies = Bodies(text, words)
        self._held: dict[str, list[tuple[int, str]]] = {}
        self._nicknamed = quoted
        self._born, self._agents, self._whose = words.words.phrase.born, words.words.agents, words.words.phrase.whose
        self._before = (-1, "")
        self._read()

    def _read(self) -> None:
        singles: list[tuple[int, Run]] = []
        for start, run in self._runs():
            if run.low and (run.common or run.low in self._by_part or not self._stands_alone(start, run)):
                singles.append((start, run))
                self._bodies.note(start, run.name)
            else:
                self._note(start, run)
        self._read_nicknames()
        for start, run in singles:
            owner = self.owner(run.name, start) if run.low in self._by_part else ""
            if owner:
                self._mention(start, owner)
        mentions = zip(self._names, self._starts, strict=True)
        self._names = [name if " " in name else self._longer(name, start) for name, start in mentions]
        order = sorted(range(len(self._starts)), key=self._starts.__getitem__)
        self._names = [self._names[i] for i in order]
        self._starts = [self._starts[i] for i in order]

    def _read_nicknames(self) -> None:
        """What stands between marks right behind a name and a comma: "Givanildo Souza, o “Muralha”, …"."""
        short = [span for span in self._nicknamed if span.end - span.start <= 2 * LONGEST_NICKNAME]
        ends = {start + len(name): name for start, name in zip(self._starts, self._names, strict=True)} if short else {}
        places = sorted(ends)
        for span in short:
            nick = span.of(self._text).strip("«»“”„\"'‘’ \u00a0\u202f,").lower()
            if not nick or len(nick) > LONGEST_NICKNAME:
                continue
            self._read_inside(span)
            begin = max(0, span.start - 40)
            named = bisect_left(places, begin) < bisect_left(places, span.start)
            lead = _NICKNAMED.search(self._text, begin, span.start) if named else None
            name = ends.get(lead.start()) if lead is not None else None
            if name is not None:
                self._by_part.setdefault(nick.rpartition(" ")[2], []).append((span.start, name))

    def _read_inside(self, span: Span) -> None:
        """The name around marks that stand inside it: "Donald “Tosh” Reed"."""
        last = _BEHIND_MARKS.match(self._text, span.end)
        given = _BEFORE_MARKS.search(self._text, max(0, span.start - 40), span.start) if last is not None else None
        if given is not None and last is not None and self._facts[given.group(1)] & GIVEN:
            run = self._known_runs.run(0, (given.group(1), last.group(1)))
            nick = span.of(self._text).strip("«»“”„\"'‘’ ").lower()
            self._note(given.start(1), run)
            self._by_part.setdefault(nick, []).append((span.start, run.name))

    def _longer(self, name: str, at: int) -> str:
        """The full name that a given name alone stands for, where the text has one."""
        if all(one[1] == name for one in self._by_part.get(name.lower(), ())):
            return name
        full = self.owner(name, at) or name
        person, alone = self.persons[full], self.persons[name]
        if full != name:
            person.evidence = max(person.evidence, alone.evidence)
            person.nouns |= alone.nouns
        return full

    def _stands_alone(self, start: int, run: Run) -> bool:
        """Whether a single word is a person's name by itself: a title, a role or an age next to it says so."""
        end = start + len(run.name)
        if not (run.given or self._told_beside(start, end)) or _is_none(self._text, start, end):
            return False
        if run.low.endswith(self._words.words.past_endings or ("\n",)) and self._opens(start):
            return False
        if not (run.given or self._words.capital_nouns) and _AGE.match(self._text, end) and self._opens(start):
            return False  # Florist, 52, …: what she is, where no name of the text has the word
        beside = BESIDE_ROLE if self._roles_beside(start, end) else 0
        return self._evidence(start, run) + beside >= CERTAIN

    def _told_beside(self, start: int, end: int) -> bool:
        """A cheap look around a word: does a title, a role, a comma or a bracket stand next to it?"""
        text = self._text
        if not _ASIDE.isdisjoint(text[end : end + 2]) or "," in text[max(0, start - FARTHEST_COMMA) : start]:
            return True
        before = self._word_before(start)
        return before != "" and self._facts[before] & (TITLE | ROLE) != 0

    def _note(self, start: int, run: Run) -> None:
        if self._word_before(start) in self._born:
            return
        name, evidence = run.name, self._evidence(start, run)
        person = self._person(name)
        person.evidence = max(person.evidence, evidence)
        roles = self._roles_beside(start, start + len(name))
        person.gender = person.gender or self._gender(start, run, roles)
        if roles and evidence >= 0:
            person.nouns.update(roles)
            person.evidence += BESIDE_ROLE
            for role in roles:
                self._held.setdefault(role, []).append((start, name))
        if evidence < CERTAIN:
            self._bodies.note(start, name, run.parts if evidence < 0 and not run.low else ())
        for key in run.keys:
            owners = self._by_part.setdefault(key, [])
            if len(owners) < MOST_OWNERS and (not owners or owners[-1][1] != name):
                owners.append((start, name))
        self._mention(start, name)

    def _person(self, name: str) -> Person:
        """Who has a name, as of now if nobody had it before."""
        person = self.persons.get(name)
        if person is None:
            person = self.persons[name] = Person(name)
        return person

    def _mention(self, start: int, name: str) -> None:
        self._starts.append(start)
        self._names.append(name)

    def _evidence(self, start: int, run: Run) -> int:
        if run.facts & (INSTITUTION | DOCUMENT):
            return -3
        before = self._word_before(start)
        led = self._facts[before] if before else 0
        score = 0 if run.low else 1
        if led & TITLE:
            score += 3
        elif led & (DETERMINER | STOP | CONNECTOR) and not led & AUXILIARY and before not in self._words.words.copulas:
            score -= 3 if led & DETERMINER and _is_title(self._text, start - 1 - len(before), run) else 2
        if run.given:
            score += 2 if run.low else 3
        end = start + len(run.name)
        if self._words.capital_nouns and len(run.parts) == TWO and _ACTS.match(self._text, end) and self._opens(start):
            score += 1
        return score if _ASIDE.isdisjoint(self._text[end : end + 2]) else score + self._set_off(start, end, run)

    def _set_off(self, start: int, end: int, run: Run) -> int:
        """The evidence behind the comma or the bracket behind a name."""
        score = 0
        aged = _AGE.match(self._text, end)
        if aged is not None:
            score += 5
            self._ages.setdefault(aged.group(1), run.name)
        relative = _RELATIVE.match(self._text, end)
        if relative is not None and relative.group(1).lower() in self._words.words.personal:
            score += 3
        if not run.low and self._text[end : end + 1] == "," and self._text[max(0, start - 2) : start] == ", ":
            score += 1
        return score

    def _roles_beside(self, start: int, end: int) -> list[str]:
        """The roles apposed to a name: right before it, or behind it between commas ("Name, the city's director,")."""
        words = self._words
        before = self._word_before(start)
        roles = self._role_ahead(start) or ([before] if self._facts[before] & ROLE else [])
        if self._text[end : end + 1] not in ",(":
            return roles
        for found in _APPOSED.finditer(self._text, end + 1, end + FARTHEST_ROLE):
            word = found.group()
            low = word.lower()
            if not (word[0].isalnum() or word in "-’'") or low in words.that or low in self._whose:
                break
            if roles and not words.capital_nouns and word[0].isupper():
                break
            if low in self._agents and (roles or not words.capital_nouns):
                break
            if self._facts[word] & ROLE:
                roles.append(low)
                if words.verb_first:
                    break
        return roles

    def _role_ahead(self, start: int) -> list[str]:
        """The role that a name is apposed to: "la maire de Sarnac, Lise Arnoult"."""
        if self._text[max(0, start - FARTHEST_COMMA) : start].rstrip()[-1:] != ",":
            return []
        lead = self._text[max(0, start - FARTHEST_ROLE) : start].rstrip()
        words = _WORD.findall(_PARTING.split(lead[:-1])[-1])
        parts = [word.lower().replace("’", "'").rpartition("'")[2] for word in words]
        held = [i for i, part in enumerate(parts) if self._words.role(part) not in (None, "p")]
        heads = [i for i in held if not self._depends_on(parts[:i], self._words.connectors)]
        return [parts[heads[-1]]] if heads and not self._depends_on(parts[: heads[-1]], self._agents) else []

    def _depends_on(self, before: list[str], leads: Container[str]) -> bool:
        """Whether the words before a role end with "of the" or "by the", so that it is another's."""
        while before and before[-1] in self._words.determiners and before[-1] not in leads:
            before = before[:-1]
        return bool(before) and before[-1] in leads

    def _gender(self, start: int, run: Run, roles: list[str]) -> Gender:
        """Told by a title, else by the given name, else by the role: offices often keep the masculine form."""
        words = self._words
        titled = words.titles.get(self._word_before(start), "")
        if titled in _TOLD:
            return titled
        if run.gender in _TOLD:
            return run.gender
        told = (gender for gender in map(words.role, roles) if gender in _TOLD)
        return next(told, run.ending) if roles else run.ending

    def _word_before(self, start: int) -> str:
        """The word before a place, in lower case; the last answer is kept, since several ask for the same place."""
        if self._before[0] != start:
            self._before = start, self._offices.get(start) or self._read_before(start)
        return self._before[1]

    def _read_before(self, start: int) -> str:
        text, least = self._text, max(0, start - 30)
        word = text[max(least, text.rfind(" ", least, start - 1) + 1) : start - 1]
        if start and word.isalpha() and text[start - 1] in _BETWEEN:
            return word.lower()
        before = text[least:start].rstrip(_BETWEEN)
        word = before.rpartition(" ")[2]
        return word.lower() if word.isalpha() else _BOUND.split(word)[-1].lower()

    def owner(self, part: str, at: int, gender: Gender = "") -> str:
        """The full name that a surname (or given name) stands for at a place: the last one before, else the next."""
        every = self._by_part.get(part.lower(), ())
        if len(every) == 1:
            return every[0][1] if self._fits(every[0][1], gender) else ""
        owners = [one for one in every if self._fits(one[1], gender)] if gender in _TOLD else every
        if not owners:
            return ""
        people = [one for one in owners if self.persons[one[1]].evidence >= 0] or owners
        people = [one for one in people if " " in one[1]] or people
        last = [name for _, name in people if name.split()[-1].lower() == part.lower()] or [name for _, name in people]
        before = [name for start, name in people if start <= at and name in last]
        return before[-1] if before else last[0]

    def _fits(self, name: str, gender: Gender) -> bool:
        return gender not in _TOLD or self.persons[name].gender in ("", gender)


def _is_none(text: str, start: int, end: int) -> bool:
    """Whether a word is no whole name by what is behind it: a stop, a number, a label's colon (Present:)."""
    behind = text[end : end + 2]
    if behind[:1] == ":":
        return text[max(0, start - 1) : start] == "\n"
    if behind[:1] == ".":
        return _SHORTENED.match(text, end) is not None
    return behind[:1].isspace() and behind[1:].isdecimal()  # Room 4


def _is_title(text: str, at: int, run: Run) -> bool:
    """Whether an article with a capital at a place is a title's, inside a sentence: "his blog, The Long Way, …"."""
    capital = at > 1 and not run.low and text[at].isupper()
    return capital and text[at - 1] == " " and text[at - 2] not in ".!?…:"
