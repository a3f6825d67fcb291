"""Whom a pronoun or a role means that comes before the name: "“Too late,” she says. … Ada Thorne, 71, …"."""

from __future__ import annotations

from bisect import bisect_left
from typing import Final

from claims.quotes.lexical.vocabulary import Gender
from claims.quotes.nouns.people import CERTAIN, POSSIBLE
from claims.quotes.nouns.phrases import Phrase
from claims.quotes.persons.recall import FARTHEST, Recall, Resolved
from sources.document import Span

_TOLD: Final = ("m", "f")
_SINGLE: Final = ("", "m", "f")


class Ahead(Recall):
    """Looks ahead in one text for whom it has not named yet."""

    def later(self, at: int, gender: Gender, end: int = -1) -> Resolved | None:
        """The first person of a gender named behind a place, up to `end`, with no preposition and no genitive."""
        if gender not in _SINGLE:
            return None
        first = bisect_left(self._starts, at)
        for i in range(first, min(len(self._starts), first + FARTHEST)):
            start, name = self._starts[i], self._names[i]
            if -1 < end < start:
                return None
            person = self.persons[name]
            told = gender in _TOLD and person.gender in _TOLD
            least = POSSIBLE if " " in name and not self._words.capital_nouns else CERTAIN
            named = person.evidence >= least and not self._quoted.holds(start)
            led = self._led(start) and self._word_before(start) not in self._words.auxiliaries
            if named and not led and (person.gender == gender or not told) and not self._owns(start):
                return Resolved(name, "", None)
        return None

    def _owns(self, start: int) -> bool:
        """Whether a name stands in the genitive: "Thorne’s dog"."""
        behind = self._text[start : start + 60].split(maxsplit=3)[:3]
        return any(word.endswith(("’s", "'s")) for word in behind if word[:1].isupper())

    def to_be_named(self, phrase: Phrase, span: Span) -> Resolved | None:
        """Whom a definite role means that nobody before fits: the woman, or the mayor whom the paragraph names next."""
        noun, words = phrase.noun, self._words
        gender: Gender = "" if phrase.gender == "x" else phrase.gender
        if phrase.kind != "role" or phrase.possessive or gender not in _SINGLE or " " in phrase.name:
            return None
        if not phrase.definite or noun in words.words.roles.kin or self.last(span.start, gender) is not None:
            return None
        if words.is_office(noun):
            end = self._text.find("\n", span.end)
            return self._with_role(noun, self.later(span.end, gender, end if end >= 0 else len(self._text)))
        return self._with_role(noun, self.later(span.end, gender)) if words.is_anaphoric(noun) else None

    def _with_role(self, noun: str, found: Resolved | None) -> Resolved | None:
        """Somebody, where the text does not bring them in by another role."""
        held = self.persons[found.name].nouns if found is not None else set()
        return found if not held or noun in held else None

    def _is_brought_in(self, phrase: Phrase) -> bool:
        """Whether a role is of something that nobody has heard of: "the manager of a boatyard"."""
        words = self._words
        name = phrase.name.lower().replace("’", "'").replace("'", "' ").split(maxsplit=3)
        joins = name[1:2] if words.verb_first else name[1:3]
        led = words.particles.isdisjoint(joins) if words.verb_first else False
        single = words.indefinite - words.plural_determiners
        return not led and not single.isdisjoint(name[2:3] if words.verb_first else name[1:3])

    def _demonstrative(self, span: Span) -> bool:
        return span.of(self._text).split()[0].lower() in self._words.demonstratives

    def _aged(self, noun: str) -> str:
        """The person of the age that stands for one: "the 52-year-old"."""
        return self._ages.get(noun.partition("-")[0], "") if noun[:1].isdigit() else ""
