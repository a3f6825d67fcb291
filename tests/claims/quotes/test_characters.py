"""Patterns for any of many words find what trying the words one by one finds."""

from __future__ import annotations

import re
from itertools import product

from hypothesis import given
from hypothesis import strategies as st

from claims.quotes.lexical.characters import HAN, OTHERS, Endings, any_of

SIGNS = "木水火土"
WORDS = ["".join(signs) for length in (1, 2, 3, 4) for signs in product(SIGNS, repeat=length)]

texts = st.text(alphabet=SIGNS + "，a😀", max_size=30)
some_words = st.lists(st.sampled_from(WORDS), min_size=1, max_size=25)


def plain(words: list[str]) -> str:
    return "|".join(sorted(words, key=len, reverse=True))


@given(some_words, texts)
def test_any_of_finds_the_longest_word_at_each_place(words: list[str], text: str) -> None:
    found = [one.span() for one in re.finditer(any_of(words), text)]
    assert found == [one.span() for one in re.finditer(plain(words), text)]


@given(st.sets(st.text("ab.|", min_size=1, max_size=4), min_size=1), st.text("ab.|", max_size=12))
def test_any_of_takes_signs_of_patterns_for_themselves(words: set[str], text: str) -> None:
    assert re.findall(any_of(words), text) == re.findall(plain([re.escape(word) for word in words]), text)


@given(some_words, texts, st.integers(0, 30), st.integers(0, 30))
def test_any_of_reads_nothing_outside_the_stretch(words: list[str], text: str, start: int, end: int) -> None:
    found = [one.span() for one in re.compile(any_of(words)).finditer(text, start, end)]
    assert found == [one.span() for one in re.compile(plain(words)).finditer(text, start, end)]


@given(some_words, texts)
def test_any_of_finds_other_characters_too(words: list[str], text: str) -> None:
    found = [one.span() for one in re.finditer(any_of(words, OTHERS), text)]
    assert found == [one.span() for one in re.finditer(f"{plain(words)}|[^{HAN}]", text)]


@given(some_words, texts, st.integers(0, 30), st.integers(0, 30))
def test_the_longest_word_that_a_stretch_ends_with(words: list[str], text: str, start: int, end: int) -> None:
    start, end = min(start, len(text)), min(end, len(text))
    ending = [len(word) for word in words if text[start:end].endswith(word)]
    assert Endings(words).length(text, start, end) == max(ending, default=0)
    assert Endings(words).of(text) == text.endswith(tuple(words))


def test_no_words_are_found_nowhere() -> None:
    assert re.search(any_of([]), SIGNS) is None
    assert Endings([]).length(SIGNS, 0, len(SIGNS)) == 0


def test_every_character_is_a_chinese_one_or_another() -> None:
    for code in (0, 0x33FF, 0x3400, 0x4DBF, 0x4DC0, 0x4DFF, 0x4E00, 0x9FFF, 0xA000, 0xFFFF, 0x10000, 0x10FFFF):
        assert (re.match(f"[{HAN}]", chr(code)) is None) == (re.match(f"[{OTHERS}]", chr(code)) is not None)
