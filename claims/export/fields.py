"""The fields of a claim that every export of the review shares."""

from __future__ import annotations

from bisect import bisect_right

from claims.ledger.columns import plain
from claims.ledger.review import ReviewState
from claims.model import Claim, QuoteClaim

Fields = dict[str, str | int | None]


class Lines:
    """The lines of a text, counted from 1: which one a code point stands on."""

    def __init__(self, text: str) -> None:
        self._starts = [0, *(offset + 1 for offset, letter in enumerate(text) if letter == "\n")]

    def of(self, offset: int) -> int:
        return bisect_right(self._starts, offset)

    def place(self, offset: int) -> tuple[int, int]:
        """Line and column, both counted from 1."""
        line = self.of(offset)
        return line, offset - self._starts[line - 1] + 1


def claim_fields(claim: Claim, lines: Lines) -> Fields:
    """What a claim is and where: kind, line, code points of the article's text, words, speaker or figure.

    Figures are text, since a JSON number would lose digits; what a claim of this kind has not is None.
    """
    fields: Fields = {
        "id": claim.id,
        "kind": claim.kind,
        "line": lines.of(claim.span.start),
        "start": claim.span.start,
        "end": claim.span.end,
        "text": claim.text,
    }
    if isinstance(claim, QuoteClaim):
        speaker = claim.quote.speaker
        return fields | {"speaker": speaker.name if speaker else None, "value": None, "max": None, "unit": None}
    quantity = claim.quantity
    return fields | {
        "speaker": None,
        "value": plain(quantity.value),
        "max": plain(quantity.max),
        "unit": quantity.unit or None,
    }


def fields_by_claim(state: ReviewState) -> dict[str, Fields]:
    """The fields of each claim of a review, by the claim's id."""
    lines = Lines(state.text)
    return {item.claim.id: claim_fields(item.claim, lines) for item in state.items}
