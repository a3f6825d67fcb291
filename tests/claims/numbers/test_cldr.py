"""Our number words against CLDR (through Babel): what CLDR knows of scales and currencies, the engine reads alike."""

from __future__ import annotations

from decimal import Decimal

from babel import Locale
from babel.numbers import get_currency_name

from claims.language import OURS
from claims.model import UnitKind
from claims.numbers import find_quantities
from tests.tables import Row, each_row

CURRENCIES = ("EUR", "USD", "GBP", "JPY", "CNY", "CHF", "CAD", "AUD", "INR", "BRL", "RUB", "SEK", "NOK", "DKK", "PLN")
"""What the money of the news is in."""
OFFICIAL = {"CNY"}
"""CLDR has the official name (renminbi) where newsrooms write yuan; the code is tested all the same."""


NOT_AFTER_DIGITS = {("fr", "mille"), ("it", "mille miliardi")}
"""French and Italian write 5 000 and 5.000 miliardi; CLDR's pattern is for a program's own output."""


def scale_words() -> list[tuple[str, str, Decimal]]:
    """Each scale word of CLDR's long forms with its worth; Chinese has short forms only."""
    found = []
    for language in OURS:
        formats = Locale(language).compact_decimal_formats
        for patterns in (formats.get("long") or formats["short"]).values():
            for power, pattern in patterns.items():
                word = pattern.pattern.strip("0 \u00a0\u202f")
                if word and pattern.pattern.count("0") == 1 and (language, word) not in NOT_AFTER_DIGITS:
                    found.append((language, word, Decimal(power)))
    return sorted(set(found))


@each_row(Row(language, word, (language, word, worth)) for language, word, worth in scale_words())
def test_a_scale_word_of_cldr_has_its_worth(language: str, word: str, worth: Decimal) -> None:
    space = "" if language == "zh" else " "
    (quantity,) = find_quantities(f"5{space}{word}", language)
    assert quantity.value == 5 * worth


def currency_names() -> list[tuple[str, str, str]]:
    return [
        (language, code, get_currency_name(code, count=20, locale=language))
        for language in OURS
        for code in CURRENCIES
        if code not in OFFICIAL
    ]


@each_row(Row(language, name, (language, code, name)) for language, code, name in currency_names())
def test_a_currency_of_cldr_is_read_by_its_name(language: str, code: str, name: str) -> None:
    space = "" if language == "zh" else " "
    (quantity,) = find_quantities(f"20{space}{name}", language)
    assert (quantity.unit, quantity.unit_kind, quantity.value) == (code, UnitKind.CURRENCY, Decimal(20))


@each_row(Row(language, code, (language, code)) for language in OURS for code in CURRENCIES)
def test_a_currency_is_read_by_its_code(language: str, code: str) -> None:
    (quantity,) = find_quantities(f"20 {code}", language)
    assert (quantity.unit, quantity.unit_kind) == (code, UnitKind.CURRENCY)
