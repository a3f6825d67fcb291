"""The verb that closes its clause behind the marks, as German and Dutch have it: "hat den Plan „unreif“ genannt"."""

from __future__ import annotations

from typing import Final

from claims.quotes.lexical.facts import AUXILIARY, FINITE, JOIN, PARTICIPLE, WORD
from claims.quotes.nouns.phrases import Phrase
from claims.quotes.nouns.scanning import LONGEST
from claims.quotes.saying.cues import FARTHEST_SUBJECT, NEAR, Attribution, CueReader
from claims.quotes.saying.verbs import Verb

_PEOPLE: Final = ("person", "role")


class ClosingReader:
    """Reads the closing verbs of one frame."""

    def __init__(self, cues: CueReader) -> None:
        self.cues = cues
        self.tokens = cues.tokens
        self.facts = cues.facts
        self.norms = cues.norms

    def attribution(self, at: int) -> Attribution | None:
        """The attribution of the quotation at the token `at` by the verb that closes its clause."""
        verb = self._verb(at)
        if verb is None:
            return None
        subject = self._subject(at, verb)
        if subject is None or not subject.speaks or (subject.kind not in _PEOPLE and self._nicknames(verb)):
            return None
        return Attribution(verb.first, verb.end, subject)

    def leading(self, end: int) -> Attribution | None:
        """The attribution by the verb that closes a clause before a colon: "…, dass X gerufen hatte: „…“"."""
        last = end - 1
        while last > 0 and self._assists(last):
            last -= 1
        begin = self._clause(last)
        closes = self.facts[last] & (FINITE | PARTICIPLE) and self.norms[begin] in self.cues.words.words.subordinators
        subject = self._first(begin + 1, last) if closes else None
        return None if subject is None else Attribution(last, end, subject)

    def _nicknames(self, verb: Verb) -> bool:
        """Whether the verb is a plural that only says what people call somebody: "den sie „Turbo“ nennen"."""
        word = self.norms[verb.first]
        return word in self.cues.words.words.nicknaming and word.endswith("en")

    def _verb(self, at: int) -> Verb | None:
        """The listed verb, with its auxiliaries, that ends the clause: "nannte", "genannt", "genannt haben"."""
        end = at + 1
        while end <= at + NEAR and self.facts[end] & WORD and not self.facts[end] & JOIN:
            end += 1
        if self.facts[end] & WORD and not self.facts[end] & JOIN:
            return None
        last = end - 1
        while last > at + 1 and self._assists(last):
            last -= 1
        if last == at or not self.facts[last] & (FINITE | PARTICIPLE):
            return None
        return Verb(last, end)

    def _assists(self, at: int) -> bool:
        return self.facts[at] & (AUXILIARY | PARTICIPLE) == AUXILIARY

    def _subject(self, at: int, verb: Verb) -> Phrase | None:
        begin = self._clause(at)
        words = self.cues.words
        if self.norms[begin] in words.words.subordinators:
            return self._first(begin + 1, at)
        if begin and self.norms[begin] in words.relatives:
            return self._of_relative(begin, at)
        inner = None if words.capital_nouns else self._of_inner(begin, at)
        if inner is not None or not self.facts[verb.first] & PARTICIPLE:
            return inner
        places = range(at - 1, begin - 1, -1)
        auxiliary = next((i for i in places if self._acts(i)), -1)
        if auxiliary < 0:
            return None
        before = self.cues.subject_before(0, Verb(auxiliary, auxiliary + 1))
        if before is not None and self.cues.next_to(before, auxiliary):
            return before
        return self._first(auxiliary + 1, at) or before

    def _of_inner(self, begin: int, at: int) -> Phrase | None:
        """Who acts in a relative clause that no comma opens: "een plan dat de directeur nu ‘een gok’ noemt"."""
        relatives = self.cues.words.relatives
        places = (i for i in range(at - 1, begin, -1) if self.norms[i] in relatives)
        own = next((self.cues.phrases.at(i + 1) for i in places), None)
        return own if own is not None and own.kind in _PEOPLE and own.end <= at else None

    def _acts(self, at: int) -> bool:
        """Whether an auxiliary of the perfect, and none of the passive, stands at a place."""
        passive = self.norms[at] in self.cues.words.words.reflexive_auxiliaries
        return self.facts[at] & AUXILIARY != 0 and not passive

    def _clause(self, at: int) -> int:
        """Where the clause begins that a quotation stands in."""
        least = max(0, at - FARTHEST_SUBJECT)
        return next((i + 1 for i in range(at - 1, least - 1, -1) if self.tokens.is_sign(i)), least)

    def _of_relative(self, pronoun: int, at: int) -> Phrase | None:
        """Who acts in a relative clause: whom it is about, or somebody of its own: "das die Opposition … nennt"."""
        own = self.cues.phrases.at(pronoun + 1)
        own = own if own is not None and own.speaks and own.end <= at else None
        places = range(max(0, pronoun - 1 - LONGEST), pronoun - 1)
        ending = (one for i in places if (one := self.cues.phrases.at(i)) is not None and one.end == pronoun - 1)
        about = next((one for one in ending if one.speaks), None)
        nominative = self.norms[pronoun] in self.cues.words.words.pronouns
        if own is None or (about is not None and about.kind in _PEOPLE and own.kind != "pronoun" and nominative):
            return about
        return own

    def _first(self, first: int, end: int) -> Phrase | None:
        """The first phrase in `[first, end)` that can speak and that nothing governs."""
        phrases = (self.cues.phrases.at(at) for at in range(first, end))
        return next((one for one in phrases if one is not None and one.speaks and one.end <= end), None)
