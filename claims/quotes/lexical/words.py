"""The words of reported speech of one language as sets, made ready to be asked."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache, cached_property
from typing import Any, get_args

from claims.base_words import base_words
from claims.language import has_words, languages, read_words
from claims.quotes.lexical.compounds import Ends
from claims.quotes.lexical.offices import bare_office
from claims.quotes.lexical.pieces import longest_runs, pieces_in, pieces_of
from claims.quotes.lexical.vocabulary import Expressions, Forms, Gender, Gendered, PhraseWords, SpacedWords, verb_forms

MOST_WORDS = 50_000
"""Different words of which it is kept whether they are roles."""
MOST_GIVEN = 2
"""Words of a name from which on the last may be the whole surname."""
LEAST_STEM = 2
"""Letters of a verb's form before its ending."""
LONG_WORD = 7
"""Letters. In shorter words an ending tells nothing of a role."""

_OPENER = re.compile("[^ ']+[ ']")
_LETTERS = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, eq=False)
class Lexicon:
    """The words of one language as sets, lower case, ready to be asked."""

    language: str
    elision: bool
    verb_first: bool
    splits_verb: bool
    drops_subject: bool
    capital_nouns: bool
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
    pronoun_openers: frozenset[str]
    """What the pronouns of two words begin with, up to the space or the apostrophe in them."""
    determiners: frozenset[str]
    plural_determiners: frozenset[str]
    possessives: frozenset[str]
    indefinite: frozenset[str]
    same: frozenset[str]
    demonstratives: frozenset[str]
    connectors: frozenset[str]
    particles: frozenset[str]
    inner_particles: frozenset[str]
    joins: frozenset[str]
    conjunctions: frozenset[str]
    stops: frozenset[str]
    adverbs: frozenset[str]
    labels: frozenset[str]
    mottos: frozenset[str]
    changes: frozenset[str]
    works: frozenset[str]
    papers: frozenset[str]
    lead_ins: frozenset[str]
    openers: frozenset[str]
    common: frozenset[str]
    titles: dict[str, Gender]
    roles: dict[str, Gender]
    role_endings: dict[str, Gender]
    """What only words for people end in, and the plurals of it."""
    institutions: frozenset[str]
    documents: frozenset[str]
    carriers: frozenset[str]
    places: frozenset[str]
    """Prepositions that say from where something is told, by a body rather than by anyone."""
    given_names: dict[str, Gender] = field(repr=False)
    clitics: tuple[tuple[str, Gender], ...]
    """The longest first."""
    infinitive_leads: frozenset[str]
    sources: frozenset[str]
    """What "according to" and the like begin with, and what follows its noun ("zufolge")."""
    expressions: dict[Expressions, dict[str, tuple[tuple[str, ...], ...]]]
    """Expressions of several words by their first word, the longest first, the words behind it without apostrophes."""
    _genders: dict[str, Gender | None] = field(default_factory=dict, init=False, repr=False)
    """What `role` has answered."""

    @cached_property
    def verbal(self) -> frozenset[str]:
        """Every word that a verb group may begin with."""
        return self.finite | self.auxiliaries | self.gerunds | self.infinitives | self.before_verb | self.spoken

    @cached_property
    def subject_first(self) -> bool:
        """Whether the subject may stand before the verb where both are set off behind what is said: "…, she said"."""
        return not self.verb_first or self.language == "nl"

    @cached_property
    def spoken(self) -> frozenset[str]:
        """Every word that begins an expression of several words which says that somebody speaks."""
        kinds: tuple[Expressions, ...] = ("impersonal", "leaks", "phrases")
        return frozenset(word for kind in kinds for word in self.expressions[kind])

    @cached_property
    def clause_marks(self) -> frozenset[str]:
        """Every word that shows a reported clause in a sentence: "that", a cue without it, a subjunctive."""
        return self.that_only | self.plain_cues | self.subjunctives

    @cached_property
    def speaking_pieces(self) -> frozenset[str]:
        """The runs of letters of which a sentence has one where a finite verb in it says that somebody speaks."""
        return pieces_in(self.finite | self.participles | self.spoken)

    @cached_property
    def clause_pieces(self) -> frozenset[str]:
        """The runs of letters of which a sentence has one where a word shows a reported clause in it."""
        return pieces_in(self.clause_marks)

    @cached_property
    def reporting_runs(self) -> frozenset[bytes]:
        """The runs of Latin letters of which a sentence has one where a word in it may report."""
        return longest_runs(word for word in self.reporting | self.subjunctives if pieces_of(word) == [word])

    @cached_property
    def speaking_runs(self) -> frozenset[bytes]:
        """The runs of Latin letters of which a text has one where it has one of the speaking pieces."""
        return longest_runs(self.speaking_pieces)

    @cached_property
    def source_pieces(self) -> frozenset[str]:
        """The runs of letters of which a sentence that opens with "according to" and the like begins with one."""
        return pieces_in(self.sources)

    @cached_property
    def verbal_pieces(self) -> frozenset[str]:
        """The runs of letters of which one begins a verb group, or "according to" and the like."""
        return pieces_in(self.verbal | self.sources)

    def closes_name(self, before: Sequence[str], following: str) -> bool:
        """Whether a name ends before a small word, and what follows says where somebody belongs.

        An abbreviation is no surname: João Sá do PCP. Some languages have hardly any surnames of two parts.
        """
        if len(before) < MOST_GIVEN or not before[-1][:1].isupper():
            return False
        if following.isupper() and len(following) > 1 and not before[-1].isupper():
            return True
        given = self.given_names
        if not self.words.phrase.surname_closes or before[-1].lower() in given:
            return False
        own = (word for word in map(str.lower, before[:-1]) if word in given or self.role(word) is None)
        first = next((word for word in own if word not in self.titles), "")
        return first.split("-")[0] in given or first in self.particles

    @cached_property
    def choosing(self) -> frozenset[str]:
        """What tells one of two persons or things from the other, before a noun or without one: "the former"."""
        return self.words.former | self.words.second | self.words.concerned

    @cached_property
    def light(self) -> frozenset[str]:
        """What only leads a verb, and is an article as often: "la" in "la cree". No verb without another behind it."""
        return self.before_verb - (self.finite | self.auxiliaries | self.gerunds | self.infinitives | self.spoken)

    def role(self, word: str) -> Gender | None:
        """The gender of a word for a person; None where it is none. German and Dutch compounds count by their end."""
        try:
            return self._genders[word]
        except KeyError:
            if len(self._genders) >= MOST_WORDS:
                self._genders.clear()
            gender = self._genders[word] = self._read_role(word)
            return gender

    def _read_role(self, word: str) -> Gender | None:
        known = self.roles.get(bare_office(word, self.words.roles))
        if known is not None:
            return known
        if word[:1].isdigit() and word.endswith(self.words.roles.ages or ("\n",)):
            return "x"
        if word in self.given_names or not (self.words.roles.compounds or word.endswith(self._endings)):
            return None
        ending = self._role_ends.of(word) if self.words.roles.compounds else ""
        if ending:
            return self.roles[ending]
        if len(word) <= LONG_WORD or not word.endswith(self._endings):
            return None
        return next((gender for end, gender in self.role_endings.items() if word.endswith(end)), None)

    @cached_property
    def _endings(self) -> tuple[str, ...]:
        return tuple(self.role_endings)

    def is_anaphoric(self, noun: str) -> bool:
        """Whether a role alone points back to a person: "the minister", "die 24-Jährige"."""
        known = self.words.roles.anaphoric
        return noun in known or (self.words.roles.compounds and noun.endswith(known or ("\n",)))

    def is_office(self, noun: str) -> bool:
        """Whether a role is an office that one person holds and another does not: "the mayor"."""
        return noun in self.words.roles.offices

    def is_institution(self, word: str) -> bool:
        return word in self.institutions or self._ends_in(word, self._institution_ends)

    def is_document(self, word: str) -> bool:
        return word in self.documents or self._ends_in(word, self._document_ends)

    def is_plural_verb(self, form: str) -> bool:
        """Whether a verb's form shows more than one subject; a form of three letters is no more than its ending."""
        return any(form.endswith(end) and len(form) - len(end) >= LEAST_STEM for end in self.words.plural_verbs)

    def _ends_in(self, word: str, nouns: Ends) -> bool:
        """Whether a compound ends in one of the nouns."""
        return self.words.groups.compounds and nouns.of(word) != "" and word not in self.given_names

    @cached_property
    def _role_ends(self) -> Ends:
        return Ends(self.roles)

    @cached_property
    def _institution_ends(self) -> Ends:
        return Ends(self.institutions)

    @cached_property
    def _document_ends(self) -> Ends:
        return Ends(self.documents)


@cache
def lexicon(language: str) -> Lexicon | None:
    """The words of reported speech of a spaced language; None where there are none."""
    if language not in languages() or not has_words(language, "quotes") or base_words(language).writing != "spaced":
        return None
    words = read_words(language, "quotes", SpacedWords)
    base = base_words(language)
    return Lexicon(
        language=language,
        elision=base.elision,
        verb_first=words.verb_first,
        splits_verb=words.splits_verb,
        drops_subject=words.drops_subject,
        capital_nouns=words.capital_nouns,
        words=words,
        common=_set(base.stop_words),
        openers=_set((*base.stop_words, *words.phrase.stops, *words.phrase.joins, *words.that)),
        titles=dict(_genders(words.titles)),
        roles=_with_plurals(dict(_genders(words.roles)), words.phrase),
        role_endings=_with_plurals(words.roles.endings, words.phrase),
        institutions=_set((*words.groups.institutions, *_plurals(words.groups.institutions, words.phrase))),
        carriers=_set(words.groups.carriers),
        places=_set(words.groups.places),
        documents=_set(
            (*words.groups.carriers, *words.groups.documents, *_plurals(words.groups.documents, words.phrase))
        ),
        given_names=_all_given_names(),
        clitics=tuple(sorted(words.clitics.items(), key=lambda one: -len(one[0]))),
        infinitive_leads=_set(lead.split()[-1] for lead in words.infinitive_leads),
        **_of_verbs(words, _set(base.stop_words)),
        **_of_clauses(words),
        **_of_phrases(words.phrase),
    )


def _of_verbs(words: SpacedWords, common: frozenset[str]) -> dict[str, Any]:
    forms = verb_forms(words)
    return {
        "finite": _set((*(form for verb in forms.values() for form in verb.finite), *_joined(words))),
        "participles": _set(form for verb in forms.values() for form in verb.participle),
        "gerunds": _set(form for verb in forms.values() for form in verb.gerund),
        "infinitives": _set(forms),
        "reporting": _reporting(words, forms.values(), common),
        "weak": _set(words.weak),
        "auxiliaries": _set(words.auxiliaries),
        "no_cue_after": _set(words.no_cue_after),
        "before_verb": _set((*words.reflexives, *words.objects)),
        "subjunctives": _set(words.subjunctive),
        "negations": _set(words.negations),
    }


def _joined(words: SpacedWords) -> Iterator[str]:
    """The forms of separable verbs as a clause has them that its verb closes: "vorwarf", "toevoegde"."""
    for form, particles in words.separable.items():
        for particle in particles:
            yield particle + form


def _of_clauses(words: SpacedWords) -> dict[str, Any]:
    return {
        "that": _set((*words.that, *words.whether)),
        "that_only": _set(words.that),
        "relatives": _set(words.relatives),
        "plain_cues": _set(words.plain_cues),
        "clause_openers": _set(words.clause_openers),
        "pronouns": _set(words.pronouns),
        "pronoun_openers": _set(found[0].rstrip() for one in words.pronouns if (found := _OPENER.match(one))),
        "lead_ins": _set(words.lead_ins),
        "sources": _set((*_by_opener(words.according), *_by_opener(words.own_words), *words.according_after)),
        "expressions": {kind: _by_opener(getattr(words, kind)) for kind in get_args(Expressions)},
    }


def _by_opener(phrases: Iterable[str]) -> dict[str, tuple[tuple[str, ...], ...]]:
    by_first: dict[str, list[tuple[str, ...]]] = {}
    for phrase in sorted(phrases, key=len, reverse=True):
        first, *rest = phrase.lower().replace("'", "' ").split()
        by_first.setdefault(first, []).append((first, *(part.replace("'", "") for part in rest)))
    return {first: tuple(ones) for first, ones in by_first.items()}


def _of_phrases(phrase: PhraseWords) -> dict[str, Any]:
    return {
        "determiners": _set(phrase.determiners),
        "plural_determiners": _set(phrase.plural_determiners),
        "possessives": _set(phrase.possessives),
        "indefinite": _set(phrase.indefinite),
        "same": _set(phrase.same),
        "demonstratives": _set(phrase.demonstratives),
        "connectors": _set(phrase.connectors),
        "particles": _set(phrase.particles),
        "inner_particles": _set(phrase.inner_particles),
        "joins": _set(phrase.joins),
        "conjunctions": _set(phrase.conjunctions),
        "stops": _set((*phrase.conjunctions, *phrase.stops)),
        "adverbs": _set(phrase.adverbs),
        "labels": _set(phrase.labels),
        "mottos": _set(phrase.mottos),
        "changes": _set(phrase.changes),
        "works": _set(phrase.works),
        "papers": _set(phrase.papers),
    }


def _reporting(words: SpacedWords, forms: Iterable[Forms], common: frozenset[str]) -> frozenset[str]:
    """Every form that may report, and the longest rarer word of "according to" and the like, as runs of letters."""
    single = [form for verb in forms for form in (*verb.finite, *verb.participle)]
    spoken = (*words.according, *words.according_after, *words.phrases, *words.impersonal, *words.leaks)
    expressions = (_LETTERS.findall(phrase) for phrase in spoken)
    common -= _set(word for word in words.according if " " not in word and word not in words.according_in_slot)
    phrases = [max((part for part in parts if part not in common), key=len, default="") for parts in expressions]
    return _set((*single, *phrases))


def _set(words: Iterable[str]) -> frozenset[str]:
    return frozenset(word.lower() for word in words)


def _plurals(nouns: Iterable[str], phrase: PhraseWords) -> Iterator[str]:
    for noun in nouns:
        for ending in phrase.plural_endings:
            yield noun + ending
        if noun[-1:] in phrase.plural_changes:
            yield noun[:-1] + phrase.plural_changes[noun[-1]]


def _with_plurals(roles: dict[str, Gender], phrase: PhraseWords) -> dict[str, Gender]:
    """Plurals tell no gender of a person."""
    many: dict[str, Gender] = {}
    for plural in _plurals(roles, phrase):
        many[plural] = "p"
    listed = {word: gender for word, gender in roles.items() if gender != "x" or word not in many}
    return many | listed


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
    for code in languages():
        if base_words(code).writing == "spaced" and has_words(code, "quotes"):
            for name, gender in _genders(read_words(code, "quotes", SpacedWords).given_names):
                names[name] = gender if names.get(name, gender) == gender else "x"
    return names
