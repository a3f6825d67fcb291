"""What becomes of a person's word: two writers at once, kill -9, flipped bytes, a full disk, a read-only one.

Real processes on a real store. Every run is held against what must be so, and says what was measured:

python -m bench.durability            the full counts: some minutes
python -m bench.durability --quick    a twentieth of them

The tests run the same with small counts (tests/claims/ledger/test_durability.py).
"""

from __future__ import annotations

import os
import random
import resource
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path
from statistics import median

from claims.errors import StoreError
from claims.ledger import review
from claims.ledger.events import EventKind
from claims.ledger.store import ClaimStore
from claims.model import Finding, FindingKind, Qualifier, Quantity, QuantityClaim, UnitKind, Verdict
from claims.report import CheckedClaim, CheckReport, claim_id, text_hash
from sources.document import Block, Document, Role, Span

AT = datetime(2026, 3, 4, 9, 30, tzinfo=UTC)
NAME = "towns.txt"
PAGE = 4096
"""Bytes of a page of the store, SQLite's default."""

_NOBODY = 65534


def towns(path: Path, claims: int) -> None:
    """A store with one article of so many figures."""
    text = "\n".join(f"The town of Number {n} has {n + 1000} inhabitants." for n in range(claims))
    checked = []
    for n in range(claims):
        words = f"{n + 1000} inhabitants"
        start = text.index(f"Number {n} has ") + len(f"Number {n} has ")
        span = Span(start, start + len(words))
        figure = Quantity(
            span, words, Decimal(n + 1000), Qualifier.EXACT, "inhabitants", UnitKind.COUNT, Span(start, start + 4)
        )
        claim = QuantityClaim(claim_id(text_hash(text), "number", span), figure)
        checked.append(CheckedClaim(claim, Finding(FindingKind.UNCHECKED)))
    document = Document(text, "text/plain", (Block(Span(0, len(text)), Role.PARAGRAPH),))
    with ClaimStore.open(path) as store:
        store.save_report(CheckReport(NAME, "en", document, tuple(checked), ()), AT)


# What the processes run


def write(path: Path, name: str, count: int, most_bytes: int = 0) -> None:
    """Decides so many claims, each with a note of its own, and acknowledges each on a line of its own.

    With `most_bytes` no file may grow beyond it, as on a full disk; what the store then says is told after `refused`,
    the limit is lifted, and one more claim decided.
    """
    with ClaimStore.open(path, busy_seconds=60) as store:
        state = store.review(NAME)
        for number in range(count):
            claim = state.items[number % len(state.items)].claim.id
            verdict = (Verdict.VERIFIED, Verdict.DISPUTED)[(number + len(name)) % 2]
            draft = review.decide(state, claim, verdict, reviewer=name, at=datetime.now(UTC), note=f"{name} {number}")
            if most_bytes and number == 0:
                _limit(most_bytes)
            start = time.perf_counter()
            try:
                event = store.record(draft)
            except StoreError as refused:
                print("refused", str(refused), flush=True)
                if most_bytes:
                    _limit(-1)
                    store.record(draft)
                    print(f"{name} {number}", 0, flush=True)
                return
            print(f"{name} {number}", time.perf_counter() - start, flush=True)
            state = review.apply(state, event)


def _limit(size: int) -> None:
    """No file of this process may grow beyond `size` bytes (-1: as far as it likes)."""
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, resource.getrlimit(resource.RLIMIT_FSIZE)[1]))


def write_as_nobody(path: Path, name: str) -> None:
    """Opens a store, then loses the right to write beside it, then decides."""
    with ClaimStore.open(path) as store:
        state = store.review(NAME)
        draft = review.decide(state, state.items[0].claim.id, Verdict.VERIFIED, reviewer=name, at=datetime.now(UTC))
        path.chmod(0o444)
        path.parent.chmod(0o555)
        if os.geteuid() == 0:
            os.setuid(_NOBODY)
        try:
            store.record(draft)
        except StoreError as refused:
            print("refused", str(refused), flush=True)


def started(function: str, *arguments: object) -> subprocess.Popen[str]:
    """A process of its own that runs a function of this module."""
    command = [sys.executable, "-m", "bench.durability", function, *map(str, arguments)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True)


def _acknowledged(process: subprocess.Popen[str]) -> list[tuple[str, float]]:
    """What a writer has acknowledged, whole lines only, with how long each took (seconds)."""
    assert process.stdout is not None
    lines = [line for line in process.stdout.read().splitlines(keepends=True) if line.endswith("\n")]
    pairs = (line.rsplit(" ", 1) for line in lines if not line.startswith("refused"))
    return [(note, float(took)) for note, took in pairs]


def _kept(path: Path) -> list[str]:
    """The notes of all decisions in the log; asserts that its chain holds."""
    with ClaimStore.open(path) as store:
        proof = store.verify_log()
        assert proof.ok, proof.in_words
        return [event.note for event in store.events() if event.kind is EventKind.DECIDED]


# What must be so


@dataclass(frozen=True, slots=True)
class Writing:
    """Decisions by two processes at once, with the seconds in all, and of each (median and 95th percentile)."""

    events: int
    seconds: float
    median: float
    p95: float
    conflicts: int


def two_writers(folder: Path, each: int, claims: int = 100) -> Writing:
    """Two people with one store: all of both is there, each one's in order, in one chain."""
    path = folder / "two.db"
    towns(path, claims)
    start = time.perf_counter()
    with started("write", path, "Ann", each) as ann, started("write", path, "Bo", each) as bo:
        said = _acknowledged(ann) + _acknowledged(bo)
    took = time.perf_counter() - start
    assert (ann.returncode, bo.returncode) == (0, 0)
    kept = _kept(path)
    for name in ("Ann", "Bo"):
        assert [note for note in kept if note.startswith(name)] == [f"{name} {number}" for number in range(each)]
    assert len(kept) == len(said) == 2 * each
    with ClaimStore.open(path) as store:
        conflicts = store.review(NAME).progress.conflicts
        assert store.articles()[0].conflicts == conflicts
    times = sorted(seconds for _, seconds in said)
    return Writing(len(kept), took, median(times), times[int(len(times) * 0.95)], conflicts)


def killed(folder: Path, lives: int, longest: float, decisions: int = 200) -> tuple[int, int]:
    """Kills a writer at a random moment of its decisions, `longest` seconds after the first at most, so many times.

    Returns how many decisions were acknowledged and how many are kept: each of the former is among the latter, and at
    most one more for each life.
    """
    chance = random.Random(20260304)
    path = folder / "killed.db"
    towns(path, 50)
    acknowledged: list[str] = []
    for life in range(lives):
        with started("write", path, f"life {life}", decisions) as process:
            assert process.stdout is not None
            first = process.stdout.readline()
            time.sleep(chance.random() * longest)
            process.send_signal(signal.SIGKILL)
            acknowledged += [first.rsplit(" ", 1)[0], *(note for note, _ in _acknowledged(process))]
        kept = _kept(path)
        assert set(acknowledged) <= set(kept)
        assert len(kept) <= len(acknowledged) + life + 1
    return len(acknowledged), len(kept)


def contents(path: Path) -> list[object]:
    """All that stet ever reads of a store: every row of every table, and the schema."""
    db = sqlite3.connect(path)
    tables = [name for (name,) in db.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")]
    # When a migration was applied is noted, but never read.
    rows = [db.execute(f'SELECT * FROM "{name}"').fetchall() for name in tables if name != "_sqlite_migrations"]
    schema = db.execute("SELECT type, name, sql FROM sqlite_master ORDER BY 1, 2").fetchall()
    db.close()
    return [*rows, schema]


@dataclass(frozen=True, slots=True)
class Flips:
    """Of so many flipped bytes: told when the store is opened, told by the proof, without any effect, not told."""

    refused: int = 0
    told: int = 0
    without_effect: int = 0
    missed: tuple[int, ...] = ()


def flipped(path: Path, places: Iterator[int] | list[int], seed: int = 7) -> Flips:
    """Flips one bit at each place in turn; what is read afterwards is told to be wrong, or the same as before."""
    chance = random.Random(seed)
    whole, before = path.read_bytes(), contents(path)
    spoilt = path.with_name("flipped.db")
    refused = told = without_effect = 0
    missed: list[int] = []
    for place in places:
        spoilt.write_bytes(whole[:place] + bytes([whole[place] ^ (1 << chance.randrange(8))]) + whole[place + 1 :])
        try:
            with ClaimStore.open(spoilt, create=False, readonly=True) as store:
                proof = store.verify_log()
        except StoreError:
            refused += 1
            continue
        if not proof.ok:
            told += 1
        elif contents(spoilt) == before:
            without_effect += 1
        else:
            missed.append(place)
    spoilt.unlink()
    return Flips(refused, told, without_effect, tuple(missed))


def disk_full(folder: Path, room: int = 6 * PAGE) -> tuple[str, int]:
    """What the store says when the disk is full, and how many decisions are kept: all that were acknowledged."""
    path = folder / "full.db"
    towns(path, 20)
    with started("write", path, "Kim", 1000, path.stat().st_size + room) as process:
        assert process.stdout is not None
        lines = process.stdout.read().splitlines()
    assert process.returncode == 0
    acknowledged = [line.rsplit(" ", 1)[0] for line in lines if not line.startswith("refused")]
    assert _kept(path) == acknowledged
    return next(line for line in lines if line.startswith("refused")), len(acknowledged)


def full_filesystem(folder: Path) -> str:
    """The same on a filesystem of 400 KB that is really full; says so where this user may mount none."""
    place = folder / "small"
    place.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=400k", "tmpfs", str(place)]
    if shutil.which("mount") is None or subprocess.run(mount, capture_output=True, check=False).returncode:
        return "not tried: no right to mount a small filesystem"
    try:
        towns(place / "full.db", 20)
        with started("write", place / "full.db", "Kim", 10_000) as process:
            assert process.stdout is not None
            lines = process.stdout.read().splitlines()
        acknowledged = [line.rsplit(" ", 1)[0] for line in lines if not line.startswith("refused")]
        assert _kept(place / "full.db") == acknowledged
        return f"{len(acknowledged)} decisions kept; {lines[-1]}"
    finally:
        subprocess.run(["umount", str(place)], check=True)


def read_only(folder: Path) -> str:
    """What the store says when it becomes read-only under an open review; nothing is changed by it."""
    inner = folder / "inner"
    inner.mkdir()
    path = inner / "kept.db"
    towns(path, 5)
    folder.chmod(0o755)
    before = path.read_bytes()
    try:
        with started("write_as_nobody", path, "Kim") as process:
            assert process.stdout is not None
            said = process.stdout.read()
        assert path.read_bytes() == before
    finally:
        inner.chmod(0o755)
        path.chmod(0o644)
    assert _kept(path) == []
    return said.strip()


def asking(folder: Path, times: int = 1000) -> float:
    """How long it takes (seconds) to ask a store of 1,000 claims whether anything has happened."""
    path = folder / "asked.db"
    towns(path, 1000)
    with ClaimStore.open(path) as store:
        start = time.perf_counter()
        for _ in range(times):
            store.newest()
        return (time.perf_counter() - start) / times


def main(share: float) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        two = two_writers(folder, int(1000 * share))
        print(
            f"two writers          {two.events} decisions, one valid chain, {two.seconds:.1f} s; each"
            f" {two.median * 1000:.1f} ms, p95 {two.p95 * 1000:.1f} ms; {two.conflicts} claims contested, both kept"
        )
        lives = max(2, int(40 * share))
        acknowledged, kept = killed(folder, lives, longest=2)
        print(f"kill -9              {lives} times: {acknowledged} decisions acknowledged, all among the {kept} kept")
        _flip(folder, share)
        refusal, count = disk_full(folder)
        print(f"disk full            {count} decisions kept; “{refusal}”")
        print(f"filesystem full      {full_filesystem(folder)}")
        print(f"read-only            “{read_only(folder)}”")
        print(f"has anything changed {asking(folder) * 1e6:.0f} µs")


def _flip(folder: Path, share: float) -> None:
    path = folder / "small.db"
    towns(path, 5)
    decide_some(path)
    size = path.stat().st_size
    places = random.Random(11).sample(range(size), min(size, int(5000 * share)))
    flips = flipped(path, places)
    print(
        f"flipped bytes        {len(places)} of {size}: {flips.refused} refused at opening, {flips.told} told by the"
        f" proof, {flips.without_effect} read by nobody, {len(flips.missed)} missed"
    )
    assert not flips.missed


def decide_some(path: Path) -> None:
    """A few decisions, a note and an undo, so that every table has rows."""
    with ClaimStore.open(path) as store:
        for number in range(4):
            state = store.review(NAME)
            claim = state.items[number % len(state.items)].claim.id
            store.record(review.decide(state, claim, Verdict.DISPUTED, reviewer="Kim", at=AT, note="seen"))
        store.record(review.undo(store.review(NAME), reviewer="Kim", at=AT))


_RUN: dict[str, Callable[..., None]] = {
    "write": lambda path, name, count, most="0": write(Path(path), name, int(count), int(most)),
    "write_as_nobody": lambda path, name: write_as_nobody(Path(path), name),
}

if __name__ == "__main__":
    if len(sys.argv) > 1 and sys.argv[1] in _RUN:
        _RUN[sys.argv[1]](*sys.argv[2:])
    else:
        main(0.05 if "--quick" in sys.argv else 1)
