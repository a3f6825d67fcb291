"""What becomes of a person's word when two write at once, when the program is killed, the disk is full, a byte flips.

The full counts are run by `python -m bench.durability`; these are the same with fewer.
"""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from bench import durability
from claims.ledger.store import ClaimStore
from tests.claims.ledger.reports import AT, report


def test_two_people_decide_in_one_store_and_nothing_is_lost(tmp_path: Path) -> None:
    written = durability.two_writers(tmp_path, 40, claims=9)
    assert written.events == 80
    assert written.conflicts <= 9


def test_a_killed_review_keeps_every_acknowledged_decision(tmp_path: Path) -> None:
    acknowledged, kept = durability.killed(tmp_path, lives=3, longest=0.2)
    assert 3 <= acknowledged <= kept


def test_a_full_disk_refuses_loudly_and_goes_on_when_there_is_room(tmp_path: Path) -> None:
    refusal, kept = durability.disk_full(tmp_path)
    assert "what was saved before is still there" in refusal
    assert kept > 1


def test_a_store_that_becomes_read_only_refuses_loudly(tmp_path: Path) -> None:
    refusal = durability.read_only(tmp_path)
    assert refusal.startswith("refused")
    assert "read-only" in refusal or "cannot be opened" in refusal


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A small store with something in every table."""
    path = tmp_path / "small.db"
    durability.towns(path, 3)
    with ClaimStore.open(path) as store:
        store.save_report(report(), AT)
    durability.decide_some(path)
    return path


def test_a_byte_that_flips_anywhere_is_told_or_read_by_nobody(path: Path) -> None:
    size = path.stat().st_size
    flips = durability.flipped(path, random.Random(3).sample(range(size), 120))
    assert flips.missed == ()
    assert flips.refused + flips.told > 0


@pytest.mark.parametrize(
    ("words", "what"),
    [
        ("The town of Number 1 has", "text"),
        ("404 Not Found", "article"),
        ("equal", "article"),
        ("set-cookie", "sighting"),
        ("the log is append-only: no event is deleted", "schema"),
        ("seen", "log"),
    ],
)
def test_what_was_changed_beside_the_log_is_told(path: Path, words: str, what: str) -> None:
    whole = path.read_bytes()
    at = whole.index(words.encode())
    path.write_bytes(whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :])
    with ClaimStore.open(path) as store:
        proof = store.verify_log()
    assert not proof.ok
    assert what in proof.in_words
