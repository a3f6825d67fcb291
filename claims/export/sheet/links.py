"""Links that open a source at the passage: text fragments (`#:~:text=`) on pages, `#page=` in PDF files.

A browser looks for a text fragment as whole words within one block of the page; where a passage runs over several
blocks or is long, its first and last words are named instead, and a short one gets the words around it.
"""

from __future__ import annotations

import re
from urllib.parse import quote

from claims.export.encoding import is_web

LONGEST = 300
"""Code points up to which a passage is named whole; addresses of some thousand characters are cut by mail programs."""

_SHORT = 20
"""Code points below which a passage may stand on its page more than once, and is named with its neighbours."""

_WORDS, _LETTERS = 5, 12
"""How many words, or letters of a script without spaces, name the start or the end of a long passage."""

_LINES = re.compile(r"\s*[\n\r\u2028\u2029]\s*")


def passage_url(url: str, text: str, *, before: str = "", after: str = "", page: int | None = None) -> str:
    """The address that opens `url` at the passage; empty where `url` is no web address.

    `before` and `after` are the texts that surround the passage; `page` is its page in a PDF file.
    """
    if not is_web(url):
        return ""
    address, _, fragment = url.partition("#")
    fragment = fragment.partition(":~:")[0]
    if page is not None:
        return f"{address}#page={page}"
    directive = _directive(text, before, after)
    return f"{address}#{fragment}:~:text={directive}" if directive else url


def _directive(text: str, before: str, after: str) -> str:
    lines = [" ".join(line.split()) for line in _LINES.split(text) if line.strip()]
    if not lines:
        return ""
    if len(lines) > 1 or len(lines[0]) > LONGEST:
        return f"{_term(_first(lines[0]))},{_term(_last(lines[-1]))}"
    term = _term(lines[0])
    if len(lines[0]) >= _SHORT:
        return term
    prefix, suffix = _last(_LINES.split(before)[-1].strip()), _first(_LINES.split(after)[0].strip())
    return f"{_term(prefix) + '-,' if prefix else ''}{term}{',-' + _term(suffix) if suffix else ''}"


def _first(line: str) -> str:
    words = line.split()
    return " ".join(words[:_WORDS]) if len(words) > 1 else line[:_LETTERS]


def _last(line: str) -> str:
    words = line.split()
    return " ".join(words[-_WORDS:]) if len(words) > 1 else line[-_LETTERS:]


def _term(words: str) -> str:
    """Words as a term: the hyphen, the comma and the ampersand would be read as signs of the directive."""
    return quote(words.encode("utf-8", "replace"), safe="").replace("-", "%2D")
