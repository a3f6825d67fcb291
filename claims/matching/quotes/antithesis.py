"""What is denied beside what is affirmed: by ear, not by eye; it is A that leads B, not B that leads A.

A rendering turns such a sentence round where what it denies stands in the affirmed part of the source, or where the
two parts, which mirror each other, come the other way round. What only one side knows is found by what is left.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from claims.language import Words, read_words
from claims.matching.quotes.clauses import LONGEST, Side, clauses
from claims.matching.quotes.contradiction import Contradiction
from claims.matching.quotes.reserves import Forms, Reserve, ReserveWords, classed, forms_of, in_forms
from claims.matching.words.pairing import NEGATIONS, pairs, weight
from claims.matching.words.terms import Term
from claims.matching.words.told import in_marks
from sources.document import Span

_FRAGMENT = 2.5
"""Words with content up to which a denied part denies all of them, and not a part of a longer statement."""
_TELLS = 0.5
"""What a word weighs that may be held against another."""
_RUN = ("by", "because", "leads_to")
"""Classes of words that say who does what to whom the other way round: they must stand on both sides or on none."""


class AntithesisWords(Words):
    """By language what denies the words that follow it, and what denies the reverse of the words before it."""

    instead: dict[str, tuple[str, ...]]
    reverse: dict[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class _Antithesis:
    """The one denied part of a side, and the affirmed ones right beside it, by the places of their words."""

    terms: Sequence[Term]
    denied: range
    affirmed: tuple[range, ...]
    reverse: bool
    """Whether the denied part says no more than "the other way round"."""

    def affirms(self, at: int) -> bool:
        return any(at in one for one in self.affirmed)

    def told(self) -> list[int]:
        """The words with content of the denied part."""
        return [
            at for at in self.denied if weight(self.terms[at]) >= _TELLS and not self.terms[at].meanings & NEGATIONS
        ]


@dataclass(frozen=True, slots=True)
class Turned:
    """Whether a rendering turns an antithesis round; `settled` where both sides have one, which tells who does what."""

    found: Contradiction | None
    settled: bool


def turned_round(ours: Side, runs: Sequence[Side], languages: tuple[str, str]) -> Turned:
    """What a rendering denies that the source affirms beside what it denies.

    Of some `runs` of the source, each wider than the one before, the first counts that has an antithesis.
    """
    here = _antithesis(ours, languages[0]) if len(ours.terms) <= LONGEST else None
    for theirs in runs if here is not None else ():
        there = _antithesis(theirs, languages[1]) if len(theirs.terms) <= LONGEST else None
        if here is not None and there is not None:
            return Turned(_turned(ours, theirs, here, there, languages), settled=True)
    return Turned(None, settled=False)


def _turned(
    ours: Side, theirs: Side, here: _Antithesis, there: _Antithesis, languages: tuple[str, str]
) -> Contradiction | None:
    both = pairs(ours.terms, theirs.terms)
    back = {other: mine for mine, other in both.items()}
    crossed = _denies_affirmed(here, there, both)
    if crossed is None and (found := _denies_affirmed(there, here, back)) is not None:
        crossed = found[1], found[0]
    if crossed is not None:
        words = in_marks(ours.terms[crossed[0]].form), in_marks(theirs.terms[crossed[1]].form)
        told = crossed[0] in here.denied
        how = f"the quote denies {words[0]}, the source affirms {words[1]}"
        return Contradiction("negation", how if told else f"the quote affirms {words[0]}, the source denies {words[1]}")
    if _runs_alike(ours, theirs, languages) and _is_mirrored(here, there):
        denied = Span(theirs.terms[there.denied[0]].span.start, theirs.terms[there.denied[-1]].span.end)
        return Contradiction("mistranslated", f"the source denies the reverse: {in_marks(denied.of(theirs.text))}")
    return None


def _denies_affirmed(one: _Antithesis, other: _Antithesis, both: Mapping[int, int]) -> tuple[int, int] | None:
    """A word of the denied part of one side that the other affirms beside a denied part of its own.

    Both denied parts must be short, and nothing that is denied may be so on both sides.
    """
    mine, theirs = one.told(), other.told()
    if not mine or not theirs or one.reverse or other.reverse:
        return None
    if min(_weight(one, mine), _weight(other, theirs)) > _FRAGMENT or _weight(one, mine) > _FRAGMENT:
        return None
    denied = {key for at in theirs for key in other.terms[at].keys}
    if any(one.terms[at].keys & denied for at in mine):
        return None
    for at in mine:
        counterpart = both.get(at)
        if counterpart is None or not other.affirms(counterpart) or weight(one.terms[at]) < 1.0:
            continue
        if _is_alone(one.terms, at) and _is_alone(other.terms, counterpart) and _left(one, other, theirs, both):
            return at, counterpart
    return None


def _left(one: _Antithesis, other: _Antithesis, theirs: Sequence[int], both: Mapping[int, int]) -> bool:
    """Whether what the other side denies stands in the affirmed part of the one, or has no counterpart at all."""
    back = {yours: mine for mine, yours in both.items()}
    return all(at not in back or one.affirms(back[at]) for at in theirs) and _weight(other, theirs) <= _FRAGMENT


def _weight(side: _Antithesis, places: Sequence[int]) -> float:
    return sum(weight(side.terms[at]) for at in places)


def _is_alone(terms: Sequence[Term], at: int) -> bool:
    """Whether no other word of a side shares a key with one."""
    return not any(term.keys & terms[at].keys for other, term in enumerate(terms) if other != at)


def _is_mirrored(here: _Antithesis, there: _Antithesis) -> bool:
    """Whether what comes first in what one side affirms comes last in what the other affirms.

    The order is told by the denied part, which has the same words the other way round, or says just that.
    """
    mine, theirs = _order(here), _order(there)
    if mine is None or theirs is None:
        return _is_reversed(here, there) if here.reverse and there.reverse else _stands_against(here, there)
    over = _share(mine[0], theirs[1]) or _share(mine[1], theirs[0])
    return over and not _share(mine[0], theirs[0]) and not _share(mine[1], theirs[1])


def _order(side: _Antithesis) -> tuple[list[Term], list[Term]] | None:
    """The words of a denied part that come first in it and last in an affirmed one, and those the other way round."""
    terms = side.terms
    for affirmed in side.affirmed:
        same = [(at, to) for at in side.told() for to in _alike(terms, at, affirmed)]
        crossed = [(one[0], other[0]) for one in same for other in same if one[0] < other[0] and one[1] > other[1]]
        first, last = {one for one, _ in crossed}, {other for _, other in crossed}
        if crossed and first - last and last - first:
            return [terms[at] for at in sorted(first - last)], [terms[at] for at in sorted(last - first)]
    return None


def _alike(terms: Sequence[Term], at: int, places: Sequence[int]) -> list[int]:
    """The places of words that may be the same as one: those in the same form, if any: garden, gardener."""
    alike = [other for other in places if terms[at].keys & terms[other].keys]
    return [other for other in alike if terms[other].form == terms[at].form] or alike


def _share(some: Sequence[Term], others: Sequence[Term]) -> bool:
    return any(one.keys & other.keys for one in some for other in others)


def _stands_against(here: _Antithesis, there: _Antithesis) -> bool:
    """The same where one side says "the other way round" for its denied part: by the order of its affirmed one."""
    for short, full in ((here, there), (there, here)):
        order = _order(full)
        if short.reverse and order is not None:
            places = [
                [at for part in short.affirmed for at in part if _share([short.terms[at]], words)] for words in order
            ]
            return bool(places[0] and places[1]) and max(places[0]) < min(places[1])
    return False


def _is_reversed(here: _Antithesis, there: _Antithesis) -> bool:
    """The same where both do: the first and the last of the affirmed words that have a counterpart are exchanged."""
    both = pairs(here.terms, there.terms)
    full = [at for part in here.affirmed for at in part if at in both and weight(here.terms[at]) == 1.0]
    full = [at for at in full if there.affirms(both[at])]
    if len(full) < 2:
        return False
    places = [both[at] for at in full]
    return places == sorted(places, reverse=True) or (
        len(full) > 2 and {places[0], places[-1]} == {min(places), max(places)} and places[0] > places[-1]
    )


def _runs_alike(ours: Side, theirs: Side, languages: tuple[str, str]) -> bool:
    """Whether both sides tell who does what to whom in the same way: active or passive, from cause or from effect."""
    here, there = (
        {name for one in classed(side.text, language, _span(side), "roles") for name in one.classes}
        for side, language in zip((ours, theirs), languages, strict=True)
    )
    return all((name in here) == (name in there) for name in _RUN)


def _antithesis(side: Side, language: str) -> _Antithesis | None:
    """The antithesis of a side; None where it denies nothing, or several things, or affirms nothing beside it."""
    if not side.terms or language not in _words().instead:
        return None
    found = in_forms(_forms(language), side.text, language, _span(side))
    spans = list(_parts(side, found))
    denied = [number for number, (_, denies) in enumerate(spans) if denies]
    if len(denied) != 1:
        return None
    at = denied[0]
    beside = [spans[number][0] for number in (at - 1, at + 1) if 0 <= number < len(spans)]
    affirmed = tuple(part for part in beside if any(weight(side.terms[one]) >= _TELLS for one in part))
    first = side.terms[spans[at][0][0]].span.start
    reverse = any("reverse" in one.classes and one.span.end > first for one in found)
    return _Antithesis(side.terms, spans[at][0], affirmed, reverse) if affirmed else None


def _parts(side: Side, found: Sequence[Reserve]) -> Iterator[tuple[range, bool]]:
    """The clauses of a side, parted before what denies in them, with whether they do."""
    starts = [one.span for one in found if "instead" in one.classes]
    for clause in clauses(side.text, side.terms):
        at = next((at for at in clause if any(one.contains(side.terms[at].span) for one in starts)), -1)
        if at > clause[0]:
            yield range(clause[0], at), _denies(side, range(clause[0], at))
        yield (range(at, clause[-1] + 1), True) if at >= 0 else (clause, _denies(side, clause))


def _denies(side: Side, part: range) -> bool:
    return any(side.terms[at].meanings & NEGATIONS for at in part)


def _span(side: Side) -> Span:
    return Span(side.terms[0].span.start, side.terms[-1].span.end)


@cache
def _forms(language: str) -> Forms:
    words = _words()
    return forms_of(ReserveWords(classes={"instead": words.instead[language], "reverse": words.reverse[language]}))


@cache
def _words() -> AntithesisWords:
    return read_words("und", "antitheses", AntithesisWords)
