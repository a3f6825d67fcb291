"""Who does what to whom, what comes before what, and what causes what: roles that a rendering may exchange.

A word such as *before*, *because* or *criticise* parts its sentence in two: what it is followed by, and the rest. Where
all that a quote has on the one side stands on the other side in the source, the roles were exchanged; unless the word
is the converse of the source's (after for before, leads to for because), or one of the two sentences is passive.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from claims.matching.quotes.clauses import Side
from claims.matching.quotes.contradiction import Contradiction
from claims.matching.quotes.reserves import Reserve, classed
from claims.matching.words.pairing import pairs, weight
from claims.matching.words.terms import Term
from claims.matching.words.told import in_marks
from sources.document import Span

_CONVERSE = {"before": "after", "after": "before", "because": "leads_to", "leads_to": "because"}
"""Classes of words that part a sentence, each with the class that says the same with the roles exchanged."""
_ACTS = frozenset(
    {"accuse", "attack", "betray", "blame", "criticise", "deceive", "defend", "dismiss", "feed", "follow", "force",
     "forgive", "help_aid", "hire", "invite", "love", "hate", "mistrust", "pay", "persuade", "praise", "protect",
     "punish", "replace", "rescue_save", "sue", "teach", "thank", "threaten", "trust", "warn", "encourage", "insult"}
)  # fmt: skip
"""Meanings of verbs with one who does it and one to whom it is done, who cannot be exchanged."""
_STOPS = frozenset(".!?;:\n。！？；：")
_MARKS = _STOPS | frozenset(",–—，")
_ACT = "act"


@dataclass(frozen=True, slots=True)
class Parted:
    """A sentence parted by a word: `second` has what that word governs, or is done to; `first` the rest."""

    kind: str
    span: Span
    first: frozenset[int]
    second: frozenset[int]


@dataclass(frozen=True, slots=True)
class Roles:
    """How the roles of a quote compare with those of the words that it renders.

    `exchanged` is the word of the source whose roles the quote exchanges, if any; `converse` are words of either text
    that say the same of exchanged roles: none of them was turned.
    """

    exchanged: Contradiction | None
    converse: tuple[tuple[Span, Span], ...] = ()

    def without_converse(self, ours: Sequence[Term], theirs: Sequence[Term]) -> tuple[list[Term], list[Term]]:
        """The words of both sides that are no converse of one of the other side."""
        mine, yours = [one for one, _ in self.converse], [other for _, other in self.converse]
        return (
            [term for term in ours if not any(one.overlaps(term.span) for one in mine)],
            [term for term in theirs if not any(one.overlaps(term.span) for one in yours)],
        )


def compare_roles(ours: Side, theirs: Side, languages: tuple[str, str]) -> Roles:
    """The words on both sides that part a sentence in roles, held against each other."""
    here, there = _only(parted(ours, languages[0])), _only(parted(theirs, languages[1]))
    if not here or not there:
        return Roles(None)
    told = {
        mine: other
        for mine, other in pairs(ours.terms, theirs.terms).items()
        if weight(ours.terms[mine]) == 1.0 and weight(theirs.terms[other]) == 1.0
    }
    wrong, converse = None, []
    for kind, mine in here.items():
        same, other = there.get(kind), there.get(_CONVERSE.get(kind, ""))
        if same is not None and _is_crossed(mine, same, told):
            wrong = wrong or same
        elif other is not None and _is_crossed(mine, other, told) is False:
            wrong = wrong or other
        elif other is not None and _is_crossed(mine, other, told):
            converse.append((mine.span, other.span))
    found = wrong and Contradiction(
        "mistranslated", f"what stands on either side of {in_marks(wrong.span.of(theirs.text))} is exchanged"
    )
    return Roles(found or None, tuple(converse))


def _only(found: Iterable[Parted]) -> dict[str, Parted]:
    """The words that part a sentence by their kind, without kinds of which there are several."""
    by_kind: dict[str, list[Parted]] = {}
    for one in found:
        by_kind.setdefault(one.kind, []).append(one)
    return {kind: ones[0] for kind, ones in by_kind.items() if len(ones) == 1}


def _is_crossed(ours: Parted, theirs: Parted, told: dict[int, int]) -> bool | None:
    """Whether both roles of the one are the other's of the other; None where that cannot be told."""
    straight = [
        sum(mine in one and told[mine] in other for mine in told)
        for one, other in ((ours.first, theirs.first), (ours.second, theirs.second))
    ]
    crossed = [
        sum(mine in one and told[mine] in other for mine in told)
        for one, other in ((ours.first, theirs.second), (ours.second, theirs.first))
    ]
    if all(crossed) and not any(straight):
        return True
    return False if all(straight) and not any(crossed) else None


def parted(side: Side, language: str) -> Iterator[Parted]:
    """The words of a run that part their sentence, with the places of the words in either role."""
    terms = side.terms
    if not terms:
        return
    found = classed(side.text, language, Span(terms[0].span.start, terms[-1].span.end), "roles")
    for one in found:
        kinds = one.classes & _CONVERSE.keys()
        if len(kinds) == 1:
            yield _governing(side, next(iter(kinds)), one, language)
    for at, term in enumerate(terms):
        acts = term.meanings & _ACTS
        if acts:
            done = _done(side, at, found)
            if done is not None:
                yield from (Parted(f"{_ACT} {act}", term.span, *done) for act in sorted(acts))


def _governing(side: Side, kind: str, word: Reserve, language: str) -> Parted:
    """What a conjunction or preposition governs: what follows up to the next mark, in Chinese also what precedes."""
    after = language != "zh" or kind not in {"before", "after"}
    start, end = _sentence(side, word.span, _STOPS)
    near = _sentence(side, word.span, _MARKS)
    around = frozenset(at for at in range(start, end) if not word.span.overlaps(side.terms[at].span))
    second = frozenset(
        at
        for at in around
        if (side.terms[at].span.start >= word.span.end if after else side.terms[at].span.end <= word.span.start)
        and near[0] <= at < near[1]
    )
    return Parted(kind, word.span, around - second, second)


def _done(side: Side, at: int, found: Sequence[Reserve]) -> tuple[frozenset[int], frozenset[int]] | None:
    """Who does it and to whom: what stands before the verb, or its helper, and what after; passives the other way."""
    terms = side.terms
    start, end = _sentence(side, terms[at].span, _MARKS)
    inside = [one for one in found if terms[start].span.start <= one.span.start < terms[end - 1].span.end]
    agents = [one for one in inside if "by" in one.classes]
    objects = [one for one in inside if "upon" in one.classes]
    helpers = [one for one in inside if "helper" in one.classes and one.span.end <= terms[at].span.start]
    split = terms[at].span.start
    if at == end - 1 or not any(weight(terms[n]) == 1.0 for n in range(at + 1, end)):
        marks = helpers or [*objects, *agents]
        if not marks:
            return None
        split = marks[0].span.start
    first = frozenset(n for n in range(start, end) if n != at and terms[n].span.start < split)
    second = frozenset(n for n in range(start, end) if n != at and terms[n].span.start > split)
    if not first or not second:
        return None
    if any(one.span.start <= terms[start].span.start for one in objects):
        return second, first
    passive = any(one.span.start >= split for one in agents)
    return (second, first) if passive else (first, second)


def _sentence(side: Side, span: Span, marks: frozenset[str]) -> tuple[int, int]:
    """The places of the first word around a stretch that no mark parts from it, and after the last."""
    terms = side.terms
    first = next((at for at, term in enumerate(terms) if term.span.end > span.start), len(terms) - 1)
    last = first
    while first and marks.isdisjoint(_between(side.text, terms[first - 1], terms[first])):
        first -= 1
    while last + 1 < len(terms) and marks.isdisjoint(_between(side.text, terms[last], terms[last + 1])):
        last += 1
    return first, last + 1


def _between(text: str, one: Term, other: Term) -> str:
    return text[one.span.end : other.span.start]
