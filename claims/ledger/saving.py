"""A whole check as rows of the store, and what is new of it as drafts for the log. A room of the store, with SQL.

Works inside the store's own transactions.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import asdict
from datetime import datetime

from sqlite_utils import Database

from claims.ledger import copies, versions
from claims.ledger.columns import finding_from_json, storable, utc
from claims.ledger.events import Draft
from claims.ledger.log import extracted, fetched, found
from claims.ledger.rows import claim_values, finding_values, says_the_same, source_of_state, source_values
from claims.ledger.versions import Carried
from claims.model import Finding
from claims.report import CheckedClaim, CheckReport, SourceState


def save(db: Database, report: CheckReport, at: datetime) -> Iterator[Draft]:
    """Keeps the article, its sources with their copies, its claims and findings; yields what the log has to tell."""
    carried = versions.anchored(db, report)
    yield from _save_article(db, report, carried, at)
    yield from _save_sources(db, report.article_id, report.sources, at)
    yield from _save_findings(db, report, at)
    if carried:
        versions.carry(db, report.article_id, carried.version_of, carried.anchors)


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


def _save_findings(db: Database, report: CheckReport, at: datetime) -> Iterator[Draft]:
    """Claims in their places, a row for each finding that is new; a claim given twice counts once."""
    article_id = report.article_id
    sources = tuple(source_of_state(state) for state in report.sources)
    last = dict(db.execute(_LAST_FINDINGS, (article_id,)).fetchall())
    checked: dict[str, CheckedClaim] = {}
    for each in report.claims:
        checked.setdefault(each.claim.id, each)
    db.execute("UPDATE claims SET position = NULL WHERE article_id = ?", (article_id,))
    corrected = {row[0] for row in db.execute(_CORRECTED, (article_id,))}
    rows = [claim_values(article_id, position, each.claim) for position, each in enumerate(checked.values())]
    db.table("claims").upsert_all([row for row in rows if row["id"] not in corrected], pk="id")
    # A claim that was corrected comes back from the check as corrected; its row keeps it as it was extracted.
    places = [(row["position"], row["id"]) for row in rows if row["id"] in corrected]
    db.conn.executemany("UPDATE claims SET position = ? WHERE id = ?", places)
    new = [each for each in checked.values() if not _is_kept(last.get(each.claim.id), each.finding)]
    db.table("findings").insert_all([finding_values(each.claim.id, each.finding, at) for each in new])
    for each in new:
        yield found(article_id, each.claim, each.finding, sources, at)


_CORRECTED = """
SELECT DISTINCT c.id FROM claims AS c JOIN marks AS m ON m.claim_id = coalesce(c.same_as, c.id)
JOIN events AS e ON e.seq = m.seq AND e.kind = 'corrected' WHERE c.article_id = ?
"""


def _is_kept(column: str | None, finding: Finding) -> bool:
    return column is not None and says_the_same(finding_from_json(column), finding)


_LAST_FINDINGS = """
SELECT c.id, f.model FROM claims AS c
JOIN findings AS f ON f.id = (SELECT max(id) FROM findings WHERE claim_id = c.id)
WHERE c.article_id = ?
"""
