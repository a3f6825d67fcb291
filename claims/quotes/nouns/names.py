"""Names between marks that no word before them announces: of ships, clubs, campaigns, and what people coined."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from claims.quotes.lexical.facts import WORD
from claims.quotes.lexical.tokens import Tokens
from claims.quotes.lexical.words import Lexicon

LONGEST_NAME: Final = 5
"""Words of a name between marks."""
LONGEST_COINED: Final = 4
"""Words of what people call something."""
FARTHEST_NAMING: Final = 5
"""Words from the article before the marks back to the verb of naming: "ribattezzato dai cronisti il «vertice …»"."""


def is_name(tokens: Tokens, at: int, quoted: str, words: Lexicon) -> bool:
    """Whether the shape of the words between the marks at the token `at`, and what leads to them, makes them a name."""
    if not tokens.facts[at - 1] & WORD or quoted[-1:] in ".!?…":
        return False
    parts = quoted.split(maxsplit=LONGEST_NAME)
    if len(parts) > LONGEST_NAME:
        return False
    proper = not words.capital_nouns and any(part[:1].isupper() for part in parts[1:])
    before = tokens.norms[at - 1]
    if before in words.lead_ins and _known(tokens, at - 1, words):
        return True
    if before in words.words.nicknaming:
        return proper and len(parts) <= LONGEST_COINED
    if before in words.determiners and before not in words.indefinite:
        return _all_capital(parts, words) or (len(parts) <= LONGEST_COINED and _coined(tokens, at - 1, proper, words))
    return quoted[:1].isupper() and _of_body(tokens, at - 1, words)


def _known(tokens: Tokens, lead: int, words: Lexicon) -> bool:
    """Whether "known" stands before "as": "known to everyone here as “the Old Mill”"."""
    near = range(lead - 1, max(-1, lead - 1 - FARTHEST_NAMING), -1)
    return any(tokens.norms[at] in words.words.known_as for at in near)


def _all_capital(parts: Sequence[str], words: Lexicon) -> bool:
    """Whether every word but the small ones inside has a capital: the “Virgen del Cabo”."""
    if words.capital_nouns or len(parts) < 2:
        return False
    small = words.connectors | words.determiners | words.particles
    inside = [part for part in parts if part.lower() not in small]
    return len(inside) > 1 and parts[0][:1].isupper() and all(part[:1].isupper() for part in inside)


def _coined(tokens: Tokens, article: int, proper: bool, words: Lexicon) -> bool:
    """Whether a form of naming leads to the article: "ce qu’elle appelle le « gouffre de Tarvel »"."""
    for at in range(article - 1, max(-1, article - 1 - FARTHEST_NAMING), -1):
        if not tokens.facts[at] & WORD:
            return False
        if tokens.norms[at] in words.words.nicknaming:
            return proper or tokens.norms[at] in words.labels
    return False


def _of_body(tokens: Tokens, at: int, words: Lexicon) -> bool:
    """Whether a club or the like in the genitive stands right before the marks: "Präsident des Vereins «Üsi Brugg»"."""
    noun = tokens.norms[at]
    known = noun in words.works or (words.capital_nouns and noun[:-1] in words.works and noun.endswith("s"))
    return known and at > 0 and (tokens.norms[at - 1] in words.connectors or tokens.norms[at - 1] in words.determiners)
