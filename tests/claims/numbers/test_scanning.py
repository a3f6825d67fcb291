"""One look for many patterns finds what a search for each of them does."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.language import OURS
from claims.numbers import lookalikes
from claims.numbers.lexical.initials import behind_digits, by_initial
from claims.numbers.lexical.phrases import WORD_STARTS, all_merged
from claims.numbers.lexical.view import View
from claims.numbers.lexical.words import load_lexicon
from claims.numbers.lookalikes import has_capital
from claims.numbers.scanning import around_patterns, look_over
from claims.spans import Spans

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


def test_a_chinese_sign_begins_a_figure_only_where_one_goes_on() -> None:
    candidates = load_lexicon("zh").candidates
    assert [one.start() for one in candidates.finditer("翻山下船加了油，缩手，成了")] == []
    assert [one.start() for one in candidates.finditer("下降一半，成倍，12½，第三")] == [0, 2, 3, 5, 8, 10, 13]


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


@pytest.mark.parametrize(
    ("pattern", "behind"),
    [
        (r"(?<![\w.,])\d{1,2} ?o'clock", {" ": "o'clock", "o": "'clock"}),
        (r"(?:(?<=\bat )|(?<=\bby ))(?:[01]?\d|2[0-3])\.[0-5]\d", {r"\.": "30"}),
        ("(?:911|112)(?= (?:call|line))", {" ": "line"}),
        (r"\d+h?(?!\w)", {"": "", "h": ""}),
        (r"week \d", {"": "week 3"}),
    ],
)
def test_what_may_stand_behind_the_digits_that_a_pattern_begins_with(pattern: str, behind: dict[str, str]) -> None:
    found = behind_digits(pattern)
    assert found.keys() == behind.keys()
    assert [letter for letter, text in behind.items() if not re.fullmatch("|".join(found[letter]), text)] == []


@pytest.mark.parametrize("language", OURS)
def test_the_look_behind_the_digits_loses_no_pattern(language: str) -> None:
    look, every, alone = lookalikes._patterns_at_digit(language)
    for text in texts(language):
        low = View.of(text, language).low
        for digit in re.finditer(r"\d", low):
            if look.match(low, digit.start()) is None:
                found, left = ([one.match(low, digit.start()) for one in some] for some in (every, alone))
                assert {one.span() for one in found if one} == {one.span() for one in left if one}, text


@pytest.mark.parametrize("language", OURS)
def test_what_begins_with_a_letter_is_tried_at_words_alone(language: str) -> None:
    # a search for it through the whole text takes as long as all the others together
    anywhere = [one for one in load_lexicon(language).words.around_pattern if not one.startswith(WORD_STARTS)]
    if load_lexicon(language).words.noun_order != "han":
        assert not any(letter.isalpha() for letter in by_initial(anywhere)), "let it begin with (?<!\\w)"


@given(st.text(alphabet="0123456789 .,:/-–()[]+§°xaApPmM\n\tb", max_size=14))
def test_plain_digits_have_no_shape(text: str) -> None:
    patterns = (lookalikes._SHAPE, lookalikes._CLOCK_CELL, lookalikes._CLOCK_HEAD)
    for run in re.finditer(r"\d+", text):
        if lookalikes._PLAIN.match(text, run.start()) is not None:
            assert [one.pattern for one in patterns if one.match(text, run.start())] == []
            listed = lookalikes._LIST_MARK.match(text, run.start())
            assert listed is None or lookalikes._LIST_INDENT.search(text, 0, run.start()) is None
