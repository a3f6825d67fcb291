"""What stands beside a figure: its currency, per cent sign, measure, duration or noun, and the base of a rate."""

from __future__ import annotations

import re
from decimal import Decimal

from claims.model import UnitKind
from claims.numbers.figures import (
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
    Numeral,
    Unit,
)
from claims.numbers.nouns import SHORTEST, compound_end, noun_end
from claims.numbers.numerals import read_numeral
from claims.numbers.units import canonical_unit
from claims.numbers.view import View

BASES = {Decimal(10) ** power for power in range(2, 7)}
"""Of how many a rate is given: per 100, 1,000, ... 1,000,000."""
SMALLEST_MEASURED = Decimal(10)
"""A rate may be given per 10 of a measure, too; 3 out of 10 of what is counted is a share."""
HUNDRED = re.compile(r"\b100\Z")
MONEY = frozenset(("scaled_currencies", "currencies", "signs"))
MEASURES = frozenset(("durations", "measures", "symbols"))
UNITS = MONEY | MEASURES | {"currencies_of_many", "shares", "weights", "preposed"}
"""Lists that are looked into together: a few letters tell at once where none of them has anything."""
NUMBERED = frozenset(("per_numbers", "per", "per_measured"))
RATES = NUMBERED | {"per_adjectives", "joiners", "per_articles", "per_prices"}
MILLION = 10**6
WEIGHT_WINDOW = 30
"""Characters on either side in which a word for weight makes pounds a measure."""


def currency_before(view: View, at: int, floor: int) -> Unit | None:
    """`$`, `EUR `, `US$` just before the figure at `at`."""
    end = view.before_space(at)
    hit = view.words.signs.before(view.flat, end) if "signs" in view.tails[end] else None
    if hit is None or hit[0] < floor:
        return None
    return Unit(hit[0], end, hit[1], CURRENCY, end)


def unit_before(view: View, at: int, floor: int) -> Unit | None:
    """`een jaar of zestig`: an article, the unit and "or" before a figure that is about."""
    end = view.before_space(at)
    link = view.lists["unit_links"].before(view.low, end) if "unit_links" in view.tails[end] else None
    if link is None:
        return None
    end = view.before_space(link[0])
    start = end - len(view.word_before(end))
    article = view.lists["articles"].before(view.low, view.before_space(start))
    if article is None or article[0] < floor or start == end:
        return None
    unit = measure_at(view, start)
    if unit is None and view.lists["classifiers"].at(view.low, start) is not None:
        unit = Unit(start, end, view.text[start:end], COUNT, end)
    return None if unit is None or unit.end != end else unit._replace(start=article[0])


def unit_after(view: View, numeral: Numeral) -> Unit | None:
    """The unit or counted noun that follows a figure, with the base of a rate; None where there is none."""
    at = numeral.end
    if numeral.form is AS_MULTIPLE:
        return _frequency(view, at)
    if (halved := _halved(view, numeral)) is not None:
        return halved
    mark = view.low[at : at + 1]
    start = at + 1 if mark in (" ", "-") and mark else at
    found = _tight(view, start, numeral)
    if found is None and numeral.form is AS_FRACTION and (hit := view.lists["articles"].at(view.low, start)):
        found = _tight(view, view.after_space(hit[0]), numeral)
    if found is None and mark != "-":
        linked = _after_link(view, start, numeral)
        if linked != start:
            found = _tight(view, linked, numeral) or _linked_noun(view, linked)
        elif start > at or view.order == "han":
            ordinal = numeral.form is AS_ORDINAL
            found = _ordered(view, start) if ordinal else _noun(view, start, one=numeral.value < 2)
    elif found is None:
        found = _noun(view, start, one=True)
        found = None if found is None or found.end - found.start < SHORTEST else found
    return with_rate(view, found) if found is not None and numeral.form is not AS_ORDINAL else found


def _frequency(view: View, at: int) -> Unit | None:
    """`twice a week`: how often, not how much more."""
    start = view.after_space(at)
    for key in ("per", "per_articles"):
        hit = view.lists[key].at(view.low, start)
        if hit is not None and (base := measure_at(view, view.after_space(hit[0]))) is not None:
            return Unit(start, base.end, view.text[start : base.end], RATIO, base.end)
    return None


def _halved(view: View, numeral: Numeral) -> Unit | None:
    """`hora y media`: the unit stands inside its figure."""
    if numeral.form is not AS_WORDS or "halved" not in view.heads[numeral.start]:
        return None
    if view.lists["halved"].at(view.low, numeral.start) is None:
        return None
    unit = measure_at(view, numeral.start) or money_at(view, numeral.start)
    return None if unit is None else with_rate(view, unit._replace(end=numeral.end, head_end=numeral.end))


def _after_link(view: View, at: int, numeral: Numeral) -> int:
    if numeral.scale == 1 and numeral.form is not AS_FRACTION and numeral.hedge is None:
        return at
    key = "links" if numeral.form is AS_FRACTION or view.order == "han" else "scale_links"
    hit = view.lists[key].at(view.low, at)
    return at if hit is None else view.after_space(hit[0])


def _tight(view: View, at: int, numeral: Numeral) -> Unit | None:
    """Everything that is a unit by its own name."""
    if numeral.form is AS_ORDINAL or view.heads[at].isdisjoint(UNITS):
        return None
    names, measure = view.heads[at], measure_at(view, at)
    money = money_at(view, at) or _money_of_many(view, at, numeral)
    named = measure if money is None or (measure is not None and measure.end > money.end) else money
    found = _share(view, at) if "shares" in names else None
    found = found or (_weight(view, at, numeral) if "weights" in names else None) or named
    if found is None and (hit := view.lists["preposed"].at(view.low, at)) is not None:
        measured = measure_at(view, view.after_space(hit[0]))
        found = None if measured is None else measured._replace(start=at)
    return found


def _share(view: View, at: int) -> Unit | None:
    hit = view.words.shares.at(view.low, at)
    return None if hit is None else Unit(at, hit[0], hit[1][0], PERCENT, hit[0], Decimal(hit[1][1]))


def _weight(view: View, at: int, numeral: Numeral) -> Unit | None:
    """`weighs 200 pounds`: a currency that is a measure too, near a word for weight."""
    hit = view.words.weights.at(view.low, at)
    if hit is None:
        return None
    before = view.low[max(0, numeral.start - WEIGHT_WINDOW) : numeral.start].rpartition(". ")[2]
    after = view.low[hit[0] : hit[0] + WEIGHT_WINDOW].partition(". ")[0]
    cues = view.lists["weight_cues"].entries
    if not any(cue in before + view.low[at - 1 : hit[0]] + after for cue in cues):
        return None
    return Unit(at, hit[0], hit[1], MEASURE, hit[0])


def money_at(view: View, at: int) -> Unit | None:
    """A currency, by name, by sign, or by a short word for a million of it."""
    if view.heads[at].isdisjoint(MONEY):
        return None
    if (many := view.words.scaled_currencies.at(view.low, at)) is not None:
        name, power = many[1]
        return Unit(at, many[0], name, CURRENCY, many[0], Decimal(10) ** power)
    hit = view.words.currencies.at(view.low, at) or _sign(view, at)
    if hit is not None and view.lists["classifiers"].at(view.low, at) == (hit[0], None):
        hit = None if noun_end(view, hit[0]) > hit[0] else hit  # 90万块组件 is no money
    return None if hit is None else Unit(at, hit[0], hit[1], CURRENCY, hit[0])


def _money_of_many(view: View, at: int, numeral: Numeral) -> Unit | None:
    """`44 millions de livres`: a name that is money after a million, unless a word in the plural says more of it."""
    hit = view.words.currencies_of_many.at(view.low, at) if numeral.scale >= MILLION else None
    if hit is None:
        return None
    after = view.after_space(hit[0])
    described = view.word_at(after).endswith("s") and not view.is_stop(after)  # livres vendus
    return None if described else Unit(at, hit[0], hit[1], CURRENCY, hit[0])


def _sign(view: View, at: int) -> tuple[int, str] | None:
    """A currency sign; after a space and before a digit it is that of the next figure: half of the $1.6 billion."""
    hit = view.words.signs.at(view.flat, at)
    if hit is None or (view.low[hit[0] : hit[0] + 1].isdigit() and view.low[at - 1 : at] == " "):
        return None
    return hit


def measure_at(view: View, at: int) -> Unit | None:
    """A duration or a measure, by name or by symbol."""
    if view.heads[at].isdisjoint(MEASURES):
        return None
    words = view.words
    duration = words.durations.at(view.low, at)
    named = words.measures.at(view.low, at)
    if duration is not None and view.stops_past(at, duration[0]):
        return None
    if duration is not None and (named is None or duration[0] >= named[0]):
        return Unit(at, duration[0], view.text[at : duration[0]], DURATION, duration[0])
    hit = named or words.symbols.at(view.flat, at)
    if hit is None or view.low[hit[0] : hit[0] + 1] == "'":
        return None
    if view.stops_past(at, hit[0]):
        return None
    kind = DURATION if hit[1] in ("s", "min", "h", "d") else MEASURE
    return Unit(at, hit[0], hit[1], kind, hit[0])


def _noun(view: View, at: int, one: bool = False) -> Unit | None:
    order = view.order
    if order == "han":
        return _classified(view, at)
    end = noun_end(view, at, one)
    return None if end == at else Unit(at, end, view.text[at:end], COUNT, end)


def _linked_noun(view: View, at: int) -> Unit | None:
    """The noun after a link: `un tiers des élèves`, 三分之二的学生."""
    end = compound_end(view, at, plural=True)
    return None if end == at else Unit(at, end, view.text[at:end], COUNT, end)


def _ordered(view: View, at: int) -> Unit | None:
    """The noun after an ordinal: `17th gold medal`."""
    if view.order == "han":
        return _classified(view, at)
    end = compound_end(view, at, plural=False)
    return None if end == at else Unit(at, end, view.text[at:end], COUNT, end)


def _classified(view: View, at: int) -> Unit | None:
    """Chinese: a classifier, then the noun; the noun alone is not taken, for nothing says that it is counted."""
    if view.words.collectives.before(view.low, at) is not None and (end := noun_end(view, at)) > at:
        return Unit(at, end, view.text[at:end], COUNT, end)  # 一打鸡蛋
    counter = view.lists["counters"].at(view.low, at)
    if counter is not None:
        noun = view.lists["nouns"].at(view.low, counter[0])  # 两三户人家
        start, end = (at, counter[0]) if noun is None else (counter[0], noun[0])
        return Unit(at, end, view.text[start:end], COUNT, end)
    hit = view.lists["classifiers"].at(view.low, at)
    if hit is None:
        return None
    start = hit[0]
    start = (view.words.after.at(view.low, start) or (start, None))[0]
    if (measured := measure_at(view, start)) is not None:
        return measured._replace(start=at)
    end = noun_end(view, start)
    name = view.text[start:end] if end > start else view.text[at : hit[0]]
    return Unit(at, end if end > start else hit[0], name, COUNT, end if end > start else hit[0])


def with_rate(view: View, unit: Unit) -> Unit:
    """The unit with the base it is taken by: `m³ par jour`, `EUR/MWh`, `cas pour 10 000 habitants`."""
    for _ in range(2):
        further = _one_rate(view, unit)
        if further is None:
            break
        unit = further
    return unit


def _one_rate(view: View, unit: Unit) -> Unit | None:
    low = view.low
    if low[unit.end : unit.end + 1] == "/" and unit.kind is not COUNT:
        base = measure_at(view, unit.end + 1)
        return None if base is None else _joined(view, unit, base, base.end)
    start = view.after_space(unit.end)
    if start == unit.end and view.order != "han":
        return _hyphened_rate(view, unit)
    if view.heads[start].isdisjoint(RATES):
        return None
    countable = unit.kind in (COUNT, CURRENCY, MEASURE, RATIO)
    if countable and (end := _numbered_base(view, start)) is not None:
        return _with_text(view, unit, end, RATIO if unit.counted else unit.kind)
    return _often(view, unit, start) or _second_base(view, unit, start) or _worded_base(view, unit, start)


def _worded_base(view: View, unit: Unit, start: int) -> Unit | None:
    """`par jour`, `le mètre cube`, `por habitante`."""
    low = view.low
    for key in ("per", "per_articles", *(("per_prices",) if unit.kind is CURRENCY else ())):
        hit = view.lists[key].at(low, start)
        based = None if hit is None else _based(view, unit, key, view.after_space(hit[0]))
        if based is not None:
            return based
    return None


def _based(view: View, unit: Unit, key: str, at: int) -> Unit | None:
    """The unit with the base that stands at `at`, after "per" or an article."""
    low, words = view.low, view.words
    measured = measure_at(view, at)
    if measured is not None and _in_time(view, measured):
        return None
    if measured is not None and not (key != "per" and measured.end - measured.start < 3):
        return _joined(view, unit, measured, measured.end)
    known = view.lists["per_nouns"].at(low, at)
    if known is not None:
        return _with_text(view, unit, known[0], unit.kind)
    named = view.capital_at(at) and view.order != "capital"
    other = named or unit.kind is PERCENT or words.numerals.at(low, at) is not None
    noun = _noun(view, at, one=True) if key == "per" and not other else None
    return None if noun is None else _with_text(view, unit, noun.end, unit.kind)


def _hyphened_rate(view: View, unit: Unit) -> Unit | None:
    """`$500-a-month`."""
    if view.low[unit.end : unit.end + 1] != "-":
        return None
    hit = view.lists["per_articles"].at(view.low, unit.end + 1)
    base = measure_at(view, hit[0] + 1) if hit is not None and view.low[hit[0] : hit[0] + 1] == "-" else None
    return None if base is None else _joined(view, unit, base, base.end)


def _often(view: View, unit: Unit, at: int) -> Unit | None:
    """`veinte mil dólares diarios`, `ocho horas diarias`: the base is an adjective."""
    often = view.words.per_adjectives.at(view.low, at)
    if often is None:
        return None
    if unit.kind in (MEASURE, CURRENCY):
        return unit._replace(end=often[0], name=f"{unit.name}/{often[1]}")
    return _with_text(view, unit, often[0], unit.kind) if unit.kind is DURATION else None


def _second_base(view: View, unit: Unit, at: int) -> Unit | None:
    """`160 litros por persona y día`: a period joined to the base of a rate."""
    joiner = view.lists["joiners"].at(view.low, at) if unit.end > unit.head_end else None
    period = None if joiner is None else measure_at(view, view.after_space(joiner[0]))
    if period is None or period.kind is not DURATION:
        return None
    return _with_text(view, unit, period.end, unit.kind)


def _in_time(view: View, period: Unit) -> bool:
    """`a year earlier`, `l'an dernier`: a period that says when, and is no base of a rate."""
    after = view.after_space(period.end)
    return period.kind is DURATION and view.lists["not_rates"].at(view.low, after) is not None


def is_base(value: Decimal) -> bool:
    """Whether rates are given for so many: a power of ten from a hundred to a million."""
    return value in BASES


def is_measured_base(value: Decimal, unit: Unit) -> bool:
    """Whether rates are given for so much of a measure: per 10 km."""
    return unit.kind is MEASURE and (is_base(value) or value == SMALLEST_MEASURED)


def _numbered_base(view: View, at: int) -> int | None:
    """The end of `pour 10 000 habitants`, `per 100,000`, `per thousand births`."""
    known = view.lists["per_numbers"].at(view.low, at) or view.lists["per"].at(view.low, at)
    hit = known or view.lists["per_measured"].at(view.low, at)
    if hit is None:
        return None
    start = view.after_space(hit[0])
    number = _base_at(view, start)
    if number is None:
        return None
    end, value = number
    of = view.after_space(end)
    if not view.low[start : start + 1].isdigit() and (link := view.lists["links"].at(view.low, of)) is not None:
        of = view.after_space(link[0])  # por millón de habitantes
    base = measure_at(view, of)
    if base is not None and is_measured_base(value, base):
        return base.end
    if known is None or not is_base(value):
        return None
    if value == min(BASES) and not view.low[start : start + 1].isdigit():
        return None  # por ciento, per cent
    base = base or _noun(view, of)
    return end if base is None else base.end


def _base_at(view: View, at: int) -> tuple[int, Decimal] | None:
    """The number of a base with its end: a figure, or the word for a scale alone."""
    numeral = read_numeral(view, at)
    if numeral is not None:
        return numeral.end, numeral.value
    scale = view.words.scales.at(view.low, at)
    return None if scale is None else (scale[0], Decimal(10) ** scale[1])


def canonical_base(view: View, base: Unit, unit: Unit) -> str:
    """The symbol of a rate's base; a price has some of its own (每度 is by the kilowatt-hour)."""
    priced = view.words.words.price_bases.get(base.name) if unit.kind is CURRENCY else None
    return priced or canonical_unit(base.name, base.kind, view.words.code)


def _joined(view: View, unit: Unit, base: Unit, end: int) -> Unit:
    below = canonical_base(view, base, unit)
    if unit.kind in (MEASURE, CURRENCY) and below:
        return unit._replace(end=end, name=f"{unit.name}/{below}")
    return _with_text(view, unit, end, unit.kind)


def _with_text(view: View, unit: Unit, end: int, kind: UnitKind) -> Unit:
    return unit._replace(end=end, name=f"{unit.name}{view.text[unit.end : end]}", kind=kind)


def bare_rate(view: View, numeral: Numeral) -> Unit | None:
    """`6.4 per 100,000 inhabitants`: a rate of nothing named."""
    start = view.after_space(numeral.end)
    end = None if view.heads[start].isdisjoint(NUMBERED) else _numbered_base(view, start)
    if end is None:
        return None
    if HUNDRED.search(view.low, start, end):  # el 37 por 100
        return Unit(start, end, "%", PERCENT, end)
    return Unit(start, end, view.text[start:end], RATIO, end)
