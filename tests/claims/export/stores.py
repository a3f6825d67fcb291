"""Reviews to export: a store with one article, one claim decided and one with a note; and one full of any text."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from claims.export.exporters import Contents, Given
from claims.ledger import review
from claims.ledger.events import GENESIS, Draft
from claims.ledger.log import chain
from claims.ledger.review import Item, ReviewState, Stale
from claims.ledger.rows import source_of_state
from claims.ledger.store import ClaimStore
from claims.model import Finding, FindingKind, Verdict
from sources.snapshots import Snapshot
from tests.claims.ledger.reports import AT, URL, altered, matched, number_claim, quote_claim, report, source_states

NEEDED: Mapping[str, Given] = {"claimreview": {"url": "https://desk.example/checks/bridge"}}
"""The options that a format cannot do without."""


PAGE = (
    '<html lang="en"><head><title>A page</title><meta property="og:site_name" content="The Source">'
    '<meta name="author" content="Ana Brook"><meta property="article:published_time" content="2024-05-06T07:08:09Z">'
    "</head><body><article><p>Mayor Brook told us: “The bridge is not safe.” It cost 1.4 million euros, and more."
    "</p></article></body></html>"
).encode()


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


def with_copy(state: ReviewState) -> Contents:
    """A review whose first source was read from a page that says who wrote it and when, with the copy of it."""
    copy = Snapshot(URL, URL, 200, "text/html", (), PAGE, PAGE, AT, charset="utf-8")
    sources = tuple(replace(each, sha256=copy.sha256) if each.name == URL else each for each in state.sources)
    return Contents((replace(state, sources=sources),), (copy,))


def every_state() -> ReviewState:
    """A review with a claim in each state that a sheet can show."""
    state = acted_review()
    quote, figure = state.items
    decision = quote.decision
    assert decision is not None
    corrected = replace(figure, original=figure.claim, twins=(quote.claim.id,))
    stale = replace(figure, verdict=Verdict.VERIFIED, decision=decision, stale=Stale("the source changed", "a", "b"))
    contested = replace(figure, verdict=Verdict.VERIFIED, decision=decision, conflict=(decision, decision))
    decided = [
        replace(figure, verdict=verdict, decision=decision.model_copy(update={"finding": "match", "detail": "equal"}))
        for verdict in Verdict
    ]
    fault = replace(quote, verdict=None, decision=None, wordings=(), signed_by=())
    missing = replace(fault, finding=Finding(FindingKind.ABSENT))
    return replace(state, items=(quote, corrected, stale, contested, fault, missing, *decided))


def full_contents() -> Contents:
    """Everything that a format can be given: every state, a copy, and events of every shape."""
    return with_copy(every_state())
