"""Finding where a quote stands in a stretch of text, letter by letter, however it was edited.

The score that comes out only says where to look. Whether the quote is right is told by the difference of the words,
never by the score: dropping a "not" costs a sentence five per cent.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice

from rapidfuzz import fuzz
from rapidfuzz.distance import LCSseq, Levenshtein, MatchingBlock

from claims.matching.words.folding import Folded, fold
from sources.document import Span

ELISION = re.compile(r"[\[(]\s?(?:\.{2,4}|…|⋯)\s?[\])]|…+|⋯+|\.{3,4}")
"""The marks of words left out: [...], (…), a bare ellipsis."""
LETTER = r"[^\W\d_\u2e80-\uffff]"
"""A letter of an alphabet that parts its words, in a pattern."""
_INSERTED = re.compile(rf"(?<!{LETTER})[\[［〔【][^\[\]［］〔〕【】]{{1,200}}[\]］〕】](?!{LETTER})[ ]?")
"""What a writer put into a quote: [the mayor], but no [T]he, of which the letter is the speaker's."""
_SHORTEST_PART = 4
"""Letters from which a part between two ellipses is worth placing by itself."""
_WIDER = 0.34
"""By how much of the quote the aligned window is widened at either end before its ends are trimmed (a third covers
the words that edits of 30 % push out)."""

LOOK = 500
"""Letters of a quote that tell where it is; the rest follows there. What finds the place takes quadratic time."""
PROBE = 64
"""Letters that fit into one machine word: comparing more takes ten times as long."""
_HOPELESS = 54
"""How much a quote and the best place in a text are alike, in per cent, below which it is none: what is not in a text
reaches it on average in a megabyte, and what is, with 30 % of its letters edited, reaches 74 (measured)."""
_WINDOW = 4_000
"""Letters of a stretch that is aligned as a whole."""
_NEAR_BY = 60
_MOST_BORDERS = 24
"""How far from its ends, in letters, a place may be moved to the borders of words, and how many of those are tried."""
_TAIL = 300
"""Letters of a quote that tell where it ends."""
_SHARE = 0.25
"""What each letter of a text that is taken in must bring on average: from 0.2 to 0.3 the ends of quotes with 30 % of
their letters edited come out equally well (measured), and beyond either worse."""
_PIECE = 8
"""Letters in a row from which what two aligned texts have in common is no chance."""


@dataclass(frozen=True, slots=True)
class Placed:
    """Where a quote lies in the text it was looked for in, and how much of it is there (0 to 1)."""

    span: Span
    score: float


def inserted(quote: str) -> list[Span]:
    """What the writer of a quote put into it between brackets, but for marks of omission."""
    return [Span(*found.span()) for found in _INSERTED.finditer(quote) if not ELISION.match(found[0])]


def as_said(quote: str) -> str:
    """A quote without what its writer put between brackets; as it is where nothing else would be left."""
    said, at = "", 0
    for span in inserted(quote):
        said, at = said + quote[at : span.start], span.end
    said += quote[at:]
    return said if any(letter.isalnum() for letter in said) else quote


def parts_of(quote: str) -> list[Span]:
    """The spans of a quote between its marks of omission; the whole quote where there are none."""
    parts: list[Span] = []
    start = 0
    for mark in ELISION.finditer(quote):
        parts.append(Span(start, mark.start()))
        start = mark.end()
    parts.append(Span(start, len(quote)))
    kept = [part for part in parts if sum(letter.isalnum() for letter in part.of(quote)) >= _SHORTEST_PART]
    return kept or [Span(0, len(quote))]


def probes_of(quote: str) -> list[str]:
    """Pieces of a quote by which texts are compared with it at a glance: its beginning, its middle, and its end."""
    if len(quote) <= 2 * PROBE:
        return [quote[:PROBE]] if len(quote) <= PROBE else [quote[:PROBE], quote[-PROBE:]]
    middle = (len(quote) - PROBE) // 2
    return [quote[:PROBE], quote[middle : middle + PROBE], quote[-PROBE:]]


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
    if len(region) <= _WINDOW:
        pieces = _pieces(needle, region)
        if 2 * sum(piece.size for piece in pieces) >= len(needle):
            return _shifted(_between(needle, region, pieces), low, needle, region)
    start, end = _roughly(needle, region)
    if start == end:
        return None
    return _shifted(infix(needle, region[start:end]), low + start, needle, region[start:end])


def _shifted(found: tuple[int, int, int], by: int, needle: str, text: str) -> tuple[int, int, float] | None:
    """A place in `text`, its ends settled, moved on by `by`, with its score in place of the edits; None if empty."""
    first, last, edits = found
    if first >= last:
        return None
    score = max(0.0, 1 - edits / max(len(needle), last - first))
    first, last = _settled(needle, text, first, last)
    return by + first, by + last, score


def _settled(needle: str, text: str, first: int, last: int) -> tuple[int, int]:
    """The ends moved to the borders of words near by between which most is in common.

    Fewest edits leave the end open where the last words were edited, and rather stop short: a word that became
    another costs as much left out. So each letter in common, in order, is held against a share of each letter taken in.
    """
    head, tail = needle[:_TAIL], needle[-_TAIL:]
    stop, begin = min(last, first + _TAIL), max(first, last - _TAIL)

    def loss(part: str, start: int, end: int) -> float:
        return _SHARE * (end - start) - LCSseq.similarity(part, text[start:end])

    starts = [at for at in _borders(text, first) if at < last and text[at] != " "]
    first = min(starts, key=lambda at: (loss(head, at, stop), at), default=first)
    ends = [at for at in _borders(text, last) if at > first and text[at - 1] != " "]
    last = min(ends, key=lambda at: (loss(tail, begin, at), -at), default=last)
    return first, last


def _borders(text: str, at: int) -> list[int]:
    """The borders of words near a place, the nearest first, itself among them."""
    near = range(max(0, at - _NEAR_BY), min(len(text), at + _NEAR_BY) + 1)
    borders = (one for one in sorted(near, key=lambda one: abs(one - at)) if not _inside_word(text, one))
    return list(islice(borders, _MOST_BORDERS))


def _roughly(needle: str, region: str) -> tuple[int, int]:
    """A stretch of `region` that holds the place of `needle`, with room at either end."""
    if len(region) <= len(needle):
        return 0, len(region)
    rough = fuzz.partial_ratio_alignment(needle[:LOOK], region, score_cutoff=_HOPELESS)
    if rough is None or rough.dest_end <= rough.dest_start:
        return 0, 0
    wider, rest = int(len(needle) * _WIDER) + 8, max(0, len(needle) - LOOK)
    return max(0, rough.dest_start - wider), min(len(region), rough.dest_end + rest + wider)


def infix(needle: str, text: str) -> tuple[int, int, int]:
    """Start, end and number of edits of the stretch of `text` that the fewest edits lead to from `needle`.

    What the best alignment of the two as a whole has in common in one piece is sure to belong together, so that only
    what lies before the first such piece and after the last is aligned to find the ends; without one, all of it is.
    Among equals the ends of words win.
    """
    pieces = _pieces(needle, text)
    return _between(needle, text, pieces) if pieces else _whole_infix(needle, text)


def _pieces(needle: str, text: str) -> list[MatchingBlock]:
    """What the best alignment of two texts as a whole has in common in one piece that is no chance.

    That are the longest piece and those before and after it which are longer than what has to be put in or left out
    to get to them; others are chance, since all of the longer text is aligned.
    """
    blocks = Levenshtein.editops(needle, text).as_matching_blocks()
    sure = [block for block in blocks if block.size >= _PIECE]
    if not sure:
        return []
    longest = max(range(len(sure)), key=lambda number: sure[number].size)
    kept = [sure[longest]]
    for block in reversed(sure[:longest]):
        if _skew(block, kept[0]) <= block.size:
            kept.insert(0, block)
    for block in sure[longest + 1 :]:
        if _skew(kept[-1], block) <= block.size:
            kept.append(block)
    return kept


def _skew(one: MatchingBlock, other: MatchingBlock) -> int:
    """How much more of the one text than of the other lies between two pieces."""
    return abs((other.b - one.b) - (other.a - one.a))


def _between(needle: str, text: str, pieces: Sequence[MatchingBlock]) -> tuple[int, int, int]:
    """Start, end and edits where the first and the last of the sure pieces are known."""
    head, tail = pieces[0], pieces[-1]
    before, after = needle[: head.a], needle[tail.a + tail.size :]
    at, on = head.b, tail.b + tail.size
    _, lengths = _infix_ends(before[::-1], text[max(0, at - _room(before)) : at][::-1], anchored=True)
    first = next((at - length for length in lengths if not _inside_word(text, at - length)), at - lengths[0])
    _, lengths = _infix_ends(after, text[on : on + _room(after)], anchored=True)
    last = next((on + length for length in lengths if not _inside_word(text, on + length)), on + lengths[0])
    return first, last, Levenshtein.distance(needle, text[first:last])


def _room(part: str) -> int:
    """How much text the end of a quote may take up: more would cost an edit for each letter."""
    return 2 * len(part)


def _whole_infix(needle: str, text: str) -> tuple[int, int, int]:
    """The same without a sure piece: once forwards for the end and once backwards from there for the start."""
    edits, ends = _infix_ends(needle, text)
    last = next((end for end in ends if not _inside_word(text, end)), ends[0])
    reach = min(last, 2 * len(needle) + edits)
    head = text[last - reach : last]
    _, lengths = _infix_ends(needle[::-1], head[::-1], anchored=True)
    starts = [last - length for length in lengths]
    first = next((start for start in starts if not _inside_word(text, start)), starts[0])
    return first, last, edits


def _infix_ends(needle: str, text: str, anchored: bool = False) -> tuple[int, list[int]]:
    """The fewest edits, and where in `text` the stretches end that need no more; `anchored`: that begin at 0.

    The bit-parallel algorithm of Myers (1999) in the form of Hyyrö (2003); a Python integer holds a whole column.
    """
    if not needle:
        return 0, [0]
    places: dict[str, int] = {}
    for at, letter in enumerate(needle):
        places[letter] = places.get(letter, 0) | 1 << at
    whole, last = (1 << len(needle)) - 1, 1 << len(needle) - 1
    more, less, edits = whole, 0, len(needle)
    fewest, ends = edits, [0]
    for end, letter in enumerate(text, 1):
        equal = places.get(letter, 0)
        down = equal | less
        across = (((equal & more) + more) ^ more) | equal
        up = less | (whole & ~(across | more))
        same = more & across
        if up & last:
            edits += 1
        elif same & last:
            edits -= 1
        up = up << 1 | anchored
        same <<= 1
        more = (same | ~(down | up)) & whole
        less = up & down & whole
        if edits < fewest:
            fewest, ends = edits, [end]
        elif edits == fewest:
            ends.append(end)
    return fewest, ends


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
