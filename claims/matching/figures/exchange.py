"""Sums that an article converts itself: £4 m (about €4.7 m) where the sources know pounds alone.

No source gives the converted sum, so the rate is looked at instead: whether the two currencies stood so to each other
in some year. That tells a conversion from a slip, not the rate of one day from that of the next.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from functools import cache
from itertools import pairwise

from claims.language import Words, read_words
from claims.model import Claim, Finding, FindingKind, Qualifier, Quantity, QuantityClaim, UnitKind

_ASIDE = Decimal("0.06")
"""How far the rate of a day may be from the average of its year: more than that of most days is, between large
currencies."""
_FAR = 2
"""How many times a rate must be above or below all that there were before the conversion is wrong, and not of an older
year: it is a slip of a digit or of the scale then, or of the currency."""
_BRACKET = re.compile(r"\s*[(（\[]\s*[^\d()（）\[\]]{0,24}")
_FINE = frozenset({FindingKind.MATCH, FindingKind.ROUNDED})


class ExchangeWords(Words):
    """`joined`: what stands between a sum and its conversion, in all languages.

    `per_dollar`: by currency, what one US dollar cost on average in `first_year` and each year after it.
    """

    first_year: int
    joined: tuple[str, ...]
    per_dollar: dict[str, tuple[Decimal, ...]]


def with_conversions(text: str, claims: Sequence[Claim], findings: Sequence[Finding]) -> tuple[Finding, ...]:
    """The findings, with each sum that no source has judged by the one that it converts, where a source has that."""
    found = list(findings)
    figures = [(claim.quantity, number) for number, claim in enumerate(claims) if isinstance(claim, QuantityClaim)]
    for (first, one), (second, other) in pairwise(sorted(figures, key=lambda figure: figure[0].span)):
        if not _joins(text[first.span.end : second.span.start], second) or not _are_sums(first, second):
            continue
        if found[one].finding is FindingKind.ABSENT and found[other].finding in _FINE:
            found[one] = _judged(first, second, found[other]) or found[one]
        elif found[other].finding is FindingKind.ABSENT and found[one].finding in _FINE:
            found[other] = _judged(second, first, found[one]) or found[other]
    return tuple(found)


def _joins(between: str, second: Quantity) -> bool:
    """Whether what stands between two sums makes the second one the first, converted: a bracket, a word, "about"."""
    said = between.casefold().strip(" ,，;\u00a0\u202f")
    if not said:
        return bool(between.strip()) and second.qualifier is Qualifier.ABOUT
    return said in _words().joined or _BRACKET.fullmatch(between) is not None


def _are_sums(ours: Quantity, theirs: Quantity) -> bool:
    """Whether both are money, in two currencies, and of the same base: a sum, or euros a day and pounds a day."""
    money = ours.unit_kind is theirs.unit_kind is UnitKind.CURRENCY
    other = ours.unit[:3] != theirs.unit[:3] and ours.unit[3:] == theirs.unit[3:]
    return money and other and ours.value > 0 and theirs.value > 0 and ours.max is None and theirs.max is None


def _judged(ours: Quantity, theirs: Quantity, known: Finding) -> Finding | None:
    """The finding for a converted sum by the rate that it implies; None where a currency's rates are not known."""
    rates = list(_rates(ours.unit[:3], theirs.unit[:3]))
    if not rates:
        return None
    implied = ours.value / theirs.value
    half = ours.step / 2 / theirs.value
    fits = any(abs(implied - rate) <= half + rate * _ASIDE for rate in rates)
    low, high = min(rates), max(rates)
    if not fits and low / _FAR <= implied <= high * _FAR:
        return None
    years = f"{_words().first_year} to {_words().first_year + len(rates) - 1}"
    sums = f"“{ours.text}” for “{theirs.text}”, which a source has, is {_short(implied)} {ours.unit[:3]}"
    reason = f"{sums} for one {theirs.unit[:3]}; it was {_short(low)} to {_short(high)} in {years}"
    kind, detail = (FindingKind.ROUNDED, "converted") if fits else (FindingKind.CONFLICT, "value")
    return replace(known, finding=kind, detail=detail, others=(), reasons=(reason,))


def _rates(one: str, other: str) -> Iterator[Decimal]:
    """What a unit of the other currency cost in the one, year by year."""
    known = {"USD": (Decimal(1),) * max(map(len, _words().per_dollar.values())), **_words().per_dollar}
    if one in known and other in known:
        yield from (ours / theirs for ours, theirs in zip(known[one], known[other], strict=True))


def _short(rate: Decimal) -> str:
    return f"{rate:.3g}" if rate < 1000 else f"{rate:.0f}"


@cache
def _words() -> ExchangeWords:
    return read_words("und", "exchange", ExchangeWords)
