"""What each figure of a sentence is of, where several stand side by side: the words that go with it alone.

"83 per cent is borne by the operators, 17 per cent by the state": the words between two figures are parted at the
mark or the joining word between them; the first figure also has the words before, the last those that follow. In a
table a figure has the words of its row and of its column.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import dataclass
from itertools import pairwise

from claims.base_words import base_words
from claims.matching.figures.arithmetic import against, from_to, instead_of
from claims.matching.texts.digest import Digest
from claims.matching.texts.labelled import label_of_part
from claims.matching.texts.sentenced import PARTS, Sentence
from claims.matching.texts.tables import (
    cell,
    column,
    column_heads,
    column_words,
    head,
    is_listed,
    is_row,
    label_of,
    of_others,
)
from claims.matching.words.folding import HAN
from claims.matching.words.lexicon import structure
from claims.matching.words.terms import Term
from claims.model import Quantity, UnitKind
from sources.document import Span

_PARTING = frozenset({"and", "but", "or", "against", "compare", "during", "replace"})
"""Meanings of the words that part what is of one figure from what is of the next."""
YEAR = re.compile(r"(?:19|20)\d\d")
_REACH = 14
"""Words before the first figure of a sentence, or after its last, that may be of it."""
_SHORT = 3
"""Letters of a word from which it tells something by itself."""
_CHARACTER = 0.5
"""What a single Chinese character counts, against 1 for a word."""
TIMES = frozenset(
    {"year", "month", "week", "day", "hour", "past", "next", "today", "yesterday", "tomorrow", "before", "after",
     "first", "period", "early", "late", "still", "already", "now", "final", "ancient", "century", "then", "since",
     "half_way", "spring", "summer", "autumn", "winter", "january", "february", "march", "april", "may",
     "june", "july", "august", "september", "october", "november", "december", "in_fact",
     "currently", "average", "around", "nearly", "long", "length",
     "high", "height", "wide_broad", "deep", "depth", "weight"}
)  # fmt: skip
"""Meanings that say when or how much, and name no subject."""
FROM, TO = "@from", "@to"
"""Keys of the two ends of a change: from 5 to 8, 8 instead of 5."""


@dataclass(frozen=True, slots=True)
class Owned:
    """The keys that go with a figure, each with its weight, and the words that they are of."""

    keys: dict[str, float]
    terms: tuple[Term, ...] = ()

    def shared(self, other: Owned) -> float:
        """The weight of the keys that two figures share."""
        return sum(min(weight, other.keys[key]) for key, weight in self.keys.items() if key in other.keys)

    def beside(self, noun: Set[str]) -> Owned:
        """What goes with this figure beside a noun."""
        keys = {key: weight for key, weight in self.keys.items() if key not in noun}
        return Owned(keys, tuple(term for term in self.terms if not term.keys & noun))

    def without(self, other: Owned) -> Owned:
        """What goes with this figure and not with the other."""
        return Owned({key: weight for key, weight in self.keys.items() if key not in other.keys})


class Owners:
    """What the figures of one text are of, worked out sentence by sentence when first asked for."""

    def __init__(self, digest: Digest) -> None:
        self.digest = digest
        self._known: dict[int, dict[Span, Owned]] = {}

    def of(self, quantity: Quantity) -> Owned:
        """The keys that go with a figure of the text."""
        sentence = self.digest.sentence_at(quantity.core.start)
        if sentence is None:
            return Owned({})
        if sentence.number not in self._known:
            self._known[sentence.number] = self._sentence(sentence)
        return self._known[sentence.number].get(quantity.core, Owned({}))

    def _sentence(self, sentence: Sentence) -> dict[Span, Owned]:
        figures = self.digest.quantities_in(sentence.span)
        if not is_row(self.digest, sentence):
            return self._stretch(figures, sentence.span)
        found = {one.core: self._cell(one, sentence) for one in figures}
        if is_listed(self.digest, sentence):
            within = cell(self.digest, sentence, 1)
            inside = self._stretch([one for one in figures if within.contains(one.core)], within)
            for core, owned in inside.items():
                found[core] = Owned(found[core].keys | owned.keys, (*found[core].terms, *owned.terms))
        return found

    def _stretch(self, figures: Sequence[Quantity], span: Span) -> dict[Span, Owned]:
        """The keys that go with each of the figures of a sentence, or of what a line of a list says."""
        pairs = list(pairwise(figures))
        gaps = [self._parted(one, other) for one, other in pairs]
        words: dict[Span, list[Term]] = {one.core: [] for one in figures}
        for (one, other), (left, right) in zip(pairs, gaps, strict=True):
            words[one.core] += left
            words[other.core] += right
        if figures:
            first, last = figures[0], figures[-1]
            words[first.core] += self._words(Span(span.start, first.core.start))[-_REACH:]
            words[last.core] += self._words(Span(last.core.end, span.end))[:_REACH]
        found = {one.core: self._owned(words[one.core], one) for one in figures}
        for one, other in pairs:
            if one.unit_kind is not other.unit_kind and not self._is_parted(one, other):
                found[one.core].keys[f"#{other.value.normalize():f}"] = 1.0
                found[other.core].keys[f"#{one.value.normalize():f}"] = 1.0
        for one, other in pairs:
            ends = self._ends_of_change(one, other)
            for figure, key in zip((one, other), ends, strict=False):
                found[figure.core].keys[key] = 1.0
        return found

    def _is_parted(self, one: Quantity, other: Quantity) -> bool:
        """Whether a mark or a joint stands between two figures: else the one tells of when or what the other is."""
        start, end = one.core.end, max(one.core.end, other.core.start)
        marked = any(self.digest.text[at] in PARTS for at in range(start, end))
        return marked or any(term.meanings & _PARTING for term in self._words(Span(start, end)))

    def _ends_of_change(self, one: Quantity, other: Quantity) -> tuple[str, ...]:
        text = self.digest.text
        if from_to(text, one.core, other.core):
            return (FROM, TO)
        return (TO, FROM) if instead_of(text, one.core, other.core) or against(text, one, other) else ()

    def _words(self, span: Span) -> list[Term]:
        return list(self.digest.terms_in(span)) if span.end > span.start else []

    def _parted(self, one: Quantity, other: Quantity) -> tuple[list[Term], list[Term]]:
        """The words between two figures: those of the first, those of the second. What none parts is of neither."""
        start, end = one.core.end, other.core.start
        terms = self._words(Span(start, end)) if end > start else []
        text = self.digest.text
        label = label_of_part(text, Span(min(one.span.end, other.span.start), other.span.start), other.span)
        if label:  # 38 t; wheat: 22 t
            left = [term for term in terms if term.span.end <= label.start]
            return left, [term for term in terms if term.span.start >= label.start]
        marks = [at for at in range(start, end) if text[at] in PARTS]
        joints = [term.span.start for term in terms if term.meanings & _PARTING and not self._joins(term, terms, marks)]
        if not marks and not joints:  # beside a figure of another kind, whatever is there may be of either
            return ([], []) if one.unit_kind is other.unit_kind else (terms, terms)
        # a mark right after a figure stands for a verb: 27 per cent, to the snow, and 22 per cent to the strikes
        if len(marks) + len(joints) > 1 and marks and not text[one.span.end : marks[0]].strip():
            marks = marks[1:]
        # what stands between two marks (said the mayor) is of neither, what follows "and" is of the second
        first, last = min(marks + joints), min(joints) if joints else max(marks)
        left = [term for term in terms if term.span.end <= first]
        return left, [term for term in terms if term.span.start >= last and not term.meanings & _PARTING]

    def _joins(self, joint: Term, terms: Sequence[Term], marks: Sequence[int]) -> bool:
        """Whether an "and" behind a mark joins two words and parts no figures: 2 from fees, from men and firms 3."""
        before = [mark for mark in marks if mark < joint.span.start]
        behind = any(term.span.start >= joint.span.end and term.keys - structure() for term in terms)
        within = any(before and before[-1] < term.span.start < joint.span.start for term in terms)
        return bool("and" in joint.meanings and within and behind)

    def _owned(self, terms: Iterable[Term], quantity: Quantity) -> Owned:
        keys: dict[str, float] = {}
        owned: list[Term] = []
        stops = base_words(self.digest.language).stop_words if self.digest.language != "und" else ()
        for term in terms:
            if term.span.overlaps(quantity.span) and not _in_unit(term, quantity):
                continue
            single = len(term.form) == 1 and bool(HAN.match(term.form))
            stop = term.form in stops
            if single and stop:
                continue
            owned.append(term)
            for key in (term.meanings if stop else term.keys) - structure():
                weight = _CHARACTER if single and not term.meanings else 1.0
                keys[key] = max(weight, keys.get(key, 0.0))
            if not term.keys and not stop and len(term.form) >= _SHORT:
                keys["=" + term.form] = 1.0  # a short word that no lexicon has: tin, zinc
            if len(term.form) == 4 and term.form.isdecimal() and term.form[0] in "12":
                keys["=" + term.form] = 1.0
        return Owned(keys, tuple(owned))

    def _cell(self, quantity: Quantity, row: Sentence) -> Owned:
        """The words of the row's first cell and of the first cell of the column."""
        number = column(self.digest, row, quantity.core.start)
        if not number:
            return Owned({})
        terms = [*self._words(label_of(self.digest, row)), *column_words(quantity, self.digest, row)]
        rest = of_others(quantity, self.digest, row)
        terms = [term for term in terms if not any(term.span.overlaps(span) for span in rest)]
        owned = self._owned(terms, quantity)
        end = self._end_of_row(number, row)
        return Owned(owned.keys | {end: 1.0}) if end else owned

    def _end_of_row(self, number: int, row: Sentence) -> str:
        """Whether a column is of the first or the last of the years that the head of a table names."""
        heads = column_heads(self.digest, head(self.digest, row))
        years = {at: year for at, words in enumerate(heads, start=1) if (year := _only_year(words))}
        if number not in years or len(years) < 2:
            return ""
        year = years[number]
        return FROM if year == min(years.values()) else TO if year == max(years.values()) else ""


def content(terms: Iterable[Term]) -> Iterator[Term]:
    """The words that may name what a figure is of: neither joining words nor such as say when or how much."""
    for term in terms:
        if term.keys and not term.meanings & TIMES and not (term.meanings and term.meanings <= structure()):
            yield term


def keys_of(terms: Iterable[Term]) -> set[str]:
    """The keys of some words, without those of joining words."""
    return {key for term in terms for key in term.keys} - structure()


def _only_year(words: str) -> int:
    """The year that is all that the head of a column says, or 0."""
    return int(words) if YEAR.fullmatch(words.strip()) else 0


def _in_unit(term: Term, quantity: Quantity) -> bool:
    """Whether a word is the counted noun; what is measured in (euros, per cent) tells figures apart no more."""
    counted = quantity.unit_kind in {UnitKind.COUNT, UnitKind.ORDINAL}
    return counted and quantity.unit_span is not None and quantity.unit_span.contains(term.span)
