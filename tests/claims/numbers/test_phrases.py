"""Looking phrases up, and patterns made of many."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.errors import LanguageError
from claims.numbers.lexical.phrases import Phrases, all_merged, alternation, compiled, joined


def test_the_longest_phrase_at_a_place_wins_and_ends_with_its_word() -> None:
    phrases = Phrases({"per": 1, "per cent": 2, "p": 3})
    assert phrases.at("per cent of", 0) == (8, 2)
    assert phrases.at("per centime", 0) == (3, 1)
    assert phrases.at("person", 0) is None
    assert phrases.at("p.", 0) == (1, 3)
    assert phrases.before("ten per cent", 12) == (4, 2)
    assert phrases.before("super", 5) is None


def test_an_alternation_matches_each_of_its_phrases_and_the_longest_first() -> None:
    pattern = re.compile(alternation(["un", "un tiers", "une", "deux"]))
    for phrase in ("un tiers", "une", "un", "deux"):
        found = pattern.match(phrase)
        assert found is not None
        assert found[0] == phrase


def test_merged_patterns_match_what_each_of_them_does() -> None:
    one, two = all_merged([r"(?<!\w)(?P<capital>[a-z]+)weg \d", r"(?<!\w)am \d", r"\d+ (?P<x>a)(?P=x)"])
    assert one.search("am 5") is not None
    assert one.search("seeweg 5") is not None
    assert one.search("xam 5") is None
    assert two.search("5 aa") is not None


def test_a_pattern_that_is_none_is_named() -> None:
    with pytest.raises(LanguageError, match="is no pattern"):
        all_merged([r"(?<!\w)fine", r"(?<!\w)(broken"])
    with pytest.raises(LanguageError, match="is no pattern"):
        compiled("[")
    assert compiled("").search("anything") is None


SHORT = st.text("ab 中'", max_size=9)


@given(st.lists(SHORT.filter(lambda phrase: len(phrase) > 1), max_size=12), SHORT, st.integers(0, 8))
def test_what_is_looked_up_is_what_a_look_at_every_phrase_finds(phrases: list[str], text: str, at: int) -> None:
    known, at = Phrases(dict.fromkeys(phrases, 0)), min(at, len(text))
    ends = [at + len(one) for one in phrases if text.startswith(one, at)]
    ends = [end for end in ends if not joined(text[end - 1], text[end : end + 1])]
    starts = [at - len(one) for one in phrases if text[:at].endswith(one)]
    starts = [start for start in starts if not (start and joined(text[start - 1], text[start]))]
    assert known.at(text, at) == ((max(ends), 0) if ends else None)
    assert known.before(text, at) == ((min(starts), 0) if starts else None)
    assert list(known.within(text, 0, at)) == [
        (place, hit[0]) for place in range(at) if (hit := known.at(text, place)) is not None
    ]
