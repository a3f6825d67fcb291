"""What a difference leads to: 1,340 metres, 215 more than the old bridge, where a source gives that bridge 1,125.

The two figures may stand far apart in a source, where nothing takes them for a pair; what the article says that the
difference is to gives the other figure, and that one is looked for. Where one of several is named by itself (four
others of five) it is one less.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from claims.matching.figures.context import Figure
from claims.matching.figures.likelihood import telling
from claims.matching.figures.otherwise.derive import EXACTLY, Derived, same_noun
from claims.matching.figures.otherwise.grouped import PLAIN
from claims.matching.figures.otherwise.ranges import said_of
from claims.matching.figures.values import in_unit_of
from claims.matching.words.told import in_marks
from claims.model import Quantity, UnitKind

_LIKE = 0.1
"""The likeness that the other figure must have to the claim."""
_TELLS = 3
"""How much the other figure must tell by itself: two digits and a unit, or three."""


_OTHER = "other"
_LIKE_OTHERS = 0.2
"""The likeness that the figure of all must have to that of the others."""


def others_of(figure: Figure, candidates: Iterable[Figure]) -> Derived | None:
    """All of those of whom a claim counts the others: four other pilots, where a source has five; None without."""
    quantity = figure.quantity
    plain = quantity.unit_kind is UnitKind.COUNT and quantity.qualifier in PLAIN and quantity.max is None
    noun = figure.noun - {_OTHER}
    if not plain or _OTHER not in figure.noun or not noun:
        return None
    whole = quantity.value + 1
    all_of_them = (
        (figure.likeness(other), other)
        for other in candidates
        if other.quantity.value == whole and other.quantity.qualifier in PLAIN and other.quantity.max is None
        and other.quantity.unit_kind is UnitKind.COUNT and noun & other.noun and _OTHER not in other.noun
    )  # fmt: skip
    likeness, best = max(all_of_them, key=lambda one: one[0], default=(0.0, figure))
    if likeness < _LIKE_OTHERS:
        return None
    return Derived(best, best.quantity.span, f"{in_marks(best.quantity.text)} less one", EXACTLY, likeness, (best,))


def differing(figure: Figure, beside: Sequence[Quantity], candidates: Iterable[Figure]) -> Derived | None:
    """The figure from which a claim is so much apart that the other of its sentence comes out; None where none is."""
    base, quantity = said_of(figure, beside), figure.quantity
    if base is None or quantity.max is not None or quantity.qualifier not in PLAIN or base.qualifier not in PLAIN:
        return None
    apart = in_unit_of(quantity, base, (figure.digest.language, figure.digest.language))
    bare = apart.unit_kind is UnitKind.COUNT and not apart.unit
    if not bare and (apart.unit_kind is not base.unit_kind or not same_noun(apart.unit, base.unit)):
        return None
    wanted = base.value - apart.value if figure.direction == "rise" else base.value + apart.value
    best: Derived | None = None
    for other in candidates:
        theirs = in_unit_of(other.quantity, base, (other.digest.language, figure.digest.language))
        if theirs.value != wanted or theirs.qualifier not in PLAIN or theirs.unit_kind is not base.unit_kind:
            continue
        likeness = figure.likeness(other)
        if likeness < _LIKE or telling(theirs) < _TELLS or (best is not None and likeness <= best.likeness):
            continue
        told = f"the difference between {in_marks(base.text)} and {in_marks(other.quantity.text)}"
        best = Derived(other, other.quantity.span, told, EXACTLY, likeness, (other,))
    return best
