"""The words and signs of a sentence: what is one token, what is none, and what stands beside the last."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.marks import find_marked
from claims.quotes.lexical.facts import CAPITAL, WORD
from claims.quotes.lexical.tokens import MARGIN, Tokens, frame_tokens, line_tokens
from claims.quotes.lexical.words import lexicon
from sources.document import Span

SIGNS = ["(", ")", "*", "_", ".", " ", "«", "»", "’", "'", "Dr.", "M.", "d’", "s’ ", "-", "3,5", "\n"]


def tokens_of(text: str, language: str) -> Tokens:
    words = lexicon(language)
    assert words is not None
    outers = [one.outer for one in find_marked(text)]
    return frame_tokens(text, Span(0, len(text)), range(len(outers)), outers, words)


@pytest.mark.parametrize(
    ("language", "text", "texts"),
    [
        ("en", "Dr. J. Pell said 3.5 no.", ["Dr.", "J.", "Pell", "said", "3.5", "no", "."]),
        ("en", "*Ann* said: _yes_ - no.", ["Ann", "said", ":", "_yes_", "-", "no", "."]),
        ("en", "The workers’ plan isn’t new.", ["The", "workers’", "plan", "isn’t", "new", "."]),
        ("en", "Ann Pell (Greens, 43) said.", ["Ann", "Pell", "said", "."]),
        ("en", "Ann said (“a”) so.", ["Ann", "said", "(", "", ")", "so", "."]),
        (
            "fr",
            "L’ancien maire, M. Roy, l’a dit.",
            ["L’", "ancien", "maire", ",", "M.", "Roy", ",", "l’", "a", "dit", "."],
        ),
        ("de", "Er hat „a b“ gesagt (laut dpa).", ["Er", "hat", "", "gesagt", "."]),
    ],
)
def test_what_is_a_token(language: str, text: str, texts: list[str]) -> None:
    tokens = tokens_of(text, language)
    assert tokens.texts[: tokens.count] == texts


def test_marks_and_asides_of_a_line_are_tokens() -> None:
    words = lexicon("en")
    assert words is not None
    tokens = line_tokens("Pell (43): “a”", Span(0, 14), words)
    assert tokens.texts[: tokens.count] == ["Pell", "(", "43", ")", ":", "“", "a", "”"]


def test_quotations_have_their_numbers_behind_what_is_left_out() -> None:
    tokens = tokens_of("*He* (43) said “a” and “b”.", "en")
    assert tokens.quotes == {2: 0, 4: 1}
    assert tokens.followed_by(tokens).quotes == {2: 0, 4: 1, 8: 0, 10: 1}


@given(st.lists(st.sampled_from(SIGNS) | st.text(max_size=5), max_size=20).map("".join), st.sampled_from(["en", "fr"]))
def test_tokens_stand_where_they_say_with_nothing_beside_the_last(text: str, language: str) -> None:
    tokens = tokens_of(text, language)
    for at in range(tokens.count):
        written = text[tokens.starts[at] : tokens.ends[at]]
        assert tokens.texts[at] == ("" if at in tokens.quotes else written)
        assert bool(tokens.facts[at] & CAPITAL) == (bool(tokens.facts[at] & WORD) and written[0].isupper())
    for every in (tokens.texts, tokens.norms, tokens.facts):
        assert not any(every[tokens.count :])
        assert len(every) == tokens.count + MARGIN
    assert sorted(tokens.starts) == tokens.starts
