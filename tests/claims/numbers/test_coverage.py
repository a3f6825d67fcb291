"""Every word and every pattern of the number engine's data has a case."""

from __future__ import annotations

import re

import pytest

from claims.language import OURS, read_words
from claims.numbers.lexical.shadow import flatten, lower
from claims.numbers.lexical.vocabulary import NumberWords
from tests.claims.numbers.test_cases import case_file, case_files, entries_of

SHAPES = (
    "decimal",
    "groups",
    "decimal_varies",
    "compound",
    "unit_first",
    "noun_order",
    "plural_pattern",
    "adjective_pattern",
    "described_pattern",
    "people_pattern",
    "verb_pattern",
    "superlative_pattern",
    "ordinal_elided",
    "without_symbols",
    "contractions",
)
"""Keys that hold no words: how a language writes."""
PATTERNS = ("lookalike_pattern", "around_pattern")


@pytest.mark.parametrize("language", OURS)
def test_every_entry_has_a_case(language: str) -> None:
    """A word, or a pattern, that stands in no case is one that nobody would miss."""
    words = read_words(language, "numbers", NumberWords)
    covered = {*case_file(language)["over"], *case_file(language).get("each", {})}
    text = lower(flatten("\n".join(case[0] for data in case_files(language) for case in data["cases"])))
    bare = []
    for key in sorted(set(NumberWords.model_fields) - covered - set(SHAPES)):
        for entry, _ in entries_of(words, key):
            word = entry if isinstance(entry, str) else entry[1]
            if not re.search(word if key in PATTERNS else rf"(?<!\w){re.escape(lower(flatten(word)))}", text):
                bare.append(f"{key}: {word}")
    assert not bare
