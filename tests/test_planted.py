"""What bench/planted.py plants is what it says, in one figure alone."""

from __future__ import annotations

from bench.planting import Planted, planted
from claims.matching.texts.digest import Digest

TEXT = (
    "The ferry line is old. In 2021 it carried about 48,700 passengers a day, at most 312 of them in March. "
    "The fare rose by 12 per cent to 6 euros. Nine boats sail 25 kilometres."
)


def _changes(words: str) -> dict[str, Planted]:
    digest = Digest(TEXT, "en")
    (one,) = (figure for figure in digest.quantities if words in figure.text)
    return {change.kind: change for change in planted(digest, digest.quantities, one)}


def test_each_change_is_of_one_place() -> None:
    found = _changes("48,700")
    assert "In 2019 it carried about 48,700" in found["year"].text
    assert "a week" in found["base"].text
    assert "around 48,700" in found["hedge"].text
    assert not found["hedge"].error
    assert found["year"].error
    for change in found.values():
        assert change.text != TEXT


def test_words_go_with_their_figure() -> None:
    assert "fell by 12 per cent" in _changes("12 per cent")["direction"].text
    assert "12 percentage points" in _changes("12 per cent")["points"].text
    assert "6 dollars" in _changes("6 euros")["currency"].text
    assert "25 metres" in _changes("25 kilometres")["unit"].text
    assert "Ten boats" in _changes("Nine boats")["words"].text
    assert "a day, 312 of them" in _changes("312")["bound dropped"].text
    assert "at least 312" in _changes("312")["turned"].text


def test_the_place_is_where_the_figure_stands_then() -> None:
    for words in ("48,700", "312", "12 per cent", "25 kilometres"):
        for change in _changes(words).values():
            digest = Digest(change.text, "en")
            assert any(one.span.start <= change.place < one.span.end for one in digest.quantities), change.kind
