"""The articles of a store as a queue: the newest first, or what needs attention."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from claims.check import CheckRequest, check_article
from claims.ledger import review
from claims.ledger.rows import ArticleSummary
from claims.ledger.store import ClaimStore
from claims.model import Verdict
from sources.snapshots import Kept
from tests.tui.screens import Desk
from tests.tui.states import Log, desk_of
from tui import overview
from tui.app import StetApp

AT = datetime(2026, 3, 1, tzinfo=UTC)
SOURCE = "The bridge cost 12 million euros. It carries 4,000 people a day. It took 5 years."


def summary(name: str, decided: int = 0, stale: int = 0, conflicts: int = 0, faults: int = 0) -> ArticleSummary:
    return ArticleSummary(name, name, "en", AT, 4, decided, {}, stale, conflicts, faults=faults)


def test_what_has_most_to_settle_comes_first_and_what_is_read_last() -> None:
    articles = (
        summary("new"),
        summary("read", decided=4),
        summary("two faults", faults=2),
        summary("stale and read", decided=4, stale=1),
        summary("contested and faulty", faults=1, conflicts=2),
        summary("old"),
    )
    assert [each.name for each in overview.by_attention(articles)] == [
        "contested and faulty", "two faults", "stale and read", "new", "old", "read",
    ]  # fmt: skip


def test_a_row_says_what_differs() -> None:
    words = overview.article_row(replace(summary("x"), faults=2, conflicts=1)).after.text
    assert words == "2 differing  1 in conflict"


def filled(store: ClaimStore, folder: Path) -> None:
    """Three articles: one with two faults, one fine, one with a fault; the fine one is the newest."""
    (folder / "source.txt").write_text(SOURCE, "utf-8")
    texts = {
        "two.txt": "The bridge cost 12 billion euros. It carries 5,000 people a day.",
        "one.txt": "The bridge cost 12 billion euros. It took 5 years.",
        "fine.txt": "The bridge cost 12 million euros.",
    }
    for n, (name, text) in enumerate(texts.items()):
        (folder / name).write_text(text, "utf-8")
        request = CheckRequest(str(folder / name), (str(folder / "source.txt"),), AT + timedelta(hours=n))
        check_article(request, Kept(), store)


def test_faults_are_counted_while_they_are_open(tmp_path: Path) -> None:
    with ClaimStore.open(tmp_path / "stet.db") as store:
        filled(store, tmp_path)
        assert [each.faults for each in store.articles()] == [0, 1, 2]
        state = store.review(str(tmp_path / "two.txt"))
        store.record(review.decide(state, state.items[0].claim.id, Verdict.DISPUTED, reviewer="MD", at=AT))
        assert [each.faults for each in store.articles()] == [0, 1, 1]


async def test_the_start_shows_the_queue_and_the_cursor_stays_at_its_article(tmp_path: Path) -> None:
    with ClaimStore.open(tmp_path / "stet.db") as store:
        filled(store, tmp_path)
        app = StetApp(desk_of(store))
        async with app.run_test(size=(80, 24)) as pilot:
            await pilot.pause()
            desk = Desk(app, pilot, Log())

            def names() -> list[str]:
                return [word for line in desk.lines for word in line.split() if word.endswith(".txt")]

            assert names() == ["fine.txt", "one.txt", "two.txt"]
            assert "Articles (o: the newest first)" in desk.text
            await desk.press("j", "o")
            assert names() == ["two.txt", "one.txt", "fine.txt"]
            assert "Articles (o: what needs attention first)" in desk.text
            assert "▸" in next(line for line in desk.lines if "one.txt" in line)
            assert "2 differing" in next(line for line in desk.lines if "two.txt" in line)
            await desk.press("enter", "A")
            assert names() == ["two.txt", "one.txt", "fine.txt"]
