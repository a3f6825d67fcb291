"""What the text said before of a noun that stands alone now: "a neighbour", "the election commission"."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from typing import Final

from claims.quotes.lexical.words import Lexicon
from claims.spans import Spans

MOST_PLACES: Final = 8
"""Occurrences of a noun that are looked at."""
MOST_HELD: Final = 40
"""Names beside a role that are looked at."""

LONGEST_AHEAD: Final = 60
"""Characters before a noun in which its article is looked for."""

_COMPLEMENT: Final = re.compile(
    r"\s(\w{1,4}['’]|\w{2,4}(?=\s))\s?(?:(?:the|la|le|les|el|los)\s|l['’])?[A-ZÀ-Þ][\w’'-]*(?:\s[A-ZÀ-Þ][\w’'-]*)*"
)


class Earlier:
    """Looks back in one text."""

    def __init__(self, text: str, words: Lexicon, quoted: Spans) -> None:
        self._text = text
        self._low = ""
        self._words = words
        self._quoted = quoted
        self._found: dict[str, list[int]] = {}
        self._read: dict[str, int] = {}

    def introduced(self, noun: str, at: int, held: Sequence[tuple[int, str]]) -> bool:
        """Whether somebody without a name was brought in by that role before: "a neighbour"."""
        for begin in self._places(noun, at)[:MOST_PLACES]:
            if begin + len(noun) > at:
                break
            before = self._low[max(0, begin - 40) : begin].split()[-3:]
            owned = not self._words.possessives.isdisjoint(before[-1:])
            if (not owned and self._words.indefinite.isdisjoint(before)) or self._quoted.holds(begin):
                continue
            if all(abs(place - begin) > 60 for place, _ in held[:MOST_HELD]):
                return True
        return False

    def pointed(self, noun: str, at: int) -> int:
        """The last place before at which a noun points back to somebody: "this mother of two"; -1 for none."""
        places = self._places(noun, at)
        last = bisect_left(places, at - len(noun))
        for begin in reversed(places[max(0, last - MOST_PLACES) : last]):
            before = self._low[max(0, begin - 40) : begin].split()[-2:]
            if not self._quoted.holds(begin) and not self._words.demonstratives.isdisjoint(before):
                return begin
        return -1

    def _places(self, noun: str, end: int) -> list[int]:
        """Where a noun stands in the text up to a place; each part is looked through once, however often it is asked.

        Beyond that place there may be more of them, from where an earlier question came.
        """
        self._low = self._low or self._text.lower()  # of half of the articles nothing is asked
        known, read = self._found.setdefault(noun, []), self._read.get(noun, 0)
        if read < end:
            at = self._low.find(noun, read, end)
            while at >= 0:
                known.append(at)
                read = at + max(1, len(noun))
                at = self._low.find(noun, read, end)
            self._read[noun] = max(read, end - len(noun) + 1)
        return known

    def with_complement(self, noun: str, at: int) -> str:
        """The last place before at which an institution is named with what it is of or for: "election commission"."""
        places = self._places(noun, at)
        last = bisect_left(places, at - len(noun) + 1)
        for end in reversed(places[max(0, last - MOST_PLACES) : last]):
            found = _COMPLEMENT.match(self._text, end + len(noun))
            if (
                found is not None
                and found.group(1).lower().replace("’", "'") in self._words.connectors
                and not self._quoted.holds(end)
            ):
                return " ".join(self._text[end : found.end()].split())
            ahead = "" if self._words.verb_first else self._ahead(end)
            if ahead:
                return f"{ahead} {self._text[end : end + len(noun)]}"
        return ""

    def _ahead(self, at: int) -> str:
        """What stands between an article and a noun: one word, or a name of several: "the Horizon Watch [mission]"."""
        words = self._text[max(0, at - LONGEST_AHEAD) : at].split()
        first = len(words) - 1
        while first > 0 and words[first][:1].isupper() and words[first - 1][:1].isupper():
            first -= 1
        small = self._words.determiners | self._words.stops | self._words.connectors
        for begin in (first, first + 1):
            if 0 < begin < len(words) and words[begin - 1].lower() in self._words.determiners:
                return "" if words[begin].lower() in small else " ".join(words[begin:])
        return ""
