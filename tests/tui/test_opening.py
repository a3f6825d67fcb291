"""What is shown while a review is read or an article is checked for the first time: what is done, and how far it is."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path
from threading import Event as Signal

import pytest

from claims.errors import StoreError
from claims.ledger.review import ReviewState
from sources.snapshots import Fetches, FetchFailure, Kept, Snapshot
from tests.tui.screens import Desk, review_of
from tests.tui.states import ARTICLE, Log, bridge, desk_of
from tui.app import StetApp
from tui.background import Order
from tui.desk import open_desk
from tui.opening import OnRead
from tui.screens.loading import LoadingScreen
from tui.screens.review import ReviewScreen
from tui.screens.start import StartScreen
from tui.settings import Settings

SIZES = ((80, 24), (140, 40), (60, 16))


class Slow:
    """A shelf that has read 400 of 1,000 claims and then waits."""

    def __init__(self, log: Log, refusal: StoreError | None = None) -> None:
        self.go_on = Signal()
        self._log = log
        self._refusal = refusal

    def review(self, article_id: str, on_read: OnRead = lambda read, total: None) -> ReviewState:
        on_read(400, 1000)
        self.go_on.wait(10)
        if self._refusal:
            raise self._refusal
        return self._log.review(article_id)

    @contextmanager
    def opened(self) -> Iterator[Slow]:
        yield self


@asynccontextmanager
async def opening(slow: Slow, log: Log, size: tuple[int, int] = (80, 24)) -> AsyncIterator[Desk]:
    app = StetApp(desk_of(log, open_reads=slow.opened), article_id=bridge().article_id, name="valmer.txt")
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        yield Desk(app, pilot, log)
        slow.go_on.set()


async def until(desk: Desk, holds: Callable[[], bool]) -> None:
    for _ in range(200):
        if holds():
            break
        await desk.pilot.pause(0.05)
    assert holds()
    await desk.pilot.pause()


@pytest.mark.parametrize("size", SIZES, ids=str)
async def test_a_long_review_says_how_far_it_is_and_opens_by_itself(size: tuple[int, int]) -> None:
    log = Log(bridge())
    slow = Slow(log)
    async with opening(slow, log, size) as desk:
        assert isinstance(desk.app.screen, LoadingScreen)
        assert "Opening valmer.txt" in desk.text
        assert "▸ reading its claims   ▓▓▓▓▓▓░░░░░░░░░░ 400/1\u202f000 claims" in desk.text
        assert "The review opens by itself" in desk.text
        slow.go_on.set()
        await until(desk, lambda: isinstance(desk.app.screen, ReviewScreen))
        assert desk.pointed_at == 1
        await desk.press("v")
        assert desk.state.decided == 1


async def test_while_a_review_is_read_one_can_go_elsewhere() -> None:
    log = Log(bridge())
    slow = Slow(log)
    async with opening(slow, log) as desk:
        await desk.press("v", "j", "?")
        assert "Leave; all is saved already" in desk.text
        await desk.press("escape", "A")
        assert isinstance(desk.app.screen, StartScreen)
        slow.go_on.set()
        await desk.pilot.pause(0.3)
        assert isinstance(desk.app.screen, StartScreen)
        assert log.recorded == []


async def test_a_review_that_cannot_be_read_leads_to_the_start_and_says_why() -> None:
    log = Log(bridge())
    slow = Slow(log, StoreError("the file is damaged", "Prove it"))
    async with opening(slow, log) as desk:
        slow.go_on.set()
        await until(desk, lambda: isinstance(desk.app.screen, StartScreen))
        assert "the file is damaged" in desk.text
        assert "valmer.txt" in desk.text


async def test_it_says_what_to_do_where_there_is_no_room() -> None:
    log = Log(bridge())
    async with opening(Slow(log), log, (40, 10)) as desk:
        assert [line.strip() for line in desk.text.strip().splitlines()] == [
            "stet needs 60x16; this is 40x10",
            "Make the window larger, or leave with q",
            "and take: stet review --plain",
        ]
        await desk.pilot.resize_terminal(10, 3)
        await desk.pilot.pause()
        assert desk.text.split()[:3] == ["stet", "needs", "60x16;"]


class Held:
    """A web that answers when it is told to."""

    def __init__(self) -> None:
        self.go_on = Signal()

    def fetch(self, url: str, *, known: Snapshot | None = None) -> Snapshot | FetchFailure:
        self.go_on.wait(10)
        return Kept().fetch(url, known=known)

    @contextmanager
    def opened(self, _: object) -> Iterator[Fetches]:
        yield self


async def test_the_first_article_shows_what_is_being_done(tmp_path: Path) -> None:
    (tmp_path / "pont.txt").write_text(ARTICLE, "utf-8")
    web = Held()
    with open_desk(Settings(db=tmp_path / "stet.db", reviewer="MD"), create=True) as store:
        store.open_web = web.opened
        app = StetApp(store, order=Order(str(tmp_path / "pont.txt"), ("http://slow.example/x",)))
        async with app.run_test(size=(80, 24)) as pilot:
            desk = Desk(app, pilot, Log())
            await until(desk, lambda: "fetching  slow.example" in desk.text)
            assert "Opening pont.txt" in desk.text
            assert "No article yet" not in desk.text
            assert "✓ finding claims" in desk.text
            assert "▸ fetching sources     ░░░░░░░░░░░░░░░░ 0/1 sources" in desk.text
            assert "· matching" in desk.text
            web.go_on.set()
            await until(desk, lambda: isinstance(app.screen, ReviewScreen))
            assert "1 of 1 sources" in desk.text or "no source could be read" in desk.text


async def test_the_first_frame_is_laid_out_already() -> None:
    async with review_of(bridge(), (140, 40)) as desk:
        assert desk.review.view.has_class("-wide")
