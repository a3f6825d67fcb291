"""What stands between marks and is no speech: names, titles, terms, scare quotes."""

from __future__ import annotations

from collections.abc import Sequence

from claims.quotes.cues import Attribution
from claims.quotes.tokens import Token
from claims.quotes.words import Lexicon

LONGEST_SCARE = 2
"""Words. A longer fragment behind an article has somebody's own wording in it."""


def is_label(tokens: Sequence[Token], at: int, quoted: str, words: Lexicon) -> bool:
    """Whether the words before the marks at the token `at` say that a name, a title or a term follows."""
    small = quoted[:1].islower()
    for back in (1, 2):
        if at < back or tokens[at - back].kind != "word":
            return False
        word = tokens[at - back].norm
        if word in words.words.naming:
            return back == 1 and not small
        if word in words.labels:
            return word not in words.finite or not small
        if word in words.works or _of_a_maker(tokens, at, words):
            return back == 1 and not small
        if word not in words.determiners and word not in words.lead_ins:
            return False
    return False


def _of_a_maker(tokens: Sequence[Token], at: int, words: Lexicon) -> bool:
    """Whether the words before the marks are those of a maker: "autora de", "director of"."""
    before = tokens[at - 2].norm if at >= 2 else ""
    return tokens[at - 1].norm in words.connectors and words.role(before) is not None


def is_scare(tokens: Sequence[Token], at: int, quoted: str, attribution: Attribution, words: Lexicon) -> bool:
    """One or two words behind a definite article, no cue right before them: "a dit que la « concertation » …"."""
    if at == 0 or tokens[at - 1].kind != "word":
        return False
    article = tokens[at - 1].norm
    if article not in words.determiners or article in words.indefinite:
        return False
    adjacent = 0 <= at - 1 - attribution.end <= 1
    return len(quoted.split()) <= LONGEST_SCARE and not adjacent
