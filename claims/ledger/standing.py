"""How the review of an article stands: what is decided, what was found, which sources were read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from claims.ledger.review import Item, ReviewState, SourceText
from claims.ledger.state import OPEN
from claims.model import FindingKind, Verdict

CONTESTED, STALE, UNREAD, UNSOURCED = "contested", "stale", "unread", "unsourced"
CONCERNS = (OPEN, *Verdict, *FindingKind, CONTESTED, STALE, UNREAD, UNSOURCED)
"""The words of a gate: verdicts, findings, `contested` (two people decided differently), `stale` (what was decided on
has changed), `unread` (a source), `unsourced` (verified with no passage of a source behind it)."""


def verdict_counts(state: ReviewState) -> Mapping[str, int]:
    """How many claims have each verdict, `open` ones last; words that count nothing are left out."""
    counts = Counter(item.verdict_word for item in state.items)
    return {word: counts[word] for word in (*(verdict.value for verdict in Verdict), OPEN) if counts[word]}


def finding_counts(state: ReviewState) -> Mapping[str, int]:
    """How many claims have each finding, whatever was decided on them."""
    counts = Counter(item.finding.finding for item in state.items)
    return {finding.value: counts[finding] for finding in FindingKind if counts[finding]}


def unread(state: ReviewState) -> tuple[SourceText, ...]:
    """The sources that could not be read."""
    return tuple(source for source in state.sources if source.state != "read")


def concerns(state: ReviewState) -> Mapping[str, int]:
    """What a gate counts, by the words of `CONCERNS`; words that count nothing are left out.

    A finding counts until a person who had it before them decided `verified` or `not_a_claim`.
    """
    counts: Counter[str] = Counter(verdict_counts(state))
    counts.update(item.finding.finding.value for item in state.items if not _is_settled(item))
    counts[CONTESTED] = sum(bool(item.conflict) for item in state.items)
    counts[STALE] = state.progress.stale
    counts[UNREAD] = len(unread(state))
    counts[UNSOURCED] = sum(is_unsourced(item) for item in state.items)
    return {word: counts[word] for word in CONCERNS if counts[word]}


def is_unsourced(item: Item) -> bool:
    """Whether a person verified the claim while no passage of a source was before them."""
    decision = item.decision
    return item.verdict is Verdict.VERIFIED and decision is not None and not decision.evidence


def _is_settled(item: Item) -> bool:
    settled = item.verdict in {Verdict.VERIFIED, Verdict.NOT_A_CLAIM}
    return settled and item.stale is None and not item.conflict
