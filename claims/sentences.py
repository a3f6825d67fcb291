"""Where sentences end: full stops that are not abbreviations, 。！？ with their closing marks, and line ends."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Final, NamedTuple

from claims.base_words import base_words
from claims.marks import Marked, find_marked
from claims.paragraphs import paragraphs
from claims.spans import trimmed
from sources.document import Span

__all__ = ["paragraphs", "split_sentences"]

_CLOSING: Final = "»«”“’‘\"'」』）)\\]›*_"
_END: Final = re.compile(
    rf"[.!?…‽。！？\t](?:(?<=[.!?…‽])[.!?…‽]*[{_CLOSING}]*(?:[\u00a0\u202f ][»”])?(?=\s|$)"
    r"|(?<=[。！？])[。！？]*…*[”’」』）)\"']*|(?<=\t))"
)
"""What may end a sentence. It begins with one class of signs, so that a text is looked through for them at once."""
_NEXT: Final = re.compile(r"\s*[\"'«“„‘»¿¡(\[*_—–-]*\s*(\S?)")
_OPENING: Final = re.compile(r"\s+([^\W\d_]+)\s+[^\W\d_]")
_LAST_WORD: Final = re.compile(r"[^\s(\[«“„\"'‘’/]+$")
_LIST_MARK: Final = re.compile(r"(?:\d{1,3}|[a-zA-Z]|[ivxIVX]{1,4})$")
_LONGEST_WORD: Final = 24


class _Words(NamedTuple):
    """What a language says of full stops, folded: words that end no sentence, and small words that begin one."""

    abbreviations: frozenset[str]
    small: frozenset[str]
    ordinal_point: bool


def split_sentences(text: str, language: str, inside_marks: bool = False) -> tuple[Span, ...]:
    """The sentences of `text` in order, without the white space around them.

    A sentence between quotation marks is not split off from the sentence that frames it, unless `inside_marks` asks
    for the smallest units. An unknown language has no abbreviations, and is split all the same.
    """
    marked = () if inside_marks else find_marked(text)
    return split_frames(text, language, marked)


def split_frames(text: str, language: str, marked: tuple[Marked, ...]) -> tuple[Span, ...]:
    """`split_sentences` for a text whose marked spans are known already."""
    return tuple(_sentences(text, _words(language), marked))


@cache
def _words(language: str) -> _Words:
    words = base_words(language)
    return _Words(_folded(words.abbreviations), _folded(words.stop_words), words.ordinal_point)


def _folded(words: Iterable[str]) -> frozenset[str]:
    return frozenset(word.casefold() for word in words)


def _sentences(text: str, words: _Words, marked: tuple[Marked, ...]) -> Iterator[Span]:
    starts = [one.outer.start for one in marked]
    ends = [one.outer.end for one in marked]
    for paragraph in paragraphs(text):
        begin = paragraph.start
        for end in _END.finditer(text, paragraph.start, paragraph.end):
            cut = end.end()
            if cut == paragraph.end:
                break
            i = bisect_left(starts, cut) - 1
            if i >= 0 and (cut < ends[i] or (cut == ends[i] and not _ends_with(text, marked[i], begin, paragraph.end))):
                continue
            if cut > begin and _ends(text, begin, end, paragraph, words):
                span = trimmed(text, begin, cut)
                begin = cut
                if span is not None:
                    yield span
        rest = trimmed(text, begin, paragraph.end) if begin > paragraph.start else paragraph
        if rest is not None:
            yield rest


def _ends_with(text: str, one: Marked, begin: int, end: int) -> bool:
    """Whether a sentence may end where a marked span does."""
    cut = one.outer.end
    if text[cut - 2 : cut - 1] not in "。！？":
        return True
    leads = text[begin : one.outer.start].strip()
    return bool(leads) or cut == end or text[cut] in "“「『"


def _ends(text: str, begin: int, end: re.Match[str], paragraph: Span, words: _Words) -> bool:
    """Whether the sentence that may end with this match does."""
    sign = end.group()
    if sign[0] in "。！？\t":
        return True
    letter = _behind(text, end.end(), paragraph.end)
    if letter.islower() or not letter:
        return False
    return sign != "." or not _no_end(text, begin, end.start(), paragraph, words, letter)


def _behind(text: str, at: int, end: int) -> str:
    """The first sign of what may be the next sentence, without the marks before it; empty for none."""
    if text[at] == " " and text[at + 1].isalpha():  # as nearly always, since a paragraph ends with no space
        return text[at + 1]
    following = _NEXT.match(text, at, end)
    return following.group(1) if following else ""


def _no_end(text: str, begin: int, at: int, paragraph: Span, words: _Words, letter: str) -> bool:
    """Whether the full stop at `at` belongs to an abbreviation, an initial, an ordinal or a list mark."""
    word = text[max(begin, at - _LONGEST_WORD) : at].rpartition(" ")[2]
    if not word.isalpha():
        before = _LAST_WORD.search(word)
        if before is None:
            return False
        word = before.group()
    if at - len(word) == paragraph.start and _LIST_MARK.match(word):
        return True
    if len(word) == 1 and word.isupper() and not letter.isdigit():
        return not _opens_anew(text, at + 1, paragraph.end, words)
    if words.ordinal_point and word.isdigit() and len(word) <= 2:
        return True
    return word.casefold() in words.abbreviations


def _opens_anew(text: str, at: int, end: int, words: _Words) -> bool:
    """Whether a small word and a lower-case one follow, so that the capital before is no initial: "on X. She is"."""
    following = _OPENING.match(text, at, end)
    if following is None or following.group()[-1].isupper():
        return False
    return following.group(1).lower() in words.small
