"""Reviews to export: a store with one article, one claim decided and one with a note; and one full of any text."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from claims.export.exporters import Given
from claims.ledger import review
from claims.ledger.events import GENESIS, Draft
from claims.ledger.log import chain
from claims.ledger.review import Item, ReviewState
from claims.ledger.rows import source_of_state
from claims.ledger.store import ClaimStore
from claims.model import Verdict
from tests.claims.ledger.reports import AT, altered, matched, number_claim, quote_claim, report, source_states

NEEDED: Mapping[str, Given] = {}
"""The options that a format cannot do without."""


def decided_store(folder: Path) -> ClaimStore:
    store = ClaimStore.open(folder / "stet.db")
    store.save_report(report(), AT)
    state = store.review("bridge.txt")
    store.record(review.decide(state, quote_claim().id, Verdict.DISPUTED, reviewer="Kim", at=AT, note="=ring(them)"))
    store.record(review.write_note(state, number_claim().id, "seen", reviewer="Ann", at=AT))
    return store


def bare_review() -> ReviewState:
    """The review of `report` before anybody touched it, made without a store."""
    checked = report()
    items = (Item(quote_claim(), altered()), Item(number_claim(), matched()))
    sources = tuple(source_of_state(state) for state in source_states())
    return ReviewState(checked.article_id, checked.name, "en", checked.sha256, checked.document.text, items, sources)


def hostile_review(name: str, note: str, reviewer: str) -> ReviewState:
    """A review whose article, note and reviewer are called as given: the quote is disputed, the figure open."""
    state = replace(bare_review(), name=name)
    draft = review.decide(state, quote_claim().id, Verdict.DISPUTED, reviewer="Kim", at=AT, note=note)
    return review.replay(state, chain([draft.model_copy(update={"reviewer": reviewer})], (0, GENESIS)))


def acted_review() -> ReviewState:
    """A review in which everything was done: disputed, worded anew, signed, flagged, with a note."""
    state = bare_review()
    quote, figure = quote_claim().id, number_claim().id
    acts: tuple[Callable[[datetime], Draft], ...] = (
        lambda at: review.decide(state, quote, Verdict.DISPUTED, reviewer="Kim", at=at, note="ring them"),
        lambda at: review.propose_wording(state, quote, "is safe", "is not safe", reviewer="Kim", at=at),
        lambda at: review.flag(state, figure, True, reviewer="Kim", at=at),
        lambda at: review.sign(state, quote, reviewer="Ann", at=at),
    )
    for minute, act in enumerate(acts):
        head = (len(state.events), state.events[-1].sha256) if state.events else (0, GENESIS)
        state = review.replay(state, chain([act(AT.replace(minute=30 + minute))], head))
    return state
