"""Sums that the article converts: judged by the rate, with every joint and every currency of the data."""

from __future__ import annotations

from decimal import Decimal

import pytest

from claims.language import read_words
from claims.matching.figures.exchange import ExchangeWords
from claims.matching.words.folding import HAN
from claims.model import FindingKind
from tests.claims.matching.cases import Case

WORDS = read_words("und", "exchange", ExchangeWords)


def found(article: str, claim: str, source: str, language: str = "en") -> tuple[FindingKind, str, tuple[str, ...]]:
    case = Case("exchange", "number", (language, "en"), article, source, "", "", claim)
    judged = case.judged()
    assert judged is not None
    return judged[1].finding, judged[1].detail, judged[1].reasons


@pytest.mark.parametrize("word", WORDS.joined)
def test_every_joint_makes_a_conversion(word: str) -> None:
    if HAN.match(word):
        article, claim, language = f"这架管风琴耗资3400万美元，{word}2.4亿元。", "2.4", "zh"
    else:
        article, claim, language = f"The organ cost 34 million dollars, {word} 29 million euros.", "29", "en"
    assert found(article, claim, "The organ cost 34 million dollars.", language)[0] is FindingKind.ROUNDED


@pytest.mark.parametrize("currency", WORDS.per_dollar)
def test_every_currency_has_a_rate_for_each_year(currency: str) -> None:
    rates = WORDS.per_dollar[currency]
    assert len(rates) == len(WORDS.per_dollar["EUR"])
    assert all(rate > 0 for rate in rates)
    assert max(rates) < 2 * min(rates), "a currency that ran away says nothing about a conversion"


def test_the_reason_names_the_rate_and_the_years() -> None:
    kind, _, (reason,) = found("It cost £4m (about €4.7m).", "4.7", "It cost £4m.")
    assert kind is FindingKind.ROUNDED
    assert "1.18 EUR for one GBP" in reason
    assert str(WORDS.first_year) in reason


def test_a_rate_that_never_was_is_a_slip() -> None:
    assert found("It cost £4m (about €47m).", "47", "It cost £4m.")[:2] == (FindingKind.CONFLICT, "value")


def test_a_rate_of_another_time_is_left_alone() -> None:
    assert found("It cost £4m (about €6.4m).", "6.4", "It cost £4m.")[0] is FindingKind.ABSENT


def test_without_the_sum_itself_there_is_nothing_to_convert() -> None:
    assert found("It cost £4m (about €4.7m).", "4.7", "It was a cold day.")[0] is FindingKind.ABSENT


def test_the_rates_are_read_as_decimals() -> None:
    assert WORDS.per_dollar["EUR"][0] == Decimal("0.90")
