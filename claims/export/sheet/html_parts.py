"""What the parts of a sheet are put together from: headings, facts, hashes, times, languages, links out."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import UTC, datetime

from claims.export.encoding import is_web
from claims.export.sheet.markup import Html, Part, joined, tag
from claims.export.words import moment_words
from claims.ledger.review import Wording

_TAG = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")
SHORT = 12
"""Hexadecimal digits of a hash where the whole of it stands elsewhere on the sheet."""

Rows = Iterable[tuple[str, Part]]


def heading(level: int, words: Part, **attributes: str | None) -> Html:
    """A heading; below the sixth level there is none."""
    return tag(f"h{min(level, 6)}", words, **attributes)


def language(code: str) -> str | None:
    """A language as an attribute has it; None where it is unknown."""
    return code if _TAG.fullmatch(code) else None


def facts(rows: Rows) -> Html:
    """Names with what they stand for."""
    return tag("dl", *(tag("div", tag("dt", name), tag("dd", value)) for name, value in rows), class_="facts")


def hashed(sha256: str, length: int = 64) -> Html:
    """A hash, whole or its beginning, with places where a narrow column may break it."""
    shown = sha256[:length]
    groups = [shown[start : start + 8] for start in range(0, len(shown), 8)]
    broken = [part for group in groups for part in (tag("wbr"), group)][1:]
    return tag("code", "sha256 ", *broken, "" if shown == sha256 else "…", class_="hash")


def date(moment: datetime) -> Html:
    """A moment, to the minute, in UTC."""
    return tag("time", moment_words(moment), datetime=moment.astimezone(UTC).isoformat().replace("+00:00", "Z"))


def written(iso: str) -> Part:
    """The same of a time as it stands in the log; of what is no time, the words."""
    try:
        return date(datetime.fromisoformat(iso))
    except ValueError:
        return iso


def outside(words: Part, url: str) -> Html:
    """A link that leaves the sheet; the words alone where there is no web address."""
    if not is_web(url):
        return tag("span", words)
    return tag("a", words, href=url, rel="noopener noreferrer external", class_="out")


def numbered(numbers: Iterable[int], prefix: str) -> Html:
    """Claims by number, each a link: `3, 4, 9`."""
    return joined([tag("a", str(number), href=f"#{prefix}-{number}") for number in numbers], ", ")


def worded(wording: Wording, code: str) -> Html:
    """Old words struck, new ones after them, each between signs of its own."""
    old, new = changed("del", wording.old, code), changed("ins", wording.new, code)
    return joined([old, " ", new]) if wording.new else joined([old, " (to go)"])


def changed(name: str, words: str, code: str = "") -> Html:
    """Words that go (`del`, between −) or come (`ins`, between +)."""
    edge = tag("span", "−" if name == "del" else "+", class_="sign")
    return tag(name, edge, words, edge, lang=language(code))
