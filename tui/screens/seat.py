"""What the commands of a review need of its screen. They are three rooms: deciding, looking, working."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Protocol

from textual.app import App

from claims.ledger.events import Event
from claims.ledger.review import Item, ReviewState
from tui.actions import Actions
from tui.desk import Desk
from tui.forms import Form
from tui.place import Place
from tui.screens.asking import Submit
from tui.screens.base import DeskApp
from tui.session import ReviewSession
from tui.widgets.review_view import ReviewView

Command = Callable[[], object]


class Seat(Protocol):
    """Where a reviewer sits: the session, the place in it, and what can be shown and asked there."""

    actions: Actions
    desk: Desk
    session: ReviewSession
    place: Place
    view: ReviewView

    @property
    def app(self) -> App[Any]: ...

    @property
    def desk_app(self) -> DeskApp: ...

    @property
    def state(self) -> ReviewState: ...

    def go(self, place: Place) -> None:
        """To another place, and shows it."""

    def say(self, words: str) -> None:
        """On the status line."""

    def alarm(self, words: str) -> None:
        """On the banner, loudly."""

    def notice(self) -> None:
        """Puts on the banner what holds for the review as a whole."""

    def on_claim(self, then: Callable[[Item], object], *, named: bool = True) -> None:
        """Goes on with the claim at hand, if there is one; with a name, where something is to be recorded."""

    def named(self, then: Command) -> None:
        """Asks for the reviewer's name where there is none yet, and goes on once there is one."""

    def ask(self, form: Form, submit: Submit, first: str = "") -> None:
        """Puts a form before the reviewer."""

    def committed(self, event: Event) -> None:
        """Says what was saved."""

    def record(self, change: Callable[[], Event], then: Command, refused: Command = ...) -> None:
        """Has the store take up a change, and goes on once it has; where it does not, says so loudly and nothing else
        has changed.
        """
