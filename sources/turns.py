"""Politeness: one request at a time for each host, and a gap between two."""

from __future__ import annotations

import contextlib
import threading
import time
from collections.abc import Iterator

from sources.addresses import Deadline


class Turns:
    """One request at a time for each host, with a gap between them."""

    def __init__(self, gap: float) -> None:
        self._gap = gap
        self._lock = threading.Lock()
        self._hosts: dict[str, threading.Lock] = {}
        self._last: dict[str, float] = {}

    @contextlib.contextmanager
    def of(self, host: str, deadline: Deadline) -> Iterator[None]:
        """Wait for the turn of `host`; the waiting is not charged to the deadline."""
        asked = time.monotonic()
        with self._lock:
            turn = self._hosts.setdefault(host, threading.Lock())
        with turn:
            wait = self._last.get(host, -self._gap) + self._gap - time.monotonic()
            if wait > 0:
                deadline.wait(wait)
            deadline.extend(time.monotonic() - asked)
            try:
                yield
            finally:
                self._last[host] = time.monotonic()
