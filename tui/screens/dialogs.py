"""The small screens above the review: the key sheet, the question for a name, a text opened whole."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Input, Static

from tui.display import Run, Runs, Tone
from tui.key_sheet import key_sheet
from tui.panes import WHO_DECIDES
from tui.screens.base import StetDialog, StetScreen
from tui.widgets.entry_line import SafeInput
from tui.widgets.pane import Pane

WHILE_WRITING = "Letters act only while no line is being written."


class KeySheet(StetDialog[None]):
    """Every key with what it does, made from the table of actions."""

    BINDINGS: ClassVar[list[BindingType]] = [
        ("escape,q,question_mark,f1,enter", "close", "Close"),
        ("j", "scroll(1)", "Down"),
        ("k", "scroll(-1)", "Up"),
    ]

    def compose(self) -> ComposeResult:
        yield Pane(id="key-sheet")

    def on_mount(self) -> None:
        pane = self.query_one("#key-sheet", Pane)
        pane.show((*key_sheet(), Run(WHILE_WRITING, Tone.DIM)), "Keys", "esc closes")
        pane.focus()

    def action_close(self) -> None:
        self.dismiss(None)

    def action_scroll(self, lines: int) -> None:
        self.query_one("#key-sheet", Pane).scroll_relative(y=lines, animate=False)


class NameScreen(StetDialog[str]):
    """Asks once who decides. Gives the name, or an empty one when it was left."""

    BINDINGS: ClassVar[list[BindingType]] = [("escape", "leave", "Leave")]

    def compose(self) -> ComposeResult:
        with Vertical(id="name-box"):
            yield Static(Content(WHO_DECIDES))
            yield SafeInput(placeholder="your name", id="name-input")
            yield Static(Content("enter goes on · esc leaves without deciding"), id="name-hint")

    def on_mount(self) -> None:
        self.query_one("#name-input", Input).focus()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        event.stop()
        if name := event.value.strip():
            self.dismiss(name)

    def action_leave(self) -> None:
        self.dismiss("")


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
        self.query_one("#whole-text", Pane).show(self._runs, self._text_title, subtitle)

    def action_close(self) -> None:
        self.dismiss(None)

    def action_scroll(self, lines: int) -> None:
        self.query_one("#whole-text", Pane).scroll_relative(y=lines, animate=False)
