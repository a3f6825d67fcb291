"""What a lexicon remembers of texts has an end, however many words come by in a long run."""

from __future__ import annotations

from claims.matching.lexicon import MOST_KNOWN, lexicon


def test_words_that_come_by_are_not_remembered_for_ever() -> None:
    words = lexicon("en")
    house = words.meanings("house")
    for number in range(MOST_KNOWN + 10):
        words.meanings(f"strange{number}")
    assert len(words._known) <= MOST_KNOWN
    assert words.meanings("house") == house
