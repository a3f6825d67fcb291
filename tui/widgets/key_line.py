"""The keys in force, on one line, as many as fit."""

from __future__ import annotations

from collections.abc import Iterable

from rich.cells import cell_len
from textual import events
from textual.content import Content
from textual.widget import Widget

from tui.actions import Action, Actions, key_name
from tui.display import Run, Tone
from tui.widgets.runs import clicked, content_of

ALL = "keys"
"""The action that shows every other."""


class KeyLine(Widget):
    """Made from the table of actions, so that it cannot lie. Each key can be clicked."""

    def __init__(self, actions: Actions, *, id: str) -> None:
        super().__init__(id=id)
        self._actions = actions

    def render(self) -> Content:
        chosen = fitting(self._actions, self.size.width)
        return content_of(
            tuple(
                run
                for action in chosen
                for run in (
                    Run(f" {key_name(action.keys[0])}", Tone.KEY, action.name),
                    Run(f" {action.label} ", act=action.name),
                )
            )
        )

    def on_click(self, event: events.Click) -> None:
        clicked(self, event)


def fitting(actions: Iterable[Action], width: int) -> list[Action]:
    """The actions of the key line that `width` cells hold, by rank; the way to all others has its place before them."""
    room, chosen = width, []
    for action in sorted((action for action in actions if action.rank), key=lambda each: (each.name != ALL, each.rank)):
        needed = cell_len(key_name(action.keys[0])) + cell_len(action.label) + 3
        if needed <= room:
            room -= needed
            chosen.append(action)
    return sorted(chosen, key=lambda action: action.rank)
