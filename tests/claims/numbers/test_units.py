"""Units: symbols of written words, dimensions, exact conversion."""

from __future__ import annotations

from decimal import Decimal

import pytest

from claims.model import UnitKind
from claims.numbers import canonical_unit, compare_units, convert, dimension, find_quantities, same_dimension


@pytest.mark.parametrize(
    ("unit", "kind", "language", "symbol"),
    [
        ("ans", UnitKind.DURATION, "fr", "a"),
        ("Jahren", UnitKind.DURATION, "de", "a"),
        ("years", UnitKind.AGE, "en", "a"),
        ("", UnitKind.AGE, "en", "a"),
        ("个月", UnitKind.DURATION, "zh", "mo"),
        ("GWh/a", UnitKind.MEASURE, "fr", "GWh/a"),
        ("EUR", UnitKind.CURRENCY, "es", "EUR"),
        ("%", UnitKind.PERCENT, "it", "%"),
        ("habitants", UnitKind.COUNT, "fr", ""),
        ("votes", UnitKind.COUNT, "en", ""),
    ],
)
def test_a_written_unit_has_one_symbol_in_every_language(unit: str, kind: UnitKind, language: str, symbol: str) -> None:
    assert canonical_unit(unit, kind, language) == symbol


@pytest.mark.parametrize(
    ("value", "a", "b", "expected"),
    [
        ("2.5", "mi", "km", "4.02336"),
        ("11", "ft", "m", "3.3528"),
        ("1", "ha", "m2", "10000"),
        ("1", "ac", "m2", "4046.8564224"),
        ("1", "km2", "ha", "100"),
        ("2", "t", "kg", "2000"),
        ("1", "lb", "g", "453.59237"),
        ("1.08", "GW", "MW", "1080"),
        ("12", "GWh", "kWh", "12000000"),
        ("1", "hm3", "m3", "1000000"),
        ("18", "mo", "a", "1.5"),
        ("2", "decade", "a", "20"),
        ("36", "km/h", "m/s", "10"),
        ("900", "m3/d", "l/d", "900000"),
        ("100", "°C", "°F", "212"),
        ("32", "°F", "°C", "0"),
        ("58", "EUR/MWh", "EUR/kWh", "0.058"),
        ("25", "bp", "pp", "0.25"),
    ],
)
def test_conversion_is_exact(value: str, a: str, b: str, expected: str) -> None:
    assert same_dimension(a, b)
    assert round(convert(Decimal(value), a, b), 20) == Decimal(expected)


@pytest.mark.parametrize(
    ("a", "b"), [("km", "kg"), ("EUR", "USD"), ("%", "pp"), ("m3/s", "m3"), ("a", "EUR"), ("", "km")]
)
def test_different_things_do_not_convert(a: str, b: str) -> None:
    assert not same_dimension(a, b)
    with pytest.raises(ValueError, match="measure different things"):
        convert(Decimal(1), a, b)


def test_dimensions_have_names() -> None:
    assert dimension("km") == "length"
    assert dimension("m3/s") == "volume/time"
    assert dimension("CNY/t") == "CNY/mass"
    assert dimension("habitants") == ""


def test_quantities_in_two_languages_are_compared() -> None:
    (french,) = find_quantities("dix-huit mois de retard", "fr")
    (english,) = find_quantities("a year and a half later", "en")
    assert compare_units(french, english, "fr", "en") is True
    (people,) = find_quantities("300 people", "en")
    assert compare_units(french, people, "fr", "en") is False
    assert compare_units(people, people, "en", "en") is None
