"""Whose words a stretch of text is: a quotation's, a transcript turn's, or nobody's in particular."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Final

from claims.base_words import base_words
from claims.language import languages
from claims.model import Mode, Quote, Speaker
from claims.quotes.labelled import is_introduced, is_question, names_of
from claims.spans import trimmed
from sources.document import Span

LEAST_LABELS: Final = 2
"""Labels in capitals that make a text a transcript. One may be a heading with a colon."""
LEAST_LINES: Final = 3
"""Lines that begin with a name and a colon, one of the names twice, before they are taken for an interview."""
LONGEST_LABEL: Final = 5
"""Words."""
_GIVEN: Final = 2
"""Letters of a Chinese name that stand alone as well as behind an office."""

_COLON: Final = re.compile(r"[\u00a0\u202f ]?[:：](?=\s|$|[\u3400-\u9fff“])")
_WORD: Final = re.compile(r"[^\s:：]+")
_CAPITALS: Final = re.compile(r"(?:Mc|Mac|O[’']|D[’'])?[^\W\d_a-z]{2,}[\w’'.-]*")
_TITLE: Final = re.compile(r"[^\W\d_]{1,12}\.?")
_OFFICE: Final = r"[,，][^\S\n]?[^\n:：*]{2,70}?"
"""What a label says of somebody behind a comma: `Ana Brook, head of the lab:`"""
_LINE: Final = re.compile(
    r"(?m)^[^\S\n]*(?:\*\*)?([^\s:：*,，。！？][^\n:：*,，。！？]{0,40}?)"
    rf"({_OFFICE})?(?:\*\*)?[\u00a0\u202f ]?[:：](?:\*\*)?(?=\s|[\u3400-\u9fff“])"
)
_WITH_OFFICE: Final = re.compile(rf"[^\S\n]*([^\s:：,，][^\n:：,，]{{1,60}}){_OFFICE}")
_DASHED: Final = re.compile(r"(?m)^[^\S\n]*([^\W\d_a-z][^a-zß-öø-ÿ\d\n—–]{1,50}) [—–] ")
"""A name in capitals before a dash, at the beginning of a line: `ANA BROOK — It is late.`"""
_BEFORE_LABEL: Final = 60
_LONGEST_TITLE: Final = 5
_INITIALS: Final = 3
"""Letters of a title with its full stop that need not be known as one: M., Sr."""
_LONGEST_BRACKETS: Final = 80
_LONGEST_LINE: Final = 150
"""Letters of a label with an office."""
_BRACKETS: Final = re.compile(r"[^\S\n]*[(（][^()（）\n]{1,70}[)）]\Z")


@dataclass(frozen=True, slots=True)
class Turn:
    """One turn of a transcript: the label as written, where it stands, and the words up to the next label."""

    label: str
    label_span: Span
    span: Span


@lru_cache(maxsize=16)
def turns(text: str) -> tuple[Turn, ...]:
    """The turns of a transcript or an interview, in order; none for any other text."""
    labels = _in_capitals(text)
    if len(labels) < LEAST_LABELS:
        labels = _of_several(_DASHED.finditer(text)) or _at_line_starts(text)
    ends = [*(label.start for label, _ in labels[1:]), *([len(text)] if labels else [])]
    return tuple(
        Turn(label.of(text), label, Span(begin, max(begin, end)))
        for (label, begin), end in zip(labels, ends, strict=True)
    )


def _in_capitals(text: str) -> list[tuple[Span, int]]:
    """Labels such as `CLLR BEECHAM:`, `M. LE BIHAN :` or `ANA BROOK (Greens):`, wherever in a line they stand."""
    found: list[tuple[Span, int]] = []
    for colon in _COLON.finditer(text):
        end = _before_office(text, _before_brackets(text, colon.start()))
        line = text.rfind("\n\n", 0, end) + 1  # a heading above is no part of it
        begin = max(line, end - _BEFORE_LABEL, found[-1][1] if found else 0)
        words = list(_WORD.finditer(text, begin, end))[-LONGEST_LABEL:]
        if not words or words[-1].end() != end or not _is_capitals(words[-1].group()):
            continue
        at = len(words) - 1
        while at and (_is_capitals(words[at - 1].group()) or _is_title(words[at - 1].group())):
            at -= 1
        found.append((Span(words[at].start(), end), colon.end()))
    return found


def _before_brackets(text: str, end: int) -> int:
    """The end of a name before the party or the office in brackets that may follow it."""
    brackets = _BRACKETS.search(text, max(0, end - _LONGEST_BRACKETS), end)
    return brackets.start() if brackets else end


def _before_office(text: str, end: int) -> int:
    """The end of a name in capitals at the beginning of a line before what is said of it behind a comma."""
    start = text.rfind("\n", max(0, end - _LONGEST_LINE), end) + 1
    label = _WITH_OFFICE.fullmatch(text, start, end)
    words = label[1].split() if label is not None else []
    named = bool(words) and all(_is_capitals(word) or _is_title(word) for word in words) and _is_capitals(words[-1])
    return label.end(1) if label is not None and named else end


def _is_capitals(word: str) -> bool:
    return _CAPITALS.fullmatch(word) is not None and sum(map(str.isupper, word)) * 2 > len(word)


def _is_title(word: str) -> bool:
    """A short word with a capital that may stand before a name in capitals: Mr, Mme, M., Dr.; no end of a sentence."""
    if _TITLE.fullmatch(word) is None or not word[0].isupper() or len(word) > _LONGEST_TITLE:
        return False
    return not word.endswith(".") or len(word) <= _INITIALS or word[:-1].lower() in _shortened()


@cache
def _shortened() -> frozenset[str]:
    """What is written short with a full stop, in any language."""
    return frozenset(word.lower() for code in languages() for word in base_words(code).abbreviations)


def _at_line_starts(text: str) -> list[tuple[Span, int]]:
    found = _of_several(_LINE.finditer(text))
    return [one for one in found if one[0].of(text)[:1].isupper() or "\u3400" <= one[0].of(text)[:1] <= "\u9fff"]


def _of_several(lines: Iterable[re.Match[str]]) -> list[tuple[Span, int]]:
    """The labels of lines and where the words begin, if there are as many as in an interview; else none."""
    short = [line for line in lines if len(line[1].split()) <= LONGEST_LABEL]
    found = [(Span(*line.span(1)), line.end()) for line in short]
    often = Counter(_surname(line[1]) for line in short)
    several = len(found) >= LEAST_LINES and often.most_common(1)[0][1] > 1
    return found if several or _is_introducing(short) else []


def _is_introducing(lines: Sequence[re.Match[str]]) -> bool:
    """Whether two labels say who somebody is, or one does and another asks, so that few lines are an interview."""
    introduced = sum(is_introduced(line[1], bool(line.re.groups > 1 and line[2])) for line in lines)
    asked = any(is_question(line[1]) for line in lines)
    return introduced + asked >= LEAST_LABELS and introduced > 0


def _surname(label: str) -> str:
    """What the later labels of somebody have in common with the first: the last word or two letters."""
    label = _BRACKETS.sub("", label) or label
    return label[-_GIVEN:] if "\u3400" <= label[-1] <= "\u9fff" else label.rsplit(maxsplit=1)[-1]


def speaker_at(text: str, language: str, span: Span, quotes: Sequence[Quote]) -> Speaker | None:
    """Who `text` gives the words at `span` to: in marks, in reported speech, or under a transcript label.

    `quotes` are those of `find_quotes(text, language)`, ordered by span. None where the words are the text's own.
    """
    turn = turn_at(text, span)
    own = turn is not None and is_own(text, turn, span)
    best = max(
        (quote for quote in quotes if quote.span.overlaps(span) and not (own and quote.mode is Mode.INDIRECT)),
        key=lambda one: _shared(one.span, span),
        default=None,
    )
    if best is not None and best.speaker is not None and 2 * _shared(best.span, span) >= min(len(span), len(best.span)):
        return best.speaker
    return None if turn is None else _speaker(turn, text, language)


def spoken_turns(text: str, language: str) -> tuple[tuple[Speaker, Span], ...]:
    """The turns of a transcript in order: who speaks, and the words."""
    return tuple((_speaker(turn, text, language), _trimmed(turn.span, text)) for turn in turns(text))


def _trimmed(span: Span, text: str) -> Span:
    return trimmed(text, span.start, span.end) or Span(span.end, span.end)


@lru_cache(maxsize=16)
def _named(text: str, language: str) -> Mapping[str, tuple[str, str]]:
    return names_of(tuple(one.label for one in turns(text)), language)


def _speaker(turn: Turn, text: str, language: str) -> Speaker:
    name, title = _named(text, language)[turn.label]
    return Speaker(name, turn.label, turn.label_span, title)


def turn_at(text: str, span: Span) -> Turn | None:
    """The turn of a transcript that holds the middle of `span`; None where there is none."""
    said = turns(text)
    at = bisect_right(said, span.start + len(span) // 2, key=lambda turn: turn.span.start) - 1
    return said[at] if at >= 0 else None


def is_own(text: str, turn: Turn, span: Span) -> bool:
    """Whether all that is said at `span` is a turn's, be it about what others said.

    Behind the last paragraph of the last turn the text may go on in its own words.
    """
    if turn.label_span != turns(text)[-1].label_span:
        return True
    end = text.find("\n", _trimmed(turn.span, text).start)
    return span.start + len(span) // 2 < (end if end >= 0 else len(text))


def _shared(one: Span, other: Span) -> int:
    return min(one.end, other.end) - max(one.start, other.start)
