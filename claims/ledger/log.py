"""The review log as rows and back, the proof of its chain, and the events that the machine itself writes."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from claims.errors import StoreError
from claims.ledger.columns import damage, from_json, restored, storable, to_json, utc
from claims.ledger.events import GENESIS, REVIEWING, Draft, Event, EventKind, chained, native
from claims.ledger.state import SourceText, evidence_record
from claims.model import Claim, Finding
from claims.report import CheckReport, SourceState

EVENT_COLUMNS = (
    "seq", "at", "kind", "article_id", "claim_id", "reviewer", "verdict", "note", "finding", "detail", "evidence",
    "undoes", "payload", "after", "origin", "previous", "sha256",
)  # fmt: skip
"""The columns of an event's row, in order."""

Row = Sequence[Any]


@dataclass(frozen=True, slots=True)
class LogCheck:
    """What a proof found: how many events hold, and the first thing that does not, with the reason.

    `broken_seq` is the event where the chain breaks; None where it holds, and something beside the log does not.

    `head` is the hash of the last event that holds; who keeps it elsewhere can prove that nothing was cut off.
    """

    ok: bool
    events: int
    head: str = GENESIS
    broken_seq: int | None = None
    reason: str = ""

    @property
    def in_words(self) -> str:
        """What does not hold."""
        return self.reason if self.broken_seq is None else f"the log breaks at event {self.broken_seq}: {self.reason}"


def event_row(event: Event) -> tuple[Any, ...]:
    """An event as a row in the order of `EVENT_COLUMNS`."""
    return (
        event.seq,
        utc(event.at),
        event.kind.value,
        storable(event.article_id),
        storable(event.claim_id),
        storable(event.reviewer),
        event.verdict.value if event.verdict else None,
        storable(event.note),
        storable(event.finding),
        storable(event.detail),
        to_json(event.evidence),
        event.undoes,
        to_json(event.payload),
        utc(event.after) if event.after else None,
        to_json(event.origin.model_dump()) if event.origin else None,
        event.previous,
        event.sha256,
    )


def event_of(row: Row) -> Event:
    """The event of a row in the order of `EVENT_COLUMNS`; raises `StoreError` where it is damaged."""
    values = dict(zip(EVENT_COLUMNS, row, strict=True))
    for name in ("article_id", "claim_id", "reviewer", "note", "finding", "detail"):
        values[name] = restored(values[name])
    for name in ("evidence", "payload"):
        values[name] = from_json(values[name])
    values["origin"] = values["origin"] and from_json(values["origin"])
    try:
        return Event.model_validate(values)
    except ValueError as wrong:
        raise damage(f"event {values['seq']} is incomplete") from wrong


def check_chain(rows: Iterable[Row]) -> LogCheck:
    """Walks a whole log in order, as rows, and holds each event against its hash and the event before it.

    An empty row stands for one that could not be read.
    """
    check = LogCheck(ok=True, events=0)
    for row in rows:
        if reason := _fault(row, check):
            return replace(check, ok=False, broken_seq=check.events + 1, reason=reason)
        check = LogCheck(ok=True, events=row[0], head=row[-1])
    return check


def _fault(row: Row, before: LogCheck) -> str:
    """Why a row does not go on from what holds so far; empty where it does."""
    if not row:
        return "it cannot be read"
    if row[0] != before.events + 1:
        return f"event {before.events + 1} is missing"
    if row[-2] != before.head:
        return "it does not name the event before it"
    try:
        event = event_of(row)
    except StoreError:
        event = None
    # A column that reads as the same value but is written otherwise was not written by us.
    if event is None or not holds(event) or event_row(event) != tuple(row):
        return "its content does not agree with its hash"
    return "" if holds_as_first_written(event) else "its content does not agree with the hash of the log it comes from"


def holds(event: Event) -> bool:
    """Whether the content of an event agrees with its hash."""
    return chained(event, event.seq, event.previous).sha256 == event.sha256


def holds_as_first_written(event: Event) -> bool:
    """Whether a merged event still says what it said in the log that it comes from."""
    return event.origin is None or hashlib.sha256(native(event)).hexdigest() == event.origin.sha256


def chain(drafts: Iterable[Draft], head: Event | tuple[int, str], latest: datetime | None = None) -> tuple[Event, ...]:
    """Drafts as events one after the other behind `head` (an event, or its number and hash).

    `latest` is the latest moment of a reviewing event in the log so far: what happens next goes after it.
    """
    seq, previous = (head.seq, head.sha256) if isinstance(head, Event) else head
    events: list[Event] = []
    for number, draft in enumerate(drafts, start=seq + 1):
        event = chained(in_order(draft, latest), number, previous)
        previous = event.sha256
        if event.kind in REVIEWING:
            latest = max(latest or event.moment, event.moment)
        events.append(event)
    return tuple(events)


_TICK = timedelta(microseconds=1)


def in_order(draft: Draft, latest: datetime | None) -> Draft:
    """A draft that goes after `latest`, whatever its clock said; merged events keep the moment they have.

    The time of the clock stays in `at`. So what was decided in sight of something goes after it, in this log and in
    all that it is merged with (a hybrid logical clock, after Kulkarni and others, 2014).
    """
    if draft.kind not in REVIEWING or draft.origin is not None or latest is None or draft.at > latest:
        return draft
    return draft.model_copy(update={"after": latest + _TICK})


def extracted(report: CheckReport, at: datetime, taken_over: Mapping[str, Any] | None = None) -> Draft:
    """The event of an article whose claims are new or no longer the same.

    `taken_over` is what a new version of an article has from the one before.
    """
    claims = [checked.claim for checked in report.claims]
    payload = {
        "name": report.name,
        "language": report.language,
        "quotes": sum(claim.kind == "quote" for claim in claims),
        "numbers": sum(claim.kind == "number" for claim in claims),
        **(taken_over or {}),
    }
    return Draft(kind=EventKind.EXTRACTED, at=at, article_id=report.article_id, payload=payload)


def fetched(article_id: str, state: SourceState, at: datetime) -> Draft:
    """The event of a source that is new, or whose state or copy is another than before."""
    payload: dict[str, Any] = {"source": state.name, "status": state.status.value, "language": state.language}
    if state.reason:
        payload |= {"reason": state.reason, "message": state.message}
    if state.document and state.document.warnings:
        payload["warnings"] = ", ".join(warning.kind.value for warning in state.document.warnings)
    if state.snapshot:
        payload |= {
            "snapshot": state.snapshot.sha256,
            "url": state.snapshot.final_url,
            "fetched_at": utc(state.snapshot.fetched_at),
        }
    return Draft(kind=EventKind.FETCHED, at=at, article_id=article_id, payload=payload)


def found(article_id: str, claim: Claim, finding: Finding, sources: Sequence[SourceText], at: datetime) -> Draft:
    """The event of a claim whose finding is new or has changed; it tells the claim's words and place as well."""
    return Draft(
        kind=EventKind.FOUND,
        at=at,
        article_id=article_id,
        claim_id=claim.id,
        finding=finding.finding.value,
        detail=finding.detail,
        evidence=evidence_record(finding.evidence, sources),
        payload={"kind": claim.kind, "start": claim.span.start, "end": claim.span.end, "text": claim.text},
    )
