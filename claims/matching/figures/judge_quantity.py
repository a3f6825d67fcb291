"""Judging a figure: first whether a source speaks of the same thing, then whether it gives the same value."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace

from claims.matching.figures.another.crossed import Crossings
from claims.matching.figures.another.crossed import beside as beside_each_other
from claims.matching.figures.another.dating import are_of_other_times, by_year, is_of_another_time
from claims.matching.figures.another.denied_shares import is_denied_by
from claims.matching.figures.another.elsewhere import Elsewhere
from claims.matching.figures.another.extents import are_change_and_end
from claims.matching.figures.another.given import given_instead
from claims.matching.figures.another.nouns import Nouns
from claims.matching.figures.another.opposed import opposite as opposite_of
from claims.matching.figures.another.rows import are_of_one_matter
from claims.matching.figures.candidates import FigureIndex
from claims.matching.figures.choosing import NO_CHANCE, as_counted, as_firm, equal_instead, likelier
from claims.matching.figures.context import Figure, figure_of, less_likely
from claims.matching.figures.likelihood import Candidate, digits_of, powers_apart, weigh
from claims.matching.figures.otherwise.derive import FACTORS, OTHERWISE
from claims.matching.figures.otherwise.deriving import Deriving
from claims.matching.figures.otherwise.given_to_others import given_to_another
from claims.matching.figures.otherwise.parted import exceeds_its_whole, with_parts
from claims.matching.figures.otherwise.ranges import (
    belies_itself,
    is_reached,
    is_reversed,
    runs_of,
    way_is_of_next,
    ways_of_row,
)
from claims.matching.figures.otherwise.votes import other_side_agrees, with_other_side
from claims.matching.figures.related import related
from claims.matching.figures.values import Closeness, Relation
from claims.matching.texts.align import Weights
from claims.matching.texts.digest import Digest
from claims.matching.texts.evidence import clause_around, figure_evidence
from claims.matching.words.told import in_marks
from claims.model import Evidence, Finding, FindingKind, Quantity, UnitKind
from sources.document import Span

_BOTH_SIDES = 0.15
"""What it counts that both sides of a vote agree: it outweighs the noun at one of them."""
_TAKEN = 0.45
"""What is taken off a figure that another figure of the article equals, or comes nearer to, and so has a better
right to."""
_APART_BY = {
    "swapped": 0.35,
    "direction": 0.25,
    "compared": 0.0,
    "nouns": 0.4,
    "results": 0.05,
    "base": 0.05,
    "sides": 0.05,
}
"""The likeness from which opposite words at equal figures (boys, girls; rose, fell; a third, a third less) are a mix-up
and not another matter. Verbs of rise and fall stand right at their figures, so less is asked of what is around; a sum
that is a profit here and a loss there, or so many votes for and against, are hardly ever others."""
_DETAILS = {
    "compared": "direction", "nouns": "swapped", "results": "direction", "sides": "swapped", "base": "unit",
}  # fmt: skip
"""What a finding says of each, where it is no detail itself."""
_QUOTED = 0.2
"""What it counts for a figure in a quote that a candidate stands in the very passage quoted."""
_FEW = 4
"""Equal figures up to which each is asked whether it is of something else; what stands so often is of anything."""
_BEHIND = 0.3
"""By how much an equal figure may weigh less than the best and still be the one that is meant."""
_SHOWN = 3
_SAME = frozenset({Closeness.EQUAL, Closeness.NEAR})


class QuantityJudge:
    """Judges the figures of one article against those of its sources."""

    def __init__(
        self, article: Digest, sources: Sequence[Digest], claims: Iterable[Quantity], weights: Weights
    ) -> None:
        self.article = article
        self.weights = weights
        self.figures = [figure_of(one, source, weights) for source in sources for one in with_parts(source)]
        self._index = FigureIndex([*self.figures, *less_likely(sources, weights)])
        self._claimed = {one.core: figure_of(one, article, weights) for one in claims}
        self._nouns = Nouns(article, self.figures)
        self._taken: dict[int, set[Span]] = {}
        self._nearest: dict[int, float] = {}
        matches: list[tuple[Figure, list[Figure]]] = []
        self._found = {core: likelier(self._candidates(figure)) for core, figure in self._claimed.items()}
        self._deriving = Deriving(self.figures, sources, weights, self._found, self._claimed)
        for core, figure in self._claimed.items():
            candidates = self._found[core]
            matches.append((figure, [one.figure for one in candidates if one.relation.closeness in _SAME]))
            best = max(candidates, key=lambda one: one.margin, default=None)
            if best is None or best.margin < 0:
                continue
            if best.relation.closeness is Closeness.EQUAL:
                self._taken.setdefault(id(best.figure), set()).add(core)
            else:
                apart = powers_apart(figure.quantity, best.figure.quantity)
                self._nearest[id(best.figure)] = min(apart, self._nearest.get(id(best.figure), apart))
        self._equal = {figure.quantity.core: equal for figure, equal in matches}
        self._crossings = Crossings(article, matches)
        self._elsewhere = Elsewhere(self.figures, matches)

    def judge(self, quantity: Quantity, within: Finding | None = None) -> Finding:
        """The finding for one figure; `within` is that of the quote which holds it, if one does.

        A figure of a quote that no source has is not looked for elsewhere, and one of a quote that a source has is
        looked for there first.
        """
        figure = self._claimed.get(quantity.core) or figure_of(quantity, self.article, self.weights)
        candidates = self._found[quantity.core] if quantity.core in self._found else likelier(self._candidates(figure))
        ranked = sorted(
            (_in_quote(self._after_others(one, quantity), within) for one in candidates),
            key=lambda one: (-one.margin, one.figure.quantity.core.start),
        )
        best = equal_instead(figure, ranked) or (ranked[0] if ranked and ranked[0].margin >= 0 else None)
        best = as_counted(figure, as_firm(best, ranked), ranked) if best is not None else None
        # what is said to be a difference may be one, though a slip of a figure would be written so too
        factor = quantity.unit_kind in FACTORS
        said = factor or bool(figure.direction) or len(digits_of(quantity)) >= NO_CHANCE
        slip = best is not None and best.relation.closeness is Closeness.SLIP
        if best is None or best.relation.closeness is Closeness.OTHER or slip:
            found, sure = self._derived(figure)
            # a figure of the source speaks against the claim more plainly than what follows from two
            plainer = best is not None and found is not None and found.detail == "value"
            firm = found is not None and (factor or found.finding is FindingKind.MATCH)
            if found is not None and not plainer and (not slip or sure or (said and firm)):
                return found
        best = best or given_instead(figure, [one for one in ranked if id(one.figure) not in self._taken])
        if best is None:
            return self._absent(quantity, ranked)
        best = self._of_its_own(figure, best, ranked)
        theirs, ours = in_marks(best.figure.quantity.text), in_marks(quantity.text)
        told = f"the source has {theirs}, the article {ours}: {_SAID[best.relation.detail]}"
        return Finding(
            best.relation.finding,
            best.relation.detail,
            _shown(best),
            tuple(map(_shown, ranked[1 : 1 + _SHOWN])),
            min(1.0, best.weight),
            (told,),
        )

    def _of_its_own(self, figure: Figure, best: Candidate, ranked: Sequence[Candidate]) -> Candidate:
        """The best candidate, told apart where it is of something else or another time, or belied by the article."""
        swapped = self._crossings.instead(figure, best.figure) or self._of_another(figure, best, ranked)
        if swapped is None and best.relation.closeness in _SAME:
            swapped = self._taken_for_it(figure, best.figure)
        if swapped is not None:
            return replace(best, figure=swapped, relation=Relation(FindingKind.CONFLICT, "swapped", Closeness.EQUAL))
        if best.relation.finding is FindingKind.CONFLICT:
            return best
        wrong = self._wrong(figure, best.figure, ranked)
        told = Relation(FindingKind.CONFLICT, wrong, best.relation.closeness)
        return replace(best, relation=told) if wrong else best

    def _wrong(self, figure: Figure, other: Figure, ranked: Sequence[Candidate]) -> str:
        """What is wrong with a claim that equals `other`, by its time, its direction or the figures beside it."""
        if _each(figure, ranked, is_of_another_time):
            return "time"
        if _each(figure, ranked, is_denied_by):
            return "negation"
        if self._belies_itself(figure) or self._runs_otherwise(figure, other):
            return "direction"
        if _each(figure, _likeliest(ranked), are_change_and_end):
            return "swapped"
        return "swapped" if self._is_exchanged(figure, other) else ""

    def _is_exchanged(self, figure: Figure, other: Figure) -> bool:
        """Whether a claim is more than the whole it is of, or where something came from that it went to, or that."""
        beside = [self._claimed[one.core] for one in self._beside(figure) if one.core in self._claimed]
        text = self.article.text
        for one in beside:
            first, last = sorted((figure.quantity, one.quantity), key=lambda each: each.core.start)
            between = Span(first.core.end, max(first.core.end, last.core.start))
            if not self.article.quantities_in(between) and exceeds_its_whole(first, last, text):
                return True
            equal = (each.figure for each in self._found[one.quantity.core] if each.relation.closeness in _SAME)
            if is_reversed(figure, one, ((other, each) for each in equal if beside_each_other(other, each))):
                return True
        return False

    def _of_another(self, figure: Figure, best: Candidate, ranked: Sequence[Candidate]) -> Figure | None:
        """The figure that a claim should be, where each that it equals is of another subject or an earlier time."""
        close = {Closeness.EQUAL} if best.relation.closeness is Closeness.EQUAL else _SAME
        least = max(0.0, best.margin - _BEHIND)
        equal = [one for one in ranked if one.relation.closeness in close and one.margin >= least]
        if best.relation.finding is FindingKind.CONFLICT or best not in equal or len(equal) > _FEW:
            return None
        found = [self._elsewhere.instead(figure, one.figure) for one in equal]
        return found[equal.index(best)] if None not in found else None

    def _taken_for_it(self, figure: Figure, other: Figure) -> Figure | None:
        """The figure that stands in an article where the source has `other`, which a claim beside it equals.

        64 deaths for the 27 of the source: then the 27 that the article has in the sentence is no other's than theirs.
        Not where the two are of two years: then the article may give both.
        """
        for one in self._beside(figure):
            for theirs in self._equal.get(one.core, ()):
                if theirs.digest is not other.digest or self._elsewhere.agree(theirs, other):
                    continue
                near = beside_each_other(theirs, other)
                taken = near and self._elsewhere.instead(self._claimed[one.core], theirs) is other
                if taken and by_year(theirs, other) is None:
                    return theirs
        return None

    def _belies_itself(self, figure: Figure) -> bool:
        """Whether the sentence of a claim says that something rose, from the one figure to a lower one, or fell."""
        others = [self._claimed[one.core] for one in self._beside(figure) if one.core in self._claimed]
        return belies_itself(figure, others)

    def _runs_otherwise(self, figure: Figure, other: Figure) -> bool:
        """Whether a claim says that something rose which falls, by the figures beside the source's, or fell."""
        if not figure.direction or figure.compared or other.direction or self._is_end_of_change(figure):
            return False
        if way_is_of_next(figure):
            return False
        runs = runs_of(self._deriving.groups_of([other])) or ways_of_row(other)
        return len(runs) == 1 and figure.direction not in runs

    def _is_end_of_change(self, figure: Figure) -> bool:
        """Whether another figure says how far something went to this one: that is wrong where it went otherwise."""
        start = figure.quantity.core.start
        changes = (one for one in self._beside(figure) if one.core.start < start)
        return is_reached(figure) and any(one.unit_kind is UnitKind.PERCENT for one in changes)

    def _absent(self, quantity: Quantity, ranked: Sequence[Candidate]) -> Finding:
        reason = f"no source gives {in_marks(quantity.text)}, or another figure for the same thing"
        return Finding(FindingKind.ABSENT, others=tuple(map(_shown, ranked[:_SHOWN])), reasons=(reason,))

    def _derived(self, figure: Figure) -> tuple[Finding | None, bool]:
        """The finding for a claim that follows from figures of a source, and whether the article gives those, too."""
        found = self._deriving.of(figure, self._beside(figure), self._index.candidates(figure))
        if found is None:
            return None, False
        if found.relation.finding is not FindingKind.CONFLICT and self._belies_itself(figure):
            found = replace(found, relation=OTHERWISE)
        against = found.relation.finding is FindingKind.CONFLICT and found.relation.detail == "value"
        reason = f"{'the source says otherwise' if against else 'follows from the source'}: {found.sum_}"
        shown = figure_evidence(found.first.digest, found.span, found.likeness, found.first.quantity)
        finding, detail = found.relation.finding, found.relation.detail
        if finding is not FindingKind.CONFLICT and are_of_other_times(figure, found.group):
            finding, detail = FindingKind.CONFLICT, "time"
        elif given_to_another(figure, found.group, self._equal.get(figure.quantity.core, ())) is not None:
            finding, detail = FindingKind.CONFLICT, "swapped"
            reason = f"the source gives it to others: {found.sum_}"
        return Finding(finding, detail, shown, (), found.likeness, (reason,)), found.sure

    def _beside(self, figure: Figure) -> list[Quantity]:
        """The other figures of the claim's sentence."""
        sentence = self.article.sentence_at(figure.quantity.core.start)
        beside = self.article.quantities_in(sentence.span) if sentence is not None else ()
        return [one for one in beside if one.core != figure.quantity.core]

    def _candidates(self, figure: Figure) -> Iterator[Candidate]:
        for other in self._index.candidates(figure):
            found = related(figure, other)
            if found is None:
                continue
            other_side = other_side_agrees(figure, other)
            found = with_other_side(found, other_side)
            likeness = figure.likeness(other)
            opposite = "" if other_side else opposite_of(figure, other, found.closeness in _SAME)
            if not opposite and found.closeness in _SAME and self._nouns.are_apart(figure, other):
                opposite = "nouns"
            apart = bool(opposite) and likeness < _APART_BY[opposite]
            if apart and opposite == "nouns":
                apart = not self._nouns.are_crossed(figure, other)
            if apart and opposite == "direction" and found.closeness is Closeness.EQUAL:
                apart = not are_of_one_matter(figure, other)
            said = found.finding is not FindingKind.CONFLICT and found.closeness in _SAME
            if opposite and not apart and said:
                detail = _DETAILS.get(opposite, opposite)
                found = Relation(FindingKind.CONFLICT, detail, found.closeness)
            weight = weigh(figure, other, found, likeness) - (_TAKEN if apart else 0.0)
            weight += _BOTH_SIDES if other_side and said else 0.0
            yield Candidate(other, found, likeness, weight)

    def _after_others(self, candidate: Candidate, quantity: Quantity) -> Candidate:
        """The candidate with what it loses where another figure of the article has a better right to it."""
        if candidate.relation.closeness in _SAME:
            return candidate
        key = id(candidate.figure)
        apart = powers_apart(quantity, candidate.figure.quantity)
        nearer = candidate.relation.closeness is Closeness.OTHER and self._nearest.get(key, apart) < apart
        by = self._taken.get(key, ())
        taken = len(by) > (quantity.core in by)
        return replace(candidate, weight=candidate.weight - _TAKEN) if taken or nearer else candidate


def _each(figure: Figure, ranked: Sequence[Candidate], is_wrong: Callable[[Figure, Figure], bool]) -> bool:
    """Whether each figure of a source that a claim equals is wrong for it, in one way."""
    equal = [one.figure for one in ranked if one.relation.closeness in _SAME and one.margin >= 0]
    return 0 < len(equal) <= _FEW and all(is_wrong(figure, one) for one in equal)


def _likeliest(ranked: Sequence[Candidate]) -> list[Candidate]:
    """The equal figures that weigh hardly less than the best of them."""
    equal = [one for one in ranked if one.relation.closeness in _SAME]
    least = max((one.margin for one in equal), default=0.0) - _BEHIND
    return [one for one in equal if one.margin >= least]


def _in_quote(candidate: Candidate, within: Finding | None) -> Candidate:
    """The candidate with what the quote around the claim says for or against it."""
    if within is None or within.finding is FindingKind.UNCHECKED:
        return candidate
    shown = within.evidence
    if shown is None:
        against = _QUOTED if candidate.relation.closeness is Closeness.EQUAL else 2 * _QUOTED
        return replace(candidate, weight=candidate.weight - against)
    core = candidate.figure.quantity.core
    inside = candidate.figure.digest.name == shown.source and shown.span.contains(core)
    return replace(candidate, weight=candidate.weight + (_QUOTED if inside else 0.0))


_SAID = {
    "equal": "the same",
    "converted": "the same in another unit",
    "within_precision": "the same within what the digits and the hedge say",
    "hedge_dropped": "the same, but the source is not so firm",
    "bound": "a bound was dropped or turned round",
    "scale": "off by a power of ten",
    "value": "another value",
    "unit": "another unit or base",
    "currency": "another currency",
    "percent_points": "per cent for percentage points",
    "direction": "the other way round",
    "time": "the figure of another time",
    "negation": "one text denies of it what the other says",
    "swapped": "the figure of something else",
}
"""The details of a finding in words."""


def _shown(candidate: Candidate) -> Evidence:
    figure = candidate.figure
    around = clause_around(figure.digest, figure.quantity)
    return figure_evidence(figure.digest, around, candidate.weight, figure.quantity)
