"""Hedges and bounds around a figure, and the second figure of a range or a vote."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import Final

from claims.model import Qualifier
from claims.numbers.denied import is_denied, is_no_less
from claims.numbers.figures import AS_DIGITS, AS_WORDS, Numeral
from claims.numbers.lexical.phrases import joined
from claims.numbers.lexical.view import View
from claims.numbers.lexical.words import load_lexicon
from claims.numbers.written.han import DIGITS, MARKS
from claims.numbers.written.numerals import read_numeral

_TIME: Final = re.compile(r":\d\d(?!\d)")
"""What makes a time of day of the figure before it, which no range goes on to: magnitudo 3.2 alle 4:15."""
MINUS: Final = frozenset(("minus", "negatives"))
BOUNDS_AFTER: Final = frozenset(("after", "after_units"))
"""Lists that are looked into together, told from a few letters at once."""
HARD: Final = frozenset({Qualifier.AT_LEAST, Qualifier.AT_MOST})
LOOSE: Final = {"loose_at_least": Qualifier.AT_LEAST, "loose_at_most": Qualifier.AT_MOST}
LONGEST_VERB: Final = 3
"""Characters of a Chinese verb between a bound and its figure."""
LONGEST_WHOLE: Final = 8
"""Characters between a bound and its share in which Chinese says what it is a share of: 不低于成本价的六成."""
_NO_VERB: Final = frozenset({*MARKS, "的"})
"""Characters that such a verb has none of: those of figures, and what makes an attribute of what stands before it."""
LEAST_VOTES: Final = 20
"""The side from which two bare figures after "by" are votes: by 214 to 61; below it stand games and odds."""
CHANGE_WINDOW: Final = 40
"""Characters before a range in which a verb of change makes it two figures: "fell from 91 to 88"."""
SCORE_WINDOW: Final = 40
"""Characters on either side in which a word for winning makes "21-24" a score."""
VOTE_WINDOW: Final = 90
"""Characters on either side in which a word for votes makes "27–19" a vote."""


@dataclass(slots=True)
class Bound:
    """A hedge that begins at `start` or ends at `end`."""

    start: int
    end: int
    qualifier: Qualifier


def bound_before(view: View, at: int, floor: int) -> Bound | None:
    """The hedge just before `at`, not before `floor`: `près de`, `at least`, 超过."""
    end = view.before_joint(at)
    names = view.tails[end]
    hit = view.words.before.before(view.low, end) if "before" in names else None
    hit = hit or (_before_particle(view, end) if "bound_particles" in names else None)
    hit = hit or _before_verb(view, end) or _between_commas(view, end)
    if hit is None or hit[0] < floor:
        return None
    if hit[1] is Qualifier.AT_MOST and is_no_less(view, hit[0], end):
        return Bound(hit[0], end, Qualifier.AT_LEAST)
    denied = hit[1] is Qualifier.OVER and is_denied(view, hit[0])
    return Bound(hit[0], end, Qualifier.AT_MOST if denied else hit[1])


def _before_particle(view: View, end: int) -> tuple[int, Qualifier] | None:
    """The hard bound before a particle: `mindestens jedoch 40`."""
    particle = view.list_before("bound_particles", end)
    hit = None if particle is None else view.words.before.before(view.low, view.before_space(particle[0]))
    return hit if hit is not None and hit[1] in HARD else None


def _between_commas(view: View, end: int) -> tuple[int, Qualifier] | None:
    """The hard bound between commas: `seats, at most, 40`."""
    if view.low[end - 1 : end] != ",":
        return None
    hit = view.words.before.before(view.low, end - 1) or view.words.after.before(view.low, end - 1)
    return hit if hit is not None and hit[1] in HARD and view.low.endswith(", ", 0, hit[0]) else None


def _before_verb(view: View, end: int) -> tuple[int, Qualifier] | None:
    """The bound before a verb of few characters: 至少采样两次."""
    if view.order != "han":
        return None
    if (whole := _before_whole(view, end - (view.low[end - 1 : end] == "的"))) is not None:
        return whole
    loose = _loose_ends(view.words.code)
    for at in range(end - 1, max(1, end - LONGEST_VERB) - 1, -1):
        if view.low[at] in _NO_VERB or not view.low[at].isalpha():
            return None
        if view.low[at - 1] not in loose:
            continue
        for key, qualifier in LOOSE.items():
            if (hit := view.list_before(key, at)) is not None:
                return hit[0], qualifier
    return None


@cache
def _loose_ends(language: str) -> frozenset[str]:
    """The last signs of loose bounds: what tells at once that none ends at a place."""
    lists = load_lexicon(language).lists
    return frozenset(phrase[-1] for key in LOOSE for phrase in lists[key].entries)


def _before_whole(view: View, end: int) -> tuple[int, Qualifier] | None:
    """The hard bound before what a share is of: 不低于成本价的六成, 不超过营业额5%."""
    if view.low.find("不", max(0, end - LONGEST_WHOLE - len("不低于")), end) < 0:
        return None
    for at in range(end - 1, max(0, end - LONGEST_WHOLE) - 1, -1):
        if not view.low[at].isalpha() or view.low[at] in DIGITS:
            return None
        hit = view.words.before.before(view.low, at)
        if hit is not None and hit[1] in HARD and view.low[hit[0]] == "不":
            return hit
    return None


def bound_after(view: View, at: int, measured: bool = False) -> Bound | None:
    """The hedge just after `at`: `au moins`, `or more`, 以上; after a unit also `largas`, `y pico`."""
    start = view.after_space(at)
    if view.heads[start].isdisjoint(BOUNDS_AFTER):
        return _after_comma(view, at) or (_after_more(view, start) if measured and start > at else None)
    hit = view.words.after.at(view.low, start)
    if hit is None and measured:
        hit = view.words.after_units.at(view.low, start)
    if hit is None:
        return _after_comma(view, at)
    if view.capital_at(start) or view.stops_past(start, hit[0]) or _goes_on(view, view.after_space(hit[0]), hit[1]):
        return None
    return Bound(start, hit[0], hit[1])


def reached_after(view: View, first: int, at: int) -> Bound | None:
    """What says just after an age, which begins at `first`, that it is the least: `18 ans révolus`.

    Not of somebody who is so old: `ha 80 anni compiuti`, but `chi ha 18 anni compiuti`.
    """
    start = view.after_space(at)
    hit = view.list_at("ages_reached", start)
    lived = None if hit is None else view.list_before("years_lived", view.before_space(first))
    before = 0 if lived is None else view.before_space(lived[0])
    told = lived is not None and before > 0 and not view.is_stop(before - len(view.word_before(before)))
    return None if hit is None else Bound(start, hit[0], Qualifier.EXACT if told else Qualifier.AT_LEAST)


def _after_comma(view: View, at: int) -> Bound | None:
    """`40 people, at least.`: between commas, or at the end of what is said."""
    if not view.low.startswith(", ", at):
        return None
    hit = view.words.after.at(view.low, at + 2) if "after" in view.heads[at + 2] else None
    if hit is None or view.low[hit[0] : hit[0] + 1] not in ("", ",", ".", ";", ")", "\n"):
        return None
    return Bound(at, hit[0], hit[1])


def _after_more(view: View, at: int) -> Bound | None:
    """The hard bound after what a length of time or a measure is of: an adjective, or `sept ans de prison au plus`."""
    return _after_adjective(view, at) or _after_complement(view, at)


def _after_complement(view: View, at: int) -> Bound | None:
    """The hard bound after a word that a link ties to its unit, where no more is said: 7 anni di carcere al massimo."""
    link = view.list_at("links", at)
    noun = None if link is None else view.after_space(link[0])
    word = "" if noun is None else view.word_at(noun)
    if noun is None or not word or view.is_stop(noun):
        return None
    return _hard_at(view, at, view.after_space(noun + len(word)))


def _hard_at(view: View, start: int, at: int) -> Bound | None:
    """The hard bound at `at` of a figure that is over at `start`, where no other figure follows that it may be of."""
    hit = view.words.after.at(view.low, at) if "after" in view.heads[at] else None
    if hit is None or hit[1] not in HARD or _goes_on(view, view.after_space(hit[0]), hit[1]):
        return None
    return Bound(start, hit[0], hit[1])


def _after_adjective(view: View, at: int) -> Bound | None:
    """The hard bound after the adjective that follows its noun, where no more is said: 48 horas libres como poco."""
    word = view.word_at(at) if view.order == "first" else ""
    if not word or view.is_stop(at) or not view.words.adjective.fullmatch(word):
        return None
    start = view.after_space(at + len(word))
    hit = view.words.after.at(view.low, start) if "after" in view.heads[start] else None
    if hit is None or hit[1] not in HARD or view.low[hit[0] : hit[0] + 1] not in ("", ",", ".", ";", ")", "\n"):
        return None
    return Bound(at, hit[0], hit[1])


def _goes_on(view: View, at: int, qualifier: Qualifier) -> bool:
    """Whether a figure or its link follows: "42 dead and more than 300 hurt" bounds the second.

    A hard bound may be followed by what it is measured from, too: 15 mètres au plus du ruisseau.
    """
    at += view.low[at : at + 1] == "-"  # over-65s and under-12s
    link = view.list_at("bound_links", at)
    if link is None:
        return view.low[at : at + 1].isdigit()
    of = view.list_at("links", at)
    return qualifier not in HARD or of is None or _may_begin(view, view.after_space(of[0]))


@dataclass(slots=True)
class Second:
    """The upper end of a range, the divisor of a ratio, or the losing side of a vote; `start` is that of an opener."""

    start: int
    numeral: Numeral
    kind: str
    link: str
    sign: str = ""
    negative: bool = False


def may_go_on(view: View, at: int) -> bool:
    """Whether a figure may go on to a second one from `at`: a quick look that spares most figures the search."""
    at += view.low[at : at + 2] == "- "  # 18- to 24-year-olds
    return "pairings" in view.heads[view.after_space(at)] or _is_pair(view, at)


def second_figures(
    view: View, start: int, first: Numeral, at: int, money: bool, floor: int, kinds: frozenset[str]
) -> Iterator[Second]:
    """Every reading, of some kinds, of what the figure at `start` goes on to, from `at`: `range`, `vote`, `ratio`."""
    at += view.low[at : at + 2] == "- "
    gap = view.after_space(at)
    link = view.words.pairings.at(view.low, gap) if "pairings" in view.heads[gap] else None
    link = link or _no_link(view, at)
    if link is None or kinds.isdisjoint(kind for kind, _ in link[1]):
        return
    after = view.after_space(link[0])
    sign = view.words.signs.at(view.flat, after) if "signs" in view.heads[after] else None
    numeral = _second_at(view, first, after if sign is None else view.after_space(sign[0]), money or sign is not None)
    below = None if sign is not None else _minus_at(view, after)
    under = None if below is None else _second_at(view, first, below, money)
    if numeral is None and under is None:
        return
    name, written = "" if sign is None else sign[1], view.low[gap : link[0]]
    for kind, opener in _readings(view, start, link[1], floor):
        negative = below is not None and kind == "range"
        other = under if negative else numeral
        if other is not None and kind in kinds and (kind != "vote" or _is_vote(view, start, first, other)):
            yield Second(opener, other, kind, written, name, negative)


def _second_at(view: View, first: Numeral, at: int, money: bool) -> Numeral | None:
    """The figure at a place, where it may go with the first one."""
    numeral = read_numeral(view, at, money) if _may_begin(view, at) else None
    if numeral is None or not _alike(first, numeral) or _TIME.match(view.low, numeral.end):
        return None
    return numeral


def _may_begin(view: View, at: int) -> bool:
    """Whether a figure may begin at a place: a quick look that spares the reading of most words."""
    return view.words.candidates.match(view.low, at) is not None


def _minus_at(view: View, at: int) -> int | None:
    """Where the figure begins whose minus sign, or word for it, stands at `at`."""
    if view.low[at : at + 1] == "-" and view.low[at - 1 : at] == " ":
        return at + 1
    if view.heads[at].isdisjoint(MINUS):
        return None
    for key in ("minus", "negatives"):
        if (hit := view.list_at(key, at)) is not None:
            return view.after_space(hit[0])
    return None


def minus_before(view: View, start: int, floor: int) -> int | None:
    """Where the minus sign, or the word for it, begins that stands before the figure at `start`."""
    if start > floor and view.low[start - 1] == "-" and view.low[start - 2 : start - 1] in ("", " ", "(", "\n"):
        return start - 1
    end = view.before_space(start)
    if view.tails[end].isdisjoint(MINUS):
        return None
    hits = [view.list_before(key, end) for key in ("minus", "negatives")]
    return next((hit[0] for hit in hits if hit is not None and hit[0] >= floor and end < start), None)


def _alike(first: Numeral, second: Numeral) -> bool:
    plain = (AS_DIGITS, AS_WORDS)
    return first.form in plain and second.form in plain


def _no_link(view: View, at: int) -> tuple[int, tuple[tuple[str, str], ...]] | None:
    """A range without a word between its ends: 三四公里."""
    return (at, (("range", ""),)) if _is_pair(view, at) else None


def _readings(view: View, start: int, link: tuple[tuple[str, str], ...], floor: int) -> list[tuple[str, int]]:
    """Every reading of a link after the figure at `start`: its kind and the start of its opener; ranges first."""
    low = view.low
    minus = minus_before(view, start, floor)
    begin = view.before_space(start if minus is None else minus)
    found = []
    for kind, opener in link:
        at_opener = begin - len(opener)
        if not opener:
            found.append((kind, start))
        elif (
            low.endswith(opener, floor, begin)
            and not joined(low[at_opener - 1 : at_opener], opener[0])
            and not _hedges(view, begin, at_opener)
        ):
            found.append((kind, at_opener))
    found.sort(key=lambda reading: (reading[0] != "range", reading[1]))
    return found


def _hedges(view: View, end: int, opener: int) -> bool:
    """Whether the opener only ends a hedge: `cerca de 30 a 40`, `près de 5 à 7`, but not `pasa de 30 a 40`."""
    hit = view.words.before.before(view.low, end)
    return hit is not None and hit[0] < opener and not tells_change(view, hit[0], end)


def _is_pair(view: View, at: int) -> bool:
    """三四公里: two digits in Chinese one after the other are a range."""
    first, second = view.low[max(0, at - 1) : at], view.low[at : at + 1]
    return first in DIGITS and second in DIGITS and _follow(DIGITS[first], DIGITS[second])


def _follow(low: Decimal, high: Decimal) -> bool:
    """Next to each other, or 三五, which is said in the same way."""
    return low + 1 == high or (low == 3 and high == 5)


def changes_before(view: View, start: int) -> bool:
    """Whether a verb of change stands shortly before: then "from A to B" are two figures."""
    return said_before(view, start, view.words.words.changes)


def tells_change(view: View, start: int, end: int) -> bool:
    """Whether a hedge is a verb of change too: `pasa de 100` is over, but in `pasa de 41 a 48` it only changes."""
    return any(stem in view.low[start:end] for stem in view.words.words.changes)


def said_before(view: View, start: int, stems: tuple[str, ...]) -> bool:
    """Whether one of the stems stands shortly before, in the same sentence."""
    window = view.low[max(0, start - CHANGE_WINDOW) : start]
    sentence = window[max(window.rfind(mark) for mark in (". ", "\n", "! ", "? ")) + 1 :]
    return any(stem in sentence for stem in stems)


def scores_near(view: View, start: int, end: int) -> bool:
    """Whether a game is spoken of close by, in the same sentence."""
    before = view.low[max(0, start - SCORE_WINDOW) : start].rpartition(". ")[2]
    after, stop, _ = view.low[end : end + SCORE_WINDOW].partition(". ")
    after += stop[:1]
    aged = view.list_before("age_before", view.before_space(start)) is not None
    return not aged and any(stem in before or stem in after for stem in view.words.words.scores)


def _is_vote(view: View, start: int, first: Numeral, other: Numeral) -> bool:
    """Whether two figures are the sides of a vote: votes are spoken of, or the larger stands first after a "by"."""
    if votes_near(view, start, other.end):
        return True
    sides = first.form is other.form is AS_DIGITS and first.step == other.step == 1
    by = sides and first.value > other.value and view.list_before("by_votes", view.before_space(start)) is not None
    return by and first.value >= LEAST_VOTES and not scores_near(view, start, other.end)


def votes_near(view: View, start: int, end: int) -> bool:
    """Whether votes are spoken of close by."""
    window = view.low[max(0, start - VOTE_WINDOW) : end + VOTE_WINDOW]
    return any(word in window for word in view.lists["votes"].entries)
