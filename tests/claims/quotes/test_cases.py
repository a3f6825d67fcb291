"""Every case of fixtures/cases/quotes: the words, the speaker, the mode."""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from claims.language import OURS
from claims.model import Mode, Quote
from claims.quotes import find_quotes
from tests.tables import Row, each_row

CASES = Path(__file__).parents[3] / "fixtures" / "cases" / "quotes"
AT_LEAST = {"fr": 60, "en": 60, "de": 40, "es": 40, "zh": 40, "pt": 25, "it": 25, "nl": 15}
"""Cases a language has to have."""


@cache
def cases_of(language: str) -> list[dict[str, Any]]:
    cases: list[dict[str, Any]] = tomllib.loads((CASES / f"{language}.toml").read_text("utf-8"))["case"]
    return cases


def written_cases() -> Iterator[Row]:
    for language in OURS:
        for case in cases_of(language):
            yield Row(language, case["phenomenon"], (language, case), case.get("fails", ""))


def name_of(quote: Quote) -> str:
    return "" if quote.speaker is None else quote.speaker.name


@each_row(written_cases())
def test_quotes_have_their_speaker_and_mode(language: str, case: dict[str, Any]) -> None:
    quotes = find_quotes(case["text"], language)
    marked = [[quote.text, name_of(quote), quote.mode.value] for quote in quotes if quote.mode is not Mode.INDIRECT]
    assert marked == case["quotes"]
    if "indirect" in case:
        assert [[quote.text, name_of(quote)] for quote in quotes if quote.mode is Mode.INDIRECT] == case["indirect"]


@pytest.mark.parametrize("language", OURS)
def test_there_are_enough_cases_and_each_has_a_name_of_its_own(language: str) -> None:
    names = Counter(case["phenomenon"] for case in cases_of(language))
    assert sum(names.values()) >= AT_LEAST[language]
    assert [name for name, times in names.items() if times > 1] == []
