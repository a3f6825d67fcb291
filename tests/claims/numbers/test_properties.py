"""What holds for any text: spans, typography, hostile input, linear work."""

from __future__ import annotations

import re
import sys
from decimal import Decimal

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from claims.language import OURS
from claims.numbers import find_quantities

LANGUAGE = st.sampled_from((*OURS, "und", "xx", "", "../etc"))
PIECES = st.sampled_from(
    [
        *("12", "3,5", "1.234,5", "1 234", "0", "007", "½", "³", "%", " %", "€", "$", "٣", "１２", "2019", "100 000"),
        *(" euros", " de ", " million", "million", "Mrd.", "two", "quatre-vingt", "hundert", "einund", "un ", "a half"),
        *(
            "三",
            "万",
            "亿",
            "分之",
            "多",
            "第",
            "third",
            "aged ",
            "ans",
            "years",
            "old",
            "fois",
            "plus",
            "times",
            "per ",
        ),
        *("-", "–", "−", "to", " à ", "between ", "and ", "par ", "vote", "mi", "5 mai ", "January ", "X", "A320", "/"),
        *(" ", "\n", "\u00a0", "\u202f", "'", "’", ".", ",", ":", "(", ")", "[", "]", "@", "www.", "\ud800", "\0", "İ"),
    ]
)
TEXT = st.one_of(st.text(st.characters(), max_size=60), st.lists(PIECES, max_size=25).map("".join))


@given(TEXT, LANGUAGE)
@example("0'0000000", "fr")
@settings(max_examples=400, deadline=None)
def test_any_text_gives_ordered_spans_in_bounds(text: str, language: str) -> None:
    end = 0
    for quantity in find_quantities(text, language):
        assert end <= quantity.span.start < quantity.span.end <= len(text)
        assert quantity.text == text[quantity.span.start : quantity.span.end]
        assert quantity.span.contains(quantity.core)
        assert len(quantity.core) > 0
        assert quantity.value.is_finite()
        assert quantity.step > 0
        assert quantity.max is None or quantity.max > quantity.value
        if quantity.unit_span is not None:
            assert quantity.unit_span.end <= len(text)
        end = quantity.span.end


@example(800_000_000, " ")  # an Italian telephone number without its currency
@given(st.integers(1000, 999_999_999), st.sampled_from(["\u00a0", "\u202f", " ", "'", "’", "\u2009"]))
@settings(deadline=None)
def test_the_separator_of_thousands_changes_no_value(number: int, separator: str) -> None:
    written = f"{number:,}".replace(",", separator)
    for language in OURS:
        found = find_quantities(f"€{written}.", language)
        assert [quantity.value for quantity in found] == [Decimal(number)], language


@pytest.mark.parametrize("space", ["\u00a0", "\u202f", "\u2009", " "])
def test_the_width_of_a_space_changes_nothing(space: str) -> None:
    text = "près de 12 500 millions d’euros, de 5 à 7 %, 900 m³ par jour".replace(" ", space)
    found = find_quantities(text, "fr")
    told = [(quantity.value, quantity.max, quantity.unit, quantity.qualifier.value) for quantity in found]
    assert told == [
        (Decimal(12_500_000_000), None, "EUR", "almost"),
        (Decimal(5), Decimal(7), "%", "range"),
        (Decimal(900), None, "m3/d", "exact"),
    ]


@pytest.mark.parametrize("language", OURS)
def test_no_figure_runs_over_the_cells_of_a_table(language: str) -> None:
    found = find_quantities("Nord\t12\t300\t45 %\t2019\n1 200\t7\n", language)
    assert [quantity.value for quantity in found] == [Decimal(worth) for worth in (12, 300, 45, 1200, 7)]


@pytest.mark.parametrize("language", OURS)
def test_a_number_of_5000_digits_harms_no_other(language: str) -> None:
    found = find_quantities(f"€5. {'9' * 5000} €7. {'1,234' * 1000} €9.", language)
    assert {Decimal(5), Decimal(7), Decimal(9)} <= {quantity.value for quantity in found}


def test_a_language_without_words_gets_what_needs_none() -> None:
    found = find_quantities("Konto: 1,234.5 kg, 12 % og $3.5 tilbage", "xx")
    assert [(quantity.value, quantity.unit) for quantity in found] == [
        (Decimal("1234.5"), "kg"),
        (Decimal(12), "%"),
        (Decimal("3.5"), "USD"),
    ]


HOSTILE = (
    *(
        "1",
        "1 ",
        "1.",
        "1,",
        "-",
        "1-",
        "$",
        "(",
        "'",
        '"',
        "a ",
        "un ",
        "three ",
        "cent ",
        "einund",
        "三",
        "万",
        "第一",
    ),
    *("in 5 ", "\n1. "),
)


@pytest.mark.parametrize("piece", HOSTILE)
def test_the_work_grows_with_the_text(piece: str) -> None:
    """Lines run are counted, not time: ten times the text may cost at most twelve times the lines."""
    language = "zh" if piece[0] > "\u2e80" else "de" if piece == "einund" else "en"
    find_quantities(piece, language)
    small = lines_run((piece * 500)[:500], language)
    large = lines_run((piece * 5000)[:5000], language)
    assert large <= 12 * small + 2000


def lines_run(text: str, language: str) -> int:
    count = 0

    def trace(frame: object, event: str, _argument: object) -> object:
        nonlocal count
        if event == "line":
            count += 1
        return trace

    before = sys.gettrace()
    sys.settrace(trace)  # type: ignore[arg-type]
    try:
        find_quantities(text, language)
    finally:
        sys.settrace(before)
    return count


def test_every_pattern_of_the_data_compiles() -> None:
    for language in OURS:
        assert find_quantities("x", language) == ()


def test_digits_of_other_scripts_are_digits() -> None:
    found = find_quantities("€٣٤ and €１２", "en")
    assert [quantity.value for quantity in found] == [Decimal(34), Decimal(12)]
    assert re.fullmatch(r"\d+", "٣٤")


@given(TEXT, LANGUAGE, st.integers(1, 9))
def test_a_margin_changes_nothing(text: str, language: str, width: int) -> None:
    plain = "\n".join(line.strip() for line in text.splitlines())
    indented = plain.replace("\n", "\n" + " " * width)
    flat, deep = find_quantities(plain, language), find_quantities(indented, language)
    assert [(one.value, one.max, one.unit_kind) for one in flat] == [
        (one.value, one.max, one.unit_kind) for one in deep
    ]
    assert all(one.text == one.span.of(indented) for one in deep)
