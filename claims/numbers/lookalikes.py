"""Digits that claim nothing: dates, times, phone and document numbers, versions, names, list marks.

`shape_end` tells what shows by its shape. `is_year` and `is_label` judge a figure by what stands around it.
"""

from __future__ import annotations

import re
from functools import cache
from itertools import chain
from typing import Final, NamedTuple

from claims.numbers.lexical.initials import any_of, behind_digits
from claims.numbers.lexical.phrases import all_merged, alternation, is_letter
from claims.numbers.lexical.view import View
from claims.numbers.lexical.words import Lexicon, load_lexicon

_AT_DIGIT: Final = (
    r"\d{4}-\d{1,2}-\d{1,2}(?:[Tt ]\d{1,2}:\d{2}(?::\d{2})?(?:\.\d{1,9})?[Zz]?)?(?!\w)",
    r"(?<![.,])\d{1,2}(?P<sep>[./-])\d{1,2}(?P=sep)(?:\d{4}|\d{2})(?!\d)",
    r"(?<![.,/])\d{4}(?P<mark>[/.])\d{1,2}(?P=mark)\d{1,2}(?!\d)",
    r"(?<![.,:])\d{1,2}:\d{2}(?::\d{2})?(?:[.,]\d{1,3})?(?![\w:])(?: ?[AaPp]\.?[Mm]\b\.?)?",
    r"(?<![.,])\d{1,2}(?:[.:]\d{2})? ?[AaPp]\.?[Mm]\b\.?",
    r"(?<![.,])(?:(?:(?<=\+)|(?<=\+ ))(?!\d{1,3}(?:[ .]\d{3}){1,2}(?![ ./-]{0,3}\d))\d{1,3}"  # +13.570 is a change
    r"|(?<=\()0\d{1,5}\)|0\d{1,6})(?:[ ./-]{1,3}\(?\d{1,9}\)?){1,10}",
    r"(?<![.,])(?:1[38]00[ -]\d{3}[ -]\d{3}|\d{3}-\d{3,4}-\d{4})(?![\d-])",
    r"(?<![.,])0\d+(?![.,]?\d)",
    r"(?<![.,])(?:1[5-9]|20)\d\d ?[/–-] ?(?:(?:1[5-9]|20)\d\d|\d\d)(?![\d.,]\d|\d| ?%)",
    r"(?<![.,])\d+(?:[.-]\d+){3,}(?!\d)",
    r"(?<![.,])\d{1,4}(?:\.\d{1,2}){2,}(?!\d)",
    r"(?<=\()\d{2,4}\) ?\d{3,5}[ -]\d{4}(?!\d)",
    r"(?<=\[)\d{1,3}\]",
    r"(?<![.,-])24/7(?!\d)",
    r"(?<=[.!?:;] )\d{1,2}\. (?=[A-ZÀ-Þ][a-zà-ÿ])",
    r"(?<=[§#])\d+(?:[.,]\d+)*",
    r"(?<=[§#] )\d+(?:[.,]\d+)*",
    r"(?<=\b[Nn][°º])\d+(?:[-/. ]\d+)*",
    r"(?<=\b[Nn][°º] )\d+(?:[-/. ]\d+)*",
    r"(?<![.,/])\d{1,6}/(?:(?:19|20)\d\d|(?<=\d{3}/)\d\d)(?![\d/])",
    r"(?<![.,])(?:19|20)\d\d-\d{3,6}(?!\d)",
    r"\d{1,4}[x×]\d{1,4}(?!\w)",
    r"\d{1,4}(?:\([a-z\d]{1,3}\)){1,3}",
)
"""Shapes that mean the same in every language, each from its first digit on. Each is linear: its runs are bounded, or
it is tried once for a whole run of digits."""
_SHAPE: Final = re.compile("|".join(f"(?:{shape})" for shape in _AT_DIGIT))
_PLAIN: Final = re.compile(
    r"(?<![+§#°º])(?<![+§#°º] )(?:(?!0)\d++|0(?!\d))(?:\.(?:\d|\d{3,}+)(?!\d))?+"
    r"(?:(?<=\d{4})(?!\.\d)|(?!\.))(?![)\](]|[:x×]\d| ?[/–-] ?\d| ?[AaPp]\.?[Mm]| \d)"
)
"""Digits that have none of those shapes, nor a list mark's or a clock's, by what stands beside them: most of a text."""
_LIST_MARK: Final = re.compile(r"\d{1,3}[.)](?=[ \t])")
_LIST_INDENT: Final = re.compile(r"(?:\A|\n)[ >*(-]{0,8}\Z")
_CLOCK_CELL: Final = re.compile(r"(?:[01]\d|2[0-3])\.[0-5]\d(?=[\t\n]|\Z)")
_CLOCK_HEAD: Final = re.compile(
    r"(?:[01]?\d|2[0-3])\.[0-5]\d(?=[*_]{1,2}(?!\w)|\n|\Z|:| [–—-] | ?\|| {1,9}[\"“«„‘¡¿]{0,2}[A-ZÀ-Þ])"
)
"""A time of day with a point that heads an entry of a live report: what follows it is a mark or begins a sentence."""
_HEAD_INDENT: Final = re.compile(r"(?:\A|\n)[ >*_#(\[–—-]{0,8}\Z")
_GLUED: Final = re.compile(r"[^\W\d_\u2e80-\uffff]-?\d|[^\W\d_\u2e80-\uffff]–\d")
SCORES: Final = frozenset("-–:比")
"""What stands between the two figures of a score."""
_SCORE: Final = re.compile(r"(\d{1,3})[-–:比]\d{1,3}(?![\d.,]\d|\d|[^\W\d\u2e80-\uffff]| ?[%€$£])")
_PHONE: Final = re.compile(r"[6-9]\d\d \d{3} \d{3}")
SHORTEST_PHONE: Final = 6
"""Characters from which a figure behind a word for a phone number is one."""
CLOCK_WINDOW: Final = 24
"""Characters before a time of day in which a word for duration makes it one."""
SHORTEST_LABEL: Final = 5
"""Letters of the shortest label that is one at the end of a compound."""
ROUND: Final = 50
"""`2000 people` are people, `2019 people` hardly: only a round figure between 1900 and 2099 counts something."""
LONGEST_BARE: Final = 4
"""Characters under which a figure after a noun in the singular may be its name: on day 5, but not the mine 1,200."""
LONGEST_LIST: Final = 4
"""Figures of a list that are gone back over to its label."""
_LISTED: Final = re.compile(r"(?<![^\W\u2e80-\uffff])(?<![.,])\d{1,4}\Z")
_AGE_GROUP: Final = re.compile(r"\d{1,2}(?:s(?!\w)|-)")
_YEAR: Final = re.compile(r"\d{4}(?![\d]|[.,]\d)")


def shape_end(view: View, at: int) -> int | None:
    """The end of what begins with the digit at `at` and is no quantity by its shape: a time, a date, a phone number."""
    if _PLAIN.match(view.flat, at) is None:
        found = _SHAPE.match(view.flat, at)
        if found is not None:
            return found.end()
        if _is_clock_cell(view, at) or _heads_entry(view, at):
            return at + len("22.00")
        mark = _LIST_MARK.match(view.flat, at)
        if mark is not None and _LIST_INDENT.search(view.flat, max(0, at - 9), at) is not None:
            return mark.end()
    patterns = _patterns_at_digit(view.words.code)
    goes_on = patterns.look.match(view.low, at) is not None
    for pattern in patterns.every if goes_on else patterns.alone:
        found = pattern.match(view.low, at)
        if found is not None and has_capital(view, found) and not _is_duration(view, found):
            return found.end()
    return None


def _is_clock_cell(view: View, at: int) -> bool:
    """Whether a table's cell is a time of day with a point, as one of its row with a nought before it shows: 06.00."""
    if _CLOCK_CELL.match(view.flat, at) is None or view.flat[at - 1 : at] not in ("\t", "\n"):
        return False
    row = view.flat[view.flat.rfind("\n", 0, at) + 1 :].partition("\n")[0]
    return any(cell[0] == "0" for cell in row.split("\t") if _CLOCK_CELL.fullmatch(cell))


def _heads_entry(view: View, at: int) -> bool:
    """Whether a time of day heads a line. Where nouns have a capital it must have a mark: 12.50 Euro is a price."""
    found = _CLOCK_HEAD.match(view.text, at)
    if found is None or _HEAD_INDENT.search(view.text, max(0, at - 9), at) is None:
        return False
    marked = view.text[found.end() : found.end() + 2].strip()[:1] in {"*", "_", ":", "–", "—", ""}
    return view.order != "capital" or marked


def _is_duration(view: View, found: re.Match[str]) -> bool:
    """`en 2 h 20`, `tempo de viagem: 1h12`: what is written like a time of day, after a word for how long."""
    if not _groups(found, "clock"):
        return False
    before = view.low[max(0, found.start() - CLOCK_WINDOW) : found.start()].rpartition("\n")[2]
    return any(re.search(rf"\b{cue}\b", before) for cue in view.lists["duration_cues"].entries)


class _AtDigit(NamedTuple):
    """A language's patterns for what begins with a digit and is no quantity.

    Most figures are spared them by one look at what stands behind their digits, but for those that may match digits
    `alone`, by what stands before them.
    """

    look: re.Pattern[str]
    every: tuple[re.Pattern[str], ...]
    alone: tuple[re.Pattern[str], ...]


@cache
def _patterns_at_digit(language: str) -> _AtDigit:
    lexicon = load_lexicon(language)
    patterns = [*date_patterns(lexicon)[0], *lexicon.words.lookalike_pattern]
    every, behind = all_merged(patterns), {pattern: behind_digits(pattern) for pattern in patterns}
    ways: dict[str, list[str]] = {}
    for letter, rests in chain.from_iterable(found.items() for found in behind.values() if "" not in found):
        ways.setdefault(letter, []).extend(rests)
    # letters glued to digits are rare, so any of them may do: that halves the pattern, which takes its time to make
    look = "|".join(letter if is_letter(letter) else f"{letter}{any_of(rests)}" for letter, rests in ways.items())
    return _AtDigit(
        re.compile(rf"\d++(?:{look or '(?!)'})"),
        every,
        all_merged([pattern for pattern in patterns if "" in behind[pattern]]),
    )


def date_patterns(lexicon: Lexicon) -> tuple[list[str], list[str]]:
    """Patterns for dates that begin with the day, and for those that begin with the month."""
    if not lexicon.words.months:
        return [], []
    months = alternation(lexicon.list("months").entries)
    links = "|".join(re.escape(link) for link in lexicon.list("date_links").entries)
    link = rf"(?: (?:{links}))? " if links else " "
    suffix = r"(?:er|st|nd|rd|th|º|°|\.)?"
    month = rf"(?P<month>{months})\.?(?!\w)"
    year = rf"(?:(?:{link}|, ?)\d{{4}}(?!\d))?"
    joiners = "|".join(re.escape(joiner) for joiner in sorted(lexicon.list("date_joiners").entries, reverse=True))
    others = rf"(?:\d{{1,2}}{suffix}(?: ?[-–,] ?| (?:{joiners}) )){{0,3}}"
    days = rf"(?<![\w.,]){others}\d{{1,2}}{suffix}(?:{link}|-){month}{year}"
    day = r"(?:3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?(?:[-–]\d{1,2})?(?!\d| ?%|[.,]\d)(?:,? \d{4}(?!\d))?"
    return [days], [rf"\b{month}(?: {day}|{link}\d{{4}}(?!\d))"]


def has_capital(view: View, found: re.Match[str]) -> bool:
    """`May 5` but not `may 5`, `Seeweg 5` but not `ruwweg 5`: a name that is no name without its capitals."""
    named = _groups(found, "capital")
    if not named and view.words.code in ("en", "de"):
        named = _groups(found, "month")
    return all(view.capital_at(at) for at in named)


def _groups(found: re.Match[str], name: str) -> list[int]:
    """Where the groups of this name begin that took part in a match of merged patterns."""
    return [found.start(one) for one in found.re.groupindex if one.startswith(name) and found[one] is not None]


def glued_before(view: View, at: int) -> bool:
    """Whether letters stand right before the digit: A320, Covid-19, D218."""
    if at == 0 or view.low[at - 1] == " " or _GLUED.search(view.low[max(0, at - 2) : at + 1]) is None:
        return False
    bound = view.low[at - 1] == "-" and view.words.before.before(view.low, at - 1) is not None
    return not (bound and _AGE_GROUP.match(view.low, at))  # under-12s


def is_year(view: View, start: int, end: int, noun: bool) -> bool:
    """Whether four bare digits name a year; `noun` says that a counted noun seems to follow."""
    if _YEAR.fullmatch(view.low, start, end) is None:
        return False
    value = int(view.low[start:end])
    if noun and view.order == "han":
        return False  # a year is followed by its own word
    some = view.list_at("partitives", view.after_space(end)) is not None
    if some and view.before_space(start) < start and not _cue_before(view, start):
        return False
    if not 1000 <= value <= 2199:
        return False
    if 1900 <= value <= 2099:
        return not (noun and value % ROUND == 0)
    leads_on = view.list_at("change_links", view.after_space(end)) is not None  # van 1200 naar 950
    return not (noun or leads_on) and _cue_before(view, start)


def score_end(view: View, start: int, end: int, low: bool, pair: str) -> int | None:
    """The end of a score: `3-1`, `2:4`. Two bare figures with a mark between, that are no range and no vote."""
    if pair == "vote" or (pair == "range" and not low):
        return None
    found = _SCORE.match(view.low, start)
    if found is None or (not pair and found.end(1) != end):
        return None
    return found.end()


def is_phone(view: View, start: int, end: int) -> bool:
    """Nine digits in three groups, of nothing: how phone numbers are written where they do not begin with 0.

    Behind a word for one any figure that is long enough is a phone number: `Informações: 210 000 034`.
    """
    if _PHONE.fullmatch(view.low, start, end) is not None:
        return True
    before = view.before_space(start)
    before -= view.low[before - 1 : before] == ":"
    return end - start >= SHORTEST_PHONE and view.list_before("phone_cues", before) is not None


def _cue_before(view: View, start: int) -> bool:
    end = view.before_space(start)
    return view.list_before("year_cues", end) is not None


def has_label(view: View, start: int) -> bool:
    """Whether a noun for numbered things stands before the figure: article, page, ligne."""
    return _label_before(view, view.before_space(start))


def _label_before(view: View, end: int) -> bool:
    """Whether such a noun ends there, or the end of a compound that is one: Warnstufe, Startnummer."""
    if view.list_before("labels", end) is not None:
        return True
    word = view.word_before(end) if view.order == "capital" else ""
    label = view.lists["labels"].glued_before(word.lower()) if word else None
    return label is not None and len(word) - label >= SHORTEST_LABEL


def label_is_time(view: View, start: int) -> bool:
    """`last year 12 people`, `this season 30 players`: a noun that is a label elsewhere, here said of when or which."""
    label = view.list_before("labels", view.before_space(start))
    return label is not None and view.list_before("label_openers", view.before_space(label[0])) is not None


def in_the_label(view: View, start: int) -> bool:
    """Whether the label before a figure has its article, and so is a plain noun: `in der Halle`, `dans la salle`."""
    label = view.list_before("labels", view.before_space(start))
    before = 0 if label is None else view.before_space(label[0])
    return any(view.list_before(key, before) is not None for key in ("determiners", "ordinal_cues"))


def list_start(view: View, start: int) -> int:
    """Where the list of bare figures begins that the figure at `start` ends: 9 in `junctions 9, 10 and 11`."""
    for _ in range(LONGEST_LIST):
        end = view.before_space(start)
        link = view.list_before("list_links", end)
        if link is not None:
            end = view.before_space(link[0])
        if view.low[end - 1 : end] == ",":
            end -= 1
        elif link is None:
            break
        found = _LISTED.search(view.low, max(0, end - 6), end)
        if found is None:
            break
        start = found.start()
    return start


def _is_labelled(view: View, start: int, end: int) -> bool:
    """Whether a label stands before the figure or the list it is in, or a noun that is one for bare figures."""
    if has_label(view, start) or has_label(view, list_start(view, start)):
        return True
    bare = view.list_before("bare_labels", view.before_space(start))
    return bare is not None and end - start < LONGEST_BARE


def is_label(view: View, start: int, end: int, grouped: bool = False) -> bool:
    """Whether the figure is a name's: article 5, Figure 2, Windows 11, Ice 9.

    One that is written in thousands (`grouped`) is none for a mere name before it: en Italie 9 900, Norvegia 1.180.
    """
    before = view.before_space(start)
    if _is_labelled(view, start, end):
        return True
    if grouped or before == start or view.order == "han":
        return False
    word = view.word_before(before)
    if view.order == "capital":
        named = word.istitle() and _label_before(view, view.before_space(before - len(word)))  # Modell Pion 14
        return bool(word) and (named or word.isupper() or not (word.istitle() or word.islower()))  # A 7, iPhone 15
    if len(word) < 2 and view.low[before - 2 : before - 1] == "&":
        return True  # S&P 500
    if len(word) < 2 or word.islower() or view.low[end : end + 1] == "%":
        return False
    return not _opens_sentence(view, before - len(word))


def names_noun(view: View, start: int) -> bool:
    """Whether a noun in the singular before a bare figure is named by it: in room 12, la sortie 29, en el minuto 87."""
    if view.order == "han":
        return _names_han(view, start)
    end = view.before_space(start)
    word = view.word_before(end)
    at = end - len(word)
    if end == start or len(word) < 3 or view.is_stop(at) or view.list_at("bare_after", at) is not None:
        return False
    if view.words.before.before(view.low, end) is not None:
        return False
    capital = view.order == "capital"
    hit = view.list_before("label_before", view.before_space(at))
    if word[0].isupper() is not capital or hit is None:
        return False
    singular = capital or view.list_at("determiners", hit[0]) is not None
    return singular or not view.words.plural.fullmatch(word.lower())


def _names_han(view: View, start: int) -> bool:
    """Whether a bare figure hangs on a Chinese word that leads to no figure: 云雀5, but 增至412."""
    before = view.low[start - 1 : start]
    return "\u4e00" <= before <= "\u9fff" and view.list_before("bare_after", start) is None


def _opens_sentence(view: View, at: int) -> bool:
    for _ in range(4):
        if at and view.flat[at - 1] in " \"'«“‘(*_[":
            at -= 1
    return at == 0 or view.flat[at - 1] in ".!?:;\n>–|"
