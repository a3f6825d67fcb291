"""The words by which speech is reported, one language at a time, with the forms made from the lemmas."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache
from typing import Literal

from claims.base_words import base_words
from claims.language import LANGUAGES, Words, has_words, read_words

_LETTERS = re.compile(r"[^\W\d_]{3,}")
Gender = Literal["m", "f", "n", "p", "mp", "fp", "x", ""]
"""As the language shows it: a person's gender, a plural, `x` for anyone, `n` for no person, empty for not shown."""


class Conjugation(Words):
    """How the forms of a class of verbs are made: cut the lemma, add the endings.

    `spelling` changes the last letter of the stem before an ending in a, o or u (annoncer: annonça).
    """

    cut: int
    finite: tuple[str, ...]
    participle: tuple[str, ...] = ()
    gerund: tuple[str, ...] = ()
    participle_prefix: str = ""
    spelling: dict[str, str] = {}


class Forms(Words):
    """The forms of one verb."""

    finite: tuple[str, ...] = ()
    participle: tuple[str, ...] = ()
    gerund: tuple[str, ...] = ()


class PhraseWords(Words):
    """What a noun phrase begins with, goes on with and stops at."""

    determiners: tuple[str, ...] = ()
    feminine_determiners: tuple[str, ...] = ()
    masculine_determiners: tuple[str, ...] = ()
    indefinite: tuple[str, ...] = ()
    possessives: tuple[str, ...] = ()
    same: tuple[str, ...] = ()
    demonstratives: tuple[str, ...] = ()
    connectors: tuple[str, ...] = ()
    particles: tuple[str, ...] = ()
    inner_particles: tuple[str, ...] = ()
    joins: tuple[str, ...] = ()
    stops: tuple[str, ...] = ()
    adverbs: tuple[str, ...] = ()
    adverb_endings: tuple[str, ...] = ()
    plural_endings: tuple[str, ...] = ()
    labels: tuple[str, ...] = ()
    works: tuple[str, ...] = ()


class Gendered(Words):
    """Words for people by gender: men, women, either."""

    compounds: bool = False
    m: tuple[str, ...] = ()
    f: tuple[str, ...] = ()
    x: tuple[str, ...] = ()
    anaphoric: tuple[str, ...] = ()
    endings: tuple[str, ...] = ()


class Groups(Words):
    """Nouns for speakers that are no persons."""

    compounds: bool = False
    institutions: tuple[str, ...] = ()
    documents: tuple[str, ...] = ()


class SpacedWords(Words):
    """What `languages/<code>.quotes.toml` holds for a language that parts its words by spaces."""

    that: tuple[str, ...] = ()
    relatives: tuple[str, ...] = ()
    whether: tuple[str, ...] = ()
    auxiliaries: tuple[str, ...] = ()
    no_cue_after: tuple[str, ...] = ()
    reflexives: tuple[str, ...] = ()
    objects: tuple[str, ...] = ()
    according: tuple[str, ...] = ()
    according_in_slot: tuple[str, ...] = ()
    according_after: tuple[str, ...] = ()
    according_stops: tuple[str, ...] = ()
    infinitive_leads: tuple[str, ...] = ()
    weak: tuple[str, ...] = ()
    phrases: tuple[str, ...] = ()
    impersonal: tuple[str, ...] = ()
    lead_ins: tuple[str, ...] = ()
    naming: tuple[str, ...] = ()
    subjunctive: tuple[str, ...] = ()
    negations: tuple[str, ...] = ()
    past_endings: tuple[str, ...] = ()
    plain_cues: tuple[str, ...] = ()
    clause_openers: tuple[str, ...] = ()
    drops_subject: bool = False
    verb_first: bool = True
    splits_verb: bool = False
    conjugations: dict[str, Conjugation] = {}
    verbs: dict[str, tuple[str, ...]] = {}
    irregular: dict[str, Forms] = {}
    pronouns: dict[str, Gender] = {}
    tonic: dict[str, Gender] = {}
    clitics: dict[str, Gender] = {}
    phrase: PhraseWords = PhraseWords()
    titles: Gendered = Gendered()
    roles: Gendered = Gendered()
    groups: Groups = Groups()
    given_names: Gendered = Gendered()


@dataclass(frozen=True)
class Lexicon:
    """The words of one language as sets, lower case, ready to be asked."""

    language: str
    elision: bool
    words: SpacedWords
    finite: frozenset[str]
    weak: frozenset[str]
    participles: frozenset[str]
    gerunds: frozenset[str]
    infinitives: frozenset[str]
    auxiliaries: frozenset[str]
    no_cue_after: frozenset[str]
    before_verb: frozenset[str]
    that: frozenset[str]
    that_only: frozenset[str]
    relatives: frozenset[str]
    reporting: frozenset[str]
    subjunctives: frozenset[str]
    negations: frozenset[str]
    plain_cues: frozenset[str]
    clause_openers: frozenset[str]
    pronouns: frozenset[str]
    determiners: frozenset[str]
    possessives: frozenset[str]
    indefinite: frozenset[str]
    same: frozenset[str]
    demonstratives: frozenset[str]
    connectors: frozenset[str]
    particles: frozenset[str]
    inner_particles: frozenset[str]
    joins: frozenset[str]
    stops: frozenset[str]
    adverbs: frozenset[str]
    labels: frozenset[str]
    works: frozenset[str]
    lead_ins: frozenset[str]
    openers: frozenset[str]
    common: frozenset[str]
    titles: dict[str, Gender]
    roles: dict[str, Gender]
    institutions: frozenset[str]
    documents: frozenset[str]
    given_names: dict[str, Gender] = field(repr=False)

    def role(self, word: str) -> Gender | None:
        """The gender of a word for a person, or None where it is none. German and Dutch compounds count by their end."""
        known = self.roles.get(word)
        if known is not None or not self.words.roles.compounds:
            return known
        ending = next((self.roles[word[at:]] for at in range(2, len(word) - 3) if word[at:] in self.roles), None)
        return "f" if ending is None and len(word) > 7 and word.endswith(self.words.roles.endings or ("\n",)) else ending

    def is_anaphoric(self, noun: str) -> bool:
        """Whether a role alone points back to a person: "the minister", "die 24-Jährige"."""
        known = self.words.roles.anaphoric
        return noun in known or (self.words.roles.compounds and noun.endswith(known or ("\n",)))

    def is_institution(self, word: str) -> bool:
        return word in self.institutions or self._ends_in(word, self.institutions)

    def is_document(self, word: str) -> bool:
        return word in self.documents or self._ends_in(word, self.documents)

    def is_adverb(self, word: str) -> bool:
        return word in self.adverbs or word.endswith(self.words.phrase.adverb_endings or ("\n",))

    def _ends_in(self, word: str, nouns: frozenset[str]) -> bool:
        if not self.words.groups.compounds:
            return False
        return any(word[at:] in nouns for at in range(2, len(word) - 3))


@cache
def lexicon(language: str) -> Lexicon | None:
    """The words of reported speech of a spaced language; None where there are none."""
    if language not in LANGUAGES or not has_words(language, "quotes") or base_words(language).writing != "spaced":
        return None
    words = read_words(language, "quotes", SpacedWords)
    forms = verb_forms(words)
    phrase = words.phrase
    return Lexicon(
        language=language,
        elision=base_words(language).elision,
        words=words,
        finite=_set(form for verb in forms.values() for form in verb.finite),
        weak=_set(words.weak),
        participles=_set(form for verb in forms.values() for form in verb.participle),
        gerunds=_set(form for verb in forms.values() for form in verb.gerund),
        infinitives=_set(forms),
        auxiliaries=_set(words.auxiliaries),
        no_cue_after=_set(words.no_cue_after),
        before_verb=_set((*words.reflexives, *words.objects)),
        that=_set((*words.that, *words.whether)),
        that_only=_set(words.that),
        relatives=_set(words.relatives),
        reporting=_reporting(words, forms.values()),
        subjunctives=_set(words.subjunctive),
        negations=_set(words.negations),
        plain_cues=_set(words.plain_cues),
        clause_openers=_set(words.clause_openers),
        pronouns=_set(words.pronouns),
        determiners=_set(phrase.determiners),
        possessives=_set(phrase.possessives),
        indefinite=_set(phrase.indefinite),
        same=_set(phrase.same),
        demonstratives=_set(phrase.demonstratives),
        connectors=_set(phrase.connectors),
        particles=_set(phrase.particles),
        inner_particles=_set(phrase.inner_particles),
        joins=_set(phrase.joins),
        stops=_set(phrase.stops),
        adverbs=_set(phrase.adverbs),
        labels=_set(phrase.labels),
        works=_set(phrase.works),
        lead_ins=_set(words.lead_ins),
        openers=_set((*base_words(language).stop_words, *phrase.stops, *phrase.joins, *words.that)),
        common=_set(base_words(language).stop_words),
        titles=_gendered(words.titles),
        roles=_with_plurals(_gendered(words.roles), phrase),
        institutions=_set((*words.groups.institutions, *_plurals(words.groups.institutions, phrase))),
        documents=_set((*words.groups.documents, *_plurals(words.groups.documents, phrase))),
        given_names=_all_given_names(),
    )


def _reporting(words: SpacedWords, forms: Iterable[Forms]) -> frozenset[str]:
    """Every form that may report, and every word of "according to" and the like, as single runs of letters."""
    single = [form for verb in forms for form in (*verb.finite, *verb.participle)]
    phrases = [part for phrase in (*words.according, *words.phrases) for part in _LETTERS.findall(phrase)]
    return _set((*single, *phrases))


def verb_forms(words: SpacedWords) -> dict[str, Forms]:
    """Every listed verb with its forms; an irregular entry adds to a regular one of the same name."""
    forms: dict[str, Forms] = {}
    for kind, lemmas in words.verbs.items():
        for lemma in lemmas:
            forms[lemma] = _joined(forms.get(lemma), _regular(lemma, words.conjugations[kind]))
    for lemma, irregular in words.irregular.items():
        forms[lemma] = _joined(forms.get(lemma), irregular)
    return forms


def _joined(one: Forms | None, other: Forms) -> Forms:
    if one is None:
        return other
    return Forms(
        finite=one.finite + other.finite,
        participle=one.participle + other.participle,
        gerund=one.gerund + other.gerund,
    )


def _regular(lemma: str, how: Conjugation) -> Forms:
    stem = lemma[: len(lemma) - how.cut]
    return Forms(
        finite=tuple(_with(stem, ending, how) for ending in how.finite),
        participle=tuple(how.participle_prefix + _with(stem, ending, how) for ending in how.participle),
        gerund=tuple(_with(stem, ending, how) for ending in how.gerund),
    )


def _with(stem: str, ending: str, how: Conjugation) -> str:
    changed = how.spelling.get(stem[-1:], "") if ending[:1] in tuple("aoâ") else ""
    return (stem[:-1] + changed if changed else stem) + ending


def _set(words: Iterable[str]) -> frozenset[str]:
    return frozenset(word.lower() for word in words)


def _plurals(nouns: Iterable[str], phrase: PhraseWords) -> Iterator[str]:
    for noun in nouns:
        for ending in phrase.plural_endings:
            yield noun + ending


def _with_plurals(roles: dict[str, Gender], phrase: PhraseWords) -> dict[str, Gender]:
    """Plurals tell no gender of a person."""
    many: dict[str, Gender] = {}
    for plural in _plurals(roles, phrase):
        many[plural] = "x"
    return many | roles


def _gendered(words: Gendered) -> dict[str, Gender]:
    return dict(_genders(words))


def _genders(words: Gendered) -> Iterator[tuple[str, Gender]]:
    """A word that stands in two lists tells no gender."""
    for word in words.m:
        yield word.lower(), "m"
    for word in words.f:
        yield word.lower(), "x" if word in words.m else "f"
    for word in words.x:
        yield word.lower(), "x"


@cache
def _all_given_names() -> dict[str, Gender]:
    """Given names cross borders: those of every language count in each. One that is both tells nothing."""
    names: dict[str, Gender] = {}
    for code in LANGUAGES:
        if base_words(code).writing == "spaced" and has_words(code, "quotes"):
            for name, gender in _genders(read_words(code, "quotes", SpacedWords).given_names):
                names[name] = gender if names.get(name, gender) == gender else "x"
    return names
