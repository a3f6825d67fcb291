"""Every key of the screens, once: bindings, key line, key sheet, palette and docs are made from this table."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum


class Group(StrEnum):
    """The parts of the key sheet, in its order."""

    DECIDE = "Decide"
    MOVE = "Move"
    LOOK = "Look"
    WORK = "Article and sources"
    PROGRAM = "Program"


class Where(StrEnum):
    """The screens on which an action is at hand: the review of one article, the start with all of them, and what is
    shown while a review is read.
    """

    REVIEW = "review"
    START = "start"
    OPENING = "opening"


IN_REVIEW = frozenset({Where.REVIEW})
AT_START = frozenset({Where.START})
IN_LISTS = IN_REVIEW | AT_START
EVERYWHERE = frozenset(Where)


@dataclass(frozen=True, slots=True)
class Action:
    """Something a key does.

    `keys` are tried in any order and the first is the one shown. `label` is for the key line, `help` for the sheet
    and the palette. `rank` orders the key line, 1 first; 0 keeps the action out of it. `where` it is at hand.
    """

    name: str
    keys: tuple[str, ...]
    label: str
    help: str
    group: Group
    rank: int = 0
    where: frozenset[Where] = IN_REVIEW


Actions = tuple[Action, ...]

ACTIONS: Actions = (
    Action("verified", ("v",), "verified", "The source bears the claim out", Group.DECIDE, 1),
    Action("disputed", ("d",), "disputed", "The claim is wrong; then the note line", Group.DECIDE, 2),
    Action("unverifiable", ("c",), "can’t verify", "No source can settle it; then the note line", Group.DECIDE, 3),
    Action("not_a_claim", ("x",), "not a claim", "Nothing to check here", Group.DECIDE, 7),
    Action("later", ("space",), "later", "Leave it open; it comes again at the end", Group.DECIDE, 4),
    Action("note", ("n",), "note", "Write a note on the claim; enter saves it", Group.DECIDE, 5),
    Action("wording", ("w",), "wording", "Propose other words; they go to the change list", Group.DECIDE, 10),
    Action("sign", ("s",), "second read", "Sign a decision as second reader, under another name", Group.DECIDE, 12),
    Action("flag", ("f",), "flag", "Mark the claim for others; again takes the mark away", Group.DECIDE),
    Action("correct", ("e",), "correct", "Mend the claim’s words, value, unit or speaker", Group.DECIDE),
    Action("undo", ("z", "backspace"), "undo", "Take back the last decision, note or later", Group.DECIDE, 8),
    Action("take_back", ("u",), "take back", "Take back your decision on this claim, however old", Group.DECIDE),
    Action("redo", ("Z",), "redo", "Do again what was taken back last", Group.DECIDE),
    Action("down", ("j", "down"), "down", "One line down", Group.MOVE, 0, IN_LISTS),
    Action("up", ("k", "up"), "up", "One line up", Group.MOVE, 0, IN_LISTS),
    Action("first", ("g", "home"), "first", "The first line", Group.MOVE, 0, IN_LISTS),
    Action("last", ("G", "end"), "last", "The last line", Group.MOVE, 0, IN_LISTS),
    Action("next_open", ("J",), "next open", "Next open claim", Group.MOVE),
    Action("previous_open", ("K",), "previous open", "Previous open claim", Group.MOVE),
    Action("page_down", ("pagedown",), "page down", "One page down", Group.MOVE, 0, IN_LISTS),
    Action("page_up", ("pageup",), "page up", "One page up", Group.MOVE, 0, IN_LISTS),
    Action("find", ("/",), "find", "Find in claims and sources; again with enter alone", Group.MOVE, 13),
    Action("filter", ("F",), "filter", "By verdict, finding, kind, source, reviewer, mark", Group.MOVE, 14),
    Action("next_evidence", ("]",), "next evidence", "Next passage; a decision relies on the one shown", Group.LOOK),
    Action("previous_evidence", ("[",), "previous evidence", "Previous passage", Group.LOOK),
    Action("nth_evidence", tuple("123456789"), "evidence 1–9", "Rely on the passage of this number", Group.LOOK),
    Action("article", ("enter",), "article", "The article whole, at this claim", Group.LOOK),
    Action("source", ("o",), "open source", "The source at this passage, in the browser", Group.LOOK, 15),
    Action("kept", ("O",), "kept copy", "The kept text of the source at this passage", Group.LOOK),
    Action("copy", ("y",), "copy", "Copy the quote, a link to it, a citation, or the diff", Group.LOOK, 16),
    Action("zoom", ("+",), "zoom", "The pane in focus alone; again: all of them", Group.LOOK),
    Action("next_pane", ("tab",), "next pane", "Next pane; its arrow keys scroll it", Group.LOOK),
    Action("open", ("enter",), "review", "Review the article at hand", Group.WORK, 2, AT_START),
    Action("order", ("o",), "order", "The newest first, or what needs attention", Group.WORK, 3, AT_START),
    Action("new_article", ("a",), "open article", "A file, an address or pasted text", Group.WORK, 1, AT_START),
    Action("add_source", ("a",), "add source", "A file, an address or a pasted passage", Group.WORK, 9),
    Action("drop_source", ("D",), "drop source", "Match without one of the sources; decisions stay", Group.WORK),
    Action("match", ("r",), "match again", "Have the sources again and match; decisions stay", Group.WORK, 17),
    Action("sources", ("S",), "sources", "The sources with their state and warnings", Group.WORK),
    Action("export", ("E",), "export", "Write the log, a table or a report to a file", Group.WORK, 11, IN_LISTS),
    Action("articles", ("A",), "articles", "All articles of the store", Group.WORK, 18, IN_REVIEW | {Where.OPENING}),
    Action("keys", ("?", "f1"), "keys", "This sheet", Group.PROGRAM, 6, EVERYWHERE),
    Action("palette", ("ctrl+p",), "palette", "Every action by name", Group.PROGRAM, 19, EVERYWHERE),
    Action("quit", ("q", "ctrl+c"), "quit", "Leave; all is saved already", Group.PROGRAM, 20, EVERYWHERE),
)  # fmt: skip

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


def at_hand(actions: Iterable[Action], where: Where) -> Actions:
    """The actions of one screen."""
    return tuple(action for action in actions if where in action.where)


def key_name(key: str) -> str:
    """A key as people know it."""
    return KEY_NAMES.get(key, key)


def keys_of(action: Action) -> str:
    """All keys of an action, for the sheet; of many, the first and the last."""
    if len(action.keys) > 3:
        return f"{key_name(action.keys[0])}–{key_name(action.keys[-1])}"
    return " ".join(key_name(key) for key in action.keys)


Keys = Mapping[str, str]
"""The key that is shown for each action, by the action's name."""


def shown_keys(actions: Iterable[Action]) -> Keys:
    """What hints name: the first key of each action."""
    return {action.name: key_name(action.keys[0]) for action in actions}


KEYS = shown_keys(ACTIONS)
