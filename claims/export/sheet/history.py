"""What people decided on a claim, and why it may have to be decided again, in words."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from claims.export.sheet.signs import verdict_word
from claims.ledger.review import Item
from claims.ledger.standing import is_stale


def decisions(item: Item) -> Iterator[tuple[str, str, datetime]]:
    """Verdict, reviewer and time of the decision that stands, or of all that stand against each other."""
    for decision in item.conflict or ((item.decision,) if item.decision else ()):
        yield verdict_word(decision.verdict), decision.reviewer, decision.at


def doubt(item: Item) -> str:
    """Why the decision has to be confirmed; empty where it has not."""
    if item.stale:
        told = " → ".join(filter(None, (item.stale.was, item.stale.now)))
        return f"{item.stale.reason}: {told}" if told else item.stale.reason
    if item.decision is None or not is_stale(item):
        return ""
    was = " ".join(filter(None, (item.decision.finding, item.decision.detail.replace("_", " "))))
    return f"another finding than was decided on: {was}"
