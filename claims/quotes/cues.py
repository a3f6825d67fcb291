"""Where a sentence says that somebody speaks: verb groups, "according to", and the subject that goes with them.

The slot behind a closing mark is stronger evidence than any list: there every verb before a speaker counts.
"""

from __future__ import annotations

from collections.abc import Container, Sequence
from dataclasses import dataclass, replace
from functools import cache

from claims.quotes.phrases import Kind, Phrase, Reader
from claims.quotes.tokens import Token
from claims.quotes.words import Gender, Lexicon

NEAR = 6
"""Tokens between a verb and a subject behind it: an adverb, an object, a day of the week."""


FARTHEST_PARTICIPLE = 12
"""Tokens from an auxiliary to the participle that closes its clause, and from a phrase to the word that follows it."""


@dataclass(frozen=True, slots=True)
class Verb:
    """A verb group over the tokens `[first, end)`: with its auxiliary, particles and the pronoun that clings to it."""

    first: int
    end: int
    clitic: Gender = ""
    finite: bool = True
    listed: bool = True
    impersonal: bool = False
    split: bool = False
    weak: bool = False


@dataclass(frozen=True, slots=True)
class Names:
    """The words, in lower case, that are part of some name of the text, and those that end a person's."""

    parts: Container[str] = ()
    surnames: Container[str] = ()


NOBODY = Names()


@dataclass(frozen=True, slots=True)
class Attribution:
    """Who speaks, as far as one slot tells it.

    `subject` is None where the language lets it drop (`dropped`) or where the words name nobody.
    """

    first: int
    end: int
    subject: Phrase | None
    dropped: bool = False
    clitic: Gender = ""
    according: bool = False


@cache
def _openers(phrases: tuple[str, ...]) -> dict[str, tuple[tuple[str, ...], ...]]:
    """Expressions of several words by their first word, the longest first."""
    by_first: dict[str, list[tuple[str, ...]]] = {}
    for phrase in sorted(phrases, key=len, reverse=True):
        parts = tuple(_parts(phrase))
        by_first.setdefault(parts[0], []).append(parts)
    return {first: tuple(ones) for first, ones in by_first.items()}


def _parts(phrase: str) -> list[str]:
    return [part for word in phrase.lower().split() for part in word.replace("'", "' ").split()]


class CueReader:
    """Reads the cues of one frame."""

    def __init__(self, text: str, tokens: Sequence[Token], words: Lexicon, names: Names = NOBODY) -> None:
        self.tokens = tokens
        self.words = words
        self.phrases = Reader(text, tokens, words, names.parts, names.surnames)

    def norm(self, at: int) -> str:
        return self.tokens[at].norm if 0 <= at < len(self.tokens) else ""

    def expression(self, at: int, phrases: tuple[str, ...]) -> int:
        """Where the expression ends that begins at the token `at`; `at` itself where none does."""
        openers = _openers(phrases)
        for parts in (*openers.get(self.norm(at), ()), *openers.get(self._opener(at), ())):
            if all(self.norm(at + i).replace("'", "") == part.replace("'", "") for i, part in enumerate(parts) if i):
                return at + len(parts)
        return at

    def _opener(self, at: int) -> str:
        word = self.norm(at)
        return word.split("-")[0] if self.words.words.clitics else word

    def verb(self, at: int, loose: bool = False) -> Verb | None:
        """The verb group that begins at the token `at`. `loose` lets a verb that is not listed count."""
        if self.norm(at) in ("", ","):
            return None
        for impersonal in (True, False):
            phrases = self.words.words.impersonal if impersonal else self.words.words.phrases
            end = self.expression(at, phrases)
            if end > at:
                return Verb(at, end, "" if impersonal else self._clitic(at)[1], impersonal=impersonal)
        if self._no_verb_here(at):
            return None
        first = at
        while at < first + 3 and self.norm(at) in self.words.before_verb and self.norm(at + 1):
            at += 1
        found = self._core(at, loose) or (self._core(first, loose) if at > first else None)
        return None if found is None else replace(found, first=first)

    def _no_verb_here(self, at: int) -> bool:
        """Whether the word before makes a noun or a passive of what looks like a verb: "a charge", "was told"."""
        before = self.norm(at - 1) if at else ""
        if before in self.words.no_cue_after:
            return True
        subject = self.words.words.pronouns.get(before, "n") != "n"
        return before in self.words.determiners and before not in self.words.before_verb and not subject

    def _clitic(self, at: int) -> tuple[str, Gender]:
        """A word without the pronoun that clings to it, and what that pronoun tells."""
        word = self.norm(at)
        for ending, gender in _by_length(tuple(self.words.words.clitics.items())):
            if word.endswith(ending) and len(word) > len(ending):
                return word[: -len(ending)], gender
        return word, ""

    def _core(self, at: int, loose: bool) -> Verb | None:
        if at >= len(self.tokens) or self.tokens[at].kind != "word":
            return None
        word, clitic = self._clitic(at)
        if word in self.words.auxiliaries:
            compound = self._compound(at, clitic, loose)
            if compound is not None:
                return compound
        token = self.tokens[at]
        if token.capital and at > 0 and not self._starts_clause(at):
            return None
        if word in self.words.finite:
            return Verb(at, at + 1, clitic, weak=word in self.words.weak)
        if word in self.words.gerunds:
            return Verb(at, at + 1, clitic, finite=False)
        if word in self.words.infinitives and self.norm(at - 1) in self._infinitive_leads:
            return Verb(at, at + 1, clitic, finite=False)
        if loose and self._may_be_verb(token, word) and (clitic or self._speaker_follows(at + 1)):
            return Verb(at, at + 1, clitic, listed=False)
        return None

    @property
    def _infinitive_leads(self) -> frozenset[str]:
        return _last_words(self.words.words.infinitive_leads)

    def _starts_clause(self, at: int) -> bool:
        return self.tokens[at - 1].kind != "word"

    def _compound(self, at: int, clitic: Gender, loose: bool) -> Verb | None:
        """An auxiliary with its participle, and adverbs or a subject pronoun between them."""
        following = at + 1
        while following < at + 4 and (self.words.is_adverb(self.norm(following)) or self._pronoun_between(following)):
            clitic = clitic or self.words.words.pronouns.get(self.norm(following), "")
            following += 1
        word, late = self._clitic(following)
        if word in self.words.participles:
            return Verb(at, following + 1, clitic or late, weak=word in self.words.weak)
        token = self.tokens[following] if following < len(self.tokens) else None
        if (
            loose
            and token is not None
            and self._may_be_verb(token, word)
            and (clitic or self._speaker_follows(following + 1))
        ):
            return Verb(at, following + 1, clitic, listed=False)
        return self._split(at) if self.words.words.splits_verb else None

    def _split(self, at: int) -> Verb | None:
        """An auxiliary whose participle closes the clause: "hat der Minister am Montag gesagt"."""
        end = at + 1
        while end < min(len(self.tokens), at + FARTHEST_PARTICIPLE) and self.tokens[end].kind == "word":
            end += 1
        closes = self.norm(end - 1) in self.words.participles and end - 1 > at
        return Verb(at, end, split=True) if closes else None

    def _pronoun_between(self, at: int) -> bool:
        return self.words.words.verb_first and self.norm(at) in self.words.words.pronouns

    def _may_be_verb(self, token: Token, word: str) -> bool:
        words = self.words
        plain = token.kind == "word" and not token.capital and word.isalpha() and len(word) > 2
        known = (
            word in words.stops
            or word in words.common
            or word in words.connectors
            or word in words.determiners
            or word in words.that
        )
        return (
            plain
            and not known
            and not words.is_adverb(word)
            and words.role(word) is None
            and not words.is_institution(word)
        )

    def _speaker_follows(self, at: int) -> bool:
        phrase = self.phrases.at(at)
        if phrase is None or not phrase.speaks:
            return False
        return phrase.kind is Kind.PERSON or phrase.kind is Kind.PRONOUN or phrase.first < phrase.end - 1

    def according(self, at: int, in_slot: bool = False) -> Attribution | None:
        """ "selon X", "according to X", "laut X" at the token `at`; some count only directly behind a quotation."""
        words = self.words.words
        if self.expression(at, words.according_stops) > at:
            return None
        end = self.expression(at, words.according)
        if end == at:
            return self._according_after(at)
        spoken = " ".join(self.norm(i) for i in range(at, end)).replace("' ", "'")
        phrase = self.phrases.tonic(end) or self.phrases.at(end)
        if spoken in words.according_in_slot and not (in_slot or self._bracketed(at, phrase)):
            return None
        if phrase is None or (phrase.kind is Kind.PRONOUN and phrase.gender in ("x", "n")):
            return None
        if phrase.kind is Kind.THING and (in_slot or spoken in words.according_in_slot):
            return None
        return Attribution(at, phrase.end, phrase, according=True)

    def _according_after(self, at: int) -> Attribution | None:
        """ "dem Bericht zufolge": the phrase that ends where the word stands."""
        if self.norm(at) not in self.words.words.according_after:
            return None
        for first in range(max(0, at - FARTHEST_PARTICIPLE), at):
            phrase = self.phrases.at(first)
            if phrase is not None and phrase.end == at and phrase.kind is not Kind.THING:
                return Attribution(first, at + 1, phrase, according=True)
        return None

    def _bracketed(self, at: int, phrase: Phrase | None) -> bool:
        """Whether commas, or the sentence's beginning and a comma, stand around a phrase: ", so Meier weiter,"."""
        if phrase is None or not phrase.speaks or (at and self.tokens[at - 1].text != ","):
            return False
        return any(self.norm(i) in (",", ".") for i in range(phrase.end, phrase.end + 3))

    def document_near(self, verb: Verb, first: int, end: int) -> Phrase | None:
        """What an impersonal verb quotes from: "heißt es in der Studie", "im Bericht heißt es"."""
        best: Phrase | None = None
        for at in (*range(verb.end, min(end, verb.end + NEAR)), *range(verb.first - 1, first - 1, -1)):
            phrase = self.phrases.at(at)
            if phrase is None or not (at >= verb.end or phrase.end <= verb.first):
                continue
            if phrase.kind is Kind.DOCUMENT:
                return phrase
            if phrase.kind is Kind.INSTITUTION and best is None:
                best = phrase
        return best

    def subject_behind(self, verb: Verb) -> Phrase | None:
        """The subject of an inverted verb: "a déclaré X", "said X", "sagte am Montag X"."""
        if verb.split:
            phrase = self.phrases.at(verb.first + 1)
            return phrase if phrase is not None and phrase.speaks and phrase.end < verb.end else None
        at = verb.end
        while at < min(verb.end + NEAR, len(self.tokens)):
            phrase = self.phrases.at(at)
            if phrase is not None and phrase.speaks:
                return phrase
            if self.tokens[at].kind != "word" or not self._skippable(at):
                return phrase if phrase is not None and at == verb.end else None
            at += 1
        return None

    def _skippable(self, at: int) -> bool:
        word = self.norm(at)
        return self.words.is_adverb(word) or word in self.words.before_verb or word.isdigit()

    def past(self, at: int) -> Verb | None:
        """A verb that no list has, known by its ending, with nothing that could be its object behind it."""
        endings = self.words.words.past_endings
        word = self.norm(at)
        if not endings or not word.endswith(endings) or self.tokens[at].capital or self._no_verb_here(at):
            return None
        following = self.tokens[at + 1] if at + 1 < len(self.tokens) else None
        free = following is None or following.kind != "word" or following.norm in self.words.stops
        return Verb(at, at + 1, listed=False) if free or self.words.is_adverb(self.norm(at + 1)) else None

    def bears(self, verb: Verb, end: int) -> bool:
        """Whether a verb that speaks only now and then does so here: right before what is said."""
        if not verb.weak or verb.end >= end:
            return True
        small = self.words.connectors | self.words.determiners | self.words.that | self.words.lead_ins | {":"}
        return all(self.norm(at) in small for at in range(verb.end, end))

    def subject_before(self, first: int, verb: Verb, adjacent: bool = True) -> Phrase | None:
        """The subject of a verb that follows it, looked for from the token `first` on.

        It stands next to the verb or else leads the clause; without `adjacent` only the latter counts.
        """
        nearest: Phrase | None = None
        leading: Phrase | None = None
        at = first
        while at < verb.first:
            phrase = self.phrases.at(at)
            if phrase is None or phrase.end > verb.first:
                at += 1
                continue
            if phrase.speaks and not self._governed(phrase.first, first):
                if leading is None:
                    leading = phrase
                if adjacent and self._next_to(phrase.end, verb.first):
                    nearest = phrase
            at = max(phrase.end, at + 1)
        return nearest if nearest is not None and (nearest.kind is not Kind.ROLE or leading is None) else leading

    def _governed(self, at: int, first: int) -> bool:
        """Whether a preposition or connector stands before the phrase at `at`, so that it is no subject."""
        if at <= first:
            return False
        before = self.norm(at - 1)
        if before in self.words.joins or before in self.words.that or before in self.words.words.pronouns:
            return False
        if before in self.words.auxiliaries or self.tokens[at - 1].kind != "word":
            return False
        return before in self.words.stops or before in self.words.connectors or before in self.words.determiners

    def _next_to(self, end: int, verb: int) -> bool:
        return all(self._skippable(at) or self.norm(at) in self.words.auxiliaries for at in range(end, verb))


@cache
def _by_length(clitics: tuple[tuple[str, Gender], ...]) -> tuple[tuple[str, Gender], ...]:
    return tuple(sorted(clitics, key=lambda one: -len(one[0])))


@cache
def _last_words(leads: tuple[str, ...]) -> frozenset[str]:
    return frozenset(lead.lower().split()[-1] for lead in leads)
