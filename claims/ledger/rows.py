"""What a check yields as rows of the store, and the rows of the store as what a review shows. No SQL here."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from claims.ledger.columns import (
    Packed,
    claim_to_json,
    damage,
    finding_to_json,
    from_json,
    plain,
    restored,
    storable,
    to_json,
    unpack,
    utc,
)
from claims.ledger.state import SourceText
from claims.model import Claim, Evidence, Finding, QuoteClaim
from claims.report import SourceState, SourceStatus, text_hash
from sources.document import Document, PageWarning, Warn
from sources.files import STDIN
from sources.snapshots import Origin, Snapshot

Values = dict[str, Any]


@dataclass(frozen=True, slots=True)
class ArticleSummary:
    """One article of a store with its progress, in its newest version.

    `claims` counts all of them, `verdicts` each verdict given, `open` ones left out; `stale`, `conflicts` and
    `flagged` count claims, `faults` open ones that say something else than their sources; `last_event` is when
    something last happened, None where nothing did.
    """

    id: str
    name: str
    language: str
    saved_at: datetime
    claims: int
    decided: int
    verdicts: dict[str, int]
    stale: int = 0
    conflicts: int = 0
    flagged: int = 0
    faults: int = 0
    last_event: datetime | None = None


def sighting_values(snapshot: Snapshot, body_sha256: str) -> Values:
    return {
        "snapshot": snapshot.sha256,
        "body": body_sha256,
        "url": storable(snapshot.url),
        "final_url": storable(snapshot.final_url),
        "status": snapshot.status,
        "media_type": storable(snapshot.media_type),
        "charset": storable(snapshot.charset),
        "address": storable(snapshot.address),
        "fetched_at": utc(snapshot.fetched_at),
        "headers": to_json(snapshot.headers),
        "redirects": to_json(snapshot.redirects),
        "warnings": to_json([(warning.kind.value, warning.message) for warning in snapshot.warnings]),
        "begun_at": utc(snapshot.begun_at) if snapshot.begun_at else "",
        "tls": storable(snapshot.tls),
        "certificate": snapshot.certificate,
        "request_headers": to_json(snapshot.request_headers),
        "origin": snapshot.origin.value,
    }


def snapshot_of(row: Values) -> Snapshot:
    """The snapshot of a sighting's row, joined with its bytes: `raw_*` as received, `body_*` decoded."""
    return Snapshot(
        url=restored(row["url"]),
        final_url=restored(row["final_url"]),
        status=row["status"],
        media_type=restored(row["media_type"]),
        headers=tuple((name, value) for name, value in from_json(row["headers"])),
        raw=unpack(Packed(row["raw_size"], row["raw_zlib"])),
        body=unpack(Packed(row["body_size"], row["body_zlib"])),
        fetched_at=datetime.fromisoformat(row["fetched_at"]),
        redirects=tuple(from_json(row["redirects"])),
        address=restored(row["address"]),
        charset=restored(row["charset"]),
        warnings=tuple(map(_warning, from_json(row["warnings"]))),
        begun_at=datetime.fromisoformat(row["begun_at"]) if row["begun_at"] else None,
        tls=restored(row["tls"]),
        certificate=row["certificate"],
        request_headers=tuple((name, value) for name, value in from_json(row["request_headers"])),
        origin=origin_of(row),
    )


def origin_of(row: Values) -> Origin:
    """How a copy came in. Stores of version 2 do not say; there a status tells pages from files."""
    if not row["origin"]:
        return Origin.WEB if row["status"] else Origin.PASTED if row["url"] == STDIN else Origin.FILE
    try:
        return Origin(row["origin"])
    except ValueError as damaged:
        raise damage(f"a copy is of no known origin ({damaged})") from damaged


def _warning(item: str | list[str]) -> PageWarning:
    """A warning as it is kept: its kind and its words. Stores of version 1 hold words of the one kind they knew."""
    if isinstance(item, str):
        return PageWarning(Warn.DOWNGRADED, item)
    try:
        return PageWarning(Warn(item[0]), item[1])
    except (ValueError, LookupError) as damaged:
        raise damage(f"a copy has a warning of no known kind ({damaged})") from damaged


def source_values(article_id: str, state: SourceState) -> Values:
    """A source's row but for its sighting: what makes two states of one source equal or not."""
    return {
        "article_id": article_id,
        "name": storable(state.name),
        "status": state.status.value,
        "reason": storable(state.reason),
        "message": storable(state.message),
        "language": storable(state.language),
        "title": storable(state.document.title if state.document else ""),
        "text_sha256": text_hash(state.document.text) if state.document else None,
        "warnings": to_json(_said(state.document)),
    }


def _said(document: Document | None) -> list[tuple[str, str]]:
    return [(warning.kind.value, warning.message) for warning in document.warnings] if document else []


def source_of_state(state: SourceState) -> SourceText:
    """A source of a check as the reviewer sees it."""
    document, snapshot = state.document, state.snapshot
    return SourceText(
        name=state.name,
        state=_in_words(state.status.value, state.reason, state.message),
        sha256=snapshot.sha256 if snapshot else "",
        language=state.language,
        title=document.title if document else "",
        text=document.text if document else "",
        fetched_at=utc(snapshot.fetched_at) if snapshot else "",
        url=snapshot.final_url if snapshot else "",
        warnings=tuple(words for _, words in _said(document)),
    )


def source_of(row: Values) -> SourceText:
    """A source of the store as the reviewer sees it."""
    return SourceText(
        name=restored(row["name"]),
        state=_in_words(row["status"], restored(row["reason"]), restored(row["message"])),
        sha256=row["snapshot"] or "",
        language=restored(row["language"]),
        title=restored(row["title"]),
        text=restored(row["text"] or ""),
        fetched_at=row["fetched_at"] or "",
        url=restored(row["final_url"] or ""),
        warnings=tuple(_warning(item).message for item in from_json(row["warnings"])),
    )


def _in_words(status: str, reason: str, message: str) -> str:
    """`read`, or the status with what went wrong: `failed: 404 Not Found`."""
    return status if status == SourceStatus.READ else f"{status}: {message or reason}".removesuffix(": ")


def claim_values(article_id: str, position: int, claim: Claim) -> Values:
    values: Values = {
        "id": claim.id,
        "article_id": article_id,
        "position": position,
        "kind": claim.kind,
        "start": claim.span.start,
        "end": claim.span.end,
        "text": storable(claim.text),
        "model": claim_to_json(claim),
    }
    quote, number = (
        dict.fromkeys(("speaker", "mode")),
        dict.fromkeys(("value", "max", "qualifier", "unit", "unit_kind")),
    )
    if isinstance(claim, QuoteClaim):
        speaker = claim.quote.speaker
        return (
            values | number | {"speaker": storable(speaker.name) if speaker else None, "mode": claim.quote.mode.value}
        )
    quantity = claim.quantity
    return (
        values
        | quote
        | {
            "value": plain(quantity.value),
            "max": plain(quantity.max),
            "qualifier": quantity.qualifier.value,
            "unit": storable(quantity.unit),
            "unit_kind": quantity.unit_kind.value,
        }
    )


def finding_values(claim_id: str, finding: Finding, at: datetime) -> Values:
    evidence = finding.evidence
    return {
        "claim_id": claim_id,
        "found_at": utc(at),
        "finding": finding.finding.value,
        "detail": storable(finding.detail),
        "score": finding.score,
        "source": storable(evidence.source) if evidence else None,
        "passage": storable(evidence.text) if evidence else None,
        "passage_start": evidence.span.start if evidence else None,
        "passage_end": evidence.span.end if evidence else None,
        "model": finding_to_json(finding),
    }


def says_the_same(one: Finding, other: Finding) -> bool:
    """Whether two findings differ in nothing but scores and glosses, which only help to find and to read a passage."""
    return _bare(one) == _bare(other)


def has_new_glosses(finding: Finding, kept: Finding) -> bool:
    """Whether a finding that says the same as the kept one has a gloss that this one lacks."""
    return any(
        ours.gloss not in {None, theirs.gloss} for ours, theirs in zip(_shown(finding), _shown(kept), strict=True)
    )


def _bare(finding: Finding) -> Finding:
    evidence = _plain(finding.evidence) if finding.evidence else None
    return replace(finding, score=0.0, evidence=evidence, others=tuple(map(_plain, finding.others)))


def _plain(passage: Evidence) -> Evidence:
    return replace(passage, score=0.0, gloss=None)


def _shown(finding: Finding) -> tuple[Evidence, ...]:
    return (*((finding.evidence,) if finding.evidence else ()), *finding.others)
