"""Two people's stores: decisions in them, and what stands of each claim."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from claims.ledger import review
from claims.ledger.review import Item
from claims.ledger.store import ClaimStore
from claims.model import Verdict
from tests.claims.ledger.reports import AT

LATER = AT + timedelta(days=1)


def decide(store: ClaimStore, claim: str, verdict: Verdict, by: str, minutes: int) -> None:
    state = store.review("bridge.txt")
    store.record(review.decide(state, claim, verdict, reviewer=by, at=AT + timedelta(minutes=minutes)))


def items(store: ClaimStore) -> list[Item]:
    return [replace(item, decision=None, conflict=(), history=()) for item in store.review("bridge.txt").items]
