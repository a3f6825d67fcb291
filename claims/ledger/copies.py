"""The copies of sources that a store keeps: each sighting of a page with its bytes, the same bytes once.

Works inside the store's own transactions; a room of the store, with SQL.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlite_utils import Database

from claims.ledger.columns import from_json, pack, restored, storable
from claims.ledger.events import Draft, EventKind
from claims.ledger.rows import origin_of, sighting_values, snapshot_of
from sources.snapshots import Origin, Snapshot


@dataclass(frozen=True, slots=True)
class KeptSource:
    """A source as it stands in the store.

    `status`, `reason` and `message` are those of its last check, empty for a copy that no check has used; `copies`
    counts the times it was seen, `versions` the different bytes among them, `size` the bytes of the newest as sent;
    `fetched_at` and `origin` are the newest copy's, None where no copy is kept; `articles` are named by id.
    """

    name: str
    status: str
    reason: str
    message: str
    warnings: tuple[str, ...]
    articles: tuple[str, ...]
    copies: int
    versions: int
    size: int
    sha256: str
    fetched_at: datetime | None
    origin: Origin | None


def save(db: Database, snapshot: Snapshot) -> int:
    """The number of the sighting; the same copy seen at the same moment is one sighting."""
    _save_blob(db, snapshot.raw)
    values = sighting_values(snapshot, _save_blob(db, snapshot.body))
    db.table("sightings").insert(values, ignore=True)
    same = "SELECT id FROM sightings WHERE url = :url AND fetched_at = :fetched_at AND snapshot = :snapshot"
    return int(db.execute(same, values).fetchone()[0])


def _save_blob(db: Database, data: bytes) -> str:
    sha256 = hashlib.sha256(data).hexdigest()
    if not db.execute("SELECT 1 FROM blobs WHERE sha256 = ?", (sha256,)).fetchone():
        packed = pack(data)
        db.execute("INSERT INTO blobs (sha256, size, zlib) VALUES (?, ?, ?)", (sha256, packed.size, packed.zlib))
    return sha256


def of(db: Database, url: str, most: int = -1) -> Iterator[Snapshot]:
    """The copies that were had for a URL (or path) as it was asked for, the newest first, at most `most` (-1: all)."""
    return (snapshot_of(row) for row in db.query(_SIGHTINGS, {"url": storable(url), "unused": False, "most": most}))


_SIGHTINGS = """
SELECT s.*, r.size AS raw_size, r.zlib AS raw_zlib, b.size AS body_size, b.zlib AS body_zlib
FROM sightings AS s JOIN blobs AS r ON r.sha256 = s.snapshot JOIN blobs AS b ON b.sha256 = s.body
WHERE s.url = :url AND NOT (:unused AND s.id IN (SELECT sighting_id FROM sources WHERE sighting_id IS NOT NULL))
ORDER BY julianday(s.fetched_at) DESC, s.id DESC LIMIT :most
"""


def kept(db: Database, article_id: str = "") -> tuple[KeptSource, ...]:
    """Every source that a check names and every other copy but those of articles; or the sources of one article."""
    return tuple(_kept(row) for row in db.query(_KEPT, {"article": article_id}))


def _kept(row: dict[str, object]) -> KeptSource:
    warnings = from_json(str(row["warnings"] or "[]"))
    return KeptSource(
        name=restored(str(row["name"])),
        status=str(row["state"] or ""),
        reason=restored(str(row["reason"] or "")),
        message=restored(str(row["message"] or "")),
        warnings=tuple(str(words) for _, words in warnings),
        articles=tuple(str(row["articles"] or "").split()),
        copies=int(str(row["copies"])),
        versions=int(str(row["versions"])),
        size=int(str(row["size"] or 0)),
        sha256=str(row["snapshot"] or ""),
        fetched_at=datetime.fromisoformat(str(row["fetched_at"])) if row["fetched_at"] else None,
        origin=origin_of(row) if row["snapshot"] else None,
    )


_KEPT = """
SELECT n.name, l.status AS state, l.reason, l.message, l.warnings,
       (SELECT group_concat(article_id, ' ') FROM (SELECT DISTINCT article_id FROM sources
          WHERE name = n.name AND position IS NOT NULL ORDER BY article_id)) AS articles,
       (SELECT count(*) FROM sightings WHERE url = n.name) AS copies,
       (SELECT count(DISTINCT snapshot) FROM sightings WHERE url = n.name) AS versions,
       g.url, g.status, g.origin, g.snapshot, g.fetched_at, b.size
FROM (SELECT name FROM sources WHERE position IS NOT NULL AND (:article = '' OR article_id = :article)
      UNION SELECT url FROM sightings WHERE :article = '' AND url NOT IN (SELECT name FROM articles)) AS n
LEFT JOIN sources AS l ON l.id = (SELECT max(id) FROM sources WHERE name = n.name AND position IS NOT NULL)
LEFT JOIN sightings AS g
  ON g.id = (SELECT id FROM sightings WHERE url = n.name ORDER BY julianday(fetched_at) DESC, id DESC LIMIT 1)
LEFT JOIN blobs AS b ON b.sha256 = g.snapshot
ORDER BY n.name
"""


def drop(db: Database, url: str, *, used: bool) -> tuple[tuple[Snapshot, ...], tuple[str, ...]]:
    """Takes out the copies of a source; with `used` also those that a check rests on.

    Returns what was taken out, the newest first, and the ids of the articles whose checks rested on some of it.
    """
    name = storable(url)
    resting = [row[0] for row in db.execute(_RESTING, (name,))] if used else []
    if used:
        db.execute(f"UPDATE sources SET sighting_id = NULL WHERE sighting_id IN ({_OF_URL})", (name,))  # noqa: S608
    going = tuple(snapshot_of(row) for row in db.query(_SIGHTINGS, {"url": name, "unused": True, "most": -1}))
    db.execute(
        "DELETE FROM sightings WHERE url = ? AND id NOT IN (SELECT sighting_id FROM sources"
        " WHERE sighting_id IS NOT NULL)",
        (name,),
    )
    for sha256 in {sha256 for copy in going for sha256 in (copy.sha256, copy.body_sha256)}:
        db.execute(
            "DELETE FROM blobs WHERE sha256 = :it AND NOT EXISTS"
            " (SELECT 1 FROM sightings WHERE snapshot = :it OR body = :it)",
            {"it": sha256},
        )
    return going, tuple(resting)


_OF_URL = "SELECT id FROM sightings WHERE url = ?"
_RESTING = f"SELECT DISTINCT article_id FROM sources WHERE sighting_id IN ({_OF_URL}) ORDER BY article_id"  # noqa: S608


def told_dropped(
    url: str, dropped: Sequence[Snapshot], articles: Iterable[str], reviewer: str, at: datetime
) -> list[Draft]:
    """What the log of each article says of copies that were taken out, by whom and when."""
    hashes = ", ".join(dict.fromkeys(copy.sha256 for copy in dropped))
    payload = {"source": url, "snapshots": hashes}
    return [
        Draft(kind=EventKind.DROPPED, at=at, article_id=article, reviewer=reviewer, payload=payload)
        for article in articles
    ]
