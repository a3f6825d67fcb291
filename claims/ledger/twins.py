"""Equal claims: the same quote or figure written twice, which a person decides once.

To be asked twice costs a moment; a verdict on something else than was looked at costs a correction. So claims are equal
only where the machine found the same for both, on the same passage, and both say the same: a quote the same words by
the same speaker, a figure the same amount of the same thing in another paragraph. Without a passage the paragraphs
themselves must be the same, as where a title is printed twice.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence
from dataclasses import replace

from claims.ledger.state import Item
from claims.model import Claim, QuantityClaim, QuoteClaim


def with_twins(items: Sequence[Item], text: str) -> tuple[Item, ...]:
    """The items, each with the ids of those equal to it; `text` is the article's."""
    groups: dict[Hashable, list[Item]] = {}
    for item in items:
        groups.setdefault(_sameness(item, text), []).append(item)
    grouped = {item.claim.id: twins for twins in groups.values() if len(twins) > 1 for item in twins}
    return tuple(_among(item, grouped.get(item.claim.id, ()), text) for item in items)


def _among(item: Item, group: Iterable[Item], text: str) -> Item:
    here = _paragraph(item.claim, text)[0]
    twins = tuple(
        other.claim.id
        for other in group
        if other is not item and (isinstance(item.claim, QuoteClaim) or _paragraph(other.claim, text)[0] != here)
    )
    return item if item.twins == twins else replace(item, twins=twins)


def _sameness(item: Item, text: str) -> Hashable:
    """What equal claims have in common."""
    claim, found = item.claim, item.finding
    passage = found.evidence
    if passage is not None:
        place: Hashable = (passage.source, passage.span)
    else:
        start, words = _paragraph(claim, text)
        place = (words, claim.span.start - start)
    return (claim.kind, _said(claim), found.finding, found.detail, place)


def _said(claim: Claim) -> Hashable:
    if isinstance(claim, QuantityClaim):
        figure = claim.quantity
        return (figure.value, figure.max, figure.qualifier, figure.unit.casefold(), figure.unit_kind)
    speaker = claim.quote.speaker
    return (" ".join(claim.text.split()).casefold(), speaker.name.casefold() if speaker else "")


def _paragraph(claim: Claim, text: str) -> tuple[int, str]:
    """Where the paragraph of a claim begins, and its words."""
    start = text.rfind("\n", 0, claim.span.start) + 1
    end = text.find("\n", claim.span.end)
    return start, text[start : end if end >= 0 else len(text)]
