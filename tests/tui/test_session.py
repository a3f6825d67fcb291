"""The session without a screen: recorded first, applied after, and one order of events for all who decide."""

from __future__ import annotations

import pytest

from claims.errors import ReviewError, StoreError
from claims.ledger.review import last_taken_back, replay
from claims.model import Verdict
from tests.tui.states import Log, bridge, many, ticking
from tui.session import ReviewSession


def session(log: Log, reviewer: str = "MD") -> ReviewSession:
    return ReviewSession(bridge(), log, reviewer=reviewer, clock=ticking())


def test_a_refused_event_changes_nothing() -> None:
    log = Log()
    desk = session(log)
    log.refusal = StoreError("the disk is full")
    with pytest.raises(StoreError):
        desk.decide(desk.state.items[0].claim.id, Verdict.VERIFIED, None)
    assert desk.state == bridge()


def test_two_people_see_the_same_order() -> None:
    log = Log()
    ada, bo = session(log, "Ada"), session(log, "Bo")
    claim = ada.state.items[0].claim.id
    ada.decide(claim, Verdict.VERIFIED, None)
    bo.decide(claim, Verdict.DISPUTED, None)
    assert [event.reviewer for event in ada.refresh()] == ["Bo"]
    assert [event.reviewer for event in bo.refresh()] == ["Ada"]
    assert ada.refresh() == bo.refresh() == ()
    assert ada.state == bo.state == replay(bridge(), log.recorded)
    assert ada.state.items[0].verdict is Verdict.DISPUTED


def test_events_of_other_articles_are_none_of_ours() -> None:
    log = Log()
    other = ReviewSession(many(2), log, reviewer="Bo", clock=ticking())
    other.decide(other.state.items[0].claim.id, Verdict.VERIFIED, None)
    desk = session(log)
    assert desk.refresh() == ()
    assert desk.state == bridge()


def test_redo_ends_where_something_new_was_done() -> None:
    log = Log()
    desk = session(log)
    first, second = (item.claim.id for item in desk.state.items[:2])
    desk.decide(first, Verdict.VERIFIED, None)
    desk.write_note(first, "seen")
    desk.undo()
    desk.undo()
    desk.redo()
    assert (desk.state.items[0].verdict, desk.state.items[0].note) == (Verdict.VERIFIED, "")
    desk.redo()
    assert desk.state.items[0].note == "seen"
    with pytest.raises(ReviewError):
        desk.redo()
    desk.undo()
    desk.decide(second, Verdict.DISPUTED, None)
    assert last_taken_back(desk.state.events) is None


def test_an_undone_redo_can_be_done_again() -> None:
    desk = session(Log())
    desk.decide(desk.state.items[0].claim.id, Verdict.VERIFIED, None)
    for _ in range(3):
        desk.undo()
        assert desk.state.decided == 0
        desk.redo()
        assert desk.state.decided == 1
