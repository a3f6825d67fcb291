"""From the glyphs of all pages to blocks in the order of reading, with the page of every line."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from sources.document import Role
from sources.reading.pdf.columns import reading_order
from sources.reading.pdf.hyphens import join_lines, vocabulary
from sources.reading.pdf.paragraphs import Part, body_size, paragraphs
from sources.reading.pdf.running import without_running
from sources.reading.pdf.words import Page


@dataclass(frozen=True)
class Piece:
    """A block: its text, its role, and where in its text each page begins, as (offset, number of the page from 1)."""

    text: str
    role: Role
    pages: tuple[tuple[int, int], ...]


def pieces(pages: Sequence[Page]) -> list[Piece]:
    """The blocks of a document. Running lines stand at its end, each once; so does text that is set aslant."""
    kept, running = without_running([page.words for page in pages])
    columns = [(number, column) for number, page in enumerate(kept) for column in reading_order(page)]
    rows = [row for _, column in columns for row in column]
    parts = paragraphs(columns, body_size(rows))
    known = vocabulary(line for part in parts for line in part.lines)
    aside = [(number, page.aside) for number, page in enumerate(pages) if page.aside]
    return [
        *(_piece(part, known) for part in parts),
        *(Piece(text, Role.FURNITURE, ((0, number + 1),)) for number, text in [*running, *dict.fromkeys(aside)]),
    ]


def _piece(part: Part, known: frozenset[str]) -> Piece:
    if part.role is Role.TABLE:
        starts, at = [], 0
        for line in part.lines:
            starts.append(at)
            at += len(line) + 1
        return Piece("\n".join(part.lines), part.role, _pages(starts, part.pages))
    text, starts_of_lines = join_lines(part.lines, known)
    return Piece(text, part.role, _pages(starts_of_lines, part.pages))


def _pages(starts: Sequence[int], pages: Sequence[int]) -> tuple[tuple[int, int], ...]:
    pairs = zip(starts, pages, strict=True)
    return tuple((next(group)[0], page + 1) for page, group in groupby(pairs, key=lambda pair: pair[1]))
