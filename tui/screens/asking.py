"""Dialogs that ask: a form to write in, and a list to choose from."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import ClassVar

from rich.text import Text
from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Input, OptionList, Static, TextArea

from claims.errors import StetError
from tui.display import Run, Runs, Tone, in_place, one_line
from tui.forms import Answers, Field, Form
from tui.messages import ActionChosen
from tui.screens.base import StetDialog
from tui.widgets.entry_line import SafeInput
from tui.widgets.runs import ActingWords, content_of

Submit = Callable[[Answers], object]


def form_hint(several: bool) -> Runs:
    """How a form is left; each way can be clicked."""
    does = "enter does it, ^s from several lines" if several else "enter does it"
    return (Run(does, act="submit"), Run(" · tab next field · "), Run("esc leaves", act="leave"))


class SafeArea(TextArea):
    """Several lines to write in. Holds what was pasted as it is, and shows a mark for what a terminal would obey."""

    def get_line(self, line_index: int) -> Text:
        return Text(in_place(self.document.get_line(line_index)), end="", no_wrap=True)


class FormScreen(StetDialog[None]):
    """A form. What was written is handed to `submit`; what that raises is shown, and nothing written is lost."""

    AUTO_FOCUS = ""  # it would scroll what the field is called out of sight
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", "Leave"),
        Binding("ctrl+s", "submit", "Do it", priority=True),
    ]

    def __init__(self, form: Form, submit: Submit, first: str = "") -> None:
        super().__init__()
        self._form = form
        self._submit = submit
        self._first = first or form.fields[0].name

    def compose(self) -> ComposeResult:
        with VerticalScroll(id="form", can_focus=False) as box:
            box.border_title = Content(self._form.title)
            if self._form.about:
                yield Static(Content(self._form.about), id="form-about")
            for field in self._form.fields:
                hint = Run(f"  {field.hint}" if field.hint else "", Tone.DIM)
                yield Static(content_of((Run(field.label, Tone.STRONG), hint)))
                yield _input(field)
            yield Static(id="form-error")
            several = any(field.lines for field in self._form.fields)
            yield ActingWords(content_of(form_hint(several)), id="form-hint")

    def on_mount(self) -> None:
        first = self.query_one(f"#field-{self._first}")
        first.focus(scroll_visible=self._first != self._form.fields[0].name)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        event.stop()
        self.action_submit()

    def action_submit(self) -> None:
        try:
            self._submit(self._answers())
        except StetError as wrong:
            error = self.query_one("#form-error", Static)
            error.update(content_of((Run(one_line(str(wrong)), Tone.FAULT),)))
            error.scroll_visible(animate=False)
        else:
            self.leave(None)

    def action_leave(self) -> None:
        self.leave(None)

    def on_action_chosen(self, message: ActionChosen) -> None:
        message.stop()
        (self.action_submit if message.name == "submit" else self.action_leave)()

    def _answers(self) -> Answers:
        answers = {}
        for field in self._form.fields:
            widget = self.query_one(f"#field-{field.name}")
            answers[field.name] = widget.text if isinstance(widget, TextArea) else getattr(widget, "value", "")
        return answers


def _input(field: Field) -> Input | TextArea:
    if field.lines:
        return SafeArea(field.value, id=f"field-{field.name}", compact=True, tab_behavior="focus")
    return SafeInput(field.value, id=f"field-{field.name}", compact=True, select_on_focus=False)


class ChoiceScreen(StetDialog[int]):
    """A list to choose one of, by arrows and enter, by its number, or by a click. Gives its place, -1 for none."""

    BINDINGS: ClassVar[list[BindingType]] = [
        ("escape,q", "leave", "Leave"),
        ("j", "step(1)", "Down"),
        ("k", "step(-1)", "Up"),
        *((str(number), f"choose({number - 1})", f"Choose {number}") for number in range(1, 10)),
    ]

    def __init__(self, title: str, choices: Sequence[Runs], at: int = 0) -> None:
        super().__init__()
        self._title = title
        self._choices = choices
        self._at = at

    def compose(self) -> ComposeResult:
        numbered = (
            content_of((Run(f"{number} " if number < 10 else "  ", Tone.KEY), *runs))
            for number, runs in enumerate(self._choices, start=1)
        )
        options = OptionList(*numbered, id="choices", compact=True)
        options.border_title = Content(self._title)
        options.border_subtitle = Content("enter chooses · esc leaves")
        yield options

    def on_mount(self) -> None:
        options = self.query_one(OptionList)
        options.highlighted = self._at
        options.focus()

    def action_step(self, rows: int) -> None:
        options = self.query_one(OptionList)
        (options.action_cursor_down if rows > 0 else options.action_cursor_up)()

    def action_choose(self, number: int) -> None:
        if number < len(self._choices):
            self.leave(number)

    def on_click(self, event: events.Click) -> None:
        """Beside the list nothing is chosen."""
        if not self.query_one(OptionList).region.contains(int(event.screen_x), int(event.screen_y)):
            self.action_leave()

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        self.leave(event.option_index)

    def action_leave(self) -> None:
        self.leave(-1)
