"""Every case of fixtures/cases/quantities, and every entry of the language data through the case files' templates."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from decimal import Decimal
from functools import cache
from itertools import product
from pathlib import Path
from typing import Any

import pytest

from claims.language import OURS, read_words
from claims.model import Quantity, UnitKind
from claims.numbers import canonical_unit, find_quantities
from claims.numbers.lexical.vocabulary import NumberWords
from tests.tables import Row, each_row

CASES = Path(__file__).parents[3] / "fixtures" / "cases" / "quantities"
WITH_FIGURES = (*OURS, "ja")
"""Japanese has the words of its figures, and no others yet."""
NO_FIGURES = ("labels", "months", "idioms", "year_cues", "label_after")
TOLERANCE = Decimal("1e-5")
"""Fractions are written to six places in the cases."""


@cache
def case_file(language: str) -> dict[str, Any]:
    return tomllib.loads((CASES / f"{language}.toml").read_text("utf-8"))


def case_files(language: str) -> list[dict[str, Any]]:
    """Every file of cases of a language: one with a template for each table, the news, the short phrases."""
    files = (*CASES.glob(f"{language}.toml"), *sorted(CASES.glob(f"*/{language}.toml")))
    return [tomllib.loads(file.read_text("utf-8")) for file in files]


def written_cases() -> Iterator[Row]:
    for language, data in ((code, data) for code in WITH_FIGURES for data in case_files(code)):
        known = {case[0]: case[1] for case in data.get("known_failures", [])}
        for text, *expected in data["cases"]:
            yield Row(language, text, (language, text, expected), known.get(text, ""))


def described(quantity: Quantity) -> str:
    top = "" if quantity.max is None else f"..{quantity.max.normalize():f}"
    return " | ".join(
        (quantity.text, f"{quantity.value.normalize():f}{top}", quantity.unit_kind, quantity.unit, quantity.qualifier)
    )


def agrees(expected: str, quantity: Quantity) -> bool:
    span, value, kind, unit, qualifier = (*(part.strip() for part in expected.split("|")), "exact")[:5]
    low, _, high = value.partition("..")
    near = abs(Decimal(low) - quantity.value) <= abs(Decimal(low)) * TOLERANCE
    top = quantity.max is None if not high else quantity.max == Decimal(high)
    told = (quantity.text, quantity.unit_kind.value, quantity.unit, quantity.qualifier.value)
    return near and top and told == (span, kind, unit, qualifier)


@each_row(written_cases())
def test_a_case_is_found_as_written(language: str, text: str, expected: list[str]) -> None:
    check_case(language, text, expected)


def check_case(language: str, text: str, expected: list[str]) -> None:
    found = find_quantities(text, language)
    assert len(found) == len(expected), [described(quantity) for quantity in found]
    for want, quantity in zip(expected, found, strict=True):
        assert agrees(want, quantity), described(quantity)


@pytest.mark.parametrize("language", WITH_FIGURES)
def test_known_failures_are_few_and_are_cases(language: str) -> None:
    for data in case_files(language):
        texts = {case[0] for case in data["cases"]}
        failing = [case[0] for case in data.get("known_failures", [])]
        assert set(failing) <= texts
        assert len(failing) <= 0.03 * len(texts)


AT_LEAST = {"fr": 120, "en": 120, "zh": 120, "es": 120, "de": 120, "pt": 60, "it": 60, "nl": 60}
"""Cases a language has to have."""


@pytest.mark.parametrize("language", OURS)
def test_there_are_enough_cases(language: str) -> None:
    assert sum(len(data["cases"]) for data in case_files(language)) >= AT_LEAST[language]


def entries() -> Iterator[Row]:
    """Every entry of every table that a template of the case file covers."""
    for language in OURS:
        words = read_words(language, "numbers", NumberWords)
        for key, template in case_file(language)["over"].items():
            for word, worth in entries_of(words, key):
                if key == "numerals" and word in (*words.articles, "uno"):
                    continue  # an article is no figure by itself
                if key == "ordinals" and worth == 1:
                    continue  # "first" claims nothing
                if key == "fractions" and worth == 2 and language != "zh":
                    continue  # two halves are no fraction
                yield Row(f"{language} {key}", word, (language, key, template, word, worth))


def entries_of(words: NumberWords, key: str) -> list[tuple[str, Any]]:
    table = getattr(words, key)
    if key in ("before", "after", "after_units", "tails"):
        return [(word, qualifier) for qualifier, many in table.items() for word in many]
    return list(table.items()) if isinstance(table, dict) else [(word, None) for word in table]


@each_row(entries())
def test_an_entry_of_the_data_works(language: str, key: str, template: str, word: str, worth: Any) -> None:
    if key == "months" and language in ("en", "de"):
        word = word.capitalize()
    found = find_quantities(template.replace("{}", word), language)
    if key in NO_FIGURES:
        assert not found, [described(quantity) for quantity in found]
        return
    assert found, template.replace("{}", word)
    check_entry(language, key, worth, found[-1])


def check_entry(language: str, key: str, worth: Any, found: Quantity) -> None:
    symbol = canonical_unit(found.unit, found.unit_kind, language)
    shares = {"percent": "%", "points": "pp", "basis_points": "bp"}
    kinds = {
        "currencies": UnitKind.CURRENCY,
        "ordinals": UnitKind.ORDINAL,
        "age_before": UnitKind.AGE,
        "age_after": UnitKind.AGE,
        "fractions": UnitKind.RATIO,
    }
    right = {
        **dict.fromkeys(shares, symbol == shares.get(key)),
        **dict.fromkeys(("currencies", "currency_signs", "measures", "durations", "symbols"), symbol == worth),
        **dict.fromkeys(("scales", "abbreviations", "money_abbreviations"), _is_scaled(found, worth)),
        **dict.fromkeys(("numerals", "multiples", "multiple_nouns", "ordinals"), found.value == worth),
        **dict.fromkeys(("before", "after"), found.qualifier == worth),
        **dict.fromkeys(("counters", "classifiers", "nouns"), found.unit_span is not None),
        "collectives": isinstance(worth, int) and found.value == 2 * worth,
        "fractions": isinstance(worth, int) and abs(round(found.value * worth) - found.value * worth) < TOLERANCE,
        "comparers": found.unit_kind is UnitKind.MULTIPLE and (found.value > 1) is worth,
        "negatives": found.value == -12,
        "age_before": found.value == 50,
        "age_after": found.value == 12,
        "bases_before": found.unit.endswith(f"/{worth}"),
    }
    assert right[key], described(found)
    assert found.unit_kind is kinds.get(key, found.unit_kind), described(found)


def _is_scaled(found: Quantity, worth: Any) -> bool:
    return isinstance(worth, int) and found.value == 5 * Decimal(10) ** worth


def sentences() -> Iterator[Row]:
    """Every entry of a table in each of the sentences that `each` has for it."""
    for language in OURS:
        words = read_words(language, "numbers", NumberWords)
        for key, templates in case_file(language).get("each", {}).items():
            for (text, *expected), (word, _) in product(templates, entries_of(words, key)):
                named = word[:1].upper() + word[1:]  # {^}: the entry as a German noun, or at the head of a sentence
                case = [part.replace("{}", word).replace("{^}", named) for part in (text, *expected)]
                yield Row(f"{language} {key}", case[0], (language, case[0], case[1:]))


@each_row(sentences())
def test_an_entry_does_its_work_in_a_sentence(language: str, text: str, expected: list[str]) -> None:
    check_case(language, text, expected)
