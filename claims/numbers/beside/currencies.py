"""Money whose name several countries have: francs are Swiss, CFA or old French ones, pesos of eight countries."""

from __future__ import annotations

from functools import lru_cache
from typing import Final

from claims.numbers.lexical.shadow import flatten, lower
from claims.numbers.lexical.words import load_lexicon

_SHORTEST: Final = 2
_CODE: Final = 3
"""Letters of a currency's code (ISO 4217)."""


@lru_cache(maxsize=4096)
def may_be(text: str, language: str) -> frozenset[str]:
    """The codes of all currencies that the bare name in a figure's text may mean besides the one it is taken for.

    Empty where the name says which one: 12 Swiss francs, US$12.
    """
    low = lower(flatten(text))
    entries = load_lexicon(language).currencies.entries
    for word in dict.fromkeys((*low.split(), *_ends(low))):
        if word in entries and len(word) >= _SHORTEST:
            longer = {name: code for name, code in entries.items() if name != word and _ends_or_begins(name, word)}
            if any(name in low for name in longer):
                return frozenset()
            return frozenset(code for code in longer.values() if len(code) == _CODE)
    return frozenset()


@lru_cache(maxsize=4096)
def names_money(noun: str, language: str) -> bool:
    """Whether a noun is part of the name of any currency: francs, pesos, livres."""
    return bool(named_by(noun, language))


@lru_cache(maxsize=4096)
def named_by(noun: str, language: str) -> frozenset[str]:
    """The codes of all currencies whose name has the first word of a noun: livres are British, Turkish or Syrian."""
    low = lower(flatten(noun)).partition(" ")[0]
    return frozenset(code for name, code in load_lexicon(language).currencies.entries.items() if low in name.split())


def _ends_or_begins(name: str, word: str) -> bool:
    """Whether a currency's name says more than another, its words parted by spaces or not at all (瑞士法郎)."""
    return word in name.split() or (" " not in name and not word.isascii() and name.endswith(word) and len(word) > 1)


def _ends(low: str) -> list[str]:
    """The ends of a text of which one may be a name where no spaces part the words."""
    return [low[-size:] for size in range(4, 1, -1)]
