"""Looking phrases up, and patterns made of many."""

from __future__ import annotations

import re

import pytest

from claims.errors import LanguageError
from claims.numbers.phrases import Phrases, all_merged, alternation, compiled


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
