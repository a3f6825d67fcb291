"""A text as the number engine reads it: the same length, with the typography evened out.

Spaces of every width become one plain space, apostrophes and hyphens their ASCII form, full-width and other digits
ASCII digits. One character stands for one character, so that every offset of the shadow is an offset of the text.
A tab stays a tab: it parts the cells of a table, and no figure runs over it.
"""

from __future__ import annotations

import re
from typing import Final

_MARKS: Final = {
    "'": "’‘ʼ´＇ʹ",
    "-": "\u2010\u2011\uff0d\u00ad\u2212",
    "–": "—―",
    " ": "\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u200b\u202f\u205f\u2060\u3000"
    "\ufeff",
    "\n": "\r\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029",
    "%": "％﹪",
    ",": "，",
    ".": "．",
    ":": "：",
    "(": "（",
    ")": "）",
    "/": "／",
    "$": "＄",
    "¥": "￥",
    "£": "￡",
    "~": "～〜",
    "+": "＋",
}
_ZEROS: Final = "٠۰߀०০੦૦୦௦౦೦൦๐໐༠၀០᠐０"
"""The zeros of the scripts in whose digits figures are written; their nine follow them."""
_PLAIN: Final = {
    **{written: plain for plain, many in _MARKS.items() for written in many},
    **{chr(ord(zero) + worth): str(worth) for zero in _ZEROS for worth in range(10)},
}
_MARKED: Final = re.compile("[" + re.escape("".join(_PLAIN)) + "]")
_SOFT_BREAK: Final = re.compile(
    r"\n(?<=[^\s.!?:;]\n)(?=[^\W\dA-ZÀ-ÖØ-Þ_\n])|\n(?<=[^\W\d_A-ZÀ-ÖØ-Þ]\n)(?=\d(?!\d{0,2}[.)]\s))"
)
"""A line break inside a sentence: a hard-wrapped text goes on with a small letter, or with digits after one."""


def flatten(text: str) -> str:
    """`text` with its typography evened out, case kept; as long as `text`."""
    for mark in set(_MARKED.findall(text)):
        text = text.replace(mark, _PLAIN[mark])
    return _SOFT_BREAK.sub(" ", text) if "\n" in text else text


def lower(flat: str) -> str:
    """`flat` in small letters, as long as before: letters whose small form is longer stay."""
    small = flat.lower()
    if len(small) == len(flat):
        return small
    return "".join(letter if len(letter.lower()) != 1 else letter.lower() for letter in flat)
