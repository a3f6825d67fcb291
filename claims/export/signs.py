"""The signs and words for how a claim stands; a sign stands beside its word, never alone."""

from __future__ import annotations

from dataclasses import dataclass

from claims.ledger.review import Item
from claims.model import FAULTS, NOT_FOUND, Verdict


@dataclass(frozen=True, slots=True)
class Sign:
    """How a claim that stands so looks and reads: `key` is its class in the stylesheet."""

    key: str
    sign: str
    word: str


OPEN = Sign("open", "·", "open")
FAULT = Sign("fault", "≠", "open, differs")
MISSING = Sign("missing", "∅", "open, not found")
CONTESTED = Sign("contested", "⇄", "contested")
STALE = Sign("stale", "↻", "to confirm")
VERDICTS = {
    Verdict.DISPUTED: Sign("disputed", "✗", "disputed"),
    Verdict.UNVERIFIABLE: Sign("unverifiable", "?", "can’t verify"),
    Verdict.VERIFIED: Sign("verified", "✓", "verified"),
    Verdict.NOT_A_CLAIM: Sign("not-a-claim", "–", "not a claim"),
}
SIGNS = (
    VERDICTS[Verdict.DISPUTED],
    CONTESTED,
    STALE,
    FAULT,
    MISSING,
    OPEN,
    *(VERDICTS[verdict] for verdict in (Verdict.UNVERIFIABLE, Verdict.VERIFIED, Verdict.NOT_A_CLAIM)),
)
"""All of them, what needs work first."""


def sign_of(item: Item) -> Sign:
    """How a claim stands: by its verdict, unless that is contested or must be confirmed; an open one by its finding."""
    if item.conflict:
        return CONTESTED
    if item.stale is not None:
        return STALE
    if item.verdict is not None:
        return VERDICTS[item.verdict]
    return FAULT if item.finding.finding in FAULTS else MISSING if item.finding.finding in NOT_FOUND else OPEN


def verdict_word(verdict: Verdict | None) -> str:
    """A verdict as it is read: `can’t verify`."""
    return OPEN.word if verdict is None else VERDICTS[verdict].word
