"""Whether a figure claims anything, or is a year, a name, an article, an idiom."""

from __future__ import annotations

from typing import Final

from claims.model import Qualifier
from claims.numbers.beside.rates import is_base, is_measured_base
from claims.numbers.bounds import changes_before
from claims.numbers.figures import (
    AGE,
    AS_DIGITS,
    AS_FRACTION,
    AS_MULTIPLE,
    AS_ORDINAL,
    AS_WORDS,
    COUNT,
    CURRENCY,
    DURATION,
    MEASURE,
    PERCENT,
    RATIO,
    Figure,
    Numeral,
    Sort,
)
from claims.numbers.left_out import leans_on_another
from claims.numbers.lexical.view import View
from claims.numbers.lookalikes import (
    ROUND,
    has_label,
    in_the_label,
    is_label,
    is_phone,
    is_year,
    label_is_time,
    names_noun,
)

HOURS: Final = 12
"""The last hour that number words name in passing: at seven."""
TIMELY: Final = (Qualifier.ABOUT, Qualifier.AT_MOST, Qualifier.AT_LEAST)
"""Hedges that stand before years too: up to 2030, about 1990."""
FIRM: Final = (Qualifier.OVER, Qualifier.AT_LEAST, Qualifier.AT_MOST)
"""Bounds that make a figure of "an hour": more than an hour, in less than a week."""
MANY: Final = 100
"""From so many on, a figure with a noun counts it after a label with an article: in der Halle 230 Gäste."""
LEAST_ORDINAL: Final = 2
"""Up to it an ordinal without a noun only tells one from the other: the second."""
DATED: Final = frozenset(("date_links", "months"))
LONGEST_CELL: Final = 80
"""Characters of a text that may be nothing but one figure in words; the longest number words are shorter."""


def is_claim(view: View, figure: Figure, sort: Sort, hedge: Qualifier | None) -> bool:
    """Whether the figure claims anything; `hedge` is the bound beside it."""
    numeral = figure.numeral
    if len(view.text) <= LONGEST_CELL and _stands_alone(view, figure.start, sort.end):
        return not numeral.lone or view.words.atoms.at(view.low, numeral.start) is not None
    if numeral.form is AS_ORDINAL:
        return _ordinal_claims(view, numeral, sort)
    part = numeral.form in (AS_FRACTION, AS_MULTIPLE) or figure.pair in ("ratio", "vote")
    return part or _figure_claims(view, figure, sort, hedge)


def _figure_claims(view: View, figure: Figure, sort: Sort, hedge: Qualifier | None) -> bool:
    numeral = figure.numeral
    if numeral.lone:
        firm = hedge in FIRM or view.list_before("by_much", view.before_space(figure.start)) is not None
        bounded = firm and _is_measured(view, sort)
        return numeral.form is AS_WORDS and (bounded or _one_claims(view, numeral, sort))
    counted = sort.kind is COUNT
    if sort.kind is MEASURE and _is_measured_base(view, figure):
        return False
    if numeral.form is AS_DIGITS:
        return not counted or _digits_claim(view, figure, sort, hedge)
    if not figure.pair and (_month_next(view, numeral.end) or _hour_next(view, numeral.end)):
        return False
    han = view.order == "han"
    return not counted or (hedge is not None and not figure.pair and not han) or _words_claim(view, numeral, sort)


def _is_measured(view: View, sort: Sort) -> bool:
    """Whether a unit makes "an hour" a length of time or way: not in "12 % more than a year earlier"."""
    after = view.after_space(sort.end)
    when = sort.kind is DURATION and view.list_at("not_rates", after) is not None
    return sort.kind in (DURATION, MEASURE) and not when


def _stands_alone(view: View, start: int, end: int) -> bool:
    """Whether the figure is all that the text says, as in the cell of a table: then there is no noun to wait for."""
    if any(letter.isdigit() for letter in view.low[start:end]):
        return False
    return not any(letter.isalnum() for letter in (*view.text[:start], *view.text[end:]))


def _digits_claim(view: View, figure: Figure, sort: Sort, hedge: Qualifier | None) -> bool:
    """Whether digits count something: what they count is named, or they are no year, label or phone number."""
    numeral = figure.numeral
    start, end = numeral.start, sort.end
    compared = hedge is Qualifier.OVER and not sort.named and numeral.value % ROUND != 0  # a third more than 2019
    if (hedge is None or hedge in TIMELY or compared) and is_year(view, start, numeral.end, noun=sort.named):
        return False
    if _is_base(view, numeral):
        return False
    if numeral.scale != 1 or (hedge is not None and not figure.pair):
        return True
    if sort.named:
        return view.list_at("times", sort.unit_start) is not None or not _is_named(view, numeral, sort)
    if _is_postcode(view, numeral, view.after_space(end)):
        return False
    grouped = not view.low[start : numeral.end].isdigit()  # no room is numbered 730 000
    bare = figure.pair in ("", "range") and numeral.step == 1 and not grouped
    thousands = _is_grouped(view, numeral)
    named = is_label(view, start, end, thousands) or (bare and names_noun(view, start))
    named = named and not _is_amount(view, numeral)
    leans = named and bare and leans_on_another(view, start, end)
    return (leans or not named) and not is_phone(view, start, end)


def _is_amount(view: View, numeral: Numeral) -> bool:
    """`ne porta 1,70`: no gate has a number with a comma for its decimals, but a make of cars may."""
    split = numeral.step < 1 and "," in view.low[numeral.start : numeral.end]
    return split and view.word_before(view.before_space(numeral.start)).islower()


def _is_named(view: View, numeral: Numeral, sort: Sort) -> bool:
    """Whether a figure with a noun is a name's all the same: Boeing 737 MAX, Article 5 rights, 75011 Paris."""
    start = numeral.start
    if _is_grouped(view, numeral) or (numeral.value >= MANY and in_the_label(view, start)):
        return False
    named = view.capital_at(sort.unit_start) and is_label(view, start, numeral.end)
    labelled = has_label(view, start) and not label_is_time(view, start)
    return named or labelled or _is_postcode(view, numeral, sort.unit_start) or _is_version(view, numeral)


def _is_grouped(view: View, numeral: Numeral) -> bool:
    """`the lock 7,300 ships`: what is written in thousands counts; by a space alone, in German, it may be a number of
    a box or a file before a name.
    """
    written = view.low[numeral.start : numeral.end]
    spaced = view.order == "capital" and " " in written
    return numeral.form is AS_DIGITS and numeral.step == 1 and not written.isdigit() and not spaced


def _is_postcode(view: View, numeral: Numeral, at: int) -> bool:
    """`75011 Paris`: five bare digits before a name."""
    if view.order == "capital" or not view.capital_at(at):
        return False
    return numeral.end - numeral.start == 5 and view.low[numeral.start : numeral.end].isdigit()


def _is_version(view: View, numeral: Numeral) -> bool:
    """`Web 3.0 arrive`: a fraction of a counted thing after a name."""
    return numeral.step < 1 and is_label(view, numeral.start, numeral.end)


def _is_base(view: View, numeral: Numeral) -> bool:
    """`per 100,000`: the base of a rate that stands elsewhere."""
    return is_base(numeral.value) and view.list_before("per", view.before_space(numeral.start)) is not None


def _is_measured_base(view: View, figure: Figure) -> bool:
    """`per 10 km`: the same of a measure."""
    numeral, unit = figure.numeral, figure.unit
    based = view.list_before("per", view.before_space(numeral.start)) is not None
    return based and unit is not None and is_measured_base(numeral.value, unit)


def _words_claim(view: View, numeral: Numeral, sort: Sort) -> bool:
    if view.order == "han":
        return (sort.named or numeral.end - numeral.start > 1) and not _is_base(view, numeral)
    if _month_next(view, numeral.end):
        return False
    if _is_name(view, numeral.start, numeral.end):
        return False
    if sort.named:
        return not _is_compound_name(view, numeral, sort)
    if view.list_before("labels", view.before_space(numeral.start)) is not None:
        return False
    before = view.before_space(numeral.start)
    hour = numeral.value <= HOURS and view.list_before("hours_before", before) is not None
    hour = hour and not changes_before(view, numeral.start)  # stieg um vier
    return not hour and (view.list_before("bare_before", before) is None or _is_what_was(view, numeral))


def _is_compound_name(view: View, numeral: Numeral, sort: Sort) -> bool:
    """`Vier-Schanzen-Tournee`, `Zwei-Klassen-Medizin`: a number word in a German noun of three parts is its name's."""
    return view.order == "capital" and view.low[numeral.end : numeral.end + 1] == "-" and "-" in sort.name


def _is_what_was(view: View, numeral: Numeral) -> bool:
    """`frente a los nueve de antes`: held against another; `tombées à quatre`: where a change ends."""
    before = view.before_space(numeral.start)
    if view.list_before("change_to", before) is not None:
        return changes_before(view, numeral.start)
    versus = view.list_before("versus", before)
    return versus is not None and view.list_at("links", view.after_space(numeral.end)) is not None


def _is_name(view: View, start: int, end: int) -> bool:
    """A number word with a capital after a word without one: des Trois Évêques."""
    if not view.capital_at(start) or view.order == "capital":
        return False
    before = view.before_space(start)
    if view.list_before("determiners", before) is not None and before < start:
        return True
    if before < start and view.word_before(before)[:1].islower():
        return True
    after = view.after_space(end)
    return before < start and view.word_before(before).istitle() and view.capital_at(after)  # Hotel Four Seasons


def _month_next(view: View, end: int) -> bool:
    at = view.after_space(end)
    if view.heads[at].isdisjoint(DATED):
        return False
    if (link := view.list_at("date_links", at)) is not None:
        at = view.after_space(link[0])
    return view.list_at("months", at) is not None


def _hour_next(view: View, end: int) -> bool:
    """`achtzehn Uhr`: a time of day."""
    return view.list_at("clock_words", view.after_space(end)) is not None


def _one_claims(view: View, numeral: Numeral, sort: Sort) -> bool:
    """Whether "one" is a figure: before a unit; where it is the article too, before per cent and money only."""
    if _is_difference(view, view.after_space(numeral.end)):
        return True
    if view.list_at("sure_ones", numeral.start) is not None:
        return sort.named
    if sort.kind in (MEASURE, CURRENCY) and "/" in sort.name and " " in view.low[sort.unit_start : sort.unit_end]:
        return True  # a metre a year
    if sort.kind is DURATION and (
        view.list_at("counted_times", sort.unit_start) is not None or _is_allowed(view, numeral, sort)
    ):
        return True
    if view.list_at("articles", numeral.start) is None:
        counts = view.list_at("counted_ones", sort.unit_start) is not None
        return sort.kind is not COUNT or (counts and sort.unit_end > sort.unit_start)
    one = view.words.atoms.at(view.low, numeral.start) is not None
    counted = view.list_at("counted_ones", sort.unit_start) is not None
    return (counted and not view.words.words.ones) or (one and sort.kind in (PERCENT, CURRENCY))


def _is_allowed(view: View, numeral: Numeral, sort: Sort) -> bool:
    """`hat eine Woche Zeit`, `a un an pour rembourser`, `binnen einer Woche`: so long, and no longer."""
    if view.list_before("time_limits", view.before_space(numeral.start)) is not None:
        return True
    if view.list_at("time_allowed", view.after_space(sort.end)) is None:
        return False
    verbs = view.lists["allowing"].entries
    return not verbs or view.list_before("allowing", view.before_space(numeral.start)) is not None


def _is_difference(view: View, at: int) -> bool:
    """Whether what stands after "one" makes a difference of it: one fewer, einer weniger als 2019."""
    if view.list_at("one_differences", at) is not None:
        return True
    compared = view.list_at("one_compared", at)
    year = view.after_space(compared[0]) if compared is not None else at
    return compared is not None and is_year(view, year, year + len("2019"), noun=False)


def _ordinal_claims(view: View, numeral: Numeral, sort: Sort) -> bool:
    if sort.kind in (RATIO, AGE):
        return True
    if numeral.value == 1 or _month_next(view, numeral.end) or has_label(view, numeral.start):
        return False
    word = view.words.ordinals.at(view.low, numeral.start) is not None
    if word and (_says_whose(view, numeral) or _is_name(view, numeral.start, numeral.end)):
        return False
    after = view.after_space(numeral.end)
    label = view.list_at("label_after", after)
    if label is not None and view.list_at("in_a_row", view.after_space(label[0])) is None:
        return False
    if sort.named or (view.low[numeral.start].isdigit() and view.low[numeral.end - 1] != "."):
        return True  # but a full stop with no noun is a day's: am 24. nach Hause
    return numeral.value > LEAST_ORDINAL and _after_determiner(view, numeral.start)


def _says_whose(view: View, numeral: Numeral) -> bool:
    """`secondo Bruni`, `segundo relatório`: with nothing before it that an ordinal has, it is "according to"."""
    hit = view.list_at("according", numeral.start)
    before = view.before_space(numeral.start)
    return hit is not None and hit[0] == numeral.end and view.list_before("before_ordinals", before) is None


def _after_determiner(view: View, start: int) -> bool:
    if view.order == "capital" and view.capital_at(start):
        return False  # die Zweite, ein Dritter: somebody, by rank
    return view.list_before("determiners", view.before_space(start)) is not None
