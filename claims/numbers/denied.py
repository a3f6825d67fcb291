"""Bounds that the clause before them turns round: no class may have *more than 31* pupils."""

from __future__ import annotations

import re
from typing import Final

from claims.numbers.lexical.view import View

_WINDOW: Final = 90
"""Letters before a bound in which what denies it is looked for: a subject and its verb, a list of neither."""
_CLAUSE: Final = re.compile(r"[.,;:!?()\n–—。，；：！？（）“”„«»\"]")
_WORD: Final = re.compile(r"[^\W\d_]+(?:'t)?'?")


def is_denied(view: View, at: int) -> bool:
    """Whether a word of the same clause denies what begins at `at`, so that "more than" sets an upper bound.

    Not beyond a word that opens another clause or takes the denial for itself: it is not clear whether more than 31
    died; not only more than 31; no more than a fifth are more than 90 days late.
    """
    clause = _CLAUSE.split(view.low[max(0, at - _WINDOW) : at])[-1]
    if view.order == "han":
        return any(word in clause for word in view.lists["denials"].entries)
    denials, ends = view.lists["denials"].entries, view.lists["denial_ends"].entries
    words: list[str] = _WORD.findall(clause)
    for number, word in enumerate(reversed(words)):
        if word in ends:
            return False
        if word in denials:
            denied = words[-number:][0] if number else ""
            return not (denied and view.low.startswith(denied, at))
    return False
