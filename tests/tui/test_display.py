"""The gate: nothing that a terminal obeys or hides gets through, and nothing else is changed."""

from __future__ import annotations

import unicodedata
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.export.signs import OPEN, VERDICTS
from claims.grouping import grouped
from claims.model import FindingKind, Verdict
from sources.document import Span
from tests.tui.states import HOSTILE
from tui.display import Tone, finding_tone, marked, one_line, plain, shown, sign_of

ANY_TEXT = st.text(alphabet=st.characters(exclude_categories=()))
HIDDEN = st.text(alphabet=st.characters(categories=("Cc", "Cf", "Cs", "Zl", "Zp")))
TURNING = {"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"}
JOINERS = "\u200c\u200d"

SHOWN = [
    ("[sic]", "[sic]"),
    ("[/x]", "[/x]"),
    ("[@click=app.quit]x[/]", "[@click=app.quit]x[/]"),
    ("A\x1b]52;c;UFdOWg==\x1b\\B", "A␛]52;c;UFdOWg==␛\\B"),
    ("\x1b]8;;http://evil.example\x1b\\China", "␛]8;;http://evil.example␛\\China"),
    ("\x9b31m", "‹U+009B›31m"),
    ("7 \u202e000\u202c M", "7 ‹U+202E›000‹U+202C› M"),
    ("milli\u00adard\u200b", "milli‹U+00AD›ard‹U+200B›"),
    ("a\tb\rc\r\nd\x00\x7f", "a␉b␍c\nd␀␡"),
    ("\ud800", "‹U+D800›"),
    ("«\u202f12,5\u00a0% » – 林悦 e\u0301", "«\u202f12,5\u00a0% » – 林悦 e\u0301"),
]


@pytest.mark.parametrize(("text", "on_screen"), SHOWN)
def test_letter_by_letter(text: str, on_screen: str) -> None:
    assert shown(text) == on_screen


@given(ANY_TEXT | HIDDEN)
def test_nothing_that_a_terminal_obeys_gets_through(text: str) -> None:
    safe = shown(text)
    assert not [c for c in safe if unicodedata.category(c) in {"Cc", "Cs", "Zl", "Zp"} and c != "\n"]
    assert not [
        c for c in safe if unicodedata.bidirectional(c) in {"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "PDI"}
    ]
    assert shown(safe) == safe
    safe.encode("utf-8")
    assert "\n" not in one_line(text)


@given(st.text(alphabet=st.characters(exclude_categories=("Cc", "Cf", "Cs", "Zl", "Zp"))))
def test_all_else_is_untouched(text: str) -> None:
    assert shown(text) == text


@given(ANY_TEXT, st.data())
def test_marking_keeps_every_letter(text: str, data: st.DataObject) -> None:
    text = text.replace("\r", "")
    start = data.draw(st.integers(0, len(text)))
    span, whole = Span(start, data.draw(st.integers(start, len(text)))), Span(0, len(text))
    runs = marked(text, span, whole, span)
    assert plain(runs) == shown(text)
    assert [run.text for run in runs if run.tone is Tone.MARK] == [shown(span.of(text))] * bool(len(span))


@pytest.mark.parametrize("text", HOSTILE)
def test_a_mark_within_a_hostile_text(text: str) -> None:
    whole = f"x {text} y"
    span = Span(2, 2 + len(text))
    assert plain(marked(whole, span, Span(0, len(whole)), span)) == shown(whole)


def test_signs_differ_without_colour() -> None:
    signs = [sign_of(verdict) for verdict in (*Verdict, None)]
    assert len({sign.sign for sign in signs}) == len({sign.word for sign in signs}) == 5


def test_every_finding_has_a_tone() -> None:
    assert {finding_tone(finding) for finding in FindingKind} == {Tone.FINE, Tone.FAULT, Tone.UNSURE}


FIGURES = [
    ("1400000000", "1\u202f400\u202f000\u202f000"),
    ("12.50", "12.5"),
    ("-0.125", "-0.125"),
    ("700", "700"),
    ("1E+3", "1\u202f000"),
    ("1e999999", "1.000000E+999999"),
    ("1e-999999", "1.000000E-999999"),
    ("NaN", "NaN"),
]


@pytest.mark.parametrize(("value", "written"), FIGURES)
def test_figures(value: str, written: str) -> None:
    assert grouped(Decimal(value)) == written


@given(st.decimals(allow_nan=True, allow_infinity=True))
def test_no_figure_is_too_long_to_show(value: Decimal) -> None:
    assert len(grouped(value)) < 120


def test_a_million_of_one_letter() -> None:
    assert len(shown("\x1b" * 1_000_000)) == 1_000_000
    assert len(shown("x" * 1_000_000)) == 1_000_000


def test_the_joiners_of_scripts_stay() -> None:
    assert shown(JOINERS) == JOINERS


def test_a_sheet_bears_the_signs_of_the_screen() -> None:
    for verdict in (*Verdict, None):
        ours = OPEN if verdict is None else VERDICTS[verdict]
        assert (ours.sign, ours.word) == (sign_of(verdict).sign, sign_of(verdict).word)
