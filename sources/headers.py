"""What single HTTP headers say, and what we say in ours."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from importlib.metadata import PackageNotFoundError, version

from sources.snapshots import Origin, Snapshot
from sources.urls import WebAddress

PRODUCT = "stet-desk"
_PURPOSE = "a person checks one page; no crawler"

_CHARSET = re.compile(r"charset\s{0,20}=\s{0,20}[\"']?([A-Za-z0-9_.:-]{1,40})", re.IGNORECASE)


def user_agent_for(contact: str = "") -> str:
    """How we name ourselves: product, version, what the request is for, and a contact if the desk gives one.

    Raises:
        ValueError: the contact holds what no header may.
    """
    if not (contact.isascii() and contact.isprintable()):
        raise ValueError(f"the contact {contact!r} cannot stand in a header; give a web or mail address in ASCII")
    try:
        product = f"{PRODUCT}/{version(PRODUCT)}"
    except PackageNotFoundError:
        product = PRODUCT
    return f"{product} ({_PURPOSE}; {contact})" if contact else f"{product} ({_PURPOSE})"


def media_type_and_charset(content_type: str) -> tuple[str, str]:
    """The media type of a Content-Type header in lower case, and the charset that it names; empty where it has none."""
    media_type, _, parameters = content_type.partition(";")
    found = _CHARSET.search(parameters)
    return media_type.strip().lower(), found.group(1) if found else ""


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
    """The headers that ask whether a kept copy still holds, for the very page it was taken from.

    A server is asked only about what it sent itself: of a copy out of an archive it knows the label, not the bytes.
    """
    if known is None or known.final_url != target.url or known.origin is not Origin.WEB:
        return {}
    had = dict(known.headers)
    wanted = {"If-None-Match": had.get("etag", ""), "If-Modified-Since": had.get("last-modified", "")}
    return {name: value for name, value in wanted.items() if value}
