"""Versions of an article: a new text under the name of an earlier one, whose decisions go with the claims.

A room of the store, with SQL. The first version and the first form of a claim name the whole line: `version_of` and
`same_as` of all later ones lead to them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sqlite_utils import Database

from claims.ledger.anchoring import anchors
from claims.ledger.columns import claim_from_json, restored, storable
from claims.ledger.entries import count
from claims.report import CheckReport
from sources.files import STDIN


@dataclass(frozen=True, slots=True)
class Carried:
    """What a new version takes over: claim ids of now with those of before, and the decided claims that are gone."""

    version_of: str
    anchors: Mapping[str, str]
    gone: tuple[str, ...]


def anchored(db: Database, report: CheckReport) -> Carried | None:
    """What an article takes over from the version before it, or None: none is known, or nothing of it is left.

    What is pasted in has no name of its own and is a version of nothing.
    """
    if report.name == STDIN or db.execute(_IN_LINE, {"id": report.article_id}).fetchone():
        return None
    before = db.execute(_BEFORE, {"id": report.article_id, "name": storable(report.name)}).fetchone()
    if before is None:
        return None
    old_id, old_text = before
    rows = db.execute(_CLAIMS, (old_id,)).fetchall()
    old = [claim_from_json(model) for model, _ in rows]
    found = anchors(old, restored(old_text), [checked.claim for checked in report.claims], report.document.text)
    if not found:
        return None
    kept = set(found.values())
    gone = (claim.id for claim, (_, verdict) in zip(old, rows, strict=True) if verdict and claim.id not in kept)
    return Carried(old_id, found, tuple(gone))


_IN_LINE = "SELECT 1 FROM articles WHERE (id = :id AND version_of IS NOT NULL) OR version_of = :id"
_BEFORE = """
SELECT a.id, t.text FROM articles AS a JOIN texts AS t ON t.sha256 = a.sha256
WHERE a.name = :name AND a.id <> :id ORDER BY julianday(a.saved_at) DESC, a.rowid DESC LIMIT 1
"""
_CLAIMS = """
SELECT c.model, t.verdict FROM v_current AS now JOIN claims AS c ON c.id = now.claim_id
LEFT JOIN tally AS t ON t.claim_id = c.id
WHERE c.article_id = ? ORDER BY c."start", c.id
"""


def carry(db: Database, article_id: str, carried: Carried) -> None:
    """Ties the claims of a new version to those before, so that all that was said of them is said of these."""
    db.execute(_TIE_ARTICLE, (carried.version_of, article_id))
    db.conn.executemany(_TIE_CLAIM, [(old, new) for new, old in carried.anchors.items()])
    for claim_id in carried.anchors:
        count(db, claim_id)


_TIE_ARTICLE = """
UPDATE articles SET version_of = (SELECT coalesce(version_of, id) FROM articles WHERE id = ?) WHERE id = ?
"""
_TIE_CLAIM = "UPDATE claims SET same_as = (SELECT coalesce(same_as, id) FROM claims WHERE id = ?) WHERE id = ?"


def earlier(db: Database, article_id: str) -> tuple[dict[str, str], dict[str, str]]:
    """The SHA-256 of the other versions of an article by id, and the claim ids of theirs with those of this one."""
    versions = dict(db.execute(_VERSIONS, {"id": article_id}).fetchall())
    return versions, dict(db.execute(_ANCHORS, {"id": article_id}).fetchall()) if versions else {}


_VERSIONS = """
SELECT other.id, other.sha256 FROM articles AS a
JOIN articles AS other ON coalesce(other.version_of, other.id) = coalesce(a.version_of, a.id) AND other.id <> a.id
WHERE a.id = :id ORDER BY julianday(other.saved_at), other.rowid
"""
_ANCHORS = """
SELECT other.id, c.id FROM claims AS c
JOIN claims AS other ON (other.id = coalesce(c.same_as, c.id) OR other.same_as = coalesce(c.same_as, c.id))
WHERE c.article_id = :id AND other.id <> c.id
"""
