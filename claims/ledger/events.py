"""The review log's events: what happened, to which claim, when, by whom. Append-only and hash-chained."""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any

from pydantic import AwareDatetime, BaseModel, ConfigDict, field_validator

from claims.ledger.columns import canonical_json
from claims.model import Verdict

GENESIS = "0" * 64
"""The `previous` of the first event of a store."""


class EventKind(StrEnum):
    """What can happen in a review; beside those that need a word more, what its payload says.

    The payload of `decided` has the claim's words (`text`), equal claims that it marks (`twins`) and the ids of
    decisions that it puts an end to (`settles`).

    `set_aside` is the reader's "later". `undone` takes back one event of the same person; an `undone` that takes back
    an `undone` does it again. `dropped` are copies taken out of the store.
    """

    EXTRACTED = "extracted"
    FETCHED = "fetched"
    FOUND = "found"
    DECIDED = "decided"
    NOTED = "noted"
    SET_ASIDE = "set_aside"
    UNDONE = "undone"
    DROPPED = "dropped"
    FLAGGED = "flagged"
    """`on`: whether the claim is flagged from now on."""
    WORDED = "worded"
    """`old`, `new`: a change of wording that is proposed; the same words withdraw it."""
    SIGNED = "signed"
    """`decision`: the id of the decision that a second reader signs."""
    CORRECTED = "corrected"
    """What was corrected (see `Correction.payload`); `was`, how it read before; `of`, the claim as extracted;
    `decision`, the id of the one that must be confirmed."""
    CHOSEN = "chosen"
    """`evidence`: the number of the passage relied on, counted from 0 (the one that decides the finding)."""
    STALE = "stale"
    """`decision`: the id of the decision that must be confirmed; `reason` in words, `was`, `now`: why."""


PERSONAL = frozenset(
    {
        EventKind.DECIDED,
        EventKind.NOTED,
        EventKind.SET_ASIDE,
        EventKind.FLAGGED,
        EventKind.WORDED,
        EventKind.SIGNED,
        EventKind.CORRECTED,
        EventKind.CHOSEN,
    }
)
"""The kinds that a person makes and that undo takes back."""

REVIEWING = PERSONAL | {EventKind.UNDONE, EventKind.STALE}
"""The kinds that say how a claim stands: their order counts. The others tell what the machine did."""


class Origin(BaseModel):
    """Where an event that was merged in was first written: its number, hashes and what it undid in that log.

    With it the hash that the event was given there can be proven from our own row.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    seq: int
    previous: str
    sha256: str
    undoes: int | None = None


class Draft(BaseModel):
    """An event before the store takes it up: everything but its place in the chain.

    `evidence` says which passage of which copy the person had before them: source, url, snapshot SHA-256,
    fetched_at, start, end, text, matcher. `undoes` is the number (`seq`) of the event that this one takes back.
    `payload` carries what a kind has to say besides (see `EventKind`), JSON-safe; `twins` in it are the ids of equal
    claims that the same event marks. `at` names its zone, and is kept in UTC. `after` is set by the store where its log
    already held something of that moment or later (two people, a clock put back): the event goes after that moment.
    `origin` is set for events that were merged in from another log.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    kind: EventKind
    at: AwareDatetime
    article_id: str
    claim_id: str = ""
    reviewer: str = ""
    verdict: Verdict | None = None
    note: str = ""
    finding: str = ""
    detail: str = ""
    evidence: dict[str, Any] = {}
    undoes: int | None = None
    payload: dict[str, Any] = {}
    after: AwareDatetime | None = None
    origin: Origin | None = None

    @field_validator("at", "after")
    @classmethod
    def _in_utc(cls, at: datetime | None) -> datetime | None:
        return at and at.astimezone(UTC)

    @property
    def moment(self) -> datetime:
        """When it happened, as far as the order of events goes."""
        return self.after or self.at

    @property
    def claims(self) -> tuple[str, ...]:
        """The ids of all claims that this event marks: its own, and those of the equal ones."""
        twins = self.payload.get("twins")
        return (self.claim_id, *(str(twin) for twin in twins)) if isinstance(twins, list) else (self.claim_id,)


_DRAFT_FIELDS = set(Draft.model_fields)


class Event(Draft):
    """An event in its place: `seq` counts from 1 in one store, `previous` is the hash of the event before."""

    seq: int
    previous: str
    sha256: str

    @property
    def id(self) -> str:
        """The hash that the event was first written under: the same in every log that it is merged into."""
        return self.origin.sha256 if self.origin else self.sha256

    @property
    def order(self) -> tuple[datetime, int, str]:
        """Where the event goes among all of a review, in every log the same: by moment.

        In one log no two reviewing events have the same moment; those of two logs that do go by number, then by id.
        """
        return (self.moment, self.origin.seq if self.origin else self.seq, self.id)


def native(event: Event) -> bytes:
    """The bytes that the hash of a merged event was taken over in the log that it comes from."""
    if event.origin is None:
        return canonical(event, event.seq, event.previous)
    draft = event.model_copy(update={"undoes": event.origin.undoes, "origin": None})
    return canonical(draft, event.origin.seq, event.origin.previous)


def canonical(draft: Draft, seq: int, previous: str) -> bytes:
    """The bytes that an event's hash is taken over: JSON with sorted keys, no spaces, times in UTC.

    Fields that say nothing (their default) are left out, so that older logs still hold when an event learns to say
    more.
    """
    said = draft.model_dump(mode="json", include=_DRAFT_FIELDS, exclude_defaults=True)
    return canonical_json(said | {"seq": seq, "previous": previous}).encode("utf-8", "surrogatepass")


def chained(draft: Draft, seq: int, previous: str) -> Event:
    """`draft` as event number `seq` after the event whose hash is `previous`."""
    sha256 = hashlib.sha256(canonical(draft, seq, previous)).hexdigest()
    return Event(**draft.model_dump(include=_DRAFT_FIELDS), seq=seq, previous=previous, sha256=sha256)
