"""What was seen, when and from where: the bytes of a source exactly as they came."""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from functools import cached_property
from typing import Protocol

from sources.document import PageWarning


class Origin(StrEnum):
    """How a copy came to the desk: fetched from the web, read from a file, pasted in, or taken from a web archive."""

    WEB = "web"
    FILE = "file"
    PASTED = "pasted"
    ARCHIVE = "archive"


@dataclass(frozen=True)
class Snapshot:
    """One answer of one server (or one file), kept as evidence.

    `raw` holds the bytes as received, before any content decoding; `body` the decoded bytes. For a file both are
    the same, `url` is the path as given and `status` is 0. `headers` keeps order and doubles, names in lower case.
    `warnings` say what was odd on the way to it. A fetch goes from `begun_at` (None for a file) to `fetched_at`;
    `address`, `tls` (such as `TLSv1.3`) and `certificate` (the SHA-256 of the server's own, in hexadecimal) are those
    of the last connection, and `request_headers` what was sent on it.
    """

    url: str
    final_url: str
    status: int
    media_type: str
    headers: tuple[tuple[str, str], ...]
    raw: bytes
    body: bytes
    fetched_at: datetime
    redirects: tuple[str, ...] = ()
    address: str = ""
    charset: str = ""
    warnings: tuple[PageWarning, ...] = ()
    begun_at: datetime | None = None
    tls: str = ""
    certificate: str = ""
    request_headers: tuple[tuple[str, str], ...] = ()
    origin: Origin = Origin.WEB

    @cached_property
    def sha256(self) -> str:
        """SHA-256 of `raw`, in hexadecimal: the identity of the copy."""
        return hashlib.sha256(self.raw).hexdigest()

    @cached_property
    def body_sha256(self) -> str:
        """SHA-256 of `body`, in hexadecimal."""
        return hashlib.sha256(self.body).hexdigest()


class FailureReason(StrEnum):
    """Why a source could not be had. The word is shown to the reader and kept in the log."""

    BAD_URL = "bad_url"
    INNER_ADDRESS = "inner_address"
    UNKNOWN_HOST = "unknown_host"
    CONNECT = "connect"
    TLS = "tls"
    TOO_SLOW = "too_slow"
    TOO_BIG = "too_big"
    TOO_MANY_REDIRECTS = "too_many_redirects"
    ENCODING = "encoding"
    TRUNCATED = "truncated"
    HTTP_STATUS = "http_status"
    CHALLENGE = "challenge"
    PROTOCOL = "protocol"
    FILE = "file"
    NOT_KEPT = "not_kept"
    NO_ANSWER = "no_answer"


@dataclass(frozen=True, slots=True)
class FetchFailure:
    """A source that could not be fetched: an expected outcome, never an exception.

    `retry_after` is for how many seconds the server asks to be left alone, 0 where it does not.
    """

    url: str
    reason: FailureReason
    message: str
    status: int = 0
    redirects: tuple[str, ...] = ()
    retry_after: float = 0.0


def shown(url: str) -> str:
    """An address fit for a message: of bounded length."""
    return url if len(url) <= 200 else url[:199] + "…"


class Fetches(Protocol):
    """Whatever pages are had from: the web, or what is kept."""

    def fetch(self, url: str, *, known: Snapshot | None = None) -> Snapshot | FetchFailure:
        """One page; `known` is the newest copy that is kept of it."""


class Kept:
    """Gives back what is kept, and asks nobody: for work without a network."""

    def fetch(self, url: str, *, known: Snapshot | None = None) -> Snapshot | FetchFailure:
        """The kept copy itself, with the time at which it was had."""
        if known is not None:
            return known
        message = f"{shown(url)}: no copy of it is kept, and nothing is fetched offline. Check once without --offline"
        return FetchFailure(url, FailureReason.NOT_KEPT, message)


class Closing(Fetches, Protocol):
    """What can be told to stop waiting."""

    def close(self) -> None:
        """Whatever is under way, and all that comes after, ends at once."""


class Later:
    """Has pages from what is made when the first is asked for.

    What fetches from the web takes longer to load than two files to check. May be used by several threads at once.
    """

    def __init__(self, make: Callable[[], Closing]) -> None:
        self._make = make
        self._made: Closing | None = None
        self._closed = False
        self._lock = threading.Lock()

    def fetch(self, url: str, *, known: Snapshot | None = None) -> Snapshot | FetchFailure:
        """One page, as what is made has it."""
        with self._lock:
            if self._made is None:
                self._made = self._make()
                if self._closed:
                    self._made.close()
        return self._made.fetch(url, known=known)

    def __enter__(self) -> Later:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Stop waiting, as what is made does."""
        with self._lock:
            self._closed = True
            if self._made is not None:
                self._made.close()
