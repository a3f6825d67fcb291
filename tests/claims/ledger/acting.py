"""A small review in memory, and acts on it: each a function from how it stands to the draft of what is done."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from claims.ledger.events import GENESIS, Draft, Event
from claims.ledger.log import chain
from claims.ledger.review import (
    Item,
    ReviewState,
    SourceText,
    apply,
    decide,
    redo,
    set_aside,
    undo,
    write_note,
)
from claims.model import Finding, Verdict
from sources.document import Span
from tests.claims.ledger.reports import AT, URL, altered, quote_claim, report

IDS = ("one", "two", "three")
Act = Callable[[ReviewState], Draft]


def fresh() -> ReviewState:
    """Three open claims of one article, the second with two passages."""
    items = tuple(Item(replace(quote_claim(), id=name), altered()) for name in IDS)
    items = (items[0], replace(items[1], finding=two_passages()), items[2])
    source = SourceText(URL, "read", sha256="abc", fetched_at="2026-03-04T09:30:00Z", url=f"{URL}/en")
    whole = report()
    return ReviewState(whole.article_id, "bridge.txt", "en", whole.sha256, whole.document.text, items, (source,))


def two_passages() -> Finding:
    finding = altered()
    assert finding.evidence is not None
    other = replace(finding.evidence, span=Span(0, 11), text="Mayor Brook")
    return replace(finding, others=(other,))


def committed(state: ReviewState, draft: Draft) -> Event:
    head = max(state.events, key=lambda event: event.seq, default=None)
    latest = state.events[-1].moment if state.events else None
    return chain([draft], head or (0, GENESIS), latest)[0]


def after(state: ReviewState, *acts: Act) -> ReviewState:
    for act in acts:
        state = apply(state, committed(state, act(state)))
    return state


def verdict(claim: str, given: Verdict = Verdict.VERIFIED, note: str = "", by: str = "Kim") -> Act:
    return lambda state: decide(state, claim, given, reviewer=by, at=AT, note=note)


def note(claim: str, words: str, by: str = "Kim") -> Act:
    return lambda state: write_note(state, claim, words, reviewer=by, at=AT)


def later(claim: str) -> Act:
    return lambda state: set_aside(state, claim, reviewer="Kim", at=AT)


def back(state: ReviewState) -> Draft:
    return undo(state, reviewer="Kim", at=AT)


def again(state: ReviewState) -> Draft:
    return redo(state, reviewer="Kim", at=AT)
