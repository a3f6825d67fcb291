"""A line to write on: for a note, or for what to find."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal
from textual.content import Content
from textual.widgets import Input, Static

from tui.display import Run, one_line
from tui.messages import ActionChosen, Entry, LineEntered, LineLeft, LineTyped
from tui.widgets.runs import ActingWords, content_of


class SafeInput(Input):
    """A text field in which pasted control characters show as marks instead of reaching the terminal."""

    def validate_value(self, value: str) -> str:
        return one_line(value)


class EntryLine(Horizontal):
    """Hidden until opened; enter hands the text on, escape leaves it."""

    BINDINGS: ClassVar[list[BindingType]] = [("escape", "leave", "Leave")]

    def __init__(self, *, id: str) -> None:
        super().__init__(id=id)
        self._label = Static(Content(""), id=f"{id}-label")
        self._input = SafeInput(id=f"{id}-input", compact=True, select_on_focus=False)
        self._entry = Entry.NOTE

    def compose(self) -> ComposeResult:
        yield self._label
        yield self._input
        self._hint = ActingWords(classes="hint")
        yield self._hint

    @property
    def is_open(self) -> bool:
        return self.has_class("-open")

    def open(self, entry: Entry, label: str, text: str = "") -> None:
        """Shows the line with a text to start from, and takes the focus."""
        self._entry = entry
        self._label.update(Content(label))
        does = "keeps" if entry is Entry.NOTE else "finds"
        self._hint.update(content_of((Run(f"enter {does}", act="keep"), Run(" · "), Run("esc leaves", act="leave"))))
        self.add_class("-open")
        with self.prevent(Input.Changed):
            self._input.value = text
        self._input.action_end()
        self._input.focus()

    def close(self) -> None:
        self.remove_class("-open")

    def action_leave(self) -> None:
        self.close()
        self.post_message(LineLeft(self._entry))

    def on_action_chosen(self, message: ActionChosen) -> None:
        """The words beside the line were clicked."""
        message.stop()
        if message.name == "leave":
            self.action_leave()
        else:
            self._keep(self._input.value)

    def on_descendant_blur(self) -> None:
        """A click elsewhere does not end the line: only enter and escape do."""
        if self.is_open:
            self.call_after_refresh(self._input.focus)

    def on_input_changed(self, event: Input.Changed) -> None:
        event.stop()
        self.post_message(LineTyped(self._entry, event.value))

    def on_input_submitted(self, event: Input.Submitted) -> None:
        event.stop()
        self._keep(event.value)

    def _keep(self, text: str) -> None:
        self.close()
        self.post_message(LineEntered(self._entry, text))
