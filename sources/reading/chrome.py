"""Which elements of a page surround an article: menus, offers, notices, footers."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import IntEnum

from sources.reading.elements import DATA
from sources.reading.markup import Start


class Chrome(IntEnum):
    """How surely an element is not the article: by a vague name, by its kind, by a plain name, by its very purpose."""

    NO = 0
    VAGUE = 1
    LIKELY = 2
    NAMED = 3
    SURE = 4


@dataclass(slots=True, eq=False)
class Region:
    """A part of the page, with what it holds; equal to itself alone. Characters count without white space."""

    chrome: Chrome
    parent: Region | None = None
    chars: int = 0
    has_main: bool = False


_DATA = {kind: {key: words.split() for key, words in lists.items()} for kind, lists in DATA["chrome"].items()}
_BY_TAG = dict.fromkeys(_DATA["likely"]["elements"], Chrome.LIKELY) | dict.fromkeys(
    _DATA["sure"]["elements"], Chrome.SURE
)
_BY_ROLE = dict.fromkeys(_DATA["likely"]["roles"], Chrome.LIKELY) | dict.fromkeys(_DATA["sure"]["roles"], Chrome.SURE)
_BY_NAME = dict.fromkeys(_DATA["vague"]["words"], Chrome.VAGUE) | dict.fromkeys(_DATA["named"]["words"], Chrome.NAMED)
_NEVER = frozenset(_DATA["never"]["elements"])
_WORD = re.compile(r"[a-z]{2,40}", re.ASCII)
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")


def chrome_of(token: Start, in_text: bool) -> Chrome:
    """How surely an element is furniture. `in_text`: it stands inside an article or a quotation."""
    if not token.attributes and token.tag not in _BY_TAG:
        return Chrome.NO
    by_role = _BY_ROLE.get(token.attributes.get("role", "").strip().lower(), Chrome.NO)
    by_tag = _BY_TAG.get(token.tag, Chrome.NO)
    if token.tag in {"footer", "header"} and in_text:
        by_tag = Chrome.NO  # of a quotation or an article: its author, its headline
    if token.tag in _NEVER:
        return max(by_role, by_tag)
    return max(by_role, by_tag, _by_name(token))


def _by_name(token: Start) -> Chrome:
    """What class and id of an element say of it."""
    said = f"{token.attributes.get('class', '')} {token.attributes.get('id', '')}"[:500]
    words = _WORD.findall(_CAMEL.sub("-", said).lower())
    return max((_BY_NAME[word] for word in words if word in _BY_NAME), default=Chrome.NO)
