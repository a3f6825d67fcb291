"""The marks that stand beside a claim's verdict, each a sign and a word: one table for list, key sheet and filter."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from claims.ledger.review import Item


@dataclass(frozen=True, slots=True)
class Mark:
    """A sign of one cell, a word, what it means, and which claims have it."""

    sign: str
    word: str
    meaning: str
    has: Callable[[Item], bool]


MARKS = (
    Mark("!", "stale", "what it was decided on has changed: decide again", lambda item: item.stale is not None),
    Mark("!", "conflict", "two people decided otherwise: decide to settle it", lambda item: bool(item.conflict)),
    Mark("~", "later", "still open, comes again at the end", lambda item: item.is_open and item.later),
    Mark("f", "flagged", "marked for others", lambda item: item.flagged),
    Mark("w", "change asked", "other words are proposed", lambda item: bool(item.wordings)),
    Mark("e", "corrected", "mended by hand", lambda item: item.original is not None),
    Mark("2", "second read", "signed by a second reader", lambda item: bool(item.signed_by)),
)

ROOM = 3
"""Cells for marks in a row: few claims have more than two, and the panes tell all."""


def marks_of(item: Item) -> tuple[Mark, ...]:
    return tuple(mark for mark in MARKS if mark.has(item))


def signs_of(item: Item) -> str:
    """The marks of a row, the weightiest first, in as many cells as a row has for them."""
    return f"{''.join(dict.fromkeys(mark.sign for mark in marks_of(item)))[:ROOM]:<{ROOM}}"
