"""Feeds (RSS, Atom) and sitemaps: lists of pages, each a possible source."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from io import BytesIO
from typing import Any

from lxml import etree

from sources.snapshots import Snapshot
from sources.urls import BadUrl, web_address

MOST_ENTRIES = 20  # pages taken of one list: each is fetched
_LOOKED_AT = 50_000  # entries of one list: what a sitemap may hold at most
_ROOTS = frozenset({"rss", "feed", "RDF", "urlset", "sitemapindex"})
_ENTRIES = frozenset({"item", "entry", "url", "sitemap"})
_DATES = ("updated", "pubDate", "published", "date", "lastmod", "publication_date")
_LONG_AGO = datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Entry:
    """A page that a list names. `at` is when it was last published or changed, None where the list does not say."""

    url: str
    title: str = ""
    at: datetime | None = None


def is_list(page: Snapshot) -> bool:
    """Whether the bytes are a feed or a sitemap, whatever they are called."""
    head = page.body[:2_000].lstrip(b"\xef\xbb\xbf \t\r\n")
    return head.startswith(b"<") and any(b"<" + root.encode() in head or b":RDF" in head for root in _ROOTS)


def is_sitemap(page: Snapshot) -> bool:
    """Whether the bytes are a list of addresses and nothing else."""
    return is_list(page) and any(root in page.body[:2_000] for root in (b"<urlset", b"<sitemapindex"))


def entries_of(page: Snapshot, most: int = MOST_ENTRIES) -> tuple[Entry, ...]:
    """The pages that a feed or sitemap names, the newest first, at most so many; none for anything else.

    Undated ones come in the order of the list, after the dated ones. No entity of the file is resolved.
    """
    if not is_list(page):
        return ()
    found: dict[str, Entry] = {}
    try:
        for entry in _entries(page.body, page.final_url):
            found.setdefault(entry.url, entry)
    except etree.XMLSyntaxError:
        pass  # what came before the damage is a list as well
    newest = sorted(found.values(), key=lambda entry: entry.at or _LONG_AGO, reverse=True)
    return tuple(newest[:most])


def _entries(body: bytes, base: str) -> Iterator[Entry]:
    parser = etree.iterparse(
        BytesIO(body), events=("start", "end"), resolve_entities=False, no_network=True, load_dtd=False, recover=True
    )
    seen = depth = 0
    for event, element in parser:
        name = _name(element)
        if event == "start":
            if depth == 0 and name not in _ROOTS:
                return
            depth += 1
            continue
        depth -= 1
        if name in _ENTRIES and depth <= 2:
            entry = _entry(element, base)
            if entry is not None:
                yield entry
            element.clear()
            seen += 1
            if seen >= _LOOKED_AT:
                return


def _name(element: Any) -> str:
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def _entry(element: Any, base: str) -> Entry | None:
    """What one entry names, or None for an entry without an address that could be fetched."""
    address = title = ""
    at: datetime | None = None
    for child in element.iter():
        name, words = _name(child), (child.text or "").strip()
        if name in {"link", "loc"} and child.get("rel", "alternate") == "alternate":
            address = address or words or child.get("href", "")
        elif name == "title":
            title = title or words
        elif name in _DATES:
            at = max(filter(None, (at, _moment(words))), default=None)
    try:
        return Entry(web_address(address, base=base if "://" in base else "").url, title, at) if address else None
    except BadUrl:
        return None


def _moment(words: str) -> datetime | None:
    """A date as feeds write it, by RFC 822 or ISO 8601; what names no zone is taken for UTC."""
    for parse in (datetime.fromisoformat, parsedate_to_datetime):
        try:
            at = parse(words[:60])
            return (at if at.tzinfo else at.replace(tzinfo=UTC)).astimezone(UTC)
        except (ValueError, TypeError, IndexError, OverflowError):
            continue
    return None
