"""Where a reviewer goes in the list: rows, open claims, passages, filters, what is found."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.ledger.review import ReviewState
from claims.model import Verdict
from tests.tui.states import Log, bridge, ticking, without_claims
from tui.place import Filter, Place, passages
from tui.session import ReviewSession


def decided(*verdicts: tuple[int, Verdict]) -> ReviewState:
    """The bridge with some of its claims decided, on their last passage."""
    session = ReviewSession(bridge(), Log().record, reviewer="MD", clock=ticking())
    for position, verdict in verdicts:
        item = session.state.items[position]
        session.decide(item.claim.id, verdict, passages(item)[-1] if passages(item) else None)
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


def test_filters_go_round_and_leave_out_what_shows_nothing() -> None:
    state, place, seen = decided((1, Verdict.VERIFIED)), Place(), {}
    for _ in range(len(Filter)):
        place = place.filtered(state)
        seen[place.filter] = place.rows(state)
    assert seen == {
        Filter.OPEN: (0, 2, 3),
        Filter.FAULTS: (1, 2),
        Filter.NOT_FOUND: (3,),
        Filter.DECIDED: (1,),
        Filter.ALL: (0, 1, 2, 3),
    }
    assert Place(0, 0, Filter.NOT_FOUND).filtered(bridge()).filter is Filter.ALL


def test_a_claim_stays_in_the_list_until_it_is_left() -> None:
    place = Place(1, 0, Filter.OPEN)
    state = decided((1, Verdict.VERIFIED))
    assert place.rows(state) == (0, 1, 2, 3)
    assert place.at_open(state).rows(state) == (0, 2, 3)


def test_moving_keeps_to_the_rows() -> None:
    place = Place(1, 0, Filter.FAULTS)
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
            "filter": lambda p: p.filtered(state),
            "passage": lambda p: p.at_passage(state, p.chosen + 1),
            "find": lambda p: p.found(state, "a", here=False) or p,
        }[step](place)
        assert not state.items or place.cursor in place.rows(state)
        item = place.item(state)
        assert item is None or (place.passage(state) is None) == (not passages(item))
