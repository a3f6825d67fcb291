"""The claims of a review as records for programs: the fields of `report`, and what people decided."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Any

from claims.export.fields import Lines
from claims.export.report import claim_record
from claims.ledger.review import ReviewState
from claims.report import CheckedClaim


def records(state: ReviewState, positions: Collection[int]) -> Iterator[dict[str, Any]]:
    """A record for each of the claims at `positions`, counted from 0."""
    lines = Lines(state.text)
    return (item_record(state, position, lines) for position in positions)


def item_record(state: ReviewState, position: int, lines: Lines) -> dict[str, Any]:
    """One claim with its finding and verdict; `number` counts from 1, `verdict` is `open` where there is none."""
    item = state.items[position]
    return {
        "article": state.name,
        "number": position + 1,
        **claim_record(CheckedClaim(item.claim, item.finding), lines),
        "verdict": item.verdict_word,
        "reviewer": item.reviewer or None,
        "note": item.note or None,
    }
