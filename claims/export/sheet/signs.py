"""The signs and words of verdicts on a sheet; a sign stands beside its word, never alone."""

from __future__ import annotations

from dataclasses import dataclass

from claims.model import Verdict


@dataclass(frozen=True, slots=True)
class Sign:
    """How a verdict looks and reads: `key` is its class in the stylesheet."""

    key: str
    sign: str
    word: str


OPEN = Sign("open", "·", "open")
_SIGNS = {
    Verdict.DISPUTED: Sign("disputed", "✗", "disputed"),
    Verdict.UNVERIFIABLE: Sign("unverifiable", "?", "can’t verify"),
    Verdict.VERIFIED: Sign("verified", "✓", "verified"),
    Verdict.NOT_A_CLAIM: Sign("not-a-claim", "–", "not a claim"),
}
SIGNS: tuple[Sign, ...] = (_SIGNS[Verdict.DISPUTED], OPEN, *list(_SIGNS.values())[1:])
"""All of them, what needs work first."""


def sign_of(verdict: Verdict | None) -> Sign:
    """The sign of a verdict; that of an open claim where there is none."""
    return OPEN if verdict is None else _SIGNS[verdict]
