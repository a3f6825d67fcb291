"""A store against the same review in memory, through any order of acts, checks and reopenings."""

from __future__ import annotations

import sqlite3
import tempfile
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from claims.errors import ReviewError
from claims.ledger import review
from claims.ledger.columns import restored
from claims.ledger.events import Draft, EventKind
from claims.ledger.review import Correction, Item, ReviewState
from claims.ledger.store import ClaimStore
from claims.model import Finding, FindingKind, Verdict
from tests.claims.ledger.reports import AT, matched, number_claim, quote_claim, report, with_finding
from tests.claims.ledger.strategies import any_text

IDS = st.sampled_from([quote_claim().id, number_claim().id])
PEOPLE = st.sampled_from(["Kim", "Lea"])
COLUMNS = "verdict, reviewer, note, stale, flagged, conflict, signed_by"
FINDINGS = (matched(), Finding(FindingKind.ABSENT), Finding(FindingKind.UNCHECKED, reasons=("not read",)))


def standing(state: ReviewState) -> list[Item]:
    """What is kept of each claim, but for the findings' own events, which only a store writes."""
    return [
        replace(item, history=tuple(event for event in item.history if event.kind in review.PERSONAL))
        for item in state.items
    ]


class StoreMachine(RuleBasedStateMachine):
    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        self.path = Path(self.folder.name) / "stet.db"
        self.store = ClaimStore.open(self.path)
        self.store.save_report(report(), AT)
        self.model = self.store.review("bridge.txt")

    def commit(self, draft: Draft) -> None:
        self.model = review.apply(self.model, self.store.record(draft))

    @rule(claim=IDS, verdict=st.sampled_from(Verdict), note=any_text, who=PEOPLE)
    def decide(self, claim: str, verdict: Verdict, note: str, who: str) -> None:
        self.commit(review.decide(self.model, claim, verdict, reviewer=who, at=AT, note=note))

    @rule(claim=IDS, note=any_text, who=PEOPLE)
    def write_note(self, claim: str, note: str, who: str) -> None:
        self.commit(review.write_note(self.model, claim, note, reviewer=who, at=AT))

    @rule(claim=IDS, on=st.booleans(), who=PEOPLE)
    def set_aside_or_flag(self, claim: str, on: bool, who: str) -> None:
        self.commit(review.set_aside(self.model, claim, reviewer=who, at=AT))
        self.commit(review.flag(self.model, claim, on, reviewer=who, at=AT))

    @rule(new=any_text, who=PEOPLE)
    def propose_wording(self, new: str, who: str) -> None:
        if new != "safe":
            self.commit(review.propose_wording(self.model, quote_claim().id, "safe", new, reviewer=who, at=AT))

    @rule(act=st.sampled_from([review.undo, review.redo]), who=PEOPLE)
    def take_back(self, act: Callable[..., Draft], who: str) -> None:
        with suppress(ReviewError):
            self.commit(act(self.model, reviewer=who, at=AT))

    @rule(claim=IDS, who=PEOPLE)
    def sign(self, claim: str, who: str) -> None:
        with suppress(ReviewError):
            self.commit(review.sign(self.model, claim, reviewer=who, at=AT))

    @rule(value=st.integers(1, 3), who=PEOPLE)
    def correct(self, value: int, who: str) -> None:
        with suppress(ReviewError):
            fix = Correction(value=str(value))
            self.commit(review.correct(self.model, number_claim().id, fix, reviewer=who, at=AT))

    @rule(number=st.integers(0, 1), who=PEOPLE)
    def choose(self, number: int, who: str) -> None:
        with suppress(ReviewError):
            self.commit(review.choose(self.model, number_claim().id, number, reviewer=who, at=AT))

    @rule(finding=st.sampled_from(FINDINGS))
    def check_again(self, finding: Finding) -> None:
        newest = self.store.newest()
        self.store.save_report(with_finding(report(), number_claim(), finding), AT)
        items = tuple(
            Item(item.original or item.claim, finding if item.claim.id == number_claim().id else item.finding)
            for item in self.model.items
        )
        stale = [event for event in self.store.events(after=newest) if event.kind is EventKind.STALE]
        self.model = review.replay(replace(self.model, items=items, events=()), (*self.model.events, *stale))

    @rule()
    def reopen(self) -> None:
        self.store.close()
        self.store = ClaimStore.open(self.path)

    @invariant()
    def the_store_says_the_same(self) -> None:
        assert standing(self.store.review("bridge.txt")) == standing(self.model)
        summary, progress = self.store.articles()[0], self.model.progress
        assert (summary.decided, summary.stale, summary.conflicts, summary.flagged) == (
            progress.decided,
            progress.stale,
            progress.conflicts,
            progress.flagged,
        )
        assert self.store.verify_log().ok
        with sqlite3.connect(self.path) as second:
            seen = second.execute(f"SELECT {COLUMNS} FROM v_claims ORDER BY position").fetchall()
        second.close()
        assert [tuple(restored(cell) if isinstance(cell, str) else cell for cell in row) for row in seen] == [
            (
                item.verdict or "open",
                item.reviewer or None,
                item.note or None,
                item.stale.reason if item.stale else None,
                item.flagged,
                bool(item.conflict),
                ", ".join(item.signed_by) or None,
            )
            for item in self.model.items
        ]

    def teardown(self) -> None:
        self.store.close()
        self.folder.cleanup()


TestStoreMachine = StoreMachine.TestCase
TestStoreMachine.settings = settings(max_examples=25, stateful_step_count=15)
