"""A store with one article, one claim decided and one with a note."""

from __future__ import annotations

from pathlib import Path

from claims.ledger import review
from claims.ledger.store import ClaimStore
from claims.model import Verdict
from tests.claims.ledger.reports import AT, number_claim, quote_claim, report


def decided_store(folder: Path) -> ClaimStore:
    store = ClaimStore.open(folder / "stet.db")
    store.save_report(report(), AT)
    state = store.review("bridge.txt")
    store.record(review.decide(state, quote_claim().id, Verdict.DISPUTED, reviewer="Kim", at=AT, note="=ring(them)"))
    store.record(review.write_note(state, number_claim().id, "seen", reviewer="Ann", at=AT))
    return store
