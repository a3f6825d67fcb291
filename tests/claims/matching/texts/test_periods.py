"""Over which time a figure is counted: each phrase of the data is read, and what only says when is not."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.language import OURS, read_words
from claims.matching.texts.periods import PeriodWords, find_periods, is_summed_over, is_yearly, times_longer
from sources.document import Span
from tests.tables import Row, each_row

WORDS = read_words("und", "periods", PeriodWords)
PHRASES = [
    (language, name, phrase)
    for table in (WORDS.anywhere, WORDS.after)
    for language, names in table.items()
    for name, phrases in names.items()
    for phrase in phrases
]


@each_row(Row(language, phrase, (language, name, phrase)) for language, name, phrase in PHRASES)
def test_each_phrase_says_its_period(language: str, name: str, phrase: str) -> None:
    text = f"300吨{phrase}" if language == "zh" else f"300 tons {phrase}."
    found = find_periods(text, language)
    assert [(one.span.of(text), one.name) for one in found] == [(phrase, name)]


@each_row(
    Row(language, stem + head, (language, name, stem + head))
    for language, names in WORDS.stems.items()
    for name, stems in names.items()
    for stem in stems
    for head in WORDS.heads[language]
)
def test_what_is_put_together_of_a_period_says_it(language: str, name: str, word: str) -> None:
    assert [one.name for one in find_periods(f"Die {word} 300.", language)] == [name]


@each_row(Row(language, word, (language, word)) for language, words in WORDS.yearly.items() for word in words)
def test_what_is_of_a_year(language: str, word: str) -> None:
    assert is_yearly(f"x {word.replace('*', 'landes')} y", language)


@each_row(Row(language, word, (language, word)) for language, words in WORDS.over.items() for word in words)
def test_what_leads_to_a_length_of_time(language: str, word: str) -> None:
    text = f"Xx {word} abc 5 y"
    assert is_summed_over(text, language, Span(len(text) - 3, len(text)))


@each_row(Row(language, word, (language, word)) for language, words in WORDS.over_behind.items() for word in words)
def test_what_follows_a_length_of_time(language: str, word: str) -> None:
    assert is_summed_over(f"5年{word}", language, Span(0, 2))


def test_each_language_has_each_period() -> None:
    for language in OURS:
        assert set(WORDS.anywhere[language]) == {"minute", "hour", "day", "week", "month", "quarter", "year"}


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "They left within a week."),
        ("en", "It sold 40 cars a year earlier."),
        ("en", "It lasted for a month."),
        ("de", "Im Jahr 2031 waren es 40."),
        ("de", "Im Jahr zuvor waren es 40."),
        ("es", "Al día siguiente eran 40."),
        ("fr", "Elles étaient 40 le mois dernier."),
        ("it", "Erano 40 l'anno scorso."),
        ("zh", "他们在一年内卖了40辆。"),
    ],
)
def test_what_says_when_is_no_period(language: str, text: str) -> None:
    assert find_periods(text, language) == ()


@each_row(Row("never after", word, (word,)) for word in WORDS.never_after)
def test_after_such_a_word_an_article_opens_no_rate(word: str) -> None:
    assert find_periods(f"40 of them {word} a week", "en") == ()


def test_periods_are_held_against_each_other_in_days() -> None:
    assert times_longer("week", "day") == 7
    assert times_longer("year", "month") == Decimal(12)


@given(st.text(), st.sampled_from([*OURS, "und", "ja"]))
def test_no_text_breaks_it(text: str, language: str) -> None:
    found = find_periods(text, language)
    assert all(one.span.end <= len(text) for one in found)
    assert list(found) == sorted(found, key=lambda one: one.span.start)


@pytest.mark.parametrize("words", WORDS.still_rates)
def test_what_follows_a_rate_and_does_not_say_when(words: str) -> None:
    assert [one.name for one in find_periods(f"40 tons a week {words} x", "en")] == ["week"]
