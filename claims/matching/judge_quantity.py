"""Judging a figure: first whether a source speaks of the same thing, then whether it gives the same value."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from claims.matching.align import Weights
from claims.matching.context import Figure, figure_of
from claims.matching.digest import Digest
from claims.matching.evidence import figure_evidence
from claims.matching.lexicon import contrasts
from claims.matching.values import Closeness, Relation, relation
from claims.model import Finding, FindingKind, Quantity, UnitKind
from sources.document import Span

_WANTED = {Closeness.EQUAL: 0.34, Closeness.NEAR: 0.4, Closeness.SLIP: 0.46, Closeness.OTHER: 0.55}
"""What a candidate must weigh to be the claim's figure: the further the values, the more must speak for it."""
_NOUN = 0.15
_TELLING = 0.06
"""What each significant digit that both have counts: few texts give 4,218 of two things."""
_TAKEN = 0.15
"""What is taken off where another figure of the article has this very value, and so a better right to it."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A figure of a source that may be the claim's, with how it stands to it and what speaks for it."""

    figure: Figure
    relation: Relation
    likeness: float
    weight: float


class QuantityJudge:
    """Judges the figures of one article against those of its sources."""

    def __init__(
        self, article: Digest, sources: Sequence[Digest], claims: Iterable[Quantity], weights: Weights
    ) -> None:
        self.article = article
        self.weights = weights
        self.figures = [figure_of(one, source, weights) for source in sources for one in source.quantities]
        self._claimed: dict[Span, Figure] = {one.core: figure_of(one, article, weights) for one in claims}
        self._taken: dict[int, set[Span]] = {}
        for core, figure in self._claimed.items():
            best = max(self._candidates(figure), key=lambda one: one.weight, default=None)
            if (
                best is not None
                and best.relation.closeness is Closeness.EQUAL
                and best.weight >= _WANTED[Closeness.EQUAL]
            ):
                self._taken.setdefault(id(best.figure), set()).add(core)

    def judge(self, quantity: Quantity) -> Finding:
        """The finding for one figure."""
        figure = self._claimed.get(quantity.core) or figure_of(quantity, self.article, self.weights)
        ranked = sorted(
            (self._after_others(one, quantity.core) for one in self._candidates(figure)),
            key=lambda one: (one.weight - _WANTED[one.relation.closeness], -one.figure.quantity.core.start),
            reverse=True,
        )
        good = [one for one in ranked if one.weight >= _WANTED[one.relation.closeness]]
        if not good:
            return Finding(FindingKind.ABSENT, reasons=(f"no source gives {quantity.text!r} or another figure for it",))
        best = good[0]
        shown = [
            figure_evidence(one.figure.digest, _around(one.figure), one.weight, one.figure.quantity)
            for one in ranked[:4]
        ]
        told = f"{best.figure.digest.name} has {best.figure.quantity.text!r}, the article {quantity.text!r}: {best.relation.detail}"
        score = min(1.0, best.weight)
        return Finding(
            best.relation.finding, best.relation.detail, shown[ranked.index(best)], tuple(shown[1:]), score, (told,)
        )

    def _candidates(self, figure: Figure) -> Iterable[Candidate]:
        for other in self.figures:
            found = relation(figure.quantity, other.quantity, (figure.digest.language, other.digest.language))
            if found is not None:
                likeness = figure.likeness(other)
                yield Candidate(other, found, likeness, _weight(figure, other, found, likeness))

    def _after_others(self, candidate: Candidate, core: Span) -> Candidate:
        others = self._taken.get(id(candidate.figure), set()) - {core}
        if not others or candidate.relation.closeness is Closeness.EQUAL:
            return candidate
        return Candidate(candidate.figure, candidate.relation, candidate.likeness, candidate.weight - _TAKEN)


def _weight(figure: Figure, other: Figure, found: Relation, likeness: float) -> float:
    weight = likeness + _NOUN * figure.same_noun(other)
    if figure.quantity.unit_kind is other.quantity.unit_kind:
        weight += 0.05
    if found.closeness in {Closeness.EQUAL, Closeness.NEAR}:
        weight += _TELLING * min(4, _digits(figure.quantity))
    if _excluded(figure, other):
        weight -= 0.2
    return weight


def _digits(quantity: Quantity) -> int:
    """Significant digits of a figure; a unit that is measured counts as one more."""
    digits = f"{abs(quantity.value):f}".replace(".", "").strip("0")
    return min(4, len(digits)) + (quantity.unit_kind in {UnitKind.CURRENCY, UnitKind.MEASURE, UnitKind.PERCENT})


def _excluded(figure: Figure, other: Figure) -> bool:
    """Whether what stands at the figures excludes each other: boys here, girls there."""
    against = contrasts()
    here, there = figure.noun | figure.near, other.noun | other.near
    return any(against[key] & there and key not in there for key in here if key in against)


def _around(figure: Figure) -> Span:
    """The clause around a figure: its sentence, cut to what is near where that is long."""
    core = figure.quantity.span
    sentence = figure.digest.sentence_at(figure.quantity.core.start)
    span = sentence.span if sentence is not None else core
    start, end = max(span.start, core.start - 90), min(span.end, core.end + 90)
    text = figure.digest.text
    while start > span.start and not text[start - 1].isspace() and text[start - 1] < "\u2e80":
        start -= 1
    while end < span.end and not text[end].isspace() and text[end] < "\u2e80":
        end += 1
    return Span(start, end)
