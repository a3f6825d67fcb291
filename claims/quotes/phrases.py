"""Noun phrases that can speak: names with their titles, roles, institutions, documents, pronouns."""

from __future__ import annotations

from collections.abc import Container, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from claims.quotes.tokens import Token
from claims.quotes.words import Gender, Lexicon

_OPENING = frozenset(".!?…:;–—")
LONGEST = 18
"""Tokens. No phrase in the desk's languages that names a speaker is longer before a comma comes."""


LONGEST_COMPLEMENT = 8
"""Tokens of what a role is responsible for, when a name follows behind a comma."""


class Kind(StrEnum):
    """What a phrase names."""

    PERSON = "person"
    ROLE = "role"
    INSTITUTION = "institution"
    DOCUMENT = "document"
    PRONOUN = "pronoun"
    THING = "thing"


@dataclass(frozen=True, slots=True)
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
        return self.kind is not Kind.THING


@dataclass(frozen=True, slots=True)
class Reader:
    """Reads noun phrases in the tokens of one frame of `text`."""

    text: str
    tokens: Sequence[Token]
    words: Lexicon
    names: Container[str] = ()
    surnames: Container[str] = ()

    def at(self, first: int) -> Phrase | None:
        """The noun phrase that begins with the token `first`, with the name or title set off by commas after it."""
        if first >= len(self.tokens) or self.tokens[first].kind != "word":
            return None
        pronoun = self._pronoun(first)
        if pronoun is not None:
            return pronoun
        if not self._may_open(first):
            return None
        end = self._extent(first)
        if end <= first:
            return None
        phrase = self._classified(first, end)
        return None if phrase is None else self._with_apposition(phrase)

    def _may_open(self, first: int) -> bool:
        """A phrase begins with no preposition: "of passengers" is the end of one."""
        token, words = self.tokens[first], self.words
        return token.capital or token.norm in words.determiners or token.norm not in words.connectors | words.stops

    def tonic(self, first: int) -> Phrase | None:
        """A pronoun as it stands behind a preposition: "selon lui"."""
        gender = self.words.words.tonic.get(self.tokens[first].norm) if first < len(self.tokens) else None
        if gender is None or self._noun_follows(first + 1):
            return None
        return Phrase(first, first + 1, Kind.PRONOUN, self.tokens[first].text, gender=gender)

    def _pronoun(self, first: int) -> Phrase | None:
        token = self.tokens[first]
        pair = self.slice(first, first + 2).lower().replace("’", "'")
        for form, length in ((pair, 2), (token.norm, 1)):
            gender = self.words.words.pronouns.get(form)
            if gender is None:
                continue
            if length == 1 and token.norm in self.words.determiners and self._noun_follows(first + 1):
                continue
            return Phrase(first, first + length, Kind.PRONOUN, self.slice(first, first + length), gender=gender)
        return None

    def _noun_follows(self, at: int) -> bool:
        if at >= len(self.tokens) or self.tokens[at].kind != "word":
            return False
        word = self.tokens[at].norm
        return word not in self.words.finite and word not in self.words.auxiliaries and word not in self.words.stops

    def _extent(self, first: int) -> int:
        """Where the phrase ends: at a sign, a stop word, a verb, or a lower-case word behind a name."""
        words, tokens = self.words, self.tokens
        at, content, named = first, False, False
        while at < len(tokens) and at - first < LONGEST and tokens[at].kind == "word":
            token = tokens[at]
            joining = content and at + 1 < len(tokens) and tokens[at + 1].kind == "word"
            if token.norm in words.connectors and joining and self._goes_on(at, named):
                named = False
            elif token.norm in words.determiners and (not content or tokens[at - 1].norm in words.connectors):
                pass
            elif self._stops(at, first, content):
                break
            elif token.capital:
                content, named = True, True
            elif named and not self._is_noun(token.norm) and not self._particle(at, len(tokens)):
                break
            else:
                content, named = True, False
            at += 1
        while at > first and self._hangs(tokens[at - 1].norm):
            at -= 1
        return at

    def _hangs(self, word: str) -> bool:
        return word in self.words.connectors or word in self.words.determiners

    def _goes_on(self, at: int, named: bool) -> bool:
        """Whether a connector leads to more of the phrase: "de" does, "and" only between what can speak."""
        token = self.tokens[at]
        if token.norm not in self.words.joins:
            return True
        after = self.tokens[at + 1]
        return (named and after.capital) or self._is_noun(after.norm) or after.norm in self.words.determiners

    def _stops(self, at: int, first: int, content: bool) -> bool:
        token, words = self.tokens[at], self.words
        if token.norm in words.stops:
            return not (token.capital and content)
        if at == first or token.capital:
            return False
        if content and token.norm in words.labels:
            return True
        if words.role(token.norm) is not None:
            return False
        verb = token.norm in words.finite or token.norm in words.auxiliaries or token.norm in words.gerunds
        return verb or (words.is_adverb(token.norm) and token.norm not in words.same)

    def _is_noun(self, word: str) -> bool:
        words = self.words
        return words.role(word) is not None or words.is_institution(word) or words.is_document(word)

    def _classified(self, first: int, end: int) -> Phrase | None:
        run = self._head_run(first, end)
        begin = self._after_determiners(first, end)
        if begin >= end:
            return None
        definite = not any(self.tokens[i].norm in self.words.indefinite for i in range(first, begin))
        same = any(self.tokens[i].norm in self.words.same for i in range(first, min(end, begin + 2)))
        possessive = any(self.tokens[i].norm in self.words.possessives for i in range(first, begin))
        base = Phrase(
            first, end, Kind.THING, self.slice(begin, end), definite=definite, same=same, possessive=possessive
        )
        if run is not None:
            named = self._named(base, begin, run)
            if named is not None:
                return named
        return self._unnamed(base, begin)

    def _after_determiners(self, first: int, end: int) -> int:
        at = first
        while at < end and not self.tokens[at].capital and self.tokens[at].norm in self.words.determiners:
            at += 1
        if at == first and at < end - 1 and self.tokens[at].norm in self.words.determiners:
            at += 1
            while at < end and not self.tokens[at].capital and self.tokens[at].norm in self.words.determiners:
                at += 1
        return at

    def _head_run(self, first: int, end: int) -> tuple[int, int] | None:
        """The capitalised words that name the head: not those behind "of the"; those behind a role come first."""
        runs = [run for run in self._runs(first, end) if not self._depends(run[0], first)]
        for start, stop in runs:
            if start > first and self.words.role(self.tokens[start - 1].norm) is not None:
                return start, stop
        return runs[0] if runs else None

    def _runs(self, first: int, end: int) -> list[tuple[int, int]]:
        runs: list[tuple[int, int]] = []
        at = first
        while at < end:
            if not self._nameable(at, first):
                at += 1
                continue
            start = at
            while at < end and (self._nameable(at, first) or self._particle(at, end)):
                at += 1
            runs.append((start, at))
        return runs

    def _nameable(self, at: int, first: int) -> bool:
        token = self.tokens[at]
        if not token.capital and token.norm not in self.words.titles:
            return False
        if at == first and token.norm in self.words.determiners:
            return False
        return not self._opens(at) or token.norm in self.names or self._opens_name(at)

    def _opens(self, at: int) -> bool:
        """Whether the word has its capital from the sentence that it opens."""
        return at == 0 or self.tokens[at - 1].text in _OPENING

    def _opens_name(self, at: int) -> bool:
        """Whether a sentence-opening word is a name all the same: a title, half of one, or right before a verb."""
        token, words = self.tokens[at], self.words
        if token.norm in words.titles or words.role(token.norm) is not None or words.is_institution(token.norm):
            return True
        if token.norm in words.openers or token.norm in words.finite or words.is_adverb(token.norm):
            return False
        if at + 1 >= len(self.tokens) or self.tokens[at + 1].kind != "word":
            return at + 1 < len(self.tokens) and self.tokens[at + 1].text == ","
        following = self.tokens[at + 1]
        return (
            following.capital or following.norm in words.particles or following.norm in words.finite | words.auxiliaries
        )

    def _particle(self, at: int, end: int) -> bool:
        """Whether a lower-case particle stands between two parts of a name (van der Meer, de la Fuente)."""
        words, tokens = self.words, self.tokens
        inner = at > 0 and tokens[at - 1].norm in words.particles and tokens[at].norm in words.inner_particles
        if tokens[at].norm in words.joins or not (inner or tokens[at].norm in words.particles):
            return False
        following = at + 1
        while (
            following < end
            and not tokens[following].capital
            and tokens[following].norm in words.particles | words.inner_particles
        ):
            following += 1
        return following < end and tokens[following].capital

    def _depends(self, start: int, first: int) -> bool:
        at = start - 1
        while (
            at > first
            and self.tokens[at].norm in self.words.determiners
            and self.tokens[at].norm not in self.words.connectors
        ):
            at -= 1
        if at <= first or self.tokens[at].norm not in self.words.connectors:
            return False
        return any(self.tokens[i].norm not in self.words.determiners for i in range(first, at))

    def _named(self, base: Phrase, begin: int, run: tuple[int, int]) -> Phrase | None:
        """The phrase as that of a person or of an institution with a name of its own."""
        start, stop = run
        lead = range(begin, start)
        titled = [i for i in range(start, stop) if self.tokens[i].norm in self.words.titles]
        own = next((i for i in range(start, stop) if not self._nameable(i, -1)), stop)
        roles = [i for i in (*lead, *range(start, own)) if self.words.role(self.tokens[i].norm) is not None]
        bodies = [i for i in (*lead, *range(start, stop)) if self._is_body(i)]
        if bodies and not (roles and max(roles) > max(bodies)) and not titled:
            return replace(base, kind=Kind.INSTITUTION, noun=self.tokens[bodies[0]].norm)
        core = self._without_titles(start, stop)
        if core is None or (not titled and self.words.is_document(self.tokens[core].norm)):
            return None
        surname = stop - start == 1 and self.tokens[start].norm in self.surnames
        if core == start and not roles and start == begin and base.first < begin and not titled and not surname:
            return replace(base, kind=Kind.INSTITUTION, noun=self.tokens[start].norm)
        name = self.slice(core, stop)
        title = self.slice(begin, core)
        gender = self._gender(base.first, core, stop, name)
        noun = self.tokens[max(roles)].norm if roles and max(roles) < core else ""
        person = Phrase(base.first, stop, Kind.PERSON, name, noun=noun, title=title, gender=gender)
        return self._joined(person)

    def _is_body(self, at: int) -> bool:
        word = self.tokens[at].norm
        return self.words.is_institution(word) and self.words.role(word) is None

    def _without_titles(self, start: int, stop: int) -> int | None:
        """Where the name begins behind titles and capitalised roles; None where nothing is left."""
        at = start
        while at < stop and (
            self.tokens[at].norm in self.words.titles or self.words.role(self.tokens[at].norm) is not None
        ):
            at += 1
        while at < stop and not self.tokens[at].capital and self.tokens[at].norm not in self.words.particles:
            at += 1
        return self._given(at, stop) if at < stop else None

    def _given(self, at: int, stop: int) -> int:
        """Where the given name stands in a long run that begins with a capitalised office: Kämmerin Ute Brandt."""
        names = self.words.given_names
        if stop - at < 3 or self.tokens[at].norm.split("-")[0] in names or len(self.tokens[at].text) <= 2:
            return at
        return next((i for i in range(at + 1, stop - 1) if self.tokens[i].norm.split("-")[0] in names), at)

    def _gender(self, first: int, core: int, stop: int, name: str) -> Gender:
        """What titles, role nouns, articles or the given name tell of the person's gender."""
        leading = [self.tokens[i].norm for i in range(first, core)]
        given = name.split()[0].lower() if stop - core > 1 else ""
        found: list[Gender | None] = [self.words.titles.get(word) for word in leading]
        found.append(self.words.given_names.get(given) or self.words.given_names.get(given.partition("-")[0]))
        found.extend(self.words.role(word) or self._article_gender(word) for word in leading)
        return next((one for one in found if one in ("m", "f")), "")

    def _article_gender(self, word: str) -> Gender:
        phrase = self.words.words.phrase
        if word in phrase.feminine_determiners:
            return "f"
        return "m" if word in phrase.masculine_determiners else ""

    def _joined(self, person: Phrase) -> Phrase:
        """Two people who speak together: "A and B"."""
        at = person.end
        if at + 1 >= len(self.tokens) or self.tokens[at].norm not in self.words.joins:
            return person
        other = self.at(at + 1) if self._nameable(at + 1, -1) or self.words.role(self.tokens[at + 1].norm) else None
        if other is None or other.kind is not Kind.PERSON:
            return person
        both = f"{person.name} {self.tokens[at].text} {other.name}"
        return replace(person, end=other.end, name=both, gender="p")

    def _unnamed(self, base: Phrase, begin: int) -> Phrase | None:
        """The phrase as a role, an institution or a document; None where it is none and has no article."""
        own = [i for i in range(begin, base.end) if not self._depends(i, base.first)]
        own = own[: next((n for n, i in enumerate(own) if i != begin + n), len(own))]
        for i in own:
            gender = self.words.role(self.tokens[i].norm)
            if gender is not None:
                article = self._gender(base.first, i, i, "")
                told = gender if gender in ("m", "f") else article
                return replace(base, kind=Kind.ROLE, noun=self._last_role(i, base), gender=told or gender)
        for i in own:
            word = self.tokens[i].norm
            if self.words.is_institution(word):
                return replace(base, kind=Kind.INSTITUTION, noun=word)
            if self.words.is_document(word):
                return replace(base, kind=Kind.DOCUMENT, noun=word)
        return base if begin > base.first else None

    def _last_role(self, at: int, base: Phrase) -> str:
        """English has the head last: "schools minister"."""
        while at + 1 < base.end and self.words.role(self.tokens[at + 1].norm) is not None:
            at += 1
        return self.tokens[at].norm

    def _with_apposition(self, phrase: Phrase) -> Phrase:
        """ "la maire, Hélène Kerbrat" is one phrase, and so is "Liao Min, directrice adjointe"."""
        at = self._complement(phrase)
        if at + 1 >= len(self.tokens) or self.tokens[at].text != ",":
            return phrase
        if phrase.kind is Kind.ROLE and (self._nameable(at + 1, -1) or self._nameable_next(at + 1)):
            return self._renamed(phrase, at + 1)
        if phrase.kind is Kind.PERSON and not phrase.title and not self._nameable(at + 1, -1):
            return self._with_role(phrase, at + 1)
        return phrase

    def _complement(self, phrase: Phrase) -> int:
        """Where the comma may stand behind a role: "l'assessore alle Infrastrutture, Mauro Pedron"."""
        if phrase.kind is not Kind.ROLE:
            return phrase.end
        at = phrase.end
        while at < min(len(self.tokens), phrase.end + LONGEST_COMPLEMENT) and self.tokens[at].kind == "word":
            at += 1
        return at if at < len(self.tokens) and self.tokens[at].text == "," else phrase.end

    def _nameable_next(self, at: int) -> bool:
        """Whether a lower-case rank and then a name stand at the place: ", major Edilson Pacheco"."""
        if at + 1 >= len(self.tokens) or self.tokens[at].kind != "word":
            return False
        word = self.tokens[at].norm
        known = self.words.role(word) is not None or word in self.words.titles
        return known and self.tokens[at + 1].capital

    def _renamed(self, role: Phrase, at: int) -> Phrase:
        end = self._extent(at)
        other = self._classified(at, end) if end > at else None
        if other is None or other.kind is not Kind.PERSON or (at - 1 > role.end and " " not in other.name):
            return role
        gender = other.gender or role.gender
        return replace(role, end=other.end, kind=Kind.PERSON, name=other.name, title=role.name, gender=gender)

    def _with_role(self, person: Phrase, at: int) -> Phrase:
        end = self._extent(at)
        other = self._classified(at, end) if end > at else None
        if other is None or other.kind is not Kind.ROLE:
            return person
        gender = person.gender or (other.gender if other.gender in ("m", "f") else "")
        return replace(person, title=other.name, noun=other.noun, gender=gender)

    def slice(self, first: int, end: int) -> str:
        """The text of the tokens `[first, end)` as written, line ends as spaces."""
        end = min(end, len(self.tokens))
        if first >= end:
            return ""
        return " ".join(self.text[self.tokens[first].start : self.tokens[end - 1].end].split())
