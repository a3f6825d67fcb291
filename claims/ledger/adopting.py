"""Articles and claims that another store has and this one has not, taken over row by row. A room with SQL.

Rows go from one open store to the other through this program: the other file is read, never attached, so that nothing
written in it (views, triggers) is run with the rights of ours.
"""

from __future__ import annotations

from collections.abc import Iterable

from sqlite_utils import Database

from claims.ledger.rows import Values


def adopt(ours: Database, theirs: Database) -> None:
    """Takes over the articles that are new, whole, and of the others the claims that somebody there has worked on.

    What ties an article to an earlier version comes with its events.
    """
    for article in list(theirs.query("SELECT * FROM articles ORDER BY rowid")):
        if not ours.execute("SELECT 1 FROM articles WHERE id = ?", (article["id"],)).fetchone():
            _adopt_article(ours, theirs, article)
            _adopt_claims(ours, theirs, theirs.query("SELECT * FROM claims WHERE article_id = ?", (article["id"],)))
        else:
            worked_on = theirs.query(_WORKED_ON, (article["id"],))
            _adopt_claims(ours, theirs, (claim | {"position": None} for claim in worked_on))


_WORKED_ON = """
SELECT * FROM claims AS c
WHERE article_id = ? AND EXISTS (SELECT 1 FROM marks WHERE claim_id = coalesce(c.same_as, c.id))
"""


def _adopt_article(ours: Database, theirs: Database, article: Values) -> None:
    _copy(ours, "texts", theirs.query("SELECT * FROM texts WHERE sha256 = ?", (article["sha256"],)))
    ours.table("articles").insert(article | {"version_of": None})
    for copy in theirs.query("SELECT * FROM sightings WHERE url = ?", (article["name"],)):
        _adopt_sighting(ours, theirs, copy)
    for source in theirs.query("SELECT * FROM sources WHERE article_id = ? ORDER BY id", (article["id"],)):
        _copy(ours, "texts", theirs.query("SELECT * FROM texts WHERE sha256 = ?", (source["text_sha256"],)))
        copies = theirs.query("SELECT * FROM sightings WHERE id = ?", (source["sighting_id"],))
        sighting = next((_adopt_sighting(ours, theirs, copy) for copy in copies), None)
        _copy(ours, "sources", [_unnumbered(source) | {"sighting_id": sighting}])


def _adopt_sighting(ours: Database, theirs: Database, copy: Values) -> int:
    for sha256 in {copy["snapshot"], copy["body"]}:
        _copy(ours, "blobs", theirs.query("SELECT * FROM blobs WHERE sha256 = ?", (sha256,)))
    _copy(ours, "sightings", [_unnumbered(copy)])
    same = "SELECT id FROM sightings WHERE url = :url AND fetched_at = :fetched_at AND snapshot = :snapshot"
    return int(ours.execute(same, copy).fetchone()[0])


def _adopt_claims(ours: Database, theirs: Database, claims: Iterable[Values]) -> None:
    for claim in list(claims):
        if not ours.execute("SELECT 1 FROM claims WHERE id = ?", (claim["id"],)).fetchone():
            ours.table("claims").insert(claim | {"same_as": None})
            found = theirs.query("SELECT * FROM findings WHERE claim_id = ? ORDER BY id", (claim["id"],))
            _copy(ours, "findings", map(_unnumbered, found))


def _unnumbered(row: Values) -> Values:
    """A row without the number that its own store gave it."""
    return {name: value for name, value in row.items() if name != "id"}


def _copy(ours: Database, table: str, rows: Iterable[Values]) -> None:
    ours.table(table).insert_all(list(rows), ignore=True)
