"""Whole articles of writers who had not seen the engine: every quotation, but for those known to come out wrong."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from claims.model import Mode, Quote
from claims.quotes import find_quotes
from tests.tables import Row, each_row

ARTICLES = Path(__file__).parents[3] / "fixtures" / "cases" / "quotes" / "articles"
LEAST_RIGHT = 0.75
"""Of the quotations of a language: found, whose, and in which mode, all three."""


def articles() -> list[Row]:
    return [
        Row(file.stem, case["phenomenon"], (file.stem, case))
        for file in sorted(ARTICLES.glob("*.toml"))
        for case in tomllib.loads(file.read_text("utf-8"))["case"]
    ]


def name_of(quote: Quote) -> str:
    return (quote.speaker.name if quote.speaker else "").casefold()


def wrong(case: dict[str, Any], language: str) -> tuple[list[str], list[str], list[str]]:
    """The words of each quotation that comes out wrong, what is found besides, and what is not seen as reported."""
    quotes = find_quotes(case["text"], language)
    left = [[quote.text, name_of(quote), quote.mode.value] for quote in quotes if quote.mode is not Mode.INDIRECT]
    reported = [(quote.text, name_of(quote)) for quote in quotes if quote.mode is Mode.INDIRECT]
    unreported = [
        words
        for words, speaker in case.get("reported", [])
        if not any(words in clause and name == speaker.casefold() for clause, name in reported)
    ]
    fails = []
    for words, speaker, mode in case["quotes"]:
        same = [one for one in left if one[0] == words]
        right = [one for one in same if one == [words, speaker.casefold(), mode]]
        if not right:
            fails.append(words)
        for one in (right or same)[:1]:
            left.remove(one)
    return fails, [one[0] for one in left], unreported


@each_row(articles())
def test_an_article_comes_out_as_known(language: str, case: dict[str, Any]) -> None:
    fails, extra, unreported = wrong(case, language)
    assert fails == case.get("fails", []), "what comes right has to leave `fails`"
    assert extra == case.get("extra", [])
    assert unreported == case.get("unreported", [])


@pytest.mark.parametrize("file", sorted(ARTICLES.glob("*.toml")), ids=lambda file: file.stem)
def test_most_quotations_are_right(file: Path) -> None:
    cases = tomllib.loads(file.read_text("utf-8"))["case"]
    fails = sum(len(case.get("fails", [])) for case in cases)
    assert fails <= (1 - LEAST_RIGHT) * sum(len(case["quotes"]) for case in cases)
