"""The views for other programs, read with plain `sqlite3`, and the metadata that explains them to Datasette."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from claims.export.datasette import HIDDEN, VIEWS, render
from claims.export.exporters import Contents
from claims.ledger import review
from claims.ledger.store import ClaimStore
from claims.ledger.views import REVIEW_VIEWS
from claims.model import Verdict
from tests.claims.export.stores import decided_store
from tests.claims.ledger.reports import AT, URL, number_claim, quote_claim, report, snapshot


def rows(path: Path, view: str) -> list[dict[str, object]]:
    """The rows of a view as any program gets them that opens the file for reading."""
    with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as plain:
        plain.row_factory = sqlite3.Row
        return [dict(row) for row in plain.execute(f"SELECT * FROM {view}")]


@pytest.fixture
def store(tmp_path: Path) -> Path:
    with decided_store(tmp_path) as store:
        state = store.review("bridge.txt")
        at = AT.replace(minute=40)
        store.record(review.decide(state, quote_claim().id, Verdict.VERIFIED, reviewer="Kim", at=at))
        store.record(review.undo(store.review("bridge.txt"), reviewer="Kim", at=AT.replace(minute=41)))
        state = store.review("bridge.txt")
        store.record(review.sign(state, quote_claim().id, reviewer="Ann", at=AT.replace(minute=42)))
    return tmp_path / "stet.db"


def test_claims_are_listed_with_how_they_stand(store: Path) -> None:
    quote, number = rows(store, "review_claims")
    assert quote == {
        "article": "bridge.txt",
        "number": 1,
        "kind": "quote",
        "claim": "The bridge is safe.",
        "speaker": "Ana Brook",
        "figure": None,
        "finding": "altered",
        "detail": "negation",
        "passage": "The bridge is not safe.",
        "source": URL,
        "verdict": "disputed",
        "reviewer": "Kim",
        "decided_at": "2026-03-04T09:30:00Z",
        "second_reader": "Ann",
        "note": "=ring(them)",
        "to_confirm": None,
        "contested": 0,
        "flagged": 0,
        "claim_id": quote_claim().id,
    }
    assert (number["number"], number["figure"], number["verdict"]) == (2, "1400000 EUR", "open")


def test_every_decision_is_listed_and_which_stands(store: Path) -> None:
    told = [(row["verdict"], row["reviewer"], row["stands"], row["passage"]) for row in rows(store, "review_decisions")]
    passage = "The bridge is not safe."
    assert told == [("disputed", "Kim", 1, passage), ("verified", "Kim", 0, passage)]
    assert {row["copy_sha256"] for row in rows(store, "review_decisions")} == {snapshot().sha256}


def test_sources_and_findings(store: Path) -> None:
    read, failed = rows(store, "review_sources")
    assert (read["status"], read["title"], read["claims"], read["warnings"]) == ("read", "A page", 2, None)
    assert (failed["status"], failed["problem"], failed["address"]) == ("failed", "404 Not Found", None)
    assert [(row["claim"], row["finding"], row["newest"]) for row in rows(store, "review_findings")] == [
        ("The bridge is safe.", "altered", 1),
        ("Some 1.4 million euros", "match", 1),
    ]
    assert number_claim().id == rows(store, "review_findings")[1]["claim_id"]


def test_numbers_are_those_of_the_review(tmp_path: Path) -> None:
    with ClaimStore.open(tmp_path / "stet.db") as store:
        store.save_report(report(), AT)
        store.save_report(report("other.txt", "First.\n" + report().document.text), AT)
        for name in ("bridge.txt", "other.txt"):
            expected = [item.claim.id for item in store.review(name).items]
            listed = [row for row in rows(store.path, "review_claims") if row["article"] == name]
            assert [row["claim_id"] for row in sorted(listed, key=lambda row: str(row["number"]))] == expected


def test_the_views_refuse_to_be_written(store: Path) -> None:
    with closing(sqlite3.connect(store)) as plain:
        for view in REVIEW_VIEWS:
            with pytest.raises(sqlite3.OperationalError, match="cannot modify"):
                plain.execute(f"DELETE FROM {view}")


def test_the_metadata_explains_every_column_and_hides_the_rest(store: Path) -> None:
    tables = json.loads(render(Contents(()), {"database": "desk"}))["databases"]["desk"]["tables"]
    with closing(sqlite3.connect(store)) as plain:
        found = {row[0] for row in plain.execute("SELECT name FROM sqlite_schema WHERE type IN ('table', 'view')")}
        for view, said in VIEWS.items():
            columns = [row[1] for row in plain.execute(f"PRAGMA table_info({view})")]
            assert sorted(said["columns"]) == sorted(columns), view
            assert {*said["facets"], said.get("sort_desc", columns[0])} <= set(columns)
    assert found - set(REVIEW_VIEWS) == set(HIDDEN)
    assert set(tables) == set(REVIEW_VIEWS) | set(HIDDEN)
