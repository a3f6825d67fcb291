"""Sums inside the article: each case of fixtures/cases/arithmetic, and what holds for every text."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.matching.figures.arithmetic import Remark, find_remarks, remarks_by_claim
from claims.model import QuantityClaim
from claims.numbers import find_quantities

CASES = tomllib.loads(
    (Path(__file__).parents[4] / "fixtures" / "cases" / "arithmetic" / "inside.toml").read_text("utf-8")
)["cases"]


def remarks(text: str, language: str) -> tuple[Remark, ...]:
    claims = [QuantityClaim(str(number), quantity) for number, quantity in enumerate(find_quantities(text, language))]
    return find_remarks(text, language, claims)


@pytest.mark.parametrize(("language", "text", "expected"), [(case[0], case[1], case[2:]) for case in CASES])
def test_a_sum_is_seen_and_judged(language: str, text: str, expected: list[str]) -> None:
    found = remarks(text, language)
    assert len(found) == len(expected), found
    for wanted, remark in zip(expected, found, strict=True):
        assert remark.agrees == (wanted[0] == "+")
        assert wanted[2:] in remark.text


def test_each_claim_has_its_remarks() -> None:
    one, two = Remark(("a", "b"), True, "x"), Remark(("b",), False, "y")
    assert remarks_by_claim([one, two]) == {"a": (one,), "b": (one, two)}


@given(st.text(alphabet="0123456789 %€$().,aàdefromto从约第年—", max_size=120), st.sampled_from(["fr", "en", "zh"]))
def test_nothing_raises(text: str, language: str) -> None:
    for remark in remarks(text, language):
        assert remark.text
