"""Which blocks of a page are the article and which surround it.

Structure decides first (`chrome`), then the main text as trafilatura sees it, and last the place of a block: what is
short, says no sentence and stands before the headline or after the end is furniture.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Sequence, Set
from dataclasses import dataclass
from importlib import import_module

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
_EVERYTHING = 0.9  # of the page
_OVER_BODY = 3  # blocks over the first sentence of a page without an <h1>: headline, subtitle, author
_AN_ARTICLE = 3  # blocks that say a sentence: the shortest news item has so many
_MENU_LINES = 5
_MENU_LINE = 80  # characters
_SHORT = 200  # characters of a block that may be a label, a link or a notice
_WHOLE_LINE = 30  # letters: shorter blocks count as kept only as a whole line, since their words occur anywhere
_SENTENCE_END = re.compile(r"[.!?…。！？][\"'”’»›）)\]」』\s]*$")
_LETTERS = re.compile(r"[\W_]+")

logging.getLogger("trafilatura").addHandler(logging.NullHandler())  # its complaints are not for the reader


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
            # Loaded when first needed: it takes longer to load than a plain text takes to read.
            extract = import_module("trafilatura").extract
            text = extract(page, fast=True, favor_recall=True, include_comments=False) or ""
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


def roles(pieces: Sequence[Piece], regions: Sequence[Region], opinion: SecondOpinion) -> list[Role]:
    """The role of each block, furniture told apart. `regions` come with the page itself first, outer before inner."""
    kept = _kept(pieces, opinion)
    judged = _judge_regions(regions, pieces)
    chrome = [_is_chrome(piece, judged[id(piece.region)], keeps) for piece, keeps in zip(pieces, kept, strict=True)]
    open_places = [place for place, is_chrome in enumerate(chrome) if not is_chrome]
    body = _body(pieces, open_places, kept)
    found = []
    for place, piece in enumerate(pieces):
        outside = bool(body) and place not in body
        aside = chrome[place] or _is_menu(piece) or (not kept[place] and _is_aside(piece, outside))
        found.append(Role.FURNITURE if aside else piece.role)
    return found


def _kept(pieces: Sequence[Piece], opinion: SecondOpinion) -> list[bool]:
    """What the second opinion takes for main text. One that takes nearly all of a page has not judged it."""
    kept = [opinion.keeps(piece.text) for piece in pieces]
    share = sum(piece.chars for piece, keeps in zip(pieces, kept, strict=True) if keeps)
    everything = share > _EVERYTHING * sum(piece.chars for piece in pieces)
    return [False] * len(kept) if everything else kept


def _judge_regions(regions: Sequence[Region], pieces: Sequence[Piece]) -> dict[int, Chrome]:
    """How surely each region, by its `id`, is furniture; one that holds the article or most of the page is not.

    One that holds most of the page may be a list of other articles without end: that is told by a headline outside it
    with an article's worth of sentences.
    """
    judged: dict[int, Chrome] = {}
    most = _NAMED_SHARE * regions[0].chars
    said = _sentences_in(regions, pieces)
    whole = said[id(regions[0])] if regions[0].has_main else 0
    for region in regions:
        outer = judged[id(region.parent)] if region.parent is not None else Chrome.NO
        is_beside = whole - said[id(region)] >= _AN_ARTICLE
        holds_page = region.chrome is not Chrome.SURE and (region.has_main or (region.chars > most and not is_beside))
        judged[id(region)] = max(outer, Chrome.NO if holds_page else region.chrome)
    return judged


def _sentences_in(regions: Sequence[Region], pieces: Sequence[Piece]) -> dict[int, int]:
    """How many blocks of each region, by its `id`, say a sentence."""
    said = dict.fromkeys(map(id, regions), 0)
    for piece in pieces:
        said[id(piece.region)] += _is_body(piece)
    for region in reversed(regions):
        if region.parent is not None:
            said[id(region.parent)] += said[id(region)]
    return said


def _body(pieces: Sequence[Piece], places: Sequence[int], kept: Sequence[bool]) -> range:
    """From the headline to the last block that says a sentence or was kept; empty if there is none."""
    body = [place for place in places if kept[place] or _is_body(pieces[place])]
    headline = next((place for place in places if pieces[place].tag == "h1"), None)
    if headline is not None:
        return range(min([headline, *body]), max([headline, *body]) + 1)
    if not body:
        return range(0)
    return range(_over(pieces, set(places), body[0]), body[-1] + 1)


def _over(pieces: Sequence[Piece], places: Set[int], first: int) -> int:
    """The first of the blocks over a page's first sentence that are of it; the items of a list are one."""
    blocks = 0
    while first and first - 1 in places and not pieces[first - 1].is_link:
        in_list = pieces[first].role is pieces[first - 1].role is Role.LIST_ITEM
        if not in_list and blocks == _OVER_BODY:
            break
        blocks += not in_list
        first -= 1
    return first


def _is_body(piece: Piece) -> bool:
    """Whether a block says a sentence of its own."""
    return not piece.is_link and is_sentence(piece.text) and not is_copyright(piece.text)


def _is_chrome(piece: Piece, region: Chrome, kept: bool) -> bool:
    """Whether a block is furniture by the part of the page it stands in, or by saying so itself."""
    if piece.tag != "h1" and len(piece.text) <= _SHORT and (is_copyright(piece.text) or is_site_phrase(piece.text)):
        return True
    if region is Chrome.VAGUE:
        return not _is_body(piece)
    return region >= Chrome.NAMED or (region is Chrome.LIKELY and not (kept and _is_body(piece)))


def _is_menu(piece: Piece) -> bool:
    """Whether a block is nothing but short links, a line each."""
    if not piece.is_link:
        return False
    lines = piece.text.split("\n")
    return (
        len(lines) >= _MENU_LINES
        and piece.link_chars * 10 >= sum(map(len, piece.text.split())) * 9
        and all(len(line) <= _MENU_LINE and not is_sentence(line) for line in lines)
    )


def _is_aside(piece: Piece, outside: bool) -> bool:
    """Whether a block that neither structure nor second opinion knows is furniture, by its links and its place."""
    if len(piece.text) > _SHORT or piece.tag == "h1":
        return False
    return piece.is_link or (outside and not is_sentence(piece.text))
