"""A whole check as rows of the store, and what is new of it as drafts for the log. A room of the store, with SQL.

Works inside the store's own transactions.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import asdict
from datetime import datetime

from sqlite_utils import Database

from claims.ledger import copies, versions
from claims.ledger.columns import finding_from_json, restored, storable, utc
from claims.ledger.events import Draft
from claims.ledger.log import extracted, fetched, found
from claims.ledger.rows import (
    claim_values,
    finding_values,
    has_new_glosses,
    says_the_same,
    source_of_state,
    source_values,
)
from claims.ledger.versions import Carried
from claims.model import Finding, FindingKind
from claims.report import CheckedClaim, CheckReport, SourceState


def save(db: Database, report: CheckReport, at: datetime) -> Iterator[Draft]:
    """Keeps the article, its sources with their copies, its claims and findings; yields what the log has to tell."""
    claims = [checked.as_read for checked in report.claims]
    carried = versions.anchored(db, report.name, report.document.text, claims)
    outlasting = outlasting_findings(db, report)
    yield from _save_article(db, report, carried, at)
    yield from _save_sources(db, report.article_id, report.sources, at)
    yield from _save_findings(db, report, outlasting, at)
    if carried:
        versions.carry(db, report.article_id, carried.version_of, carried.anchors)


def outlasting_findings(db: Database, report: CheckReport) -> frozenset[str]:
    """The claims whose earlier finding stays when this check is saved.

    They are those that come out `unchecked` only since what they rested on, and was read before, could not be had this
    time: their passage's source, or, where no passage was found, all of the sources that are missing now.
    """
    missing = {state.name for state in report.sources if state.document is None}
    if not missing:
        return frozenset()
    read_before = {restored(row[0]) for row in db.execute(_READ_BEFORE, (report.article_id,))}
    before = {claim: finding_from_json(column) for claim, column in db.execute(_LAST_FINDINGS, (report.article_id,))}
    unchecked = (each.claim.id for each in report.claims if each.finding.finding is FindingKind.UNCHECKED)
    return frozenset(claim for claim in unchecked if claim in before and _outlasts(before[claim], missing, read_before))


def _outlasts(before: Finding, missing: set[str], read_before: set[str]) -> bool:
    if before.finding is FindingKind.UNCHECKED:
        return False
    rests_on = {before.evidence.source} if before.evidence else missing
    return rests_on <= missing & read_before


_READ_BEFORE = "SELECT DISTINCT name FROM sources WHERE article_id = ? AND text_sha256 IS NOT NULL"


def _save_text(db: Database, sha256: str, text: str) -> None:
    db.execute("INSERT OR IGNORE INTO texts (sha256, text) VALUES (?, ?)", (sha256, storable(text)))


def _save_article(db: Database, report: CheckReport, carried: Carried | None, at: datetime) -> Iterator[Draft]:
    article = {
        "id": report.article_id,
        "sha256": report.sha256,
        "name": storable(report.name),
        "language": storable(report.language),
        "saved_at": utc(at),
    }
    known = {
        row[0]
        for row in db.execute("SELECT id FROM claims WHERE article_id = ? AND position IS NOT NULL", (article["id"],))
    }
    new = not db.execute("SELECT 1 FROM articles WHERE id = ?", (article["id"],)).fetchone()
    _save_text(db, report.sha256, report.document.text)
    db.table("articles").upsert(article, pk="id")
    if new or carried or known != {checked.claim.id for checked in report.claims}:
        yield extracted(report, at, asdict(carried) if carried else None)


def _save_sources(db: Database, article_id: str, states: Iterable[SourceState], at: datetime) -> Iterator[Draft]:
    """Rows for the sources whose state or copy is new; the others only move to their place in this check.

    A source given twice counts once.
    """
    db.execute("UPDATE sources SET position = NULL WHERE article_id = ?", (article_id,))
    for position, state in enumerate({state.name: state for state in states}.values()):
        values = source_values(article_id, state)
        snapshot = state.snapshot.sha256 if state.snapshot else None
        sighting = copies.save(db, state.snapshot) if state.snapshot else None
        if state.document:
            _save_text(db, values["text_sha256"], state.document.text)
        last = next(db.query(_LAST_STATE, {"article": article_id, "name": values["name"]}), None)
        if last is None or any(last[key] != value for key, value in (*values.items(), ("snapshot", snapshot))):
            db.table("sources").insert(values | {"position": position, "sighting_id": sighting})
            yield fetched(article_id, state, at)
        else:
            place = "UPDATE sources SET position = ?, sighting_id = ? WHERE id = ?"
            db.execute(place, (position, sighting, last["id"]))


_LAST_STATE = """
SELECT s.*, g.snapshot FROM sources AS s LEFT JOIN sightings AS g ON g.id = s.sighting_id
WHERE s.article_id = :article AND s.name = :name ORDER BY s.id DESC LIMIT 1
"""


def _save_findings(db: Database, report: CheckReport, outlasting: Collection[str], at: datetime) -> Iterator[Draft]:
    """Claims in their places, a row for each finding that is new; a claim given twice counts once.

    Those whose earlier finding is `outlasting` get no new one.
    """
    article_id = report.article_id
    sources = tuple(source_of_state(state) for state in report.sources)
    last = dict(db.execute(_LAST_FINDINGS, (article_id,)).fetchall())
    checked: dict[str, CheckedClaim] = {}
    for each in report.claims:
        checked.setdefault(each.claim.id, each)
    db.execute("UPDATE claims SET position = NULL WHERE article_id = ?", (article_id,))
    # What a person has corrected is in the log; the row keeps the claim as it was extracted.
    rows = [claim_values(article_id, position, each.as_read) for position, each in enumerate(checked.values())]
    db.table("claims").upsert_all(rows, pk="id")
    before = {claim: finding_from_json(column) for claim, column in last.items() if claim in checked}
    found_now = [each for each in checked.values() if each.claim.id not in outlasting]
    new = [each for each in found_now if not _is_kept(before.get(each.claim.id), each.finding)]
    fresh = {each.claim.id for each in new}
    kept = [each for each in found_now if each.claim.id not in fresh]
    glossed = [each for each in kept if has_new_glosses(each.finding, before[each.claim.id])]
    db.table("findings").insert_all([finding_values(each.claim.id, each.finding, at) for each in (*new, *glossed)])
    for each in new:
        yield found(article_id, each.claim, each.finding, sources, at)


def _is_kept(before: Finding | None, finding: Finding) -> bool:
    return before is not None and says_the_same(before, finding)


_LAST_FINDINGS = """
SELECT c.id, f.model FROM claims AS c
JOIN findings AS f ON f.id = (SELECT max(id) FROM findings WHERE claim_id = c.id)
WHERE c.article_id = ?
"""
