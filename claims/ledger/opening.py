"""The one way to open a connection to a store, and to tell in words what goes wrong with it. A room with SQL."""

from __future__ import annotations

import os
import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from sqlite_utils import Database

from claims.errors import BusyError, StoreError
from claims.ledger.migrations import APPLICATION_ID, VERSION, migrations
from claims.ledger.sealing import watch

_WAL_FROM = (3, 51, 3)
"""The first SQLite without the WAL-reset bug, in which two connections that write and checkpoint lose a commit."""

_CHECKED_AT_OPEN = 64 * 1024 * 1024
"""Stores up to this size (bytes) are read through when opened: some 0.1 s at the limit."""


MOMENT = 0.3
"""Seconds for which nobody needs to be told why nothing happens: a decision is written in a hundredth of them."""

OnWait = Callable[[], object] | None
"""Is told that another program is writing, and that this one waits for it."""


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of file that stet keeps in SQLite: the word for it, how it is told from others.

    `start` and `mend` say how one is begun, and what to do with a damaged one. `migrate` brings a file up from any
    earlier version, in the transaction that is open; `opened` is called on each connection that may write.
    """

    word: str
    application_id: int
    version: int
    migrate: Callable[[Database], object]
    start: str
    mend: str
    opened: Callable[[Database], object]


STORE = Kind(
    word="store",
    application_id=APPLICATION_ID,
    version=VERSION,
    migrate=migrations.apply,
    start="Start one with: stet check ARTICLE -s SOURCE",
    mend="Take the last backup, or recover what is left: sqlite3 FILE .recover | sqlite3 NEW",
    opened=watch,
)


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


def connect(
    path: Path,
    *,
    create: bool,
    readonly: bool,
    busy_seconds: float,
    kind: Kind = STORE,
    on_wait: OnWait = None,
) -> Database:
    """An open, checked and migrated store, in autocommit mode; raises `StoreError` where that cannot be had.

    It waits so many seconds for another program that writes, and says so by `on_wait` where that takes longer than a
    moment; then that is a `BusyError`.
    """
    _refuse_bad_place(path, kind, create=create, readonly=readonly)
    if on_wait is None:
        return _connected(path, kind, busy_seconds, create=create, readonly=readonly)
    for seconds in _tries(busy_seconds, on_wait):
        with suppress(BusyError):
            db = _connected(path, kind, seconds, create=create, readonly=readonly)
            wait_at_most(db, busy_seconds)
            return db
    return _connected(path, kind, 0.0, create=create, readonly=readonly)


def _tries(seconds: float, on_wait: Callable[[], object]) -> Iterator[float]:
    """How long to wait each time until so many seconds are over: SQLite hears no Ctrl-C while it waits."""
    until = time.monotonic() + seconds
    yield min(seconds, MOMENT)
    on_wait()
    while time.monotonic() < until:
        yield MOMENT


def wait_at_most(db: Database, seconds: float) -> None:
    """How long each statement waits from now on for another program that writes."""
    db.execute(f"PRAGMA busy_timeout = {int(1000 * seconds)}")


def _connected(path: Path, kind: Kind, busy_seconds: float, *, create: bool, readonly: bool) -> Database:
    with told(path, kind):
        # Also for reading the file is opened writable if it can be: what a killed program left half-done is rolled
        # back by the next one that opens the store, and `query_only` keeps everything else from being written.
        uri = f"{path.absolute().as_uri()}?mode={'rwc' if create and not readonly else 'rw'}"
        connection = sqlite3.connect(uri, uri=True, timeout=busy_seconds, isolation_level=None)
        try:
            return _prepared(Database(connection, execute_plugins=False), path, kind, readonly)
        except BaseException:
            connection.close()
            raise


@contextmanager
def immediate(db: Database, on_wait: OnWait = None) -> Iterator[None]:
    """One transaction that holds the write lock from its start, so that what it reads cannot change under it.

    `on_wait` is called where another program holds that lock for longer than a moment.
    """
    _begin(db, on_wait)
    try:
        yield
        db.execute("COMMIT")
    except BaseException:
        db.rollback()
        raise


def _begin(db: Database, on_wait: OnWait) -> None:
    if on_wait is None:
        db.execute("BEGIN IMMEDIATE")
        return
    patience = _number(db, "busy_timeout") / 1000
    try:
        for seconds in _tries(patience, on_wait):
            wait_at_most(db, seconds)
            if _has_begun(db):
                return
        db.execute("BEGIN IMMEDIATE")
    finally:
        wait_at_most(db, patience)


def _has_begun(db: Database) -> bool:
    try:
        db.execute("BEGIN IMMEDIATE")
    except sqlite3.OperationalError as wrong:
        if not _is_busy(wrong):
            raise
        return False
    return True


def _is_busy(error: sqlite3.Error) -> bool:
    return getattr(error, "sqlite_errorcode", 0) & 0xFF in {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}


@contextmanager
def told(path: Path, kind: Kind = STORE) -> Iterator[None]:
    """Whatever SQLite raises inside becomes a `StoreError` that says what is wrong with `path` and what to do."""
    try:
        yield
    except UnicodeDecodeError as error:
        # Python cannot put SQLite's own words into a message where they quote damaged text.
        raise StoreError(f"{kind.word} {path}: {_DAMAGED} ({error})", kind.mend) from error
    except sqlite3.Error as error:
        code = getattr(error, "sqlite_errorcode", 0) & 0xFF  # the low byte is the primary code
        of_kind = {
            sqlite3.SQLITE_CORRUPT: (_DAMAGED, kind.mend),
            sqlite3.SQLITE_NOTADB: (f"is not a stet {kind.word}", _NO_DATABASE),
        }
        what, hint = (_ERRORS | of_kind).get(
            code, (f"cannot be used ({error})", "Check the file with: sqlite3 FILE .schema")
        )
        if code == sqlite3.SQLITE_CONSTRAINT:
            what = f"{what} ({error})"
        raise (BusyError if _is_busy(error) else StoreError)(f"{kind.word} {path}: {what}", hint) from error


_LOCKED = ("is locked by another program", "Close that program, or try again in a moment")
_READ_ONLY = ("is read-only", "Make the file and its folder writable, or work on a copy of it")
_DAMAGED = "is damaged"
_NO_DATABASE = "Name another file, or move this one away to start a new one"
_NO_FILE = ("cannot be opened", "Check the path and the rights to the file and its folder")
_ERRORS = {
    sqlite3.SQLITE_BUSY: _LOCKED,
    sqlite3.SQLITE_LOCKED: _LOCKED,
    sqlite3.SQLITE_READONLY: _READ_ONLY,
    sqlite3.SQLITE_PERM: _READ_ONLY,
    sqlite3.SQLITE_CANTOPEN: _NO_FILE,
    sqlite3.SQLITE_FULL: ("has no room: the disk is full", "Free some space; what was saved before is still there"),
    sqlite3.SQLITE_IOERR: ("could not be read or written", "Check the disk; what was saved before is still there"),
    sqlite3.SQLITE_CONSTRAINT: ("refuses the change", "Nothing was changed; check the article first with: stet check"),
}


def _refuse_bad_place(path: Path, kind: Kind, *, create: bool, readonly: bool) -> None:
    """The faults that can be told before SQLite is asked, which would name none of them."""
    try:
        _refuse(path, kind, create=create, readonly=readonly)
    except (OSError, ValueError) as error:  # a folder that may not be looked into, a name that no file can have
        raise StoreError(f"{kind.word} {path}: {_NO_FILE[0]}", _NO_FILE[1]) from error


def _refuse(path: Path, kind: Kind, *, create: bool, readonly: bool) -> None:
    where = f"{kind.word} {path}"
    if path.is_dir():
        raise StoreError(f"{where}: is a folder", "Name a file, such as stet.db")
    if not path.parent.is_dir():
        raise StoreError(f"{where}: the folder {path.parent} does not exist", "Create it, or name another file")
    if not path.exists():
        if readonly or not create:
            raise StoreError(f"{where}: does not exist", kind.start)
        if not _may(path.parent, os.W_OK):
            raise StoreError(f"{where}: the folder {path.parent} is read-only", "Name a file in another folder")
    elif not _may(path, os.R_OK):
        raise StoreError(f"{where}: {_NO_FILE[0]}", _NO_FILE[1])
    elif not readonly and not _may(path, os.W_OK):
        raise StoreError(f"{where}: {_READ_ONLY[0]}", _READ_ONLY[1])


def _may(path: Path, mode: int) -> bool:
    return os.access(path, mode, effective_ids=os.access in os.supports_effective_ids)


def _prepared(db: Database, path: Path, kind: Kind, readonly: bool) -> Database:
    """`db` with its settings made and its version brought up, or refused."""
    db.execute("PRAGMA foreign_keys = ON")
    if _number(db, "foreign_keys") != 1:
        raise StoreError("this SQLite cannot hold foreign keys", "Install a Python with a full SQLite library")
    db.execute("PRAGMA trusted_schema = OFF")
    if readonly:
        db.execute("PRAGMA query_only = ON")
    version = _checked_version(db, path, kind)
    if version and path.stat().st_size <= _CHECKED_AT_OPEN:
        _check_pages(db, path, kind)
    if not readonly:
        _set_journal(db)
    if version < kind.version:
        if readonly:
            what = f"{kind.word} {path}: was made by an older version"
            raise StoreError(what, "Open it once for writing to bring it up")
        _migrate(db, path, kind)
    if not readonly:
        kind.opened(db)
    return db


def _checked_version(db: Database, path: Path, kind: Kind) -> int:
    """The file's version, 0 for an empty file; refuses what is no store and what is newer than this program."""
    application, version = _number(db, "application_id"), _number(db, "user_version")
    if application != kind.application_id and (application or version or _number(db, "schema_version")):
        raise StoreError(f"{kind.word} {path}: is a database of another program", _NO_DATABASE)
    if version > kind.version:
        known = f"{kind.word} version {version}, this one knows {kind.version}"
        raise StoreError(
            f"{kind.word} {path}: was made by a newer version of stet ({known})",
            "Upgrade stet, or name another file",
        )
    return version


def _check_pages(db: Database, path: Path, kind: Kind) -> None:
    result = db.execute("PRAGMA quick_check(1)").fetchone()[0]
    if result != "ok":
        raise StoreError(f"{kind.word} {path}: {_DAMAGED} ({result})", kind.mend)


def _set_journal(db: Database) -> None:
    """WAL where it is sound, a rollback journal below; FULL, so that a power cut takes no verdict back."""
    db.execute(f"PRAGMA journal_mode = {engine().journal}")
    db.execute("PRAGMA synchronous = FULL")


def _migrate(db: Database, path: Path, kind: Kind) -> None:
    """All pending migrations in one transaction; of two processes that start a store at once, one finds it done."""
    with immediate(db):
        if _checked_version(db, path, kind) < kind.version:
            kind.migrate(db)
            db.execute(f"PRAGMA application_id = {kind.application_id}")
            db.execute(f"PRAGMA user_version = {kind.version}")


def _number(db: Database, pragma: str) -> int:
    return int(db.execute(f"PRAGMA {pragma}").fetchone()[0])
