"""Where a reviewer goes in the list: rows, open claims, passages, filters, what is found."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.ledger.review import ReviewState
from claims.model import Verdict
from tests.tui.states import Log, bridge, ticking, without_claims
from tui.place import ALL, Filter, Place, filters
from tui.session import ReviewSession


def decided(*verdicts: tuple[int, Verdict]) -> ReviewState:
    """The bridge with some of its claims decided, on their last passage."""
    session = ReviewSession(bridge(), Log(), reviewer="MD", clock=ticking())
    for position, verdict in verdicts:
        item = session.state.items[position]
        session.decide(item.claim.id, verdict, len(item.passages) - 1 if item.passages else None)
    return session.state


def test_the_passage_relied_on_comes_back() -> None:
    assert Place().at(bridge(), 2).chosen == 0
    assert Place().at(decided((2, Verdict.DISPUTED)), 2).chosen == 1


def test_open_claims_before_and_after() -> None:
    state = decided((1, Verdict.VERIFIED))
    assert Place(0).at_open(state).cursor == 2
    assert Place(2).at_open(state, backwards=True).cursor == 0
    assert Place(0).at_open(state, backwards=True).cursor == 3
    done = decided(*((n, Verdict.VERIFIED) for n in range(4)))
    assert Place(2).at_open(done).cursor == Place(2).at_open(done, backwards=True).cursor == 2


FOUND = [
    (0, "NOUS", True, 1),
    (1, "nous", True, 1),
    (1, "nous", False, 3),
    (0, "lin yue", True, 3),
    (3, "一万", True, 2),
    (3, "conflict", False, 2),
    (0, "xyz", True, None),
]


@pytest.mark.parametrize(("start", "sought", "here", "there"), FOUND)
def test_finding_looks_at_all_that_is_said_of_a_claim(start: int, sought: str, here: bool, there: int | None) -> None:
    found = Place(start).found(bridge(), sought, here=here)
    assert (found.cursor if found else None) == there


def test_filters_are_told_with_what_they_show() -> None:
    state = decided((1, Verdict.VERIFIED))
    known = dict(filters(state))
    shown = {filter: Place().filtered(state, filter).rows(state) for filter in known}
    assert known[ALL] == 4
    assert all(len({*rows} - {0}) in {known[filter], known[filter] - 1} for filter, rows in shown.items())
    assert shown[Filter("verdict", "open")] == (0, 2, 3)
    assert shown[Filter("verdict", "decided")] == (1,)
    assert shown[Filter("finding", "differing")] == (1, 2)
    assert shown[Filter("finding", "not found")] == (3,)
    assert shown[Filter("kind", "number")] == (0, 2)
    assert shown[Filter("source", "桥.html")] == (2,)
    assert shown[Filter("reviewer", "MD")] == (1,)
    assert Filter("mark", "flagged") not in known


def test_a_filter_that_shows_nothing_changes_nothing() -> None:
    assert Place(2).filtered(bridge(), Filter("mark", "flagged")) == Place(2)


def test_a_claim_stays_in_the_list_until_it_is_left() -> None:
    place = Place(1, 0, Filter("verdict", "open"))
    state = decided((1, Verdict.VERIFIED))
    assert place.rows(state) == (0, 1, 2, 3)
    assert place.at_open(state).rows(state) == (0, 2, 3)


def test_moving_keeps_to_the_rows() -> None:
    place = Place(1, 0, Filter("finding", "differing"))
    assert place.by_rows(bridge(), 1).cursor == 2
    assert place.by_rows(bridge(), 9).cursor == 2
    assert place.by_rows(bridge(), -9).cursor == 1


STEPS = st.lists(st.sampled_from(["rows", "open", "back", "filter", "passage", "find"]), max_size=12)


@given(st.sampled_from([bridge(), without_claims(), decided((0, Verdict.VERIFIED), (3, Verdict.DISPUTED))]), STEPS)
def test_every_way_leads_to_a_claim_in_the_list(state: ReviewState, steps: list[str]) -> None:
    place = Place()
    for step in steps:
        place = {
            "rows": lambda p: p.by_rows(state, 3),
            "open": lambda p: p.at_open(state),
            "back": lambda p: p.at_open(state, backwards=True),
            "filter": lambda p: p.filtered(state, filters(state)[-1][0]),
            "passage": lambda p: p.at_passage(state, p.chosen + 1),
            "find": lambda p: p.found(state, "a", here=False) or p,
        }[step](place)
        assert not state.items or place.cursor in place.rows(state)
        item = place.item(state)
        assert item is None or (place.passage(state) is None) == (not item.passages)
