"""A difference that a source gives to others: of 640 guests 380 adults and 260 children are no 260 adults.

What is left of a whole makes no claim right where the source itself gives it to another group, and the group that the
claim names another figure.
"""

from __future__ import annotations

from collections.abc import Sequence

from claims.matching.figures.context import Figure


def given_to_another(figure: Figure, group: Sequence[Figure], equal: Sequence[Figure]) -> Figure | None:
    """The figure of a source that is a claim's own, where what it follows from is given to others beside it.

    `group` has the figures that the claim follows from, `equal` those of the sources that it equals.
    """
    own = next((one for one in group if figure.noun & one.noun), None)
    if own is None or not any(_is_beside(own, one) and _counts_others(one, figure) for one in equal):
        return None
    return own


def _is_beside(one: Figure, other: Figure) -> bool:
    sentence = one.digest.sentence_at(one.quantity.core.start)
    return one.digest is other.digest and sentence is not None and sentence.span.contains(other.quantity.core)


def _counts_others(other: Figure, figure: Figure) -> bool:
    return bool(other.noun) and not other.noun & figure.noun
