"""Bare figures of clauses that leave out what they count: `520 farms took part in Lyon, in Nantes 310`."""

from __future__ import annotations

import re
from typing import Final

from claims.numbers.lexical.view import View
from claims.numbers.lookalikes import has_label, label_is_time

_REACH: Final = 160
"""Characters before a figure in which the clause that it leans on stands."""
_WORDS: Final = 4
"""The most words before the figure of such a clause: in the old port 310."""
_MARKS: Final = ",;"
_SENTENCE: Final = re.compile(r"(?:[.!?:]|\n) {0,2}(?=\S)(?!(?<=\d[.:])\d)")
_COUNTED: Final = re.compile(r"(?<![\w.,])\d[\d.,]{0,14} [^\W\d_]{2}")
_BARE: Final = re.compile(r"[^\W\d_]\S* \d[\d.,]{0,14}\Z")
_ENDS: Final = re.compile(r"\Z|[.,;)!?](?!\d)|\n")


def leans_on_another(view: View, start: int, end: int) -> bool:
    """Whether a bare figure after a place, a name or a time ends a clause that goes as the one before it.

    What is told of a first place must be a figure with its noun; the clause must open with the same word as that one
    (in Lyon … in Nantes), or name just who or when. Then the word before the figure is none that the figure numbers.
    """
    if _ENDS.match(view.flat, end) is None and view.list_at("list_links", view.after_space(end)) is None:
        return False
    stretch = view.flat[max(0, start - _REACH) : start]
    sentence = _SENTENCE.split(stretch)[-1] if stretch.endswith(" ") else ""
    at = max(sentence.rfind(mark) for mark in _MARKS)
    clause, told = sentence[at + 1 :].split(), sentence[: max(0, at)]
    while (bare := _leaning(told)) >= 0:
        told = told[:bare]
    if not 0 < len(clause) <= _WORDS or _COUNTED.search(told) is None:
        return False
    if has_label(view, start):
        return label_is_time(view, start)
    opens = view.list_at("label_openers", view.before_space(start) - len(" ".join(clause)))
    if opens is not None and clause[-1].islower():
        return True  # last year 230
    if all(word[0].isupper() for word in clause):
        return view.order != "capital" and told.lstrip()[:1].isupper()
    opener = clause[0].casefold()
    return len(clause) > 1 and opener in told.casefold().split()


def _leaning(told: str) -> int:
    """Where a clause begins that is of the same kind: `in Lyon 520 farms, in Nantes 310`; -1 where the last is none."""
    at = max(told.rfind(mark) for mark in (", ", "; "))
    last = told[at + 1 :] if at >= 0 else ""
    return at if _BARE.search(last) is not None and len(last.split()) <= _WORDS + 1 else -1
