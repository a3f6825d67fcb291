"""Noun phrases that can speak: names with their titles, roles, institutions, documents, pronouns."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final, Literal

from claims.quotes.lexical.facts import (
    CAPITAL,
    CONNECTOR,
    DETERMINER,
    DOCUMENT,
    FIGURE,
    INDEFINITE,
    INSTITUTION,
    JOIN,
    NOUN,
    PARTICLE,
    POSSESSIVE,
    PRONOUN,
    PRONOUN_OPENER,
    ROLE,
    SAME,
    TITLE,
    WORD,
)
from claims.quotes.lexical.tokens import Tokens
from claims.quotes.lexical.vocabulary import Gender
from claims.quotes.lexical.words import Lexicon
from claims.quotes.nouns.counting import Names
from claims.quotes.nouns.scanning import Scanner

_TELLING: Final = NOUN | CAPITAL | TITLE | DETERMINER | FIGURE
"""What a phrase has to have somewhere; it names nobody and nothing without."""
_TOLD: Final = ("m", "f")
_OF_OFFICE: Final = ROLE | INSTITUTION


Kind = Literal["person", "role", "institution", "document", "pronoun", "thing"]
"""What a phrase names."""


@dataclass(slots=True)
class Phrase:
    """A noun phrase over the tokens `[first, end)`.

    `name` is the name without titles, or the noun phrase without its article; `noun` is its head noun in lower
    case where it has one. `definite` is false for "a resident", `same` true for "the same office".
    """

    first: int
    end: int
    kind: Kind
    name: str
    noun: str = ""
    title: str = ""
    gender: Gender = ""
    definite: bool = True
    same: bool = False
    possessive: bool = False

    @property
    def speaks(self) -> bool:
        return self.kind != "thing"


class PhraseReader(Scanner):
    """Reads noun phrases in the tokens of one frame, each once."""

    def __init__(self, text: str, tokens: Tokens, words: Lexicon, names: Names) -> None:
        super().__init__(text, tokens, words, names)
        self._known: dict[int, Phrase | None] = {}

    def at(self, first: int) -> Phrase | None:
        """The noun phrase that begins with the token `first`, with the name or title set off by commas after it."""
        if not self.facts[first] & WORD:
            return None
        if first in self._known:
            return self._known[first]
        found = self._known[first] = self._read(first)
        return found

    def _read(self, first: int) -> Phrase | None:
        pronoun = self._pronoun(first) if self.facts[first] & (PRONOUN | PRONOUN_OPENER) else None
        if pronoun is not None:
            return self._named_after(pronoun) or pronoun
        if not self._may_open(first):
            return None
        end = self._extent(first)
        phrase = self._classified(first, end) if end > first else None
        if phrase is not None and _reports(phrase, self.tokens.norms[first], self.words):
            return replace(phrase, kind="thing")  # "this newspaper" is told things, and says none
        return self._with_apposition(phrase) if phrase is not None else None

    def _with_apposition(self, phrase: Phrase) -> Phrase:
        """The phrase with what commas set off behind it."""
        return phrase

    def _named_after(self, pronoun: Phrase) -> Phrase | None:
        """ "ce dernier, Gérôme Fassenet": the name that a comma adds to a pronoun of two words."""
        at = pronoun.end
        if at - pronoun.first < 2 or at + 1 >= self.tokens.count or self.tokens.texts[at] != ",":
            return None
        end = self._extent(at + 1) if self._nameable(at + 1, -1) else at + 1
        named = self._classified(at + 1, end) if end > at + 1 else None
        return named if named is not None and named.kind == "person" else None

    def tonic(self, first: int) -> Phrase | None:
        """A pronoun as it stands behind a preposition: "selon lui"."""
        gender = self.words.words.tonic.get(self.tokens.norms[first]) if first < self.tokens.count else None
        if gender is None or self._noun_follows(first + 1):
            return None
        return Phrase(first, first + 1, "pronoun", self.tokens.texts[first], gender=gender)

    def _pronoun(self, first: int) -> Phrase | None:
        for length in (3, 2) if self.facts[first] & PRONOUN_OPENER else ():
            found = self._pronoun_of(first, self.slice(first, first + length).lower().replace("’", "'"), length)
            if found is not None:
                return found
        return self._pronoun_of(first, self.tokens.norms[first], 1)

    def _pronoun_of(self, first: int, form: str, length: int) -> Phrase | None:
        """The pronoun of so many words, if a form is one here."""
        gender = self.words.words.pronouns.get(form)
        if gender is None:
            return None
        if length == 1 and self.facts[first] & DETERMINER and self._noun_follows(first + 1):
            return None
        if length == 2 and gender == "p" and self._of_named(first + length):
            return None
        if form in self.words.choosing and self._orders_noun(first + length):
            return None
        return Phrase(first, first + length, "pronoun", self.slice(first, first + length), gender=gender)

    def _classified(self, first: int, end: int) -> Phrase | None:
        have = self._any(first, end)
        if not have & _TELLING:
            return None
        run = self._named_run(first, end, have) if have & (CAPITAL | TITLE) else None
        begin = self._after_determiners(first, end) if have & (DETERMINER | FIGURE) else first
        if begin >= end or not self._plain_enough(first, begin, run[0] if run is not None else end):
            return None
        if run is not None:
            heads_last = begin > first and not self.words.verb_first
            head = run[1] + 1 if heads_last and run[1] < end else end
            if heads_last and self.facts[head - 1] & (CAPITAL | ROLE) == ROLE:
                noun = self.tokens.norms[head - 1]
                return self._noun(first, begin, head, "role", noun, self.words.role(noun) or "")
            named = self._named(first, begin, end, run, have)
            if named is not None:
                return named
        if have & NOUN:
            return self._unnamed(first, begin, end, have)
        return self._thing(first, begin, end) if begin > first else None

    def _named_run(self, first: int, end: int, have: int) -> tuple[int, int] | None:
        run = self._behind_field(first, end) or self._head_run(first, end, have)
        return None if run is not None and self._describes(first, run, end) else run

    def _thing(self, first: int, begin: int, end: int) -> Phrase:
        """A noun that no list has, with the gender of its article, or where somebody comes from."""
        alone = end == begin + 1 or self._plain(begin + 1)
        if alone and self.tokens.norms[begin] in self.words.words.roles.demonyms:
            return self._demonym(first, begin)
        return self._noun(first, begin, end, "thing", gender=self._gender(first, begin, begin, ""))

    def _noun(
        self,
        first: int,
        begin: int,
        end: int,
        kind: Kind,
        noun: str = "",
        gender: Gender = "",
        name: tuple[int, int] | None = None,
    ) -> Phrase:
        """The phrase whose determiners end at `begin`, as one without a name; `name` tells which of its words count."""
        lead = self._any(first, begin) if begin > first else 0
        same = (lead | self.facts[begin] | (self.facts[begin + 1] if end > begin + 1 else 0)) & SAME != 0
        start, stop = name or (begin, self._before_document(begin, end) if kind == "institution" else end)
        definite, possessive = not lead & (INDEFINITE | FIGURE), lead & POSSESSIVE != 0
        return Phrase(first, stop, kind, self.slice(start, stop), noun, "", gender, definite, same, possessive)

    def _named(self, first: int, begin: int, end: int, run: tuple[int, int], have: int) -> Phrase | None:
        """The phrase as that of a person or of an institution with a name of its own."""
        start, stop = run
        titled = have & TITLE != 0 and self._any(start, stop) & TITLE != 0
        roles, bodies = self._beside_name(begin, start, stop) if have & _OF_OFFICE else ([], [])
        held = roles and (max(roles) > max(bodies, default=-1) or (max(roles) == start - 1 and self._given_at(start)))
        if bodies and not held and not titled and not self._of_no_body(roles, bodies, run):
            gender, noun = self._gender(first, begin, begin, ""), self.tokens.norms[bodies[0]]
            heads = roles or [i for i in range(begin, start) if self.facts[i] & DOCUMENT]
            office = self._unnamed(first, begin, end, have) if self._heads_body(heads, bodies) else None
            return office or self._noun(first, begin, end, "institution", noun, gender)
        core = self._without_titles(start, stop, titled)
        surname = stop - start == 1 and self.tokens.norms[start] in self.surnames
        surname = surname or (stop - start > 1 and self._given_at(start) and not bodies)
        place = not (titled or surname) and self._in_place(roles, start, stop)
        if core is None or place or (not titled and self.facts[core] & DOCUMENT):
            return None
        if core == start and not roles and start == begin and first < begin and not titled and not surname:
            if self.words.capital_nouns:
                return None
            if end == start + 1 and self.tokens.norms[start] in self.words.words.roles.demonyms:
                return self._demonym(first, start)
            return self._noun(first, begin, end, "institution", self.tokens.norms[start])
        name = self.slice(core, stop)
        title = self.slice(begin, core)
        gender = self._gender(first, core, stop, name)
        noun = self.tokens.norms[max(roles)] if roles and max(roles) < core else ""
        return self._joined(Phrase(first, stop, "person", name, noun, title, gender))

    def _beside_name(self, begin: int, start: int, stop: int) -> tuple[list[int], list[int]]:
        """Where roles and where bodies stand in front of a name and in its first words, up to one that is no name."""
        own = next((i for i in range(start, stop) if not self._nameable(i, -1)), stop)
        nouns = [i for i in (*range(begin, start), *range(start, own)) if self.facts[i] & _OF_OFFICE]
        roles = [i for i in nouns if self.facts[i] & ROLE and not self._is_body(i)]
        return roles, [i for i in nouns if i not in roles]

    def _without_titles(self, start: int, stop: int, titled: bool) -> int | None:
        """Where the name begins behind titles and capitalised roles; None where nothing is left."""
        facts = self.facts
        at = max((i for i in range(start, stop - 1) if facts[i] & TITLE), default=start) if titled else start
        bearer = stop - 1 if titled and self.tokens.norms[stop - 1] in self.words.words.roles.demonyms else stop
        while at < bearer and facts[at] & (TITLE | ROLE):
            at += 1
        if start < at < stop and not facts[at] & CAPITAL and facts[at - 1] & ROLE:
            return None
        while at < stop and not facts[at] & (CAPITAL | PARTICLE):
            at += 1
        return self._given(at, stop) if at < stop else None

    def _given(self, at: int, stop: int) -> int:
        """Where the given name stands in a long run that begins with a capitalised office: Kämmerin Ute Brandt."""
        if stop - at < 3 or self._given_at(at) or len(self.tokens.texts[at]) <= 2:
            return at
        return next((i for i in range(at + 1, stop - 1) if self._given_at(i)), at)

    def _gender(self, first: int, core: int, stop: int, name: str) -> Gender:
        """What titles, role nouns, articles or the given name tell of the person's gender."""
        words, norms, facts = self.words, self.tokens.norms, self.facts
        for at in range(first, core):
            if facts[at] & TITLE and words.titles[norms[at]] in _TOLD:
                return words.titles[norms[at]]
        if stop - core > 1:
            given = name.split(maxsplit=1)[0].lower()
            gender = words.given_names.get(given) or words.given_names.get(given.partition("-")[0])
            if gender in _TOLD:
                return gender
        for at in range(first, core):
            role = words.role(norms[at]) if facts[at] & ROLE else None
            gender = role or self._article_gender(norms[at])
            if gender in _TOLD:
                return gender
        return ""

    def _joined(self, person: Phrase) -> Phrase:
        """Two people who speak together: "A and B"."""
        at = person.end
        if at + 1 >= self.tokens.count or not self.facts[at] & JOIN:
            return person
        other = self.at(at + 1) if self._nameable(at + 1, -1) or self.facts[at + 1] & ROLE else None
        if other is None or other.kind != "person":
            return person
        both = f"{person.name} {self.tokens.texts[at]} {other.name}"
        return replace(person, end=other.end, name=both, gender="p")

    def _unnamed(self, first: int, begin: int, end: int, have: int) -> Phrase | None:
        """The phrase as a role, an institution or a document; None where it is none and has no article."""
        own = self._own(first, begin, end, have)
        for i in own:
            if self.facts[i] & ROLE and not self._is_body(i):
                noun, many = _last_role(self, i, end), self._many(first, i)
                gender = self.words.role(noun) or self.words.role(self.tokens.norms[i]) or ""
                article = self._gender(first, i, i, "")
                told = gender if gender in _TOLD and (article not in _TOLD or self.words.splits_verb) else article
                if many or noun in self.words.words.roles.generic:
                    told = "p" if many else "x"
                name = self._noun_first(begin, i), self._role_end(i, end, many)
                return self._noun(first, begin, end, "role", noun, told or gender, name)
        for i in own:
            if self.facts[i] & INSTITUTION:
                gender = self._gender(first, begin, begin, "")
                stop = self._role_end(i, end) if self.words.splits_verb else self._body_end(i, end)
                return self._noun(first, begin, stop, "institution", self.tokens.norms[i], gender)
            if self.facts[i] & DOCUMENT:
                return self._noun(first, begin, end, "document", self.tokens.norms[i])
        return self._thing(first, begin, end) if begin > first else None

    def _demonym(self, first: int, at: int) -> Phrase:
        """Where somebody comes from, for themselves."""
        gender = "p" if self._many(first, at) else self._gender(first, at, at, "")
        return self._noun(first, at, at + 1, "role", self.tokens.norms[at], gender)

    def _is_body(self, at: int) -> bool:
        """Whether the article makes a body of a man's word: "la policía"; or a list does: "der Landesvorstand"."""
        norm = self.tokens.norms[at]
        if norm in self.words.institutions and norm not in self.words.roles:
            return True
        body = self.facts[at] & INSTITUTION and self.words.role(norm) == "m"
        return bool(body) and self._article_gender(self.tokens.norms[at - 1]) == "f"

    def _many(self, first: int, noun: int) -> bool:
        """Whether an article shows that more than one is meant: "los vecinos", "die Anwohner"."""
        lead, phrase = self.tokens.norms[first:noun], self.words.words.phrase
        if not self.words.plural_determiners.isdisjoint(lead):
            return True
        alike = self.tokens.norms[noun].endswith(phrase.alike_endings or ("\n",))
        alike = alike and self.words.role(self.tokens.norms[noun]) != "f"
        return alike and any(word in phrase.feminine_determiners for word in lead)

    def _own(self, first: int, begin: int, end: int, have: int) -> range:
        """The words of a phrase up to the first that depends on the others: those behind "of the"."""
        if not have & CONNECTOR:
            return range(begin, end)
        return range(begin, next((i for i in range(begin, end) if self._depends(i, first)), end))


def _reports(phrase: Phrase, article: str, words: Lexicon) -> bool:
    """Whether a phrase means the paper that the report itself stands in: "this newspaper"."""
    return article in words.demonstratives and phrase.noun in words.words.groups.own


def _last_role(reader: PhraseReader, at: int, end: int) -> str:
    """English has the head last: "schools minister"."""
    while at + 1 < end and reader.facts[at + 1] & ROLE:
        at += 1
    return reader.tokens.norms[at]
