"""Times that a figure may be of, and what makes one a difference: every phrase of the data is read as what it says."""

from __future__ import annotations

import pytest

from claims.language import read_words
from claims.matching.figures.another.moments import OTHER_END, MomentWords, is_step_before, moments, named, roles
from claims.matching.figures.otherwise.compared import ComparedWords, compared
from claims.matching.texts.digest import Digest
from sources.document import Span
from tests.tables import Row, each_row

TIMES = read_words("und", "moments", MomentWords)
NAMED = [
    (language, name, phrase)
    for tables in (TIMES.parts, TIMES.told)
    for language, table in tables.items()
    for name, phrases in table.items()
    for phrase in phrases
]
WORDS = read_words("und", "compared", ComparedWords)


def _named(text: str, language: str) -> list[tuple[str, str]]:
    return [(one.kind, one.name) for one in moments(Digest(text, language), Span(0, len(text)))]


@each_row(Row(language, phrase, (language, name, phrase)) for language, name, phrase in NAMED)
def test_parts_of_a_year_and_times_told_from_now(language: str, name: str, phrase: str) -> None:
    assert named(name) in _named(phrase, language)


@pytest.mark.parametrize(
    ("language", "phrase", "expected"),
    [
        (language, phrase, expected)
        for table, expected in ((TIMES.other_end, (OTHER_END,)), (TIMES.since, ("", OTHER_END)))
        for language, phrases in table.items()
        for phrase in phrases
    ],
)
def test_what_makes_a_time_the_other_end_of_a_change(language: str, phrase: str, expected: tuple[str, ...]) -> None:
    text = f"x {phrase}2019" if language == "zh" else f"x {phrase} 2019"
    place = text.index("2019")
    assert roles(Digest(text, language), Span(place, place + 4)) == expected
    assert roles(Digest(text, language), Span(0, 1)) == ("",)


@each_row(Row(language, phrase, (language, phrase)) for language, all_ in TIMES.step_before.items() for phrase in all_)
def test_the_time_just_before(language: str, phrase: str) -> None:
    text = f"640{phrase}有" if language == "zh" else f"640 {phrase}, x"
    assert is_step_before(Digest(text, language), Span(0, len(text)))
    assert not is_step_before(Digest(text, language), Span(0, 3))


@pytest.mark.parametrize(
    ("language", "text", "found"),
    [
        ("en", "It shut in 2019 and in March.", [("year", "2019"), ("month", "march")]),
        ("en", "It may shut in May.", [("month", "may")]),
        ("en", "It shut on 4 March 2019 after 2,019 days.", [("year", "2019")]),
        ("fr", "La saison 2021-22, au printemps.", [("year", "2021"), ("year", "2022"), ("season", "spring")]),
        ("de", "Im Mai 2024, am 3. Juni.", [("year", "2024"), ("month", "may")]),
        ("es", "En enero, el 7 de febrero.", [("month", "january")]),
        ("pt", "No verão de 2023.", [("year", "2023"), ("season", "summer")]),
        ("it", "A maggio, il 1° giugno.", [("month", "may")]),
        ("nl", "In augustus, op 9 mei.", [("month", "august")]),
        ("zh", "2023年8月，9月4日。", [("year", "2023"), ("month", "august")]),
        ("zh", "去年與上個月", [("told year", "-1"), ("told month", "-1")]),
        ("en", "Between 2003 and 2019.", [("year", "2003"), ("year", "2019"), ("stretch", "2003-2019")]),
        ("zh", "2003年至2019年", [("year", "2003"), ("year", "2019"), ("stretch", "2003-2019")]),
        ("de", "Von 2003 auf 48 im Jahr 2019.", [("year", "2003"), ("year", "2019")]),
        ("fr", "Il a été vendu en été.", [("season", "summer")]),
        ("es", "En abril, el 7 de abril, abrirá.", [("month", "april")]),
        ("pt", "Um marco em março.", [("month", "march")]),
    ],
)
def test_years_months_and_seasons(language: str, text: str, found: list[tuple[str, str]]) -> None:
    assert _named(text, language) == found


@each_row(
    Row(language, phrase, (language, said, phrase))
    for said, table in (("rise", WORDS.rise), ("fall", WORDS.fall))
    for language, phrases in table.items()
    for phrase in phrases
)
def test_what_follows_a_difference(language: str, said: str, phrase: str) -> None:
    assert compared(f"12% {phrase} x", language, 0, 3) == said
    assert compared(f"12% {phrase}x", language, 0, 3) == ""


@pytest.mark.parametrize(
    ("said", "phrase"),
    [
        (said, phrase)
        for said, table in (("rise", WORDS.rise_before), ("fall", WORDS.fall_before))
        for phrase in table["zh"]
    ],
)
def test_what_leads_to_one_in_chinese(said: str, phrase: str) -> None:
    assert compared(f"{phrase}12%", "zh", len(phrase), len(phrase) + 3) == said
