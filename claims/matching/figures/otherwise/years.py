"""The years between two that a source names: "six years" where it says from 2018 to 2024."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import cached_property
from itertools import combinations

from claims.matching.figures.context import Figure, figure_of
from claims.matching.figures.otherwise.derive import EXACTLY, Derived
from claims.matching.figures.otherwise.grouped import PLAIN
from claims.matching.texts.align import Weights
from claims.matching.texts.digest import Digest
from claims.model import Qualifier, Quantity, UnitKind
from claims.numbers.beside.units import canonical_unit
from sources.document import Span

_YEAR = re.compile(r"(?<![A-Za-z\d.,/-])(?:1[89]|20)\d\d(?![\d/-]|[.,]\d)")
_MOST = 4
"""Years of one sentence that are held together."""
_LIKE = 0.2
"""The likeness to the claim that the words around two years must have: few sentences name two so far apart."""
_SHORTEST = 2
"""Years that are worth saying so: one year lies between any two in a row."""


class Years:
    """The pairs of years in the sentences of some sources."""

    def __init__(self, sources: Sequence[Digest], weights: Weights) -> None:
        self._sources = sources
        self._weights = weights

    def between(self, claim: Figure) -> Derived | None:
        """The two years from which a claim's number of years follows; None where no sentence has them."""
        quantity = claim.quantity
        plain = quantity.qualifier in PLAIN and quantity.max is None and quantity.value >= _SHORTEST
        if not plain or canonical_unit(quantity.unit, quantity.unit_kind, claim.digest.language) != "a":
            return None
        best: Derived | None = None
        for digest, span in self._pairs.get(quantity.value, ()):
            there = figure_of(_as_quantity(span, digest), digest, self._weights)
            likeness = claim.likeness(there)
            if likeness >= _LIKE and (best is None or likeness > best.likeness):
                first, last = digest.text[span.start : span.start + 4], digest.text[span.end - 4 : span.end]
                best = Derived(there, span, f"from {first} to {last}", EXACTLY, likeness)
        return best

    @cached_property
    def _pairs(self) -> dict[Decimal, list[tuple[Digest, Span]]]:
        """Two years of one sentence each, by what lies between them."""
        found: dict[Decimal, list[tuple[Digest, Span]]] = {}
        for digest, span in self._spans():
            first, last = digest.text[span.start : span.start + 4], digest.text[span.end - 4 : span.end]
            found.setdefault(abs(Decimal(last) - Decimal(first)), []).append((digest, span))
        return found

    def _spans(self) -> Iterator[tuple[Digest, Span]]:
        for digest in self._sources:
            for sentence in digest.sentences:
                years = _YEAR.finditer(digest.text, sentence.span.start, sentence.span.end)
                for one, other in combinations([year for year, _ in zip(years, range(_MOST), strict=False)], 2):
                    yield digest, Span(one.start(), other.end())


def _as_quantity(span: Span, digest: Digest) -> Quantity:
    """Two years as a figure, so that it is known what they are about."""
    first = Span(span.start, span.start + 4)
    text = span.of(digest.text)
    return Quantity(span, text, Decimal(text[:4]), Qualifier.EXACT, "", UnitKind.DURATION, first)
