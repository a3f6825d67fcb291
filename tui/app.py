"""The desk in a terminal: which screen is on, the check that runs beside it, colours and the palette."""

from __future__ import annotations

import gc
from collections import deque
from collections.abc import Iterable
from functools import partial
from typing import ClassVar

from textual.app import SystemCommand
from textual.binding import Binding, BindingType
from textual.screen import Screen
from textual.worker import WorkerFailed

from claims.errors import StetError, StoreError
from tui.actions import keys_of
from tui.background import Check, Order
from tui.desk import Desk
from tui.faults import words_of
from tui.opening import Opening
from tui.screens.base import DeskApp, DeskScreen
from tui.screens.loading import LoadingScreen
from tui.screens.review import ReviewScreen
from tui.screens.start import StartScreen
from tui.session import ReviewSession

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

TICK = 0.2
"""Seconds between two looks at a check under way: it moves before the eye, and costs nothing."""


MOMENT = 0.2
"""Seconds for which the screen may stand still while another program writes."""


AT_ONCE = 0.2
"""Seconds within which a review that has been read is shown without a word before."""


class StetApp(DeskApp):
    """A desk's screens: the start with all its articles, and the review of one of them.

    Args:
        article_id: the article to review at once; the start screen without one.
        name: what it is called while it is read.
        order: what to check at once.
    """

    CSS_PATH = "stet.tcss"
    TITLE = "stet"
    # Without priority, so that a screen may keep it back while a line is being written.
    BINDINGS: ClassVar[list[BindingType]] = [Binding("ctrl+p", "command_palette", "palette", show=False)]

    def __init__(self, desk: Desk, *, article_id: str = "", name: str = "", order: Order | None = None) -> None:
        super().__init__()
        desk.wait_at_most(MOMENT)  # a screen that stands still says nothing: it tries again itself (`Recording`)
        self.animation_level = "none"
        self.desk = desk
        self.check: Check | None = None
        self._waiting: deque[Order] = deque((order,) if order else ())
        self._article = (article_id, name)
        self._kept = False

    def get_default_screen(self) -> Screen[None]:
        return self._opening(*self._article) if self._article[0] else StartScreen(self.desk)

    def on_mount(self) -> None:
        self.set_interval(TICK, self._look)
        self._next()

    def _opening(self, article_id: str, name: str = "") -> DeskScreen:
        """The review of an article; or, of one that takes longer to read, how far that is."""
        opening = self.desk.opening(article_id, name)
        return self._review(opening) if opening.done(AT_ONCE) else LoadingScreen(opening, self.desk)

    def _review(self, opening: Opening) -> ReviewScreen:
        if opening.state is None:
            raise opening.error or StoreError("the review could not be read", "Prove the store: stet log --verify")
        if self._kept:  # what the review before was made of
            gc.unfreeze()
            gc.collect()
        # Its values last: looking for garbage among 10,000 claims would hold up every twentieth key by 0.1 s.
        gc.freeze()
        self._kept = True
        session = ReviewSession(opening.state, self.desk.shelf, reviewer=self.desk.reviewer, clock=self.desk.clock)
        return ReviewScreen(session, self.desk)

    def open_review(self, article_id: str, name: str = "") -> None:
        self._turn_to(self._opening(article_id, name))

    def opened(self, opening: Opening) -> None:
        try:
            self._turn_to(self._review(opening))
        except StetError as refused:
            self._turn_to(StartScreen(self.desk, words_of(refused)))

    def open_start(self) -> None:
        self._turn_to(StartScreen(self.desk))

    def _turn_to(self, screen: DeskScreen) -> None:
        """Shows a screen in the place of the one on top; the first one stays below, for Textual keeps it."""
        if len(self.screen_stack) > 1:
            self.switch_screen(screen)
        else:
            self.push_screen(screen)

    # Checks

    def order(self, order: Order) -> None:
        self.desk.check(order)
        self._waiting.append(order)
        self._next()

    def _next(self) -> None:
        if self.check is None and self._waiting:
            self.check = self.desk.check(self._waiting.popleft())
            self.run_worker(self.check.run, thread=True, group="check")
            self._look()

    def _look(self) -> None:
        """Tells the screens how far the check is, and goes on with the next one after its end."""
        check = self.check
        if check is None:
            return
        done = check.done
        for screen in self._screens():
            screen.show_check(None if done else check)
        if done:
            self.check = None
            for screen in self._screens():
                screen.check_ended(check)
            self._next()

    def _screens(self) -> list[DeskScreen]:
        return [screen for screen in self.screen_stack if isinstance(screen, DeskScreen) and screen.is_mounted]

    def on_unmount(self) -> None:
        gc.unfreeze()
        if self.check is not None:
            self.check.stop()

    @property
    def fault(self) -> Exception | None:
        """What ended the screens, if it was a fault."""
        fault = self._exception
        return fault.error if isinstance(fault, WorkerFailed) and isinstance(fault.error, Exception) else fault

    def _fatal_error(self) -> None:
        """Leaves the screen as it was before; Textual would fill it with a traceback and the texts at hand."""
        self._close_messages_no_wait()

    # Looks and palette

    def get_theme_variable_defaults(self) -> dict[str, str]:
        theme = self.current_theme
        colours = ANSI if theme.ansi else DARK if theme.dark else LIGHT
        return {f"stet-{name}": colour for name, colour in colours.items()}

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:
        """What the palette offers: the actions at hand, and the choice of colours."""
        if isinstance(screen, DeskScreen):
            for action in screen.actions:
                if action.name not in NOT_BY_NAME:
                    title = f"{action.label.capitalize()} ({keys_of(action)})"
                    yield SystemCommand(title, action.help, partial(screen.action_act, action.name))
        yield SystemCommand("Colours", "Choose dark, light or the terminal’s own", self.action_change_theme)


def run_desk(desk: Desk, *, article_id: str = "", name: str = "", order: Order | None = None) -> None:
    """Opens the screens and comes back when the person leaves them.

    Raises `StetError` where the article cannot be had, and whatever ended the screens that nobody expected.
    """
    app = StetApp(desk, article_id=article_id, name=name, order=order)
    app.run()
    if app.fault is not None:
        raise app.fault
