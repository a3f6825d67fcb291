"""Versions of an article: a new text under the name of an earlier one, whose decisions go with the claims.

A room of the store, with SQL. The first version and the first form of a claim name the whole line: `version_of` and
`same_as` of all later ones lead to them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlite_utils import Database

from claims.ledger.anchoring import anchors
from claims.ledger.columns import claim_from_json, restored, storable
from claims.ledger.entries import count
from claims.ledger.state import Item, ReviewState
from claims.model import Claim, Finding, FindingKind
from claims.report import article_id, text_hash
from sources.files import STDIN


@dataclass(frozen=True, slots=True)
class Carried:
    """What a new version takes over: claim ids of now with those of before, and the decided claims that are gone."""

    version_of: str
    anchors: Mapping[str, str]
    gone: tuple[str, ...]


def anchored(db: Database, name: str, text: str, claims: Sequence[Claim]) -> Carried | None:
    """What an article takes over from the version before it, or None: none is known, or nothing of it is left.

    What is pasted in has no name of its own and is a version of nothing. `claims` are as they were extracted.
    """
    this = article_id(text)
    if name == STDIN or db.execute(_IN_LINE, {"id": this}).fetchone():
        return None
    before = db.execute(_BEFORE, {"id": this, "name": storable(name)}).fetchone()
    if before is None:
        return None
    old_id, old_text = before
    rows = db.execute(_CLAIMS, (old_id,)).fetchall()
    old = [claim_from_json(model) for model, _ in rows]
    found = anchors(old, restored(old_text), claims, text)
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


def foreseen(db: Database, name: str, text: str, claims: Sequence[Claim]) -> ReviewState:
    """The review of a text as it will be once it is saved, before any event of it or of the versions before it.

    The first of its `versions` leads to the events of all of them.
    """
    this = article_id(text)
    carried = anchored(db, name, text, claims)
    known = carried.version_of if carried else this
    others, forms = earlier(db, known)
    now = {old: new for new, old in carried.anchors.items()} if carried else {}
    return ReviewState(
        article_id=this,
        name=name,
        language="",
        sha256=text_hash(text),
        text=text,
        items=tuple(Item(claim, Finding(FindingKind.UNCHECKED)) for claim in claims),
        versions={known: "", **others},
        anchors=now | {form: now.get(claim, claim) for form, claim in forms.items()},
    )


def carry(db: Database, article_id: str, version_of: str, anchored_claims: Mapping[str, str]) -> None:
    """Ties the claims of a new version to those before, so that all that was said of them is said of these.

    `anchored_claims` are ids of now with those of before. Articles and claims that are not in the store stay out, and
    so do claims that would make two of one version the same: another log may have anchored them otherwise.
    """
    first = _first(db, "articles", "version_of", version_of)
    other = _first(db, "articles", "version_of", article_id)
    if first is None or other is None:
        return
    if first != other:
        db.execute(_JOIN_ARTICLES, {"first": first, "other": other})
    for new, old in anchored_claims.items():
        first, other = _first(db, "claims", "same_as", old), _first(db, "claims", "same_as", new)
        if first is not None and other is not None and first != other:
            _join_claims(db, {"first": first, "other": other})


def _join_claims(db: Database, pair: dict[str, str]) -> None:
    if db.execute(_SAME_TWICE, pair).fetchone():
        return
    for statement in _JOIN_CLAIMS:
        db.execute(statement, pair)
    for (form,) in db.execute("SELECT id FROM claims WHERE id = :first OR same_as = :first", pair).fetchall():
        count(db, form)


_JOIN_ARTICLES = "UPDATE articles SET version_of = :first WHERE id = :other OR version_of = :other"
_JOIN_CLAIMS = (
    "UPDATE claims SET same_as = :first WHERE id = :other OR same_as = :other",
    "INSERT OR IGNORE INTO marks (claim_id, seq) SELECT :first, seq FROM marks WHERE claim_id = :other",
    "DELETE FROM marks WHERE claim_id = :other",
)


def _first(db: Database, table: str, column: str, name: str) -> str | None:
    """The id of the first version of an article or form of a claim; None where the store has none of it."""
    row = db.execute(f"SELECT coalesce({column}, id) FROM {table} WHERE id = ?", (storable(name),)).fetchone()  # noqa: S608
    return None if row is None else str(row[0])


_SAME_TWICE = """
SELECT 1 FROM claims WHERE (id = :first OR same_as = :first)
AND +article_id IN (SELECT article_id FROM claims WHERE id = :other OR same_as = :other)
"""


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
