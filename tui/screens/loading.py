"""What is shown while the review of a long article is read: what is being done, and how far it is."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import Container, Horizontal
from textual.widgets import Static

from tui import overview
from tui.actions import Where, at_hand, shown_keys
from tui.desk import Desk
from tui.opening import Opening
from tui.progress import opening_runs
from tui.screens.base import DeskScreen
from tui.screens.dialogs import KeySheet
from tui.widgets.key_line import KeyLine
from tui.widgets.runs import content_of
from tui.widgets.too_small import TooSmall

LOOK_SECONDS = 0.1
"""How often it is looked how far it is."""


class LoadingScreen(DeskScreen):
    """Gives way to the review once that is read, and to the start where it cannot be."""

    def __init__(self, opening: Opening, desk: Desk) -> None:
        super().__init__(at_hand(desk.actions, Where.OPENING))
        self._opening = opening
        self._desk = desk

    def compose(self) -> ComposeResult:
        with Container(id="start"):
            with Horizontal(id="head"):
                yield Static(content_of(overview.start_heading(str(self._desk.shelf.path))), id="heading")
            yield Static(id="loading")
            with Container(id="foot"):
                yield KeyLine(self.actions, id="keys")
        yield TooSmall(id="too-small")

    def on_mount(self) -> None:
        self._look()
        self.set_interval(LOOK_SECONDS, self._look)

    def _look(self) -> None:
        if self.app.screen is not self:
            return  # one has gone elsewhere, or looks at the keys
        if self._opening.done():
            self.desk_app.opened(self._opening)
        else:
            self.query_one("#loading", Static).update(content_of(opening_runs(self._opening, shown_keys(self.actions))))

    def action_act(self, name: str, number: int = 0) -> None:  # noqa: ARG002 - nothing here takes one
        {
            "articles": self.desk_app.open_start,
            "keys": lambda: self.app.push_screen(KeySheet(self.actions)),
            "palette": self.app.action_command_palette,
            "quit": self.app.exit,
        }[name]()
