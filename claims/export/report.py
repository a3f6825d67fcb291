"""A check as JSON: the field names of the desk set, so that its scorer reads what `stet check --json` prints."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from claims.export.fields import Lines
from claims.ledger.columns import utc
from claims.model import Finding, Gloss, QuantityClaim, QuoteClaim
from claims.report import CheckedClaim, CheckReport, Searched, SourceState
from sources.document import Metadata, Place

SCHEMA = "stet.check"
VERSION = 1


def report_record(report: CheckReport) -> dict[str, Any]:
    """The whole report, ready for `json.dumps`: the article, the state of every source, the claims in order."""
    lines = Lines(report.document.text)
    return {
        "schema": SCHEMA,
        "version": VERSION,
        "article": {
            "name": report.name,
            "id": report.article_id,
            "language": report.language,
            "sha256": report.sha256,
            "title": report.document.title,
            "characters": len(report.document.text),
            "warnings": list(report.warnings),
        },
        "sources": [_source(state) for state in report.sources],
        "libraries": [_library(searched) for searched in report.libraries],
        "claims": [claim_record(checked, lines) for checked in report.claims],
    }


def claim_record(checked: CheckedClaim, lines: Lines) -> dict[str, Any]:
    """One claim with its finding; `start` and `end` are code points of the article's text."""
    claim = checked.claim
    place = {
        "id": claim.id,
        "kind": claim.kind,
        "start": claim.span.start,
        "end": claim.span.end,
        "line": lines.of(claim.span.start),
        "text": claim.text,
    }
    return place | (_quote(claim) if isinstance(claim, QuoteClaim) else _quantity(claim)) | _finding(checked.finding)


LARGEST = 300
"""Powers of ten up to which a figure is a JSON number: what every reader of JSON can hold as a double."""


def number(value: Decimal | None) -> int | float | str | None:
    """A figure as JSON has it: whole numbers exactly, others as the nearest double, absurdly long ones as text."""
    if value is None:
        return None
    if not value.is_finite() or value.adjusted() > LARGEST:
        return str(value)
    return int(value) if value == value.to_integral_value() else float(value)


def _quote(claim: QuoteClaim) -> dict[str, Any]:
    quote = claim.quote
    return {
        "speaker": quote.speaker.name if quote.speaker else None,
        "mention": quote.speaker.mention if quote.speaker else None,
        "cue": quote.cue.text if quote.cue else None,
        "mode": quote.mode.value,
    }


def _quantity(claim: QuantityClaim) -> dict[str, Any]:
    quantity = claim.quantity
    return {
        "value": number(quantity.value),
        "max": number(quantity.max),
        "qualifier": quantity.qualifier.value,
        "unit": quantity.unit or None,
        "unit_kind": quantity.unit_kind.value,
    }


def _finding(finding: Finding) -> dict[str, Any]:
    evidence = finding.evidence
    return {
        "finding": finding.finding.value,
        "detail": finding.detail or None,
        "source": evidence.source if evidence else None,
        "evidence": evidence.text if evidence else None,
        "evidence_start": evidence.span.start if evidence else None,
        "evidence_end": evidence.span.end if evidence else None,
        **_gloss(evidence.gloss if evidence else None),
        **_place(evidence.place if evidence and evidence.place else Place(), evidence is not None),
        "source_value": number(evidence.value) if evidence else None,
        "source_unit": (evidence.unit or None) if evidence else None,
        "source_speaker": (evidence.speaker or None) if evidence else None,
        "score": round(finding.score, 4),
        "reason": "; ".join(finding.reasons),
    }


def _gloss(gloss: Gloss | None) -> dict[str, Any]:
    """A machine translation of the passage, for a person to read by, and whose it is."""
    return {"evidence_gloss": gloss.text if gloss else None, "evidence_gloss_by": gloss.by if gloss else None}


def _place(place: Place, found: bool) -> dict[str, Any]:
    """Where a passage is: layer, time and page, and the code points and element of the decoded copy."""
    origin = place.origin
    return {
        "evidence_layer": place.layer.value if found else None,
        "evidence_time": place.clock or None,
        "evidence_page": place.page,
        "evidence_part": (origin.part or None) if origin else None,
        "evidence_path": (origin.path or None) if origin else None,
        "evidence_origin": [origin.span.start, origin.span.end] if origin else None,
    }


def _metadata(said: Metadata) -> dict[str, Any]:
    return {
        "authors": list(said.authors),
        "published": said.published or None,
        "modified": said.modified or None,
        "canonical_url": said.canonical_url or None,
    }


def _source(state: SourceState) -> dict[str, Any]:
    document, snapshot = state.document, state.snapshot
    return {
        "source": state.name,
        "status": state.status.value,
        "reason": state.reason or None,
        "message": state.message or None,
        "language": state.language or None,
        "title": (document.title or None) if document else None,
        **_metadata(document.metadata if document else Metadata()),
        "characters": len(document.text) if document else 0,
        "warnings": [warning.message for warning in document.warnings] if document else [],
        "warning_kinds": [warning.kind.value for warning in document.warnings] if document else [],
        "origin": snapshot.origin.value if snapshot else None,
        "final_url": snapshot.final_url if snapshot else None,
        "http_status": (snapshot.status or None) if snapshot else None,
        "sha256": snapshot.sha256 if snapshot else None,
        "library": state.library or None,
        "had_at": utc(snapshot.fetched_at) if snapshot and state.library else None,
    }


def _library(searched: Searched) -> dict[str, Any]:
    return {"library": searched.library, "pages": searched.pages, "taken": list(searched.taken)}
