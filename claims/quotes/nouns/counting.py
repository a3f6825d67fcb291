"""Figures in and before noun phrases: what they count may speak, they themselves never do."""

from __future__ import annotations

from collections.abc import Container
from dataclasses import dataclass
from typing import Final

from claims.quotes.lexical.facts import (
    ADVERB,
    BEFORE_VERB,
    CAPITAL,
    CONNECTOR,
    DETERMINER,
    DOCUMENT,
    FIGURE,
    FINITE,
    GIVEN,
    INDEFINITE,
    INNER_PARTICLE,
    INSTITUTION,
    JOIN,
    NOUN,
    PARTICLE,
    ROLE,
    STOP,
    THAT,
    TITLE,
    VERB,
    WORD,
)
from claims.quotes.lexical.tokens import Tokens
from claims.quotes.lexical.vocabulary import Gender
from claims.quotes.lexical.words import Lexicon

NEAR_VERB: Final = 6
"""Tokens between a verb and the figure that counts its subject."""
LONGEST_BARE: Final = 4
"""Words of a phrase that has no article, before the name in it or altogether."""


@dataclass(frozen=True, slots=True)
class Names:
    """The words, in lower case, that are part of some name of the text, that end a person's, and that may end one."""

    parts: Container[str] = ()
    surnames: Container[str] = ()
    lasts: Container[str] = ()


class Counting:
    """Tells where figures and small words stand in the tokens of one frame of `text`, in which the `names` occur."""

    def __init__(self, text: str, tokens: Tokens, words: Lexicon, names: Names) -> None:
        self.text = text
        self.tokens = tokens
        self.facts = tokens.facts
        self.words = words
        self.names = names.parts
        self.surnames = names.surnames
        self.lasts = names.lasts
        self.reflexives = words.words.reflexives

    def _counted(self, first: int) -> bool:
        """Whether a figure opens a phrase inside its clause, or counts it from before. A year counts nothing."""
        before = self.facts[first - 1] if first else 0
        if self.facts[first] & FIGURE:
            return before & WORD != 0 and not self._after_verb(first)
        if not before & FIGURE:
            return False
        figure = self.tokens.texts[first - 1]
        return not (len(figure) == 4 and figure.isdigit())

    def _after_verb(self, first: int) -> bool:
        """Whether a verb of speech stands shortly before a place in its clause: "brüllten heute rund 40 Anhänger"."""
        for at in range(first - 1, max(-1, first - NEAR_VERB), -1):
            facts = self.facts[at]
            if not facts & WORD or facts & THAT:
                return False
            if facts & FINITE:
                return True
        return False

    def _counts(self, at: int) -> bool:
        """Whether a figure stands at a place that counts what follows, behind no small word: "leva 118 passageiros"."""
        if not self.facts[at] & FIGURE or self.facts[at - 1] & (CAPITAL | CONNECTOR | DETERMINER):
            return False
        return self.facts[at + 1] & WORD != 0

    def _noun_first(self, begin: int, noun: int) -> int:
        """Where nouns have capitals what stands before them only describes: "ein geretteter [Bergmann]"."""
        if not self.words.capital_nouns or not self.tokens.facts[noun] & CAPITAL:
            return begin
        return next(i for i in range(begin, noun + 1) if self.tokens.facts[i] & CAPITAL and (i > 0 or i == noun))

    def _any(self, first: int, end: int) -> int:
        """The facts of any of the tokens `[first, end)`."""
        every = 0
        for facts in self.facts[first:end]:
            every |= facts
        return every

    def _in_place(self, roles: list[int], start: int, stop: int) -> bool:
        """Whether one capitalised word only says where somebody of a role is: "un vecino de la calle Alta"."""
        if not roles or stop - start > 1 or max(roles) >= start:
            return False
        between = self.facts[max(roles) + 1 : start]
        return bool(between) and bool(between[0] & CONNECTOR) and not between[-1] & (CONNECTOR | DETERMINER)

    def _plain_enough(self, first: int, begin: int, head: int) -> bool:
        """Without an article only a few words lead to the head: "council leader Ann Pell", "schools minister"."""
        return begin > first or self.facts[first] & CAPITAL != 0 or head - first <= LONGEST_BARE

    def _before_document(self, begin: int, end: int) -> int:
        """Where the phrase of a body ends before a document of its: "die Leitung von X in einer Mitteilung"."""
        for at in range(begin + 1, end - 1):
            behind = at + 1 + (self.facts[at + 1] & DETERMINER != 0)
            if self.facts[at] & STOP and self.facts[at] & CONNECTOR and self.facts[behind] & DOCUMENT:
                return at
        return end

    def _owned(self, at: int) -> bool:
        """Whether a word stands behind a genitive and so is no verb: "the North's state news agency"."""
        return at > 0 and not self.words.verb_first and self.tokens.norms[at - 1].endswith("'s")

    def _is_age(self, at: int) -> bool:
        """Whether an age stands for somebody, where nothing else describes them: "der 51-Jährige [unserer Zeitung]"."""
        return self.words.splits_verb and self.facts[at] & ROLE != 0 and self.tokens.texts[at][0].isdigit()

    def _of_group(self, first: int, at: int, end: int) -> int:
        """Where the group begins of which somebody is one: "one of his [aides]", "un de ses [proches]"."""
        facts, group = self.facts, at
        if not first < at < end or not facts[at - 1] & INDEFINITE or not facts[at] & CONNECTOR:
            return at
        while group < end and facts[group] & (CONNECTOR | DETERMINER) and not facts[group] & CAPITAL:
            group += 1
        return group if group < end and facts[group - 1] & DETERMINER else at

    def _plain(self, at: int) -> bool:
        """Whether a word in lower case stands at a place that no list has."""
        return self.facts[at] & ~(PARTICLE | INNER_PARTICLE) == WORD

    def _manner(self, at: int) -> bool:
        """Whether how something is said stands at a place: a voice, a tone."""
        noun = at + 1 if self.facts[at] & INDEFINITE else at
        return self.tokens.norms[noun] in self.words.words.phrase.manners

    def _agrees(self, at: int) -> bool:
        """Whether a word behind a plural may describe it: what does not end as one is its verb."""
        endings = self.words.words.phrase.agreeing
        return not endings or self.tokens.norms[at].endswith(endings)

    def _orders_noun(self, at: int) -> bool:
        """Whether a noun follows that "the first" belongs to: "le premier train"."""
        return self.facts[at] & WORD != 0 and not self.facts[at] & (VERB | BEFORE_VERB | ADVERB)

    def _of_body(self, at: int) -> bool:
        """Whether a body is named at a place: "Amelie Kolbe von der [Technischen Hochschule]"."""
        while self.facts[at] & CAPITAL:
            if self.facts[at] & (INSTITUTION | GIVEN) == INSTITUTION:
                return True
            at += 1
        return False

    def _article_gender(self, word: str) -> Gender:
        phrase = self.words.words.phrase
        if word in phrase.feminine_determiners:
            return "f"
        return "m" if word in phrase.masculine_determiners else ""

    def _given_at(self, at: int) -> bool:
        return self.facts[at] & GIVEN != 0

    def _heads_body(self, roles: list[int], bodies: list[int]) -> bool:
        """Whether a role comes first, and behind "of" the body that it belongs to: "the chair of the Elm Trust"."""
        if not roles or roles[0] > bodies[0]:
            return False
        return self._any(roles[0], bodies[0]) & CONNECTOR != 0

    def _of_no_body(self, roles: list[int], bodies: list[int], run: tuple[int, int]) -> bool:
        """Whether a body without an article only belongs to the office of a name: "officier van justitie Eva Smit"."""
        start, stop = run
        straight = len(bodies) == 1 and self._heads_body(roles, bodies) and bodies[0] == start - 1
        named = stop - start > 1 and self._given_at(start) and self.tokens.texts[stop] != ","
        return straight and named and not self._any(roles[0] + 1, start) & DETERMINER

    def _body_end(self, at: int, end: int) -> int:
        """Where the phrase of a body ends: before a verb that no list has: "la coop réunit 900 familles"."""
        behind = self.facts[end]
        verb = end == at + 2 and self._plain(at + 1) and self.words.verb_first
        return at + 1 if verb and (behind & FIGURE or behind & (DETERMINER | CONNECTOR) == DETERMINER) else end

    def _behind_owner(self, at: int, end: int) -> int:
        """Where a word that no list has stands behind what a role is of: "présidente de la fédération | reçoit"."""
        owner = at + 1
        while owner < end and self.facts[owner] & (DETERMINER | CAPITAL | CONNECTOR) == DETERMINER:
            owner += 1
        body = self.facts[owner] & (INSTITUTION | CAPITAL | ROLE) == INSTITUTION
        return owner + 1 if (body or self._plain(owner)) and owner + 1 < end and self._plain(owner + 1) else end

    def _behind_field(self, first: int, end: int) -> tuple[int, int] | None:
        """The name behind what a minister is in charge of: "la ministre de l'Agriculture | Solène Abit"."""
        facts = self.facts
        at = first + (facts[first] & DETERMINER != 0)
        if self.tokens.norms[at] not in self.words.words.roles.ministers:
            return None
        field = at + 1
        while field < end and facts[field] & (CONNECTOR | DETERMINER) and not facts[field] & CAPITAL:
            field += 1
        names = range(field + 1, end)
        named = len(names) > 1 and all(facts[i] & (CAPITAL | PARTICLE) for i in names)
        return (field + 1, end) if named and field > at + 1 and facts[field] & CAPITAL else None

    def _of_named(self, at: int) -> bool:
        """Whether a noun says of whom somebody is one: "l'un des avocats", and not "l'un d'eux"."""
        joins = self.facts[at] & (CONNECTOR | JOIN) == CONNECTOR
        return joins and self.tokens.norms[at + 1] not in self.words.words.tonic

    def _places(self, at: int) -> bool:
        """Whether a connector and an article say where or when: "el exalcalde | en la primera sesión"."""
        return self.facts[at + 1] & DETERMINER != 0 and self.tokens.norms[at] in self.words.words.phrase.placing

    def _describes(self, first: int, run: tuple[int, int], end: int) -> bool:
        """Whether a word with a capital only says of which kind something is: "a Victorian cemetery chapel"."""
        begin = run[0]
        led = first + 1 == begin and self.facts[first] & DETERMINER
        if not led or self.words.verb_first or self.words.splits_verb or run[1] != begin + 1:
            return False
        alone = run[1] < end and not self.facts[begin] & (TITLE | GIVEN | NOUN)
        plain = alone and not any(self.facts[i] & (CAPITAL | CONNECTOR) for i in range(run[1], end))
        return plain and self.tokens.norms[begin] not in self.names
