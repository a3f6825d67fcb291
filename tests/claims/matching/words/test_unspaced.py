"""Where the words of a text without spaces are taken to end."""

from __future__ import annotations

import pytest

from claims.matching.words.terms import terms_of


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("他卖房子", "他|卖|房子"),
        ("不解雇工人", "不|解雇|工人"),
        ("她在任何时候都来", "她|在|任何|时候|都|来"),
        ("新闻发布会", "新闻发布会"),
        ("我得知道", "我|得|知道"),
        ("在意大利", "在|意大利"),
        ("从来不会迟到", "从来|不会|迟到"),
        ("自来水中", "自来水|中"),
    ],
)
def test_a_run_is_cut_into_as_few_words_as_can_be_and_none_is_left_over(text: str, words: str) -> None:
    assert "|".join(term.span.of(text) for term in terms_of(text, "zh")) == words


def test_a_long_run_is_cut_in_one_pass() -> None:
    text = "会议决定推迟工程" * 20_000
    assert len(terms_of(text, "zh")) == 4 * 20_000
