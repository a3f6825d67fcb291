"""The column or row of a table by its number: "the first line makes 4,300 tonnes", which the table has of line 2.

Told only where the labels of the two figures number things of one kind, and the claim names the number of the other
before its figure, of that kind or of another word for a part of a whole: the first phase of line 1.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from claims.matching.figures.another.rows import clause_of, label_against
from claims.matching.figures.context import Figure
from claims.matching.texts.digest import Digest
from claims.matching.words.lexicon import structure
from claims.matching.words.terms import Term
from claims.numbers.lexical.shadow import lower
from claims.numbers.lexical.words import load_lexicon
from claims.script import simplified
from sources.document import Span

_PARTS = frozenset({"episode_phase", "section_segment", "lot_batch", "line", "period"})
"""Meanings of the parts in which something is built or done, which writers use for one another."""
_ROMAN = {"I": 1, "II": 2, "III": 3, "IV": 4, "V": 5, "VI": 6}
_HAN = {one: number for number, one in enumerate("一二三四五六七八九", start=1)}
_BEHIND = re.compile(r"[ \u00a0-]?(\d{1,2}|[IV]{1,3})(?![\w%€£$]|[.,]\d| ?%)")
"""A number behind what it numbers: line 2, Phase II."""
_BEFORE = re.compile(r"(?<![\d.,])(\d{1,2})(?:\.|[ºª°]|st|nd|rd|th|er|[èe]re|[eè]me|e|de|ste)[ \u00a0]\Z")
"""The same before it, as an ordinal: 2. Linie, 2nd line, 2e ligne."""
_WORD = re.compile(r"([^\W\d_]+)[ \u00a0]\Z")
_IN_HAN = re.compile(r"(?:(?<!\d)(\d{1,2})|([一二三四五六七八九]))号?\Z")


def is_of_number(ours: Figure, theirs: Figure, other: Figure) -> bool:
    """Whether a claim names the number of the column or row of `other`, and not that of `theirs`, which it equals."""
    digest, here, there = theirs.digest, label_against(theirs, other), label_against(other, theirs)
    if not here or not there:
        return False
    rivals = list(_numbered(digest, there))
    for number, term in _numbered(digest, here):
        for rival, like in rivals:
            if number != rival and _are_alike(term, like):
                return _named(ours, term) == rival
    return False


def _named(ours: Figure, like: Term) -> int:
    """The number of what `like` is that a claim names in its clause, or else before its figure; 0 where it is open."""
    digest, clause = ours.digest, clause_of(ours)
    sentence = digest.sentence_at(ours.quantity.core.start)
    start = sentence.span.start if sentence is not None else clause.start
    for span in (clause, Span(start, max(start, ours.quantity.span.start))):
        named = [number for number, term in _numbered(digest, span) if _are_alike(term, like)]
        if named:
            return named[-1] if span is not clause or len(set(named)) == 1 else 0
    return 0


def _are_alike(one: Term, other: Term) -> bool:
    return bool(one.keys & other.keys - structure()) or bool(one.meanings & _PARTS and other.meanings & _PARTS)


def _numbered(digest: Digest, span: Span) -> Iterator[tuple[int, Term]]:
    """The words of a stretch of a text that have a number beside them, which tells one of several."""
    for term in digest.terms_in(span) if len(span) else ():
        number = _number_at(digest, term.span)
        if number:
            yield number, term


def _number_at(digest: Digest, word: Span) -> int:
    text = digest.text
    before = text[max(0, word.start - 16) : word.start]
    if digest.language == "zh":
        found = _IN_HAN.search(simplified(before))
        if found is not None:
            return int(found[1]) if found[1] else _HAN[found[2]]
    elif (ordinal := _BEFORE.search(before)) is not None:
        return int(ordinal[1])
    elif (said := _WORD.search(before)) is not None:
        entry = load_lexicon(digest.language).ordinals.entries.get(lower(said[1]))
        if entry is not None:
            return int(entry)
    behind = _BEHIND.match(text, word.end)
    if behind is None:
        return 0
    return int(behind[1]) if behind[1].isdecimal() else _ROMAN.get(behind[1], 0)
