"""Opening a store: what is made, what is asserted, and what is refused in clear words."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time
import zlib
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from sqlite_utils import Database

from claims.errors import BusyError, StoreError
from claims.ledger import review
from claims.ledger.migrations import APPLICATION_ID, VERSION, migrations
from claims.ledger.opening import connect
from claims.ledger.rows import sighting_values
from claims.ledger.store import ClaimStore
from claims.model import Verdict
from sources.document import PageWarning, Warn
from tests.claims.ledger.reports import AT, URL, quote_claim, report, snapshot

NOBODY = 65534
PAGE = snapshot().raw
HOLDER = """
import sqlite3, sys
held = sqlite3.connect(sys.argv[1], isolation_level=None)
held.execute("BEGIN EXCLUSIVE")
print("held", flush=True)
sys.stdin.read()
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A store with one article."""
    path = tmp_path / "stet.db"
    with ClaimStore.open(path) as store:
        store.save_report(report(), AT)
    return path


def pragma(path: Path, name: str, value: int | None = None) -> int:
    with sqlite3.connect(path) as db:
        found = db.execute(f"PRAGMA {name}{'' if value is None else f' = {value}'}").fetchone()
    db.close()
    return int(found[0]) if found else 0


def refusal(path: Path, *, create: bool = True, readonly: bool = False) -> StoreError:
    with pytest.raises(StoreError) as told:
        ClaimStore.open(path, create=create, readonly=readonly, busy_seconds=0.05)
    assert told.value.hint
    assert str(path) in told.value.message
    return told.value


def test_a_new_store_says_what_it_is(path: Path) -> None:
    assert pragma(path, "application_id") == APPLICATION_ID
    assert pragma(path, "user_version") == VERSION
    db = Database(sqlite3.connect(path))
    assert [done.name for done in migrations.applied(db)] == [
        "m001_first_schema",
        "m002_how_a_copy_was_had",
        "m003_what_is_odd_about_a_source",
        "m004_how_each_claim_stands",
        "m005_views_for_readers",
        "m006_translations",
        "m007_many_articles",
        "m008_watched",
    ]
    assert len(migrations.applied(db)) == VERSION
    tables = [table for table in db.tables if not table.name.startswith(("sqlite_", "_sqlite_"))]
    assert len(tables) == 13
    assert all(table.strict for table in tables)
    db.close()


@pytest.fixture
def first_version(tmp_path: Path) -> Path:
    """A store as version 1 left it, with one copy of a page."""
    path = tmp_path / "first.db"
    connection = sqlite3.connect(path, isolation_level=None)
    db = Database(connection)
    migrations.apply(db, stop_before="m002_how_a_copy_was_had")
    db.table("blobs").insert({"sha256": snapshot().sha256, "size": len(PAGE), "zlib": zlib.compress(PAGE)})
    values = sighting_values(snapshot(), snapshot().sha256) | {"warnings": '["leads on to an address"]'}
    for column in ("begun_at", "tls", "certificate", "request_headers", "origin"):
        del values[column]
    db.table("sightings").insert(values)
    db.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    db.execute("PRAGMA user_version = 1")
    connection.close()
    return path


def test_a_store_of_the_first_version_is_brought_up(first_version: Path) -> None:
    assert "older version" in refusal(first_version, readonly=True).message
    with ClaimStore.open(first_version) as store:
        kept = store.latest_snapshot(URL)
        assert kept is not None
        assert kept.body == PAGE
        assert kept.warnings == (PageWarning(Warn.DOWNGRADED, "leads on to an address"),)
        assert (kept.begun_at, kept.tls, kept.certificate, kept.request_headers) == (None, "", "", ())
        store.save_report(report(), AT)
        assert store.verify_log().ok
    assert pragma(first_version, "user_version") == VERSION
    with ClaimStore.open(first_version, readonly=True) as store:
        assert store.latest_snapshot(URL) == kept


def test_what_was_decided_in_a_store_of_the_third_version_still_stands(path: Path, tmp_path: Path) -> None:
    with ClaimStore.open(path) as store:
        for verdict in (Verdict.DISPUTED, Verdict.VERIFIED):
            state = store.review("bridge.txt")
            at = AT + timedelta(minutes=len(state.events))
            store.record(review.decide(state, quote_claim().id, verdict, reviewer="Kim", at=at, note="seen"))
        state = store.review("bridge.txt")
        store.record(review.undo(state, reviewer="Kim", at=AT + timedelta(days=1)))
        state, articles = store.review("bridge.txt"), store.articles()
    third = tmp_path / "third.db"
    old = Database(sqlite3.connect(third, isolation_level=None))
    migrations.apply(old, stop_before="m004_how_each_claim_stands")
    new = Database(sqlite3.connect(path))
    for table in ("texts", "blobs", "sightings", "articles", "sources", "claims", "findings", "events"):
        columns = old.table(table).columns_dict
        old.table(table).insert_all({name: row[name] for name in columns} for row in list(new.table(table).rows))
    old.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    old.execute("PRAGMA user_version = 3")
    for db in (old, new):
        db.close()
    with ClaimStore.open(third) as store:
        assert (store.review("bridge.txt"), store.articles()) == (state, articles)
        assert store.verify_log().ok


def test_each_connection_holds_foreign_keys_and_syncs_fully(path: Path) -> None:
    db = connect(path, create=False, readonly=False, busy_seconds=1)
    assert db.execute("PRAGMA foreign_keys").fetchone()[0] == 1
    assert db.execute("PRAGMA synchronous").fetchone()[0] == 2
    mode = "wal" if sqlite3.sqlite_version_info >= (3, 51, 3) else "delete"
    assert db.execute("PRAGMA journal_mode").fetchone()[0] == mode
    with pytest.raises(sqlite3.IntegrityError):
        db.execute(
            "INSERT INTO sources (article_id, name, status, reason, message, language, title) VALUES (1,2,3,4,5,6,7)"
        )
    db.close()


def test_an_empty_file_becomes_a_store(tmp_path: Path) -> None:
    (tmp_path / "stet.db").touch()
    with ClaimStore.open(tmp_path / "stet.db", create=False) as store:
        assert store.articles() == ()
        assert store.events() == ()


def test_names_with_odd_characters_are_files_too(tmp_path: Path) -> None:
    odd = tmp_path / "50% ? #é\udcff.db"
    with ClaimStore.open(odd) as store:
        store.save_report(report(), AT)
    assert odd.exists()


@pytest.mark.parametrize("readonly", [False, True])
def test_a_missing_file_or_folder(tmp_path: Path, readonly: bool) -> None:
    assert "does not exist" in refusal(tmp_path / "no.db", create=False, readonly=readonly).message
    assert "the folder" in refusal(tmp_path / "no" / "stet.db", readonly=readonly).message
    assert "is a folder" in refusal(tmp_path, readonly=readonly).message
    assert "cannot be opened" in refusal(tmp_path / ("x" * 300), readonly=readonly).message
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("content", [b"no database, only words " * 100, b"\x00" * 4096, b"SQLite format 3\x00" * 300])
def test_what_is_no_database(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "stet.db"
    path.write_bytes(content)
    assert "is not a stet store" in refusal(path).message
    assert path.read_bytes() == content


def test_a_database_of_another_program_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "other.db"
    with sqlite3.connect(path) as other:
        other.execute("CREATE TABLE things (name TEXT)")
    other.close()
    before = path.read_bytes()
    assert "of another program" in refusal(path).message
    assert path.read_bytes() == before


def test_a_store_of_a_newer_version_is_refused(path: Path) -> None:
    pragma(path, "user_version", VERSION + 1)
    error = refusal(path)
    assert "newer version" in error.message
    assert "Upgrade" in error.hint


def test_a_store_that_is_cut_or_overwritten_is_damaged(path: Path) -> None:
    whole = path.read_bytes()
    path.write_bytes(whole[: len(whole) // 2])
    assert "is damaged" in refusal(path).message
    path.write_bytes(whole[:8192] + b"\xff" * (len(whole) - 8192))
    assert "is damaged" in refusal(path).message


def test_a_store_that_another_process_holds_is_locked(path: Path) -> None:
    with (
        ClaimStore.open(path, busy_seconds=0.05) as store,
        subprocess.Popen(
            [sys.executable, "-c", HOLDER, str(path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
        ) as holder,
    ):
        assert holder.stdout is not None
        assert holder.stdin is not None
        assert holder.stdout.readline() == b"held\n"
        assert "is locked" in refusal(path).message
        with pytest.raises(StoreError, match="is locked"):
            store.review("bridge.txt")
        with pytest.raises(StoreError, match="is locked"):
            store.save_report(report(), AT)
        holder.stdin.close()
        holder.wait()
        assert len(store.review("bridge.txt").items) == 2


def test_a_store_opened_for_reading_writes_nothing(path: Path) -> None:
    before = path.read_bytes()
    with ClaimStore.open(path, readonly=True) as store:
        state = store.review("bridge.txt")
        draft = review.set_aside(state, quote_claim().id, reviewer="Kim", at=AT)
        with pytest.raises(StoreError, match="is read-only"):
            store.record(draft)
        with pytest.raises(StoreError, match="is read-only"):
            store.save_report(report("else.txt", "else The bridge is safe. said Some 1.4 million euros"), AT)
    assert path.read_bytes() == before


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """A folder that any account may enter, unlike those of pytest."""
    folder = Path(tempfile.mkdtemp())
    folder.chmod(0o755)
    yield folder
    shutil.rmtree(folder)


def test_a_write_protected_file_or_folder(path: Path, open_folder: Path) -> None:
    protected = Path(shutil.copy(path, open_folder / "stet.db"))
    protected.chmod(0o444)
    open_folder.chmod(0o555)
    root = os.geteuid() == 0
    if root:  # to whom nothing is protected
        os.seteuid(NOBODY)
    try:
        assert "is read-only" in refusal(protected).message
        assert "is read-only" in refusal(open_folder / "new.db").message
        with ClaimStore.open(protected, readonly=True) as store:
            assert len(store.articles()) == 1
    finally:
        if root:
            os.seteuid(0)
        open_folder.chmod(0o755)


def test_a_full_disk_refuses_loudly_and_loses_nothing(path: Path) -> None:
    with ClaimStore.open(path) as store:
        store._db.execute("PRAGMA max_page_count = 1")  # no more pages than there are
        before = store.events()
        with pytest.raises(StoreError, match="disk is full"):
            store.save_report(report("long.txt", report().document.text + "long " * 100_000), AT)
        assert store.events() == before
        assert len(store.articles()) == 1
        assert store.verify_log().ok


def test_another_thread_is_told_to_open_its_own(path: Path) -> None:
    from concurrent.futures import ThreadPoolExecutor

    with ClaimStore.open(path) as store, ThreadPoolExecutor(1) as pool, pytest.raises(StoreError, match="thread"):
        pool.submit(store.articles).result()


def test_a_closed_store_is_told(path: Path) -> None:
    store = ClaimStore.open(path)
    store.close()
    store.close()
    with pytest.raises(StoreError, match="closed"):
        store.events()


def test_a_wait_is_told_at_once_and_goes_on_when_the_store_is_free(path: Path) -> None:
    ClaimStore.open(path).close()
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    told: list[float] = []

    def free() -> None:
        told.append(time.monotonic())
        other.execute("ROLLBACK")

    begun = time.monotonic()
    with ClaimStore.open(path, busy_seconds=30, on_wait=free) as store:
        assert len(told) == 1
        assert told[0] - begun < 2
        other.execute("BEGIN IMMEDIATE")
        assert store.save_snapshot(snapshot()) == snapshot().sha256
        assert len(told) == 2
    other.close()


def test_a_store_that_stays_locked_is_an_error_of_its_own(path: Path) -> None:
    ClaimStore.open(path).close()
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    with pytest.raises(BusyError, match="is locked by another program"):
        ClaimStore.open(path, busy_seconds=0.05)
    other.close()
