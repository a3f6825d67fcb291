"""Every pair of opposites is told apart in every language, and no word stands for both."""

from __future__ import annotations

from itertools import combinations

import pytest

from claims.language import OURS, read_words
from claims.matching.quotes.contradiction import contradiction
from claims.matching.words.lexicon import LexiconWords
from claims.matching.words.terms import terms_of

PAIRS = [pair for group in read_words("en", "lexicon", LexiconWords).contrasts for pair in combinations(group, 2)]
ONE_WORD = {
    ("part", "share"),  # parte, Teil
    ("evening", "night"),  # noche, noite
    ("gift", "poison"),  # Dutch gif, gift
    ("farmer", "pupil"),  # éleveur, élève
    ("nurse", "patient"),  # enfermera, enfermo
    ("possible", "impossible"),  # 可能 may be anything from perhaps to can
    ("surplus", "deficit"),  # Überschuss has über and Schuss in it, too
}
"""Pairs that some language has one word for, or words of one stem."""


def forms(language: str, meaning: str) -> tuple[str, ...]:
    return read_words(language, "lexicon", LexiconWords).words.get(meaning, ())


def is_turned(ours: tuple[str, str], theirs: tuple[str, str]) -> bool:
    return contradiction(terms_of(*ours), terms_of(*theirs)) is not None


@pytest.mark.parametrize("language", OURS)
def test_each_opposite_is_told_from_the_other_in_every_other_language(language: str) -> None:
    missed = [
        (one, other, there)
        for one, other in PAIRS
        for there in OURS
        if there != language
        and (one, other) not in ONE_WORD
        and not any(
            is_turned((mine.rstrip("*"), language), (yours.rstrip("*"), there))
            for mine in forms(language, one)
            for yours in forms(there, other)
        )
    ]
    assert missed == []


@pytest.mark.parametrize("language", OURS)
def test_no_form_of_an_opposite_is_told_from_itself(language: str) -> None:
    turned = [
        form
        for meaning in {meaning for pair in PAIRS for meaning in pair}
        for form in forms(language, meaning)
        if is_turned((form.rstrip("*"), language), (form.rstrip("*"), language))
    ]
    assert turned == []
