"""The proof that a store says what was written into it: the chain of the log, and everything that stands beside it.

The log proves itself by its chain, texts and copies are named by their hash, rows of articles and sightings have their
seals, and what follows from the log (`marks`, `tally`) is reckoned again. A room of the store, with SQL.
"""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from sqlite_utils import Database

from claims.errors import StoreError
from claims.ledger.columns import Packed, restored, unpack
from claims.ledger.entries import miscounted
from claims.ledger.log import EVENT_COLUMNS, LogCheck, Row, check_chain
from claims.ledger.migrations import migrations
from claims.ledger.sealing import broken_seals
from claims.report import text_hash


def prove_store(db: Database) -> LogCheck:
    """Walks the whole chain, then all that stands beside it, and says what does not hold first."""
    check = check_chain(_rows_until_unreadable(db))
    if not check.ok:
        return check
    written = db.execute("SELECT coalesce(max(seq), 0) FROM sqlite_sequence WHERE name = 'events'").fetchone()[0]
    if written > check.events:
        lost = check.events + 1
        return replace(check, ok=False, broken_seq=lost, reason=f"event {lost} and all after it are missing")
    try:
        fault = next(_faults(db), "")
    except StoreError as damaged:
        fault = damaged.message
    except sqlite3.OperationalError as unreadable:
        if "decode" not in str(unreadable):
            raise
        fault = "a text is none any more"
    return replace(check, ok=not fault, reason=fault)


def _rows_until_unreadable(db: Database) -> Iterator[Row]:
    """The log's rows, up to one whose bytes are no text, which is given as an empty row."""
    try:
        yield from db.execute(f"SELECT {', '.join(EVENT_COLUMNS)} FROM events ORDER BY seq")  # noqa: S608
    except sqlite3.OperationalError as unreadable:
        if "decode" not in str(unreadable):
            raise
        yield ()


def _faults(db: Database) -> Iterator[str]:
    """What does not hold beside the log, in words."""
    sound = db.execute("PRAGMA integrity_check(1)").fetchone()[0]
    if sound != "ok":
        yield f"the file is damaged ({sound})"
    if db.execute("PRAGMA foreign_key_check").fetchone():
        yield "a row names another that is not there"
    yield from _other_schema(db)
    yield from _other_contents(db)
    yield from broken_seals(db)
    if claim := miscounted(db):
        yield f"what stands of claim {claim} is not what the log says"


def _other_schema(db: Database) -> Iterator[str]:
    """Tables, views and triggers that are not as this version makes them; what others have added is their own."""
    changed = _made_by_us() - _schema(db)
    if changed:
        yield f"the store's schema was changed: {min(name for _, name, *_ in changed)}"


@cache
def _made_by_us() -> frozenset[tuple[str, ...]]:
    """The schema of a store that this version makes."""
    new = Database(sqlite3.connect(":memory:", isolation_level=None))
    migrations.apply(new)
    made = _schema(new)
    new.close()
    return made


def _schema(db: Database) -> frozenset[tuple[str, ...]]:
    return frozenset(db.execute("SELECT type, name, tbl_name, sql FROM main.sqlite_master").fetchall())


def _other_contents(db: Database) -> Iterator[str]:
    """Texts and copies that do not have the hash they are named by."""
    for sha256, text in db.execute("SELECT sha256, text FROM texts"):
        if text_hash(restored(text)) != sha256:
            yield f"text {sha256} was changed"
    for sha256, size, packed in db.execute("SELECT sha256, size, zlib FROM blobs"):
        if hashlib.sha256(unpack(Packed(size, packed))).hexdigest() != sha256:
            yield f"copy {sha256} was changed"
