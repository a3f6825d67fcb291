"""What was seen, when and from where: the bytes of a source exactly as they came."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from functools import cached_property

from sources.document import PageWarning


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

    @cached_property
    def sha256(self) -> str:
        """SHA-256 of `raw`, in hexadecimal: the identity of the copy."""
        return hashlib.sha256(self.raw).hexdigest()


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


@dataclass(frozen=True, slots=True)
class FetchFailure:
    """A source that could not be fetched: an expected outcome, never an exception."""

    url: str
    reason: FailureReason
    message: str
    status: int = 0
    redirects: tuple[str, ...] = ()
