"""Figures that stand in one: `12 of 60 cranes` is a share, but it says 12 and 60 cranes, too; and the other way.

The losing side of a vote is another (`votes`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from functools import cache
from itertools import pairwise
from math import gcd

from claims.matching.figures.arithmetic import is_reached
from claims.matching.figures.otherwise.votes import second_figure, with_sides
from claims.matching.texts.digest import Digest
from claims.matching.texts.part_words import part_words
from claims.matching.words.folding import HAN
from claims.model import Quantity, UnitKind
from claims.numbers.figures import EXACT
from sources.document import Span

_LONGEST = 16
"""Letters of what stands between a part and its whole: of the, van de."""
_BETWEEN = 60
"""Letters between a whole and its part, where the whole comes first."""
_BASE = 10
"""The whole up to which a share may be a mere fraction: seven in ten."""
_BREAKS = frozenset(".;:!?。；：！？\n\t")
_CLAUSE = re.compile(r"[.;:!?,。；：！？，\n\t“”„«»\"–—(]")


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


def whole_told(share: Quantity, digest: Digest) -> Decimal | None:
    """The whole that a share counts, 21 in "10 of 21"; None where its figures may be a mere fraction: 1 in 12, 3 in 20.

    A round whole is no count but where the two could be said in smaller figures: 12 of 40.
    """
    found = second_figure(share.core.of(digest.text), digest.language) if share.unit_kind is UnitKind.RATIO else None
    if found is None:
        return None
    part, whole = (one.value for one in found)
    if part <= 1 or whole <= _BASE or part % 1 or whole % 1:
        return None
    return whole if whole % _BASE or gcd(int(part), int(whole)) > 1 else None


def part_and_whole(one: Quantity, other: Quantity, text: str) -> tuple[Quantity, Quantity] | None:
    """The part and the whole that two counts of a text are, by the words between them; None where they are none."""
    first, last = sorted((one, other), key=lambda each: each.core.start)
    if not first.unit_kind is last.unit_kind is UnitKind.COUNT or first.max is not None or last.max is not None:
        return None
    if 0 < first.value < last.value and stands_of(first, last, text):
        return first, last
    within = 0 < last.value < first.value and _count_alike(first, last, text) and _is_whole_first(first, last, text)
    return (last, first) if within else None


def exceeds_its_whole(first: Quantity, last: Quantity, text: str) -> bool:
    """Whether a text says so many of fewer, in either order: 60 of the 12 cranes; of the 12 cranes, 60.

    No other figure stands between the two; the part has no noun of its own, or that of the whole.
    """
    if not first.unit_kind is last.unit_kind is UnitKind.COUNT or first.max is not None or last.max is not None:
        return False
    if first.value > last.value and not first.unit and last.unit and stands_of(first, last, text):
        return True
    more = last.value > first.value and bool(first.unit)
    return more and _count_alike(first, last, text) and _is_whole_first(first, last, text)


def _count_alike(whole: Quantity, part: Quantity, text: str) -> bool:
    """Whether a part has no noun of its own, or the whole's; in Chinese its measure word."""
    if not part.unit or part.unit.casefold() == whole.unit.casefold():
        return True
    measures = [text[one.core.end : one.core.end + 1] for one in (whole, part)]
    return measures[0] == measures[1] and HAN.match(measures[0]) is not None


def _is_whole_first(whole: Quantity, part: Quantity, text: str) -> bool:
    """Whether a text names the whole and then its part: of the 60 cranes 41; 60 cranes, of which 41; 41 of them."""
    between = " ".join(text[whole.span.end : part.span.start].casefold().split())
    if len(between) > _BETWEEN or any(mark in between for mark in _BREAKS) or is_reached(text, part.span.start):
        return False
    words = part_words()
    before = text[max(0, whole.span.start - _LONGEST) : whole.span.start].casefold()
    clause = _CLAUSE.split(before)[-1] if _CLAUSE.search(before) or whole.span.start <= _LONGEST else ""
    if " ".join(clause.split()) in words.first or between.strip(",，、 ") in words.within:
        return True
    return is_some_of_them(part, text)


def is_some_of_them(part: Quantity, text: str) -> bool:
    """Whether a figure counts some of what was counted before: 41 of them."""
    after = " ".join(text[part.span.end : part.span.end + _LONGEST].casefold().split())
    behind = part_words().behind
    if not after.startswith(behind):  # one look for all of them: it is asked of each candidate
        return False
    return any(after.startswith(phrase) and not after[len(phrase) :][:1].isalpha() for phrase in behind)


def _is_part(part: Quantity, whole: Quantity, text: str) -> bool:
    counted = part.unit_kind is whole.unit_kind is UnitKind.COUNT or part.unit == whole.unit != ""
    if not counted or part.max is not None or whole.max is not None or not 0 < part.value < whole.value:
        return False
    return stands_of(part, whole, text)


def stands_of(part: Quantity, whole: Quantity, text: str) -> bool:
    """Whether words for "of" are all that stands between two figures: 12 of the 60."""
    between = text[part.span.end : whole.span.start]
    return len(between) <= _LONGEST and " ".join(between.casefold().split()) in _of()


@cache
def _of() -> frozenset[str]:
    return frozenset(part_words().of)
