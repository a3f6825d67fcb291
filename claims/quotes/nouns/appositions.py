"""What commas set off behind a noun phrase: the name of an office or a body, the office of a name, an age."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from claims.quotes.lexical.facts import (
    ADDRESSEE,
    AUXILIARY,
    CAPITAL,
    CONJUNCTION,
    CONNECTOR,
    CONTRACTED,
    DETERMINER,
    FIGURE,
    FINITE,
    GIVEN,
    JOIN,
    ROLE,
    SMALL,
    SOURCE,
    STOP,
    THAT,
    TITLE,
    VERB,
    WORD,
)
from claims.quotes.nouns.phrases import Phrase, PhraseReader

LONGEST_COMPLEMENT: Final = 8
"""Tokens of what a role is responsible for, when a name follows behind a comma."""
LONGEST_AGE: Final = 4
"""Tokens of an age between commas: "de 67 anos", "44 ans"."""
_NOUNS: Final = ("role", "thing", "institution")


class Reader(PhraseReader):
    """Reads noun phrases with their appositions."""

    def _with_apposition(self, phrase: Phrase) -> Phrase:
        """ "la maire, Lise Arnoult" is one phrase, and so is "Paul Ferrand, 58 ans, directeur adjoint"."""
        texts = self.tokens.texts
        if texts[phrase.end] == ",":
            phrase = self._aged(phrase)
        elif phrase.kind != "role":
            return phrase
        phrase = self._with_other(phrase)
        return self._aged(phrase) if texts[phrase.end] == "," else phrase

    def _with_other(self, phrase: Phrase) -> Phrase:
        at = self._complement(phrase)
        if at + 1 >= self.tokens.count or self.tokens.texts[at] != ",":
            return phrase
        # "la secretaria general de Puertos, Berta Lanzas": what she is responsible for looks like a name
        office = phrase.kind == "role" or (phrase.kind == "person" and phrase.title and phrase.name[:1].islower())
        begin = self._name_behind(at) if office else -1
        if begin >= 0:
            return self._renamed(phrase, begin)
        if self._names_body(phrase) and self._nameable(at + 1, -1):
            return self._renamed(phrase, at + 1, whole=True)
        if phrase.kind == "thing" and phrase.definite and self._nameable(at + 1, -1) and self._given_at(at + 1):
            return phrase if self._is_place(phrase) else self._renamed(phrase, at + 1, whole=True)
        if phrase.kind == "person" and not phrase.title and not self._nameable(at + 1, -1):
            return self._with_role(phrase, at + 1)
        own = phrase.kind == "institution" and phrase.definite
        return self._with_own_name(phrase, at + 1) if own else self._as_body(phrase, at + 1)

    def _as_body(self, noun: Phrase, at: int) -> Phrase:
        """ "A brewery on the coast, the Orme Company, told": a name with an article, between commas, is a body's.

        So is one without an article behind a noun for companies or bodies.
        """
        led = self.facts[at] & (DETERMINER | CAPITAL) == DETERMINER
        groups = self.words.words.groups
        bodily = noun.noun in groups.companies or noun.kind == "institution"
        if noun.kind not in _NOUNS or noun.definite or not (led or bodily) or self._is_place(noun):
            return noun
        begin = at + 1 if led else at
        end = self._extent(begin) if self.facts[begin] & CAPITAL and not self._given_at(begin) else begin
        if end == begin or end >= self.tokens.count or self.tokens.texts[end] != ",":
            return noun
        return replace(noun, end=end, kind="institution", name=self.slice(begin, end), title=noun.name, gender="")

    def _names_body(self, person: Phrase) -> bool:
        """Whether a name may be that of what somebody leads, of which no list has the noun: the owner of the inn X, Y.

        Then the office goes on with "of", the noun stands right before the name, and no given name begins it.
        """
        if person.kind != "person" or not person.noun or not person.title:
            return False
        name = person.end - len(person.name.split())
        heads = [at for at in range(person.first, name) if self.facts[at] & ROLE]
        leads = bool(heads) and any(self.facts[at] & CONNECTOR for at in range(heads[0] + 1, name - 1))
        beside = self.facts[name - 1] & (ROLE | TITLE | CAPITAL | CONNECTOR | DETERMINER) if name else ROLE
        return leads and not beside and not self._given_at(name)

    def _is_place(self, thing: Phrase) -> bool:
        """Whether a sentence opens with a preposition and a noun, so that a name behind the comma is its subject."""
        return thing.first == 1 and self.facts[0] & (STOP | DETERMINER | SOURCE | ADDRESSEE) == STOP

    def _name_behind(self, comma: int) -> int:
        """Where the name of a role begins behind its comma, a title or another role before it; -1 for none."""
        at = comma + 1
        if self._nameable(at, -1) or self._nameable_next(at):
            return at
        if not self.facts[at] & (SMALL | VERB) and self._nameable_next(at + 1):
            return at
        if not self.facts[at] & DETERMINER or not self.facts[at + 1] & (TITLE | ROLE):
            described = self.facts[at] & DETERMINER and self.facts[at + 1] & (WORD | CAPITAL | VERB | SMALL) == WORD
            return at if described and self.facts[at + 2] & (GIVEN | CAPITAL) == GIVEN | CAPITAL else -1
        return at + 1 if self.facts[at + 1] & TITLE else at

    def _aged(self, phrase: Phrase) -> Phrase:
        """The phrase with the age between commas behind it, where it has one; a comma is known to stand there."""
        texts, at = self.tokens.texts, phrase.end
        if phrase.kind not in ("person", "role"):
            return phrase
        figure = at + 1 if self.facts[at + 1] & FIGURE else at + 2
        if not self.facts[figure] & FIGURE or len(texts[figure]) > 3 or not texts[figure].isdigit():
            return phrase
        end = next((i for i in range(figure + 1, min(self.tokens.count, figure + LONGEST_AGE)) if texts[i] in ",."), -1)
        return phrase if end < 0 else replace(phrase, end=end)

    def _with_own_name(self, body: Phrase, at: int) -> Phrase:
        """The name that a body called by its noun has between commas: "the developer, Havgard Energy, …"."""
        if body.name != body.name.lower():
            return body
        begin = at + 1 if self.facts[at] & (DETERMINER | CAPITAL) == DETERMINER else at
        end = self._extent(begin) if self.facts[begin] & CAPITAL else begin
        if end == begin or (end < self.tokens.count and self.tokens.texts[end] not in ",."):
            return body
        return replace(body, end=end, name=self.slice(begin, end), title=body.name)

    def _complement(self, phrase: Phrase) -> int:
        """Where the comma may stand behind a role: "l'assessore alle Infrastrutture, Mauro Pedron"."""
        if phrase.kind != "role":
            return phrase.end
        at = phrase.end
        while at < min(self.tokens.count, phrase.end + LONGEST_COMPLEMENT) and self.facts[at] & WORD:
            at += 1
        return at if at < self.tokens.count and self.tokens.texts[at] == "," else phrase.end

    def _nameable_next(self, at: int) -> bool:
        """Whether a lower-case rank and then a name stand at the place: ", major Edilson Pacheco"."""
        if at + 1 >= self.tokens.count:
            return False
        return self.facts[at] & (ROLE | TITLE) != 0 and self.facts[at + 1] & CAPITAL != 0

    def _renamed(self, role: Phrase, at: int, whole: bool = False) -> Phrase:
        """The role with the name behind its comma. `whole`: no list has the noun, so a full name must fill the slot."""
        end = self._extent(at)
        other = self._classified(at, end) if end > at else None
        if other is None or other.kind != "person" or (at - 1 > role.end and " " not in other.name):
            return role
        if self._is_state(other) or (self._acts(other) and self._led(role)):
            return role
        if whole and (" " not in other.name or (other.end < self.tokens.count and self.tokens.facts[other.end] & WORD)):
            return role
        gender, title = other.gender or role.gender, f"{role.title} {role.name}".strip()
        return replace(role, end=other.end, kind="person", name=other.name, title=title, gender=gender)

    def _is_state(self, named: Phrase) -> bool:
        """Whether a name is a word cut short, as that of a state is: "a woman in Harlow, Va., who …"."""
        texts, end = self.tokens.texts, named.end
        return " " not in named.name and texts[end] == "." and texts[end + 1] == ","

    def _acts(self, named: Phrase) -> bool:
        """Whether a verb stands right behind a name, with no comma that would close an apposition."""
        return self.facts[named.end] & (FINITE | AUXILIARY) != 0

    def _led(self, role: Phrase) -> bool:
        """Whether a preposition leads to a role, so that a name before a verb is no other word for it.

        "appelée par le maire, Lise Monnet est venue": it is Monnet who came, and she is no mayor.
        """
        before = self.facts[role.first - 1] if role.first else 0
        led = before & (STOP | CONNECTOR | ADDRESSEE) and not before & (JOIN | THAT | CONJUNCTION | AUXILIARY)
        return bool(led) or self.facts[role.first] & CONTRACTED != 0

    def _with_role(self, person: Phrase, at: int) -> Phrase:
        end = self._extent(at)
        other = self._classified(at, end) if end > at else None
        if other is None or other.kind != "role":
            return person
        gender = person.gender or (other.gender if other.gender in ("m", "f") else "")
        return replace(person, title=other.name, noun=other.noun, gender=gender)
