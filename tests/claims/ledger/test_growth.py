"""What a check costs the store does not grow with the articles that it holds."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from claims.check import keep
from claims.examine import Case, References, examine
from claims.ledger.store import ClaimStore
from sources.files import pasted
from sources.snapshots import Snapshot
from tests.claims.ledger.reports import AT


def save(store: ClaimStore, number: int) -> int:
    """Saves the check of an article of its own; how many steps SQLite's machine took for it."""
    steps = 0

    def count() -> None:
        nonlocal steps
        steps += 1

    had = pasted(f"The mill of Ostby has {number + 10} sails and cost {number + 500} euros.", at=AT)
    assert isinstance(had, Snapshot)
    report = examine(Case(f"{number}.txt", replace(had, url=f"{number}.txt")), References(()))
    store._db.conn.set_progress_handler(count, 10)
    keep(store, report, AT)
    store._db.conn.set_progress_handler(None, 0)
    return steps


def test_a_save_takes_as_many_steps_after_many_articles_as_after_few(tmp_path: Path) -> None:
    with ClaimStore.open(tmp_path / "stet.db") as store:
        took = [save(store, number) for number in range(400)]
    assert max(took[380:]) < 1.2 * max(took[20:40])
