"""Offices and callings that a hyphen makes longer: ex-minister, vice-présidente, diretor-geral, editor-in-chief."""

from __future__ import annotations

from claims.quotes.lexical.vocabulary import Gendered


def bare_office(word: str, roles: Gendered) -> str:
    """A word for a person without what hyphens set before it and behind it."""
    if "-" not in word:
        return word
    parts = word.split("-")
    while len(parts) > 1 and parts[0] in roles.before:
        del parts[0]
    while len(parts) > 1 and parts[-1] in roles.behind:
        del parts[-1]
    return "-".join(parts)
