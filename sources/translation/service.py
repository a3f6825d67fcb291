"""Asking a translation server in JSON: the one address that the desk has set, with bounds on size and time."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from sources.answers import Call
from sources.fetch import Fetcher, Limits
from sources.robots import Robots
from sources.snapshots import FailureReason, FetchFailure
from sources.translation import Server, Untranslated, UntranslatedReason
from sources.urls import BadUrl, web_address

SECONDS = 60.0
"""For one request: a model on a desk's own machine takes its time."""
MAX_ANSWER = 4 * 1024 * 1024
"""Bytes of one answer, decoded or not; the longest of ours is below 100 kB."""
_REASONS = {
    FailureReason.TOO_SLOW: UntranslatedReason.TOO_SLOW,
    FailureReason.TOO_BIG: UntranslatedReason.BAD_ANSWER,
    FailureReason.HTTP_STATUS: UntranslatedReason.BAD_ANSWER,
}
_HINTS = {401: "Check its key", 403: "Check its key", 404: "Check its address", 429: "Ask it less often"}


class Service:
    """One server that speaks JSON. Inner addresses are reached only at the very host and port that are set.

    A redirect is not followed, so that the key goes nowhere else. `name` is the translator's, for messages.
    """

    def __init__(self, name: str, server: Server, seconds: float = SECONDS) -> None:
        self._name = name
        self._base = server.url.rstrip("/")
        self._headers = {"Authorization": f"Bearer {server.key}"} if server.key else {}
        limits = Limits(max_decoded=MAX_ANSWER, attempts=1, gap=0.0, header_time=seconds, robots=Robots.NONE)
        self._fetcher = Fetcher(_opened(self._base), deadline=seconds, max_body=MAX_ANSWER, limits=limits)

    def ask(self, path: str, data: Mapping[str, Any] | None = None) -> Any | Untranslated:
        """What the server answers, taken apart: to a GET, or to a POST of `data`."""
        # Half a character, which a page may have, becomes a question mark: no server takes it.
        payload = None if data is None else json.dumps(data, ensure_ascii=False).encode("utf-8", "replace")
        answer = self._fetcher.call(self._base + path, Call(payload, self._headers))
        if isinstance(answer, FetchFailure):
            return self._failed(answer)
        try:
            return json.loads(answer.body.decode("utf-8", "replace"))
        except (ValueError, RecursionError):
            return self.odd("does not answer in JSON")

    def odd(self, what: str) -> Untranslated:
        """The failure for an answer that is not what was asked for."""
        message = f"{self._name} at {self._base} {what}. Check its address and what runs there"
        return Untranslated(self._name, UntranslatedReason.BAD_ANSWER, message)

    def _failed(self, failure: FetchFailure) -> Untranslated:
        reason = _REASONS.get(failure.reason, UntranslatedReason.NOT_THERE)
        if failure.status:
            said = f"{self._name} at {self._base} answers {failure.status}. {_HINTS.get(failure.status, 'See its log')}"
        else:
            said = f"{self._name}: {failure.message.partition('. ')[0]}. Check that it runs, and its address"
        return Untranslated(self._name, reason, said)


def _opened(url: str) -> tuple[str, ...]:
    try:
        address = web_address(url)
    except BadUrl:
        return ()  # the fetch itself says what is wrong with it
    host = f"[{address.host}]" if ":" in address.host else address.host
    return (f"{host}:{address.port}",)
