"""What a figure with its unit claims: its kind, and whether it claims anything at all."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from claims.model import UnitKind
from claims.numbers.attach import Unit
from claims.numbers.lookalikes import has_label, is_label, is_phone, is_year
from claims.numbers.numerals import Form, Numeral
from claims.numbers.view import View

OLDEST = 120
"""Years up to which a bare figure beside a name is an age."""

_APPOSITION = re.compile(r"([^\W\d_]+)(?:, | \()(?:[^\W\d_]{2} )?\Z")
_APPOSITION_END = re.compile(r" ?(?:[,;)!?]|\.(?!\d)|\Z)")


@dataclass(frozen=True, slots=True)
class Sort:
    """The kind and unit of a quantity, the span that they give it, and a factor of its value (三成 is 30 %)."""

    start: int
    end: int
    name: str
    kind: UnitKind
    unit_start: int
    unit_end: int
    factor: Decimal = Decimal(1)
    named: bool = True


def sort_of(view: View, numeral: Numeral, unit: Unit | None, start: int, end: int, pair: str) -> Sort:
    """What the figure claims; `pair` says what a second figure makes of it (`range`, `ratio`, `vote`, or nothing)."""
    for judge in (_hundredths, _times, _ordinal, _paired, _age):
        sort = judge(view, numeral, unit, start, end, pair)
        if sort is not None:
            return sort
    if unit is None:
        kind = {Form.FRACTION: UnitKind.RATIO, Form.MULTIPLE: UnitKind.MULTIPLE}.get(numeral.form, UnitKind.COUNT)
        return Sort(start, end, "", kind, end, end, named=False)
    if numeral.form is Form.MULTIPLE and unit.kind is UnitKind.RATIO:
        return Sort(start, end, unit.name, UnitKind.COUNT, unit.start, unit.end)
    if numeral.form is Form.MULTIPLE:
        return Sort(start, numeral.end, "", UnitKind.MULTIPLE, numeral.end, numeral.end)
    kind = unit.kind
    if numeral.form is Form.FRACTION and kind is UnitKind.COUNT:
        kind = UnitKind.RATIO
    return Sort(start, end, unit.name, kind, unit.start, unit.end, unit.factor)


def _hundredths(view: View, numeral: Numeral, unit: Unit | None, start: int, end: int, pair: str) -> Sort | None:
    """百分之十二 is 12 %."""
    if numeral.form is not Form.FRACTION or view.words.list("hundredths").at(view.low, numeral.start) is None:
        return None
    return Sort(start, numeral.end, "%", UnitKind.PERCENT, numeral.end, numeral.end, Decimal(100))


def _times(view: View, numeral: Numeral, unit: Unit | None, start: int, end: int, pair: str) -> Sort | None:
    """Times: `21 fois` counts, `quarante fois plus` multiplies."""
    low, words = view.low, view.words
    if numeral.form not in (Form.DIGITS, Form.WORDS) or pair in ("ratio", "vote"):
        return None
    figure_end = end if unit is None else unit.start
    at = view.after_space(figure_end if pair else numeral.end)
    at = at + 1 if low[at : at + 1] == "-" else at
    suffix = words.list("multiple_suffixes").at(low, at)
    if suffix is not None:
        return Sort(start, suffix[0], "", UnitKind.MULTIPLE, suffix[0], suffix[0])
    hit = words.list("times").at(low, at)
    if hit is None:
        return None
    compared = words.comparers.at(low, view.after_space(hit[0]))
    if compared is not None:
        factor = Decimal(1) if compared[1] or not numeral.value else 1 / (numeral.value * numeral.value)
        return Sort(start, compared[0], "", UnitKind.MULTIPLE, compared[0], compared[0], factor)
    kind = UnitKind.MULTIPLE if words.words.noun_order == "han" and low[at] == "倍" else UnitKind.COUNT
    return Sort(start, hit[0], view.text[at : hit[0]], kind, at, hit[0])


def _ordinal(view: View, numeral: Numeral, unit: Unit | None, start: int, end: int, pair: str) -> Sort | None:
    if numeral.form is not Form.ORDINAL:
        return None
    each = view.words.list("each").before(view.low, view.before_space(numeral.start))
    if each is not None and numeral.value > 1:
        factor = 1 / (numeral.value * numeral.value)
        return Sort(each[0], numeral.end, "", UnitKind.RATIO, numeral.end, numeral.end, factor)
    if unit is None:
        return Sort(start, end, "", UnitKind.ORDINAL, end, end, named=False)
    return Sort(start, end, unit.name, UnitKind.ORDINAL, unit.start, unit.end)


def _paired(view: View, numeral: Numeral, unit: Unit | None, start: int, end: int, pair: str) -> Sort | None:
    if pair not in ("ratio", "vote"):
        return None
    kind = UnitKind.RATIO if pair == "ratio" else UnitKind.COUNT
    name = unit.name if unit is not None else ("votes" if pair == "vote" else "")
    if unit is None:
        return Sort(start, end, name, kind, end, end)
    return Sort(start, end, name, kind, unit.start, unit.end)


def _age(view: View, numeral: Numeral, unit: Unit | None, start: int, end: int, pair: str) -> Sort | None:
    """Ages: `61 ans` beside a name, `aged 9 to 14`, `15-year-old`, `41岁`, `Petersen, 58,`."""
    if numeral.form not in (Form.DIGITS, Form.WORDS) or numeral.value > OLDEST or numeral.scale != 1:
        return None
    if unit is None or unit.counted:
        return _bare_age(view, numeral, unit, start, end, pair)
    symbol = view.words.durations.at(view.low, unit.start) if unit.kind is UnitKind.DURATION else None
    if symbol is None:
        return None
    after = view.words.list("age_after").at(view.low, _gap(view, unit.head_end))
    if after is not None:
        return Sort(start, after[0], unit.name, UnitKind.AGE, unit.start, after[0])
    if symbol[1] not in ("a", "mo", "wk", "d"):
        return None
    before = _age_before(view, start)
    if before is None and symbol[1] in ("a", "mo") and (pair or numeral.value > 10 or _bounded(view, start)):
        before = start if _hit_before(view, "age_before_years", start) is not None else None
    if before is not None or _beside_name(view, start, unit.end):
        return Sort(start if before is None else before, end, unit.name, UnitKind.AGE, unit.start, unit.end)
    return None


def _bounded(view: View, start: int) -> bool:
    return view.words.before.before(view.low, view.before_space(start)) is not None


def _hit_before(view: View, key: str, start: int) -> int | None:
    """Where a phrase of a list begins that ends before `start`, or before the hedge there."""
    low, end = view.low, view.before_space(start)
    hit = view.words.list(key).before(low, end)
    if hit is None and (bound := view.words.before.before(low, end)) is not None:
        hit = view.words.list(key).before(low, view.before_space(bound[0]))
    return None if hit is None else hit[0]


def _bare_age(view: View, numeral: Numeral, unit: Unit | None, start: int, end: int, pair: str) -> Sort | None:
    """An age without the word for years."""
    low, words = view.low, view.words
    figure_end = end if unit is None else _figure_end(view, unit)
    if (after := words.list("age_after").at(low, _gap(view, figure_end))) is not None:
        return Sort(start, after[0], "", UnitKind.AGE, after[0], after[0])
    if (aged := words.list("age_before").before(low, view.before_space(start))) is not None:
        return Sort(aged[0], figure_end, "", UnitKind.AGE, figure_end, figure_end)
    if unit is not None:
        return None
    if numeral.form is Form.WORDS or not pair:
        hedged = _bounded(view, start) and _age_before(view, start) is not None
        if hedged or (numeral.form is Form.DIGITS and not pair and _beside_name(view, start, end)):
            return Sort(start, end, "", UnitKind.AGE, end, end)
    return None


def _figure_end(view: View, unit: Unit) -> int:
    return view.before_space(unit.start)


def _gap(view: View, at: int) -> int:
    return at + 1 if view.low[at : at + 1] in (" ", "-") and at < len(view.low) else at


def _age_before(view: View, start: int) -> int | None:
    """Where an age's own word begins (`aged`), or `start` where a noun for people says that it is an age."""
    low, words = view.low, view.words
    end = view.before_space(start)
    if (hit := words.list("age_before").before(low, end)) is not None:
        return hit[0]
    if (bound := words.before.before(low, end)) is not None:
        end = view.before_space(bound[0])
    for _ in range(2):
        if (link := words.list("links").before(low, end)) is not None:
            end = view.before_space(link[0])
    return start if words.list("people").before(low, end) is not None else None


def _beside_name(view: View, start: int, end: int) -> bool:
    """`Bastien Ruffieux, 52, says`: after a name and a comma, before another mark."""
    found = _APPOSITION.search(view.flat, max(0, start - 40), start)
    if found is None or len(found[1]) < 2:
        return False
    if found[1][0].islower():
        return view.low[end : end + 1] == "," and view.low[start - 2 : start] == ", " and end - start == 2
    return _APPOSITION_END.match(view.low, end) is not None


def is_claim(view: View, numeral: Numeral, sort: Sort, hedged: bool, kind: str) -> bool:
    """Whether the figure claims anything, and is no year, name, article or idiom."""
    if numeral.form is Form.ORDINAL:
        return _ordinal_claims(view, numeral, sort)
    if numeral.form in (Form.FRACTION, Form.MULTIPLE) or kind in ("ratio", "vote"):
        return True
    counted = sort.kind is UnitKind.COUNT
    if numeral.lone:
        return not counted and numeral.form is Form.WORDS and not _is_article(view, numeral)
    han = view.words.words.noun_order == "han" and numeral.form is Form.WORDS
    if not counted or (hedged and kind == "" and not han):
        return not (kind == "" and numeral.form is Form.WORDS and _month_next(view, numeral.end))
    if numeral.form is Form.DIGITS:
        return _digits_claim(view, numeral, sort, kind)
    return _words_claim(view, numeral, sort)


def _digits_claim(view: View, numeral: Numeral, sort: Sort, kind: str) -> bool:
    if _is_base(view, numeral):
        return False
    if numeral.scale != 1:
        return True
    if is_year(view, numeral.start, numeral.end, noun=sort.unit_end > sort.unit_start):
        return False
    if sort.named:
        return not (has_label(view, numeral.start) or _is_postcode(view, numeral, sort) or _is_version(view, numeral))
    start, end = numeral.start, sort.end
    return not (is_label(view, start, end) or is_phone(view, start, end))


def _is_postcode(view: View, numeral: Numeral, sort: Sort) -> bool:
    """`75011 Paris`: five bare digits before a name."""
    if view.words.words.noun_order == "capital" or not view.capital_at(sort.unit_start):
        return False
    return numeral.end - numeral.start == 5 and view.low[numeral.start : numeral.end].isdigit()


def _is_version(view: View, numeral: Numeral) -> bool:
    """`Web 3.0 arrive`: a fraction of a counted thing after a name."""
    return numeral.step < 1 and is_label(view, numeral.start, numeral.end)


def _is_base(view: View, numeral: Numeral) -> bool:
    """`per 100,000`: the base of a rate that stands elsewhere."""
    return (
        numeral.value >= 100 and view.words.list("per").before(view.low, view.before_space(numeral.start)) is not None
    )


def _words_claim(view: View, numeral: Numeral, sort: Sort) -> bool:
    if view.words.words.noun_order == "han":
        return sort.named or numeral.end - numeral.start > 1
    if _month_next(view, numeral.end):
        return False
    if _is_name(view, numeral.start):
        return False
    if sort.named:
        return True
    if view.words.list("labels").before(view.low, view.before_space(numeral.start)) is not None:
        return False
    return view.words.list("bare_before").before(view.low, view.before_space(numeral.start)) is None


def _is_name(view: View, start: int) -> bool:
    """A number word with a capital after a word without one: des Trois Évêques."""
    if not view.capital_at(start) or view.words.words.noun_order == "capital":
        return False
    before = view.before_space(start)
    if view.words.list("determiners").before(view.low, before) is not None and before < start:
        return True
    return before < start and view.word_before(before)[:1].islower()


def _month_next(view: View, end: int) -> bool:
    at = view.after_space(end)
    if (link := view.words.list("date_links").at(view.low, at)) is not None:
        at = view.after_space(link[0])
    return view.words.list("months").at(view.low, at) is not None


def _is_article(view: View, numeral: Numeral) -> bool:
    return view.words.list("articles").at(view.low, numeral.start) is not None


def _ordinal_claims(view: View, numeral: Numeral, sort: Sort) -> bool:
    if sort.kind is UnitKind.RATIO:
        return True
    if numeral.value == 1 or _month_next(view, numeral.end):
        return False
    after = view.after_space(numeral.end)
    if view.words.list("label_after").at(view.low, after) is not None:
        return False
    return sort.named or view.low[numeral.start].isdigit() or _after_determiner(view, numeral.start)


def _after_determiner(view: View, start: int) -> bool:
    return view.words.list("determiners").before(view.low, view.before_space(start)) is not None
