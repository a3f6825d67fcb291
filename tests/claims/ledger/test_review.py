"""The review as a state machine: decide, note, set aside, undo, next open; and replay equals a fold of apply."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from functools import partial, reduce

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from claims.errors import ReviewError
from claims.ledger.events import Draft, EventKind
from claims.ledger.review import Item, ReviewState, apply, decide, last_standing, replay, set_aside, undo
from claims.model import FindingKind, Verdict
from sources.document import Span
from tests.claims.ledger.acting import (
    IDS,
    Act,
    after,
    again,
    back,
    committed,
    fresh,
    later,
    note,
    two_passages,
    verdict,
)
from tests.claims.ledger.reports import AT, URL, quote_claim

acts = st.one_of(
    st.builds(verdict, st.sampled_from(IDS), st.sampled_from(Verdict), st.sampled_from(["", "why"])),
    st.builds(note, st.sampled_from(IDS), st.sampled_from(["", "a", "b"])),
    st.builds(later, st.sampled_from(IDS)),
    st.just(back),
)


def run(some: list[Act]) -> ReviewState:
    """The state after these acts; an undo with nothing to undo is left out."""
    state = fresh()
    for act in some:
        if act is not back or last_standing(state.events):
            state = after(state, act)
    return state


def standing(state: ReviewState) -> list[tuple[Verdict | None, str, str, bool]]:
    return [(item.verdict, item.reviewer, item.note, item.later) for item in state.items]


@given(st.lists(acts, max_size=12))
def test_replay_is_a_fold_of_apply(some: list[Act]) -> None:
    state = run(some)
    assert replay(fresh(), state.events) == reduce(apply, state.events, fresh()) == state


@given(st.lists(acts, max_size=8), acts.filter(lambda act: act is not back))
def test_undo_after_an_act_is_as_if_it_had_not_been(some: list[Act], act: Act) -> None:
    before = run(some)
    assert standing(after(before, act, back)) == standing(before)


@given(st.lists(acts, max_size=8), st.integers(1, 4))
def test_redo_is_the_inverse_of_undo(some: list[Act], times: int) -> None:
    state = run(some)
    seen = [standing(state)]
    for _ in range(times):
        if last_standing(state.events):
            state = after(state, back)
            seen.append(standing(state))
    for expected in reversed(seen[:-1]):
        state = after(state, again)
        assert standing(state) == expected


@given(st.lists(acts, max_size=12))
def test_undoing_all_leaves_all_open(some: list[Act]) -> None:
    state = run(some)
    while last_standing(state.events):
        state = after(state, back)
    assert standing(state) == standing(fresh())
    with pytest.raises(ReviewError, match="nothing to undo"):
        undo(state, reviewer="Kim", at=AT)


def test_a_decision_keeps_what_was_before_the_person() -> None:
    draft = decide(fresh(), "two", Verdict.DISPUTED, reviewer="Kim", at=AT, note="no")
    assert (draft.kind, draft.claim_id, draft.verdict, draft.note) == (EventKind.DECIDED, "two", Verdict.DISPUTED, "no")
    assert (draft.finding, draft.detail) == (FindingKind.ALTERED, "negation")
    assert draft.evidence == {
        "source": URL,
        "url": f"{URL}/en",
        "snapshot": "abc",
        "fetched_at": "2026-03-04T09:30:00Z",
        "start": 22,
        "end": 45,
        "text": "The bridge is not safe.",
        "matcher": "locate/1",
    }


def test_the_last_decision_stands_and_says_who_and_when() -> None:
    state = after(fresh(), verdict("one", note="sure", by="Ann"), verdict("one", Verdict.DISPUTED, by="Ben"))
    item = state.item("one")
    assert (item.verdict, item.reviewer, item.note, state.decided) == (Verdict.DISPUTED, "Ben", "sure", 1)
    assert item.decision is not None
    assert (item.decision.seq, item.decision.at) == (2, AT)
    undone = after(state, partial(undo, reviewer="Ben", at=AT)).item("one")
    assert (undone.verdict, undone.reviewer) == (Verdict.VERIFIED, "Ann")
    assert undone.decision is not None
    assert undone.decision.seq == 1


def test_nobody_undoes_what_somebody_else_decided() -> None:
    state = after(fresh(), verdict("one", by="Ann"))
    with pytest.raises(ReviewError, match="of yours"):
        undo(state, reviewer="Ben", at=AT)
    assert after(state, partial(undo, reviewer="Ann", at=AT)).item("one").decision is None


def test_a_note_is_cleared_by_an_empty_one() -> None:
    state = after(fresh(), note("one", "ring them"), note("one", ""))
    assert state.item("one").note == ""
    assert state.item("one").is_open


def test_next_open_goes_on_and_round_the_end() -> None:
    state = after(fresh(), verdict("two"))
    assert [state.next_open(position) for position in (0, 1, 2)] == [2, 2, 0]


def test_what_is_set_aside_comes_last() -> None:
    state = after(fresh(), later("two"))
    assert state.next_open(0) == 2
    assert after(state, verdict("one"), verdict("three")).next_open(2) == 1
    assert after(state, verdict("two")).item("two").later is False


def test_next_open_stays_where_nothing_is_open() -> None:
    done = after(fresh(), *(verdict(name) for name in IDS))
    assert [done.next_open(position) for position in (0, 1, 2)] == [0, 1, 2]
    assert after(done, back).next_open(0) == 2
    assert replace(fresh(), items=()).next_open(0) == 0


def test_events_of_another_article_change_nothing() -> None:
    state = fresh()
    event = committed(state, verdict("one")(state).model_copy(update={"article_id": "other"}))
    assert apply(state, event) == state


@pytest.mark.parametrize("name", ["", "  ", "\t"])
def test_a_decision_needs_a_name(name: str) -> None:
    with pytest.raises(ReviewError, match="reviewer"):
        decide(fresh(), "one", Verdict.VERIFIED, reviewer=name, at=AT)


def test_a_claim_of_another_article_is_refused() -> None:
    with pytest.raises(ReviewError, match="is not in"):
        set_aside(fresh(), "four", reviewer="Kim", at=AT)


def test_a_time_without_a_zone_is_refused() -> None:
    with pytest.raises(ValidationError, match="timezone"):
        Draft(kind=EventKind.NOTED, at=AT.replace(tzinfo=None), article_id="x")


def test_a_passage_that_was_found_in_several_ways_is_shown_once() -> None:
    finding = two_passages()
    own = finding.evidence
    assert own is not None
    wider = replace(own, span=Span(max(0, own.span.start - 5), own.span.end))
    elsewhere = replace(own, source="other.html")
    figure = replace(own, value=Decimal(7))
    others = (own, wider, *finding.others, elsewhere, figure, figure)
    item = Item(quote_claim(), replace(finding, others=others))
    assert item.passages == (own, *finding.others, elsewhere, figure)
    assert Item(quote_claim(), replace(finding, evidence=None, others=())).passages == ()
