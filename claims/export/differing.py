"""A claim with what its source has otherwise, in its place."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from claims.model import DiffKind, DiffPart


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of a difference: words of both (`same`), of the source only (`removed`), of the article only (`added`)."""

    kind: DiffKind
    text: str


def difference(diff: Iterable[DiffPart], claim: str) -> tuple[Piece, ...]:
    """A claim with what the source has otherwise in its place; empty where nothing differs.

    The pieces of both and of the article alone, put together, are the claim.
    """
    parts = sorted((part for part in diff if part.kind is not DiffKind.SAME), key=_place)
    pieces: list[Piece] = []
    at = 0
    for part in parts:
        start = max(at, part.claim_span.start)
        end = max(start, part.claim_span.end)
        pieces.append(Piece(DiffKind.SAME, claim[at:start]))
        pieces.append(Piece(DiffKind.REMOVED, part.source_text.strip()))
        pieces.append(Piece(DiffKind.ADDED, claim[start:end]))
        at = end
    pieces.append(Piece(DiffKind.SAME, claim[at:]))
    return tuple(piece for piece in pieces if piece.text) if parts else ()


def _place(part: DiffPart) -> tuple[int, int, int]:
    return part.claim_span.start, part.claim_span.end, part.source_span.start
