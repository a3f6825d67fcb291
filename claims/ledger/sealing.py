"""Seals: a hash over all columns of an article's rows (claims, findings, sources), and of each sighting's row.

They are written at the end of every transaction that touches what they cover, and tell accidents, such as a byte that
has flipped. Only the chain of the log tells a forger, who could write seals as well. A room of the store, with SQL.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator

from sqlite_utils import Database

_ROWS = {
    "article": (
        "SELECT * FROM articles WHERE id = ?",
        "SELECT * FROM sources WHERE article_id = ? ORDER BY id",
        "SELECT * FROM claims WHERE article_id = ? ORDER BY id",
        "SELECT f.* FROM findings AS f JOIN claims AS c ON c.id = f.claim_id WHERE c.article_id = ? ORDER BY f.id",
    ),
    "sighting": ("SELECT * FROM sightings WHERE id = ?",),
}
"""What a seal of each kind is taken over."""

_ALL = "SELECT 'article' AS kind, id FROM articles UNION ALL SELECT 'sighting', id FROM sightings"

_OWNERS = {
    "articles": ("article", "{row}.id"),
    "sources": ("article", "{row}.article_id"),
    "claims": ("article", "{row}.article_id"),
    "findings": ("article", "(SELECT article_id FROM claims WHERE id = {row}.claim_id)"),
    "sightings": ("sighting", "{row}.id"),
}
"""Whose seal a change of a table's row breaks."""


def watch(db: Database) -> None:
    """Has this connection note whose rows it changes, for `seal_touched`."""
    db.execute("PRAGMA temp_store = MEMORY")
    db.execute("CREATE TEMP TABLE touched (kind TEXT, id, PRIMARY KEY (kind, id)) WITHOUT ROWID")
    for table, (kind, owner) in _OWNERS.items():
        for act, row in (("INSERT", "NEW"), ("UPDATE", "NEW"), ("DELETE", "OLD")):
            # A statement's own way with conflicts goes for its triggers too, so that OR IGNORE would not be heard.
            db.execute(_NOTE.format(table=table, act=act, kind=kind, owner=owner.format(row=row)))


_NOTE = """
CREATE TEMP TRIGGER {table}_{act} AFTER {act} ON main.{table}
WHEN NOT EXISTS (SELECT 1 FROM touched WHERE kind = '{kind}' AND id = {owner})
BEGIN INSERT INTO touched VALUES ('{kind}', {owner}); END
"""


def seal_touched(db: Database) -> None:
    """Seals anew what the transaction has changed."""
    _seal(db, db.execute("SELECT kind, id FROM temp.touched").fetchall())
    db.execute("DELETE FROM temp.touched")


def seal_all(db: Database) -> None:
    """Seals a store that has no seals yet."""
    _seal(db, db.execute(_ALL).fetchall())


def _seal(db: Database, things: Iterable[tuple[str, str | int]]) -> None:
    for kind, name in things:
        of = {"thing": f"{kind} {name}", "sha256": _hash(db, kind, name)}
        if of["sha256"]:
            db.execute("INSERT INTO seals VALUES (:thing, :sha256) ON CONFLICT DO UPDATE SET sha256 = :sha256", of)
        else:
            db.execute("DELETE FROM seals WHERE thing = :thing", of)


def _hash(db: Database, kind: str, name: str | int) -> str:
    """The hash over all rows of a thing; empty where it has none."""
    whole, some = hashlib.sha256(), False
    for statement in _ROWS[kind]:
        for row in db.execute(statement, (name,)):
            some = True
            whole.update(json.dumps(row).encode())
        whole.update(b"\n")
    return whole.hexdigest() if some else ""


def broken_seals(db: Database) -> Iterator[str]:
    """What was changed or lost without its seal, in words."""
    seals = dict(db.execute("SELECT thing, sha256 FROM seals").fetchall())
    for kind, name in db.execute(_ALL).fetchall():
        if seals.pop(f"{kind} {name}", "") != _hash(db, kind, name):
            yield f"the rows of {kind} {name} were changed"
    for thing in seals:
        yield f"{thing} is missing"
