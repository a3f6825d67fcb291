"""Words that were cut at the end of a line, put together again."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Sequence
from functools import cache
from importlib.resources import files
from itertools import pairwise

from sources.reading.pdf.words import is_wide

SOFT = "\u00ad"
HYPHENS = ("-", "\u2010", SOFT)
_TOKEN = re.compile(r"[^\W\d_]+(?:[-\u2010'’][^\W\d_]+)*")
_LAST = re.compile(r"([^\W_]+)(/?)[-\u2010\u00ad]$")
_FIRST = re.compile(r"[^\W_]+(?:[-\u2010][^\W_]+)*\.?")
_LONG = 4  # letters: shorter parts are words of their own by chance ("for-mer")
_REACH = 60  # characters looked at on either side of a line end: longer words are none


@cache
def _data(kind: str) -> frozenset[str]:
    data = tomllib.loads(files(__package__).joinpath("hyphens.toml").read_text("utf-8"))
    return frozenset(word for words in data[kind].values() for word in words)


def vocabulary(lines: Iterable[str]) -> frozenset[str]:
    """The words of a text that stand whole on their lines, in lower case, compounds with their hyphens."""
    known: set[str] = set()
    for line in lines:
        body = line[:-1].rpartition(" ")[0] if line.endswith(HYPHENS) else line
        for found in _TOKEN.finditer(body.lower()):
            known.add(found.group().replace("\u2010", "-"))
    return frozenset(known)


def join_lines(lines: Sequence[str], known: frozenset[str]) -> tuple[str, tuple[int, ...]]:
    """The text that lines make, and where in it each of them begins.

    Hyphens that only cut a word go; those that its parts have anywhere stay. `known` are the words of the whole text.
    """
    parts = [lines[0]]
    length = len(lines[0])
    starts = [0]
    for before, line in pairwise(lines):
        drop, between = _seam(before[-_REACH:], line[:_REACH], known)
        if drop:
            parts[-1] = parts[-1][:-drop]
        following = line[1:] if line.startswith(HYPHENS) and between is None else line
        parts.append((between or "") + following)
        starts.append(length - drop + len(between or ""))
        length = length - drop + len(parts[-1])
    return "".join(parts).replace(SOFT, ""), tuple(starts)


def _seam(before: str, line: str, known: frozenset[str]) -> tuple[int, str | None]:
    """How many characters go at the end of a line, and what stands between it and the next.

    `None` stands for nothing, and for a hyphen that the next line repeats (as in Portuguese).
    """
    last, first = _LAST.search(before), _FIRST.match(line.lstrip("".join(HYPHENS)))
    if before.endswith(SOFT):
        return 1, ""
    if last is None or first is None:
        wide = before and line and is_wide(before[-1]) and is_wide(line[0])
        return 0, "" if wide or before.endswith(("/", "\u2013", "\u2014")) else " "
    if line.startswith(HYPHENS):
        return 0, None
    if last.group(2):  # a slash ends a word: GNU/-Linux
        return 1, ""
    start, rest = last.group(1).lower(), first.group().lower()
    if rest in _data("between"):
        return 0, " "
    return (0, "") if _keeps(start, first.group(), rest.rstrip("."), known) else (1, "")


def _keeps(start: str, written: str, rest: str, known: frozenset[str]) -> bool:
    """Whether the hyphen between two parts of a word is its own."""
    if start + rest in known:
        return False
    if f"{start}-{rest}" in known or not written[0].islower() or start[-1].isdigit():
        return True
    if rest.partition("-")[0] in _data("tied") or start in _data("ties"):
        return True
    return len(start) >= _LONG and len(rest) >= _LONG and start in known and rest in known
