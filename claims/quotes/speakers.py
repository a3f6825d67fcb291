"""Who a mention is: surnames to full names, pronouns and roles to the last fitting person, "the same office".

The names of a text are read once. What stands around a name (a title, a role, an age, a given name) says whether it
is a person's and of which gender; pronouns go to the last such person that fits, the subject of a sentence first.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from claims.quotes.people import CERTAIN, POSSIBLE, NameReader, Person
from claims.quotes.phrases import Kind, Phrase
from claims.quotes.tokens import Token
from claims.quotes.verbs import Names
from claims.quotes.vocabulary import Gender
from claims.quotes.words import Lexicon
from sources.document import Span

FARTHEST = 40
"""Mentions looked back over for a pronoun; beyond that no reader would know either."""


@dataclass(frozen=True, slots=True)
class Resolved:
    """A speaker with the place of the mention."""

    name: str
    mention: str
    span: Span | None
    title: str = ""
    kind: Kind = Kind.PERSON


class People(NameReader):
    """The persons of one text, and who spoke last."""

    def __init__(self, text: str, words: Lexicon, quoted: Sequence[Span], frames: Sequence[Span]) -> None:
        super().__init__(text, words)
        self._quoted = [span.start for span in quoted]
        self._quoted_ends = [span.end for span in quoted]
        self._frames = [span.start for span in frames]
        self._heard: list[tuple[int, Resolved]] = []
        self._by_noun: dict[str, str] = {}

    def names(self) -> Names:
        """The parts of names of the text, and the last names of its persons."""
        certain = (person.name for person in self.persons.values() if person.evidence >= CERTAIN)
        return Names(self._by_part, frozenset(name.split()[-1].lower() for name in certain))

    def mentions_in(self, frame: Span) -> bool:
        """Whether a person is mentioned in a frame."""
        low, high = bisect_left(self._starts, frame.start), bisect_left(self._starts, frame.end)
        return any(self.persons[name].evidence >= CERTAIN for name in self._names[low:high])

    def resolve(self, phrase: Phrase, tokens: Sequence[Token], known: Resolved | None = None) -> Resolved | None:
        """The speaker that a phrase of a frame names; None where a pronoun finds nobody.

        `known` is whom a pronoun means, where that was found out already.
        """
        span = Span(tokens[phrase.first].start, tokens[phrase.end - 1].end)
        mention = " ".join(span.of(self._text).split())
        if phrase.kind is Kind.PRONOUN:
            known = known or self.last(span.start, phrase.gender)
            return None if known is None else Resolved(known.name, mention, span, known.title, known.kind)
        if phrase.kind is Kind.PERSON:
            return Resolved(self._full(phrase, span), mention, span, phrase.title)
        referred = self._referred(phrase, span) if phrase.definite else None
        if referred is not None:
            return Resolved(referred.name, mention, span, referred.title, referred.kind)
        return Resolved(phrase.name, mention, span, kind=phrase.kind)

    def office(self, phrase: Phrase, tokens: Sequence[Token]) -> Resolved:
        """Who holds an office that a sentence is about: the person named with it in the text, or the office itself."""
        span = Span(tokens[phrase.first].start, tokens[phrase.end - 1].end)
        mention = " ".join(span.of(self._text).split())
        if self._words.is_anaphoric(phrase.noun) and not self._words.is_office(phrase.noun):
            last = self.last(span.start, phrase.gender)
            if last is not None:
                return last
        held = self._by_noun.get(phrase.noun, "") if " " not in phrase.name else ""
        return Resolved(held or phrase.name, mention, span, kind=Kind.PERSON if held else phrase.kind)

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
            self._by_noun[phrase.noun] = name
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
            return self._holder(phrase, self.last(span.start, phrase.gender))
        return earlier if short and not phrase.possessive else None

    def _holder(self, phrase: Phrase, last: Resolved | None) -> Resolved | None:
        """The last person, unless that person is known by another office than the one named."""
        person = self.persons.get(last.name) if last is not None else None
        known = person.nouns if person is not None else set()
        return None if known and phrase.noun not in known and self._words.is_office(phrase.noun) else last

    def _demonstrative(self, span: Span) -> bool:
        return span.of(self._text).split()[0].lower() in self._words.demonstratives

    def _heard_as(self, phrase: Phrase) -> Resolved | None:
        """The last speaker whose name or title has the phrase's noun in it."""
        for _, heard in reversed(self._heard[-FARTHEST:]):
            if phrase.noun and phrase.noun in re.findall(r"\w+", f"{heard.name} {heard.title}".lower()):
                return heard
        return None

    def _person_with(self, noun: str) -> str:
        return self._by_noun.get(noun, "")

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
