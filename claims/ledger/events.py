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
    """What can happen in a review. `set_aside` is the reader's "later"; `dropped` are copies taken out of
    the store."""

    EXTRACTED = "extracted"
    FETCHED = "fetched"
    FOUND = "found"
    DECIDED = "decided"
    NOTED = "noted"
    SET_ASIDE = "set_aside"
    UNDONE = "undone"
    DROPPED = "dropped"


class Draft(BaseModel):
    """An event before the store takes it up: everything but its place in the chain.

    `evidence` says which passage of which copy the person had before them: source, url, snapshot SHA-256,
    fetched_at, start, end, text, matcher. `undoes` is the number (`seq`) of the event that this one takes back.
    `payload` carries what machine events tell (counts, states), flat and JSON-safe. `at` names its zone, and is kept
    in UTC.
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

    @field_validator("at")
    @classmethod
    def _in_utc(cls, at: datetime) -> datetime:
        return at.astimezone(UTC)


_DRAFT_FIELDS = set(Draft.model_fields)


class Event(Draft):
    """An event in its place: `seq` counts from 1 in one store, `previous` is the hash of the event before."""

    seq: int
    previous: str
    sha256: str


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
