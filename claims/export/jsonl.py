"""The review log as JSON Lines: the faithful export, one event a line, in the order of the chain.

Each line has all fields of the event (`kind`, `at` in UTC, `claim_id`, `reviewer`, `verdict`, `note`, `finding`,
`detail`, `evidence`, `undoes`, `payload`, `seq`, `previous`, `sha256`), so that the chain can be proven from the
export alone, and beside them the schema and its version, the article's name and hash, and the claim itself, as it
stands in the newest version of the article. `claim` is null for events of the whole article, and for a claim that a
later check no longer finds: its words are in the payload of its `found` event. Lone surrogates are written as U+FDD0
and four hexadecimal digits, as in the store.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

from claims.errors import StetError
from claims.export.exporters import Contents, Given
from claims.export.fields import Fields, fields_by_claim
from claims.ledger.columns import restored, to_json
from claims.ledger.events import Event
from claims.ledger.review import ReviewState

SCHEMA = "stet.log"
VERSION = 1

_AGAIN = "Export the log again, by a stet of this version: stet export --format jsonl"


def render(contents: Contents, _given: Given) -> bytes:
    """The log of these reviews, each line ended by a line feed; the same reviews give the same text."""
    return "".join(to_json(record) + "\n" for record in records(contents.reviews)).encode()


def records(reviews: Iterable[ReviewState]) -> tuple[dict[str, Any], ...]:
    """The log of these reviews as records, in the order of the chain."""
    found: dict[int, dict[str, Any]] = {}
    for state in reviews:
        claims = fields_by_claim(state)
        for event in state.events:
            claim = claims.get(state.anchors.get(event.claim_id, event.claim_id))
            found[event.seq] = _record(event, state, claim)
    return tuple(found[seq] for seq in sorted(found))


def read(data: bytes) -> Iterator[dict[str, Any]]:
    """The lines of such a log as they were written, one at a time; raises `StetError` at the first that is none."""
    for number, line in enumerate(data.split(b"\n"), start=1):
        if not line.strip():
            continue
        try:
            fields = json.loads(restored(line.decode("utf-8-sig")))
        except ValueError as wrong:
            raise StetError(f"line {number} is no line of a log", _AGAIN) from wrong
        if not isinstance(fields, dict) or (fields.get("schema"), fields.get("version")) != (SCHEMA, VERSION):
            said = f"{fields.get('schema')} {fields.get('version')}" if isinstance(fields, dict) else "none"
            raise StetError(f"line {number} is no line of {SCHEMA} {VERSION} but of {said}", _AGAIN)
        yield fields


def event_of(fields: dict[str, Any]) -> Event:
    """The event that a line tells; raises `StetError` where something is missing or malformed."""
    try:
        return Event.model_validate({name: fields[name] for name in Event.model_fields})
    except (KeyError, ValueError) as wrong:
        raise StetError(f"event {fields.get('seq')} is incomplete ({wrong})", _AGAIN) from wrong


def _record(event: Event, state: ReviewState, claim: Fields | None) -> dict[str, Any]:
    beside = {
        "schema": SCHEMA,
        "version": VERSION,
        "article": state.name,
        "article_sha256": state.versions.get(event.article_id, state.sha256),
        "claim": claim,
    }
    return event.model_dump(mode="json") | beside
