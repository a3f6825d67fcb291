"""What a quote says of its place: spans, cues, titles, links; and what holds for any text."""

from __future__ import annotations

import gc
from collections.abc import Callable
from functools import partial

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claims.language import OURS
from claims.numbers import find_quantities
from claims.quotes import find_quotes
from tests.growth import growth, unread

PIECES = ["« A b c d. »", "“X y z,”", " said ", "Paul Ancel", ", a dit ", " : ", "\n\n", "»", "«", '"', "’", "— "]
PIECES += ["> ", "selon ", "他说：“好的。”", "laut ", "."]
UNITS = ["«", "« ", "“a", "A ", ", a dit ", "» ", "'", "« a », dit Paul. ", "说：“", "selon la ", "("]
UNITS += [", said he, ", "« a », ", "‹ ", "hat „a“ genannt ", "她说", "称“"]
UNITS += ["(a) « b » ", "J. * ", "Dr. ", "张·", "a’ "]
ANY_TEXT = st.lists(st.sampled_from(PIECES) | st.text(st.characters(), max_size=6), max_size=25).map("".join)


@given(ANY_TEXT, st.sampled_from([*OURS, "", "xx", "../fr"]))
@settings(max_examples=400, deadline=None)
def test_spans_point_at_their_words_in_order(text: str, language: str) -> None:
    quotes = find_quotes(text, language)
    assert [quote.span for quote in quotes] == sorted(quote.span for quote in quotes)
    for quote in quotes:
        assert quote.text == quote.span.of(text)
        assert quote.text.strip()
        if quote.cue is not None:
            assert quote.cue.text == " ".join(quote.cue.span.of(text).split())
        if quote.speaker is not None:
            assert quote.speaker.name.strip()


def test_title_and_mention_stand_apart_from_the_name() -> None:
    text = "« La route est sûre », affirme la préfète du Lot, Mme Irène Casal."
    (quote,) = find_quotes(text, "fr")
    assert quote.speaker is not None
    assert (quote.speaker.name, quote.speaker.title) == ("Irène Casal", "préfète du Lot")
    assert quote.speaker.mention_span is not None
    assert quote.speaker.mention_span.of(text) == "la préfète du Lot, Mme Irène Casal"
    assert quote.cue is not None
    assert quote.cue.span.of(text) == "affirme"


def test_offsets_are_those_of_the_text_as_given() -> None:
    text = "\u00a0\n«\u202fLe pont rouvre\u00a0», a-t-on appris. «\u00a0Enfin\u00a0!\u00a0», lance Luc Perrin."
    assert [quote.span.of(text) for quote in find_quotes(text, "fr")][-1] == "Enfin\u00a0!"


def test_a_quote_that_goes_on_is_linked_to_the_part_before() -> None:
    first, second, other = find_quotes("“The river,” said Ann Pell, “is rising.” “No,” said Tom Reed.", "en")
    assert first.follows is None
    assert second.follows == first.span
    assert other.follows is None


def test_an_unknown_language_finds_statements_and_names_nobody() -> None:
    quotes = find_quotes("Han sa: “Bron öppnar på tisdag igen.” Det var “kul”.", "sv")
    assert [(quote.text, quote.speaker) for quote in quotes] == [("Bron öppnar på tisdag igen.", None)]


@pytest.mark.parametrize("language", ["fr", "de", "zh", ""])
@pytest.mark.parametrize("unit", UNITS)
def test_time_is_linear(unit: str, language: str) -> None:
    def finding(size: int) -> Callable[[], object]:
        return partial(find_quotes, unread(unit * (size // len(unit))), language)

    assert growth(finding, 2_500, 20_000) < 20


def test_a_cue_behind_its_source_is_the_cue() -> None:
    (quote,) = find_quotes("Uwe Kastner zufolge weicht die Düne „einen Meter im Jahr“.", "de")
    assert quote.cue is not None
    assert quote.cue.text == "zufolge"


@given(st.text(st.characters(), max_size=60), st.sampled_from([*OURS, "xx"]))
@settings(max_examples=300, deadline=None)
def test_no_text_raises(text: str, language: str) -> None:
    for quote in find_quotes(f"« {text} », dit X. {text} “{text}” {text}: {text}", language):
        assert quote.span.of(f"« {text} », dit X. {text} “{text}” {text}: {text}") == quote.text


@pytest.mark.parametrize(
    ("language", "text", "words"),
    [
        ("it", "Garantisce lei:\n\n— Il pane è già nel forno?", ["Il pane è già nel forno?"]),
        ("pt", "Garante:\n\n— A massa já está no forno?", ["A massa já está no forno?"]),
        ("es", "Asegura:\n\n— ¿La masa ya está en el horno?", ["¿La masa ya está en el horno?"]),
        ("es", "> El río sube dos metros más.-\n—\nMarta Soler« n, alcaldesa", ["El río sube dos metros más.-"]),
        ("zh", "周强表示，公司“不会裁员””并承诺“三年。", ["不会裁员", "并承诺“三年。"]),
    ],
)
def test_a_lead_above_and_a_closing_mark_too_many_are_read(language: str, text: str, words: list[str]) -> None:
    assert [quote.text for quote in find_quotes(text, language)] == words


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "The mayor, Ann Pell, spoke. “It is late,” she said. The firm would pay for 12 boats, a driver said."),
        ("de", "Bürgermeisterin Anna Keller sprach von einundzwanzig Booten. „Es ist spät“, sagte sie."),
        ("zh", "市长周强表示：“时间不早了。”周强还说，将建21座桥。"),
    ],
)
def test_nothing_is_left_for_the_garbage_collector(language: str, text: str) -> None:
    for finder in (find_quotes, find_quantities):
        finder(text, language)
        gc.collect()
        gc.disable()
        try:
            assert finder(f"{text} ", language)
            assert gc.collect() == 0
        finally:
            gc.enable()
