"""Figures that stand in one: `12 of 60 cranes` is a share, but it says 12 and 60 cranes, too; and the other way.

The losing side of a vote is another (`votes`).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from functools import cache
from itertools import pairwise

from claims.language import Words, read_words
from claims.matching.digest import Digest
from claims.matching.votes import second_figure, with_sides
from claims.model import Quantity, UnitKind
from claims.numbers.figures import EXACT
from sources.document import Span

_LONGEST = 16
"""Letters of what stands between a part and its whole: of the, van de."""


class PartWords(Words):
    """`of`: what stands between a part and the whole that it is of, in whichever language."""

    of: tuple[str, ...]


def with_parts(digest: Digest) -> Iterator[Quantity]:
    """The figures of a text, with those that stand in others and the shares that two of them make."""
    yield from with_sides(digest)
    for one in digest.quantities:
        if one.unit_kind is UnitKind.RATIO:
            yield from _parts(one, digest)
    for part, whole in pairwise(digest.quantities):
        if _is_part(part, whole, digest.text):
            core = Span(part.core.start, whole.core.end)
            value = EXACT.divide(part.value, whole.value)
            yield replace(
                whole,
                span=Span(part.span.start, whole.span.end),
                core=core,
                text=digest.text[part.span.start : whole.span.end],
                value=value,
                step=Decimal("0.01"),
                unit_kind=UnitKind.RATIO,
            )


def _parts(share: Quantity, digest: Digest) -> Iterator[Quantity]:
    """The part and the whole of a share that is told in two figures."""
    core = share.core
    found = second_figure(core.of(digest.text), digest.language)
    if found is None and share.value > 1:  # of a rate that which is counted: its base may stand elsewhere in an article
        yield replace(share, span=core, text=core.of(digest.text), unit_kind=UnitKind.COUNT)
    if found is None or found[0].value == 1:
        return  # one in 40 is of many more than 40
    first, second = found
    for numeral in (first, second):
        span = Span(core.start + numeral.start, core.start + numeral.end)
        text = span.of(digest.text)
        yield replace(
            share, span=span, core=span, text=text, value=numeral.value, step=numeral.step, unit_kind=UnitKind.COUNT
        )


def exceeds_its_whole(part: Quantity, whole: Quantity, text: str) -> bool:
    """Whether a text says so many of fewer: 60 of the 12 cranes."""
    counted = part.unit_kind is whole.unit_kind is UnitKind.COUNT and not part.unit and bool(whole.unit)
    return counted and part.max is whole.max is None and part.value > whole.value and _stands_of(part, whole, text)


def _is_part(part: Quantity, whole: Quantity, text: str) -> bool:
    counted = part.unit_kind is whole.unit_kind is UnitKind.COUNT or part.unit == whole.unit != ""
    if not counted or part.max is not None or whole.max is not None or not 0 < part.value < whole.value:
        return False
    return _stands_of(part, whole, text)


def _stands_of(part: Quantity, whole: Quantity, text: str) -> bool:
    between = text[part.span.end : whole.span.start]
    return len(between) <= _LONGEST and " ".join(between.casefold().split()) in _of()


@cache
def _of() -> frozenset[str]:
    return frozenset(read_words("und", "parts", PartWords).of)
