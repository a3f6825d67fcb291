"""HTML cut into tokens, in one pass and in linear time, whatever its nesting and however broken it is.

Written here because no parser at hand keeps the text of a page at any depth (libxml2 stops at 2,048 levels) and says
where in the page each piece of it stands. Follows the tokenizer of the HTML standard where that matters for text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from html import unescape
from types import MappingProxyType
from typing import NamedTuple

RAW = frozenset({"script", "style", "xmp", "iframe", "noembed", "noframes", "noscript", "textarea", "title"})

MAX_ATTRIBUTES = 100  # of one tag: more than any page has, and a hostile tag makes no table of a million

_NAME = re.compile(r"[a-zA-Z][^\s/>\x00]{0,200}")
_BARE = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]{0,200}+)>")  # most tags; the rest is looked at more closely
_ATTRIBUTE = re.compile(r"[\s/]*+([^\s/>=][^\s/>=]*+)(?:\s*+=\s*+(?:\"([^\"]*)\"|'([^']*)'|([^\s>]*+)))?")
_REST_OF_TAG = re.compile(r"[\s/=]*+>?")
_COMMENT_END = re.compile(r"--!?>")
_RAW_END = {tag: re.compile(rf"</{tag}(?=[\s/>])", re.IGNORECASE) for tag in RAW}
# Python refuses to turn more than 4,300 digits into a number; no character has more than seven.
_HUGE_REFERENCE = re.compile(r"&#[0-9]{9,}+;?")
# Character references, as `html.unescape` finds them, and what stands between.
_PARTS = re.compile(rf"{_HUGE_REFERENCE.pattern}|&(?:#[0-9]+;?|#[xX][0-9a-fA-F]+;?|[^\t\n\f <&#;]{{1,32}};?)|[^&]+|&")

_UNSEEN = dict.fromkeys(map(ord, "\u00ad\u200b\u2060\ufeff"))


class Text(NamedTuple):
    """Character data with its references resolved; `start` and `end` are where it stands in the page."""

    data: str
    start: int
    end: int


class Start(NamedTuple):
    """A start tag, name and attribute names in lower case; what is inside begins at `at` (0 of a bare tag: `<p>`).

    `content` is the text of a raw element as it stands in the page, else empty.
    """

    tag: str
    attributes: Mapping[str, str]
    self_closing: bool = False
    content: str = ""
    at: int = 0


class End(NamedTuple):
    """An end tag."""

    tag: str


Token = Text | Start | End

_NO_ATTRIBUTES: Mapping[str, str] = MappingProxyType({})


def resolved(text: str) -> str:
    """A text with its character references resolved."""
    if "&" not in text:
        return text
    return unescape(_HUGE_REFERENCE.sub("\ufffd", text))


def visible(text: str) -> str:
    """A text without the characters that show nothing and only say where a word may be cut."""
    return text if text.isascii() else text.translate(_UNSEEN)


def is_letter(char: str) -> bool:
    """Whether a character shows, and is no white space."""
    return not (char.isspace() or ord(char) in _UNSEEN)


def letters(page: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Where each character of `resolved(page[start:end])` that is a letter (`is_letter`) stands in the page."""
    for found in _PARTS.finditer(page, start, end):
        if found.group().startswith("&"):
            place = found.span()
            yield from (place for char in resolved(found.group()) if is_letter(char))
        else:
            yield from ((at, at + 1) for at in range(*found.span()) if is_letter(page[at]))


def tokens(page: str) -> Iterator[Token]:
    """The tokens of a page in order. Comments, declarations and processing instructions are left out.

    The contents of raw elements (`RAW`) come with their start tag, and no end tag follows.
    """
    at = 0
    while at < len(page):
        opening = _next_tag(page, at)
        if opening > at:
            yield Text(resolved(page[at:opening]), at, opening)
        if opening == len(page):
            return
        token, at = _tag(page, opening)
        if token is not None:
            yield token


def _next_tag(page: str, at: int) -> int:
    """Where the next `<` stands that begins a tag, a comment or a declaration; the page's length if none does."""
    while True:
        at = page.find("<", at)
        if at < 0:
            return len(page)
        following = page[at + 1 : at + 2]
        if following in {"!", "?", "/"} or (following.isascii() and following.isalpha()):
            return at
        at += 1


def _tag(page: str, at: int) -> tuple[Token | None, int]:
    """The token that begins with the `<` at `at`, if it is one for us, and where the page goes on."""
    following = page[at + 1]
    bare = _BARE.match(page, at)
    if bare and bare[2].lower() not in RAW:
        tag = bare[2].lower()
        return _end_of(tag) if bare[1] else _bare_start(tag), bare.end()
    if page.startswith("<!--", at):
        end = _COMMENT_END.search(page, at + 2)
        return None, end.end() if end else len(page)
    if following in "!?":
        return None, _after(page, at)
    if following == "/":
        name = _NAME.match(page, at + 2)
        return _end_of(name.group().lower()) if name else None, _after(page, at)
    return _start(page, at)


# One token stands for all bare tags of a name: a page of 200,000 nested elements would fill 30 MB with their like.
@lru_cache(maxsize=256)
def _end_of(tag: str) -> End:
    return End(tag)


@lru_cache(maxsize=256)
def _bare_start(tag: str) -> Start:
    return Start(tag, _NO_ATTRIBUTES)


def _after(page: str, at: int) -> int:
    end = page.find(">", at)
    return len(page) if end < 0 else end + 1


def _start(page: str, at: int) -> tuple[Token, int]:
    name = _NAME.match(page, at + 1)
    assert name is not None  # noqa: S101 - `_next_tag` saw a letter there
    tag = name.group().lower()
    at = name.end()
    attributes, at = _attributes(page, at)
    rest = _REST_OF_TAG.match(page, at)
    end = rest.end() if rest else at
    self_closing = end - at > 1 and page[end - 2] == "/"
    if tag not in RAW or self_closing:
        return Start(tag, attributes, self_closing, "", end), end
    closing = _RAW_END[tag].search(page, end)
    content = page[end : closing.start()] if closing else page[end:]
    return Start(tag, attributes, False, content, end), _after(page, closing.start()) if closing else len(page)


def _attributes(page: str, at: int) -> tuple[dict[str, str], int]:
    attributes: dict[str, str] = {}
    while found := _ATTRIBUTE.match(page, at):
        at = found.end()
        if len(attributes) < MAX_ATTRIBUTES:
            attributes.setdefault(found[1].lower(), resolved(found[2] or found[3] or found[4] or ""))
    return attributes, at
