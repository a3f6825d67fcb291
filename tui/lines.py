"""Where a text is cut into lines: at blanks, and between any two Chinese characters but those that punctuation ties.

What others wrap with (rich, Textual) takes Chinese for one long word, begins a line for it, and begins lines with
commas. Pages, panes and reports are wrapped here instead.
"""

from __future__ import annotations

import re
from itertools import pairwise

from rich.cells import cell_len, chop_cells

_WIDE = "\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\uff00-\uffef\U00020000-\U0003ffff"
_OPENS = "[(\\[{“‘「『《〈【〖（［｛]"
_CLOSES = "[)\\]}”’」』》〉】〗）］｝,.:;!?%，。、；：！？％…—～·]"
_PIECE = re.compile(rf"{_OPENS}*(?:[{_WIDE}]|(?:(?!{_OPENS}+[{_WIDE}])[^\s{_WIDE}])+|(?=\s)){_CLOSES}*\s*|{_OPENS}+\s*")
"""What no line ends in: a Chinese character or a word, with the marks that open or close it, and the blanks behind."""

_ANY_WIDE = re.compile(f"[{_WIDE}]")


def has_wide(text: str) -> bool:
    """Whether a text has characters between which a line may end."""
    return _ANY_WIDE.search(text) is not None


def breaks(text: str, width: int) -> list[int]:
    """The offsets at which new lines begin, besides those after line feeds, so that none takes more than `width`
    cells, blanks at its end aside.
    """
    found: list[int] = []
    cells = 0
    for piece in _PIECE.finditer(text):
        words = piece[0].rstrip()
        needed = cell_len(words)
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
        blanks = piece[0][len(piece[0].rstrip()) :]
        _, fed, indent = blanks.rpartition("\n")
        cells = cell_len(indent) if fed else cells + needed + cell_len(blanks)
    return found


def wrapped(text: str, width: int) -> list[str]:
    """The lines of a text, without blanks at their ends."""
    cuts = [0, *breaks(text, width), len(text)]
    return [line.rstrip() for start, end in pairwise(cuts) for line in text[start:end].removesuffix("\n").split("\n")]
