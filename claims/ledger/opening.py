"""The one way to open a connection to a store, and to tell in words what goes wrong with it. A room with SQL."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlite_utils import Database

from claims.errors import StoreError
from claims.ledger.migrations import APPLICATION_ID, VERSION, migrations
from claims.ledger.sealing import watch

_WAL_FROM = (3, 51, 3)
"""The first SQLite without the WAL-reset bug, in which two connections that write and checkpoint lose a commit."""

_CHECKED_AT_OPEN = 64 * 1024 * 1024
"""Stores up to this size (bytes) are read through when opened: some 0.1 s at the limit."""


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
    except UnicodeDecodeError as error:
        # Python cannot put SQLite's own words into a message where they quote damaged text.
        raise StoreError(f"store {path}: {_DAMAGED[0]} ({error})", _DAMAGED[1]) from error
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
    if not readonly:
        watch(db)
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
    mode = "WAL" if sqlite3.sqlite_version_info >= _WAL_FROM else "DELETE"
    db.execute(f"PRAGMA journal_mode = {mode}")
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
