"""When a feed or a folder that is watched is looked at next: politely, and more rarely while it fails. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from lxml import etree

from sources.finding.feeds import is_list
from sources.snapshots import Snapshot

LONGEST_WAIT = 6 * 3600.0
"""Seconds after which even what has failed for days is looked at again: a desk has it back the same day."""

MOST_ASKED = 24 * 3600.0
"""Seconds up to which a server's own wish is followed: one that asks for a year has slipped."""

_HEAD = 20_000
"""Bytes of a feed in which it says how often it changes: what stands before its first entry."""


@dataclass(frozen=True, slots=True)
class Visit:
    """When a place is due, and how often in a row it has failed."""

    due: datetime
    failures: int = 0


def after_success(at: datetime, every: float, asked: float = 0.0) -> Visit:
    """The visit after one that went well: `every` seconds later, or as long as the server `asked` for."""
    return Visit(at + timedelta(seconds=max(every, min(asked, MOST_ASKED))))


def after_failure(visit: Visit, at: datetime, every: float, asked: float = 0.0) -> Visit:
    """The visit after one that failed: each time twice as long, up to `LONGEST_WAIT`, and not before the server wants.

    A place that is looked at more rarely anyhow keeps to that.
    """
    doubled = every * 2.0 ** min(visit.failures + 1, 32)
    wait = max(every, min(doubled, LONGEST_WAIT), min(asked, MOST_ASKED))
    return Visit(at + timedelta(seconds=wait), visit.failures + 1)


def asked_by(feed: Snapshot) -> float:
    """Seconds for which a feed asks to be left alone: the `ttl` of RSS, in minutes; 0 where it says nothing."""
    if not is_list(feed):
        return 0.0
    parser = etree.XMLPullParser(events=("end",), resolve_entities=False, no_network=True, load_dtd=False, recover=True)
    try:
        parser.feed(feed.body[:_HEAD])
        for _, element in parser.read_events():
            words = (element.text or "").strip() if element.tag == "ttl" else ""
            if words.isascii() and words.isdigit():
                return float(words[:6]) * 60
    except etree.XMLSyntaxError:
        return 0.0
    return 0.0
