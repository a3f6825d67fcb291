"""Ages: `61 ans` beside a name, `aged 9 to 14`, `15-year-old`, `41岁`, `Petersen, 58,`."""

from __future__ import annotations

import re

from claims.model import UnitKind
from claims.numbers.figures import Figure, Form, Sort
from claims.numbers.lookalikes import list_start
from claims.numbers.view import View

OLDEST = 120
"""Years up to which a figure can be an age."""
NAME_WINDOW = 40
"""Characters before a figure in which the name and comma of an apposition must fit."""
_APPOSITION = re.compile(r"([^\W\d_]+)(?:, | \()(?:[^\W\d_]{2} )?\Z")
_APPOSITION_END = re.compile(r" ?(?:[,;)!?]|\.(?!\d)|\Z)")


def age_of(view: View, figure: Figure) -> Sort | None:
    """The figure as an age, or None where it is none."""
    numeral, unit = figure.numeral, figure.unit
    if numeral.form not in (Form.DIGITS, Form.WORDS) or numeral.value > OLDEST or numeral.scale != 1:
        return None
    if (plural := _plural_age(view, figure)) is not None or unit is None or unit.counted:
        return plural or _bare_age(view, figure)
    symbol = view.words.durations.at(view.low, unit.start) if unit.kind is UnitKind.DURATION else None
    if symbol is None:
        return None
    ages = view.words.list("age_after")
    after = ages.at(view.low, _gap(view, unit.head_end)) or ages.at(view.low, unit.start)  # 3个月大
    if after is not None:
        return Sort(figure.start, after[0], unit.name, UnitKind.AGE, unit.start, after[0])
    before = _age_before(view, figure, symbol[1])
    if before is None and not (symbol[1] in ("a", "mo") and _beside_name(view, figure.start, unit.end)):
        return None
    return figure.sort(UnitKind.AGE, unit, start=before)


def _plural_age(view: View, figure: Figure) -> Sort | None:
    """`under-12s`, `over 65s`: everybody on one side of an age."""
    plural = view.words.list("age_plurals").at(view.low, figure.core_end)
    if plural is None or figure.pair or not _bounded(view, figure.start):
        return None
    return figure.sort(UnitKind.AGE, end=plural[0])


def _age_before(view: View, figure: Figure, symbol: str) -> int | None:
    """Where the words that make an age of a span of time begin: `aged`, or the figure itself after `enfants de`."""
    before = _people_before(view, figure.start)
    if before is not None or symbol not in ("a", "mo"):
        return before if symbol in ("a", "mo", "wk", "d") else None
    if figure.pair or figure.numeral.value > 10 or _bounded(view, figure.start):
        return figure.start if _cue_before(view, figure.start) else None
    return None


def _bare_age(view: View, figure: Figure) -> Sort | None:
    """An age without the word for years."""
    low, words, start = view.low, view.words, figure.start
    if (after := words.list("age_after").at(low, _gap(view, figure.core_end))) is not None:
        return figure.sort(UnitKind.AGE, end=after[0])
    if (aged := words.list("age_before").before(low, view.before_space(start))) is not None:
        return figure.sort(UnitKind.AGE, start=aged[0], end=figure.core_end)
    if figure.unit is not None or figure.pair:
        return None
    first = list_start(view, start)
    if first < start and words.list("age_before").before(low, view.before_space(first)) is not None:
        return figure.sort(UnitKind.AGE, end=figure.core_end)
    hedged = _bounded(view, start) and _people_before(view, start) is not None
    named = figure.numeral.form is Form.DIGITS and _beside_name(view, start, figure.end)
    return figure.sort(UnitKind.AGE) if hedged or named else None


def _bounded(view: View, start: int) -> bool:
    return view.words.before.before(view.low, view.before_joint(start)) is not None


def _before_bound(view: View, start: int) -> int:
    """The end of what stands before the figure and its hedge."""
    end = view.before_space(start)
    bound = view.words.before.before(view.low, end)
    return end if bound is None else view.before_space(bound[0])


def _cue_before(view: View, start: int) -> bool:
    cues = view.words.list("age_before_years")
    ends = (view.before_space(start), _before_bound(view, start))
    return any(cues.before(view.low, end) is not None for end in ends)


def _people_before(view: View, start: int) -> int | None:
    """Where an age's own word begins, or `start` where a noun for people says that it is an age."""
    words = view.words
    if (hit := words.list("age_before").before(view.low, view.before_space(start))) is not None:
        return hit[0]
    end = _before_bound(view, start)
    for _ in range(2):
        if (link := words.list("links").before(view.low, end)) is not None:
            end = view.before_space(link[0])
    return start if words.list("people").before(view.low, end) is not None else None


def _beside_name(view: View, start: int, end: int) -> bool:
    """`Bastien Ruffieux, 52, says`: after a name and a comma, before another mark."""
    found = _APPOSITION.search(view.flat, max(0, start - NAME_WINDOW), start)
    if found is None or len(found[1]) < 2:
        return False
    if found[1][0].islower():
        return view.low[end : end + 1] == "," and view.low[start - 2 : start] == ", " and end - start == 2
    return _APPOSITION_END.match(view.low, end) is not None


def _gap(view: View, at: int) -> int:
    return at + 1 if view.low[at : at + 1] in (" ", "-") and at < len(view.low) else at
