"""What the widgets of the review tell their screen."""

from __future__ import annotations

from enum import StrEnum

from textual.message import Message


class Entry(StrEnum):
    """What a line is written for."""

    NOTE = "note"
    FIND = "find"


class RowChosen(Message):
    """A row of a list was pointed at; `position` counts what the list is made of."""

    def __init__(self, position: int) -> None:
        super().__init__()
        self.position = position


class ActionChosen(Message):
    """An action was pointed at, in the key line or in a pane; `number` is that of its key, from 0."""

    def __init__(self, name: str, number: int = 0) -> None:
        super().__init__()
        self.name = name
        self.number = number


class LineTyped(Message):
    """The line being written has changed."""

    def __init__(self, entry: Entry, text: str) -> None:
        super().__init__()
        self.entry = entry
        self.text = text


class LineEntered(Message):
    """The line was finished with enter."""

    def __init__(self, entry: Entry, text: str) -> None:
        super().__init__()
        self.entry = entry
        self.text = text


class LineLeft(Message):
    """The line was left with escape; nothing of it counts."""

    def __init__(self, entry: Entry) -> None:
        super().__init__()
        self.entry = entry
