"""A figure that no source prints, looked for in every way in which one may follow from what the sources do give."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Mapping, Sequence

from claims.matching.figures.context import Figure
from claims.matching.figures.likelihood import Candidate
from claims.matching.figures.otherwise.clocks import Clocks
from claims.matching.figures.otherwise.contradicted import contradicted_factor
from claims.matching.figures.otherwise.counted import Rows
from claims.matching.figures.otherwise.derive import Derived, derived
from claims.matching.figures.otherwise.differing import differing, others_of
from claims.matching.figures.otherwise.grouped import Groups
from claims.matching.figures.otherwise.part_of import contradicted_share
from claims.matching.figures.otherwise.places import Places
from claims.matching.figures.otherwise.worked import Borne, may_be_worked_out, worked
from claims.matching.figures.otherwise.years import Years
from claims.matching.figures.values import Closeness
from claims.matching.texts.align import Weights
from claims.matching.texts.digest import Digest
from claims.model import FindingKind, Quantity
from sources.document import Span

_BEFORE = 1
"""Sentences before that of a claim whose figures it may be worked out from."""
_EARLIER = 16
"""Figures further up that are looked at: those of the last paragraphs."""


class Deriving:
    """The figures of all sources, and those of an article that they bear out, to work others out from."""

    def __init__(
        self,
        figures: Sequence[Figure],
        sources: Sequence[Digest],
        weights: Weights,
        found: Mapping[Span, Sequence[Candidate]],
        claimed: Mapping[Span, Figure],
    ) -> None:
        self._groups = Groups(figures)
        self._years = Years(sources, weights)
        self._clocks = Clocks(sources, weights)
        self._rows = Rows(figures)
        self._places = Places(sources, weights)
        self._found, self._claimed = found, claimed
        self._cores = sorted(claimed)
        self._equal: dict[Span, Figure | None] = {}

    def groups_of(self, figures: Sequence[Figure]) -> list[tuple[Figure, ...]]:
        """The groups of figures that may be summed which any of some figures is in."""
        return self._groups.of(figures)

    def of(self, figure: Figure, beside: Sequence[Quantity], candidates: Sequence[Figure]) -> Derived | None:
        """What a claim follows from, or is contradicted by; None where there is nothing."""
        groups = self._groups.of(candidates)
        ways: tuple[Callable[[], Derived | None], ...] = (
            lambda: derived(figure, groups, beside),
            lambda: differing(figure, beside, candidates),
            lambda: self._years.between(figure),
            lambda: worked(figure, *self._borne(figure)) if may_be_worked_out(figure.quantity) else None,
            lambda: self._clocks.between(figure),
            lambda: self._rows.counted(figure),
            lambda: others_of(figure, candidates),
            lambda: contradicted_factor(figure, groups, beside),
            lambda: contradicted_share(figure, groups, beside),
            lambda: self._places.told(figure),
        )
        return next(filter(None, (way() for way in ways)), None)

    def _borne(self, figure: Figure) -> tuple[list[Borne], list[Borne]]:
        """The figures of a claim's sentence and of the one before that a source has just so; and those further up."""
        digest, core = figure.digest, figure.quantity.core
        sentence = digest.sentence_at(core.start)
        if sentence is None:
            return [], []
        first = digest.sentences[max(0, sentence.number - _BEFORE)].span.start
        near = digest.quantities_in(Span(first, sentence.span.end))
        at = bisect_left(self._cores, Span(first, first))
        earlier = self._cores[max(0, at - _EARLIER) : at]
        return self._borne_out(one.core for one in near if one.core != core), self._borne_out(earlier)

    def _borne_out(self, cores: Iterable[Span]) -> list[Borne]:
        pairs = ((self._claimed.get(core), self._best(core)) for core in cores)
        return [Borne(ours, theirs) for ours, theirs in pairs if ours is not None and theirs is not None]

    def _best(self, core: Span) -> Figure | None:
        """The figure of a source that a claim of the article equals."""
        if core not in self._equal:
            self._equal[core] = self._equalled(core)
        return self._equal[core]

    def _equalled(self, core: Span) -> Figure | None:
        equal = (
            one
            for one in self._found.get(core, ())
            if one.margin >= 0
            and one.relation.closeness is Closeness.EQUAL
            and one.relation.finding is not FindingKind.CONFLICT
        )
        best = max(equal, key=lambda one: one.margin, default=None)
        return best.figure if best is not None else None
