"""Where a text is cut into lines: at blanks, and between any two Chinese characters but those that punctuation ties.

What others wrap with (rich, Textual) takes Chinese for one long word, begins a line for it, begins lines with commas,
and ends lines at no-break spaces, within a figure or behind a mark. Pages, panes and reports are wrapped here instead.
"""

from __future__ import annotations

import re
from itertools import pairwise

from rich.cells import cell_len, chop_cells

_WIDE = "\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\uff00-\uffef\U00020000-\U0003ffff"
_OPENS = "[(\\[{“‘「『《〈【〖（［｛]"
_CLOSES = "[)\\]}”’」』》〉】〗）］｝,.:;!?%，。、；：！？％…—～·]"
_TIES = "\u00a0\u2007\u202f"
"""Spaces at which no line ends."""
_BLANK = rf"[^\S{_TIES}]"
_LETTER = rf"(?:[^\s{_WIDE}]|[{_TIES}])"
_PIECE = re.compile(
    rf"{_OPENS}*(?:[{_WIDE}]|(?:(?!{_OPENS}+[{_WIDE}]){_LETTER})+|(?={_BLANK})){_CLOSES}*{_BLANK}*|{_OPENS}+{_BLANK}*"
)
"""What no line ends in: a Chinese character or a word, with the marks that open or close it, and the blanks behind."""
_BLANKS_BEHIND = re.compile(rf"{_BLANK}*\Z")

_CUT_OTHERWISE = re.compile(f"[{_WIDE}{_TIES}]")


def is_cut_otherwise(text: str) -> bool:
    """Whether a text has characters between which a line may end, or spaces at which none may: others cut it wrong."""
    return _CUT_OTHERWISE.search(text) is not None


def breaks(text: str, width: int) -> list[int]:
    """The offsets at which new lines begin, besides those after line feeds, so that none takes more than `width`
    cells, blanks at its end aside.
    """
    found: list[int] = []
    cells = 0
    for piece in _PIECE.finditer(text):
        words = _BLANKS_BEHIND.sub("", piece[0])
        written, needed = len(words), cell_len(words)
        if cells and cells + needed > width:
            found.append(piece.start())
            cells = 0
        if needed > width:
            *full, words = chop_cells(words, width) or [""]
            at = piece.start()
            for part in full:
                at += len(part)
                found.append(at)
            needed = cell_len(words)
        blanks = piece[0][written:]
        _, fed, indent = blanks.rpartition("\n")
        cells = cell_len(indent) if fed else cells + needed + cell_len(blanks)
    return found


def wrapped(text: str, width: int) -> list[str]:
    """The lines of a text, without blanks at their ends."""
    cuts = [0, *breaks(text, width), len(text)]
    return [line.rstrip() for start, end in pairwise(cuts) for line in text[start:end].removesuffix("\n").split("\n")]
