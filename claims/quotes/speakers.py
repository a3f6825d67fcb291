"""Who a mention is: surnames to full names, pronouns and roles to the last fitting person, "the same office".

The names of a text are read once. What stands around a name (a title, a role, an age, a given name) says whether it
is a person's and of which gender; pronouns go to the last such person that fits, the subject of a sentence first.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from claims.quotes.cues import Names
from claims.quotes.phrases import Kind, Phrase
from claims.quotes.tokens import Token
from claims.quotes.words import Gender, Lexicon
from sources.document import Span

CERTAIN = 2
"""From this evidence on a name is taken for a person's: one title, role, age or given name is worth it."""
FARTHEST = 40
"""Mentions looked back over for a pronoun; beyond that no reader would know either."""

_CAPITAL = "".join(chr(code) for code in range(0x24F) if chr(code).isupper()) + "\u0391-\u03a9\u0410-\u042f"
_NAME = re.compile(
    rf"\b[{_CAPITAL}](?:\.|[\w’'-]*)(?:[ \u00a0\n](?:(?:\w{{1,3}}|d[’'])[ \u00a0’']){{0,2}}[{_CAPITAL}](?:\.|[\w’'-]*)){{0,4}}"
)
_AGE = re.compile(r"\s?[,(]\s?(?:\w{2,4}\s)?\d{1,2}(?:\s?\w+)?\s?[,.)](?!\d)")
_SMALL = re.compile(rf"(?<=\s)([^\W{_CAPITAL}]+|d[’'])(?:\s+|(?<=[’']))")
_LAST_WORD = re.compile(r"([\w.'’-]+),?\s*$")


@dataclass(slots=True)
class Person:
    """A name of the text with what is known of it."""

    name: str
    gender: Gender = ""
    evidence: int = 0
    nouns: set[str] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class Resolved:
    """A speaker with the place of the mention."""

    name: str
    mention: str
    span: Span | None
    title: str = ""
    kind: Kind = Kind.PERSON


class People:
    """The persons of one text, and who spoke last."""

    def __init__(self, text: str, words: Lexicon, quoted: Sequence[Span], frames: Sequence[Span]) -> None:
        self._text = text
        self._words = words
        self._quoted = [span.start for span in quoted]
        self._quoted_ends = [span.end for span in quoted]
        self._frames = [span.start for span in frames]
        self.persons: dict[str, Person] = {}
        self._by_part: dict[str, list[tuple[int, str]]] = {}
        self._starts: list[int] = []
        self._names: list[str] = []
        self._heard: list[tuple[int, Resolved]] = []
        self._read()

    def _read(self) -> None:
        singles: list[tuple[int, str]] = []
        for found in _NAME.finditer(self._text):
            for begin, run in self._runs(found.start(), found.group()):
                start, parts = self._stripped(begin, run)
                if len(parts) == 1 and not self._stands_alone(start, parts[0]):
                    singles.append((start, parts[0]))
                elif parts:
                    self._note(start, " ".join(parts), parts)
        for start, part in singles:
            owner = self.owner(part, start)
            if owner:
                self._mention(start, owner)
        order = sorted(range(len(self._starts)), key=self._starts.__getitem__)
        self._names = [self._names[i] for i in order]
        self._starts = [self._starts[i] for i in order]

    def _runs(self, start: int, run: str) -> Iterator[tuple[int, str]]:
        """The run, cut at small words that never stand inside a name."""
        begin = 0
        for small in _SMALL.finditer(run):
            if small.group(1).lower() not in self._words.particles | self._words.inner_particles:
                yield start + begin, run[begin : small.start()]
                begin = small.end()
        yield start + begin, run[begin:]

    def _stands_alone(self, start: int, part: str) -> bool:
        """Whether a single word is a person's name by itself: a title, a role or an age next to it says so."""
        if part.lower() in self._by_part or self._evidence(start, start + len(part), [part]) < CERTAIN:
            return False
        return not self._words.words.roles.compounds or part.lower() in self._words.given_names

    def _stripped(self, start: int, run: str) -> tuple[int, list[str]]:
        """The run without sentence-opening words, roles and titles before the name, and their length."""
        parts = re.findall(r"\S+", run.replace("’s", "").replace("'s", ""))
        words = self._words
        while parts:
            low = parts[0].lower().replace("’", "'")
            known = low in words.common or low in words.determiners or low in words.stops or low in words.words.pronouns
            if not (known or low in words.titles or words.role(low) is not None):
                break
            start = self._text.find(parts[1], start + len(parts[0])) if len(parts) > 1 else start
            parts = parts[1:]
        while len(parts) > 2 and self._office_first(parts):
            start = self._text.find(parts[1], start + len(parts[0]))
            parts = parts[1:]
        return start, [part.rstrip(".") if len(part) > 2 else part for part in parts]

    def names(self) -> Names:
        """The parts of names of the text, and the last names of its persons."""
        certain = (person.name for person in self.persons.values() if person.evidence >= CERTAIN)
        return Names(self._by_part, frozenset(name.split()[-1].lower() for name in certain))

    def _office_first(self, parts: list[str]) -> bool:
        """Whether a given name stands further back, so that the first word is an office: Kämmerin Ute Brandt."""
        names = self._words.given_names
        if parts[0].split("-")[0].lower() in names or len(parts[0]) <= 2:
            return False
        return any(part.split("-")[0].lower() in names for part in parts[1:-1])

    def _note(self, start: int, name: str, parts: list[str]) -> None:
        evidence = self._evidence(start, start + len(name), parts)
        person = self.persons.setdefault(name, Person(name))
        person.evidence = max(person.evidence, evidence)
        person.gender = person.gender or self._gender(start, parts)
        for part in parts:
            if part[:1].isupper():
                owners = self._by_part.setdefault(part.lower(), [])
                if not owners or owners[-1][1] != name:
                    owners.append((start, name))
        self._mention(start, name)

    def _mention(self, start: int, name: str) -> None:
        self._starts.append(start)
        self._names.append(name)

    def _evidence(self, start: int, end: int, parts: list[str]) -> int:
        words = self._words
        if any(words.is_institution(part.lower()) or words.is_document(part.lower()) for part in parts):
            return -3
        before = self._word_before(start)
        score = 1 if len(parts) > 1 else 0
        if before in words.titles or words.role(before) is not None:
            score += 3
        elif before in words.determiners or before in words.stops or before in words.connectors:
            score -= 2
        if _AGE.match(self._text, end):
            score += 5
        if len(parts) > 1 and parts[0].split("-")[0].lower() in words.given_names:
            score += 3
        after = self._text[end : end + 40]
        if len(parts) > 1 and after[:1] == "," and self._text[max(0, start - 2) : start] == ", ":
            score += 1
        if after[:2] == ", " and any(words.role(word.lower()) is not None for word in re.findall(r"\w+", after)[:3]):
            score += 3
        return score

    def _gender(self, start: int, parts: list[str]) -> Gender:
        """Told by a title, else by the given name, else by the role: offices often keep the masculine form."""
        before = self._word_before(start)
        given = self._words.given_names.get(parts[0].split("-")[0].lower(), "") if len(parts) > 1 else ""
        found = (self._words.titles.get(before), given, self._words.role(before))
        return next((one for one in found if one in ("m", "f")), "")

    def _word_before(self, start: int) -> str:
        found = _LAST_WORD.search(self._text, max(0, start - 30), start)
        return found.group(1).lower().replace("’", "'") if found else ""

    def owner(self, part: str, at: int, gender: Gender = "") -> str:
        """The full name that a surname (or given name) stands for at a place: the last one before, else the next."""
        owners = [one for one in self._by_part.get(part.lower(), ()) if self._fits(one[1], gender)]
        if not owners:
            return ""
        people = [one for one in owners if self.persons[one[1]].evidence >= 0] or owners
        last = [name for _, name in people if name.split()[-1].lower() == part.lower()] or [name for _, name in people]
        before = [name for start, name in people if start <= at and name in last]
        return before[-1] if before else last[0]

    def _fits(self, name: str, gender: Gender) -> bool:
        return gender not in ("m", "f") or self.persons[name].gender in ("", gender)

    def resolve(self, phrase: Phrase, tokens: Sequence[Token]) -> Resolved | None:
        """The speaker that a phrase of a frame names; None where a pronoun finds nobody."""
        span = Span(tokens[phrase.first].start, tokens[phrase.end - 1].end)
        mention = " ".join(span.of(self._text).split())
        if phrase.kind is Kind.PRONOUN:
            known = self.last(span.start, phrase.gender)
            return None if known is None else Resolved(known.name, mention, span, known.title, known.kind)
        if phrase.kind is Kind.PERSON:
            return Resolved(self._full(phrase, span), mention, span, phrase.title)
        referred = self._referred(phrase, span) if phrase.definite else None
        if referred is not None:
            return Resolved(referred.name, mention, span, referred.title, referred.kind)
        return Resolved(phrase.name, mention, span, kind=phrase.kind)

    def _full(self, phrase: Phrase, span: Span) -> str:
        name = re.sub(r"[’']s$", "", phrase.name)
        if " " not in name:
            name = self.owner(name, span.start, phrase.gender) or name
        person = self.persons.setdefault(name, Person(name))
        person.evidence += 1
        if person.gender == "" and phrase.gender in ("m", "f"):
            person.gender = phrase.gender
        if phrase.noun:
            person.nouns.add(phrase.noun)
        return name

    def _referred(self, phrase: Phrase, span: Span) -> Resolved | None:
        """The speaker whom a definite role or institution points back to."""
        if phrase.same:
            return self._heard_as(phrase) or self._last_heard(span.start)
        earlier = self._heard_as(phrase)
        short = " " not in phrase.name
        if phrase.kind is Kind.ROLE and short:
            named = self._person_with(phrase.noun)
            if named:
                return Resolved(named, phrase.name, span)
        pointing = phrase.name.count(" ") <= 1 and self._words.is_anaphoric(phrase.noun)
        if phrase.kind is Kind.ROLE and not phrase.possessive and (pointing or self._demonstrative(span)):
            return self.last(span.start, phrase.gender)
        return earlier if short and not phrase.possessive else None

    def _demonstrative(self, span: Span) -> bool:
        return span.of(self._text).split()[0].lower() in self._words.demonstratives

    def _heard_as(self, phrase: Phrase) -> Resolved | None:
        """The last speaker whose name or title has the phrase's noun in it."""
        for _, heard in reversed(self._heard):
            if phrase.noun and phrase.noun in re.findall(r"\w+", f"{heard.name} {heard.title}".lower()):
                return heard
        return None

    def _person_with(self, noun: str) -> str:
        return next((person.name for person in reversed(self.persons.values()) if noun in person.nouns), "")

    def hear(self, at: int, speaker: Resolved) -> None:
        """Note that somebody speaks at a place."""
        self._heard.append((at, speaker))
        if speaker.kind is Kind.PERSON and speaker.name in self.persons:
            self.persons[speaker.name].evidence += 1

    def _last_heard(self, at: int) -> Resolved | None:
        return next((heard for place, heard in reversed(self._heard) if place <= at), None)

    def last(self, at: int, gender: Gender = "") -> Resolved | None:
        """The last person before a place that a pronoun of this gender fits, or the last speaker, if later."""
        heard = next((one for one in reversed(self._heard) if one[0] <= at and self._heard_fits(one[1], gender)), None)
        mentioned = self._last_mentioned(at, gender)
        if mentioned is None or (heard is not None and heard[0] >= self._starts[mentioned]):
            return heard[1] if heard is not None else None
        return Resolved(self._names[mentioned], "", None)

    def _heard_fits(self, heard: Resolved, gender: Gender) -> bool:
        if gender in ("p", "mp", "fp"):
            return heard.kind is not Kind.PERSON or " " in heard.name
        if heard.kind is not Kind.PERSON:
            return gender in ("", "x", "n") or heard.kind is Kind.ROLE
        person = self.persons.get(heard.name)
        return gender != "n" and (person is None or self._fits(heard.name, gender))

    def _last_mentioned(self, at: int, gender: Gender) -> int | None:
        if gender in ("n", "p", "mp", "fp"):
            return None
        near = bisect_left(self._starts, at) - 1
        for i in range(near, max(-1, near - FARTHEST), -1):
            if self._may_be(i, gender):
                return self._first_of_frame(i, gender)
        return None

    def _may_be(self, i: int, gender: Gender) -> bool:
        person = self.persons[self._names[i]]
        return person.evidence >= CERTAIN and self._fits(person.name, gender) and not self._in_quote(self._starts[i])

    def _first_of_frame(self, i: int, gender: Gender) -> int:
        """The first fitting person of the same sentence: rather its subject than somebody it mentions."""
        frame = bisect_right(self._frames, self._starts[i]) - 1
        begin = self._frames[frame] if frame >= 0 else 0
        first = i
        for j in range(i, max(-1, i - FARTHEST), -1):
            if self._starts[j] < begin:
                break
            if self._may_be(j, gender):
                first = j
        return first

    def _in_quote(self, at: int) -> bool:
        i = bisect_right(self._quoted, at) - 1
        return i >= 0 and at < self._quoted_ends[i]
