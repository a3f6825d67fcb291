"""The links of an article: what its writer read, as a first guess at its sources."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice

from sources.decoding import decode_text, meta_label
from sources.document import Document
from sources.reading.markup import End, Start, Text, Token, tokens
from sources.snapshots import Snapshot
from sources.urls import BadUrl, host_of, web_address

MOST_LINKS = 20  # of one article: more are a list of links, and each is a page to fetch
_MOST_TOKENS = 600_000
_IN_TEXT = re.compile(r"https?://[^\s<>\"'“”«»‘’|\\^`{}\[\]，。；：！？、（）]{1,2000}", re.IGNORECASE)
_AFTER = ".,;:!?…*_"
_CITED = ("citation", "isBasedOn", "isBasedOnUrl", "mentions")
_PAGES = frozenset({"text/html", "application/xhtml+xml"})
# Ways to pass an article on, and accounts: never what a figure was taken from.
_NO_SOURCES = frozenset({
    "facebook.com", "twitter.com", "x.com", "instagram.com", "linkedin.com", "pinterest.com", "reddit.com", "t.me",
    "api.whatsapp.com", "whatsapp.com", "wa.me", "tiktok.com", "threads.net", "bsky.app", "weibo.com",
    "service.weibo.com", "youtube.com", "apps.apple.com", "play.google.com", "news.google.com",
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Link:
    """A link with its words; none where the address itself stands in the text or in the page's data."""

    url: str
    words: str = ""


def links_of(page: Snapshot, document: Document) -> tuple[Link, ...]:
    """The links in the main text of a page or text, other sites first, at most `MOST_LINKS`; none twice.

    Left out are links of menus and the like, to the page itself, to start pages, and to places where articles are
    passed on.
    """
    base = page.final_url
    if document.media_type in _PAGES:
        found: Iterable[Link] = _of_page(page, document)
    else:
        found = (
            Link(match.group().rstrip(_AFTER)) for match in _IN_TEXT.finditer(_with_brackets_closed(document.text))
        )
    kept: dict[str, Link] = {}
    for link in found:
        try:
            address = web_address(link.url, base=base if "://" in base else "")
        except BadUrl:
            continue
        if address.target != "/" and address.url != base and host_of(address.url) not in _NO_SOURCES:
            kept.setdefault(address.url, Link(address.url, link.words))
    here = host_of(base)
    ordered = sorted(kept.values(), key=lambda link: host_of(link.url) == here)
    return tuple(ordered[:MOST_LINKS])


def _with_brackets_closed(text: str) -> str:
    # In Markdown an address ends where its bracket does.
    return text.replace(")", " ")


def _of_page(page: Snapshot, document: Document) -> Iterator[Link]:
    text = decode_text(page.body, (page.charset, meta_label(page.body))).text
    found = list(islice(tokens(text), _MOST_TOKENS))
    main = "\n".join(" ".join(block.span.of(document.text).split()) for block in document.main_blocks)
    for link in _anchors(found):
        if link.words and link.words in main:
            yield link
    for token in found:
        if isinstance(token, Start) and token.attributes.get("type", "").lower() == "application/ld+json":
            yield from _cited(token.content)


def _anchors(found: Iterable[Token]) -> Iterator[Link]:
    """Each link with the words inside it."""
    href, words = "", ""
    for token in found:
        if isinstance(token, Text) and href:
            words += token.data
        elif isinstance(token, Start) and token.tag == "a":
            if href:
                yield Link(href, " ".join(words.split()))
            href, words = token.attributes.get("href", ""), ""
        elif isinstance(token, End) and token.tag == "a" and href:
            yield Link(href, " ".join(words.split()))
            href = ""


def _cited(data: str) -> Iterator[Link]:
    """The addresses that a page's JSON-LD names as what it rests on."""
    try:
        said = json.loads(data)
    except (ValueError, RecursionError):
        return
    waiting, seen = [said], 0
    while waiting and seen < 10_000:
        item = waiting.pop()
        seen += 1
        if isinstance(item, list):
            waiting += item
        elif isinstance(item, dict):
            waiting += [value for key, value in item.items() if isinstance(value, dict | list) and key not in _CITED]
            for key in _CITED:
                yield from _addresses(item.get(key))


def _addresses(value: object) -> Iterator[Link]:
    for item in value if isinstance(value, list) else [value]:
        address = item.get("url") or item.get("@id") if isinstance(item, dict) else item
        if isinstance(address, str) and address.startswith(("http://", "https://")):
            yield Link(address)
