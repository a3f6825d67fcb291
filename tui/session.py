"""The review in progress: its state, and the one way by which it changes. Recorded first, applied after."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Protocol, TypedDict

from claims.ledger import review
from claims.ledger.events import Draft, Event, EventKind
from claims.ledger.review import Correction, Item, ReviewState
from claims.model import Verdict

WITH_NOTE = frozenset({Verdict.DISPUTED, Verdict.UNVERIFIABLE})
"""The verdicts that want a reason: the note line opens after them."""

BY_MACHINE = frozenset({EventKind.EXTRACTED, EventKind.FETCHED, EventKind.FOUND})
"""The kinds after which claims, findings or sources are others than before, so that the review is read anew."""


class Ledger(Protocol):
    """What a review in progress needs of a store. `record` commits; all raise `StoreError` where the file refuses."""

    def record(self, draft: Draft) -> Event: ...

    def review(self, article_id: str) -> ReviewState: ...

    def events(self, article_id: str = "", after: int = 0) -> tuple[Event, ...]: ...


class _By(TypedDict):
    reviewer: str
    at: datetime


class ReviewSession:
    """What the screen shows is `state`; every method that changes it has the store commit the event before.

    All of them raise `StoreError` where the store refuses, and `ReviewError` where there is nothing to do; then
    `state` is as it was.
    """

    def __init__(self, state: ReviewState, ledger: Ledger, *, reviewer: str, clock: Callable[[], datetime]) -> None:
        self.state = state
        self.reviewer = reviewer
        self._second = ""
        self._ledger = ledger
        self._clock = clock
        # Up to where the log was read whole: others may write before an event of ours that we know already.
        self._read_to = _last(state)

    def decide(self, claim_id: str, verdict: Verdict, passage: int | None, note: str = "") -> Event:
        """A verdict, with the passage that the person had before them: its number from 0, None where there is none."""
        return self._commit(review.decide(self.state, claim_id, verdict, evidence=passage, note=note, **self._by))

    def write_note(self, claim_id: str, note: str) -> Event:
        return self._commit(review.write_note(self.state, claim_id, note, **self._by))

    def set_aside(self, claim_id: str) -> Event:
        return self._commit(review.set_aside(self.state, claim_id, **self._by))

    def flag(self, claim_id: str) -> Event:
        """Flags a claim, or takes its flag away."""
        on = not self.state.item(claim_id).flagged
        return self._commit(review.flag(self.state, claim_id, on, **self._by))

    def propose_wording(self, claim_id: str, old: str, new: str) -> Event:
        return self._commit(review.propose_wording(self.state, claim_id, old, new, **self._by))

    def sign(self, claim_id: str, reader: str) -> Event:
        """The second reader's signature on the decision that stands; `reader` is another person than who decided."""
        event = self._commit(review.sign(self.state, claim_id, reviewer=reader, at=self._clock()))
        self._second = reader
        return event

    def likely_second(self, item: Item) -> str:
        """Who will sign a decision: whoever sits here if another person took it, else who signed last."""
        return self.reviewer if item.reviewer not in {"", self.reviewer} else self._second

    def choose(self, claim_id: str, passage: int) -> Event:
        """The passage to rely on, its number from 0."""
        return self._commit(review.choose(self.state, claim_id, passage, **self._by))

    def correct(self, claim_id: str, correction: Correction) -> Event:
        return self._commit(review.correct(self.state, claim_id, correction, **self._by))

    def undo(self, seq: int | None = None) -> Event:
        """Takes back the last event of this person, or the one of a number."""
        return self._commit(review.undo(self.state, seq=seq, **self._by))

    def redo(self) -> Event:
        """Does again what was taken back last."""
        return self._commit(review.redo(self.state, **self._by))

    def refresh(self) -> tuple[Event, ...]:
        """Takes up the events that others recorded since, and gives back those of this article."""
        log = self._ledger.events(after=self._read_to)
        self._read_to = max((event.seq for event in log), default=self._read_to)
        known = {event.seq for event in self.state.events}
        ours = {self.state.article_id, *self.state.versions}
        news = tuple(event for event in log if event.seq not in known and event.article_id in ours)
        if any(event.kind in BY_MACHINE for event in news):
            self.reread()
        else:
            self.state = review.replay(self.state, news)
        return news

    def reread(self) -> None:
        """Reads the whole review again, as after a check."""
        self.turn_to(self.state.article_id)

    def turn_to(self, article_id: str) -> None:
        """Goes on with another version of the article."""
        self.state = self._ledger.review(article_id)
        self._read_to = _last(self.state)

    @property
    def _by(self) -> _By:
        return {"reviewer": self.reviewer, "at": self._clock()}

    def _commit(self, draft: Draft) -> Event:
        event = self._ledger.record(draft)
        self.state = review.apply(self.state, event)
        return event


def _last(state: ReviewState) -> int:
    return max((event.seq for event in state.events), default=0)
