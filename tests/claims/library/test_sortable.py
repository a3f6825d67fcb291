"""Figures as text that sorts as they do."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.library.sortable import sortable, value_of

FIGURES = st.decimals(allow_nan=False, allow_infinity=False, min_value=Decimal("-1e60"), max_value=Decimal("1e60"))


@given(FIGURES, FIGURES)
def test_keys_stand_as_the_figures_do(one: Decimal, other: Decimal) -> None:
    assert (sortable(one) < sortable(other)) == (one < other)
    assert (sortable(one) == sortable(other)) == (one == other)


@given(FIGURES)
def test_a_key_gives_back_its_figure_to_the_last_digit(figure: Decimal) -> None:
    assert value_of(sortable(figure)) == figure


@pytest.mark.parametrize(
    ("less", "more"),
    [
        ("0.1", "0.10000000000000000000000000000000000001"),  # one floating-point number
        ("-12", "-11.9"),
        ("-0.5", "0"),
        ("0", "1e-40"),
        ("9.99e5", "1e6"),
        ("1400000000", "1.4000000001e9"),
    ],
)
def test_what_is_less_comes_first(less: str, more: str) -> None:
    assert sortable(Decimal(less)) < sortable(Decimal(more))


@pytest.mark.parametrize("key", ["", "p", "x050001", "p0500", "12"])
def test_what_is_no_key_is_refused(key: str) -> None:
    with pytest.raises(ValueError, match=r"no key|invalid literal"):
        value_of(key)
