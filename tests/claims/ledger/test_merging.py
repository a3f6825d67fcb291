"""The logs of two people joined: union by id, the same in what stands whichever way, once or twice."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.errors import ReviewError, StoreError
from claims.export import jsonl
from claims.export.exporters import Contents
from claims.ledger import review
from claims.ledger.events import GENESIS, REVIEWING, Draft, Event, EventKind
from claims.ledger.log import chain, holds, holds_as_first_written
from claims.ledger.merging import drafts, prove
from claims.ledger.review import Correction, ReviewState, replay
from claims.ledger.store import ClaimStore
from claims.model import Verdict
from tests.claims.ledger import strategies
from tests.claims.ledger.acting import IDS, fresh
from tests.claims.ledger.joining import LATER, decide, items
from tests.claims.ledger.reports import AT, number_claim, quote_claim

Act = Callable[[ReviewState, str, int], Draft]


class Desk:
    """A log in memory, written as the store writes it."""

    def __init__(self, events: Sequence[Event] = ()) -> None:
        self.events = list(events)

    @property
    def state(self) -> ReviewState:
        return replay(fresh(), self.events)

    def _append(self, new: Sequence[Draft]) -> None:
        head = self.events[-1] if self.events else (0, GENESIS)
        latest = max((event.moment for event in self.events if event.kind in REVIEWING), default=None)
        self.events += chain(new, head, latest)

    def act(self, act: Act, who: str, clock: int) -> None:
        with suppress(ReviewError):
            self._append([act(self.state, who, clock)])

    def take_up(self, other: Desk) -> None:
        known = {event.id: event.seq for event in self.events}
        self._append(list(drafts(other.events, known, {fresh().article_id}, len(self.events))))


def _at(clock: int) -> datetime:
    return AT + timedelta(seconds=clock)


def _acts(claim: str, verdict: Verdict, words: str, number: int, seq: int) -> list[Act]:
    def act(draft: Callable[..., Draft], *given: object, **more: object) -> Act:
        return lambda state, who, clock: draft(state, *given, reviewer=who, at=_at(clock), **more)

    return [
        act(review.decide, claim, verdict, note=words),
        act(review.write_note, claim, words),
        act(review.set_aside, claim),
        act(review.flag, claim, number == 1),
        act(review.propose_wording, claim, "safe", f"un{words}safe"),
        act(review.sign, claim),
        act(review.choose, claim, number),
        act(review.correct, claim, Correction(speaker=words or "Ana")),
        act(review.undo),
        act(review.undo, seq=seq),
        act(review.redo),
    ]


acts = st.builds(
    _acts,
    st.sampled_from(IDS),
    st.sampled_from(Verdict),
    st.sampled_from(["", "a", "b"]),
    st.integers(0, 1),
    st.integers(1, 12),
).flatmap(st.sampled_from)
people = st.sampled_from(["Ann", "Ben"])
scripts = st.lists(st.tuples(acts, people, st.integers(0, 5)), max_size=10)


def played(start: Desk, script: Sequence[tuple[Act, str, int]]) -> Desk:
    desk = Desk(start.events)
    for act, who, clock in script:
        desk.act(act, who, clock)
    return desk


def standing(state: ReviewState) -> list[tuple[object, ...]]:
    """What stands of each claim, by ids; numbers are each log's own."""
    return [
        (
            replace(item, history=(), decision=None, conflict=()),
            item.decision and item.decision.id,
            [event.id for event in item.conflict],
            [event.id for event in item.history],
        )
        for item in state.items
    ]


@given(scripts, scripts, scripts)
def test_merged_either_way_the_same_stands(
    before: list[tuple[Act, str, int]], here: list[tuple[Act, str, int]], there: list[tuple[Act, str, int]]
) -> None:
    start = played(Desk(), before)
    one, other = played(start, here), played(start, there)
    both, turned = Desk(one.events), Desk(other.events)
    both.take_up(other)
    turned.take_up(one)
    assert standing(both.state) == standing(turned.state)
    assert {event.id for event in both.events} == {event.id for event in (*one.events, *other.events)}
    for desk in (both, turned):
        prove(desk.events, LATER)
        length = len(desk.events)
        for again in (one, other, both, turned):
            desk.take_up(again)
        assert len(desk.events) == length


@given(scripts, scripts, scripts)
def test_of_three_logs_the_order_of_merging_does_not_count(
    first: list[tuple[Act, str, int]], second: list[tuple[Act, str, int]], third: list[tuple[Act, str, int]]
) -> None:
    desks = [played(Desk(), script) for script in (first, second, third)]
    one, other = Desk(desks[0].events), Desk(desks[2].events)
    one.take_up(desks[1])
    one.take_up(desks[2])
    pair = Desk(desks[1].events)
    pair.take_up(desks[0])
    other.take_up(pair)
    assert standing(one.state) == standing(other.state)


def _last_word(claim: str, state: ReviewState, who: str, _clock: int) -> Draft:
    return review.decide(state, claim, Verdict.DISPUTED, reviewer=who, at=AT)


@given(scripts, scripts)
def test_what_is_done_in_sight_of_a_merge_goes_after_it(
    here: list[tuple[Act, str, int]], there: list[tuple[Act, str, int]]
) -> None:
    one, other = played(Desk(), here), played(Desk(), there)
    one.take_up(other)
    for claim in IDS:
        one.act(partial(_last_word, claim), "Zoe", 0)
    assert [item.reviewer for item in one.state.items] == ["Zoe"] * 3
    other.take_up(one)
    assert [item.reviewer for item in other.state.items] == ["Zoe"] * 3
    assert all(item.conflict == () or item.conflict[-1].reviewer == "Zoe" for item in other.state.items)


@given(st.lists(st.tuples(acts, people, st.integers(0, 5)), max_size=16), st.randoms())
def test_any_interleaving_of_two_peoples_events_replays_to_the_same(
    script: list[tuple[Act, str, int]], chance: object
) -> None:
    desk = played(Desk(), script)
    shuffled = list(desk.events)
    chance.shuffle(shuffled)  # type: ignore[attr-defined]
    assert replay(fresh(), shuffled) == desk.state


def test_a_conflict_tells_its_decisions_in_the_order_of_their_moments() -> None:
    def decided(verdict: Verdict) -> Act:
        return lambda state, who, clock: review.decide(state, "one", verdict, reviewer=who, at=_at(clock))

    ann = played(Desk(), [(decided(Verdict.VERIFIED), "Ann", 1), (decided(Verdict.UNVERIFIABLE), "Ann", 3)])
    ben = played(Desk(), [(decided(Verdict.DISPUTED), "Ben", 2)])
    ann.take_up(ben)
    item = ann.state.item("one")
    assert [(event.reviewer, event.verdict) for event in item.conflict] == [
        ("Ben", Verdict.DISPUTED),
        ("Ann", Verdict.UNVERIFIABLE),
    ]
    assert item.verdict is Verdict.UNVERIFIABLE


# With real stores


def test_two_stores_become_one(pair: tuple[Path, Path]) -> None:
    with ClaimStore.open(pair[0]) as ann, ClaimStore.open(pair[1]) as ben:
        decide(ann, quote_claim().id, Verdict.VERIFIED, "Ann", 1)
        decide(ben, quote_claim().id, Verdict.DISPUTED, "Ben", 2)
        decide(ben, number_claim().id, Verdict.VERIFIED, "Ben", 3)
        before = ann.events()
        merged = ann.merge(ben.events(), LATER, ben)
        assert (merged.read, merged.new, merged.known, merged.conflicts) == (7, 2, 5, 1)
        assert ann.events()[: len(before)] == before
        assert ann.verify_log().ok
        quote = ann.review("bridge.txt").item(quote_claim().id)
        assert [event.reviewer for event in quote.conflict] == ["Ann", "Ben"]
        assert ann.articles()[0].conflicts == 1
        assert ann.merge(ben.events(), LATER, ben).new == 0
        ben.merge(ann.events(), LATER, ann)
        assert items(ann) == items(ben)
        decide(ben, quote_claim().id, Verdict.VERIFIED, "Ben", 5)
        assert ann.merge(ben.events(), LATER).new == 1
        assert ann.review("bridge.txt").progress.conflicts == 0
        assert items(ann) == items(ben)


def test_what_takes_back_an_event_that_is_in_neither_log_is_left_out(pair: tuple[Path, Path]) -> None:
    with ClaimStore.open(pair[0]) as ann, ClaimStore.open(pair[1]) as ben:
        decide(ben, quote_claim().id, Verdict.DISPUTED, "Ben", 2)
        ben.record(review.undo(ben.review("bridge.txt"), reviewer="Ben", at=LATER))
        decide(ben, number_claim().id, Verdict.VERIFIED, "Ben", 3)
        cut = [event for event in ben.events() if event.kind is not EventKind.DECIDED or event.seq > 7]
        assert ann.merge(cut, LATER).new == 1
        assert [event.kind for event in ann.events()[-2:]] == [EventKind.FOUND, EventKind.DECIDED]


def exported(store: ClaimStore) -> list[Event]:
    contents = Contents(tuple(store.review(summary.id) for summary in store.articles()))
    return [jsonl.event_of(line) for line in jsonl.read(jsonl.render(contents, {}))]


def test_an_exported_log_does_as_well(pair: tuple[Path, Path]) -> None:
    with ClaimStore.open(pair[0]) as ann, ClaimStore.open(pair[1]) as ben:
        decide(ben, quote_claim().id, Verdict.DISPUTED, "Ben\ud800", 2)
        ben.record(review.undo(ben.review("bridge.txt"), reviewer="Ben\ud800", at=LATER))
        decide(ann, number_claim().id, Verdict.VERIFIED, "Ann", 3)
        assert ann.merge(exported(ben), LATER).new == 2
        ann.record(review.decide(ann.review("bridge.txt"), quote_claim().id, Verdict.VERIFIED, reviewer="Ann", at=AT))
        assert ben.merge(exported(ann), LATER).new == 2
        assert ben.verify_log().ok
        assert items(ann) == items(ben)
        undone = next(event for event in ann.events() if event.kind is EventKind.UNDONE)
        assert undone.origin is not None
        assert (undone.undoes, undone.origin.undoes) == (7, 6)
        assert [event.id for event in exported(ben)].count(undone.id) == 1


@pytest.mark.parametrize("field", ["note", "origin", "previous", "seq"])
def test_a_log_that_was_changed_is_refused(pair: tuple[Path, Path], field: str) -> None:
    with ClaimStore.open(pair[0]) as ann, ClaimStore.open(pair[1]) as ben:
        decide(ben, quote_claim().id, Verdict.DISPUTED, "Ben", 2)
        decide(ben, number_claim().id, Verdict.DISPUTED, "Ben", 2)
        ann.merge(ben.events(), LATER)
        log = list(ann.events())
        assert log[-1].origin is not None
        other_origin = log[-1].origin.model_copy(update={"seq": 1})
        forged = {"note": "better", "origin": other_origin, "previous": GENESIS, "seq": 3}
        log[-1] = log[-1].model_copy(update={field: forged[field]})
        with pytest.raises(StoreError, match="Nothing was merged"):
            ben.merge(log, LATER)
        assert len(ben.events()) == 7


def test_what_a_merged_event_first_said_is_proven(pair: tuple[Path, Path]) -> None:
    with ClaimStore.open(pair[0]) as ann, ClaimStore.open(pair[1]) as ben:
        decide(ben, quote_claim().id, Verdict.DISPUTED, "Ben", 2)
        ann.merge(ben.events(), LATER)
        last = ann.events()[-1]
    assert holds(last)
    assert holds_as_first_written(last)
    forged = chain(
        [Draft(**last.model_dump(include=set(Draft.model_fields)) | {"note": "better"})], (5, last.previous)
    )[0]
    assert holds(forged)
    assert not holds_as_first_written(forged)


@given(strategies.drafts)
def test_whatever_another_log_holds_the_review_can_still_be_opened(draft: Draft) -> None:
    here = {"article_id": fresh().article_id, "claim_id": "one", "origin": None, "undoes": None}
    before = chain([review.decide(fresh(), "one", Verdict.VERIFIED, reviewer="Ben", at=AT)], (0, GENESIS))
    events = [*before, *chain([draft.model_copy(update=here)], before[-1])]
    with suppress(StoreError):
        prove(events, LATER)
        desk = Desk(before)
        desk.take_up(Desk(events))
        assert len(desk.state.items) == 3


@pytest.mark.parametrize(
    ("kind", "payload", "what"),
    [
        (EventKind.DECIDED, {}, "verdict"),
        (EventKind.UNDONE, {}, "undoes"),
        (EventKind.FLAGGED, {"on": 1}, "on"),
        (EventKind.WORDED, {"old": "a"}, "new"),
        (EventKind.SIGNED, {"decision": None}, "decision"),
        (EventKind.CHOSEN, {"evidence": True}, "evidence"),
        (EventKind.STALE, {"decision": "a", "reason": "b", "was": "c"}, "now"),
        (EventKind.CORRECTED, {"was": {}, "of": {"start": 0, "text": "a"}, "value": 3}, "value"),
        (EventKind.NOTED, {"twins": "ab"}, "twins"),
        (EventKind.EXTRACTED, {"anchors": {"a": "b"}}, "version_of"),
    ],
)
def test_an_event_of_another_shape_is_refused(kind: EventKind, payload: dict[str, object], what: str) -> None:
    draft = Draft(kind=kind, at=AT, article_id=fresh().article_id, claim_id="one", reviewer="Ben", payload=payload)
    with pytest.raises(StoreError, match=f"no such {what}"):
        prove(chain([draft], (0, GENESIS)), LATER)


def test_a_time_that_leaves_no_time_after_it_is_refused() -> None:
    late = review.decide(fresh(), "one", Verdict.VERIFIED, reviewer="Ben", at=AT.replace(year=9999))
    with pytest.raises(StoreError, match="9999"):
        prove(chain([late], (0, GENESIS)), LATER)
