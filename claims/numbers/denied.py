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
    return _is_denied_by(view, at, "denials", ())


def is_no_less(view: View, start: int, end: int) -> bool:
    """Whether the bound at `start` is "less than" behind a verb that is denied: then it is a lower one.

    Not what is said of where or whom something is: no bar stands at less than 60 metres.
    """
    if view.low[start:end].strip() not in view.lists["lessers"].entries:
        return False
    return _is_denied_by(view, start, "nots", tuple(view.lists["lead_ins"].entries))


def _is_denied_by(view: View, at: int, name: str, never_last: tuple[str, ...]) -> bool:
    """Whether a word of a list denies what begins at `at`, and none of some others stands right before that."""
    clause = _CLAUSE.split(view.low[max(0, at - _WINDOW) : at])[-1]
    if view.order == "han":
        return any(word in clause for word in view.lists[name].entries)
    denials, ends = view.lists[name].entries, view.lists["denial_ends"].entries
    words: list[str] = _WORD.findall(clause)
    if words and words[-1] in never_last:
        return False
    for number, word in enumerate(reversed(words)):
        if word in ends:
            return False
        if word in denials:
            denied = words[-number:][0] if number else ""
            return not (denied and view.low.startswith(f"{denied} ", at))
    return False
