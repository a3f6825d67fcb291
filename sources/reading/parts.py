"""A Document put together from the parts of a file, each of which was walked like a page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from sources.document import Block, Document, Metadata, PageWarning, Role, Span, Unreadable, UnreadableReason, Warn
from sources.reading.chrome import Chrome, Region
from sources.reading.html import BETWEEN, origins_of
from sources.reading.markup import Token, letters
from sources.reading.nodes import JoinedOrigins, Letters
from sources.reading.walk import Piece, Walk

MAX_TOKENS = 600_000  # tags and texts of one part that are walked
WHAT_TO_DO = "Save its text as .txt, .md or .html and give that file"


@dataclass(frozen=True, slots=True)
class Part:
    """One part: its name in the file, its decoded text, its tokens, and whether it only stands around the text.

    `is_cut` says that it was too long to be read to its end, `letters` where in a run of it each letter is written.
    """

    name: str
    page: str
    tokens: Sequence[Token]
    is_furniture: bool = False
    is_cut: bool = False
    letters: Letters = letters


@dataclass(frozen=True, slots=True)
class About:
    """What a file says of itself."""

    title: str = ""
    language: str = ""
    metadata: Metadata = field(default_factory=Metadata)


def document_of(parts: Sequence[Part], media_type: str, about: About, name: str) -> Document | Unreadable:
    """The text of all parts in order; `name` is what messages call the file."""
    texts: list[str] = []
    blocks: list[Block] = []
    origins, at, is_cut = [], 0, False
    for part in parts:
        walk = Walk()
        walk.run(part.tokens[:MAX_TOKENS])
        is_cut = is_cut or part.is_cut or len(part.tokens) > MAX_TOKENS
        if walk.pieces:
            origins.append((at, origins_of(part.page, walk, part.name, part.letters)))
        for piece in walk.pieces:
            texts.append(piece.text)
            blocks.append(Block(Span(at, at + len(piece.text)), _role(piece, part)))
            at += len(piece.text) + len(BETWEEN)
    if not texts and is_cut:
        return Unreadable(
            UnreadableReason.TOO_BIG, f"{name} is too long, and holds no text where it begins. {WHAT_TO_DO}"
        )
    if not texts:
        return Unreadable(UnreadableReason.EMPTY, f"{name} holds no text. Check it, or give another copy")
    text = BETWEEN.join(texts)
    heading = next((block.span.of(text) for block in blocks if block.role is Role.TITLE), "")
    message = "the file is too long: not all of it was read. Cut it into parts"
    return Document(
        text=text,
        media_type=media_type,
        blocks=tuple(blocks),
        title=about.title or " ".join(heading.split()),
        language=about.language,
        warnings=(PageWarning(Warn.TRUNCATED, message),) if is_cut else (),
        metadata=about.metadata,
        origins=JoinedOrigins(origins),
    )


def _role(piece: Piece, part: Part) -> Role:
    """The role of a block; in a book or an office file only what is a menu by its very purpose is furniture."""
    region: Region | None = piece.region
    is_menu = False
    while region is not None:
        is_menu = is_menu or region.chrome is Chrome.SURE
        region = region.parent
    return Role.FURNITURE if part.is_furniture or is_menu else piece.role
