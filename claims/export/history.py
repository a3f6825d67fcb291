"""What people decided on a claim, and why it may have to be decided again, in words."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from claims.export.signs import verdict_word
from claims.ledger.review import Item, ReviewState, evidence_record


def decisions(item: Item) -> Iterator[tuple[str, str, datetime]]:
    """Verdict, reviewer and time of the decision that stands, or of all that stand against each other."""
    for decision in item.conflict or ((item.decision,) if item.decision else ()):
        yield verdict_word(decision.verdict), decision.reviewer, decision.at


def doubt(item: Item) -> str:
    """Why the decision has to be confirmed; empty where it has not."""
    if item.stale is None:
        return ""
    told = " → ".join(filter(None, (item.stale.was, item.stale.now)))
    return f"{item.stale.reason}: {told}" if told else item.stale.reason


def relied_on(item: Item, state: ReviewState) -> dict[str, Any]:
    """The passage that the verdict rests on, in the copy that the person saw; of an open claim the chosen one.

    Empty where there is none; what it holds: `claims.ledger.review.evidence_record`.
    """
    record = item.decision.evidence if item.decision else evidence_record(item.relied_on, state.sources)
    return record if record.get("text") else {}
