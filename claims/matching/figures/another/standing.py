"""How a figure stands to the plain one: 60 kilometres were planned, 42 were built.

"60 kilometres were built" agrees with the source by its value alone. Told only where a word of a closed class marks the
figure of the source as one aimed at, allowed, asked for or of before, where the figure beside it is not marked so, and
where the claim has no word of the class, but says what the source says of the other alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from claims.language import Words, read_words
from claims.matching.figures.another.moments import moments, roles
from claims.matching.figures.another.siblings import is_name
from claims.matching.figures.another.then_now import is_to_come
from claims.matching.figures.context import Figure
from claims.matching.figures.likelihood import powers_apart
from claims.matching.figures.otherwise.parted import is_some_of_them
from claims.matching.figures.owners import content, keys_of
from claims.matching.texts.digest import Digest
from claims.matching.texts.tables import cell, column, head, is_row, label_of
from claims.matching.words.lexicon import NOTHING
from claims.matching.words.phrased import NEVER, evened
from claims.matching.words.terms import Term, tells
from claims.model import Qualifier, Quantity, UnitKind
from claims.numbers.lexical.phrases import alternation
from sources.document import Span

_STRONG = re.compile(r"[;.!?；。！？\n\t](?!\d)")
"""Marks beyond which nothing is of a figure."""
_AFTER = re.compile(r"[,;:.!?()–—\n\t](?!\d)|[，；：。！？（）、]")
"""Marks that end what follows a figure and is of it."""
_JOINTS = frozenset({"and", "but", "or", "while", "against", "compare"})
_DONE, _BEFORE, _GENERAL = "done", "before", "general"
_NOT_YET = frozenset({"planned", "allowed", "record"})
"""Kinds whose words may stand for one another: a target is a limit that is set, a limit a maximum."""
_ALIKE = frozenset({"planned", "allowed", "record", "general"})
"""Kinds that columns side by side may be of one thing in: applicants and places are two, and years have dates."""
_BOUNDS = frozenset({Qualifier.AT_MOST, Qualifier.AT_LEAST})
_SHARES = frozenset({UnitKind.PERCENT, UnitKind.RATIO})
_ORDERS = 1
"""Powers of ten that may lie between what was planned and what was done."""


class StandingWords(Words):
    """`marks`: kinds of standing, each with its words by language; `but`: what has such a word and is none.

    `done` is what says that a figure is the plain one, `background` the words and endings of verbs that tell of
    what was so before something came.
    """

    marks: dict[str, dict[str, tuple[str, ...]]]
    but: dict[str, tuple[str, ...]]
    done: dict[str, tuple[str, ...]]
    background: dict[str, tuple[str, ...]]


def may_be_of_before(figure: Figure) -> bool:
    """Whether the words around a figure, or the form of their verbs, may tell of a time before the one told of."""
    if _BEFORE in _said(figure):
        return True
    sentence = figure.digest.sentence_at(figure.quantity.core.start)
    if sentence is None:
        return False
    even = evened(sentence.span.of(figure.digest.text), figure.digest.language)
    return _background(figure.digest.language).search(even) is not None


@dataclass(frozen=True, slots=True)
class _Told:
    """The kinds that a text names where it tells of a figure, and its words there."""

    kinds: frozenset[str]
    terms: tuple[Term, ...]


class Standings:
    """How the figures of an article and its sources stand to the plain ones, worked out when first asked for."""

    def __init__(self) -> None:
        self._known: dict[int, _Told] = {}

    def differ(self, ours: Figure, theirs: Figure, other: Figure) -> bool:
        """Whether `theirs`, which a claim equals, is marked as not the plain one, and the claim told as `other` is."""
        if not _may_beevened(ours, theirs, other):
            return False
        here, there = self._of(theirs), self._of(other)
        marked = here.kinds - {_DONE}
        row = theirs.digest.sentence_at(theirs.quantity.core.start)
        if row is not None and is_row(theirs.digest, row):
            marked &= _ALIKE if _DONE not in there.kinds else marked - {_BEFORE}
        marked |= _NOT_YET if marked & _NOT_YET else NOTHING
        if not marked or marked & there.kinds or not _is_toldevened(ours, marked):
            return False
        if marked == {_GENERAL}:
            return _has_all(ours, there.terms, here.terms)
        mine, yours = _words(theirs, other, here, there)
        has, kept = _telling(ours, yours, mine), _telling(ours, mine, yours)
        first = theirs.quantity.core.start < other.quantity.core.start
        follows = _goes_on(theirs, other) and there.kinds <= {_DONE} and not _is_open(ours)
        if follows and (_is_taken_up(here, there) or (has and _is_parted(theirs, other))):
            return True
        if _DONE in there.kinds & _said(ours):  # what is told first is the subject of both
            return first or len(has) >= len(kept)
        return len(has) > len(kept)

    def speak_against(self, ours: Figure, theirs: Figure, other: Figure) -> bool:
        """Whether `other` is marked as not the plain figure, which `theirs` is, and a claim is not told so."""
        plain, marked = self._of(theirs).kinds, self._of(other).kinds - {_DONE}
        return _DONE in plain and bool(marked) and not marked & (plain | _said(ours))

    def _of(self, figure: Figure) -> _Told:
        key = id(figure)
        if key not in self._known:
            spans = tuple(_stretches(figure))
            own = figure.quantity.span
            words = (term for span in spans for term in figure.digest.terms_in(span) if not term.span.overlaps(own))
            self._known[key] = _Told(_named(figure.digest, spans), tuple(words))
        return self._known[key]


def _goes_on(theirs: Figure, other: Figure) -> bool:
    """Whether a text tells the second of two figures next, of the same time.

    Not of shares, which may be of anything, nor of what is dated: that is another time's.
    """
    digest, first, second = theirs.digest, theirs.quantity, other.quantity
    if first.core.start > second.core.start or first.unit_kind in _SHARES:
        return False
    rest = Span(first.span.end, max(first.span.end, _end(digest, second, len(digest.text))))
    return not any(one.kind == "year" for one in moments(digest, rest))


def _is_parted(theirs: Figure, other: Figure) -> bool:
    """Whether a strong mark or a joint stands between two figures, and no mere comma: 6 euros, 4 for residents."""
    between = Span(theirs.quantity.span.end, max(theirs.quantity.span.end, other.quantity.span.start))
    mark = _STRONG.search(theirs.digest.text, between.start, between.end)
    return mark is not None or any(term.meanings & _JOINTS for term in theirs.digest.terms_in(between))


def _is_taken_up(here: _Told, there: _Told) -> bool:
    """Whether what is told of the second figure takes up the first: in the end so many came; it sold so many."""
    known = keys_of(here.terms)
    fresh = any(tells(term) and not term.keys & known for term in content(there.terms))
    return _DONE in there.kinds or not fresh


def _is_open(figure: Figure) -> bool:
    """Whether the sentence of a claim says that something is yet to be."""
    sentence = figure.digest.sentence_at(figure.quantity.core.start)
    return sentence is None or is_to_come(figure.digest, sentence.span)


def _is_toldevened(ours: Figure, marked: frozenset[str]) -> bool:
    """Whether a claim has no word of the kinds that the source has, no bound for a limit, and no date for a before."""
    bound = bool(marked & _NOT_YET) and ours.quantity.qualifier in _BOUNDS
    return not bound and not marked & _said(ours) and not (_BEFORE in marked and _is_dated(ours))


def _words(theirs: Figure, other: Figure, here: _Told, there: _Told) -> tuple[Sequence[Term], Sequence[Term]]:
    """The words of either figure; of two sentences all of each, but no names of the first: both are of those."""
    digest = theirs.digest
    first, second = (digest.sentence_at(one.quantity.core.start) for one in (theirs, other))
    if first is None or second is None or first is second:
        return here.terms, there.terms
    if first.number < second.number:
        return [term for term in first.terms if not is_name(term, digest)], second.terms
    return first.terms, [term for term in second.terms if not is_name(term, digest)]


def _may_beevened(ours: Figure, theirs: Figure, other: Figure) -> bool:
    """Whether a figure beside another may be the plain one of the two: of its unit, its order, its row or sentence."""
    a, b = theirs.quantity, other.quantity
    bare = not a.unit or not b.unit
    if (a.unit_kind is not b.unit_kind and not bare) or powers_apart(a, b) > _ORDERS:
        return False
    if is_some_of_them(b, other.digest.text):
        return False
    if a.unit_kind is b.unit_kind is UnitKind.COUNT:
        alike = not theirs.noun or not other.noun or bool(theirs.noun & other.noun) or not ours.noun & theirs.noun
    else:
        alike = a.unit == b.unit or bare
    first, second = (theirs.digest.sentence_at(one.core.start) for one in (a, b))
    if not alike or first is None or second is None:
        return False
    if first is second:
        return True
    rows = any(is_row(theirs.digest, one) for one in (first, second))
    counted = b.unit_kind is UnitKind.COUNT and not b.unit
    named = a.unit_kind is b.unit_kind or (counted and first.number < second.number)  # he got two and a half
    return not rows and abs(first.number - second.number) <= 1 and named


def _telling(ours: Figure, one: Sequence[Term], other: Sequence[Term]) -> list[str]:
    """The words by which the one figure is told from the other, and which the sentence of a claim has."""
    sentence = ours.digest.sentence_at(ours.quantity.core.start)
    said = keys_of(sentence.terms if sentence is not None else ())
    known = keys_of(other)
    found = {term.form for term in content(one) if tells(term) and term.keys & said and not term.keys & known}
    return sorted(found)


def _is_dated(figure: Figure) -> bool:
    """Whether the sentence of a claim says which year it is of, or of the last: that may be the one before."""
    sentence = figure.digest.sentence_at(figure.quantity.core.start)
    times = moments(figure.digest, sentence.span) if sentence is not None else ()
    return any(one.kind == "year" or (one.kind.startswith("told") and one.name == "-1") for one in times)


def _has_all(ours: Figure, one: Sequence[Term], other: Sequence[Term]) -> bool:
    """Whether the sentence of a claim has each word that tells the one figure from the other."""
    known = keys_of(other)
    telling = {term.form for term in content(one) if tells(term) and not term.keys & known}
    return bool(telling) and telling == set(_telling(ours, one, other))


def _said(figure: Figure) -> frozenset[str]:
    """The kinds that the sentence of a claim names, or the one before."""
    digest = figure.digest
    sentence = digest.sentence_at(figure.quantity.core.start)
    if sentence is None:
        return NOTHING
    first, core = digest.sentences[max(0, sentence.number - 1)], figure.quantity.core
    after = [one.core.start for one in digest.quantities_in(sentence.span) if one.core.start >= core.end]
    end = _end(digest, figure.quantity, min(after)) if after else sentence.span.end  # what follows is of the next
    return _named(digest, [Span(first.span.start, end)])


def _stretches(figure: Figure) -> Iterator[Span]:
    """Where a text says what a figure is: its part of the sentence, or the labels of its row and column."""
    digest, quantity = figure.digest, figure.quantity
    sentence = digest.sentence_at(quantity.core.start)
    if sentence is None:
        return
    if is_row(digest, sentence):
        number, first = column(digest, sentence, quantity.core.start), head(digest, sentence)
        if number and first is not sentence:
            yield label_of(digest, sentence)
            yield cell(digest, first, number)
        return
    others = [one for one in digest.quantities_in(sentence.span) if one.unit_kind is quantity.unit_kind]
    start = max([sentence.span.start, *(one.span.end for one in others if one.core.end <= quantity.core.start)])
    end = min([sentence.span.end, *(one.core.start for one in others if one.core.start >= quantity.core.end)])
    yield Span(_begin(digest, sentence.span.start, start, quantity), _end(digest, quantity, end))


def _begin(digest: Digest, first: int, start: int, quantity: Quantity) -> int:
    """Where what is of a figure begins: after the last strong mark, or the joint behind the figure before."""
    core = quantity.core
    start = max([start, *(match.end() for match in _STRONG.finditer(digest.text, start, core.start))])
    joints = [term.span.end for term in digest.terms_in(Span(start, core.start)) if term.meanings & _JOINTS]
    return joints[0] if start > first and joints else start


def _end(digest: Digest, quantity: Quantity, end: int) -> int:
    """Where it ends: at the next mark, joint or figure."""
    stop = quantity.span.end
    mark = _AFTER.search(digest.text, stop, max(stop, end))
    end = max(stop, mark.start() if mark is not None else end)
    joints = [term.span.start for term in digest.terms_in(Span(stop, end)) if term.meanings & _JOINTS]
    return joints[0] if joints else end


def _named(digest: Digest, spans: Iterable[Span]) -> frozenset[str]:
    """The kinds that stretches of a text name; what a figure is held against (more than the year before) dates none."""
    none, patterns = _patterns(digest.language)
    found = set()
    for span in spans:
        said = none.sub(_blank, evened(span.of(digest.text), digest.language))
        for name, pattern in patterns:
            matches = (Span(span.start + one.start(), span.start + one.end()) for one in pattern.finditer(said))
            if any(name != _BEFORE or roles(digest, one) == ("",) for one in matches):
                found.add(name)
    return frozenset(found)


def _blank(match: re.Match[str]) -> str:
    return " " * len(match[0])


@cache
def _patterns(language: str) -> tuple[re.Pattern[str], tuple[tuple[str, re.Pattern[str]], ...]]:
    """What is no such word, and the words of each kind."""
    words = read_words("und", "standing", StandingWords)
    tables = {**words.marks, _DONE: words.done}
    kinds = ((name, _pattern(forms[language], language)) for name, forms in tables.items() if language in forms)
    return _pattern(words.but.get(language, ()), language), tuple(kinds)


@cache
def _background(language: str) -> re.Pattern[str]:
    return _pattern(read_words("und", "standing", StandingWords).background.get(language, ()), language)


def _pattern(forms: tuple[str, ...], language: str) -> re.Pattern[str]:
    if not forms:
        return NEVER
    if language == "zh":
        return re.compile(alternation(forms))
    tails = [form.lstrip("*") for form in forms if form.startswith("*")]
    stems = [form.rstrip("*") for form in forms if form.endswith("*")]
    whole = [form for form in forms if "*" not in form]
    bodies = [rf"(?:{alternation(whole)})(?!\w)"] if whole else []
    bodies += [rf"(?:{alternation(stems)})"] if stems else []
    bodies += [rf"\w+(?:{alternation(tails)})(?!\w)"] if tails else []
    return re.compile(rf"(?<!\w)(?:{'|'.join(bodies)})")
