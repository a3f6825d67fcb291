"""Which elements of a page surround an article: menus, offers, notices, footers."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import IntEnum

from sources.reading.elements import DATA
from sources.reading.markup import Start


class Chrome(IntEnum):
    """How surely an element is not the article: by a class or id, by its kind, or by its very purpose."""

    NO = 0
    NAMED = 1
    LIKELY = 2
    SURE = 3


@dataclass(slots=True)
class Region:
    """A part of the page, with what it holds. Characters count without white space."""

    chrome: Chrome
    parent: Region | None = None
    chars: int = 0
    has_main: bool = False


_SURE, _LIKELY, _NAMED = (DATA["chrome"][name] for name in ("sure", "likely", "named"))
_BY_TAG = dict.fromkeys(_LIKELY["elements"].split(), Chrome.LIKELY) | dict.fromkeys(
    _SURE["elements"].split(), Chrome.SURE
)
_BY_ROLE = dict.fromkeys(_LIKELY["roles"].split(), Chrome.LIKELY) | dict.fromkeys(_SURE["roles"].split(), Chrome.SURE)
_NAMES = frozenset(_NAMED["words"].split())
_NEVER = frozenset(_NAMED["never"].split())
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
    known = max(by_role, by_tag)
    if known or token.tag in _NEVER:
        return known
    return Chrome.NAMED if names_chrome(token) else Chrome.NO


def names_chrome(token: Start) -> bool:
    """Whether class or id of an element say that it is furniture."""
    said = f"{token.attributes.get('class', '')} {token.attributes.get('id', '')}"[:500]
    return not _NAMES.isdisjoint(_WORD.findall(_CAMEL.sub("-", said).lower()))
