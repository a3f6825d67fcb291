"""What single HTTP headers say."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from sources.snapshots import Snapshot
from sources.urls import WebAddress

_CHARSET = re.compile(r"charset\s{0,20}=\s{0,20}[\"']?([A-Za-z0-9_.:-]{1,40})", re.IGNORECASE)


def charset_parameter(content_type: str) -> str:
    """The charset that a Content-Type header names, or the empty string."""
    found = _CHARSET.search(content_type)
    return found.group(1) if found else ""


def retry_after(value: str, otherwise: float) -> float:
    """Seconds to wait by a Retry-After header, in seconds or as a date; `otherwise` where it says nothing."""
    text = value.strip()
    if text.isascii() and text.isdigit():
        return float(text[:9])
    try:
        date = parsedate_to_datetime(text)
    except (ValueError, TypeError, IndexError, OverflowError):
        return otherwise
    aware = date if date.tzinfo else date.replace(tzinfo=UTC)
    return max(0.0, (aware - datetime.now(UTC)).total_seconds())


def conditions(known: Snapshot | None, target: WebAddress) -> dict[str, str]:
    """The headers that ask whether a kept copy still holds, for the very page it was taken from."""
    if known is None or known.final_url != target.url:
        return {}
    had = dict(known.headers)
    wanted = {"If-None-Match": had.get("etag", ""), "If-Modified-Since": had.get("last-modified", "")}
    return {name: value for name, value in wanted.items() if value}
