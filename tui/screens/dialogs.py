"""What is shown above a screen: the key sheet, a text opened whole."""

from __future__ import annotations

from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import BindingType

from tui.actions import Actions
from tui.display import Run, Runs, Tone
from tui.key_sheet import key_sheet
from tui.messages import ActionChosen
from tui.screens.base import StetDialog, StetScreen
from tui.widgets.pane import Pane

SHEET = 78
"""Cells of the key sheet where the terminal has them, as in the stylesheet."""
_FRAME = 5
"""Cells of its frame, of what is left free in it, and of a scrollbar."""
WHILE_WRITING = "Letters act only while no line is being written."


class KeySheet(StetDialog[None]):
    """Every key with what it does, made from the table of actions."""

    BINDINGS: ClassVar[list[BindingType]] = [
        ("escape,q,question_mark,f1,enter", "close", "Close"),
        ("j", "scroll(1)", "Down"),
        ("k", "scroll(-1)", "Up"),
    ]

    def __init__(self, actions: Actions) -> None:
        super().__init__()
        self._actions = actions

    def compose(self) -> ComposeResult:
        yield Pane(id="key-sheet")

    def on_mount(self) -> None:
        self.query_one("#key-sheet", Pane).focus()

    def on_resize(self, event: events.Resize) -> None:
        sheet = key_sheet(self._actions, min(SHEET, event.size.width) - _FRAME)
        pane = self.query_one("#key-sheet", Pane)
        pane.show((*sheet, Run(WHILE_WRITING, Tone.DIM)), "Keys", "esc closes", "close")

    def action_close(self) -> None:
        self.leave(None)

    def on_action_chosen(self, message: ActionChosen) -> None:
        message.stop()
        self.action_close()

    def action_scroll(self, lines: int) -> None:
        self.query_one("#key-sheet", Pane).scroll_relative(y=lines, animate=False)


class TextScreen(StetScreen[None]):
    """A text opened whole at what is marked in it. Arrows, j, k and page keys scroll."""

    BINDINGS: ClassVar[list[BindingType]] = [
        ("escape,q,o,O,enter", "close", "Close"),
        ("j", "scroll(1)", "Down"),
        ("k", "scroll(-1)", "Up"),
        ("m", "mark", "Back to the mark"),
    ]

    def __init__(self, title: str, runs: Runs) -> None:
        super().__init__()
        self._text_title = title
        self._runs = runs

    def compose(self) -> ComposeResult:
        yield Pane(id="whole-text")

    def on_mount(self) -> None:
        self.action_mark()
        self.query_one("#whole-text", Pane).focus()

    def action_mark(self) -> None:
        subtitle = "j k scroll · m back to the mark · esc closes"
        self.query_one("#whole-text", Pane).show(self._runs, self._text_title, subtitle, "close")

    def action_close(self) -> None:
        self.leave(None)

    def on_action_chosen(self, message: ActionChosen) -> None:
        message.stop()
        self.action_close()

    def action_scroll(self, lines: int) -> None:
        self.query_one("#whole-text", Pane).scroll_relative(y=lines, animate=False)
