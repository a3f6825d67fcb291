"""The senses of look-alikes stand in every language, and each form is read as its own sense."""

from __future__ import annotations

import pytest

from claims.language import OURS, read_words
from claims.matching.quotes.clauses import Side
from claims.matching.quotes.senses import SenseWords, other_sense, senses_in
from claims.matching.words.terms import terms_of

FAMILIES = read_words("und", "senses", SenseWords).senses


def side(text: str, language: str) -> Side:
    return Side(text, terms_of(text, language))


@pytest.mark.parametrize("language", OURS)
def test_each_sense_has_forms_in_each_language(language: str) -> None:
    for family, senses in FAMILIES.items():
        assert len(senses) > 1, family
        for sense, forms in senses.items():
            assert forms.get(language), f"{family}.{sense} has no form in {language}"


@pytest.mark.parametrize("language", OURS)
def test_each_form_is_read_as_its_sense(language: str) -> None:
    for family, senses in FAMILIES.items():
        for sense, forms in senses.items():
            for form in forms[language]:
                text = form.replace("*", "").replace("...", "xyz")
                found = senses_in(side(text, language), language)
                assert sense in found.get(family, {}), f"{form!r} of {family}.{sense} is read as {found}"


def test_a_side_that_has_both_senses_says_nothing() -> None:
    ours = side("Actually the pool is closed, for now", "en")
    theirs = side("La piscine est actuellement fermée", "fr")
    assert other_sense(ours, theirs, ("en", "fr")) is None
    assert other_sense(side("", "en"), theirs, ("en", "fr")) is None
