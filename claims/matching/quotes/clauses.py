"""Whether a quote has a clause that the words it renders lack, or lacks one that they have.

Words are paired, each with one of the other side. A clause of which nothing is paired is looked at: where the other
side has words left that may be its rendering, nothing is said; where it has none, the clause was put in or left out.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from claims.matching.quotes.contradiction import Contradiction
from claims.matching.quotes.wording import SPEECH
from claims.matching.words.pairing import NEGATIONS, pairs, weight
from claims.matching.words.polarity import EITHER, NEGATIVE, negations, says_the_opposite
from claims.matching.words.terms import Term
from claims.matching.words.told import in_marks

_MARKS = frozenset(".!?;:,–—…()\n\t。！？；：，")
_JOINTS = frozenset({"and", "but", "or", "because", "if", "unless", "while", "therefore"})
"""Meanings of words that begin a clause."""
_BARE = 0.25
"""The share of a clause's weight up to which it counts as not rendered."""
_ADDED, _DROPPED = 1.5, 2.0
"""The weight from which a clause is one."""
_AS_LONG = 2.0
"""How many times as much what a sentence renders may weigh, or the other way round."""
_STOPS = frozenset(".!?。！？")
_ROOM = 0.34
"""The share of a clause's weight that may be left on the other side: less is no rendering of it."""


LONGEST = 300
"""Words up to which a side is looked at: each may be paired with each, and no quote is longer."""
_SURE = 0.5
"""The share of the words with content that must be paired beside the clause."""


def clauses(text: str, terms: Sequence[Term]) -> Iterator[range]:
    """The clauses of a run of words: parted by marks, and before words that join."""
    start = 0
    for at in range(1, len(terms)):
        between = text[terms[at - 1].span.end : terms[at].span.start]
        if not _MARKS.isdisjoint(between) or _joins(terms[at - 1], terms[at]):
            yield range(start, at)
            start = at
    if terms:
        yield range(start, len(terms))


def _joins(before: Term, term: Term) -> bool:
    """Whether a word begins a clause; behind a "not" a word for "but" is another: not yet."""
    return bool(term.meanings & (_JOINTS - {"but"} if before.meanings & NEGATIONS else _JOINTS))


def unpaired_clause(ours: Side, theirs: Side, beyond: Sequence[Term] = ()) -> Contradiction | None:
    """A clause that only one of two sides has, or that one denies; None for sides too long to be a quote.

    What shares a word with the source's words just `beyond` those may render them, and so may a sentence about as long.
    """
    if max(len(ours.terms), len(theirs.terms)) > LONGEST:
        return None
    both = pairs(ours.terms, theirs.terms)
    here, there = _Paired(ours, frozenset(both)), _Paired(theirs, frozenset(both.values()))
    added = next(
        (one for one in here.bare(_ADDED) if here.is_alone(one, there) and not _renders(here, one, beyond)), None
    )
    if added is not None:
        return Contradiction("words_added", f"{in_marks(here.words(added))} is not in the source")
    for one in there.bare(_DROPPED):
        if there.is_inside(one) and there.is_alone(one, here):
            return Contradiction("words_dropped", f"{in_marks(there.words(one))} has no counterpart")
    return _denied(here, there, both) or _exchanged(here, there, both)


def _renders(here: _Paired, clause: range, beyond: Sequence[Term]) -> bool:
    """Whether a clause may render some words beyond those that the rest renders."""
    if here.shares(clause, {key for term in beyond if weight(term) == 1.0 for key in term.keys}):
        return True
    if not here.begins_sentence(clause):
        return False
    full = here.weight(clause)
    return full / _AS_LONG <= sum(map(weight, beyond)) <= full * _AS_LONG


def _exchanged(here: _Paired, there: _Paired, both: Mapping[int, int]) -> Contradiction | None:
    """Two clauses of which one side denies the one and the other side the other: a game, not a war."""
    denied_here = {at for clause in here.clauses if here.denies(clause) for at in clause}
    denied_there = {at for clause in there.clauses if there.denies(clause) for at in clause}
    found: dict[tuple[bool, bool], tuple[int, int]] = {}
    for mine, other in sorted(both.items()):
        told = here.names(mine) and there.names(other)
        if told and here.is_alone_in_meaning(mine) and there.is_alone_in_meaning(other):
            found.setdefault((mine in denied_here, other in denied_there), (mine, other))
    if (True, True) in found or not {(True, False), (False, True)} <= found.keys():
        return None
    (mine, _), (_, other) = found[True, False], found[False, True]
    words = in_marks(here.side.terms[mine].form), in_marks(there.side.terms[other].form)
    return Contradiction("negation", f"the quote denies {words[0]}, the source {words[1]}")


def _denied(here: _Paired, there: _Paired, both: Mapping[int, int]) -> Contradiction | None:
    """Two clauses that render each other, of which one denies what the other affirms."""
    fewer = len(negations(there.side.terms)) - len(negations(here.side.terms))
    if not fewer:
        return None  # each "not" may stand in another clause: it was planned, this was not
    of_there = {at: number for number, clause in enumerate(there.clauses) for at in clause}
    back = {other: mine for mine, other in both.items()}
    of_here = {at: number for number, clause in enumerate(here.clauses) for at in clause}
    for number, mine in enumerate(here.clauses):
        across = {of_there[both[at]] for at in mine if at in both and here.tells(at)}
        if len(across) != 1 or not here.is_met(mine):
            continue
        other = there.clauses[across.pop()]
        if {of_here[back[at]] for at in other if at in back and there.tells(at)} != {number} or not there.is_met(other):
            continue
        denies = here.denies(mine), there.denies(other)
        if denies == (fewer < 0, fewer > 0) and not _made_up(
            *((there, other, here, mine) if denies[0] else (here, mine, there, other))
        ):
            lost = "the source has no “not” there" if denies[0] else "the “not” of the source is lost"
            return Contradiction("negation", f"{lost}: {in_marks(there.words(other))}")
    return None


def _made_up(affirming: _Paired, clause: range, denying: _Paired, denied: range) -> bool:
    """Whether the clause without a "not" says the same by a word of its own: difficult, for not easy."""
    if any(term.meanings & EITHER for term in affirming.side.terms):
        return True
    return affirming.is_negative(clause) or says_the_opposite(affirming.of(clause), denying.of(denied))


@dataclass(frozen=True, slots=True)
class Side:
    """A text, and the run of its words that is held against another."""

    text: str
    terms: Sequence[Term]


class _Paired:
    """A side whose words are paired, as far as they are, with those of the other."""

    def __init__(self, side: Side, paired: frozenset[int]) -> None:
        self.side = side
        self.paired = paired
        self.clauses = list(clauses(side.text, side.terms))

    def weight(self, places: Iterable[int]) -> float:
        """What words weigh together."""
        return sum(weight(self.side.terms[at]) for at in places)

    def left(self, places: Iterable[int]) -> float:
        """What those of them weigh that are not paired."""
        return self.weight(at for at in places if at not in self.paired)

    def words(self, clause: range) -> str:
        """A clause as it is written."""
        return self.side.text[self.side.terms[clause[0]].span.start : self.side.terms[clause[-1]].span.end]

    def bare(self, least: float) -> Iterator[range]:
        """The clauses of some weight of which no word with content is paired, without those that say who speaks."""
        for clause in self.clauses:
            content = [at for at in clause if self.tells(at)]
            if not content or self.weight(clause) < least or self.left(content) < (1 - _BARE) * len(content):
                continue
            if not any(self.side.terms[at].meanings & SPEECH for at in clause):
                yield clause

    def is_alone(self, clause: range, other: _Paired) -> bool:
        """Whether the other side has nothing left that may render a clause: no such clause, and few words in others."""
        if sum(not other.is_met(one) for one in other.clauses) > sum(not self.is_met(one) for one in self.clauses) - 1:
            return False
        rest = [at for one in self.clauses if one != clause for at in one]
        full = [at for at in rest if self.tells(at)]
        if len(full) < 1 or sum(at in self.paired for at in full) < _SURE * len(full):
            return False
        met_there = sum(other.left(one) for one in other.clauses if other.is_met(one))
        return max(0.0, met_there - self.left(rest)) <= _ROOM * self.weight(clause)

    def shares(self, clause: range, keys: Collection[str]) -> bool:
        """Whether a word of a clause with content has one of some keys."""
        return any(self.tells(at) and not self.side.terms[at].keys.isdisjoint(keys) for at in clause)

    def begins_sentence(self, clause: range) -> bool:
        """Whether a full stop stands before a clause."""
        terms = self.side.terms
        before = self.side.text[terms[clause[0] - 1].span.end : terms[clause[0]].span.start] if clause[0] else ""
        return not _STOPS.isdisjoint(before)

    def is_met(self, clause: range) -> bool:
        """Whether half of what a clause tells is paired."""
        full = [at for at in clause if self.tells(at)]
        return 2 * sum(at in self.paired for at in full) >= len(full)

    def tells(self, at: int) -> bool:
        """Whether a word has content."""
        return weight(self.side.terms[at]) == 1.0

    def names(self, at: int) -> bool:
        """Whether a word has content, or is a noun though it may hold a sentence together: time."""
        return self.tells(at) or "time" in self.side.terms[at].meanings

    def is_alone_in_meaning(self, at: int) -> bool:
        """Whether no other word of the side shares a meaning with one: what is said twice is of both clauses."""
        keys = self.side.terms[at].keys
        return not any(term.keys & keys for other, term in enumerate(self.side.terms) if other != at)

    def is_inside(self, clause: range) -> bool:
        """Whether words with content are paired before a clause and after it."""
        full = [at for at in self.paired if self.tells(at)]
        return any(at < clause[0] for at in full) and any(at > clause[-1] for at in full)

    def of(self, clause: range) -> Sequence[Term]:
        """The words of a clause."""
        return self.side.terms[clause.start : clause.stop]

    def denies(self, clause: range) -> bool:
        """Whether a "not" stands in a clause."""
        return any(self.side.terms[at].meanings & NEGATIONS for at in clause)

    def is_negative(self, clause: range) -> bool:
        """Whether a word of a clause may say "not" by its meaning."""
        return any(self.side.terms[at].meanings & (NEGATIVE | {"without"}) for at in clause)
