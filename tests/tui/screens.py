"""Running the review without a terminal, and reading what its screen shows."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any

from textual.pilot import Pilot

from claims.ledger.review import ReviewState
from tests.tui.states import Log, desk_of
from tui.app import StetApp
from tui.desk import Shelf
from tui.screens.review import ReviewScreen

SIZES = ((80, 24), (100, 30), (140, 40), (60, 16), (40, 10), (10, 3))


@dataclass
class Desk:
    """A running review: press keys, look at the screen, look into the log."""

    app: StetApp
    pilot: Pilot[None]
    log: Log

    async def press(self, *keys: str) -> None:
        await self.pilot.press(*keys)
        # What a dialog hands over on its way out shows one round later.
        await self.pilot.pause()
        await self.pilot.pause()

    @property
    def lines(self) -> list[str]:
        """The lines of the screen as the terminal gets them."""
        return ["".join(segment.text for segment in strip) for strip in self.app.screen._compositor.render_strips()]

    @property
    def text(self) -> str:
        return "\n".join(self.lines)

    @property
    def state(self) -> ReviewState:
        return self.review.session.state

    @property
    def review(self) -> ReviewScreen:
        """The review, whatever is shown above it."""
        return next(screen for screen in self.app.screen_stack if isinstance(screen, ReviewScreen))

    @property
    def pointed_at(self) -> int:
        """The number of the claim with the pointer, as the list shows it."""
        line = next(line for line in self.lines if "▸" in line)
        return int(line.split("▸")[1].split()[0])

    @property
    def unfolded(self) -> str:
        """All the words without frames and line breaks: what was wrapped is whole again."""
        return "".join("".join(line.strip("│╭╮╰╯ ") for line in self.lines).split())


@asynccontextmanager
async def review_of(
    state: ReviewState,
    size: tuple[int, int] = (80, 24),
    *,
    reviewer: str = "MD",
    log: Log | None = None,
    shelf: Shelf | None = None,
    **more: Any,
) -> AsyncIterator[Desk]:
    """The review of a state over a log in memory, or over the shelf that it comes from."""
    log = log or Log()
    log.state = log.state or state
    app = StetApp(desk_of(shelf or log, reviewer=reviewer, **more), article_id=state.article_id)
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        yield Desk(app, pilot, log)
