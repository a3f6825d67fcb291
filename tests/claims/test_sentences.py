"""Sentences and paragraphs: the cases of eight languages, and what holds for any text."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterator
from functools import partial
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claims.sentences import paragraphs, split_sentences
from tests.growth import growth, unread

CASES = Path(__file__).parents[2] / "fixtures" / "cases" / "sentences"
ANY_TEXT = st.text(st.characters() | st.sampled_from(" .。!?\n«»“”\"'’…1aA\t"), max_size=200)


def cases() -> Iterator[Any]:
    for file in sorted(CASES.glob("*.toml")):
        for case in tomllib.loads(file.read_text("utf-8"))["case"]:
            yield pytest.param(file.stem, case, id=f"{file.stem}: {case['phenomenon']}")


@pytest.mark.parametrize(("language", "case"), list(cases()))
def test_sentences_end_where_they_end(language: str, case: dict[str, Any]) -> None:
    text = case["text"]
    found = split_sentences(text, language, case.get("inside_marks", False))
    assert [span.of(text) for span in found] == case["sentences"]


@given(ANY_TEXT, st.sampled_from(["fr", "en", "de", "zh", "", "xx"]), st.booleans())
@settings(max_examples=200, deadline=None)
def test_any_text_is_covered_by_its_sentences_in_order(text: str, language: str, inside: bool) -> None:
    spans = split_sentences(text, language, inside)
    assert all(one.end <= other.start for one, other in pairwise(spans))
    assert "".join("".join(span.of(text).split()) for span in spans) == "".join(text.split())


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("One line.\n\nAnother.", ["One line.", "Another."]),
        ("A wrapped line that runs on\nto the next one here.", ["A wrapped line that runs on\nto the next one here."]),
        ("- one\n- two", ["- one", "- two"]),
        ("> quoted\n> on two lines\n\nafter", ["> quoted\n> on two lines", "after"]),
        (f"{'word ' * 40}\n{'word ' * 30}", [("word " * 40).strip(), ("word " * 30).strip()]),
        ("", []),
        (" \n\t\n ", []),
    ],
)
def test_paragraphs(text: str, expected: list[str]) -> None:
    assert [span.of(text) for span in paragraphs(text)] == expected


@pytest.mark.parametrize("unit", [". ", "A. ", "«", "a\n", "。", "“a”\n\n", "' "])
def test_splitting_takes_linear_time(unit: str) -> None:
    def splitting(size: int) -> Callable[[], object]:
        return partial(split_sentences, unread(unit * (size // len(unit))), "fr")

    assert growth(splitting, 5_000, 40_000) < 20
