"""Every key of the review screen, once: bindings, key line, key sheet and palette are made from this table."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Group(StrEnum):
    """The parts of the key sheet, in its order."""

    DECIDE = "Decide"
    MOVE = "Move"
    LOOK = "Look"
    PROGRAM = "Program"


@dataclass(frozen=True, slots=True)
class Action:
    """Something a key does.

    `keys` are tried in any order and the first is the one shown. `label` is for the key line, `help` for the sheet
    and the palette. `rank` orders the key line, 1 first; 0 keeps the action out of it.
    """

    name: str
    keys: tuple[str, ...]
    label: str
    help: str
    group: Group
    rank: int = 0


ACTIONS = (
    Action("verified", ("v",), "verified", "The source bears the claim out", Group.DECIDE, 1),
    Action("disputed", ("d",), "disputed", "The claim is wrong; then the note line", Group.DECIDE, 2),
    Action("unverifiable", ("c",), "can’t verify", "No source can settle it; then the note line", Group.DECIDE, 3),
    Action("not_a_claim", ("x",), "not a claim", "Nothing to check here", Group.DECIDE, 7),
    Action("later", ("space",), "later", "Leave it open; it comes again at the end", Group.DECIDE, 4),
    Action("note", ("n",), "note", "Write a note on the claim; enter saves it", Group.DECIDE, 5),
    Action("undo", ("z",), "undo", "Take back the last decision, note or later", Group.DECIDE, 8),
    Action("redo", ("Z",), "redo", "Do again what was taken back last", Group.DECIDE),
    Action("down", ("j", "down"), "down", "Next claim", Group.MOVE),
    Action("up", ("k", "up"), "up", "Previous claim", Group.MOVE),
    Action("first", ("g", "home"), "first", "First claim", Group.MOVE),
    Action("last", ("G", "end"), "last", "Last claim", Group.MOVE),
    Action("next_open", ("J",), "next open", "Next open claim", Group.MOVE),
    Action("previous_open", ("K",), "previous open", "Previous open claim", Group.MOVE),
    Action("page_down", ("pagedown",), "page down", "One page of claims down", Group.MOVE),
    Action("page_up", ("pageup",), "page up", "One page of claims up", Group.MOVE),
    Action("find", ("/",), "find", "Find in claims; again with enter alone", Group.MOVE, 9),
    Action("filter", ("F",), "filter", "Show all, open, to correct, not found, decided", Group.MOVE),
    Action("next_evidence", ("]",), "next evidence", "Next passage; a decision relies on the one shown", Group.LOOK),
    Action("previous_evidence", ("[",), "previous evidence", "Previous passage", Group.LOOK),
    Action("nth_evidence", tuple("123456789"), "evidence 1–9", "The passage of this number", Group.LOOK),
    Action("article", ("o", "enter"), "open article", "The article at this claim", Group.LOOK, 10),
    Action("source", ("O",), "open source", "The source’s text at this passage", Group.LOOK),
    Action("copy", ("y",), "copy", "Copy the claim, its passage and where that stands", Group.LOOK),
    Action("zoom", ("+",), "zoom", "The pane in focus alone; again: all of them", Group.LOOK),
    Action("next_pane", ("tab",), "next pane", "Next pane; its arrow keys scroll it", Group.LOOK),
    Action("keys", ("?", "f1"), "keys", "This sheet", Group.PROGRAM, 6),
    Action("palette", ("ctrl+p",), "palette", "Every action by name", Group.PROGRAM, 11),
    Action("quit", ("q", "ctrl+c"), "quit", "Leave; all is saved already", Group.PROGRAM, 12),
)

KEY_NAMES = {
    "space": "space",
    "down": "↓",
    "up": "↑",
    "pagedown": "page down",
    "pageup": "page up",
    "ctrl+p": "^p",
    "ctrl+c": "^c",
}
"""What is shown for a key that has no letter of its own."""


def key_name(key: str) -> str:
    """A key as people know it."""
    return KEY_NAMES.get(key, key)


def keys_of(action: Action) -> str:
    """All keys of an action, for the sheet; of many, the first and the last."""
    if len(action.keys) > 2:
        return f"{key_name(action.keys[0])}–{key_name(action.keys[-1])}"
    return " ".join(key_name(key) for key in action.keys)
