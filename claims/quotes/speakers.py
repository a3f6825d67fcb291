"""Who a mention is: surnames to full names, pronouns and roles to the last fitting person, "the same office".

The names of a text are read once. What stands around a name (a title, a role, an age, a given name) says whether it
is a person's and of which gender; pronouns go to the last such person that fits, the subject of a sentence first.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right, insort
from collections.abc import Sequence
from functools import cached_property, lru_cache
from typing import NamedTuple

from claims.quotes.counting import Names
from claims.quotes.earlier import Earlier
from claims.quotes.people import CERTAIN, POSSIBLE, NameReader, Person
from claims.quotes.phrases import Kind, Phrase
from claims.quotes.tokens import Tokens
from claims.quotes.vocabulary import Gender
from claims.quotes.words import Lexicon
from sources.document import Span

MOST_HEARD = 4096
"""Speakers of whom the words of name and title are kept."""
FARTHEST = 40
"""Mentions looked back over for a pronoun; beyond that no reader would know either."""


class Resolved(NamedTuple):
    """A speaker with the place of the mention."""

    name: str
    mention: str
    span: Span | None
    title: str = ""
    kind: Kind = Kind.PERSON
    gender: Gender = ""
    """Of an institution, as its article shows it."""


class People(NameReader):
    """The persons of one text, and who spoke last."""

    def __init__(self, text: str, words: Lexicon, quoted: Sequence[Span], frames: Sequence[Span]) -> None:
        super().__init__(text, words, quoted)
        self._quoted = [span.start for span in quoted]
        self._quoted_ends = [span.end for span in quoted]
        self._frames = [span.start for span in frames]
        self._heard: list[tuple[int, Resolved]] = []
        self._earlier = Earlier(text, words, self._in_quote)

    def names(self) -> Names:
        """The parts of names of the text, and the last names of its persons."""
        certain = (person.name for person in self.persons.values() if person.evidence >= CERTAIN)
        possible = (one.name for one in self.persons.values() if one.evidence >= POSSIBLE and " " in one.name)
        lasts = (frozenset(name.rpartition(" ")[2].lower() for name in names) for names in (certain, possible))
        return Names(self._by_part, *lasts)

    def mentions_in(self, frame: Span) -> bool:
        """Whether a person is mentioned in a frame."""
        low, high = bisect_left(self._starts, frame.start), bisect_left(self._starts, frame.end)
        return any(self.persons[name].evidence >= CERTAIN for name in self._names[low:high])

    def mentioned(self, start: int, end: int, gender: Gender) -> bool:
        """Whether somebody whom a pronoun of this gender may mean is named between two places, outside quotations."""
        low, high = bisect_left(self._starts, start), bisect_left(self._starts, end)
        return any(self._may_be(i, gender, CERTAIN) and not self._led(self._starts[i]) for i in range(low, high))

    def resolve(self, phrase: Phrase, tokens: Tokens, known: Resolved | None = None) -> Resolved | None:
        """The speaker that a phrase of a frame names; None where a pronoun finds nobody.

        `known` is whom a pronoun means, where that was found out already.
        """
        span = tokens.span(phrase.first, phrase.end)
        mention = tokens.words(self._text, phrase.first, phrase.end)
        if phrase.kind is Kind.PRONOUN:
            known = known or self.last(span.start, phrase.gender)
            return None if known is None else Resolved(known.name, mention, span, known.title, known.kind)
        if phrase.kind is Kind.PERSON:
            return Resolved(self._full(phrase, span), mention, span, phrase.title)
        referred = self._referred(phrase, span) if phrase.definite else None
        if referred is not None:
            return Resolved(referred.name, mention, span, referred.title, referred.kind)
        body = phrase.kind is Kind.INSTITUTION
        return Resolved(phrase.name, mention, span, kind=phrase.kind, gender=phrase.gender if body else "")

    def office(self, phrase: Phrase, tokens: Tokens) -> Resolved:
        """Who holds an office that a sentence is about: the person named with it in the text, or the office itself."""
        span = tokens.span(phrase.first, phrase.end)
        mention = tokens.words(self._text, phrase.first, phrase.end)
        if phrase.kind is Kind.PERSON:
            return Resolved(self._full(phrase, span), mention, span, phrase.title)
        own = self._words.is_office(phrase.noun) and not self._person_with(phrase, span.start)
        referred = self._referred(phrase, span) if phrase.definite and not own else None
        return referred or Resolved(phrase.name, mention, span, kind=phrase.kind)

    def _full(self, phrase: Phrase, span: Span) -> str:
        name = phrase.name.removesuffix("’s").removesuffix("'s")
        name = self._known(name, span.start, phrase.gender)
        person = self.persons.setdefault(name, Person(name))
        person.evidence += 1
        if person.gender == "" and phrase.gender in ("m", "f"):
            person.gender = phrase.gender
        if phrase.noun and phrase.noun not in person.nouns:
            person.nouns.add(phrase.noun)
            insort(self._held.setdefault(phrase.noun, []), (span.start, name))
        return name

    def _known(self, name: str, at: int, gender: Gender) -> str:
        """The full name for a part of it, also behind a word that only looks like one: "Ask Agnes"."""
        owners = self._by_part.get(name.rpartition(" ")[2].lower(), ()) if " " in name else ()
        ending = f" {name}"
        whole = next((longer for _, longer in owners if longer.endswith(ending)), "")
        if whole or (name in self.persons and " " in name):
            return whole or name
        short = name
        while " " in short:
            first, short = short.split(maxsplit=1)
            low = first.lower()
            if low in self._by_part and any(one[1] != name for one in self._by_part[low]):
                return name
            if low in self._words.given_names:
                return name
            if short in self.persons and self.persons[short].evidence >= CERTAIN:
                return short
        return self.owner(short, at, gender) or name

    def _referred(self, phrase: Phrase, span: Span) -> Resolved | None:
        """The speaker whom a definite role or institution points back to."""
        if phrase.same:
            return self._heard_as(phrase) or self._last_heard(span.start)
        if phrase.kind not in (Kind.ROLE, Kind.THING):
            short = " " not in phrase.name and not phrase.possessive
            return self._heard_as(phrase) or self._body(phrase, span) if short else None
        return None if phrase.possessive or phrase.gender == "p" else self._in_role(phrase, span)

    def _in_role(self, phrase: Phrase, span: Span) -> Resolved | None:
        """Whom a role means: who is known by it, or else the last person, whom it describes."""
        last = self.last(span.start, phrase.gender)
        named = self._aged(phrase.noun) or self._person_with(phrase, span.start)
        pointing = phrase.name.count(" ") <= 1 or self._demonstrative(span)
        if named and (pointing or (last is not None and named == last.name)):
            return Resolved(named, phrase.name, span)
        if not pointing:
            near = self._just_named(last, span.start)
            describes = (
                phrase.name[:1].islower() and phrase.name == phrase.name.lower() and self._in_sight(last, span.start)
            )
            return last if near else self._holder(phrase, last) if describes else None
        if phrase.noun and self._earlier.introduced(phrase.noun, span.start, self._held.get(phrase.noun, ())):
            return self._heard_as(phrase) if " " not in phrase.name else None
        return self._holder(phrase, last)

    def _in_sight(self, last: Resolved | None, at: int) -> bool:
        """Whether somebody spoke or was named in the same paragraph before a place."""
        if last is None:
            return False
        begin = self._text.rfind("\n", 0, at)
        near = bisect_left(self._starts, at) - 1
        named = near >= 0 and self._starts[near] > begin and self._names[near] == last.name
        return named or any(place > begin and one.name == last.name for place, one in self._heard[-2:])

    def _just_named(self, last: Resolved | None, at: int) -> bool:
        """Whether somebody without any known role was named right before: the role now tells who that is."""
        person = self.persons.get(last.name) if last is not None else None
        if person is None or person.nouns:
            return False
        near = bisect_left(self._starts, at) - 1
        begin = self._frame_start(self._frame_start(at) - 1)
        return near >= 0 and any(
            self._names[i] == person.name for i in range(near, max(-1, near - 6), -1) if self._starts[i] >= begin
        )

    def _holder(self, phrase: Phrase, last: Resolved | None) -> Resolved | None:
        """The last person, unless that person is known by another office than the one named."""
        person = self.persons.get(last.name) if last is not None else None
        known = person.nouns if person is not None else set()
        other = (
            phrase.noun not in known and self._words.is_office(phrase.noun) and any(map(self._words.is_office, known))
        )
        return None if other else last

    def _body(self, phrase: Phrase, span: Span) -> Resolved | None:
        """The full name of an institution that is called by its noun alone: "the federation"."""
        found = self._bodies.get(phrase.noun, ())
        name = next((name for place, name in reversed(found) if place < span.start), "")
        name = name or self._earlier.with_complement(phrase.noun, span.start)
        return Resolved(name, phrase.name, span, kind=phrase.kind) if name else None

    def _demonstrative(self, span: Span) -> bool:
        return span.of(self._text).split()[0].lower() in self._words.demonstratives

    def _heard_as(self, phrase: Phrase) -> Resolved | None:
        """The last speaker whose name or title has the phrase's noun in it."""
        for _, heard in reversed(self._heard[-FARTHEST:]):
            if phrase.noun and phrase.noun in _words_of(heard.name, heard.title):
                return heard
        return None

    def _aged(self, noun: str) -> str:
        """The person of the age that stands for one: "the 52-year-old"."""
        return self._ages.get(noun.partition("-")[0], "") if noun[:1].isdigit() else ""

    def _person_with(self, phrase: Phrase, at: int) -> str:
        """The last person before a place, or else the first after it, whom the text names with a role."""
        every = self._held.get(phrase.noun, [])
        place = bisect_right(every, (at, "\uffff"))
        held = [one for one in every[max(0, place - FARTHEST) : place + 1] if self._fits(one[1], phrase.gender)]
        before = [name for start, name in held if start <= at]
        if before or not held:
            return before[-1] if before else ""
        last = self.last(at, phrase.gender)
        return "" if self._just_named(last, at) else held[0][1]

    @cached_property
    def main(self) -> Resolved | None:
        """The first person whom the text names."""
        first = next((name for name in self._names if self.persons[name].evidence >= CERTAIN), "")
        return Resolved(first, "", None) if first else None

    def hear(self, at: int, speaker: Resolved) -> None:
        """Note that somebody speaks at a place."""
        self._heard.append((at, speaker))
        if speaker.kind is Kind.PERSON and speaker.name in self.persons:
            self.persons[speaker.name].evidence += 1

    def _last_heard(self, at: int) -> Resolved | None:
        return next((heard for place, heard in reversed(self._heard[-FARTHEST:]) if place <= at), None)

    def last(self, at: int, gender: Gender = "") -> Resolved | None:
        """The last person before a place that a pronoun of this gender fits, or the last speaker, if later."""
        recent = reversed(self._heard[-FARTHEST:])
        heard = next((one for one in recent if one[0] <= at and self._heard_fits(one[1], gender)), None)
        mentioned = self._last_mentioned(at, gender)
        if mentioned is None or (heard is not None and heard[0] >= self._starts[mentioned]):
            return heard[1] if heard is not None else None
        return Resolved(self._names[mentioned], "", None)

    def fits(self, speaker: Resolved, gender: Gender) -> bool:
        """Whether a pronoun of this gender may mean a speaker."""
        named = speaker.kind is Kind.INSTITUTION and gender in ("n", speaker.gender)
        return named or self._heard_fits(speaker, gender)

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
        here = self._frame_start(at)
        for least in (CERTAIN, POSSIBLE):
            for i in range(near, max(-1, near - FARTHEST), -1):
                if self._may_be(i, gender, least) and not (self._starts[i] >= here and self._led(self._starts[i])):
                    return self._first_of_frame(i, gender, least)
        return None

    def _may_be(self, i: int, gender: Gender, least: int) -> bool:
        person = self.persons[self._names[i]]
        return person.evidence >= least and self._fits(person.name, gender) and not self._in_quote(self._starts[i])

    def _first_of_frame(self, i: int, gender: Gender, least: int) -> int:
        """The first fitting person of the same sentence: rather its subject than somebody it mentions."""
        begin = self._frame_start(self._starts[i])
        first = i
        for j in range(i, max(-1, i - FARTHEST), -1):
            if self._starts[j] < begin:
                break
            if self._may_be(j, gender, least):
                first = j
        return first

    def _frame_start(self, at: int) -> int:
        frame = bisect_right(self._frames, at) - 1
        return self._frames[frame] if frame >= 0 else 0

    def _led(self, at: int) -> bool:
        """Whether a preposition stands before a mention: "asked by Ferrante whether she would …"."""
        before = self._word_before(at)
        return before in self._words.stops or before in self._words.connectors

    def _in_quote(self, at: int) -> bool:
        i = bisect_right(self._quoted, at) - 1
        return i >= 0 and at < self._quoted_ends[i]


@lru_cache(maxsize=MOST_HEARD)
def _words_of(name: str, title: str) -> frozenset[str]:
    return frozenset(re.findall(r"\w+", f"{name} {title}".lower()))
