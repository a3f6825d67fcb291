"""What several tests of the ledger begin with.

None of them is timed: an example may take as long as a busy machine needs for a commit.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import settings

from claims.ledger.store import ClaimStore
from tests.claims.ledger.reports import AT, report

settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")


@pytest.fixture
def pair(tmp_path: Path) -> tuple[Path, Path]:
    """The stores of two people who began with the same check of the same file."""
    one, other = tmp_path / "one.db", tmp_path / "other.db"
    with ClaimStore.open(one) as store:
        store.save_report(report(), AT)
    other.write_bytes(one.read_bytes())
    return one, other
