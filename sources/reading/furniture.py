"""Which blocks of a page are the article and which surround it.

Structure decides first (`chrome`), then the main text as trafilatura sees it, and last the place of a block: what is
short, says no sentence and stands before the headline or after the end is furniture.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

import trafilatura

from sources.document import Role
from sources.reading.chrome import Chrome, Region
from sources.reading.phrases import is_copyright, is_site_phrase
from sources.reading.walk import Piece

# Beyond so many characters, tags or blocks of page the second opinion takes seconds, and adds little.
MAX_PAGE = 1_000_000
MAX_TAGS = 40_000
MAX_PIECES = 5_000
MAX_DEPTH = 200  # nested elements: beyond 256 libxml2 drops the text, and with it the opinion
_NAMED_SHARE = 0.4  # a part named like furniture that holds more of the page than this is the page
_SHORT = 200  # characters of a block that may be a label, a link or a notice
_WHOLE_LINE = 30  # letters: shorter blocks count as kept only as a whole line, since their words occur anywhere
_SENTENCE_END = re.compile(r"[.!?…。！？][\"'”’»›）)\]」』\s]*$")
_LETTERS = re.compile(r"[\W_]+")


@dataclass(frozen=True)
class SecondOpinion:
    """The main text by trafilatura, letters and digits only: as one run, and by lines."""

    run: str
    lines: frozenset[str]

    @classmethod
    def on(cls, page: str, depth: int, pieces: int) -> SecondOpinion:
        """Ask trafilatura; it has no opinion where the page is too large, too deep or breaks it."""
        if len(page) > MAX_PAGE or page.count("<") > MAX_TAGS or pieces > MAX_PIECES or depth > MAX_DEPTH:
            return cls("", frozenset())
        try:
            text = trafilatura.extract(page, fast=True, favor_recall=True, include_comments=False) or ""
        except Exception:  # a library of many parts, on hostile input; without it structure decides
            text = ""
        lines = [_bare(line) for line in text.splitlines()]
        return cls("".join(lines), frozenset(lines))

    def keeps(self, text: str) -> bool:
        """Whether it takes a block for main text."""
        bare = _bare(text)
        return bare in self.lines if len(bare) < _WHOLE_LINE else bare in self.run


def _bare(text: str) -> str:
    return _LETTERS.sub("", text).casefold()


def is_sentence(text: str) -> bool:
    """Whether a text ends like a sentence."""
    return bool(_SENTENCE_END.search(text[-20:]))


def roles(pieces: Sequence[Piece], page: Region, opinion: SecondOpinion) -> list[Role]:
    """The role of each block, furniture told apart."""
    kept = [opinion.keeps(piece.text) for piece in pieces]
    certain = [_by_structure(piece, page, keeps) for piece, keeps in zip(pieces, kept, strict=True)]
    open_text = [place for place, is_chrome in enumerate(certain) if not is_chrome]
    body = [place for place in open_text if kept[place] or _is_body(pieces[place])]
    headline = next((place for place in open_text if pieces[place].tag == "h1"), None)
    if not body and headline is None:
        return [piece.role for piece in pieces]
    first = min(body[:1] + ([] if headline is None else [headline]))
    last = max(body[-1:] + ([] if headline is None else [headline]))
    found = []
    for place, piece in enumerate(pieces):
        outside = not first <= place <= last
        aside = certain[place] or (not kept[place] and _is_aside(piece, outside))
        found.append(Role.FURNITURE if aside else piece.role)
    return found


def _is_body(piece: Piece) -> bool:
    """Whether a block says a sentence of its own."""
    return piece.link_chars * 2 < piece.chars and is_sentence(piece.text) and not is_copyright(piece.text)


def _is_aside(piece: Piece, outside: bool) -> bool:
    """Whether a block that neither structure nor second opinion knows is furniture, by its links and its place."""
    if is_copyright(piece.text) or is_site_phrase(piece.text):
        return True
    if len(piece.text) > _SHORT or piece.tag == "h1":
        return False
    return piece.link_chars * 2 > piece.chars or (outside and not is_sentence(piece.text))


def _by_structure(piece: Piece, page: Region, kept: bool) -> bool:
    """Whether the part of the page that a block stands in makes it furniture."""
    region: Region | None = piece.region
    while region is not None and region.chrome is not Chrome.NO:
        if region.chrome is Chrome.SURE:
            return True
        if not kept and not region.has_main and region.chars <= _NAMED_SHARE * page.chars:
            return True
        region = region.parent
    return False
