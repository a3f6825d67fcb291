"""What is one of several alike is not all of them together: each phrase of the data is read."""

from __future__ import annotations

from claims.language import read_words
from claims.matching import judge
from claims.matching.figures.another.bases import SharedWords
from claims.matching.words.folding import HAN
from tests.tables import Row, each_row

WORDS = read_words("und", "shared", SharedWords)


def _beside(phrase: str) -> str:
    return f"{phrase}€51,000" if HAN.match(phrase) else f"{phrase} €51,000"


@each_row(Row("each", phrase, (phrase,)) for phrase in WORDS.each)
def test_each_of_several(phrase: str) -> None:
    found = judge(
        f"The port sold permits for {_beside(phrase)}.", "The port sold permits for €51,000 in total.", "en", "en"
    )
    assert found.finding == "conflict"


@each_row(Row("total", phrase, (phrase,)) for phrase in WORDS.total)
def test_all_together(phrase: str) -> None:
    found = judge(
        "The port sold permits for €51,000 each.", f"The port sold permits for {_beside(phrase)}.", "en", "en"
    )
    assert found.finding == "conflict"


def test_each_of_each_is_the_same() -> None:
    sentence = "The port sold permits for €51,000 each."
    assert judge(sentence, sentence, "en", "en").finding == "match"
