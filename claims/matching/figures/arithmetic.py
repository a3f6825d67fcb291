"""What can be checked inside the article alone: conversions, counts, changes and sums of its own figures.

Each check says its sum in words for the claims concerned, so that a reader can follow it with a pencil. A figure
stands for the interval that its last written digit leaves open; only what no value of the intervals can explain is
said not to agree. Where the article does not show that figures belong together, nothing is said.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache
from itertools import combinations, pairwise

from pydantic import ConfigDict, Field

from claims.grouping import grouped
from claims.language import Words, read_words
from claims.matching.texts.overlapping import Overlapping
from claims.matching.words.folding import HAN
from claims.model import Qualifier, Quantity, QuantityClaim, UnitKind
from claims.numbers import canonical_unit, convert, same_dimension
from claims.sentences import split_sentences
from sources.document import Span

_INTO_BRACKET = re.compile(r"\s*[(（]\s*[^\d()（）]{0,24}")
_LAST_WORD = re.compile(r"(\w+)\W*\Z")
REACH = 24
"""Characters between two figures of one "from A to B": a unit, a noun with its adjective, and the word itself."""
_STOP = re.compile(r"[.;!?。；！？]")
NEAR = 300
"""Characters between a count and the ordinal that follows from it: the sentence after, or the one after that."""
WHOLE = Decimal(100)
MOST_SHARES = 8
"""Shares of one sentence that are tried together: 219 sums at the most."""
NEARLY_WHOLE = Decimal(5)
"""Percentage points off 100 up to which a list of shares was meant to be whole."""


@dataclass(frozen=True, slots=True)
class Remark:
    """A sum on figures of the article: the claims it concerns, whether it comes out, and the sum in words."""

    claims: tuple[str, ...]
    agrees: bool
    text: str


def find_remarks(text: str, language: str, claims: Iterable[QuantityClaim]) -> tuple[Remark, ...]:
    """Every sum that the article's figures allow, in the order of the figures. Pure and deterministic."""
    figures = sorted((claim for claim in claims if claim.quantity.value.is_finite()), key=lambda claim: claim.span)
    sentences = _by_sentence(split_sentences(text, language), figures)
    return (
        *_conversions(text, language, figures),
        *_ordinals(text, figures),
        *(remark for sentence in sentences for remark in _changes(text, sentence)),
        *(remark for sentence in sentences for remark in _shares(sentence)),
    )


def _by_sentence(sentences: Iterable[Span], figures: Sequence[QuantityClaim]) -> list[list[QuantityClaim]]:
    """The figures that lie in each sentence."""
    spans = Overlapping([claim.span for claim in figures])
    over = ((sentence, [figures[number] for number in spans.numbers(sentence)]) for sentence in sentences)
    return [[claim for claim in found if sentence.contains(claim.quantity.core)] for sentence, found in over]


@dataclass(frozen=True, slots=True)
class _Rate:
    pair: tuple[str, str]
    value: Decimal
    low: Decimal
    high: Decimal
    claims: tuple[str, str]


def _conversions(text: str, language: str, figures: Sequence[QuantityClaim]) -> Iterator[Remark]:
    """A sum and its conversion in brackets: the rate between currencies, the exact factor between measures."""
    rates: dict[tuple[str, str], _Rate] = {}
    for one, other in pairwise(figures):
        if not _INTO_BRACKET.fullmatch(text[one.span.end : other.span.start]):
            continue
        a, b = one.quantity, other.quantity
        if a.unit_kind is b.unit_kind is UnitKind.CURRENCY and a.unit != b.unit and b.value and a.value:
            rate = _rate(one, other)
            yield _rate_remark(rate, a, b, rates.get(rate.pair))
            rates.setdefault(rate.pair, rate)
        elif a.unit_kind is b.unit_kind is UnitKind.MEASURE:
            yield from _measured(one, other, language)


def _rate(one: QuantityClaim, other: QuantityClaim) -> _Rate:
    first, second = sorted((one, other), key=lambda claim: claim.quantity.unit)
    (low, high), (least, most) = interval(first.quantity), interval(second.quantity)
    value = first.quantity.value / second.quantity.value
    pair = (first.quantity.unit, second.quantity.unit)
    return _Rate(pair, value, low / most, high / least if least > 0 else value, (one.id, other.id))


def _rate_remark(rate: _Rate, a: Quantity, b: Quantity, earlier: _Rate | None) -> Remark:
    worth = f"{_figure(a)} / {_figure(b)} = {_short(a.value / b.value)} {a.unit} for one {b.unit}"
    if earlier is None:
        return Remark(rate.claims, True, f"in the article: {worth}")
    agrees = rate.low <= earlier.high and earlier.low <= rate.high
    same = "the same rate as" if agrees else "not the rate of"
    known = f"{_short(earlier.value)} {rate.pair[0]} for one {rate.pair[1]}"
    return Remark((*rate.claims, *earlier.claims), agrees, f"in the article: {worth}, {same} the pair before ({known})")


def _measured(one: QuantityClaim, other: QuantityClaim, language: str) -> Iterator[Remark]:
    a, b = one.quantity, other.quantity
    from_, to = (canonical_unit(q.unit, q.unit_kind, language) or q.unit for q in (a, b))
    if from_ == to or not same_dimension(from_, to):
        return
    exact = convert(a.value, from_, to)
    low, high = (convert(value, from_, to) for value in interval(a))
    least, most = interval(b)
    agrees = low <= most and least <= high
    says = "" if agrees else f", not {_figure(b)}"
    yield Remark((one.id, other.id), agrees, f"in the article: {_figure(a)} = {_short(exact)} {b.unit}{says}")


def _ordinals(text: str, figures: Sequence[QuantityClaim]) -> Iterator[Remark]:
    """Twenty-one held so far, the 22nd to come: the count and the ordinal of the same thing."""
    counts = [claim for claim in figures if claim.quantity.unit_kind in {UnitKind.COUNT, UnitKind.MULTIPLE}]
    counted = Overlapping([claim.span for claim in counts])
    for ordinal in (claim for claim in figures if claim.quantity.unit_kind is UnitKind.ORDINAL):
        noun = _head(ordinal.quantity.unit)
        if len(noun) < 2:
            continue
        before = Span(max(0, ordinal.span.start - NEAR - 1), ordinal.span.start)
        for count in (counts[number] for number in counted.numbers(before)):
            # What was counted is named right after the count, in its own sentence.
            after = text[count.quantity.core.end : count.span.end + len(noun) + 12]
            named = _STOP.split(after, maxsplit=1)[0].casefold()
            if 0 < ordinal.span.start - count.span.end <= NEAR and noun in named:
                yield _ordinal_remark(count, ordinal)
                break


def _ordinal_remark(count: QuantityClaim, ordinal: QuantityClaim) -> Remark:
    held, place = count.quantity.value, ordinal.quantity.value
    agrees = place in {held, held + 1}
    follows = "follows from" if agrees else "does not follow from"
    words = f"in the article: number {_short(place)} {follows} {_short(held)} so far"
    return Remark((count.id, ordinal.id), agrees, words)


def _changes(text: str, sentence: Sequence[QuantityClaim]) -> Iterator[Remark]:
    """From A to B, up C per cent (or points): the change that A and B make, against the one that is given."""
    for one, other in pairwise(sentence):
        a, b = one.quantity, other.quantity
        if not _alike(a, b) or not from_to(text, a.core, b.core):
            continue
        wanted = "pp" if b.unit_kind is UnitKind.PERCENT else "%"
        given = [c for c in sentence if c.quantity.unit == wanted and c not in (one, other)]
        if len(given) == 1 and (wanted == "pp" or a.value > 0):
            yield _change_remark(replace(one, quantity=_scaled(a, b)), other, given[0], in_points=wanted == "pp")


def from_to(text: str, a: Span, b: Span, reach: int = REACH) -> bool:
    """Whether a text goes from the figure at `a` to the one at `b`."""
    words = _sum_words()
    before, between = text[max(0, a.start - REACH) : a.start].casefold(), text[a.end : b.start].casefold()
    if len(between) > reach or _STOP.search(between):
        return False
    return _says(before, words.from_, last=True) and _says(between, words.to, last=False)


def to_from(text: str, a: Span, b: Span) -> bool:
    """Whether a text goes to the figure at `a` from the older one at `b`: rose to 40 from 30."""
    between = text[a.end : b.start].casefold()
    return len(between) <= REACH and is_reached(text, a.start) and _says(between, _sum_words().from_, last=True)


def instead_of(text: str, a: Span, b: Span, reach: int = REACH) -> bool:
    """Whether a text has the figure at `a` instead of the one at `b`: 8 million instead of 5."""
    between = text[a.end : b.start].casefold()
    return len(between) <= reach and any(between.rstrip().endswith(words) for words in _sum_words().instead)


def against(text: str, a: Quantity, b: Quantity) -> bool:
    """Whether a text holds the figure `a` against an older one right after it: 64 per cent, against 61."""
    vote = a.unit_kind is b.unit_kind is UnitKind.COUNT
    return not vote and is_held_against(text, a.span, b.span)


def is_held_against(text: str, a: Span, b: Span, reach: int = REACH) -> bool:
    """The same of any two figures, those of a vote, too: 30 for, against 20."""
    between = text[a.end : b.start].casefold()
    said = between.rstrip()
    return len(between) <= reach and any(_ends(said, words) for words in _sum_words().against)


def _ends(text: str, words: str) -> bool:
    return text.endswith(words) and (HAN.search(words) is not None or not text[: -len(words)][-1:].isalpha())


def is_after_from(between: str) -> bool:
    """Whether what stands between two figures makes the second the older one: revised to 40, from 30."""
    at = max(between.rfind(mark) for mark in _OPENING)
    said = between[at + 1 :].strip().casefold()
    return at >= 0 and len(between) <= REACH and said in {*_sum_words().from_, *_sum_words().against}


def is_reached(text: str, at: int) -> bool:
    """Whether a text goes to the figure at `at`: a rise to 40 per cent, not by 40."""
    return _says(text[max(0, at - REACH) : at].casefold(), _sum_words().to, last=True)


def _says(stretch: str, words: tuple[str, ...], *, last: bool) -> bool:
    """Whether a stretch ends with one of the words; a Chinese one may stand anywhere where `last` does not ask."""
    end = _LAST_WORD.search(stretch)
    written = {word for word in words if word.isascii() or not HAN.search(word)}
    if end and end[1] in written:
        return True
    unspaced = [word for word in words if word not in written]
    return any(stretch.rstrip().endswith(word) if last else word in stretch for word in unspaced)


_OPENING = frozenset(",(，（")


class SumWords(Words):
    """`from_` and `to`: the words right before the two figures of a change; `instead` those before the older one.

    `against` are those before the older one where a comma stands between the two.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)

    from_: tuple[str, ...] = Field(alias="from")
    to: tuple[str, ...]
    instead: tuple[str, ...]
    against: tuple[str, ...]


@cache
def _sum_words() -> SumWords:
    return read_words("und", "sums", SumWords)


def _scaled(a: Quantity, b: Quantity) -> Quantity:
    """In "from 46 to 58 million" the first figure shares the scale of the second."""
    if a.unit or a.value <= 0 or b.value / a.value < 1000:
        return a
    # The last written digit of the second tells its scale, up to the digits after its separator.
    scale = Decimal(10) ** (-(-b.step.adjusted() // 3) * 3)
    return replace(a, value=a.value * scale, step=a.step * scale)


def _alike(a: Quantity, b: Quantity) -> bool:
    kinds = {UnitKind.CURRENCY, UnitKind.PERCENT, UnitKind.MEASURE, UnitKind.COUNT}
    same_unit = a.unit == b.unit or not a.unit
    return b.unit_kind in kinds and (same_unit and a.unit_kind in {b.unit_kind, UnitKind.COUNT})


def _change_remark(one: QuantityClaim, other: QuantityClaim, given: QuantityClaim, *, in_points: bool) -> Remark:
    a, b, c = one.quantity, other.quantity, given.quantity
    (low, high), (least, most) = interval(a), interval(b)
    if in_points:
        change, between = b.value - a.value, sorted((abs(least - high), abs(most - low)))
        sum_ = f"{_short(b.value)} - {_short(a.value)} = {_short(change)} points"
    else:
        change = (b.value - a.value) / a.value * 100
        ends = [(y - x) / x * 100 for x, y in ((high, least), (low, most)) if x > 0] or [change]
        between = sorted(abs(end) for end in ends)
        sum_ = f"from {_short(a.value)} to {_short(b.value)} is {_short(change)} %"
    floor, ceiling = interval(c)
    agrees = floor <= between[-1] and between[0] <= ceiling
    says = "" if agrees else f", not {_short(c.value)}"
    return Remark((one.id, other.id, given.id), agrees, f"in the article: {sum_}{says}")


def _shares(sentence: Sequence[QuantityClaim]) -> Iterator[Remark]:
    """Three shares or more of a sentence that make the whole; or all of them, where they nearly do."""
    shares = [claim for claim in sentence if claim.quantity.unit == "%" and claim.quantity.max is None]
    if any(not 0 < claim.quantity.value < WHOLE for claim in shares):
        return
    shares = shares[:MOST_SHARES]
    for size in range(len(shares), 2, -1):
        part = next(filter(_is_whole, combinations(shares, size)), None)
        if part:
            yield _share_remark(part, agrees=True)
            return
    if len(shares) > 2 and abs(_total(shares) - WHOLE) <= NEARLY_WHOLE:
        yield _share_remark(shares, agrees=False)


def _is_whole(shares: Sequence[QuantityClaim]) -> bool:
    slack = sum((claim.quantity.step / 2 for claim in shares), Decimal(0))
    hedged = any(claim.quantity.qualifier is not Qualifier.EXACT for claim in shares)
    return abs(_total(shares) - WHOLE) <= (NEARLY_WHOLE if hedged else slack)


def _total(shares: Sequence[QuantityClaim]) -> Decimal:
    return sum((claim.quantity.value for claim in shares), Decimal(0))


def _share_remark(shares: Sequence[QuantityClaim], *, agrees: bool) -> Remark:
    sum_ = " + ".join(_short(claim.quantity.value) for claim in shares)
    says = "" if agrees else ", not 100"
    return Remark(
        tuple(claim.id for claim in shares), agrees, f"in the article: {sum_} = {_short(_total(shares))} %{says}"
    )


def interval(quantity: Quantity) -> tuple[Decimal, Decimal]:
    """The least and the greatest value that a figure stands for, by its last written digit."""
    half = quantity.step / 2
    return quantity.value - half, (quantity.max if quantity.max is not None else quantity.value) + half


def _head(unit: str) -> str:
    return unit.split(maxsplit=1)[0].casefold() if unit.split() else ""


def _figure(quantity: Quantity) -> str:
    return f"{_short(quantity.value)} {quantity.unit}".strip()


def _short(value: Decimal) -> str:
    """Four significant digits, or all of a whole number, grouped by three."""
    if value == value.to_integral_value():
        return grouped(value)
    digits = max(0, 3 - value.adjusted())
    return grouped(Decimal(f"{value:.{min(digits, 6)}f}"))


def remarks_by_claim(remarks: Iterable[Remark]) -> dict[str, tuple[Remark, ...]]:
    """The remarks of each claim, by its id."""
    found: dict[str, list[Remark]] = {}
    for remark in remarks:
        for claim in dict.fromkeys(remark.claims):
            found.setdefault(claim, []).append(remark)
    return {claim: tuple(said) for claim, said in found.items()}
