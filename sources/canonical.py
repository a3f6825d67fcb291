"""Where a page says that its own place is: another host there means that it was moved, or copied."""

from __future__ import annotations

from sources.decoding import decode_text, meta_label
from sources.document import PageWarning, Warn
from sources.reading.markup import Start, tokens
from sources.urls import BadUrl, host_of, web_address

MAX_HEAD = 65_536  # bytes looked at; the heads of news pages are below half of it


def canonical_url(body: bytes, base: str, charset: str = "") -> str:
    """The address that a page calls its own (`link rel=canonical`, else `og:url`), or the empty string.

    Args:
        body: the decoded page.
        base: the address it was had from, for relative ones.
    """
    head = body[:MAX_HEAD]
    by_link = by_graph = ""
    for token in tokens(decode_text(head, (charset, meta_label(head))).text):
        if not isinstance(token, Start):
            continue
        if token.tag == "body":
            break
        said = token.attributes
        if token.tag == "link" and "canonical" in said.get("rel", "").lower().split():
            by_link = by_link or said.get("href", "")
        elif token.tag == "meta" and said.get("property", "").strip().lower() == "og:url":
            by_graph = by_graph or said.get("content", "")
    try:
        return web_address(by_link or by_graph, base=base).url if by_link or by_graph else ""
    except BadUrl:
        return ""


def elsewhere(body: bytes, url: str, charset: str = "") -> tuple[PageWarning, ...]:
    """A warning where a page that was had from `url` says that its place is on another site."""
    said = canonical_url(body, url, charset)
    if not said or _site(said) == _site(url):
        return ()
    message = f"{host_of(url)} shows a page whose own place is {said[:200]}: it was moved, or is a copy"
    return (PageWarning(Warn.MOVED_HOST, message),)


def _site(url: str) -> str:
    # `m.` and `amp.` are the same desk's pages for small screens.
    host = host_of(url)
    for small in ("m.", "amp.", "mobile."):
        host = host.removeprefix(small)
    return host
