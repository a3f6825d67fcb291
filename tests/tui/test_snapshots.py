"""What the screens look like, kept as text: run with STET_WRITE_SNAPSHOTS=1 to keep what they look like now.

Reverse video is written as ⟦words⟧ and struck-out or dimmed words as they are, so that a picture tells what a terminal
without colours tells.
"""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from claims.ledger.review import ReviewState
from claims.model import Verdict
from tests.tui.screens import Desk, review_of
from tests.tui.states import Log, bridge, chinese, desk_of, ticking, unread, without_claims
from tui.app import StetApp
from tui.session import ReviewSession

FOLDER = Path(__file__).parent / "snapshots"
SMALL, USUAL, WIDE = (60, 16), (80, 24), (140, 40)


@pytest.fixture(autouse=True)
def utc(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The reader's clock: events are told in its time."""
    monkeypatch.setenv("TZ", "UTC")
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()


def picture(desk: Desk) -> str:
    """The screen as lines, without the blanks at their ends."""
    lines = []
    for strip in desk.app.screen._compositor.render_strips():
        parts = (f"⟦{s.text}⟧" if s.style and s.style.reverse and s.text.strip() else s.text for s in strip)
        lines.append("".join(parts).replace("⟧⟦", "").rstrip())
    return "\n".join(lines) + "\n"


def compare(name: str, desk: Desk) -> None:
    file = FOLDER / f"{name}.txt"
    now = picture(desk)
    if os.environ.get("STET_WRITE_SNAPSHOTS"):
        file.write_text(now, "utf-8")
    assert now == file.read_text("utf-8")


CASES: list[tuple[str, ReviewState, tuple[int, int], tuple[str, ...]]] = [
    *((f"fr-{w}x{h}", bridge(), (w, h), ("v", "j")) for w, h in (SMALL, USUAL, WIDE)),
    *((f"zh-{w}x{h}", chinese(), (w, h), ("v",)) for w, h in (SMALL, USUAL, WIDE)),
    ("two-columns", bridge(), (100, 30), ("j",)),
    ("tiny", bridge(), (40, 10), ()),
    ("no-claims", without_claims(), USUAL, ()),
    ("unread", unread(), USUAL, ()),
    ("all-read", bridge(), USUAL, ("v", "v", "x", "v")),
    ("keys", bridge(), WIDE, ("?",)),
    ("correct", bridge(), USUAL, ("e",)),
    ("filter", bridge(), USUAL, ("F",)),
    ("copy", bridge(), USUAL, ("y",)),
    ("sources", bridge(), USUAL, ("S",)),
    ("add-source", bridge(), SMALL, ("a",)),
    ("zoomed", bridge(), USUAL, ("j", "tab", "tab", "+")),
]


@pytest.mark.parametrize(("name", "state", "size", "keys"), CASES, ids=[case[0] for case in CASES])
async def test_the_review_looks_as_kept(
    name: str, state: ReviewState, size: tuple[int, int], keys: tuple[str, ...]
) -> None:
    async with review_of(state, size) as desk:
        await desk.press(*keys)
        compare(name, desk)


async def test_a_conflict_and_a_wording_look_as_kept() -> None:
    log = Log(bridge())
    other = ReviewSession(bridge(), log, reviewer="Bo", clock=ticking())
    first = other.state.items[0].claim.id
    other.decide(first, Verdict.DISPUTED, 0)
    other.propose_wording(first, "12,5", "12,6")
    mine = ReviewSession(bridge(), log, reviewer="MD", clock=ticking())
    mine.decide(first, Verdict.VERIFIED, 0)
    async with review_of(bridge(), WIDE, log=log) as desk:
        await desk.press("g")
        compare("conflict", desk)


async def test_without_colour_it_looks_as_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    async with review_of(bridge(), USUAL) as desk:
        await desk.press("v")
        compare("no-color", desk)


@pytest.mark.parametrize(("name", "state"), [("start-empty", None), ("start", bridge())])
async def test_the_start_looks_as_kept(name: str, state: ReviewState | None) -> None:
    log = Log(state)
    app = StetApp(desk_of(log))
    async with app.run_test(size=USUAL) as pilot:
        await pilot.pause()
        compare(name, Desk(app, pilot, log))


def test_there_are_no_more_pictures_than_anybody_looks_at() -> None:
    assert len(list(FOLDER.glob("*.txt"))) <= 24
