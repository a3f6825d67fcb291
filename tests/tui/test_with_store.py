"""The review over a real store: what shows is on the disk, and what is refused does not show."""

from __future__ import annotations

import gc
import sqlite3
from datetime import UTC, datetime
from pathlib import Path

import pytest

from claims.ledger.review import ReviewState
from claims.ledger.store import ClaimStore
from claims.model import Verdict
from tests.claims.ledger.reports import report
from tests.tui.screens import review_of

AT = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)
ARTICLE = report().article_id


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "stet.db"
    with ClaimStore.open(path) as store:
        store.save_report(report(), AT)
    return path


async def test_a_key_press_is_on_the_disk_when_it_shows(path: Path) -> None:
    with ClaimStore.open(path) as store, ClaimStore.open(path) as second:
        async with review_of(store.review(ARTICLE), shelf=store) as desk:
            await desk.press("d", *"no", "enter", "v", "z", "n", *"later", "enter")
            assert second.review(ARTICLE).items == desk.state.items
        state = second.review(ARTICLE)
        assert [item.verdict for item in state.items] == [Verdict.DISPUTED, None]
        assert [item.note for item in state.items] == ["no", "later"]
        assert second.verify_log().ok


async def test_what_a_review_is_made_of_is_not_searched_for_garbage_while_it_is_open(path: Path) -> None:
    before = gc.get_freeze_count()
    with ClaimStore.open(path) as store:
        async with review_of(store.review(ARTICLE), shelf=store):
            assert gc.get_freeze_count() > before
            assert not any(isinstance(one, ReviewState) for one in gc.get_objects())
    assert gc.get_freeze_count() == 0


async def test_the_review_goes_on_where_it_was_left(path: Path) -> None:
    with ClaimStore.open(path) as store:
        async with review_of(store.review(ARTICLE), shelf=store) as desk:
            await desk.press("v")
        async with review_of(store.review(ARTICLE), shelf=store) as desk:
            assert desk.pointed_at == 2
            assert "1/2 reviewed" in desk.text
            await desk.press("z")
            assert desk.pointed_at == 1
            assert "0/2 reviewed" in desk.text


async def test_a_read_only_store_refuses_loudly(path: Path) -> None:
    with ClaimStore.open(path, readonly=True) as store:
        async with review_of(store.review(ARTICLE), shelf=store) as desk:
            await desk.press("v")
            assert "NOT SAVED" in desk.text
            assert "0/2 reviewed" in desk.text


async def test_a_locked_store_refuses_loudly_and_goes_on_after(path: Path) -> None:
    other = sqlite3.connect(path, isolation_level=None)
    with ClaimStore.open(path, busy_seconds=0.05) as store:
        async with review_of(store.review(ARTICLE), shelf=store) as desk:
            other.execute("BEGIN EXCLUSIVE")
            await desk.press("v")
            assert "NOT SAVED YET" in desk.text
            assert "another program is writing to the store; waiting for it" in desk.text
            assert "0/2 reviewed" in desk.text
            await desk.press("x", "j")
            assert "this key was not taken" in desk.text
            assert desk.pointed_at == 1
            other.execute("ROLLBACK")
            await desk.pilot.pause(1)
            assert "NOT SAVED" not in desk.text
            assert "1/2 reviewed" in desk.text
            assert [event.verdict for event in store.events(ARTICLE) if event.verdict] == [Verdict.VERIFIED]
    other.close()


async def test_a_note_waits_for_a_locked_store_too_and_leaving_is_asked_twice(path: Path) -> None:
    other = sqlite3.connect(path, isolation_level=None)
    with ClaimStore.open(path, busy_seconds=0.05) as store:
        async with review_of(store.review(ARTICLE), shelf=store) as desk:
            await desk.press("n", *"ask")
            other.execute("BEGIN IMMEDIATE")
            await desk.press("enter")
            assert "NOT SAVED YET" in desk.text
            await desk.press("q")
            assert "NOT SAVED yet; q once more leaves without it" in desk.text
            assert desk.app.is_running
            other.execute("ROLLBACK")
            await desk.pilot.pause(1)
            assert desk.state.items[0].note == "ask"
            assert store.review(ARTICLE).items[0].note == "ask"
    other.close()


async def test_a_screen_that_cannot_see_what_others_do_says_so_until_it_can(path: Path) -> None:
    other = sqlite3.connect(path, isolation_level=None)
    with ClaimStore.open(path, busy_seconds=0.05) as store:
        async with review_of(store.review(ARTICLE), shelf=store) as desk:
            other.execute("BEGIN EXCLUSIVE")
            await desk.pilot.pause(1.3)
            assert "what others decide" in desk.text
            other.execute("ROLLBACK")
            await desk.pilot.pause(1.3)
            assert "what others decide" not in desk.text
    other.close()


async def test_two_people_in_one_store_see_each_other(path: Path) -> None:
    with ClaimStore.open(path) as store, ClaimStore.open(path) as second:
        there = second.review(ARTICLE)
        async with review_of(store.review(ARTICLE), shelf=store) as desk:
            async with review_of(there, shelf=second, reviewer="Bo") as other:
                await other.press("v")
            await desk.press("x")
            await desk.pilot.pause(1.2)
            assert [event.reviewer for event in desk.state.items[0].history if event.reviewer] == ["Bo", "MD"]
            assert desk.state == store.review(ARTICLE)
            await desk.press("k")
            assert "conflict Bo: verified; MD: not a claim" in desk.text
            assert "1 –!" in desk.text
            await desk.press("v")
            assert desk.state.items[0].conflict == ()
