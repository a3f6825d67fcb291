"""What a language's data say of a word, as bits: every different word is looked up once, and asked for often.

The rarest stand last: Python works with numbers of up to thirty bits in half the time.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import Final

from claims.quotes.lexical.compounds import LEAST_NOUN
from claims.quotes.lexical.words import Lexicon

WORD: Final = 1 << 0
"""A word, and no sign or quotation."""
CAPITAL: Final = 1 << 1
FIGURE: Final = 1 << 2
"""Written in digits: 16, 1,85, 100.000. The 16-year-old and the G7 are none."""
DETERMINER: Final = 1 << 3
CONNECTOR: Final = 1 << 4
STOP: Final = 1 << 5
COMMON: Final = 1 << 6
JOIN: Final = 1 << 7
PARTICLE: Final = 1 << 8
INNER_PARTICLE: Final = 1 << 9
LABEL: Final = 1 << 10
OPENER: Final = 1 << 11
FINITE: Final = 1 << 12
AUXILIARY: Final = 1 << 13
GERUND: Final = 1 << 14
BEFORE_VERB: Final = 1 << 15
VERBAL: Final = 1 << 16
"""Begins a verb group, or does with a pronoun that clings to it by a hyphen."""
LIGHT: Final = 1 << 17
SOURCE: Final = 1 << 18
"""Begins "according to"."""
ENDS_AS_VERB: Final = 1 << 19
ARTICLE: Final = 1 << 20
"""An article that is no pronoun too: what follows is a noun, though it look like a verb."""
PRONOUN: Final = 1 << 21
TITLE: Final = 1 << 22
ROLE: Final = 1 << 23
INSTITUTION: Final = 1 << 24
DOCUMENT: Final = 1 << 25
ADVERB: Final = 1 << 26
ADDRESSEE: Final = 1 << 27
THAT: Final = 1 << 28
PRONOUN_OPENER: Final = 1 << 29
"""The first word of a pronoun of two words."""
SPOKEN: Final = 1 << 30
"""Begins an expression of several words that says that somebody speaks, as written or before a hyphen."""
CONTRACTED: Final = 1 << 31
"""A preposition with its article, or one that says who is spoken to: "agli", "na", "im", "à"."""
INDEFINITE: Final = 1 << 32
GIVEN: Final = 1 << 33
"""A given name, or what stands before its hyphen is one."""
PARTICIPLE: Final = 1 << 34
POSSESSIVE: Final = 1 << 35
TAKES_STOP: Final = 1 << 36
"""A title or an initial, to which the full stop right behind it belongs."""
CONJUNCTION: Final = 1 << 37
SAME: Final = 1 << 38
CARRIER: Final = 1 << 39
"""What bears words that nobody in particular says: a sign, a banner."""

NOUN: Final = ROLE | INSTITUTION | DOCUMENT
"""A noun for what can speak."""
VERB: Final = FINITE | AUXILIARY | GERUND | ENDS_AS_VERB
SMALL: Final = CONNECTOR | STOP | COMMON


def facts_of(piece: str, norm: str, words: Lexicon) -> int:
    """The bits of a word of a text; none of a sign."""
    if not (piece[0].isalnum() or piece[0] == "_"):
        return 0
    found = WORD | _listed(words).get(norm, 0)
    if piece[0].isupper():
        found |= CAPITAL if len(piece) > 1 else CAPITAL | TAKES_STOP
    elif piece[0].isdigit() and piece[-1].isdigit():
        found |= FIGURE
    return found | _by_head(norm, words) | _by_end(norm, words)


def _by_head(norm: str, words: Lexicon) -> int:
    """What the part of a word before its hyphen says of it."""
    head, hyphen, _ = norm.partition("-")
    found = GIVEN if head in words.given_names else 0
    if hyphen and words.clitics:
        found |= VERBAL | SPOKEN if head in words.spoken else VERBAL
    return found


def _by_end(norm: str, words: Lexicon) -> int:
    """What a word ends in, or the last part of a compound, says of it."""
    found = ROLE if words.role(norm) is not None else 0
    for bit, endings in _endings(words):
        if norm.endswith(endings):
            found |= bit
    if words.words.groups.compounds and norm[-LEAST_NOUN:] in _tails(words) and norm not in words.given_names:
        ends = _ends(words)
        for at in range(2, len(norm) - LEAST_NOUN + 1):
            found |= ends.get(norm[at:], 0)
    return found


@cache
def _endings(words: Lexicon) -> tuple[tuple[int, tuple[str, ...]], ...]:
    """The bits that words have because of what they end in."""
    verbs, adverbs = words.words.verb_endings, words.words.phrase.adverb_endings
    listed = ((ARTICLE, ("'",)), (ENDS_AS_VERB, verbs), (ADVERB, adverbs))
    return tuple((bit, endings) for bit, endings in listed if endings)


@cache
def _ends(words: Lexicon) -> dict[str, int]:
    """The bits that compounds have of the nouns they end in."""
    nouns = (INSTITUTION, words.institutions), (DOCUMENT, words.documents), (CARRIER, words.carriers)
    return _merged(nouns)


@cache
def _tails(words: Lexicon) -> frozenset[str]:
    """The last letters of those nouns: most words end in none."""
    return frozenset(noun[-LEAST_NOUN:] for noun in _ends(words))


@cache
def _listed(words: Lexicon) -> dict[str, int]:
    """The bits that words have because a list has them as they are."""
    governing = (words.connectors | words.places) & words.determiners
    combined = (
        (ARTICLE, words.determiners - words.before_verb),
        (CONTRACTED, (governing - words.pronouns - words.indefinite) | words.words.addressee),
        (TAKES_STOP, (title[:-1] for title in words.titles if title.endswith("."))),
    )
    return _merged((*_lists(words), *combined))


def _lists(words: Lexicon) -> tuple[tuple[int, Iterable[str]], ...]:
    return (
        (DETERMINER, words.determiners),
        (CONNECTOR, words.connectors),
        (STOP, words.stops),
        (COMMON, words.common),
        (JOIN, words.joins),
        (PARTICLE, words.particles),
        (INNER_PARTICLE, words.inner_particles),
        (INDEFINITE, words.indefinite),
        (POSSESSIVE, words.possessives),
        (SAME, words.same),
        (LABEL, words.labels),
        (OPENER, words.openers),
        (FINITE, words.finite),
        (AUXILIARY, words.auxiliaries),
        (GERUND, words.gerunds),
        (BEFORE_VERB, words.before_verb),
        (VERBAL, words.verbal),
        (LIGHT, words.light),
        (SOURCE, words.sources),
        (SPOKEN, words.spoken),
        (PRONOUN, words.pronouns),
        (PRONOUN_OPENER, words.pronoun_openers),
        (TITLE, words.titles),
        (INSTITUTION, words.institutions),
        (DOCUMENT, words.documents),
        (CARRIER, words.carriers),
        (ADVERB, words.adverbs),
        (ADDRESSEE, words.words.addressee),
        (CONJUNCTION, words.conjunctions),
        (THAT, words.that),
        (PARTICIPLE, words.participles),
    )


def _merged(holders: Iterable[tuple[int, Iterable[str]]]) -> dict[str, int]:
    """The bits of each word that one of the lists has."""
    found: dict[str, int] = {}
    for bit, held in holders:
        for word in held:
            found[word] = found.get(word, 0) | bit
    return found
