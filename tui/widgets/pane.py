"""A framed part of the screen that scrolls to what is marked in it."""

from __future__ import annotations

from textual import events
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from tui.display import Runs, Tone
from tui.widgets.runs import clicked, content_of

FEW_LINES = 4
"""A pane of so many lines or fewer has none to spare above the mark."""


class Pane(VerticalScroll):
    """Shows runs of words under a title, one line above the marked words first."""

    def __init__(self, *, id: str) -> None:
        super().__init__(id=id)
        self._words = Static(Content(""))
        self._runs: Runs = ()

    def compose(self) -> ComposeResult:
        yield self._words

    def show(self, runs: Runs, title: str = "", subtitle: str = "") -> None:
        """Puts new words in place of the old, from their mark on."""
        self.border_title = Content(title)
        self.border_subtitle = Content(subtitle)
        if runs != self._runs:
            self._runs = runs
            self._words.update(content_of(runs))
        self.call_after_refresh(self._to_mark)

    def on_click(self, event: events.Click) -> None:
        clicked(self, event)

    def on_resize(self) -> None:
        self.call_after_refresh(self._to_mark)

    def _to_mark(self) -> None:
        width = self._words.size.width
        line = lines_before_mark(self._runs, width) if width else 0
        above = 1 if self.size.height > FEW_LINES else 0
        self.scroll_to(y=max(0, line - above), animate=False)


def lines_before_mark(runs: Runs, width: int) -> int:
    """How many wrapped lines stand above the line in which the mark begins; 0 without a mark."""
    tones = [run.tone for run in runs]
    if Tone.MARK not in tones:
        return 0
    before = runs[: tones.index(Tone.MARK)]
    return max(0, len(content_of(before).wrap(width)) - 1) if before else 0
