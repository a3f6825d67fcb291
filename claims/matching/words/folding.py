"""A text as it is compared: case, accents, marks and spaces folded away, with a way back to every code point.

Folding changes lengths (a ligature becomes two letters, an accent vanishes, a run of spaces becomes one), so a folded
text always carries the offsets of its letters in the original.
"""

from __future__ import annotations

import re
import unicodedata
from array import array
from dataclasses import dataclass
from functools import lru_cache

from sources.document import Span

_SINGLE_MARKS = frozenset("'’‘‚‛′`´ʼ＇‹›")
_DOUBLE_MARKS = frozenset('"“”„‟«»″＂「」『』〝〞〟')
_DASHES = frozenset("-‐‑‒–—―−－﹣⁃")
_APART = {"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ł": "l", "ı": "i"}
"""Letters that Unicode does not take apart, and that people and keyboards write either way."""


@dataclass(frozen=True, slots=True)
class Folded:
    """A folded text. `offsets[i]` is where the i-th letter comes from; one more entry holds the end."""

    text: str
    offsets: array[int]

    def original(self, start: int, end: int) -> Span:
        """The span of the original for the folded range `[start, end)`, without trailing dropped characters."""
        if start >= end:
            at = self.offsets[min(start, len(self.text))]
            return Span(at, at)
        return Span(self.offsets[start], self.offsets[end - 1] + 1)


@lru_cache(maxsize=8192)
def fold_letter(letter: str) -> str:
    """One code point folded: lower case, no accent; any quotation mark, dash or space as the plain one."""
    if letter in _SINGLE_MARKS:
        return "'"
    if letter in _DOUBLE_MARKS:
        return '"'
    if letter in _DASHES:
        return "-"
    if letter.isspace():
        return " "
    kind = unicodedata.category(letter)
    if kind in {"Cf", "Mn", "Me", "Cs", "Cc"}:
        return ""
    lower = letter.casefold()
    plain = "".join(part for part in unicodedata.normalize("NFKD", lower) if not unicodedata.combining(part))
    return "".join(_APART.get(part, part) for part in plain)


class _Table(dict[int, str]):
    """`fold_letter` for `str.translate`, with the letters noted that do not become exactly one."""

    def __init__(self) -> None:
        super().__init__()
        self.uneven: set[str] = set()

    def __missing__(self, code: int) -> str:
        letter = chr(code)
        plain = self[code] = fold_letter(letter)
        if len(plain) != 1:
            self.uneven.add(letter)
        return plain


_TABLE = _Table()
_SPACED = re.compile(r"[^ ]+ ?")
"""What is kept between runs of spaces."""


@lru_cache(maxsize=256)
def fold(text: str) -> Folded:
    """The folded text with its offsets. Runs of white space become one space; none is kept at either end."""
    plain = text.translate(_TABLE)
    if "  " not in plain and _TABLE.uneven.isdisjoint(text):
        bare = plain.lstrip()
        lead = len(plain) - len(bare)
        bare = bare.rstrip()
        return Folded(bare, array("l", range(lead, lead + len(bare) + 1)))
    offsets = array("l", range(len(text)))
    if not _TABLE.uneven.isdisjoint(text):
        plain, offsets = _uneven(text, offsets)
    letters: list[str] = []
    kept = array("l")
    # of a run of spaces the first is kept, at either end none
    for word in _SPACED.finditer(plain):
        letters.append(word[0])
        kept += offsets[word.start() : word.end()]
    if letters and letters[-1].endswith(" "):
        letters[-1] = letters[-1][:-1]
        kept.pop()
    kept.append(kept[-1] + 1 if kept else len(text))
    return Folded("".join(letters), kept)


def _uneven(text: str, offsets: array[int]) -> tuple[str, array[int]]:
    """The folded letters of a text, and where each comes from, where some become none or several."""
    letters: list[str] = []
    places = array("l")
    start = 0
    for at in [at for at, letter in enumerate(text) if letter in _TABLE.uneven]:
        letters += (text[start:at].translate(_TABLE), _TABLE[ord(text[at])])
        places += offsets[start:at]
        places.extend([at] * len(letters[-1]))
        start = at + 1
    letters.append(text[start:].translate(_TABLE))
    places += offsets[start:]
    return "".join(letters), places


def fold_word(word: str) -> str:
    """A single word folded, for looking it up."""
    if word.isascii() and word.isalpha() and word.islower():
        return word
    return word.translate(_TABLE).strip()


HAN = re.compile(r"[\u3400-\u9fff\uf900-\ufaff]")
"""A Chinese character: written without spaces, so that words are taken as pairs of characters."""
