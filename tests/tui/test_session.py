"""The session without a screen: recorded first, applied after, and one order of events for all who decide."""

from __future__ import annotations

import pytest

from claims.errors import ReviewError, StoreError
from claims.ledger.review import replay
from claims.model import Verdict
from tests.tui.states import Log, bridge, many, ticking
from tui.panes import evidence_choices
from tui.session import ReviewSession, found_after, last_taken_back, previous_open, relied_on


def session(log: Log, reviewer: str = "MD") -> ReviewSession:
    return ReviewSession(bridge(), log.record, reviewer=reviewer, clock=ticking(), reload=lambda: tuple(log.events))


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
    assert ada.state == bo.state == replay(bridge(), log.events)
    assert ada.state.items[0].verdict is Verdict.DISPUTED


def test_events_of_other_articles_are_none_of_ours() -> None:
    log = Log()
    other = ReviewSession(many(2), log.record, reviewer="Bo", clock=ticking())
    other.decide(other.state.items[0].claim.id, Verdict.VERIFIED, None)
    desk = session(log)
    assert desk.refresh() == ()
    assert desk.state == bridge()


def test_redo_ends_where_something_new_was_done() -> None:
    log = Log()
    desk = session(log)
    first, second = (item.claim.id for item in desk.state.items[:2])
    desk.decide(first, Verdict.VERIFIED, None)
    desk.write_note(first, "seen", None)
    desk.undo()
    desk.undo()
    assert (desk.redo().verdict, desk.redo().note) == (Verdict.VERIFIED, "seen")
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


def test_the_passage_relied_on_comes_back() -> None:
    desk = session(Log())
    item = desk.state.items[2]
    assert relied_on(item) == 0
    desk.decide(item.claim.id, Verdict.DISPUTED, evidence_choices(item.finding)[1])
    assert relied_on(desk.state.items[2]) == 1


def test_open_claims_before() -> None:
    desk = session(Log())
    assert previous_open(desk.state, 2) == 1
    assert previous_open(desk.state, 0) == 3
    for item in desk.state.items:
        desk.decide(item.claim.id, Verdict.VERIFIED, None)
    assert previous_open(desk.state, 2) == 2


@pytest.mark.parametrize(
    ("sought", "after", "there"),
    [("NOUS", -1, 1), ("nous", 1, 3), ("lin yue", 0, 3), ("一万", 0, 2), ("conflict", -1, 2), ("xyz", 0, None)],
)
def test_finding_looks_at_all_that_is_said_of_a_claim(sought: str, after: int, there: int | None) -> None:
    assert found_after(bridge(), sought, after) == there


def test_finding_in_nothing_finds_nothing() -> None:
    assert found_after(many(0), "a", -1) is None
