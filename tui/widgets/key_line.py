"""The keys in force, on one line, as many as fit."""

from __future__ import annotations

from collections.abc import Iterable

from rich.cells import cell_len
from textual import events
from textual.content import Content
from textual.style import Style
from textual.widget import Widget

from tui.actions import ACTIONS, Action, key_name
from tui.messages import ActionChosen


class KeyLine(Widget):
    """Made from the table of actions, so that it cannot lie. Each key can be clicked."""

    def render(self) -> Content:
        parts: list[Content | tuple[str, str | Style]] = []
        for action in fitting(ACTIONS, self.size.width):
            click = Style.from_meta({"act": action.name})
            key = Content.styled(key_name(action.keys[0]), ".tone--key")
            parts.append(Content.assemble(" ", key, f" {action.label} ").stylize(click))
        return Content.assemble(*parts)

    def on_click(self, event: events.Click) -> None:
        if name := event.style.meta.get("act"):
            self.post_message(ActionChosen(name))


def fitting(actions: Iterable[Action], width: int) -> list[Action]:
    """The actions of the key line that `width` cells hold, by rank; at least the way to all others is among them."""
    room, chosen = width, []
    for action in sorted((action for action in actions if action.rank), key=lambda action: action.rank):
        needed = cell_len(key_name(action.keys[0])) + cell_len(action.label) + 3
        if needed <= room:
            room -= needed
            chosen.append(action)
    return chosen
