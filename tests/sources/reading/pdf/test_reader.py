from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from sources.document import Document, Role, Unreadable, UnreadableReason, Warn
from sources.reading import read
from sources.reading.pdf import read_pdf
from tests.sources.reading.pdf.drawing import content, pdf, picture, text_at

CASES: list[dict[str, Any]] = tomllib.loads(Path("fixtures/pages/pdf.toml").read_text("utf-8"))["case"]
ONE_PAGE = text_at(60, 780, "Le pont de Kerval a été fermé mardi soir.")


def document_of(body: bytes) -> Document:
    document = read_pdf(body)
    assert isinstance(document, Document), document
    return document


def unreadable(body: bytes) -> UnreadableReason:
    answer = read(body, url="report.pdf")
    assert isinstance(answer, Unreadable)
    assert answer.message.startswith("report.pdf ")
    return answer.reason


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_pages_are_read_as_they_are_meant(case: dict[str, Any]) -> None:
    document = document_of(pdf([content(page) for page in case["pages"]], language=case["language"]))
    assert [block.span.of(document.text) for block in document.blocks] == case["blocks"]
    assert [block.role for block in document.blocks] == case.get("roles", ["paragraph"] * len(case["blocks"]))
    assert document.language == case["language"]
    assert document.warnings == ()
    if "pages_of_blocks" in case:
        assert [
            [page.number for page in document.pages if page.span.overlaps(block.span)] for block in document.blocks
        ] == case["pages_of_blocks"]


def test_every_character_of_a_block_is_on_a_page() -> None:
    document = document_of(pdf([ONE_PAGE, text_at(60, 780, "Il rouvrira en mai."), text_at(60, 780, "Ou en juin.")]))
    assert sum(len(page.span) for page in document.pages) == sum(len(block.span) for block in document.blocks)
    assert [page.number for page in document.pages] == sorted(page.number for page in document.pages)


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        (pdf([ONE_PAGE], password="sesame"), UnreadableReason.ENCRYPTED),
        (pdf([picture()]), UnreadableReason.NO_TEXT),
        (pdf([b""]), UnreadableReason.EMPTY),
        (b"%PDF-1.7\n%\xe2\xe3 and no more", UnreadableReason.DAMAGED),
        (pdf([ONE_PAGE])[:600], UnreadableReason.DAMAGED),
    ],
    ids=["encrypted", "scan", "blank", "no body", "first bytes alone"],
)
def test_a_file_without_text_for_us_says_why(body: bytes, reason: UnreadableReason) -> None:
    assert unreadable(body) is reason


def test_a_torn_file_is_read_as_far_as_it_goes_and_says_so() -> None:
    whole = pdf([ONE_PAGE])
    torn = whole.replace(b"startxref", b"startxxxx").replace(b"xref\n0", b"yref\n0")
    document = document_of(torn)
    assert document.text == "Le pont de Kerval a été fermé mardi soir."
    assert [warning.kind for warning in document.warnings] == [Warn.TRUNCATED]


def test_pages_that_are_pictures_are_named() -> None:
    document = document_of(pdf([ONE_PAGE, picture(), picture()]))
    assert [warning.kind for warning in document.warnings] == [Warn.TRUNCATED]
    assert "2, 3" in document.warnings[0].message


def drawn(*lines: bytes) -> str:
    return document_of(pdf([b"BT /F0 10 Tf 12 TL 60 780 Td " + b" T* ".join(lines) + b" ET"])).text


def test_gaps_are_spaces_where_hardly_any_are_drawn() -> None:
    tight = (
        b"[(Le) -170 (pont) -165 (de) -170 (Kerval) -170 (a) -170 (\xab\xa0tenu\xa0\xbb) -170 (W) 60 (AV) 90 (A.)] TJ"
    )
    assert drawn(tight) == "Le pont de Kerval a «\xa0tenu\xa0» WAVA.".replace("\xa0", " ")


def test_a_smaller_word_at_the_head_of_a_line_begins_no_paragraph() -> None:
    text = drawn(
        b"(Les travaux du pont de Kerval sont dans le fichier) Tj", b"/F0 8.6 Tf (notes) Tj /F0 10 Tf ( de mai.) Tj"
    )
    assert text == "Les travaux du pont de Kerval sont dans le fichier notes de mai."


def test_the_mark_of_a_note_is_no_digit_of_its_figure() -> None:
    raised = b"(Le pont a perdu 19,8) Tj /F0 6 Tf 4 Ts (1) Tj /F0 10 Tf 0 Ts ( millions d'euros en mai.) Tj"
    assert drawn(raised) == "Le pont a perdu 19,8¹ millions d'euros en mai."


def test_a_word_cut_after_a_slash_is_joined() -> None:
    assert drawn(b"(Sie nehmen die Verteilung GNU/-) Tj", b"(Linux in Betrieb.) Tj") == (
        "Sie nehmen die Verteilung GNU/Linux in Betrieb."
    )


def test_a_child_that_takes_too_long_costs_only_its_source() -> None:
    answer = read_pdf(pdf([ONE_PAGE]), "slow.pdf", seconds=0)
    assert isinstance(answer, Unreadable)
    assert answer.reason is UnreadableReason.TOO_BIG


@pytest.mark.parametrize(
    ("body", "url", "media_type"),
    [
        (pdf([ONE_PAGE]), "", ""),
        (pdf([ONE_PAGE]), "https://example.org/a", "text/html"),
        (b"\r\n\xef\xbb\xbf" + pdf([ONE_PAGE]), "", ""),
        (b"junk from a mailer\n" + pdf([ONE_PAGE]), "report.pdf", ""),
    ],
)
def test_a_pdf_is_known_by_its_content(body: bytes, url: str, media_type: str) -> None:
    document = read(body, url=url, media_type=media_type)
    assert isinstance(document, Document), document
    assert document.media_type == "application/pdf"
    assert document.url == url


def test_a_heading_of_the_first_page_is_the_title() -> None:
    page = text_at(60, 790, "Hafen wächst", size=20) + ONE_PAGE
    document = document_of(pdf([page]))
    assert document.title == "Hafen wächst"
    assert document.blocks[0].role is Role.TITLE
