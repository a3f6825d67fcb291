"""One thing chosen over another (rather this than that), and whether a rendering exchanges the two.

What is chosen and what is turned down stand on either side of a "than", or of a "rather than"; in Chinese what is
turned down may come first. A rendering that chooses what the source turns down says the reverse; one that keeps the
two apart says the same, whatever words it has for it: 宁可 with a "not" is "rather" with a "than".
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from claims.language import Words, read_words
from claims.matching.quotes.clauses import LONGEST, Side
from claims.matching.quotes.contradiction import Contradiction
from claims.matching.quotes.reserves import Forms, Reserve, ReserveWords, forms_of, in_forms
from claims.matching.quotes.roles import Roles
from claims.matching.words.pairing import pairs, weight
from claims.matching.words.terms import Term
from claims.matching.words.told import in_marks
from sources.document import Span

_MARKS = frozenset(".!?;:,–—\n。！？；：，")
_CLASSES = ("lead", "than", "to", "over", "less", "then")


class PreferenceWords(Words):
    """By language the words by which one thing is chosen over another, in the order of the file."""

    lead: dict[str, tuple[str, ...]]
    than: dict[str, tuple[str, ...]]
    to: dict[str, tuple[str, ...]]
    over: dict[str, tuple[str, ...]]
    less: dict[str, tuple[str, ...]]
    then: dict[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class _Preference:
    """What is chosen and what is turned down, by the places of their words, and the words that say so."""

    chosen: tuple[int, ...]
    turned_down: tuple[int, ...]
    told: tuple[Span, ...]


def compare_preferences(ours: Side, runs: Sequence[Side], languages: tuple[str, str]) -> Roles:
    """What either text chooses over what, held against each other.

    Of some `runs` of the source, each wider than the one before, the first counts that has a choice.
    """
    here = list(_preferences(ours, languages[0])) if len(ours.terms) <= LONGEST else []
    for theirs in runs if here else ():
        there = list(_preferences(theirs, languages[1])) if len(theirs.terms) <= LONGEST else []
        if there:
            return _compared(ours, theirs, here, there)
    return Roles(None)


def _compared(ours: Side, theirs: Side, here: Sequence[_Preference], there: Sequence[_Preference]) -> Roles:
    """Where a "to" may be read in several ways, the two are exchanged only if no reading keeps them apart."""
    told = pairs(ours.terms, theirs.terms)
    read = [
        (mine, other, _is_exchanged(ours.terms, theirs.terms, mine, other, told)) for mine in here for other in there
    ]
    kept = next((each for each in read if each[2] is False), None)
    if kept is not None:
        return Roles(None, tuple((one, other) for one in kept[0].told for other in kept[1].told))
    crossed = next((other for _, other, exchanged in read if exchanged), None)
    if crossed is None:
        return Roles(None)
    terms = [theirs.terms[at] for at in crossed.chosen]
    words = in_marks(Span(terms[0].span.start, terms[-1].span.end).of(theirs.text))
    return Roles(Contradiction("mistranslated", f"what is chosen is exchanged: the source would have {words}"))


def _is_exchanged(
    ours: Sequence[Term], theirs: Sequence[Term], mine: _Preference, other: _Preference, told: dict[int, int]
) -> bool | None:
    """Whether what one text chooses the other turns down; words of both parts tell nothing, and None is no word."""
    both = _keys(ours, mine.chosen) & _keys(ours, mine.turned_down)
    both |= _keys(theirs, other.chosen) & _keys(theirs, other.turned_down)
    full = [
        (at, to)
        for at, to in told.items()
        if weight(ours[at]) == weight(theirs[to]) == 1.0 and not (ours[at].keys & theirs[to].keys) & both
    ]
    straight = sum(at in mine.chosen and to in other.chosen for at, to in full)
    straight += sum(at in mine.turned_down and to in other.turned_down for at, to in full)
    crossed = sum(at in mine.chosen and to in other.turned_down for at, to in full)
    crossed += sum(at in mine.turned_down and to in other.chosen for at, to in full)
    if crossed and not straight:
        return True
    return False if straight and not crossed else None


def _keys(terms: Sequence[Term], part: Sequence[int]) -> frozenset[str]:
    return frozenset(key for at in part if weight(terms[at]) == 1.0 for key in terms[at].keys)


def _preferences(side: Side, language: str) -> Iterator[_Preference]:
    """The ways in which one choice of a run may be read; none where it has none, or several."""
    if not side.terms or language not in _words().lead:
        return
    found = in_forms(_forms(language), side.text, language, Span(side.terms[0].span.start, side.terms[-1].span.end))
    first = [one for one in found if one.classes & {"less", "over"}] or [one for one in found if "lead" in one.classes]
    if len(first) != 1:
        return
    lead = first[0]
    if "over" in lead.classes:
        yield from _over(side, lead, [one for one in found if "lead" in one.classes])
    elif "less" in lead.classes:
        behind = (one for one in found if one.classes & {"then", "lead"} and one.span.start >= lead.span.end)
        then = next(behind, None)
        if then is not None:
            yield from _parted(side, (then.span.end, lead.span.end), then.span.start, (lead.span, then.span))
    else:
        for than in found:
            if than.classes & {"than", "to"} and than.span.start >= lead.span.end:
                yield from _parted(side, (lead.span.start, than.span.end), than.span.start, (lead.span, than.span))


def _over(side: Side, over: Reserve, leads: Sequence[Reserve]) -> Iterator[_Preference]:
    """The choice around a "rather than": what is chosen stands before it, or behind the comma that ends the rest."""
    told = (over.span, *(one.span for one in leads))
    start, _ = _clause(side, over.span.start)
    if any(weight(term) for term in side.terms[start:] if term.span.end <= over.span.start):
        yield from _parted(side, (over.span.start, over.span.end), over.span.start, told)
        return
    _, end = _clause(side, over.span.end)
    if end < len(side.terms):
        yield from _parted(side, (side.terms[end].span.start, over.span.end), side.terms[end].span.start, told)


def _parted(side: Side, begins: tuple[int, int], until: int, told: tuple[Span, ...]) -> Iterator[_Preference]:
    """The choice whose two parts begin at two places of a text, if either has a word with content.

    The part that comes first ends at `until`, the other with its clause. What is chosen has the words of its clause
    before its lead, too.
    """
    earlier, later = min(begins), max(begins)
    places = [one.span.start for one in side.terms]
    first = range(_clause(side, earlier)[0], bisect_left(places, until))
    second = range(bisect_left(places, later), _clause(side, later)[1])
    chosen, turned_down = (
        tuple(at for at in part if not any(one.overlaps(side.terms[at].span) for one in told))
        for part in ((first, second) if begins[0] < begins[1] else (second, first))
    )
    if all(any(weight(side.terms[at]) == 1.0 for at in part) for part in (chosen, turned_down)):
        yield _Preference(chosen, turned_down, told)


def _clause(side: Side, place: int) -> tuple[int, int]:
    """The places of the first word that no mark parts from a place of the text, and after the last."""
    terms = side.terms
    at = next((at for at, term in enumerate(terms) if term.span.end > place), len(terms) - 1)
    first, last = at, at
    while first and _MARKS.isdisjoint(side.text[terms[first - 1].span.end : terms[first].span.start]):
        first -= 1
    while last + 1 < len(terms) and _MARKS.isdisjoint(side.text[terms[last].span.end : terms[last + 1].span.start]):
        last += 1
    return first, last + 1


@cache
def _forms(language: str) -> Forms:
    words = _words()
    classes = {name: getattr(words, name)[language] for name in _CLASSES}
    return forms_of(ReserveWords(classes=classes, accents=True))


@cache
def _words() -> PreferenceWords:
    return read_words("und", "preferences", PreferenceWords)
