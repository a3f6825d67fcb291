"""The review in a terminal: wiring, colours and the palette."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime
from functools import partial
from typing import ClassVar

from textual.app import App, SystemCommand
from textual.binding import Binding, BindingType
from textual.screen import Screen

from claims.ledger.review import ReviewState
from tui.actions import ACTIONS, keys_of
from tui.screens.review import ReviewScreen
from tui.session import Record, Reload, ReviewSession

# Okabe and Ito's colours (Color Universal Design, 2008), told apart with any colour sight. On white they are too
# pale; there they are darkened to a contrast of 4.5 and more.
DARK = {"verified": "#2FB893", "disputed": "#FF8A3D", "unsure": "#E69F00", "aside": "#A0A0A0", "key": "#56B4E9"}
LIGHT = {"verified": "#00664B", "disputed": "#A34000", "unsure": "#7A5300", "aside": "#595959", "key": "#005A8C"}
ANSI = {
    "verified": "ansi_green",
    "disputed": "ansi_red",
    "unsure": "ansi_yellow",
    "aside": "ansi_bright_black",
    "key": "ansi_cyan",
}


NOT_BY_NAME = frozenset({"palette", "nth_evidence"})
"""What the palette leaves out: itself, and what takes a number."""


class StetApp(App[None]):
    """The review screen over one article's claims; every decision goes through `record` before it shows."""

    CSS_PATH = "stet.tcss"
    TITLE = "stet"
    # Without priority, so that the screen may keep it back while a line is being written.
    BINDINGS: ClassVar[list[BindingType]] = [Binding("ctrl+p", "command_palette", "palette", show=False)]

    def __init__(
        self,
        state: ReviewState,
        record: Record,
        *,
        reviewer: str,
        clock: Callable[[], datetime],
        reload: Reload | None = None,
    ) -> None:
        super().__init__()
        self.animation_level = "none"
        self.session = ReviewSession(state, record, reviewer=reviewer, clock=clock, reload=reload)

    def get_default_screen(self) -> Screen[None]:
        return ReviewScreen(self.session)

    def get_theme_variable_defaults(self) -> dict[str, str]:
        theme = self.current_theme
        colours = ANSI if theme.ansi else DARK if theme.dark else LIGHT
        return {f"stet-{name}": colour for name, colour in colours.items()}

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:
        """What the palette offers: the table of actions, and the choice of colours."""
        if isinstance(screen, ReviewScreen):
            for action in ACTIONS:
                if action.name not in NOT_BY_NAME:
                    title = f"{action.label.capitalize()} ({keys_of(action)})"
                    yield SystemCommand(title, action.help, partial(screen.action_act, action.name))
        yield SystemCommand("Colours", "Choose dark, light or the terminal’s own", self.action_change_theme)


def run_review(
    state: ReviewState,
    record: Record,
    *,
    reviewer: str,
    clock: Callable[[], datetime],
    reload: Reload | None = None,
) -> None:
    """Opens the review and comes back when the person leaves it. `reviewer` may be empty: the first decision asks."""
    StetApp(state, record, reviewer=reviewer, clock=clock, reload=reload).run()
