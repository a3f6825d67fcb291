"""What a watch has seen: each address with the content that it had, so that nothing is checked twice after a restart.

It is no event: the log tells of articles. A room of the store, with SQL; works inside the store's own transactions.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager
from dataclasses import astuple, dataclass
from datetime import datetime
from enum import StrEnum

from sqlite_utils import Database

from claims.ledger.columns import restored, storable, utc


class Fate(StrEnum):
    """What became of what was seen: checked, the same words as an article at another address, or not to be had.
    A `place` is a feed or a folder itself.
    """

    CHECKED = "checked"
    SAME = "same"
    FAILED = "failed"
    PLACE = "place"


@dataclass(frozen=True, slots=True)
class Seen:
    """An address or path that a watch has seen.

    `place` is the feed or folder that names it. `stamp` tells a change before anything is fetched: what the feed says
    of its date and title, a file's size and time, what a server wants to be asked with. `content` is the SHA-256 of
    the bytes. What failed, so many `failures` in a row, is looked at again from `due` on (UTC), or never (None).
    """

    address: str
    place: str
    fate: Fate
    stamp: str = ""
    content: str = ""
    failures: int = 0
    due: datetime | None = None


class WatchList:
    """The list of one store; every method is one transaction, and raises `StoreError` as the store does."""

    def __init__(
        self,
        db: Database,
        reading: Callable[[], AbstractContextManager[None]],
        writing: Callable[[], AbstractContextManager[None]],
    ) -> None:
        self._db = db
        self._reading = reading
        self._writing = writing

    def find(self, address: str) -> Seen | None:
        """What is known of an address."""
        return next(iter(self._rows("address = ?", storable(address))), None)

    def same_content(self, content: str, address: str) -> Seen | None:
        """Another address that was checked with the same bytes."""
        rows = self._rows("content = ? AND address <> ? AND fate = 'checked'", content, storable(address))
        return next(iter(rows), None)

    def failed(self, place: str, at: datetime) -> tuple[Seen, ...]:
        """What a place has named, could not be had, and is due again."""
        return tuple(self._rows("place = ? AND fate = 'failed' AND due <= ?", storable(place), utc(at)))

    def note(self, seen: Seen) -> None:
        """Keeps what was seen in the place of what was known of its address."""
        address, place, fate, stamp, content, failures, due = astuple(seen)
        values = (*map(storable, (address, place)), fate, storable(stamp), content, failures, utc(due) if due else None)
        with self._writing():
            self._db.execute(_NOTE, values)

    def _rows(self, where: str, *values: str) -> Iterable[Seen]:
        with self._reading():
            rows = self._db.execute(f"{_SELECT} WHERE {where} ORDER BY rowid", values).fetchall()
        return [
            Seen(
                restored(address),
                restored(place),
                Fate(fate),
                restored(stamp),
                content,
                failures,
                datetime.fromisoformat(due) if due else None,
            )
            for address, place, fate, stamp, content, failures, due in rows
        ]


_SELECT = "SELECT address, place, fate, stamp, content, failures, due FROM watched"
_NOTE = """
INSERT INTO watched (address, place, fate, stamp, content, failures, due) VALUES (?, ?, ?, ?, ?, ?, ?)
ON CONFLICT (address) DO UPDATE SET place = excluded.place, fate = excluded.fate, stamp = excluded.stamp,
    content = excluded.content, failures = excluded.failures, due = excluded.due
"""
