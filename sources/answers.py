"""What servers answer, and the fetch that gathers their answers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from http import HTTPStatus
from math import ceil

from sources.addresses import Deadline
from sources.canonical import elsewhere
from sources.challenges import MAX_CHALLENGE, is_challenge
from sources.document import PageWarning
from sources.headers import conditions, media_type_and_charset, retry_after
from sources.refresh import MAX_REFRESH, refresh_target
from sources.snapshots import FailureReason, FetchFailure, Snapshot, shown
from sources.unpacking import beginning_of, decode_content
from sources.urls import WebAddress

NOT_MODIFIED = 304
REDIRECTS = frozenset({301, 302, 303, 307, 308})
_PAGES = frozenset({"", "text/html", "application/xhtml+xml"})
_LATER = "Try again later, or give a saved copy"
ROUND = "Open it in a browser, and give the address where it ends, or a saved copy"
_HINTS = {
    401: "It wants a login: save the page in a browser and give the file",
    403: "It may not be seen: save the page in a browser and give the file",
    404: "Check the address, or look for an archived copy",
    410: "It was taken down: look for an archived copy",
}


Headers = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Line:
    """A connection as evidence: the address at its other end, and for https the version of TLS and the SHA-256 of
    the certificate shown there."""

    address: str = ""
    tls: str = ""
    certificate: str = ""


@dataclass(frozen=True, slots=True)
class Answer:
    """What one server said to one request. `body` is as sent, for an error only its beginning."""

    status: int
    headers: Headers
    body: bytes
    request_headers: Headers
    line: Line

    def header(self, name: str) -> str:
        return next((value for key, value in self.headers if key == name), "")

    @property
    def encoding(self) -> str:
        """How the body is packed, every header that says so taken together."""
        return ", ".join(value for key, value in self.headers if key == "content-encoding")

    @property
    def is_challenge(self) -> bool:
        """Whether a check against programs came in place of the page."""
        shown = beginning_of(self.body, self.encoding, MAX_CHALLENGE + 1)
        return is_challenge(self.status, self.headers, shown)

    @property
    def leads_to(self) -> str:
        """Where the answer sends on to, by redirect or refresh, as written there; empty for a page to stay at."""
        if self.status in REDIRECTS:
            return _as_utf8(self.header("location"))
        media_type, charset = media_type_and_charset(self.header("content-type"))
        if self.status != 200 or media_type not in _PAGES:
            return ""
        shown = beginning_of(self.body, self.encoding, MAX_REFRESH + 1)
        return refresh_target(self.header("refresh"), shown, charset)

    @property
    def in_words(self) -> str:
        """What the status means, and what to do about it."""
        try:
            phrase = HTTPStatus(self.status).phrase
        except ValueError:
            phrase = ""
        asked = retry_after(self.header("retry-after"), 0.0)
        later = f"Try again in {_how_long(asked)}, as it asks, or give a saved copy" if asked >= 1 else _LATER
        return f"the server answers {self.status} {phrase}".rstrip() + f". {_HINTS.get(self.status, later)}"


def _how_long(seconds: float) -> str:
    """So many seconds in words, upwards: `40 seconds`, `5 minutes`, `3 hours`."""
    for name, size in (("hours", 3600), ("minutes", 60)):
        if seconds > 2 * size:
            return f"{ceil(seconds / size)} {name}"
    return f"{ceil(seconds)} seconds"


def _as_utf8(value: str) -> str:
    """A header's value as browsers read an address in it: UTF-8, if its bytes are that."""
    try:
        return value.encode("latin-1").decode("utf-8")
    except UnicodeError:
        return value


@dataclass(frozen=True, slots=True)
class Call:
    """A question to a service in JSON: a POST of `payload`, or a GET without; `extra` are headers to send beside."""

    payload: bytes | None
    extra: Mapping[str, str]

    @property
    def headers(self) -> dict[str, str]:
        posted = {} if self.payload is None else {"Content-Type": "application/json"}
        return {"Accept": "application/json"} | posted | dict(self.extra)

    @property
    def request(self) -> tuple[str, bytes | None]:
        """The method, and what is sent with it."""
        return ("GET" if self.payload is None else "POST"), self.payload


@dataclass
class Trip:
    """One fetch under way: where it stands, and what it has left.

    `max_body` in bytes as sent; `attempts` at each server; `call` what to ask of a service instead of a page;
    `unchanged` once the server said that `known` still holds.
    """

    url: str
    deadline: Deadline
    known: Snapshot | None
    max_body: int
    attempts: int
    call: Call | None = None
    unchanged: bool = False
    begun_at: datetime = field(default_factory=lambda: datetime.now(UTC))
    redirects: list[str] = field(default_factory=list)
    warnings: list[PageWarning] = field(default_factory=list)

    def failure(self, reason: FailureReason, message: str, status: int = 0, patience: str = "") -> FetchFailure:
        """Why there is no page; `patience` is a Retry-After header."""
        words, wait = f"{shown(self.url)}: {message}", retry_after(patience, 0.0)
        return FetchFailure(self.url, reason, words, status, tuple(self.redirects), wait)


def judged(trip: Trip, target: WebAddress, answer: Answer, max_decoded: int) -> Snapshot | FetchFailure:
    """A snapshot of the last answer of a trip, or why there is none.

    Raises:
        BadContent: the body cannot be unpacked to at most `max_decoded` bytes.
    """
    now = datetime.now(UTC)
    if answer.status == NOT_MODIFIED and trip.known is not None and conditions(trip.known, target):
        trip.unchanged = True
        return replace(trip.known, url=trip.url, begun_at=trip.begun_at, fetched_at=now)
    if answer.is_challenge:
        message = "the server lets only browsers in. Open the page in one, save it and give the file instead"
        return trip.failure(FailureReason.CHALLENGE, message, answer.status)
    if answer.status == HTTPStatus.PARTIAL_CONTENT:
        return trip.failure(FailureReason.TRUNCATED, f"the server sends a part of the page. {_LATER}", answer.status)
    if answer.status != 200 and not (200 < answer.status < 300 and answer.body):
        return trip.failure(FailureReason.HTTP_STATUS, answer.in_words, answer.status, answer.header("retry-after"))
    media_type, charset = media_type_and_charset(answer.header("content-type"))
    body = decode_content(answer.body, answer.encoding, max_decoded)
    if media_type in _PAGES:
        trip.warnings.extend(elsewhere(body, target.url, charset))
    return Snapshot(
        url=trip.url,
        final_url=target.url,
        status=answer.status,
        media_type=media_type,
        headers=answer.headers,
        raw=answer.body,
        body=body,
        fetched_at=now,
        redirects=tuple(trip.redirects),
        address=answer.line.address,
        charset=charset,
        warnings=tuple(trip.warnings),
        begun_at=trip.begun_at,
        tls=answer.line.tls,
        certificate=answer.line.certificate,
        request_headers=answer.request_headers,
    )
