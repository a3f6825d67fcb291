"""Whether a rendering tells a thing of the same time and with the same force: is, was, will be; may, must, should.

Each language lists its helping verbs, and endings of verbs, in closed classes (`languages/<code>.moods.toml`). A form
may be of several: *could* is past, or says what is possible. Clauses that render each other are held against each
other, and only classes that exclude one another count: a future against a past, what must be against what may be.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from claims.matching.quotes.clauses import LONGEST, Side, clauses
from claims.matching.quotes.contradiction import Contradiction
from claims.matching.quotes.mood_words import MoodWords, mood_words
from claims.matching.quotes.reserves import Reserve, classed, with_accents
from claims.matching.words.folding import HAN
from claims.matching.words.pairing import NEGATIONS, pairs, weight
from claims.matching.words.terms import Term
from claims.matching.words.told import in_marks
from sources.document import Span

_TIMES = frozenset({"present", "past", "perfect", "pluperfect", "future", "completed", "conditional"})
_FORCES = frozenset({"can", "possible", "must", "should", "want"})
_ANY = "open"
"""The class of forms that only look like the others, or that languages render by any time."""
_OTHER_TIMES = frozenset(
    {("future", "past"), ("future", "perfect"), ("future", "pluperfect"), ("present", "past"),
     ("present", "pluperfect"), ("conditional", "future"), ("conditional", "present")}
)  # fmt: skip
"""Times of which one excludes the other. A perfect may render a past or a present: "I have lived here for years"."""
_WILL_HAVE = frozenset({("completed", "past"), ("completed", "perfect"), ("completed", "pluperfect")})
"""The same for what will have been done."""
_BY_THEN = frozenset({"until", "before", "after", "when"})
"""Meanings beside which what will have been done is told as done in some languages."""
_WOULD = frozenset({("conditional", "future"), ("conditional", "present")})
_WITH_WOULD = frozenset({"can", "possible", "should", "want"})
"""Forces that are the same with a "would" and without: what can be could be."""
_WAS = frozenset({"past", "pluperfect"})
_BACKSHIFT = _WOULD | {("present", "past"), ("present", "pluperfect")}
"""Times that indirect speech exchanges by its grammar: "it is" becomes "it was"."""
_OTHER_FORCES = frozenset({("can", "must"), ("must", "want"), ("possible", "must"), ("can", "want")})
_STOPS = frozenset(".!?;:\n。！？；：")
_ROOM = 2
"""Clauses that may stand at the place of one."""
_REACH = 3
"""Words after "to be" among which the participle comes, where it is not the last of the clause."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A word that tells the time or the force of its clause: one of those named."""

    times: frozenset[str]
    forces: frozenset[str]
    span: Span


@dataclass(frozen=True, slots=True)
class _Clause:
    """The marks of one clause, or of several, and the meanings of all of their words."""

    marks: tuple[Mark, ...]
    meanings: frozenset[str]


def other_mood(ours: Side, theirs: Side, languages: tuple[str, str], spoken: bool) -> Contradiction | None:
    """Where a clause of a rendering is of another time or force than the one that it renders.

    `spoken`: whether both are the speaker's own words.
    """
    if max(len(ours.terms), len(theirs.terms)) > LONGEST:
        return None
    here, there = list(clauses(ours.text, ours.terms)), list(clauses(theirs.text, theirs.terms))
    for mine, yours in _aligned(ours, theirs, here, there):
        one, led = _taken(ours, here, mine, languages[0])
        two, led_there = _taken(theirs, there, yours, languages[1])
        backshift = not spoken or (led and led_there)
        wrong = _of_other_time(one, two, backshift) or _of_other_force(one, two)
        if wrong is not None:
            words = in_marks(wrong[1].span.of(theirs.text)), in_marks(wrong[0].span.of(ours.text))
            return Contradiction("mistranslated", f"{words[0]} became {words[1]}")
    return None


def _aligned(
    ours: Side, theirs: Side, here: Sequence[range], there: Sequence[range]
) -> Iterator[tuple[Sequence[int], Sequence[int]]]:
    """The clauses that render each other: as many together on either side as have words that stand for each other."""
    of_here = {at: number for number, clause in enumerate(here) for at in clause}
    of_there = {at: number for number, clause in enumerate(there) for at in clause}
    across = {
        (of_here[mine], of_there[other])
        for mine, other in pairs(ours.terms, theirs.terms).items()
        if min(weight(ours.terms[mine]), weight(theirs.terms[other])) == 1.0
    }
    if len(here) == len(there) and all(mine == other for mine, other in across):
        yield from (((at,), (at,)) for at in range(len(here)))
        return
    met: list[tuple[list[int], list[int]]] = []
    while across:
        mine, yours = _grown(across)
        met.append((sorted(mine), sorted(yours)))
    yield from met
    yield from _between(met, len(here), len(there))


def _between(
    met: Sequence[tuple[Sequence[int], Sequence[int]]], ours: int, theirs: int
) -> Iterator[tuple[Sequence[int], Sequence[int]]]:
    """The clauses without such words that stand at the same place among those that have some."""
    last = (-1, -1)
    for mine, yours in [*met, ((ours,), (theirs,))]:
        if mine[0] <= last[0] or yours[0] <= last[1]:
            return
        rest = range(last[0] + 1, mine[0]), range(last[1] + 1, yours[0])
        if len(rest[0]) == 1 and 1 <= len(rest[1]) <= _ROOM:
            yield rest
        last = mine[-1], yours[-1]


def _grown(across: set[tuple[int, int]]) -> tuple[set[int], set[int]]:
    """Takes out of the pairs of clauses one with all that hang together with it."""
    first = min(across)
    mine, yours = {first[0]}, {first[1]}
    while more := {pair for pair in across if pair[0] in mine or pair[1] in yours}:
        across -= more
        mine.update(one for one, _ in more)
        yours.update(other for _, other in more)
    return mine, yours


def _taken(side: Side, parts: Sequence[range], some: Sequence[int], language: str) -> tuple[_Clause, bool]:
    """Some clauses of a side as one, and whether a verb there, or in the clause before, tells what was."""
    taken = _joined([_read(side, parts[at], language) for at in some])
    before = parts[some[0] - 1] if some[0] else None
    if before is not None and not _STOPS.isdisjoint(_gap(side, before, parts[some[0]])):
        before = None
    return taken, _is_past(taken) or (before is not None and _is_past(_read(side, before, language)))


def _gap(side: Side, one: range, other: range) -> str:
    return side.text[side.terms[one[-1]].span.end : side.terms[other[0]].span.start]


def _joined(parts: Sequence[_Clause]) -> _Clause:
    marks = tuple(mark for one in parts for mark in one.marks)
    return _Clause(marks, frozenset(meaning for one in parts for meaning in one.meanings))


def _read(side: Side, clause: range, language: str) -> _Clause:
    terms = side.terms[clause.start : clause.stop]
    span = Span(terms[0].span.start, terms[-1].span.end)
    found: list[Mark] = []
    for one in classed(side.text, language, span, "moods", MoodWords):
        if not _is_noun(side.text, one.span, terms):
            times = _times(one, Side(side.text, terms), language, found)
            found.append(Mark(times, one.classes & _FORCES, one.span))
    return _Clause(tuple(found), frozenset(meaning for term in terms for meaning in term.meanings))


def _times(one: Reserve, clause: Side, language: str, found: Sequence[Mark]) -> frozenset[str]:
    """The times that a form may tell at its place, behind the marks found so far; none where another tells it."""
    words = mood_words(language)
    terms = clause.terms
    after = [with_accents(term.span.of(clause.text)) for term in terms if term.span.start >= one.span.end]
    told = any(mark.times for mark in found)
    if told and (len(after) <= 1 if words.verb_last else _follows(found[-1].span, one.span, terms)):
        return frozenset()  # "should have to" tells one time
    if _ANY in one.classes:
        return _TIMES
    if "be" in one.classes:
        near = after if words.verb_last else after[:_REACH]
        return frozenset({"perfect" if any(_is_like(form, words.participles) for form in near) else "present"})
    if "become" in one.classes:
        built = any(_is_like(form, words.participles) for form in after)
        future = bool(after) and not built and _is_like(after[-1], words.infinitives)
        return frozenset({"future"} if future else {"present", "future"})
    return one.classes & _TIMES


def _follows(before: Span, span: Span, terms: Sequence[Term]) -> bool:
    """Whether a helping verb stands at once behind another, or behind its "not"."""
    between = [term for term in terms if before.end <= term.span.start < span.start]
    return all(term.meanings & NEGATIONS for term in between)


def _is_noun(text: str, span: Span, terms: Sequence[Term]) -> bool:
    """Whether a capital makes a noun of a word, or a character is part of a longer word."""
    if HAN.match(text[span.start]):
        return len(span) == 1 and not any(term.span == span for term in terms)
    return text[span.start].isupper() and text[max(0, span.start - 2) : span.start - 1].isalnum()


def _is_like(form: str, patterns: Sequence[str]) -> bool:
    return any(_has_shape(form, *pattern.split("*")) for pattern in patterns)


def _has_shape(form: str, first: str, *rest: str) -> bool:
    """Whether a word begins with the first of some parts, ends with the last and has the others between."""
    if not rest:
        return form == first
    *middle, last = rest
    inside = form[len(first) : len(form) - len(last)]
    return form.startswith(first) and form.endswith(last) and bool(inside) and all(part in inside for part in middle)


def _of_other_time(one: _Clause, other: _Clause, backshift: bool) -> tuple[Mark, Mark] | None:
    known = one.meanings | other.meanings
    if "if" in known:
        return None
    against = _OTHER_TIMES if known & _BY_THEN else _OTHER_TIMES | _WILL_HAVE
    if backshift:
        against = against - _BACKSHIFT

    def excluded(mine: Mark, yours: Mark) -> bool:
        could = mine.forces & yours.forces & _WITH_WOULD
        return _exclude(mine.times, yours.times, against - _WOULD if could else against)

    return _without_match(
        [mark for mark in one.marks if mark.times], [mark for mark in other.marks if mark.times], excluded
    )


def _is_past(clause: _Clause) -> bool:
    """Whether a verb tells what was: beside it, "it is" may stand for "it was" (he knew that it is, or was, true)."""
    return any(mark.times and mark.times <= _WAS for mark in clause.marks)


def _of_other_force(one: _Clause, other: _Clause) -> tuple[Mark, Mark] | None:
    """Nothing is said of what is denied: what one may not do one must leave."""
    if (one.meanings | other.meanings) & NEGATIONS:
        return None
    return _without_match(
        [mark for mark in one.marks if mark.forces],
        [mark for mark in other.marks if mark.forces],
        lambda mine, yours: _exclude(mine.forces, yours.forces, _OTHER_FORCES),
    )


def _exclude(ours: frozenset[str], theirs: frozenset[str], against: frozenset[tuple[str, str]]) -> bool:
    return all((one, other) in against or (other, one) in against for one in ours for other in theirs)


def _without_match(
    ours: Sequence[Mark], theirs: Sequence[Mark], against: Callable[[Mark, Mark], bool]
) -> tuple[Mark, Mark] | None:
    """Two marks that exclude each other, where all do, or as many stand on either side and cannot all be matched."""
    if not ours or not theirs:
        return None
    found = next(((one, other) for one in ours for other in theirs if against(one, other)), None)
    if found is None or all(against(one, other) for one in ours for other in theirs):
        return found
    if len(ours) != len(theirs):
        return None
    return None if _matched(ours, theirs, against) else found


def _matched(ours: Sequence[Mark], theirs: Sequence[Mark], against: Callable[[Mark, Mark], bool]) -> bool:
    """Whether each mark has one of its own on the other side that it does not exclude."""
    partner: dict[int, int] = {}

    def placed(mine: int, seen: set[int]) -> bool:
        for other, mark in enumerate(theirs):
            if other not in seen and not against(ours[mine], mark):
                seen.add(other)
                if other not in partner or placed(partner[other], seen):
                    partner[other] = mine
                    return True
        return False

    return all(placed(mine, set()) for mine in range(len(ours)))
