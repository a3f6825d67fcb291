"""Words that end a noun phrase, or open a sentence, and are no name: a date, an infinitive behind a verb."""

from __future__ import annotations

from typing import Final

from claims.quotes.lexical.facts import CAPITAL, DETERMINER, GIVEN, NOUN, PRONOUN, TITLE
from claims.quotes.nouns.counting import Counting

LEAST_INFINITIVE: Final = 5
"""Letters of what is taken for an infinitive by its end."""


def begins_speech(reader: Counting, at: int) -> bool:
    """Whether an expression of several words for speaking begins at a place: "the letter went on"."""
    norms = reader.tokens.norms
    known = reader.words.expressions["phrases"].get(norms[at], ())
    return any(tuple(norms[at : at + len(parts)]) == parts for parts in known)


def is_dated(reader: Counting, at: int) -> bool:
    """Whether a word with a capital tells a time and is no part of the name before: "Anna Vogt Ende Januar"."""
    known = reader.words.words.phrase.calendar
    return reader.tokens.norms[at].rstrip(".") in known and not reader.facts[at - 1] & (GIVEN | TITLE)


def is_infinitive(reader: Counting, at: int) -> bool:
    """Whether a word is an infinitive, a pronoun clinging to it or not, so that a verb stands before it."""
    word, words = reader.tokens.norms[at], reader.words.words
    if not words.drops_subject or len(word) < LEAST_INFINITIVE or reader.facts[at] & NOUN:
        return False
    return any(word.endswith(ending + clitic) for ending in words.infinitives for clitic in words.clinging)


def is_fronted(reader: Counting, at: int) -> bool:
    """Whether the subject stands behind the verb, so that what opens the sentence is none: "Lachend wies sie …"."""
    words = reader.words.words
    after = reader.facts[at + 2] if words.splits_verb and at + 2 < reader.tokens.count else 0
    if after & GIVEN or not after & (PRONOUN | DETERMINER | CAPITAL) or reader.facts[at] & GIVEN:
        return False
    subject = reader.tokens.norms[at + 2] in words.nominative or after & (PRONOUN | DETERMINER) == PRONOUN
    return subject or reader.tokens.norms[at].endswith(words.phrase.opener_endings or ("\n",))
