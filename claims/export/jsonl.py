"""The review log as JSON Lines: the faithful export, one event a line, in the order of the chain.

Each line has all fields of the event (`kind`, `at` in UTC, `claim_id`, `reviewer`, `verdict`, `note`, `finding`,
`detail`, `evidence`, `undoes`, `payload`, `seq`, `previous`, `sha256`), so that the chain can be proven from the
export alone, and beside them the schema and its version, the article's name and hash, and the claim itself. `claim` is
null for events of the whole article, and for a claim that a later check no longer finds: its words are in the payload
of its `found` event. Lone surrogates are written as U+FDD0 and four hexadecimal digits, as in the store.
"""

from __future__ import annotations

from collections.abc import Iterable

from claims.export.fields import Fields, fields_by_claim
from claims.ledger.columns import to_json
from claims.ledger.events import Event
from claims.ledger.review import ReviewState

SCHEMA = "stet.log"
VERSION = 1


def export(states: Iterable[ReviewState]) -> str:
    """The log of these reviews, each line ended by a line feed; the same reviews give the same text."""
    lines: dict[int, str] = {}
    for state in states:
        claims = fields_by_claim(state)
        lines |= {event.seq: _line(event, state, claims.get(event.claim_id)) for event in state.events}
    return "".join(lines[seq] for seq in sorted(lines))


def _line(event: Event, state: ReviewState, claim: Fields | None) -> str:
    beside = {
        "schema": SCHEMA,
        "version": VERSION,
        "article": state.name,
        "article_sha256": state.versions.get(event.article_id, state.sha256),
        "claim": claim,
    }
    return to_json(event.model_dump(mode="json") | beside) + "\n"
