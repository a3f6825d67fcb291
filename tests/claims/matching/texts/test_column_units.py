"""What the head of a table says of the figures under it."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.language import OURS
from claims.matching.texts.column_units import unit_said


@pytest.mark.parametrize(
    ("words", "language", "scale", "unit"),
    [
        ("£m", "en", "1000000", "GBP"),
        ("$bn", "en", "1000000000", "USD"),
        ("Umsatz (Mio. Euro)", "de", "1000000", "EUR"),
        ("Angaben in Mrd. kWh", "de", "1000000000", "kWh"),
        ("in 1.000 t", "de", "1000", "t"),
        ("Personen in Tsd.", "de", "1000", ""),
        ("en millions d’euros", "fr", "1000000", "EUR"),
        ("Passagers (en milliers)", "fr", "1000", ""),
        ("'000 tonnes", "en", "1000", "t"),
        ("Passengers (thousands)", "en", "1000", ""),
        ("Importe (millones de euros)", "es", "1000000", "EUR"),
        ("Abitanti (migliaia)", "it", "1000", ""),
        ("x 1.000 euro", "nl", "1000", "EUR"),
        ("mil milhões de euros", "pt", "1000000000", "EUR"),
        ("金额（亿元）", "zh", "100000000", "CNY"),
        ("单位:万吨", "zh", "10000", "t"),
        ("Rate, %", "en", "1", "%"),
        ("Age (years)", "en", "1", "years"),
    ],
)
def test_it_says_a_unit(words: str, language: str, scale: str, unit: str) -> None:
    said = unit_said(words, language)
    assert said is not None
    assert (said.value / 2, said.unit) == (Decimal(scale), unit)


@pytest.mark.parametrize(
    ("words", "language"),
    [
        ("Turnover", "en"),
        ("2023–24", "en"),
        ("2019", "fr"),
        ("Loss for the year", "en"),
        ("Year to June", "en"),
        ("Number of people", "en"),
        ("Deaths per 1,000 inhabitants", "en"),
        ("Casi per 100.000 abitanti", "it"),
        ("", "en"),
    ],
)
def test_it_says_none(words: str, language: str) -> None:
    assert unit_said(words, language) is None


@given(st.text(max_size=100), st.sampled_from(OURS))
def test_no_head_makes_it_raise(words: str, language: str) -> None:
    unit_said(words, language)
