"""What stands between marks and is no speech: names, titles, terms, scare quotes."""

from __future__ import annotations

from typing import Final

from claims.quotes.lexical.facts import AUXILIARY, CAPITAL, CONNECTOR, DETERMINER, DOCUMENT, FIGURE, FINITE, WORD
from claims.quotes.lexical.tokens import Tokens
from claims.quotes.lexical.words import Lexicon
from claims.quotes.nouns.names import is_name
from claims.quotes.saying.cues import Attribution

LONGEST_ALIAS: Final = 3
"""Words of what somebody is called."""
ARTICLE_AND_NAME: Final = 2
LONGEST_TITLE: Final = 6
"""Words of a title that an apposition says to be one."""
LONGEST_NUMBERED: Final = 7
"""Tokens of a part with its number and what it is of: "Punto 3 del orden del día:"."""
LONGEST_SCARE: Final = 2
"""Words. A longer fragment behind an article has somebody's own wording in it."""


def is_label(tokens: Tokens, at: int, quoted: str, words: Lexicon) -> bool:
    """Whether the words before the marks at the token `at` say that a name, a title or a term follows."""
    if _is_apposed(tokens, at, quoted.rstrip(","), quoted.endswith(","), words):
        return True
    quoted = quoted.rstrip(",")
    if not tokens.facts[at - 1] & WORD:
        return False
    if is_name(tokens, at, quoted, words) or _is_nickname(tokens, at, quoted) or _is_paper(tokens, at, quoted, words):
        return True
    for back in (1, 2):
        if at < back or not tokens.facts[at - back] & WORD:
            return False
        told = _by_word(tokens, at, back, quoted[:1].islower() and not _is_titled(quoted, words), words)
        if told is not None:
            return told
    return False


def leads_to_title(tokens: Tokens, last: int, words: Lexicon) -> bool:
    """Whether a motto, or a part with its number, ends at the token `last` before a colon: "Punkt 3: „Dachschaden“"."""
    numbered, norms = words.words.numbered, tokens.norms
    if norms[last] in words.mottos or (tokens.facts[last] & FIGURE and last and norms[last - 1] in numbered):
        return True
    return norms[0] in numbered and bool(tokens.facts[1] & FIGURE) and last <= LONGEST_NUMBERED


def _is_nickname(tokens: Tokens, at: int, quoted: str) -> bool:
    """Whether the marks stand inside a name: Donald “Tosh” Reed."""
    inside = tokens.facts[at - 1] & tokens.facts[at + 1] & CAPITAL
    return bool(inside) and quoted[:1].isupper() and len(quoted.split()) <= LONGEST_ALIAS and quoted[-1:] not in ".!?…,"


def _is_paper(tokens: Tokens, at: int, quoted: str, words: Lexicon) -> bool:
    """Whether a newspaper's name stands between the marks: sagte er der „Marler Zeitung“."""
    if not tokens.facts[at - 1] & (DETERMINER | CONNECTOR):
        return False
    parts = quoted.lower().split()
    return len(parts) <= LONGEST_ALIAS and not words.papers.isdisjoint(parts)


def _by_word(tokens: Tokens, at: int, back: int, small: bool, words: Lexicon) -> bool | None:
    """What the word so many places before the marks says: a label, none, or nothing, so that the one before counts."""
    word = tokens.norms[at - back]
    if word in words.words.naming:
        return back == 1 and not small
    if word in words.labels:
        return word not in words.finite or not small
    before = tokens.norms[at - 2] if back == 1 and at > 1 else ""
    if before and word in words.connectors and before in words.labels:
        return not (small and tokens.facts[at - 2] & DOCUMENT)
    if before and ((before in words.words.nicknaming and word in words.connectors) or _addressed(tokens, at, words)):
        return not small
    if word in words.words.nicknaming or word in words.works or _of_a_maker(tokens, at, words):
        return back == 1 and not small
    return None if word in words.determiners or word in words.lead_ins else False


def _addressed(tokens: Tokens, at: int, words: Lexicon) -> bool:
    """Whether a verb of naming and the pronoun of somebody stand before the marks: "She called him “Ray”"."""
    named = tokens.norms[at - 2] in words.words.naming or tokens.norms[at - 2] in words.words.nicknaming
    return (
        named
        and (tokens.norms[at - 1] in words.words.tonic or words.words.pronouns.get(tokens.norms[at - 1]) == "n")
        and not words.capital_nouns
    )


def _is_titled(quoted: str, words: Lexicon) -> bool:
    """Whether an article and a word with a capital make a name of few words: “the Aunt”, «la Mole»."""
    parts = quoted.split()
    article = not words.capital_nouns and len(parts) == ARTICLE_AND_NAME and parts[0] in words.determiners
    return article and parts[1][0].isupper()


def _is_apposed(tokens: Tokens, at: int, quoted: str, closed: bool, words: Lexicon) -> bool:
    """Whether a comma joins the marks to a person or a work: "X, dit « le Notaire »", "« Les Salines », son roman"."""
    before = tokens.norms[at - 1]
    if before in words.words.alias and at > 1 and tokens.texts[at - 2] == ",":
        return len(quoted.split(maxsplit=LONGEST_ALIAS)) <= LONGEST_ALIAS
    if quoted[:1].islower() or quoted[-1:] in ".!?…":
        return False
    ahead = before == "," and at > 1 and tokens.norms[at - 2] in words.works
    return (ahead or _named_behind(tokens, at, closed, words)) and len(
        quoted.split(maxsplit=LONGEST_TITLE)
    ) <= LONGEST_TITLE


def _named_behind(tokens: Tokens, at: int, closed: bool, words: Lexicon) -> bool:
    """Whether a comma, which may stand inside the marks, and a kind of work follow: "« Les Salines », son roman"."""
    if tokens.texts[at + 1] != "," and not closed:
        return False
    first = at + 1 if tokens.texts[at + 1] == "," else at
    behind = tokens.norms[first : min(first + 5, tokens.count)]
    if len(behind) < 2:
        return False
    said = behind[1] in words.finite or behind[1] in words.participles
    bare = behind[1] in words.works and not said
    if not bare and (behind[1] not in words.determiners or words.works.isdisjoint(behind[2:])):
        return False
    noun = next((at for at, word in enumerate(behind) if word in words.works), 0)
    return first != at or not tokens.facts[first + noun + 1] & (FINITE | AUXILIARY)  # “No leak,” the report says


def _of_a_maker(tokens: Tokens, at: int, words: Lexicon) -> bool:
    """Whether the words before the marks are those of a maker: "autora de", "director of"."""
    before = tokens.norms[at - 2] if at >= 2 else ""
    return tokens.norms[at - 1] in words.connectors and words.role(before) is not None


def is_scare(tokens: Tokens, at: int, quoted: str, attribution: Attribution, words: Lexicon) -> bool:
    """One or two words behind a definite article, no cue right before them: "a dit que la « concertation » …"."""
    if at == 0 or not tokens.facts[at - 1] & WORD:
        return False
    article = tokens.norms[at - 1]
    if article not in words.determiners or article in words.indefinite:
        return False
    adjacent = 0 <= at - 1 - attribution.end <= 1 or (attribution.according and not tokens.facts[at + 1] & WORD)
    return len(quoted.split(maxsplit=LONGEST_SCARE)) <= LONGEST_SCARE and not adjacent
