"""How two figures stand to each other, and whether two mentions are of one speaker."""

from __future__ import annotations

import pytest

from claims.matching.figures.values import relation
from claims.matching.quotes.names import Same, same_speaker
from claims.numbers import find_quantities


@pytest.mark.parametrize(
    ("ours", "theirs", "finding", "detail"),
    [
        ("62 feet", "62 metres", "conflict", "unit"),
        ("10 miles", "16 km", "rounded", "within_precision"),
        ("18 months", "a year and a half", "match", "converted"),
        ("£24m", "€24m", "conflict", "currency"),
        ("$3 million", "$3 billion", "conflict", "scale"),
        ("8%", "8 percentage points", "conflict", "percent_points"),
        ("one in three pupils", "33% of pupils", "rounded", "within_precision"),
        ("one in three pupils", "one in four pupils", "conflict", "value"),
        ("at least 40 beds", "at most 40 beds", "conflict", "bound"),
        ("40 beds", "up to 40 beds", "conflict", "bound"),
        ("40 beds", "about 40 beds", "rounded", "hedge_dropped"),
        ("nearly 40 beds", "more than 40 beds", "conflict", "bound"),
        ("about 40 beds", "38 beds", "rounded", "within_precision"),
        ("between 40 and 60 minutes", "between 14 and 16 minutes", "conflict", "value"),
        ("aged 9 to 14", "aged 9 to 15", "conflict", "value"),
    ],
)
def test_relation(ours: str, theirs: str, finding: str, detail: str) -> None:
    (one, *_), (other, *_) = find_quantities(ours, "en"), find_quantities(theirs, "en")
    found = relation(one, other, ("en", "en"))
    assert found is not None
    assert (found.finding, found.detail) == (finding, detail)


@pytest.mark.parametrize(
    ("ours", "theirs"), [("40 beds", "$40"), ("34 years old", "34 beds"), ("third bridge", "3 bridges")]
)
def test_what_cannot_be_compared(ours: str, theirs: str) -> None:
    (one, *_), (other, *_) = find_quantities(ours, "en"), find_quantities(theirs, "en")
    found = relation(one, other, ("en", "en"))
    assert found is None or found.finding != "conflict"


@pytest.mark.parametrize(
    ("claimed", "given", "same"),
    [
        ("Ruth Carver", "Cllr Carver", Same.YES),
        ("Mme Élise Aubry", "ELISE AUBRY", Same.YES),
        ("Ruth Carver", "Owen Pratt", Same.NO),
        ("Ruth Carver", "the ministry", Same.UNKNOWN),
        ("Ministry of Health", "Owen Pratt", Same.UNKNOWN),
        ("", "Owen Pratt", Same.UNKNOWN),
        ("Gesundheitsamt", "Owen Pratt", Same.UNKNOWN),
        ("Maeve Holland", "Owen Pratt", Same.NO),
        ("Julie Partenay", "Owen Pratt", Same.NO),
        ("环保局", "陈芳", Same.UNKNOWN),
        ("Wang Lei", "王磊", Same.YES),
        ("Wang Lei", "陈芳", Same.NO),
        ("安娜·贝尔", "Anna Bell", Same.YES),
        ("刘建国", "刘建国", Same.YES),
        ("刘建国", "陈芳", Same.NO),
    ],
)
def test_same_speaker(claimed: str, given: str, same: Same) -> None:
    assert same_speaker(claimed, given) is same
    assert same_speaker(given, claimed) is same
