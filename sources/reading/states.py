"""What is odd about a page that could be read: not the article, or not all of it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from sources.document import PageWarning, Role, Warn
from sources.reading.markup import Start, Token
from sources.reading.phrases import asks_consent, says_not_found
from sources.reading.walk import Piece

_BEHIND_PAY = re.compile(r"\"isAccessibleForFree\"\s{0,9}:\s{0,9}\"?false", re.IGNORECASE)
_HAN = re.compile("[\u4e00-\u9fff]")
_SCRIPT_ROOTS = frozenset({"root", "app", "__next", "__nuxt", "___gatsby", "react-root", "main-app"})
# Characters of main text; the shortest news item has more, a notice in place of a page has less.
_NOTICE = 600
_NOTHING = 200


def page_warnings(
    found: Sequence[Token], pieces: Sequence[Piece], judged: Sequence[Role], title: str
) -> tuple[PageWarning, ...]:
    """The warnings for a page, from its tokens, its blocks with their roles, and its title."""
    main = sum(_said(piece) for piece, role in zip(pieces, judged, strict=True) if role is not Role.FURNITURE)
    starts = [token for token in found if isinstance(token, Start)]
    headings = " ".join([title, *(piece.text for piece in pieces if piece.tag == "h1")])
    return tuple(_warnings(starts, pieces, main, headings))


def _warnings(starts: Sequence[Start], pieces: Sequence[Piece], main: int, headings: str) -> Iterator[PageWarning]:
    scripts = [start for start in starts if start.tag == "script"]
    if any(_BEHIND_PAY.search(script.content) for script in scripts):
        yield PageWarning(Warn.PAYWALL, "the page says that it is not free to read: part of it may be missing")
    if main < _NOTICE and says_not_found(headings):
        yield PageWarning(Warn.SOFT_404, f"the page seems to stand for one that is not there: {headings[:100]}")
    elif main < _NOTHING and scripts and any(_needs_scripts(start) for start in starts):
        message = "the page is built by scripts and shows almost no text: save it from a browser"
        yield PageWarning(Warn.SCRIPT_ONLY, message)
    elif main < _NOTICE and _is_consent_wall(pieces):
        yield PageWarning(Warn.CONSENT_WALL, "the page asks for consent and shows little else: save it from a browser")


def _is_consent_wall(pieces: Sequence[Piece]) -> bool:
    """Whether a page asks for consent, and its other paragraphs say less than the shortest news item."""
    asking = [asks_consent(piece.text) for piece in pieces]
    others = (piece for piece, asks in zip(pieces, asking, strict=True) if not asks and piece.tag == "p")
    return any(asking) and sum(_said(piece) for piece in others if not piece.is_link) < _NOTHING


def _said(piece: Piece) -> int:
    """Its characters, one of Chinese for three: it says as much."""
    return piece.chars + 2 * len(_HAN.findall(piece.text))


def _needs_scripts(start: Start) -> bool:
    return start.attributes.get("id", "").lower() in _SCRIPT_ROOTS or (
        start.tag == "noscript" and "<img" not in start.content.lower() and "<iframe" not in start.content.lower()
    )
