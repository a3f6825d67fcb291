"""A store against the same review in memory, through any order of acts, checks and reopenings."""

from __future__ import annotations

import sqlite3
import tempfile
from dataclasses import replace
from pathlib import Path

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from claims.ledger import review
from claims.ledger.columns import restored
from claims.ledger.events import Draft
from claims.ledger.review import Item, ReviewState
from claims.ledger.store import ClaimStore
from claims.model import Finding, FindingKind, Verdict
from tests.claims.ledger.reports import AT, matched, number_claim, quote_claim, report, with_finding
from tests.claims.ledger.strategies import any_text

IDS = st.sampled_from([quote_claim().id, number_claim().id])
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

    @rule(claim=IDS, verdict=st.sampled_from(Verdict), note=any_text)
    def decide(self, claim: str, verdict: Verdict, note: str) -> None:
        self.commit(review.decide(self.model, claim, verdict, reviewer="Kim", at=AT, note=note))

    @rule(claim=IDS, note=any_text)
    def write_note(self, claim: str, note: str) -> None:
        self.commit(review.write_note(self.model, claim, note, reviewer="Kim", at=AT))

    @rule(claim=IDS)
    def set_aside(self, claim: str) -> None:
        self.commit(review.set_aside(self.model, claim, reviewer="Kim", at=AT))

    @rule()
    def undo(self) -> None:
        if review.last_standing(self.model.events):
            self.commit(review.undo(self.model, reviewer="Kim", at=AT))

    @rule(finding=st.sampled_from(FINDINGS))
    def check_again(self, finding: Finding) -> None:
        self.store.save_report(with_finding(report(), number_claim(), finding), AT)
        items = tuple(
            replace(item, finding=finding) if item.claim == number_claim() else item for item in self.model.items
        )
        self.model = replace(self.model, items=items)

    @rule()
    def reopen(self) -> None:
        self.store.close()
        self.store = ClaimStore.open(self.path)

    @invariant()
    def the_store_says_the_same(self) -> None:
        assert standing(self.store.review("bridge.txt")) == standing(self.model)
        assert self.store.articles()[0].decided == self.model.decided
        assert self.store.verify_log().ok
        with sqlite3.connect(self.path) as second:
            seen = second.execute("SELECT verdict, reviewer, note FROM v_claims ORDER BY position").fetchall()
        second.close()
        assert [(verdict, restored(reviewer or ""), restored(note or "")) for verdict, reviewer, note in seen] == [
            (item.verdict or "open", item.reviewer, item.note) for item in self.model.items
        ]

    def teardown(self) -> None:
        self.store.close()
        self.folder.cleanup()


TestStoreMachine = StoreMachine.TestCase
TestStoreMachine.settings = settings(max_examples=25, stateful_step_count=15)
