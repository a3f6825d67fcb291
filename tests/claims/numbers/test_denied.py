"""Bounds that the clause before them turns round: what cannot be less than six is at least six."""

from __future__ import annotations

import pytest

from claims import find_quantities
from claims.language import OURS
from claims.model import Qualifier
from claims.numbers.lexical.words import load_lexicon
from tests.tables import Row, each_row


def _rows() -> list[Row]:
    rows = []
    for language in sorted(OURS):
        lists = load_lexicon(language).words
        rows += [Row(language, word, (language, lists.nots[0], word)) for word in lists.lessers]
    return rows


@each_row(_rows())
def test_what_is_no_less_is_at_least(language: str, denial: str, word: str) -> None:
    gap = "" if language == "zh" else " "
    joint = "" if word.endswith("'") else gap
    text = gap.join((denial, "xxx", word)) + f"{joint}62 euro."
    found = [one.qualifier for one in find_quantities(text, language)]
    assert found == [Qualifier.AT_LEAST], text


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Not only the poor earn less than 62 euros."),
        ("de", "Es ist nicht klar, ob sie weniger als 62 Euro kosten."),
        ("fr", "On ne sait pas si le prix est de moins de 62 euros."),
        ("it", "Non solo i poveri guadagnano meno di 62 euro."),
        ("es", "No se sabe si cuesta menos de 62 euros."),
        ("en", "It costs less than 62 euros."),
        ("fr", "Il n'y a pas de bar à moins de 62 mètres."),
        ("de", "Kein Haus unter 62 Metern wird gezählt."),
    ],
)
def test_what_takes_the_denial_for_itself_turns_nothing(language: str, text: str) -> None:
    assert [one.qualifier for one in find_quantities(text, language)] == [Qualifier.AT_MOST]
