"""Finding where a quote stands in a stretch of text, letter by letter, however it was edited.

The score that comes out only says where to look. Whether the quote is right is told by the difference of the words,
never by the score: dropping a "not" costs a sentence five per cent.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from rapidfuzz import fuzz
from rapidfuzz.distance import LCSseq, Levenshtein

from claims.matching.folding import Folded, fold
from sources.document import Span

_ELISION = re.compile(r"[\[(]\s?(?:\.{2,4}|…|⋯)\s?[\])]|…+|⋯+|\.{3,4}")
"""The marks of words left out: [...], (…), a bare ellipsis."""
_SHORTEST_PART = 4
"""Letters from which a part between two ellipses is worth placing by itself."""
_WIDER = 0.34
"""By how much of the quote the aligned window is widened at either end before its ends are trimmed (a third covers
the words that edits of 30 % push out)."""


_NUDGE = 14
"""Letters by which the trimmed ends may be moved: about two words."""


@dataclass(frozen=True, slots=True)
class Placed:
    """Where a quote lies in the text it was looked for in, and how much of it is there (0 to 1)."""

    span: Span
    score: float


def parts_of(quote: str) -> list[Span]:
    """The spans of a quote between its marks of omission; the whole quote where there are none."""
    parts: list[Span] = []
    start = 0
    for mark in _ELISION.finditer(quote):
        parts.append(Span(start, mark.start()))
        start = mark.end()
    parts.append(Span(start, len(quote)))
    kept = [part for part in parts if sum(letter.isalnum() for letter in part.of(quote)) >= _SHORTEST_PART]
    return kept or [Span(0, len(quote))]


def place(quote: str, text: str) -> Placed | None:
    """The best place of `quote` in `text` (a window of a few thousand letters at most, for speed).

    A quote with marks of omission is placed part by part, in order. None where either has no letters.
    """
    window = fold(text)
    parts = [fold(part.of(quote)).text for part in parts_of(quote)]
    longest = max(range(len(parts)), key=lambda number: len(parts[number]))
    found = _align(parts[longest], window.text, 0, len(window.text))
    if found is None:
        return None
    start, end, score = found
    total, weight = score * len(parts[longest]), len(parts[longest])
    for part in parts[longest + 1 :]:
        after = _align(part, window.text, end, min(len(window.text), end + _reach(part)))
        total, weight = total + (after[2] * len(part) if after else 0), weight + len(part)
        end = after[1] if after and after[2] >= 0.6 else end
    for part in reversed(parts[:longest]):
        before = _align(part, window.text, max(0, start - _reach(part)), start)
        total, weight = total + (before[2] * len(part) if before else 0), weight + len(part)
        start = before[0] if before and before[2] >= 0.6 else start
    return Placed(_word_ends(window, start, end, text), total / max(1, weight))


def _reach(part: str) -> int:
    """How far beyond its neighbour a part of an elided quote is looked for: a sentence or two."""
    return 400 + 2 * len(part)


def _align(needle: str, hay: str, low: int, high: int) -> tuple[int, int, float] | None:
    needle = needle.strip(" .,;:!?")
    if not needle or low >= high:
        return None
    exact = _exact(needle, hay, low, high)
    if exact >= 0:
        return exact, exact + len(needle), 1.0
    region = hay[low:high]
    if len(region) > len(needle):
        rough = fuzz.partial_ratio_alignment(needle, region)
        if rough is None or rough.dest_end <= rough.dest_start:
            return None
        wider = int(len(needle) * _WIDER) + 8
        start, end = max(0, rough.dest_start - wider), min(len(region), rough.dest_end + wider)
    else:
        start, end = 0, len(region)
    left, right = _trimmed(needle, region[start:end])
    if left >= right:
        return None
    first, last = _settled(needle, region, start + left, start + right)
    return low + first, low + last, Levenshtein.normalized_similarity(needle, region[first:last])


def _settled(needle: str, region: str, first: int, last: int) -> tuple[int, int]:
    """The ends moved by a few letters to where the fewest edits lead from the needle to what lies between."""
    reach = min(_NUDGE, len(needle) // 2)
    for _ in range(2):
        starts = range(max(0, first - reach), min(last, first + reach + 1))
        first = min(starts, key=lambda at: (Levenshtein.distance(needle, region[at:last]), abs(at - first)))
        ends = range(max(first + 1, last - reach), min(len(region), last + reach) + 1)
        last = min(ends, key=lambda at: (Levenshtein.distance(needle, region[first:at]), abs(at - last)))
    return first, last


def _exact(needle: str, hay: str, low: int, high: int) -> int:
    """The first exact occurrence that stands on word borders, else the first at all."""
    first = at = hay.find(needle, low, high)
    while at >= 0:
        end = at + len(needle)
        if not _inside_word(hay, at) and not _inside_word(hay, end):
            return at
        at = hay.find(needle, at + 1, high)
    return first if first >= 0 and len(needle) > 12 else -1


def _inside_word(text: str, at: int) -> bool:
    if not 0 < at < len(text):
        return False
    before, after = text[at - 1], text[at]
    return before.isalnum() and after.isalnum() and before < "\u2e80" and after < "\u2e80"


def _trimmed(needle: str, window: str) -> tuple[int, int]:
    """The stretch of the window with the most letters of the needle and the fewest others: a maximal sum."""
    worth = [-1] * len(window)
    for block in LCSseq.opcodes(needle, window):
        if block.tag == "equal":
            worth[block.dest_start : block.dest_end] = [1] * (block.dest_end - block.dest_start)
    best, left, right, run, since = 0, 0, 0, 0, 0
    for at, value in enumerate(worth):
        if run <= 0:
            run, since = 0, at
        run += value
        if run > best:
            best, left, right = run, since, at + 1
    return left, right


def _word_ends(window: Folded, start: int, end: int, text: str) -> Span:
    """The span in the original, pulled to the ends of the words that it cuts by a letter or two."""
    span = window.original(start, end)
    first, last = span.start, span.end
    for _ in range(3):
        if _inside_word(text, first):
            first -= 1
        if _inside_word(text, last):
            last += 1
    first = first if not _inside_word(text, first) else span.start
    last = last if not _inside_word(text, last) else span.end
    return Span(first, last)
