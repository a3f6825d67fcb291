"""Pages that are nothing but a way to another: a refresh in a `meta` element or in a header.

The words of a refresh are read as the HTML standard says ("shared declarative refresh steps").
"""

from __future__ import annotations

import re

from sources.decoding import decode_text, meta_label
from sources.reading.markup import Start, Text, tokens

MAX_REFRESH = 65_536  # bytes of a page that is looked at; one that only leads on has a few hundred

_AT_ONCE = 5  # seconds; news pages that load themselves again every few minutes are not on their way anywhere
_NOTICE = 300  # characters shown; "If nothing happens, follow this link" in two languages has half of it
_WORDS = re.compile(
    r"\s*+(?:(\d{1,9})[\d.]*+|\.[\d.]*+)(?:\s*+[;,]|\s)\s*+(?:url\s*+=\s*+)?+(.*)", re.ASCII | re.IGNORECASE | re.DOTALL
)


def refresh_target(header: str, body: bytes, charset: str = "") -> str:
    """Where a page leads on to at once by itself, as written there, or the empty string.

    Args:
        header: the Refresh header, if one was sent.
        body: the decoded page or its beginning; longer than `MAX_REFRESH` it is a page in its own right.
    """
    if len(body) > MAX_REFRESH:
        return ""
    found, shown = [header], 0
    for token in tokens(decode_text(body, (charset, meta_label(body))).text):
        if isinstance(token, Text):
            shown += len(" ".join(token.data.split()))
        elif isinstance(token, Start) and _is_refresh(token):
            found.append(token.attributes.get("content", ""))
    return next((target for target in map(_target, found) if target), "") if shown <= _NOTICE else ""


def _is_refresh(token: Start) -> bool:
    return token.tag == "meta" and token.attributes.get("http-equiv", "").strip().lower() == "refresh"


def _target(words: str) -> str:
    """The address in the words of a refresh that comes within five seconds, or the empty string."""
    matched = _WORDS.match(words)
    if matched is None or int(matched[1] or "0") > _AT_ONCE:
        return ""
    address = matched[2]
    if address[:1] in {"'", '"'}:
        address = address[1:].partition(address[0])[0]
    return address.strip()
