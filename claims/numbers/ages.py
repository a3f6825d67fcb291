"""Ages: `61 ans` beside a name, `aged 9 to 14`, `15-year-old`, `41岁`, `Brandt, 58,`."""

from __future__ import annotations

import re
from typing import Final

from claims.numbers.beside.nouns import noun_end
from claims.numbers.bounds import changes_before, scores_near
from claims.numbers.figures import AGE, AS_DIGITS, AS_ORDINAL, DURATION, Figure, Sort
from claims.numbers.lexical.view import View
from claims.numbers.lookalikes import list_start

OLDEST: Final = 120
"""Years up to which a figure can be an age."""
NAME_WINDOW: Final = 40
"""Characters before a figure in which the name and comma of an apposition must fit."""
ROLE_WINDOW: Final = 80
"""The same where a role stands between name and age."""
LIFE_WINDOW: Final = 40
"""Characters before "at 84" in which a word of a life makes it an age."""
LIFE_AFTER: Final = 16
"""Characters after it, likewise: mit 67 Jahren in Rente."""
SHORTEST_HEAD: Final = 3
"""Letters that stand in a compound before what lasts: in a `Greis`, a `Kaplan` they are fewer."""
OPENERS: Final = '.!?;:,(«“"\n–—'
"""What stands before the first word of a clause."""
COMMAS: Final = (", ", " (")
"""What stands before an apposition, or before a word of two letters that opens it."""
_APPOSITION: Final = re.compile(r"([^\W\d_]+)(?:, | \()(?:[^\W\d_]{2} )?\Z")
_NAMED: Final = r"(?<![.!?:] )(?<![.!?\n«“\"])[A-ZÀ-ÖØ-Þ][^\W\d_]{1,30}"
_ROLE: Final = re.compile(_NAMED + r", (?:[^\W\d_'-]{1,20}[ '-]){0,5}[^\W\d_]{2,20}, (?:[^\W\d_]{2} )?\Z")
"""A name, what somebody is, and the comma before an age: Léa Morin, chef de bord, 41 ans."""
_APPOSITION_END: Final = re.compile(r" ?(?:[,;)!?]|\.(?!\d)|\Z)")

_TOLD_END: Final = re.compile(r" ?(?:[,;:)!?»”\"\n]|\.(?!\d)|\Z)| (?:and|und|en|et|y|e) (?!\d)")
"""What follows an age that a whole clause tells: a mark, or what goes on with another clause."""
_NAME_BEFORE: Final = re.compile(r"[^\W\d_],? [A-ZÀ-ÖØ-Þ][^\W\d_]{1,30},?\Z")
TOLD: Final = frozenset(("age_copulas", "oldest"))
"""Lists that are looked into together, told from a few letters at once."""


def age_of(view: View, figure: Figure) -> Sort | None:
    """The figure in digits or words as an age, or None where it is none."""
    numeral, unit = figure.numeral, figure.unit
    if numeral.value > OLDEST or numeral.scale != 1:
        return None
    if (plural := _plural_age(view, figure)) is not None or unit is None or unit.counted:
        return plural or _bare_age(view, figure)
    symbol = view.words.durations.at(view.low, unit.start) if unit.kind is DURATION else None
    if symbol is None:
        return None
    after = view.list_at("age_after", _gap(view, unit.head_end)) or view.list_at("age_after", unit.start)  # 3个月大
    if after is not None:
        return Sort(figure.start, after[0], unit.name, AGE, unit.start, after[0])
    before = _age_before(view, figure, symbol[1])
    if before is None and not (symbol[1] in ("a", "mo") and _beside_name(view, figure.start, unit.end)):
        return None
    return figure.sort(AGE, unit, start=before)


def age_completed(view: View, figure: Figure) -> Sort | None:
    """`vollendetes 18. Lebensjahr`, `compiuto il diciottesimo anno di età`: who has lived so many years is so old."""
    numeral = figure.numeral
    year = view.list_at("life_years", view.after_space(numeral.end))
    if numeral.form is not AS_ORDINAL or year is None or numeral.value > OLDEST:
        return None
    before = view.list_before("completed", view.before_space(numeral.start))
    after = view.list_at("ages_reached", view.after_space(year[0]))
    return None if before is after is None else figure.sort(AGE, end=year[0])


def _plural_age(view: View, figure: Figure) -> Sort | None:
    """`under-12s`, `over 65s`: everybody on one side of an age."""
    end = figure.core_end
    plural = view.list_at("age_plurals", end)
    if plural is None or figure.pair or not _bounded(view, figure.start):
        return None
    return figure.sort(AGE, end=plural[0])


def _age_before(view: View, figure: Figure, symbol: str) -> int | None:
    """Where the words that make an age of a span of time begin: `aged`, or the figure itself after `enfants de`."""
    before = _people_before(view, figure.start)
    if before is None and figure.pair:  # what opens the range ends the words for an age: im Alter von 28 bis 72 Jahren
        before = _aged(view, figure.numeral.start)
    if before is not None or symbol not in ("a", "mo"):
        return before if symbol in ("a", "mo", "wk", "d") else None
    after = view.after_space(figure.end)
    if not (figure.pair or figure.numeral.value > 10 or _bounded(view, figure.start)):
        return None
    if view.list_at("not_ages", after) is not None or (view.order == "capital" and view.capital_at(after)):
        return None  # 31 anni di esperienza, ab 18 Jahren Erfahrung
    reached = view.list_at("ages_reached", view.after_space(figure.end)) is not None
    return figure.start if reached or _cue_before(view, figure.start) or _at_age(view, figure) else None


def _at_age(view: View, figure: Figure) -> bool:
    """`À 84 ans, il`, `starb mit 84 Jahren`, `died at 84`: where a clause opens, or a life is spoken of."""
    end = _before_bound(view, figure.start)
    hit = view.list_before("age_at", end)
    after = view.after_space(figure.end)
    if hit is None or view.list_at("links", after) is not None:
        return False
    if figure.unit is None and changes_before(view, hit[0]):
        return False  # scesi da 83 a 64
    if view.order == "capital" and view.capital_at(after):
        return False  # mit 20 Jahren Haft
    window = view.low[max(0, hit[0] - LIFE_WINDOW) : hit[0]]
    around = window + view.low[figure.end : figure.end + LIFE_AFTER]
    if any(stem in around for stem in view.words.words.age_verbs):
        return True
    opens = not window.rstrip(" ") or window.rstrip(" ")[-1] in OPENERS
    return opens if figure.unit is not None else _at_bare_age(view, figure, end, opens)


def _at_bare_age(view: View, figure: Figure, end: int, opens: bool) -> bool:
    """`At 84, she`, but not `At 84, the index`; `a los 16` where a clause opens or ends, but not `frente a los 16`."""
    if view.list_before("bare_ages", end) is not None:
        told = opens or _TOLD_END.match(view.flat, figure.end) is not None
        versus = view.list_before("versus", end) is not None
        return told and not versus and not scores_near(view, figure.start, figure.end)
    then = figure.end + 2
    return opens and view.low[figure.end : then] == ", " and view.list_at("determiners", then) is None


def _bare_age(view: View, figure: Figure) -> Sort | None:
    """An age without the word for years."""
    start = figure.start
    at = _gap(view, figure.core_end)
    after = view.list_at("age_after", at)
    if after is not None and not _describes(view, figure.core_end, after[0]):
        if _lasts(view, after[0]):
            return Sort(figure.start, after[0], view.text[at : after[0]], DURATION, at, after[0])
        return figure.sort(AGE, end=after[0])
    aged = _aged(view, start)
    if aged is not None:
        return figure.sort(AGE, start=aged, end=figure.core_end)
    if figure.unit is not None or figure.pair:
        return None
    return figure.sort(AGE, end=figure.core_end) if _is_age_by_itself(view, figure) else None


def _is_age_by_itself(view: View, figure: Figure) -> bool:
    """Whether a figure without any unit is an age by what stands around it."""
    start, numeral = figure.start, figure.numeral
    if numeral.form is AS_DIGITS and numeral.step == 1 and numeral.value > 10 and _at_age(view, figure):
        return True
    if view.list_before("age_bounds", view.before_space(start)) is not None:
        return True
    if view.list_before("age_when", view.before_space(start)) is not None or _told_of(view, figure):
        return True
    if _bounded(view, start) and (_bound_of_people(view, start) or _people_before(view, start) is not None):
        return True
    return numeral.form is AS_DIGITS and _beside_name(view, start, figure.end)


def _told_of(view: View, figure: Figure) -> bool:
    """`She is 52, a baker`, `the oldest guest was 103`, `el más joven tiene 17`: no more is said of the figure."""
    end = view.before_space(figure.start)
    if view.tails[end].isdisjoint(TOLD) or _TOLD_END.match(view.flat, figure.end) is None:
        return False
    if view.list_before("oldest", end) is not None:
        return True
    copula = view.list_before("age_copulas", end)
    if copula is None:
        return False
    subject = view.before_space(copula[0])
    noun = view.before_space(subject - len(view.word_before(subject)))
    oldest = view.list_before("oldest", subject) or view.list_before("oldest", noun)
    return (oldest or view.list_before("age_subjects", subject)) is not None or _is_named(view, subject)


def _is_named(view: View, end: int) -> bool:
    """Whether a name ends there that does not open its sentence: `her collie, Bess, is four`."""
    if view.order != "last" or view.low[end] == "'":
        return False  # where nouns have a capital it tells nothing, elsewhere years are said; and what is Lyon's four?
    return _NAME_BEFORE.search(view.flat, max(0, end - NAME_WINDOW), end) is not None


def _describes(view: View, start: int, end: int) -> bool:
    """`12 old coins`, `12 alte Münzen`: after a space and before a counted noun the word for an age is an adjective."""
    noun = view.after_space(end)
    return view.low[start : start + 1] == " " and noun > end and noun_end(view, noun) > noun


def _lasts(view: View, end: int) -> bool:
    """`siebenjähriger Flug`: the years of what lasts are no age. It may be the end of a compound: `Stufenplan`."""
    noun = view.word_at(view.after_space(end))
    lasting = view.lists["lasting"].glued_before(noun) if noun else None
    return lasting is not None and (lasting == 0 or lasting >= SHORTEST_HEAD or noun[lasting - 1] == "-")


def _bounded(view: View, start: int) -> bool:
    end = view.before_joint(start)
    return "before" in view.tails[end] and view.words.before.before(view.low, end) is not None


def _bound_of_people(view: View, start: int) -> bool:
    """`menores de 16`: the bound itself speaks of people."""
    bound = view.words.before.before(view.low, view.before_space(start))
    return bound is not None and view.list_at("people", bound[0]) is not None


def _before_bound(view: View, start: int) -> int:
    """The end of what stands before the figure and its hedge."""
    end = view.before_space(start)
    bound = view.words.before.before(view.low, end) if "before" in view.tails[end] else None
    return end if bound is None else view.before_space(bound[0])


def _cue_before(view: View, start: int) -> bool:
    if view.list_before("age_bounds", view.before_space(start)) is not None:
        return True
    ends = (view.before_space(start), _before_bound(view, start))
    return any(view.list_before("age_before_years", end) is not None for end in ends)


def _aged(view: View, start: int) -> int | None:
    """Where `aged`, `the age of` begins before a figure, or its bound ends that has these words: reached the age of."""
    end = view.before_space(start)
    if (hit := view.list_before("age_before", end)) is None:
        first = list_start(view, start)  # aged 51 and 63 years
        listed = first < start and view.list_before("age_before", view.before_space(first)) is not None
        return start if listed else None
    bound = view.list_before("age_bounds", end)
    return start if bound is not None and bound[0] < hit[0] else hit[0]


def _people_before(view: View, start: int) -> int | None:
    """Where an age's own word begins, or `start` where a noun for people says that it is an age."""
    words = view.words
    if (aged := _aged(view, start)) is not None:
        return aged
    end = _before_bound(view, start)
    for _ in range(2):
        if (link := view.list_before("links", end)) is not None:
            end = view.before_space(link[0])
    end = end - 1 if end and view.low[end - 1] == "," else end  # el alcalde, de 71 años
    if view.list_before("people", end) is not None:
        return start
    word = view.word_before(end)
    article = view.before_space(end - len(word))
    named = bool(word) and words.people.search(word) is not None and end < start
    return start if named and view.list_before("determiners", article) is not None else None


def _beside_name(view: View, start: int, end: int) -> bool:
    """`Anna Keller, 52, says`, `the driver, 34,`: after somebody and a comma, before another mark."""
    if view.flat[start - 2 : start] not in COMMAS and view.flat[start - 5 : start - 3] not in COMMAS:
        return False
    found = _APPOSITION.search(view.flat, max(0, start - NAME_WINDOW), start)
    if found is None or len(found[1]) < 2:
        return False
    ends = _APPOSITION_END.match(view.low, end) is not None
    people = view.lists["people"].entries
    if found[1] in people or found[1].removesuffix("s") in people:
        return ends
    if found[1][0].islower():
        bare = view.low[end : end + 1] == "," and view.low[start - 2 : start] == ", " and end - start == 2
        return bare or (
            ends and end - start > 2 and _ROLE.search(view.flat, max(0, start - ROLE_WINDOW), start) is not None
        )
    return ends or view.list_at("joiners", view.after_space(end)) is not None  # Ana Ruiz, de 39 años y vecina


def _gap(view: View, at: int) -> int:
    return at + 1 if view.low[at : at + 1] in (" ", "-") and at < len(view.low) else at
