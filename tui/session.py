"""The review in progress: its state, and the one way by which it changes. Recorded first, applied after."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import datetime

from claims.errors import ReviewError
from claims.ledger import review
from claims.ledger.events import Draft, Event, EventKind
from claims.ledger.review import PERSONAL, Item, ReviewState, evidence_record
from claims.model import Evidence, Verdict

Record = Callable[[Draft], Event]
"""Commits a draft and gives back the event in its place; raises `StoreError` where that fails."""

Reload = Callable[[int], tuple[Event, ...]]
"""Reads the log on from an event number, exclusive, so that what others decided meanwhile is seen."""

WITH_NOTE = frozenset({Verdict.DISPUTED, Verdict.UNVERIFIABLE})
"""The verdicts that want a reason: the note line opens after them."""


class ReviewSession:
    """What the screen shows is `state`; every method that changes it has the store commit the event before.

    All of them raise `StoreError` where the store refuses, and `ReviewError` where there is nothing to do; then
    `state` is as it was.
    """

    def __init__(
        self,
        state: ReviewState,
        record: Record,
        *,
        reviewer: str,
        clock: Callable[[], datetime],
        reload: Reload | None = None,
    ) -> None:
        self.state = state
        self.reviewer = reviewer
        self._record = record
        self._clock = clock
        self._reload = reload
        # Up to where the log was read whole: others may write before an event of ours that we know already.
        self._read_to = max((event.seq for event in state.events), default=0)

    def decide(self, claim_id: str, verdict: Verdict, relied_on: Evidence | None, *, note: str = "") -> Event:
        """A verdict, with the passage that the person had before them."""
        draft = review.decide(self.state, claim_id, verdict, reviewer=self.reviewer, at=self._clock(), note=note)
        return self._commit(self._relying(draft, relied_on))

    def write_note(self, claim_id: str, note: str, relied_on: Evidence | None) -> Event:
        draft = review.write_note(self.state, claim_id, note, reviewer=self.reviewer, at=self._clock())
        return self._commit(self._relying(draft, relied_on))

    def set_aside(self, claim_id: str) -> Event:
        return self._commit(review.set_aside(self.state, claim_id, reviewer=self.reviewer, at=self._clock()))

    def undo(self) -> Event:
        return self._commit(review.undo(self.state, reviewer=self.reviewer, at=self._clock()))

    def redo(self) -> Event:
        """Does again, as a new event, what was taken back last."""
        taken_back = last_taken_back(event for event in self.state.events if event.reviewer == self.reviewer)
        if taken_back is None:
            raise ReviewError("nothing to redo", "Nothing was taken back since the last decision or note")
        draft = Draft(**taken_back.model_dump(include=set(Draft.model_fields)))
        return self._commit(draft.model_copy(update={"reviewer": self.reviewer, "at": self._clock()}))

    def refresh(self) -> tuple[Event, ...]:
        """Takes up the events that others recorded since, and gives them back.

        They may lie between our own, so the whole log is replayed in its order.
        """
        if self._reload is None:
            return ()
        known = {event.seq for event in self.state.events}
        ours = self.state.article_id
        log = self._reload(self._read_to)
        self._read_to = max((event.seq for event in log), default=self._read_to)
        news = tuple(event for event in log if event.seq not in known and event.article_id == ours)
        if news:
            bare = replace(self.state, items=tuple(Item(i.claim, i.finding) for i in self.state.items), events=())
            self.state = review.replay(bare, sorted((*self.state.events, *news), key=lambda event: event.seq))
        return news

    def _relying(self, draft: Draft, evidence: Evidence | None) -> Draft:
        return draft.model_copy(update={"evidence": evidence_record(evidence, self.state.sources)})

    def _commit(self, draft: Draft) -> Event:
        event = self._record(draft)
        self.state = review.apply(self.state, event)
        return event


def last_taken_back(events: Iterable[Event]) -> Event | None:
    """The event that redo does again, or None: the newest one undone, unless something new was done since."""
    by_seq: dict[int | None, Event] = {}
    waiting: list[Event] = []
    for event in events:
        by_seq[event.seq] = event
        if event.kind is EventKind.UNDONE and event.undoes in by_seq:
            waiting.append(by_seq[event.undoes])
        elif event.kind in PERSONAL:
            if waiting and _same(waiting[-1], event):
                waiting.pop()
            else:
                waiting.clear()
    return waiting[-1] if waiting else None


def _same(one: Event, other: Event) -> bool:
    return (one.claim_id, one.kind, one.verdict, one.note) == (other.claim_id, other.kind, other.verdict, other.note)
