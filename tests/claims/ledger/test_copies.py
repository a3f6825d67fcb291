"""What is kept of sources: seen again, listed, and taken out."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from claims.errors import StoreError
from claims.ledger.events import EventKind
from claims.ledger.store import ClaimStore
from sources.document import PageWarning, Warn
from sources.snapshots import Origin
from tests.claims.ledger.reports import AT, PAGE, URL, report, snapshot

DAY = timedelta(days=1)
OTHER = "http://other.example/"


@pytest.fixture
def store(tmp_path: Path) -> Iterator[ClaimStore]:
    with ClaimStore.open(tmp_path / "stet.db") as opened:
        opened.save_report(report(), AT)
        yield opened


def blobs(store: ClaimStore) -> int:
    with sqlite3.connect(store.path) as second:
        count = second.execute("SELECT count(*) FROM blobs").fetchone()[0]
    second.close()
    return int(count)


def test_the_same_bytes_are_kept_once_and_each_sighting_with_its_time(store: ClaimStore) -> None:
    store.save_snapshot(snapshot(at=AT + DAY))
    store.save_snapshot(snapshot(PAGE + " Corrected.", at=AT + 2 * DAY))
    assert [copy.fetched_at for copy in store.copies(URL)] == [AT + 2 * DAY, AT + DAY, AT]
    assert blobs(store) == 2


@pytest.mark.parametrize("origin", Origin)
def test_how_a_copy_came_in_is_kept(store: ClaimStore, origin: Origin) -> None:
    copy = replace(snapshot("x", OTHER), origin=origin)
    store.save_snapshot(copy)
    assert store.copies(OTHER) == (copy,)


def test_every_source_is_listed_with_its_state(store: ClaimStore) -> None:
    store.save_snapshot(snapshot("x" * 7, OTHER))
    gone, other, page = store.kept_sources()
    assert (gone.name, gone.status, gone.reason, gone.copies, gone.origin) == (
        "http://gone.example/",
        "failed",
        "http_status",
        0,
        None,
    )
    assert (other.name, other.status, other.articles, other.size) == (OTHER, "", (), 7)
    assert (page.name, page.status, page.copies, page.versions) == (URL, "read", 1, 1)
    assert page.articles == (report().article_id,)
    assert (page.sha256, page.fetched_at, page.origin) == (snapshot().sha256, AT, Origin.WEB)
    assert [source.name for source in store.kept_sources("bridge.txt")] == ["http://gone.example/", URL]


def test_what_is_odd_about_a_page_comes_back_with_the_review(store: ClaimStore) -> None:
    states = report().sources
    assert states[0].document is not None
    odd = replace(states[0].document, warnings=(PageWarning(Warn.PAYWALL, "“not free”"),))
    store.save_report(replace(report(), sources=(replace(states[0], document=odd), states[1])), AT + DAY)
    assert store.review("bridge.txt").sources[0].warnings == ("“not free”",)
    assert store.kept_sources()[1].warnings == ("“not free”",)
    assert store.events()[-1].payload["warnings"] == "paywall"


def test_a_copy_that_a_check_rests_on_is_not_dropped_by_the_way(store: ClaimStore) -> None:
    store.save_snapshot(snapshot("old", at=AT - DAY))
    dropped = store.drop_copies(URL, used=False, reviewer="Kim", at=AT)
    assert [copy.body for copy in dropped] == [b"old"]
    assert [copy.body for copy in store.copies(URL)] == [PAGE.encode()]
    assert blobs(store) == 1
    assert EventKind.DROPPED not in {event.kind for event in store.events()}


def test_what_was_dropped_is_gone_and_the_log_says_so(store: ClaimStore) -> None:
    before = store.review("bridge.txt")
    assert len(store.drop_copies(URL, used=True, reviewer="Kim", at=AT)) == 1
    assert store.copies(URL) == ()
    assert blobs(store) == 0
    last = store.events()[-1]
    assert (last.kind, last.reviewer) == (EventKind.DROPPED, "Kim")
    assert last.payload == {"source": URL, "snapshots": snapshot().sha256}
    assert store.verify_log().ok
    after = store.review("bridge.txt")
    assert after.items == before.items
    assert after.sources[0].text == PAGE
    store.save_report(report(), AT + DAY)
    assert len(store.copies(URL)) == 1


def test_bytes_that_another_source_has_as_well_stay(store: ClaimStore) -> None:
    store.save_snapshot(snapshot(PAGE, OTHER))
    store.drop_copies(OTHER, used=True, reviewer="", at=AT)
    assert [copy.body for copy in store.copies(URL)] == [PAGE.encode()]
    store.save_snapshot(replace(snapshot(PAGE, "http://packed.example/"), raw=b"packed"))
    store.drop_copies(URL, used=True, reviewer="", at=AT)
    assert [copy.body for copy in store.copies("http://packed.example/")] == [PAGE.encode()]


def test_a_failure_to_drop_changes_nothing(store: ClaimStore) -> None:
    with ClaimStore.open(store.path, readonly=True) as reader, pytest.raises(StoreError):
        reader.drop_copies(URL, used=True, reviewer="", at=AT)
    assert len(store.copies(URL)) == 1
