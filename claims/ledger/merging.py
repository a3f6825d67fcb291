"""Joining the logs of two people: which events of another log are new, and how they come behind our own.

An event is known by the hash under which it was first written (`Event.id`). Those that are new here are appended in the
order of their log, each with its origin; nothing that stands is rewritten, so that both chains can still be proven.
Where an event goes in a review is said by its moment, not by its number: both logs, merged either way, show the same.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from claims.errors import StoreError
from claims.ledger.events import Draft, Event, EventKind, Origin
from claims.ledger.log import holds, holds_as_first_written
from claims.ledger.shapes import misfit

_AHEAD = timedelta(days=3660)
"""A clock may be wrong by years; what comes ten years from now would leave no moment for what is done after it."""


@dataclass(frozen=True, slots=True)
class Merged:
    """What came of a merge.

    `read` events were in the other log, `new` of them not yet in ours. `left_out` are those on articles that this store
    does not have, by article; `unknown_claims` those new ones that mark a claim which it does not have. `conflicts` and
    `stale` count claims of the articles concerned that now have to be decided.
    """

    read: int
    new: int
    left_out: Mapping[str, int]
    unknown_claims: int
    conflicts: int
    stale: int

    @property
    def known(self) -> int:
        return self.read - self.new - sum(self.left_out.values())


def prove(events: Sequence[Event], now: datetime) -> None:
    """Holds each event of a log against its hashes, its shape, and the event before it where both are there.

    The log of one article has gaps where others' events were. Raises `StoreError` at the first that does not hold.
    """
    before: Event | None = None
    furthest = now + _AHEAD
    for event in events:
        if before is not None and event.seq <= before.seq:
            raise _broken(event, "it comes after a later one")
        if before is not None and event.seq == before.seq + 1 and event.previous != before.sha256:
            raise _broken(event, "it does not name the event before it")
        if not (holds(event) and holds_as_first_written(event)):
            raise _broken(event, "its content does not agree with its hash")
        if event.moment > furthest:
            raise _broken(event, f"it bears the time {event.moment.isoformat()}")
        if wrong := misfit(event):
            raise _broken(event, f"an event of the kind {event.kind} has no such {wrong}")
        before = event


def _broken(event: Event, why: str) -> StoreError:
    return StoreError(f"the other log breaks at event {event.seq}: {why}", "Nothing was merged; ask for a fresh copy")


def lacking(others: Sequence[Event], articles: Collection[str]) -> Mapping[str, int]:
    """How many events of another log are on articles that are not ours, by article."""
    return Counter(event.article_id for event in others if event.article_id not in articles)


def drafts(
    others: Sequence[Event], known: Mapping[str, int], articles: Collection[str], newest: int
) -> Iterator[Draft]:
    """The events of another log that are new here, as they come behind event number `newest`.

    `known` are the numbers of our events by id. An event that takes back one which is in neither log is left out.
    """
    numbers = dict(known)
    ids = {event.seq: event.id for event in others}
    for event in others:
        if event.id in numbers or event.article_id not in articles:
            continue
        undoes = numbers.get(ids.get(event.undoes, "")) if event.undoes is not None else None
        if event.kind is EventKind.UNDONE and undoes is None:
            continue
        newest += 1
        numbers[event.id] = newest
        first = Origin(seq=event.seq, previous=event.previous, sha256=event.sha256, undoes=event.undoes)
        fields = {name: getattr(event, name) for name in Draft.model_fields}
        yield Draft.model_construct(**fields | {"undoes": undoes, "origin": event.origin or first})
