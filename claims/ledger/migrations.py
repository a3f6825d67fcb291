"""The schema of the store, the way to it from every earlier version, and the one way to open a connection.

A store is an SQLite file with our `application_id`; `user_version` counts the migrations that it has been through.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import NamedTuple

from sqlite_utils import Database, Migrations

from claims.errors import StoreError

APPLICATION_ID = int.from_bytes(b"stet", "big")
VERSION = 4
"""The number of migrations; `user_version` of a store that has been through all of them."""

_WAL_FROM = (3, 51, 3)
"""The first SQLite without the WAL-reset bug, in which two connections that write and checkpoint lose a commit."""

_CHECKED_AT_OPEN = 64 * 1024 * 1024
"""Stores up to this size (bytes) are read through when opened: some 0.1 s at the limit."""

migrations = Migrations("stet")

_TABLES = """
CREATE TABLE texts (
    sha256 TEXT PRIMARY KEY,
    text TEXT NOT NULL
) STRICT;
CREATE TABLE blobs (
    sha256 TEXT PRIMARY KEY,
    size INTEGER NOT NULL,
    zlib BLOB NOT NULL
) STRICT;
CREATE TABLE sightings (
    id INTEGER PRIMARY KEY,
    snapshot TEXT NOT NULL REFERENCES blobs (sha256),
    body TEXT NOT NULL REFERENCES blobs (sha256),
    url TEXT NOT NULL,
    final_url TEXT NOT NULL,
    status INTEGER NOT NULL,
    media_type TEXT NOT NULL,
    charset TEXT NOT NULL,
    address TEXT NOT NULL,
    fetched_at TEXT NOT NULL,
    headers TEXT NOT NULL,
    redirects TEXT NOT NULL,
    warnings TEXT NOT NULL,
    UNIQUE (url, fetched_at, snapshot)
) STRICT;
CREATE TABLE articles (
    id TEXT PRIMARY KEY,
    sha256 TEXT NOT NULL UNIQUE REFERENCES texts (sha256),
    name TEXT NOT NULL,
    language TEXT NOT NULL,
    saved_at TEXT NOT NULL
) STRICT;
CREATE TABLE sources (
    id INTEGER PRIMARY KEY,
    article_id TEXT NOT NULL REFERENCES articles (id),
    position INTEGER,
    name TEXT NOT NULL,
    status TEXT NOT NULL,
    reason TEXT NOT NULL,
    message TEXT NOT NULL,
    language TEXT NOT NULL,
    title TEXT NOT NULL,
    text_sha256 TEXT REFERENCES texts (sha256),
    sighting_id INTEGER REFERENCES sightings (id)
) STRICT;
CREATE INDEX sources_of_article ON sources (article_id, name);
CREATE TABLE claims (
    id TEXT PRIMARY KEY,
    article_id TEXT NOT NULL REFERENCES articles (id),
    position INTEGER,
    kind TEXT NOT NULL,
    "start" INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    text TEXT NOT NULL,
    speaker TEXT,
    mode TEXT,
    value TEXT,
    max TEXT,
    qualifier TEXT,
    unit TEXT,
    unit_kind TEXT,
    model TEXT NOT NULL
) STRICT;
CREATE INDEX claims_of_article ON claims (article_id);
CREATE TABLE findings (
    id INTEGER PRIMARY KEY,
    claim_id TEXT NOT NULL REFERENCES claims (id),
    found_at TEXT NOT NULL,
    finding TEXT NOT NULL,
    detail TEXT NOT NULL,
    score REAL NOT NULL,
    source TEXT,
    passage TEXT,
    passage_start INTEGER,
    passage_end INTEGER,
    model TEXT NOT NULL
) STRICT;
CREATE INDEX findings_of_claim ON findings (claim_id);
CREATE TABLE events (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    at TEXT NOT NULL,
    kind TEXT NOT NULL,
    article_id TEXT NOT NULL REFERENCES articles (id),
    claim_id TEXT NOT NULL,
    reviewer TEXT NOT NULL,
    verdict TEXT,
    note TEXT NOT NULL,
    finding TEXT NOT NULL,
    detail TEXT NOT NULL,
    evidence TEXT NOT NULL,
    undoes INTEGER,
    payload TEXT NOT NULL,
    previous TEXT NOT NULL UNIQUE,
    sha256 TEXT NOT NULL UNIQUE
) STRICT;
CREATE INDEX events_of_article ON events (article_id);
CREATE INDEX events_of_claim ON events (claim_id, kind);
CREATE INDEX events_undone ON events (undoes) WHERE undoes IS NOT NULL;
"""

_JOURNEY = {"begun_at": "''", "tls": "''", "certificate": "''", "request_headers": "'[]'"}

# REPLACE would delete without a word to a DELETE trigger, so an insert is held to the end of the chain as well.
_TRIGGERS = """
CREATE TRIGGER events_stay BEFORE UPDATE ON events
BEGIN SELECT RAISE(ABORT, 'the log is append-only: no event is changed'); END;
CREATE TRIGGER events_remain BEFORE DELETE ON events
BEGIN SELECT RAISE(ABORT, 'the log is append-only: no event is deleted'); END;
CREATE TRIGGER events_follow BEFORE INSERT ON events
WHEN NEW.seq IS NOT (SELECT coalesce(max(seq), 0) + 1 FROM events)
  OR NEW.previous IS NOT coalesce((SELECT sha256 FROM events ORDER BY seq DESC LIMIT 1), printf('%064d', 0))
BEGIN SELECT RAISE(ABORT, 'the log is append-only: an event goes after the newest one'); END;
"""

_VIEWS = """
CREATE VIEW v_standing AS
SELECT * FROM events AS e
WHERE kind IN ('decided', 'noted', 'set_aside')
  AND NOT EXISTS (SELECT 1 FROM events AS u WHERE u.kind = 'undone' AND u.undoes = e.seq);
CREATE VIEW v_current AS
SELECT c.id AS claim_id, (SELECT max(f.id) FROM findings AS f WHERE f.claim_id = c.id) AS finding_id
FROM claims AS c
WHERE c.position IS NOT NULL
   OR EXISTS (SELECT 1 FROM events AS e WHERE e.claim_id = c.id AND e.kind IN ('decided', 'noted'));
CREATE VIEW v_claims AS
SELECT a.name AS article, c.article_id, c.id AS claim_id, c.position, c.kind, c."start", c."end", c.text,
       c.speaker, c.value, c.max, c.unit, f.finding, f.detail, f.source, f.passage, f.found_at,
       coalesce(d.verdict, 'open') AS verdict, d.reviewer, d.at AS decided_at,
       (SELECT n.note FROM v_standing AS n WHERE n.claim_id = c.id
          AND (n.kind = 'noted' OR (n.kind = 'decided' AND n.note <> '')) ORDER BY n.seq DESC LIMIT 1) AS note
FROM v_current AS now
JOIN claims AS c ON c.id = now.claim_id
JOIN findings AS f ON f.id = now.finding_id
JOIN articles AS a ON a.id = c.article_id
LEFT JOIN events AS d
  ON d.seq = (SELECT max(s.seq) FROM v_standing AS s WHERE s.claim_id = c.id AND s.kind = 'decided');
CREATE VIEW v_sources AS
SELECT a.name AS article, s.article_id, s.name AS source, s.status, s.reason, s.message, s.language, s.title,
       g.url, g.final_url, g.fetched_at, g.snapshot, length(t.text) AS characters
FROM sources AS s
JOIN articles AS a ON a.id = s.article_id
LEFT JOIN sightings AS g ON g.id = s.sighting_id
LEFT JOIN texts AS t ON t.sha256 = s.text_sha256
WHERE s.position IS NOT NULL;
CREATE VIEW v_log AS
SELECT e.seq, e.at, e.kind, a.name AS article, c.text AS claim, e.reviewer, e.verdict, e.finding, e.detail, e.note,
       e.undoes, e.claim_id, e.sha256
FROM events AS e
JOIN articles AS a ON a.id = e.article_id
LEFT JOIN claims AS c ON c.id = e.claim_id;
"""


@migrations()
def m001_first_schema(db: Database) -> None:
    """Texts, copies, articles, sources, claims, findings, the append-only log, and views with readable names."""
    for part in (_TABLES, _TRIGGERS, _VIEWS):
        db.executescript(part)


@migrations()
def m002_how_a_copy_was_had(db: Database) -> None:
    """When a fetch began, what was asked, and by which TLS and certificate; empty for copies from before."""
    for column, without in _JOURNEY.items():
        db.execute(f"ALTER TABLE sightings ADD COLUMN {column} TEXT NOT NULL DEFAULT {without}")


@migrations()
def m003_what_is_odd_about_a_source(db: Database) -> None:
    """The warnings of a page as it was read, and whether a copy came from the web, a file, an archive or by hand."""
    db.execute("ALTER TABLE sources ADD COLUMN warnings TEXT NOT NULL DEFAULT '[]'")
    db.execute("ALTER TABLE sightings ADD COLUMN origin TEXT NOT NULL DEFAULT ''")
    db.execute("CREATE INDEX sightings_of_url ON sightings (url)")
    db.execute("DROP VIEW v_sources")
    db.execute(_SOURCES_WITH_WARNINGS)


_SOURCES_WITH_WARNINGS = """
CREATE VIEW v_sources AS
SELECT a.name AS article, s.article_id, s.name AS source, s.status, s.reason, s.message, s.language, s.title,
       s.warnings, g.url, g.final_url, g.fetched_at, g.origin, g.snapshot, length(t.text) AS characters
FROM sources AS s
JOIN articles AS a ON a.id = s.article_id
LEFT JOIN sightings AS g ON g.id = s.sighting_id
LEFT JOIN texts AS t ON t.sha256 = s.text_sha256
WHERE s.position IS NOT NULL
"""


@migrations()
def m004_translations(db: Database) -> None:
    """What translators gave, by a hash of translator, version, pair and text."""
    db.execute(_TRANSLATIONS)


_TRANSLATIONS = """
CREATE TABLE translations (
    key TEXT PRIMARY KEY,
    translator TEXT NOT NULL,
    version TEXT NOT NULL,
    source TEXT NOT NULL,
    target TEXT NOT NULL,
    text TEXT NOT NULL
) STRICT
"""


class Engine(NamedTuple):
    """The SQLite at hand: its version, the journal mode that stores get, and whether it has full-text search."""

    version: str
    journal: str
    full_text: bool


def engine() -> Engine:
    """What this Python has for SQLite."""
    with closing(sqlite3.connect(":memory:")) as connection:
        options = {option for (option,) in connection.execute("PRAGMA compile_options")}
    journal = "WAL" if sqlite3.sqlite_version_info >= _WAL_FROM else "DELETE"
    return Engine(sqlite3.sqlite_version, journal, "ENABLE_FTS5" in options)


def connect(path: Path, *, create: bool, readonly: bool, busy_seconds: float) -> Database:
    """An open, checked and migrated store, in autocommit mode; raises `StoreError` where that cannot be had."""
    _refuse_bad_place(path, create=create, readonly=readonly)
    with told(path):
        # Also for reading the file is opened writable if it can be: what a killed program left half-done is rolled
        # back by the next one that opens the store, and `query_only` keeps everything else from being written.
        uri = f"{path.absolute().as_uri()}?mode={'rwc' if create and not readonly else 'rw'}"
        connection = sqlite3.connect(uri, uri=True, timeout=busy_seconds, isolation_level=None)
        try:
            return _prepared(Database(connection, execute_plugins=False), path, readonly)
        except BaseException:
            connection.close()
            raise


@contextmanager
def immediate(db: Database) -> Iterator[None]:
    """One transaction that holds the write lock from its start, so that what it reads cannot change under it."""
    db.execute("BEGIN IMMEDIATE")
    try:
        yield
        db.execute("COMMIT")
    except BaseException:
        db.rollback()
        raise


@contextmanager
def told(path: Path) -> Iterator[None]:
    """Whatever SQLite raises inside becomes a `StoreError` that says what is wrong with `path` and what to do."""
    try:
        yield
    except sqlite3.Error as error:
        code = getattr(error, "sqlite_errorcode", 0) & 0xFF  # the low byte is the primary code
        what, hint = _ERRORS.get(code, (f"cannot be used ({error})", "Check the file with: sqlite3 FILE .schema"))
        if code == sqlite3.SQLITE_CONSTRAINT:
            what = f"{what} ({error})"
        raise StoreError(f"store {path}: {what}", hint) from error


_LOCKED = ("is locked by another program", "Close the other program that uses it, or try again in a moment")
_READ_ONLY = ("is read-only", "Make the file and its folder writable, or work on a copy of it")
_DAMAGED = ("is damaged", "Take the last backup, or recover what is left: sqlite3 FILE .recover | sqlite3 NEW")
_NO_DATABASE = ("is not a stet store", "Name another file, or give no file to start a new store")
_NO_FILE = ("cannot be opened", "Check the path and the rights to the file and its folder")
_ERRORS = {
    sqlite3.SQLITE_BUSY: _LOCKED,
    sqlite3.SQLITE_LOCKED: _LOCKED,
    sqlite3.SQLITE_READONLY: _READ_ONLY,
    sqlite3.SQLITE_PERM: _READ_ONLY,
    sqlite3.SQLITE_CORRUPT: _DAMAGED,
    sqlite3.SQLITE_NOTADB: _NO_DATABASE,
    sqlite3.SQLITE_CANTOPEN: _NO_FILE,
    sqlite3.SQLITE_FULL: ("has no room: the disk is full", "Free some space; what was saved before is still there"),
    sqlite3.SQLITE_IOERR: ("could not be read or written", "Check the disk; what was saved before is still there"),
    sqlite3.SQLITE_CONSTRAINT: ("refuses the change", "Nothing was changed; check the article first with: stet check"),
}


def _refuse_bad_place(path: Path, *, create: bool, readonly: bool) -> None:
    """The faults that can be told before SQLite is asked, which would name none of them."""
    if path.is_dir():
        raise StoreError(f"store {path}: is a folder", "Name a file, such as stet.db")
    if not path.parent.is_dir():
        raise StoreError(f"store {path}: the folder {path.parent} does not exist", "Create it, or name another file")
    if not path.exists():
        if readonly or not create:
            raise StoreError(f"store {path}: does not exist", "Start one with: stet check ARTICLE -s SOURCE")
        if not _may(path.parent, os.W_OK):
            raise StoreError(f"store {path}: the folder {path.parent} is read-only", "Name a file in another folder")
    elif not _may(path, os.R_OK):
        raise StoreError(f"store {path}: {_NO_FILE[0]}", _NO_FILE[1])
    elif not readonly and not _may(path, os.W_OK):
        raise StoreError(f"store {path}: {_READ_ONLY[0]}", _READ_ONLY[1])


def _may(path: Path, mode: int) -> bool:
    return os.access(path, mode, effective_ids=os.access in os.supports_effective_ids)


def _prepared(db: Database, path: Path, readonly: bool) -> Database:
    """`db` with its settings made and its version brought up, or refused."""
    db.execute("PRAGMA foreign_keys = ON")
    if _number(db, "foreign_keys") != 1:
        raise StoreError("this SQLite cannot hold foreign keys", "Install a Python with a full SQLite library")
    db.execute("PRAGMA trusted_schema = OFF")
    if readonly:
        db.execute("PRAGMA query_only = ON")
    version = _checked_version(db, path)
    if version and path.stat().st_size <= _CHECKED_AT_OPEN:
        _check_pages(db, path)
    if not readonly:
        _set_journal(db)
    if version < VERSION:
        if readonly:
            raise StoreError(f"store {path}: was made by an older version", "Open it once for writing to bring it up")
        _migrate(db, path)
    return db


def _checked_version(db: Database, path: Path) -> int:
    """The store's version, 0 for an empty file; refuses what is no store and what is newer than this program."""
    application, version = _number(db, "application_id"), _number(db, "user_version")
    if application != APPLICATION_ID and (application or version or _number(db, "schema_version")):
        raise StoreError(f"store {path}: is a database of another program", _NO_DATABASE[1])
    if version > VERSION:
        raise StoreError(
            f"store {path}: was made by a newer version of stet (store version {version}, this one knows {VERSION})",
            "Upgrade stet, or name another file",
        )
    return version


def _check_pages(db: Database, path: Path) -> None:
    result = db.execute("PRAGMA quick_check(1)").fetchone()[0]
    if result != "ok":
        raise StoreError(f"store {path}: {_DAMAGED[0]} ({result})", _DAMAGED[1])


def _set_journal(db: Database) -> None:
    """WAL where it is sound, a rollback journal below; FULL, so that a power cut takes no verdict back."""
    db.execute(f"PRAGMA journal_mode = {engine().journal}")
    db.execute("PRAGMA synchronous = FULL")


def _migrate(db: Database, path: Path) -> None:
    """All pending migrations in one transaction; of two processes that start a store at once, one finds it done."""
    with immediate(db):
        if _checked_version(db, path) < VERSION:
            migrations.apply(db)
            db.execute(f"PRAGMA application_id = {APPLICATION_ID}")
            db.execute(f"PRAGMA user_version = {VERSION}")


def _number(db: Database, pragma: str) -> int:
    return int(db.execute(f"PRAGMA {pragma}").fetchone()[0])
