"""A review being read from the store beside the screen: how far it is. Nothing here draws."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from threading import Thread
from typing import Protocol

from claims.errors import FaultError, StetError
from claims.ledger.review import ReviewState

OnRead = Callable[[int, int], object]


class Reads(Protocol):
    """What a review is read from; `on_read` is told how many claims are read, of how many."""

    def review(self, article_id: str, on_read: OnRead = ...) -> ReviewState: ...


OpenReads = Callable[[], AbstractContextManager[Reads]]
"""Opens it for another thread."""


class Opening:
    """One review being read, in a thread of its own if `beside`; `state` or `error` is set once it is `done`."""

    def __init__(self, article_id: str, name: str, open_reads: OpenReads, *, beside: bool = True) -> None:
        self.name = name
        self.read = 0
        self.total = 0
        self.state: ReviewState | None = None
        self.error: StetError | None = None
        self._article_id = article_id
        self._open_reads = open_reads
        # A reader who leaves does not wait for it.
        self._thread = Thread(target=self._run, daemon=True)
        if beside:
            self._thread.start()
        else:
            self._run()

    def done(self, within: float = 0.0) -> bool:
        """Whether it has ended, within so many seconds."""
        if self._thread.ident is not None:
            self._thread.join(within)
        return not self._thread.is_alive()

    def _run(self) -> None:
        try:
            with self._open_reads() as reads:
                self.state = reads.review(self._article_id, self._count)
        except StetError as wrong:
            self.error = wrong
        except Exception as fault:  # the border of its thread: the other articles can still be had
            self.error = FaultError.of("the review could not be read", fault)

    def _count(self, read: int, total: int) -> None:
        self.read, self.total = read, total
