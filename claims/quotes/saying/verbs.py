"""Verb groups: with auxiliary and participle, the pronoun that clings to them, and expressions of several words."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

from claims.quotes.lexical.facts import (
    ADVERB,
    AUXILIARY,
    BEFORE_VERB,
    CAPITAL,
    COMMON,
    CONNECTOR,
    DETERMINER,
    DOCUMENT,
    FINITE,
    INDEFINITE,
    INSTITUTION,
    LIGHT,
    PARTICIPLE,
    PRONOUN,
    ROLE,
    SAME,
    SOURCE,
    SPOKEN,
    STOP,
    THAT,
    VERBAL,
    WORD,
)
from claims.quotes.lexical.tokens import Tokens, facts_in
from claims.quotes.lexical.vocabulary import Expressions, Gender
from claims.quotes.lexical.words import Lexicon
from claims.quotes.nouns.appositions import Reader
from claims.quotes.nouns.counting import Names
from claims.quotes.nouns.phrases import Phrase

FARTHEST_PARTICIPLE: Final = 12
"""Tokens from an auxiliary to the participle that closes its clause, and from a phrase to the word that follows it."""
FARTHEST_PLACE: Final = 5
"""Words from the beginning of a sentence to the body in which something is said: "Du côté de la mairie, on …"."""


@dataclass(slots=True)
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


_PLACES: Final = ("institution", "role")
_PEOPLE: Final = ("person", "role")
_SMALL: Final = ADVERB | AUXILIARY | BEFORE_VERB | PRONOUN
_NO_VERB: Final = STOP | COMMON | CONNECTOR | DETERMINER | THAT | ADVERB | ROLE | INSTITUTION
_EXPRESSIONS: Final[tuple[Expressions, ...]] = ("impersonal", "leaks", "phrases")


class VerbReader:
    """Finds the verb groups of one frame."""

    def __init__(self, text: str, tokens: Tokens, words: Lexicon, names: Names) -> None:
        self.tokens = tokens
        self.norms = tokens.norms
        self.facts = tokens.facts
        self.words = words
        self.phrases = Reader(text, tokens, words, names)
        self._known: dict[int, Verb | None] = {}
        self._places: list[int] | None = None

    def places(self) -> list[int]:
        """Where a verb group or "according to" may begin."""
        if self._places is None:
            places = [at for at, facts in enumerate(self.facts) if facts & (VERBAL | SOURCE)]
            self._places = [at for at in places if self.facts[at] & (LIGHT | SOURCE) != LIGHT or self._leads_on(at)]
        return self._places

    def _leads_on(self, at: int) -> bool:
        """Whether the word behind a place may go on with a verb group."""
        return self.facts[at + 1] & VERBAL != 0

    def expression(self, at: int, kind: Expressions) -> int:
        """Where the expression of a kind ends that begins at the token `at`; `at` itself where none does."""
        openers, word = self.words.expressions[kind], self.norms[at]
        found = openers.get(word, ())
        if "-" in word and self.words.clitics:
            found += openers.get(word.partition("-")[0], ())
        for parts in found:
            end = at + 1
            while end - at < len(parts) and self.norms[end].replace("'", "") == parts[end - at]:
                end += 1
            if end - at == len(parts):
                return end
        return at

    def verb(self, at: int, loose: bool = False) -> Verb | None:
        """The verb group that begins at the token `at`. `loose` lets a verb that is not listed count."""
        if loose:
            return self._verb(at, loose)
        facts = self.facts[at]
        if not facts & VERBAL or (facts & LIGHT and not self._leads_on(at)):
            return None
        if at not in self._known:
            self._known[at] = self._verb(at, loose)
        return self._known[at]

    def led_infinitive(self, at: int) -> Verb | None:
        """A verb of speech behind one that only leads it: "quiso aclarar", "limitou-se a dizer", "tient à rappeler"."""
        if not self.words.verb_first or self.words.splits_verb:
            return None
        lead = at
        while lead < at + 3 and self.facts[lead] & BEFORE_VERB:
            lead += 1
        word, clitic = self._clitic(lead)
        if self.facts[lead] & AUXILIARY and self._may_be_verb(lead + 1, self.norms[lead + 1]):
            lead += 1
        elif word in self.words.finite or not self._may_be_verb(lead, word):
            return None
        end = lead + 1
        while end < lead + 3 and self.norms[end] in self.words.words.links:
            end += 1
        return Verb(at, end + 1, clitic) if self.norms[end] in self.words.infinitives else None

    def _verb(self, at: int, loose: bool) -> Verb | None:
        for kind in _EXPRESSIONS if self.facts[at] & SPOKEN else ():
            end = self.expression(at, kind)
            if end > at and (kind != "leaks" or self._leaked(at, end)):
                impersonal = kind != "phrases"
                return Verb(at, end, "" if impersonal else self._clitic(at)[1], impersonal=impersonal)
        parted = self._parted(at) if self.words.splits_verb and self.facts[at] & SPOKEN else None
        if parted is not None:
            return parted
        if self._no_verb_here(at) or self.expression(at, "silent") > at:
            return None
        first = at
        while at < first + 3 and self.facts[at] & BEFORE_VERB and self.norms[at + 1]:
            at += 1
        found = self._core(at, loose) or (self._core(first, loose) if at > first else None)
        if found is not None:
            found.first = first
        return found

    def _leaked(self, first: int, end: int) -> bool:
        """Whether a body from which something is heard stands before the verb, as the sentence opens, or behind it."""
        return self.place_at(0, first) is not None or self.place_at(end, end) is not None

    def place_at(self, at: int, verb: int) -> Phrase | None:
        """The body behind a preposition at a place, with nothing but small words between it and a verb behind it."""
        if self.norms[at] not in self.words.places:
            return None
        last = min(at + FARTHEST_PLACE, verb) if verb > at else at + 2
        found = (one for i in range(at, last) if (one := self.phrases.at(i)) is not None and one.kind in _PLACES)
        phrase = next(found, None)
        if phrase is None or verb <= at:
            return phrase
        if phrase.end > verb:
            # no list has the verb, so the phrase went on over it
            name = phrase.name.rsplit(maxsplit=phrase.end - verb)[0]
            phrase = replace(phrase, end=verb, name=name)
        small = all(self.facts[i] & _SMALL or self.norms[i] == "," for i in range(phrase.end, verb))
        return phrase if small else None

    def _parted(self, at: int) -> Verb | None:
        """An expression whose last words close the clause: "liet een woordvoerder weten", "wird … zitiert"."""
        for parts in self.words.expressions["phrases"].get(self.norms[at], ()):
            tail = list(parts[1:])
            for i in range(at + 2, min(self.tokens.count, at + FARTHEST_PARTICIPLE) if tail else 0):
                end = i + len(tail)
                if not self.facts[i - 1] & WORD:
                    break
                if self.norms[i:end] == tail and not self.facts[end] & WORD:
                    return Verb(at, end, split=True)
        return None

    def _no_verb_here(self, at: int) -> bool:
        """Whether the word before makes a noun or a passive of what looks like a verb: "a charge", "was told"."""
        before = self.norms[at - 1] if at else ""
        if before in self.words.no_cue_after or (before.endswith("'s") and not self.words.verb_first):
            return True
        article = self.facts[at - 1] & (DETERMINER | BEFORE_VERB) == DETERMINER
        return article and self.words.words.pronouns.get(before, "n") == "n"

    def _clitic(self, at: int) -> tuple[str, Gender]:
        """A word without the pronoun that clings to it, and what that pronoun tells."""
        word = self.norms[at]
        for ending, gender in self.words.clitics:
            if word.endswith(ending) and len(word) > len(ending):
                return word[: -len(ending)], gender
        return word, ""

    def _core(self, at: int, loose: bool) -> Verb | None:
        if not self.facts[at] & WORD:
            return None
        word, clitic = self._clitic(at)
        compound = (
            self._compound(at, clitic, loose) if word in self.words.auxiliaries and self._acts(at, word) else None
        )
        if compound is not None:
            return compound
        if word in self.words.finite and self._finite_here(at, clitic):
            return Verb(at, at + 1, clitic, weak=word in self.words.weak)
        infinitive = word in self.words.infinitives and self._led(at)
        if infinitive or (word in self.words.gerunds and not self.facts[at] & CAPITAL):
            return Verb(at, at + 1, clitic, finite=False)
        if loose and self._may_be_verb(at, word) and (clitic or self._speaker_follows(at + 1)):
            return Verb(at, at + 1, clitic, listed=False)
        return None

    def _led(self, at: int) -> bool:
        """Whether a preposition leads an infinitive, or a verb with what joins it: "se limita a decir"."""
        before = self.norms[at - 1] if at else ""
        linked = at > 1 and before in self.words.words.links and self.words.drops_subject
        return before in self.words.infinitive_leads or (linked and self.may_be_verb(at - 2))

    def _finite_here(self, at: int, clitic: Gender) -> bool:
        """Whether a form is a verb here: a preposition makes a noun of it, "com reforço", and mostly a capital too."""
        if self.norms[at - 1] in self.words.infinitive_leads and not clitic:
            return False
        return not self.facts[at] & CAPITAL or at == 0 or not self.facts[at - 1] & WORD

    def _acts(self, at: int, word: str) -> bool:
        """Whether the auxiliary makes no passive: "s'est étonné" speaks, "est jugé" does not."""
        words = self.words.words
        return word not in words.reflexive_auxiliaries or self.norms[at - 1] in words.reflexives

    def _compound(self, at: int, clitic: Gender, loose: bool) -> Verb | None:
        """An auxiliary with its participle, and adverbs or a subject pronoun between them."""
        following = at + 1
        while following < at + 4 and (self.facts[following] & ADVERB or self._pronoun_between(following)):
            clitic = clitic or self.words.words.pronouns.get(self.norms[following], "")
            following += 1
        following = self.expression(following, "asides")
        word, late = self._clitic(following)
        if word in self.words.participles:
            return Verb(at, following + 1, clitic or late, weak=word in self.words.weak)
        if following > at + 1 and not self.words.verb_first and self.facts[following] & (FINITE | CAPITAL) == FINITE:
            return Verb(at, following + 1, weak=word in self.words.weak)  # would later say
        spoken = self.expression(following, "phrases") if self.facts[following] & SPOKEN else following
        if spoken > following:
            return Verb(at, spoken, clitic or late)
        if loose and self._may_be_verb(following, word) and (clitic or self._speaker_follows(following + 1)):
            return Verb(at, following + 1, clitic, listed=False)
        return self._split(at) if self.words.splits_verb else None

    def _split(self, at: int) -> Verb | None:
        """An auxiliary whose participle or infinitive closes the clause: "hat … am Montag gesagt", "zou … zeggen"."""
        end = at + 1
        while end < min(self.tokens.count, at + FARTHEST_PARTICIPLE) and self.facts[end] & WORD:
            end += 1
        last = end - 2 if self.facts[end - 1] & (AUXILIARY | PARTICIPLE) == AUXILIARY else end - 1
        closes = (self.facts[last] & PARTICIPLE or self.norms[last] in self.words.infinitives) and last > at
        return Verb(at, end, split=True) if closes else None

    def _pronoun_between(self, at: int) -> bool:
        return self.words.verb_first and self.norms[at] in self.words.words.pronouns

    def may_be_verb(self, at: int) -> bool:
        """Whether the word at a place could be a verb, as far as no list says that it is something else."""
        return at < self.tokens.count and self._may_be_verb(at, self.norms[at])

    def is_verbal(self, at: int) -> bool:
        """Whether the word at a place is a form of a listed verb or of an auxiliary."""
        return self.facts[at] & (FINITE | AUXILIARY) != 0

    def leads_verb(self, at: int) -> bool:
        """Whether the word at a place may stand before a verb in its group: an auxiliary, a pronoun, an adverb."""
        return self.facts[at] & (AUXILIARY | BEFORE_VERB | ADVERB) != 0

    def _may_be_verb(self, at: int, word: str) -> bool:
        facts = self.facts[at]
        plain = facts & (WORD | CAPITAL) == WORD and word.isalpha() and len(word) > 2
        facts = facts if word == self.norms[at] else facts_in(word, self.words) if plain else 0
        return plain and not facts & _NO_VERB

    def _speaker_follows(self, at: int) -> bool:
        phrase = self.phrases.at(at)
        governed = self.facts[at] & (STOP | PRONOUN | INDEFINITE) == STOP and self.facts[at + 1] & SAME
        if phrase is None or not phrase.speaks or governed:
            return False
        return phrase.kind in ("person", "pronoun") or phrase.first < phrase.end - 1

    def past(self, at: int) -> Verb | None:
        """A verb that no list has, known by its ending, with nothing that could be its object behind it."""
        endings = self.words.words.past_endings
        word = self.norms[at]
        if (
            self.words.verb_first
            or not endings
            or not word.endswith(endings)
            or self.tokens.facts[at] & CAPITAL
            or self._no_verb_here(at)
        ):
            return None
        free = self.facts[at + 1] & (WORD | STOP) != WORD
        return Verb(at, at + 1, listed=False) if free or self.facts[at + 1] & ADVERB else None

    def bears(self, verb: Verb, end: int) -> bool:
        """Whether a verb that speaks only now and then does so here: right before what is said."""
        if not verb.weak or verb.end >= end:
            return True
        particles = self.words.words.separable.get(self.norms[verb.end - 1], ())
        for at in range(verb.end, min(self.tokens.count, verb.end + FARTHEST_PARTICIPLE) if particles else 0):
            if self.norms[at] in particles:
                return True
        stated = _stated(self, verb.end, end)
        nouns = sum(not _leads(self, at) for at in range(verb.end, end) if at not in stated)
        bare = nouns == 0 or (nouns == 1 and self.facts[verb.end] & CONNECTOR != 0)
        return bare or _names_object(self, verb, end)


def _leads(reader: VerbReader, at: int) -> bool:
    """Whether what stands at a place only leads to something else."""
    leads = reader.facts[at] & (CONNECTOR | DETERMINER | THAT) != 0
    return leads or reader.norms[at] in reader.words.lead_ins or reader.norms[at] == ":"


def _stated(reader: VerbReader, first: int, end: int) -> range:
    """Where a document stands in which something is said: "parla in un comunicato di «…»"."""
    facts = reader.facts
    for at in range(first, end - 1):
        noun = at + 1 + (facts[at + 1] & DETERMINER != 0)
        if facts[at] & (STOP | CONNECTOR) and facts[noun] & DOCUMENT and noun < end:
            return range(at, noun + 1)
    return range(0)


def _names_object(reader: VerbReader, verb: Verb, end: int) -> bool:
    """Whether a verb of naming has its object before the marks: "noemt het voorstel in een brief “een gok”"."""
    words = reader.words
    if reader.norms[verb.end - 1] not in words.words.nicknaming or words.capital_nouns:
        return False
    named = reader.phrases.at(verb.end) if reader.facts[verb.end] & DETERMINER else None
    stop = named.end if named is not None and named.definite else end + 1
    return stop == end or (stop < end and _stated(reader, stop, end) == range(stop, end))


def heard_of(reader: VerbReader, verb: Verb) -> Phrase | None:
    """The person of whom an impersonal verb has it: "heißt es von Prüferin Anna Vogt"."""
    lead = reader.norms[verb.end]
    if lead not in reader.words.words.from_whom:
        return None
    phrase = reader.phrases.at(verb.end + 1) or reader.phrases.at(verb.end)
    return phrase if phrase is not None and phrase.kind in _PEOPLE else None
