"""Who a mention is: surnames to full names, pronouns and roles to the last fitting person, "the same office".

The names of a text are read once. What stands around a name (a title, a role, an age, a given name) says whether it
is a person's and of which gender; pronouns go to the last such person that fits, the subject of a sentence first.
"""

from __future__ import annotations

import re
from bisect import bisect_right, insort
from collections.abc import Sequence
from functools import lru_cache
from typing import Final

from claims.quotes.lexical.tokens import Tokens
from claims.quotes.lexical.vocabulary import Gender
from claims.quotes.lexical.words import Lexicon
from claims.quotes.nouns.counting import Names
from claims.quotes.nouns.people import CERTAIN, POSSIBLE
from claims.quotes.nouns.phrases import Phrase
from claims.quotes.persons.earlier import Earlier
from claims.quotes.persons.newcomers import Newcomers
from claims.quotes.persons.recall import FARTHEST, Resolved
from sources.document import Span

_POSSESSED: Final = re.compile("['’]s ")
MOST_HEARD: Final = 4096
"""Speakers of whom the words of name and title are kept."""


class People(Newcomers):
    """The persons of one text, and whom a mention means."""

    def __init__(self, text: str, words: Lexicon, quoted: Sequence[Span], frames: Sequence[Span]) -> None:
        super().__init__(text, words, quoted, frames)
        self._earlier = Earlier(text, words, self._quoted)
        self._main: Resolved | None = None

    def names(self) -> Names:
        """The parts of names of the text, and the last names of its persons."""
        certain = (person.name for person in self.persons.values() if person.evidence >= CERTAIN)
        possible = (one.name for one in self.persons.values() if one.evidence >= POSSIBLE and " " in one.name)
        lasts = (frozenset(name.rpartition(" ")[2].lower() for name in names) for names in (certain, possible))
        return Names(self._by_part, *lasts)

    def resolve(self, phrase: Phrase, tokens: Tokens, known: Resolved | None = None) -> Resolved | None:
        """The speaker that a phrase of a frame names; None where a pronoun finds nobody.

        `known` is whom a pronoun means, where that was found out already.
        """
        span = tokens.span(phrase.first, phrase.end)
        mention = tokens.words(self._text, phrase.first, phrase.end)
        if phrase.kind == "pronoun":
            low, words = phrase.name.lower(), self._words.words
            if low in words.anybody or low in words.own:
                return Resolved(mention, mention, span, kind="role", gender="x")
            known = known or self.last(span.start, phrase.gender)
            if known is None:
                return self._one_of_them(phrase, mention, span)
            self._learn(known.name, phrase.gender)
            return Resolved(known.name, mention, span, known.title, known.kind, known.gender)
        if phrase.kind == "person":
            return Resolved(self._full(phrase, span), mention, span, phrase.title)
        referred = self._pointed_at(phrase, span, mention)
        if referred is not None:
            self._hold(phrase, referred, span)
            return Resolved(referred.name, mention, span, referred.title, referred.kind)
        told = phrase.kind in ("institution", "role")
        return Resolved(phrase.name, mention, span, phrase.title, phrase.kind, phrase.gender if told else "")

    def _hold(self, phrase: Phrase, holder: Resolved, span: Span) -> None:
        """Note that somebody was called by an office, so that it means them again: "the mayor"."""
        person = self.persons.get(holder.name)
        if phrase.kind != "role" or person is None or " " in phrase.name or not self._words.is_office(phrase.noun):
            return
        if phrase.noun not in person.nouns:
            person.nouns.add(phrase.noun)
            insort(self._held.setdefault(phrase.noun, []), (span.start, holder.name))

    def _pointed_at(self, phrase: Phrase, span: Span, mention: str) -> Resolved | None:
        """Whom words without a name mean that the text has named, or will name."""
        two = self.two_of(mention, span.start) if phrase.gender == "p" else None
        if two is not None or not phrase.definite:
            return two
        return self._referred(phrase, span) or self.to_be_named(phrase, span)

    def office(self, phrase: Phrase, tokens: Tokens) -> Resolved:
        """Who holds an office that a sentence is about: the person named with it in the text, or the office itself."""
        span = tokens.span(phrase.first, phrase.end)
        mention = tokens.words(self._text, phrase.first, phrase.end)
        if phrase.kind == "person":
            return Resolved(self._full(phrase, span), mention, span, phrase.title)
        two = self.two_of(mention, span.start) if phrase.gender == "p" else None
        if two is not None:
            return two
        own = self._words.is_office(phrase.noun) and not self._person_with(phrase, span.start)
        own = own and not self._may_hold(phrase, span.start)
        referred = self._referred(phrase, span) if phrase.definite and not own else None
        referred = referred or self.to_be_named(phrase, span)
        return referred or Resolved(phrase.name, mention, span, kind=phrase.kind, gender=phrase.gender)

    def _may_hold(self, office: Phrase, at: int) -> bool:
        """Whether who spoke or was named last may be whom an office means that nobody is said to hold."""
        last = self.last(at, office.gender, somebody=True) if " " not in office.name else None
        person = self.persons.get(last.name) if last is not None else None
        alike = person is not None and person.gender == office.gender and person.gender in ("m", "f")
        return person is not None and alike and not person.nouns

    def another(self, phrase: Phrase, tokens: Tokens, before: Resolved) -> Resolved | None:
        """Who has a role, where it cannot be whoever spoke before; None where the phrase is no role."""
        if phrase.kind != "role":
            return None
        span = tokens.span(phrase.first, phrase.end)
        mention = tokens.words(self._text, phrase.first, phrase.end)
        named = self._person_with(phrase, span.start) if phrase.definite else ""
        if named and named != before.name:
            return Resolved(named, mention, span)
        return Resolved(phrase.name, mention, span, kind="role", gender=phrase.gender)

    def _full(self, phrase: Phrase, span: Span) -> str:
        joins, names = self.each_of(phrase)
        both = [self._known(name, span.start, "") for name in names]
        if joins and not any(joins in name.split() for name in both):
            return f" {joins} ".join(both)
        name = phrase.name.removesuffix("’s").removesuffix("'s")
        name = self._known(name, span.start, phrase.gender)
        person = self._person(name)
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
        longer = (one for _, one in owners if one.endswith(ending) and self.persons[one].evidence >= POSSIBLE)
        whole = next(longer, "")
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
        if phrase.kind == "document" and phrase.possessive:
            return self._writer(phrase, span)
        if phrase.kind not in ("role", "thing"):
            short = " " not in phrase.name and not phrase.possessive
            found = (self._heard_as(phrase) or self._body(phrase, span)) if short else None
            return found or (self._any_body(phrase, span) if short else None)
        fought = self.contestant(phrase.noun or phrase.name.lower(), span.start)
        if fought:
            return Resolved(fought, phrase.name, span)
        if phrase.gender == "p" or self._is_brought_in(phrase):
            return None
        return self._in_own_office(phrase, span) if phrase.possessive else self._in_role(phrase, span)

    def _in_own_office(self, phrase: Phrase, span: Span) -> Resolved | None:
        """Who heads what a possessive means, where the text names somebody in that office: "its chairman"."""
        named = self._person_with(phrase, span.start) if self._words.is_office(phrase.noun) else ""
        return Resolved(named, phrase.name, span) if named else self.relative(phrase, span.start)

    def _in_role(self, phrase: Phrase, span: Span) -> Resolved | None:
        """Whom a role means: who is known by it, or else the last person, whom it describes."""
        last = self._last_for(phrase, span.start)
        named = self._aged(phrase.noun) or self._person_with(phrase, span.start)
        pointing = self._of_now(phrase).count(" ") <= 1 or self._demonstrative(span)
        if named and (pointing or (last is not None and named == last.name)):
            return Resolved(named, phrase.name, span)
        place = -1 if named or not phrase.noun else self._earlier.pointed(phrase.noun, span.start)
        if place >= 0:
            return self.last(place, phrase.gender)
        if not pointing:
            near = self._just_named(last, span.start)
            describes = (
                phrase.name[:1].islower() and phrase.name == phrase.name.lower() and self._in_sight(last, span.start)
            )
            return last if near else self._holder(phrase, last) if describes else None
        if phrase.noun and self._earlier.introduced(phrase.noun, span.start, self._held.get(phrase.noun, ())):
            return self._heard_as(phrase) if " " not in phrase.name else None
        if self._is_another(phrase, last, span) or (last is not None and self._beside(phrase, last, span.start)):
            return None
        return self._holder(phrase, last)

    def _last_for(self, phrase: Phrase, at: int) -> Resolved | None:
        """The last person or body, for a noun that no list has; its article tells the gender of a person."""
        last = self.last(at, "" if phrase.kind == "thing" else phrase.gender, somebody=True)
        if phrase.kind != "thing" or last is None or last.kind != "person":
            return last
        return last if self.fits(last, phrase.gender) else self.last(at, phrase.gender, somebody=True)

    def may_be_another(self, phrase: Phrase, speaker: Resolved) -> bool:
        """Whether a phrase without a name was only taken for somebody since they spoke last."""
        person = self.persons.get(speaker.name)
        return phrase.kind != "person" and (person is None or phrase.noun not in person.nouns)

    def _holder(self, phrase: Phrase, last: Resolved | None) -> Resolved | None:
        """The last person, unless the role is another office than theirs, or one that a report leaves unnamed."""
        person = self.persons.get(last.name) if last is not None else None
        known = person.nouns if person is not None else set()
        if phrase.noun in known:
            return last
        if known and _POSSESSED.search(phrase.name):
            return None
        if last is not None and (self._no_holder(phrase.noun, last) or self._other_role(phrase, last)):
            return None
        if phrase.noun in self._words.words.roles.accused and self.main is not None:
            return self.main if self._fits(self.main.name, phrase.gender) else last
        roles = self._words.words.roles
        office, long = self._words.is_office(phrase.noun), phrase.name.count(" ") > 1
        other = office and (any(map(self._words.is_office, known)) or (long and bool(known)))
        another = other or phrase.noun in roles.unnamed or (phrase.noun in roles.kin and phrase.name.count(" ") <= 1)
        return None if another else last

    def _no_holder(self, noun: str, last: Resolved) -> bool:
        """Whether somebody cannot be whom a role means: a body, or for an office somebody without a surname."""
        if self._words.is_office(noun):
            return last.kind != "person" or last.name.lower() in self._words.given_names
        return last.kind == "institution" and self._words.is_anaphoric(noun)

    def _body(self, phrase: Phrase, span: Span) -> Resolved | None:
        """The full name of an institution that is called by its noun alone: "the federation"."""
        company = phrase.noun in self._words.words.groups.companies
        found = self._bodies.called(phrase.noun) or (self._bodies.companies() if company else [])
        name = next((name for place, name in reversed(found) if place < span.start), "")
        name = name or self._earlier.with_complement(phrase.noun, span.start)
        return Resolved(name, phrase.name, span, kind=phrase.kind) if name else None

    def _any_body(self, phrase: Phrase, span: Span) -> Resolved | None:
        """The body that spoke last, where any may be called so: "the organisation"."""
        if phrase.noun not in self._words.words.groups.bodies:
            return None
        since = self._since(span.start)
        spoken = (one for at, one in reversed(self._heard[-FARTHEST:]) if at >= since and one.kind == "institution")
        return next(spoken, None) or self.only_body(span.start)

    def _heard_as(self, phrase: Phrase) -> Resolved | None:
        """The last speaker whose name or title has the phrase's noun in it."""
        for _, heard in reversed(self._heard[-FARTHEST:]):
            if phrase.kind == "institution" and heard.kind == "person":
                continue
            if phrase.noun and phrase.noun in _words_of(heard.name, heard.title):
                return heard
        return None

    def _person_with(self, phrase: Phrase, at: int) -> str:
        """The last person before a place, or else the first after it, whom the text names with a role."""
        every = self._in_office(phrase)
        place = bisect_right(every, (at, "\uffff"))
        held = [one for one in every[max(0, place - FARTHEST) : place + 1] if self._fits(one[1], phrase.gender)]
        before = next((name for start, name in reversed(held) if start <= at), "")
        if before or not held:
            return before
        last = self.last(at, phrase.gender)
        return "" if self._just_named(last, at) else held[0][1]

    @property
    def main(self) -> Resolved | None:
        """The first person whom the text names; None as long as nobody is certain to be one."""
        if self._main is None:
            first = next((name for name in self._names if self.persons[name].evidence >= CERTAIN), "")
            self._main = Resolved(first, "", None) if first else None
        return self._main


@lru_cache(maxsize=MOST_HEARD)
def _words_of(name: str, title: str) -> frozenset[str]:
    return frozenset(re.findall(r"\w+", f"{name} {title}".lower()))
