"""One look for many patterns finds what a search for each of them does."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

from claims.language import OURS
from claims.numbers.lexical.initials import by_initial
from claims.numbers.lexical.phrases import all_merged
from claims.numbers.lexical.view import View
from claims.numbers.lexical.words import load_lexicon
from claims.numbers.lookalikes import has_capital
from claims.numbers.scanning import Spans, around_patterns, look_over

CASES = Path(__file__).parents[3] / "fixtures" / "cases"


def texts(language: str) -> list[str]:
    figures = tomllib.loads((CASES / "quantities" / f"{language}.toml").read_text("utf-8"))["cases"]
    articles = tomllib.loads((CASES / "quotes" / "articles" / f"{language}.toml").read_text("utf-8"))["case"]
    return [*(case[0] for case in figures), "\n\n".join(case["text"] for case in articles)]


@pytest.mark.parametrize("language", OURS)
def test_every_pattern_finds_what_it_finds_alone(language: str) -> None:
    groups = all_merged(around_patterns(load_lexicon(language)))
    for text in texts(language):
        view = View.of(text, language)
        found = [one for group in groups for one in group.finditer(view.low) if has_capital(view, one)]
        alone = Spans(one.span() for one in found)
        begins, masked = look_over(view)
        assert begins == [figure.start() for figure in view.words.candidates.finditer(view.low)], text
        if "@" not in text and "www." not in text and "://" not in text and "isbn" not in view.low:
            assert list(map(masked.end_at, range(len(text)))) == list(map(alone.end_at, range(len(text)))), text


@pytest.mark.parametrize("language", OURS)
def test_the_letters_of_all_patterns_are_told(language: str) -> None:
    unknown = by_initial(load_lexicon(language).words.around_pattern).get("", ())
    assert all(pattern.startswith("(?<=") for pattern in unknown), "let it begin with a letter, or words in a group"


@pytest.mark.parametrize(
    ("pattern", "begun"),
    [
        ("am 5", {"a": "m 5"}),
        (r"(?<!\w)(?:mon|tues?|thurs)day", {"m": "onday", "t": "(?:ues?|hurs)day"}),
        ("(?P<capital>[lrd]) 5", {"[lrd]": " 5"}),
        (r"\d{3}0s", {r"\d": r"\d{2,2}0s"}),
        ("第?[一二]{1,9}号", {"第": "第{0}[一二]{1,9}号", "[一二]": "[一二]{0,8}号"}),
        (
            "(?:a|(?:b|c)d)?e",
            {"a": "(?:a|(?:b|c)d){0}e", "b": "d(?:a|(?:b|c)d){0}e", "c": "d(?:a|(?:b|c)d){0}e", "e": ""},
        ),
        (r"(?:le|du) \d(?! (?:%|h))(?<!x)(?= [ap]m)", {"l": r"e \d(?= [ap]m)", "d": r"u \d(?= [ap]m)"}),
        (r"[^a]b|\wc", {"": r"[^a]b"}),
    ],
)
def test_what_follows_each_letter_that_a_pattern_may_begin_with(pattern: str, begun: dict[str, str]) -> None:
    found = by_initial([pattern])
    assert {letter: rests[0] for letter, rests in found.items()} == begun


def test_what_may_begin_with_anything_is_looked_for_at_every_word() -> None:
    (rest,) = by_initial([r"\wc"])[""]
    assert re.match(rest, "xc")
