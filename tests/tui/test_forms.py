"""Forms as data, and what is made of their answers."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.errors import ReviewError
from claims.ledger.review import SourceText
from claims.model import Evidence
from sources.document import Place, Span
from tests.tui.states import ARTICLE, bridge
from tui.citing import link_to
from tui.display import in_place
from tui.forms import ARTICLE as ARTICLE_FORM
from tui.forms import correction_form, correction_of, name_or_paste, source_form, suffixed, wording_form
from tui.keymap import NAMED_KEYS


def test_a_correction_takes_only_what_was_changed_at_the_nearest_place() -> None:
    item = bridge().items[0]
    before = {field.name: field.value for field in correction_form(item).fields}
    assert before == {"words": item.claim.text, "value": "12500000", "max": "", "unit": "EUR"}
    correction = correction_of(item, ARTICLE, before | {"words": "la ", "value": " 3 "})
    nearest = min(
        (n for n in range(len(ARTICLE)) if ARTICLE.startswith("la", n)), key=lambda n: abs(n - item.claim.span.start)
    )
    assert correction.span == Span(nearest, nearest + 2)
    assert (correction.value, correction.unit, correction.max) == ("3", None, None)
    with pytest.raises(ReviewError, match="does not have these words"):
        correction_of(item, ARTICLE, before | {"words": "nulle part"})


def test_a_name_goes_before_a_pasted_text() -> None:
    assert name_or_paste({"name": " a.txt ", "text": "x", "label": "y"}) == ("a.txt", "", "")
    assert name_or_paste({"name": "", "text": "\nx\n", "label": "y"}) == ("", "y", "x")
    assert source_form("https://a.example/b").fields[2].value == "https://a.example/b"
    assert "article" in ARTICLE_FORM.title


def test_an_earlier_wording_stands_in_the_form() -> None:
    assert [field.value for field in wording_form(bridge().items[0]).fields] == ["12,5\u00a0millions d’euros"] * 2


@pytest.mark.parametrize(
    "name", ["draft.docx", "https://a.example/x/y.html?q=1", "pasted: Un, deux", "../..", "\x1b[2J"]
)
def test_a_file_name_is_one_whatever_the_article_is_called(name: str) -> None:
    made = suffixed(name, "csv")
    assert "/" not in made
    assert made.endswith(".stet.csv")
    assert made.isprintable()
    assert name != "draft.docx" or made == "draft.stet.csv"


def test_a_link_leads_to_the_passage_in_a_page_or_to_the_page_of_a_file() -> None:
    passage = Evidence("https://a.example/x", Span(0, 18), "12.5 million euros", 1.0, "test/1")
    page = SourceText("https://a.example/x#old", "read")
    assert link_to(passage, page) == "https://a.example/x#old:~:text=12.5%20million%20euros"
    assert link_to(replace(passage, place=Place(page=7)), page) == "https://a.example/x#page=7"
    assert link_to(passage, SourceText("report.pdf", "read")) == ""
    assert link_to(passage, None) == ""


@given(st.text())
def test_what_stands_in_a_field_has_its_letters_in_their_places(text: str) -> None:
    assert len(in_place(text)) == len(text)
    assert in_place("a\x1bb\u202e[/x]") == "a␛b\ufffd[/x]"


def test_keys_have_names() -> None:
    assert {"space", "enter", "f12"} <= set(NAMED_KEYS)
