"""What a language's data say of a word, as bits: every different word is looked up once, and asked for often.

The rarest stand last: Python works with numbers of up to thirty bits in half the time.
"""

from __future__ import annotations

from collections.abc import Container

from claims.quotes.words import Lexicon

WORD = 1 << 0
"""A word, and no sign or quotation."""
CAPITAL = 1 << 1
FIGURE = 1 << 2
"""Written in digits: 16, 1,85, 100.000. The 16-year-old and the G7 are none."""
DETERMINER = 1 << 3
CONNECTOR = 1 << 4
STOP = 1 << 5
COMMON = 1 << 6
JOIN = 1 << 7
PARTICLE = 1 << 8
INNER_PARTICLE = 1 << 9
LABEL = 1 << 10
OPENER = 1 << 11
FINITE = 1 << 12
AUXILIARY = 1 << 13
GERUND = 1 << 14
BEFORE_VERB = 1 << 15
VERBAL = 1 << 16
"""Begins a verb group, or does with a pronoun that clings to it by a hyphen."""
LIGHT = 1 << 17
SOURCE = 1 << 18
"""Begins "according to"."""
ENDS_AS_VERB = 1 << 19
ARTICLE = 1 << 20
"""An article that is no pronoun too: what follows is a noun, though it look like a verb."""
PRONOUN = 1 << 21
TITLE = 1 << 22
ROLE = 1 << 23
INSTITUTION = 1 << 24
DOCUMENT = 1 << 25
ADVERB = 1 << 26
ADDRESSEE = 1 << 27
THAT = 1 << 28
PRONOUN_OPENER = 1 << 29
"""The first word of a pronoun of two words."""
SPOKEN = 1 << 30
"""Begins an expression of several words that says that somebody speaks, as written or before a hyphen."""
CONTRACTED = 1 << 31
"""A preposition with its article, or one that says who is spoken to: "agli", "na", "im", "à"."""
INDEFINITE = 1 << 32
GIVEN = 1 << 33
"""A given name, or what stands before its hyphen is one."""
PARTICIPLE = 1 << 34
POSSESSIVE = 1 << 35
TAKES_STOP = 1 << 36
"""A title or an initial, to which the full stop right behind it belongs."""
CONJUNCTION = 1 << 37
SAME = 1 << 38
CARRIER = 1 << 39
"""What bears words that nobody in particular says: a sign, a banner."""

NOUN = ROLE | INSTITUTION | DOCUMENT
"""A noun for what can speak."""
VERB = FINITE | AUXILIARY | GERUND | ENDS_AS_VERB
SMALL = CONNECTOR | STOP | COMMON


def facts_of(piece: str, norm: str, words: Lexicon) -> int:
    """The bits of a word of a text; none of a sign."""
    if not (piece[0].isalnum() or piece[0] == "_"):
        return 0
    found = WORD | (CAPITAL if piece[0].isupper() else 0)
    for bit, holder in _holders(words):
        if norm in holder:
            found |= bit
    for bit, holds in (
        (FIGURE, piece[0].isdigit() and piece[-1].isdigit()),
        (VERBAL, bool(words.clitics) and "-" in norm),
        (ENDS_AS_VERB, norm.endswith(words.words.verb_endings or ("\n",))),
        (ARTICLE, (norm in words.determiners and norm not in words.before_verb) or norm.endswith("'")),
        (SPOKEN, not words.spoken.isdisjoint((norm, norm.partition("-")[0] if words.clitics else norm))),
        (ROLE, words.role(norm) is not None),
        (INSTITUTION, words.is_institution(norm)),
        (DOCUMENT, words.is_document(norm)),
        (ADVERB, words.is_adverb(norm)),
        (GIVEN, norm.split("-", maxsplit=1)[0] in words.given_names),
        (CONTRACTED, _contracted(norm, words)),
        (CARRIER, words.is_carrier(norm)),
        (TAKES_STOP, (len(piece) == 1 and piece.isupper()) or f"{norm}." in words.titles),
    ):
        if holds:
            found |= bit
    return found


def _holders(words: Lexicon) -> tuple[tuple[int, Container[str]], ...]:
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
        (PRONOUN, words.pronouns),
        (PRONOUN_OPENER, words.pronoun_openers),
        (TITLE, words.titles),
        (ADDRESSEE, words.words.addressee),
        (CONJUNCTION, words.conjunctions),
        (THAT, words.that),
        (PARTICIPLE, words.participles),
    )


def _contracted(norm: str, words: Lexicon) -> bool:
    governs = norm in words.connectors or norm in words.places
    joined = governs and norm in words.determiners and norm not in words.pronouns
    return norm in words.words.addressee or (joined and norm not in words.indefinite)
