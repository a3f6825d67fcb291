"""Web pages: the whole visible text in blocks, with what is furniture told apart."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import islice

from sources.document import Block, Document, Metadata, PageWarning, Role, Span, Warn
from sources.reading.furniture import SecondOpinion, is_sentence, roles
from sources.reading.markup import Start, Token, letters, resolved, tokens
from sources.reading.metadata import metadata_of, without_by
from sources.reading.nodes import Letters, PageOrigins
from sources.reading.states import page_warnings
from sources.reading.walk import Piece, Walk

MEDIA_TYPE = "text/html"
MAX_TOKENS = 600_000  # tags and texts: ten times the longest encyclopedia page; beyond, memory and time run away
BETWEEN = "\n\n"
_LONGEST_BYLINE = 250
_BESIDE_NAMES = 60  # characters: a place and a date, an office
_SAYS_LANGUAGE = frozenset({"content-language", "og:locale"})
_LANGUAGE = re.compile(r"\s*([A-Za-z]{2})(?![A-Za-z])")


def read_html(page: str, max_tokens: int = MAX_TOKENS) -> Document:
    """Read a web page.

    `text` is the visible text: white space folded, blocks set apart by a blank line, `<br>` a line feed, rows of a
    table on lines and their cells set apart by tabs, digits raised after a figure as raised digits. Furniture stays in
    it. A page of more than `max_tokens` tags and
    texts is cut there, with a warning.
    """
    page = page.replace("\0", "\ufffd")
    found = list(islice(tokens(page), max_tokens))
    walk = Walk()
    walk.run(found)
    judged = roles(walk.pieces, walk.regions, SecondOpinion.on(page, walk.deepest, len(walk.pieces)))
    title, metadata = _title(found, walk.pieces), metadata_of(found)
    judged = _with_bylines(walk.pieces, judged, metadata)
    return Document(
        text=BETWEEN.join(piece.text for piece in walk.pieces),
        media_type=MEDIA_TYPE,
        blocks=_blocks(walk.pieces, judged),
        metadata=metadata,
        origins=origins_of(page, walk),
        title=title,
        language=_language(found),
        warnings=(*_cut(found, max_tokens), *page_warnings(found, walk.pieces, judged, title)),
    )


def _with_bylines(pieces: Sequence[Piece], judged: Sequence[Role], metadata: Metadata) -> list[Role]:
    """The roles, with the lines that name the page's authors, and say little else, as bylines."""
    found = list(judged)
    for place, (piece, role) in enumerate(zip(pieces, judged, strict=True)):
        if role is not Role.PARAGRAPH or len(piece.text) > _LONGEST_BYLINE:
            continue
        names = [name for name in metadata.authors if name in piece.text]
        alone = len(without_by(piece.text)) - sum(map(len, names)) <= _BESIDE_NAMES
        if names and alone and not is_sentence(piece.text):
            found[place] = Role.BYLINE
    return found


def origins_of(page: str, walk: Walk, part: str = "", written: Letters = letters) -> PageOrigins:
    """The way back from the blocks of a walk, joined by blank lines, to the page (the `part` of a file)."""
    blocks, at = [], 0
    for piece in walk.pieces:
        blocks.append((at, piece.text, piece.origin))
        at += len(piece.text) + len(BETWEEN)
    return PageOrigins(page, walk.nodes, walk.runs, blocks, part, written)


def _cut(found: Sequence[Token], max_tokens: int) -> tuple[PageWarning, ...]:
    if len(found) < max_tokens:
        return ()
    return (PageWarning(Warn.TRUNCATED, f"the page is too long: it was read up to its {max_tokens}th tag or text"),)


def _blocks(pieces: Sequence[Piece], judged: Sequence[Role]) -> tuple[Block, ...]:
    at = 0
    blocks = []
    for piece, role in zip(pieces, judged, strict=True):
        blocks.append(Block(Span(at, at + len(piece.text)), role))
        at += len(piece.text) + len(BETWEEN)
    return tuple(blocks)


def _title(found: Sequence[Token], pieces: Sequence[Piece]) -> str:
    """What the page calls itself in its head, or else its first heading."""
    for token in found:
        if isinstance(token, Start) and token.tag == "title":
            title = " ".join(resolved(token.content).split())
            if title:
                return title
    return next((piece.text for piece in pieces if piece.role is Role.TITLE), "")


def _language(found: Sequence[Token]) -> str:
    """The language that the page declares, as ISO 639-1, or the empty string."""
    for token in found:
        if isinstance(token, Start) and (declared := _declared_language(token)):
            return declared
    return ""


def _declared_language(token: Start) -> str:
    if token.tag == "html":
        said = token.attributes.get("lang") or token.attributes.get("xml:lang") or ""
    elif token.tag == "meta" and _SAYS_LANGUAGE & {
        token.attributes.get("http-equiv", "").lower(),
        token.attributes.get("property", "").lower(),
    }:
        said = token.attributes.get("content", "")
    else:
        return ""
    match = _LANGUAGE.match(said)
    return match.group(1).lower() if match else ""
