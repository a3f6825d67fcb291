"""What stands beside a figure: its currency, per cent sign, measure, duration or noun."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Final

from claims.numbers.beside.named_units import (
    MEASURES,
    MONEY,
    classified_at,
    described_at,
    measure_at,
    money_at,
    noun_at,
)
from claims.numbers.beside.nouns import SHORTEST, compound_end, noun_end
from claims.numbers.beside.rates import with_rate
from claims.numbers.bounds import said_before
from claims.numbers.figures import (
    AS_FRACTION,
    AS_MULTIPLE,
    AS_ORDINAL,
    AS_WORDS,
    COUNT,
    CURRENCY,
    MEASURE,
    PERCENT,
    RATIO,
    Numeral,
    Unit,
)
from claims.numbers.lexical.view import View
from claims.numbers.written.ranks import superlative_end

UNITS: Final = MONEY | MEASURES | {"currencies_of_many", "shares", "weights", "spoken_money"}
"""Lists that are looked into together: a few letters tell at once where none of them has anything."""
HALF: Final = Decimal("0.5")
MILLION: Final = 10**6
FEW: Final = 10
"""Figures under it may stand before a word for a large sum: ten of them have a word of their own."""
WEIGHT_WINDOW: Final = 30
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
    link = view.list_before("unit_links", end) if "unit_links" in view.tails[end] else None
    if link is None:
        return None
    end = view.before_space(link[0])
    start = end - len(view.word_before(end))
    article = view.list_before("articles", view.before_space(start))
    if article is None or article[0] < floor or start == end:
        return None
    unit = measure_at(view, start)
    if unit is None and view.list_at("classifiers", start) is not None:
        unit = Unit(start, end, view.text[start:end], COUNT, end)
    return None if unit is None or unit.end != end else replace(unit, start=article[0])


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
    if found is None and numeral.form is AS_FRACTION and (hit := view.list_at("articles", start)):
        found = _tight(view, view.after_space(hit[0]), numeral)
    if found is None and mark != "-":
        linked = _after_link(view, start, numeral)
        if linked != start:
            found = _tight(view, linked, numeral) or _timed(view, linked, numeral) or _linked_noun(view, linked)
        elif numeral.form is AS_ORDINAL:
            found = _ordered(view, numeral, start)
        elif start > at or view.order == "han":
            described = None if numeral.lone else described_at(view, start)
            found = described or (None if _is_noun(view, numeral) else noun_at(view, start, one=numeral.value < 2))
    elif found is None and numeral.form is AS_ORDINAL and superlative_end(view, start) is not None:
        found = _ordered(view, numeral, start)
    elif found is None:
        found = noun_at(view, start, one=True)
        found = None if found is None or found.end - found.start < SHORTEST else found
    return with_rate(view, found) if found is not None and numeral.form is not AS_ORDINAL else found


def _frequency(view: View, at: int) -> Unit | None:
    """`twice a week`: how often, not how much more."""
    start = view.after_space(at)
    for key in ("per", "per_articles"):
        hit = view.list_at(key, start)
        if hit is not None and (base := measure_at(view, view.after_space(hit[0]))) is not None:
            return Unit(start, base.end, view.text[start : base.end], RATIO, base.end)
    return None


def _halved(view: View, numeral: Numeral) -> Unit | None:
    """`hora y media`: the unit stands inside its figure."""
    if numeral.form is not AS_WORDS or "halved" not in view.heads[numeral.start]:
        return None
    if view.list_at("halved", numeral.start) is None:
        return None
    unit = measure_at(view, numeral.start) or money_at(view, numeral.start)
    return None if unit is None else with_rate(view, replace(unit, end=numeral.end, head_end=numeral.end))


def _after_link(view: View, at: int, numeral: Numeral) -> int:
    if numeral.scale == 1 and numeral.form is not AS_FRACTION and numeral.hedge is None:
        return at
    key = "links" if numeral.form is AS_FRACTION or view.order == "han" else "scale_links"
    hit = view.list_at(key, at)
    return at if hit is None else view.after_space(hit[0])


def _tight(view: View, at: int, numeral: Numeral) -> Unit | None:
    """Everything that is a unit by its own name."""
    names = view.heads[at]
    if numeral.form is AS_ORDINAL or names.isdisjoint(UNITS):
        return None
    measure = measure_at(view, at)
    money = money_at(view, at) or _money_of_many(view, at, numeral) or _spoken_money(view, at, numeral)
    named = measure if money is None or (measure is not None and measure.end > money.end) else money
    found = _share(view, at) if "shares" in names else None
    return found or (_weight(view, at, numeral) if "weights" in names else None) or named


def _share(view: View, at: int) -> Unit | None:
    hit = view.words.shares.at(view.low, at)
    if hit is None or view.list_at("share_stops", at) is not None:
        return None
    return Unit(at, hit[0], hit[1][0], PERCENT, hit[0], Decimal(hit[1][1]))


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


def _money_of_many(view: View, at: int, numeral: Numeral) -> Unit | None:
    """`27 millions de livres`: a name that is money after a million, unless a word in the plural says more of it."""
    many = "currencies_of_many" in view.heads[at] and numeral.scale >= MILLION
    hit = view.words.currencies_of_many.at(view.low, at) if many else None
    if hit is None:
        return None
    after = view.after_space(hit[0])
    described = view.word_at(after).endswith("s") and not view.is_stop(after)  # livres vendus
    return None if described else Unit(at, hit[0], hit[1], CURRENCY, hit[0])


def _spoken_money(view: View, at: int, numeral: Numeral) -> Unit | None:
    """`kost vier ton`: so few that a larger word would be used of more, after a word for costs, and of nothing."""
    hit = view.words.spoken_money.at(view.low, at) if "spoken_money" in view.heads[at] else None
    if hit is None or numeral.value >= FEW or not said_before(view, numeral.start, view.words.words.money_words):
        return None
    after = view.after_space(hit[0])
    if view.list_at("scale_links", after) is not None or noun_at(view, after, one=True) is not None:
        return None  # vier ton puin
    name, power = hit[1]
    return Unit(at, hit[0], name, CURRENCY, hit[0], Decimal(10) ** power)


def _is_noun(view: View, numeral: Numeral) -> bool:
    """Whether a part is a noun, so that no other follows without a link: `oltre la metà dorme`."""
    half = view.order == "last" and numeral.value == HALF
    noun = numeral.form is AS_FRACTION and (view.order == "first" or half)
    return noun and view.list_at("part_adjectives", numeral.start) is None


def _timed(view: View, at: int, numeral: Numeral) -> Unit | None:
    """`a quarter of an hour`: the time that a part is of, after its article."""
    article = view.list_at("articles", at) if numeral.form is AS_FRACTION else None
    return None if article is None else measure_at(view, view.after_space(article[0]))


def _linked_noun(view: View, at: int) -> Unit | None:
    """The noun after a link: `un tiers des élèves`, 三分之二的学生."""
    end = compound_end(view, at, plural=True)
    return None if end == at else Unit(at, end, view.text[at:end], COUNT, end)


def _ordered(view: View, numeral: Numeral, at: int) -> Unit | None:
    """The noun after an ordinal, with its superlative: `17th gold medal`, `deuxième plus grande ville`, 第三大城市."""
    han = view.order == "han"
    one = view.list_before("articles", view.before_space(numeral.start)) is not None  # un segundo más rápido
    ranked = None if one else superlative_end(view, at)
    if ranked is None and han:
        return classified_at(view, at)
    start = at if ranked is None else _past_superlative(view, ranked)
    end = noun_end(view, start) if han else compound_end(view, start, plural=False)
    if end == start:
        start, end = at, ranked or at
    return None if end == at else Unit(at, end, view.text[start if han else at : end], COUNT, end)


def _past_superlative(view: View, end: int) -> int:
    """Where the noun of a superlative may begin: 第二高|的建筑."""
    link = view.list_at("links", end) if view.order == "han" else None
    return view.after_space(end) if link is None else link[0]
