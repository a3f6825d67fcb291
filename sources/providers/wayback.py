"""Pages as they were: `wayback:2024-05-01 https://example.org/report` gives the capture closest to that day."""

from __future__ import annotations

import re
from datetime import date
from urllib.parse import quote

from sources.providers import Provided
from sources.providers.query import json_of, no_answer
from sources.snapshots import Fetches, FetchFailure
from sources.urls import BadUrl, web_address

BASE = "https://archive.org"
_QUERY = re.compile(r"(?:(\d{4}-\d\d-\d\d)\s+)?(\S+)")
_CAPTURE = re.compile(r"(https?)://([^/\s]{1,200})/web/(\d{4,14})(?:[a-z]{2}_)?/(\S{1,8000})")


class Wayback:
    """Asks the Internet Archive which capture of a page is closest to a day, and gives that as it was archived."""

    def __init__(self, base: str = BASE) -> None:
        self._base = base

    def find(self, query: str, fetches: Fetches) -> Provided | FetchFailure:
        name = f"wayback:{query}"
        read = _QUERY.fullmatch(query.strip())
        try:
            day = date.fromisoformat(read[1]) if read and read[1] else None
            url = web_address(read[2]).url if read else ""
        except (ValueError, BadUrl):
            url = ""
        if not url:
            return no_answer(name, "name a day and an address: wayback:2024-05-01 https://example.org/report")
        when = f"&timestamp={day:%Y%m%d}" if day else ""
        answer = fetches.fetch(f"{self._base}/wayback/available?url={quote(url, safe='')}{when}")
        if isinstance(answer, FetchFailure):
            return answer
        capture = _closest(json_of(answer))
        if not capture:
            return no_answer(name, "the archive has no capture of it")
        page = fetches.fetch(capture)
        return page if isinstance(page, FetchFailure) else Provided(page)


def _closest(said: object) -> str:
    """Where the bytes of the closest capture are as they came, without the archive's own frame; empty for none."""
    snapshots = said.get("archived_snapshots") if isinstance(said, dict) else None
    closest = snapshots.get("closest") if isinstance(snapshots, dict) else None
    if not isinstance(closest, dict) or not closest.get("available"):
        return ""
    taken = _CAPTURE.fullmatch(str(closest.get("url", "")))
    if taken is None:
        return ""
    scheme, host, timestamp, page = taken.groups()
    # The archive still writes its own addresses without encryption.
    return f"{'https' if host == 'web.archive.org' else scheme}://{host}/web/{timestamp}id_/{page}"
