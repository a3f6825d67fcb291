"""The chain: append-only, proven, and whole after crashes and with two writers."""

from __future__ import annotations

import hashlib
import os
import random
import signal
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from claims.ledger import review
from claims.ledger.events import GENESIS, Draft, EventKind, canonical, chained
from claims.ledger.store import ClaimStore
from tests.claims.ledger.reports import AT, quote_claim, report

WRITER = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from claims.ledger import review
from claims.ledger.store import ClaimStore

path, name, count = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3])
with ClaimStore.open(path, busy_seconds=30) as store:
    state = store.review("bridge.txt")
    for number in range(count):
        draft = review.write_note(state, sys.argv[4], f"{name} {number}", reviewer=name, at=datetime.now(UTC))
        print(store.record(draft).note, flush=True)
"""
HALF_WAY = """
import os, signal, sqlite3, sys
db = sqlite3.connect(sys.argv[1], isolation_level=None)
db.execute("PRAGMA cache_size = 1")  # so that half of the change is on the disk before the commit
db.execute("BEGIN IMMEDIATE")
db.execute("UPDATE articles SET name = 'half'")
db.execute("INSERT INTO texts VALUES ('x', ?)", ("long " * 100_000,))
os.kill(os.getpid(), signal.SIGKILL)
"""
NOTE = "what a person wrote"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A store with one article and three notes."""
    path = tmp_path / "stet.db"
    with ClaimStore.open(path) as store:
        store.save_report(report(), AT)
        state = store.review("bridge.txt")
        for number in range(3):
            note = f"{NOTE} {number}"
            store.record(review.write_note(state, quote_claim().id, note, reviewer="Kim", at=AT))
    return path


def writer(path: Path, name: str, count: int) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-c", WRITER, str(path), name, str(count), quote_claim().id]
    return subprocess.Popen(command, stdout=subprocess.PIPE)


def tampered(path: Path, *statements: str) -> None:
    """Changes the log as somebody would who knows SQLite: the triggers go first."""
    with sqlite3.connect(path) as db:
        for trigger in ("events_stay", "events_remain", "events_follow"):
            db.execute(f"DROP TRIGGER {trigger}")
        for statement in statements:
            db.execute(statement)
    db.close()


def test_a_log_holds_and_names_its_head(path: Path) -> None:
    with ClaimStore.open(path) as store:
        check, events = store.verify_log(), store.events()
    assert (check.ok, check.events, check.broken_seq, check.reason) == (True, 8, None, "")
    assert check.head == events[-1].sha256
    assert [event.seq for event in events] == list(range(1, 9))
    assert [event.previous for event in events] == [GENESIS, *(event.sha256 for event in events[:-1])]


def test_an_empty_log_holds(tmp_path: Path) -> None:
    with ClaimStore.open(tmp_path / "stet.db") as store:
        assert (store.verify_log().ok, store.verify_log().events, store.verify_log().head) == (True, 0, GENESIS)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE events SET note = 'better' WHERE seq = 7",
        "DELETE FROM events WHERE seq = 8",
        "DELETE FROM events",
        "INSERT OR REPLACE INTO events SELECT * FROM events WHERE seq = 8",
        "REPLACE INTO events SELECT seq, at, kind, article_id, claim_id, 'Eve', verdict, note, finding, detail,"
        " evidence, undoes, payload, previous, sha256, after, origin FROM events WHERE seq = 8",
        "INSERT INTO events SELECT seq + 2, at, kind, article_id, claim_id, reviewer, verdict, note, finding, detail,"
        " evidence, undoes, payload, sha256, 'x', after, origin FROM events WHERE seq = 8",
        "INSERT INTO events SELECT seq + 1, at, kind, article_id, claim_id, reviewer, verdict, note, finding, detail,"
        " evidence, undoes, payload, 'x', 'x', after, origin FROM events WHERE seq = 8",
    ],
)
def test_the_log_is_append_only(path: Path, statement: str) -> None:
    db = sqlite3.connect(path)
    with pytest.raises(sqlite3.IntegrityError, match="append-only"):
        db.execute(statement)
    db.close()
    with ClaimStore.open(path) as store:
        assert store.verify_log().events == 8


@pytest.mark.parametrize(
    ("statement", "seq", "reason"),
    [
        ("UPDATE events SET note = 'better' WHERE seq = 7", 7, "hash"),
        ("UPDATE events SET at = '2026-03-04T10:30:00+01:00' WHERE seq = 7", 7, "hash"),
        ("UPDATE events SET at = 'some day' WHERE seq = 7", 7, "hash"),
        ("UPDATE events SET evidence = '{}' WHERE seq = 4", 4, "hash"),
        ("UPDATE events SET payload = 'no JSON' WHERE seq = 1", 1, "hash"),
        ("UPDATE events SET note = CAST(x'ff' AS TEXT) WHERE seq = 7", 7, "read"),
        ("UPDATE events SET sha256 = 'x' WHERE seq = 7", 7, "hash"),
        ("UPDATE events SET previous = 'x' WHERE seq = 7", 7, "before"),
        ("DELETE FROM events WHERE seq = 1", 1, "missing"),
        ("DELETE FROM events WHERE seq = 5", 5, "missing"),
        ("DELETE FROM events WHERE seq >= 7", 7, "missing"),
        ("DELETE FROM events", 1, "missing"),
    ],
)
def test_what_was_changed_is_told(path: Path, statement: str, seq: int, reason: str) -> None:
    tampered(path, statement)
    with ClaimStore.open(path) as store:
        check = store.verify_log()
    assert (check.ok, check.broken_seq, check.events) == (False, seq, seq - 1)
    assert reason in check.reason


def test_a_flipped_byte_is_told(path: Path) -> None:
    whole = path.read_bytes()
    at = whole.index(f"{NOTE} 1".encode())
    for flipped in (0x01, 0x80):
        path.write_bytes(whole[:at] + bytes([whole[at] ^ flipped]) + whole[at + 1 :])
        with ClaimStore.open(path) as store:
            assert (store.verify_log().ok, store.verify_log().broken_seq) == (False, 7)


def test_two_processes_write_one_chain(path: Path) -> None:
    with writer(path, "Ann", 100) as first, writer(path, "Ben", 100) as second:
        first.communicate()
        second.communicate()
    assert (first.returncode, second.returncode) == (0, 0)
    with ClaimStore.open(path) as store:
        assert (store.verify_log().ok, store.verify_log().events) == (True, 208)
        notes = [event.note for event in store.events(after=8)]
    for name in ("Ann", "Ben"):
        assert [note for note in notes if note.startswith(name)] == [f"{name} {number}" for number in range(100)]


def test_two_processes_start_one_store(tmp_path: Path) -> None:
    path = tmp_path / "stet.db"
    program = "import sys; from pathlib import Path; from claims.ledger.store import ClaimStore\n"
    program += "ClaimStore.open(Path(sys.argv[1])).close()"
    starting = [subprocess.Popen([sys.executable, "-c", program, str(path)]) for _ in range(3)]
    assert [process.wait() for process in starting] == [0, 0, 0]
    with ClaimStore.open(path) as store:
        assert store.verify_log().ok


def test_a_killed_writer_loses_nothing_that_it_had_acknowledged(path: Path) -> None:
    moments = random.Random(20260304)
    acknowledged: list[str] = []
    for life in range(5):
        with writer(path, f"life {life}", 100_000) as process:
            assert process.stdout is not None
            lines = [process.stdout.readline() for _ in range(moments.randint(1, 60))]
            os.kill(process.pid, signal.SIGKILL)
            lines += process.stdout.read().splitlines(keepends=True)
        acknowledged += [line.decode().strip() for line in lines if line.endswith(b"\n")]
        with ClaimStore.open(path) as store:
            assert store.verify_log().ok
            kept = [event.note for event in store.events(after=8)]
        assert set(acknowledged) <= set(kept)
        assert len(kept) <= len(acknowledged) + life + 1


@pytest.mark.parametrize("readonly", [True, False])
def test_what_a_killed_program_left_half_done_is_rolled_back(path: Path, readonly: bool) -> None:
    killed = subprocess.run([sys.executable, "-c", HALF_WAY, str(path)], check=False)
    assert killed.returncode == -signal.SIGKILL
    assert any(b"long long" in file.read_bytes() for file in path.parent.iterdir())
    with ClaimStore.open(path, readonly=readonly) as store:
        assert store.articles()[0].name == "bridge.txt"
        assert store.verify_log().events == 8


def test_a_field_that_says_nothing_is_not_hashed() -> None:
    draft = Draft(kind=EventKind.UNDONE, at=AT, article_id="a", undoes=2)
    said = b'{"article_id":"a","at":"2026-03-04T09:30:00Z","kind":"undone","previous":"p","seq":3,"undoes":2}'
    assert canonical(draft, 3, "p") == said
    assert chained(draft, 3, "p").sha256 == hashlib.sha256(said).hexdigest()
