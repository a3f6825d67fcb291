"""How the log is written: events behind the newest one, the claims that each marks, and how these stand since.

`marks` leads from a claim (in its first form) to the events that bear on it, `tally` says how it stands. Both follow
from the log and are written in the same transaction, so that lists and counts need not replay it. A room of the store,
with SQL.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from sqlite_utils import Database

from claims.ledger.columns import claim_from_json, finding_from_json, storable, utc
from claims.ledger.events import GENESIS, REVIEWING, Draft, Event
from claims.ledger.log import EVENT_COLUMNS, chain, event_of, event_row
from claims.ledger.replaying import settled
from claims.ledger.state import Item

_COLUMNS = ", ".join(f"e.{column}" for column in EVENT_COLUMNS)


def append(db: Database, drafts: Iterable[Draft]) -> tuple[Event, ...]:
    """Commits nothing itself: drafts as the newest events of the log, with what follows from them."""
    head = db.execute("SELECT seq, sha256 FROM events ORDER BY seq DESC LIMIT 1").fetchone() or (0, GENESIS)
    events = chain(drafts, head, _latest(db))
    places = ", ".join("?" for _ in EVENT_COLUMNS)
    db.conn.executemany(
        f"INSERT INTO events ({', '.join(EVENT_COLUMNS)}) VALUES ({places})",  # noqa: S608 - names of our own
        [event_row(event) for event in events],
    )
    follow(db, events)
    return events


def _latest(db: Database) -> datetime | None:
    """The latest moment of what people did, read from an index."""
    column = db.execute(_LATEST).fetchone()[0]
    return None if column is None else datetime.fromisoformat(f"{column}+00:00")


_LATEST = """
SELECT max(rtrim(coalesce(after, at), 'Z')) FROM events WHERE kind NOT IN ('extracted', 'fetched', 'found', 'dropped')
"""


def numbers(db: Database) -> dict[str, int]:
    """The number of each event of the log by its id."""
    rows = db.execute("SELECT seq, coalesce(json_extract(origin, '$.sha256'), sha256) FROM events ORDER BY seq")
    return {identity: seq for seq, identity in rows}


def follow(db: Database, events: Iterable[Event]) -> None:
    """Marks the claims that events bear on, and counts anew how these stand, in all versions of the article."""
    marked: dict[str, None] = {}
    for event in events:
        if event.kind in REVIEWING:
            for claim_id in event.claims:
                same = db.execute(_SAME, (storable(claim_id),)).fetchall()
                db.conn.executemany(_MARK, [(first, event.seq) for _, first in same])
                marked |= dict.fromkeys(form for form, _ in same)
    for claim_id in marked:
        count(db, claim_id)


_SAME = """
SELECT form.id, coalesce(c.same_as, c.id) FROM claims AS c
JOIN claims AS form ON form.id = coalesce(c.same_as, c.id) OR form.same_as = coalesce(c.same_as, c.id)
WHERE c.id = ?
"""
_MARK = "INSERT OR IGNORE INTO marks (claim_id, seq) VALUES (?, ?)"


def count(db: Database, claim_id: str) -> None:
    """Writes down how a claim stands by all events that bear on it."""
    if row := standing(db, claim_id):
        db.table("tally").upsert(row, pk="claim_id")


_BARE = """
SELECT c.model, f.model FROM claims AS c
JOIN findings AS f ON f.id = (SELECT max(id) FROM findings WHERE claim_id = c.id) WHERE c.id = ?
"""
_HISTORY = f"""
SELECT {_COLUMNS} FROM claims AS c JOIN marks AS m ON m.claim_id = coalesce(c.same_as, c.id)
JOIN events AS e ON e.seq = m.seq WHERE c.id = ? ORDER BY m.seq
"""  # noqa: S608 - names of our own


def standing(db: Database, claim_id: str) -> dict[str, Any] | None:
    """The row of a claim in `tally`; None where nobody has done anything to it."""
    row = db.execute(_BARE, (claim_id,)).fetchone()
    history = tuple(event_of(found) for found in db.execute(_HISTORY, (claim_id,)))
    if row is None or not history:
        return None
    item = settled(Item(claim_from_json(row[0]), finding_from_json(row[1]), history=history))
    return {
        "claim_id": claim_id,
        "verdict": item.verdict.value if item.verdict else None,
        "reviewer": storable(item.reviewer) or None,
        "decided_at": utc(item.decision.at) if item.decision else None,
        "note": storable(item.note) or None,
        "stale": storable(item.stale.reason) if item.stale else None,
        "flagged": int(item.flagged),
        "conflict": int(bool(item.conflict)),
        "signed_by": storable(", ".join(item.signed_by)) or None,
    }


def miscounted(db: Database) -> str:
    """The first claim whose marks or tally are not what follows from the log; empty where all are."""
    marks: set[tuple[str, int]] = set()
    for row in db.execute(f"SELECT {_COLUMNS} FROM events AS e"):  # noqa: S608 - names of our own
        event = event_of(row)
        if event.kind in REVIEWING:
            for claim_id in event.claims:
                marks |= {(first, event.seq) for _, first in db.execute(_SAME, (storable(claim_id),))}
    if wrong := marks ^ set(db.execute("SELECT claim_id, seq FROM marks").fetchall()):
        return min(wrong)[0]
    for (claim_id,) in db.execute("SELECT claim_id FROM tally UNION SELECT claim_id FROM marks").fetchall():
        row = next(db.query("SELECT * FROM tally WHERE claim_id = ?", (claim_id,)), None)
        if row != standing(db, claim_id):
            return str(claim_id)
    return ""


def count_all(db: Database) -> None:
    """Marks and counts everything anew from the log, as for a store that had neither."""
    rows = db.execute(f"SELECT {_COLUMNS} FROM events AS e ORDER BY e.seq")  # noqa: S608 - names of our own
    follow(db, [event_of(row) for row in rows])
