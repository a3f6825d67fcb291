"""What all screens of stet share: the looks of words, keys from the table of actions, news of a check under way."""

from __future__ import annotations

from typing import Any, TypeVar, cast

from textual import events
from textual.app import App
from textual.binding import Binding, BindingsMap
from textual.screen import ModalScreen, Screen

from tui.actions import Actions
from tui.background import Check, Order
from tui.messages import ActionChosen
from tui.opening import Opening
from tui.widgets.runs import TONE_CLASSES
from tui.widgets.too_small import TooSmall, is_too_small

Result = TypeVar("Result")


def leave(screen: Screen[Any], result: object = None) -> None:
    """Goes, once: of two quick keys or clicks the second comes when the screen has gone already."""
    if screen.is_current:
        screen.dismiss(result)


class StetScreen(Screen[Result]):
    """A whole screen whose stylesheet knows the tones."""

    COMPONENT_CLASSES = TONE_CLASSES

    leave = leave


class DeskApp(App[Any]):
    """What screens ask of the app that they are in; `tui.app` does it."""

    def open_review(self, article_id: str, name: str = "") -> None:
        """Puts the review of an article before the person; raises `StoreError` where it cannot be had."""
        raise NotImplementedError

    def opened(self, opening: Opening) -> None:
        """A review that took longer has been read, or could not be."""
        raise NotImplementedError

    def open_start(self) -> None:
        """Puts all the articles before the person."""
        raise NotImplementedError

    def order(self, order: Order) -> None:
        """Has something checked beside the review, after what was ordered before.

        Raises `StoreError` where nothing can be kept.
        """
        raise NotImplementedError


class DeskScreen(StetScreen[None]):
    """A screen that does what keys stand for, and hears of checks."""

    def __init__(self, actions: Actions) -> None:
        super().__init__()
        self.actions = actions
        # Keys may be given to actions anew, so the bindings belong to the screen and not to its class.
        self._bindings = BindingsMap(
            Binding(key, f"act('{action.name}', {number})", action.label, show=False)
            for action in actions
            for number, key in enumerate(action.keys)
        )

    @property
    def desk_app(self) -> DeskApp:
        return cast("DeskApp", self.app)

    @property
    def is_tiny(self) -> bool:
        """Whether the terminal is too small to show anything, so that nothing is done either."""
        return self.has_class("-tiny")

    def on_resize(self, event: events.Resize) -> None:
        self.set_class(is_too_small(event.size), "-tiny")
        self.query_one(TooSmall).measure(event.size)

    def action_act(self, name: str, number: int = 0) -> None:
        """Does what the key of that number of an action stands for."""
        raise NotImplementedError

    def on_action_chosen(self, message: ActionChosen) -> None:
        message.stop()
        self.action_act(message.name, message.number)

    def show_check(self, check: Check | None) -> None:
        """How far the check under way is; None once nothing is."""

    def check_ended(self, check: Check) -> None:
        """A check has ended, well or not."""


class StetDialog(ModalScreen[Result]):
    """A dialog above a screen whose stylesheet knows the tones."""

    COMPONENT_CLASSES = TONE_CLASSES

    leave = leave
