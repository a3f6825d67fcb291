"""The workbook, read back by openpyxl."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from decimal import Decimal
from typing import Any

import openpyxl
import pytest
from hypothesis import example, given
from openpyxl.worksheet.worksheet import Worksheet

from claims.export.exporters import Contents
from claims.export.rows import COLUMNS, rows_of
from claims.export.xlsx import CUT, LONGEST, SOURCES, cell_text, render
from claims.ledger.columns import restored
from claims.ledger.review import ReviewState
from claims.model import QuantityClaim
from tests.claims.export.stores import acted_review, bare_review, hostile_review
from tests.claims.ledger.strategies import any_text


def sheet(state: ReviewState, name: str = "Claims") -> list[dict[str, Any]]:
    book = openpyxl.load_workbook(io.BytesIO(render(Contents((state,)), {})))
    rows: Worksheet = book[name]
    header, *cells = rows.iter_rows()
    assert {cell.data_type for row in cells for cell in row} <= {"s", "n"}
    return [{str(head.value): cell.value for head, cell in zip(header, row, strict=True)} for row in cells]


def test_it_has_the_rows_of_the_review() -> None:
    state = acted_review()
    quote, figure = sheet(state)
    assert tuple(quote) == COLUMNS
    expected = dict(zip(COLUMNS, next(rows_of([state])), strict=True))
    assert quote == {name: value if value != "" else None for name, value in expected.items()}
    assert (quote["second_reader"], quote["new_words"], figure["flag"]) == ("Ann", "is not safe", "flagged")
    assert (figure["value"], figure["unit"], figure["line"]) == (1_400_000, "EUR", 4)


def test_the_sources_stand_on_a_second_sheet() -> None:
    read, failed = sheet(acted_review(), "Sources")
    assert tuple(read) == SOURCES
    assert (read["source"], read["state"], read["title"]) == ("http://source.example/page", "read", "A page")
    assert failed["state"] == "failed: 404 Not Found"


@pytest.mark.parametrize(
    ("figure", "cell"),
    [
        ("0.333333333333333", 0.333333333333333),
        ("12345678901234567", "12345678901234567"),
        ("-5.50", -5.5),
        ("1E+999", "1E+999"),
    ],
)
def test_a_figure_is_a_number_while_a_spreadsheet_can_hold_it(figure: str, cell: object) -> None:
    state = bare_review()
    claim = state.items[1].claim
    assert isinstance(claim, QuantityClaim)
    longer = replace(claim, quantity=replace(claim.quantity, value=Decimal(figure)))
    assert sheet(replace(state, items=(replace(state.items[1], claim=longer),)))[0]["value"] == cell


@given(any_text, any_text, any_text)
@example("=HYPERLINK(1)", "-1+cmd|x", "@SUM(1)")
@example("_x0041_", "a_x000D_b", "\r\n\t ")
@example("\x00\x1b\ud800\ufffe", "]]><x>&amp;", " edge ")
def test_every_text_comes_back_and_none_is_run(name: str, note: str, reviewer: str) -> None:
    row = sheet(hostile_review(name, note, reviewer))[0]
    for column, text in (("article", name), ("note", note), ("reviewer", reviewer)):
        # openpyxl takes the mark x005F out wherever it stands.
        assert restored(row[column] or "") == text.replace("x005F_", "")


def test_what_no_cell_can_hold_is_cut_and_says_so() -> None:
    long = "a" * (LONGEST + 1)
    assert cell_text("a" * LONGEST) == "a" * LONGEST
    assert (len(cell_text(long)), cell_text(long)[-len(CUT) :]) == (LONGEST, CUT)
    row = sheet(hostile_review("x", long, "y"))[0]
    assert row["note"].endswith(CUT)


def test_the_file_bears_the_time_of_the_last_event() -> None:
    with zipfile.ZipFile(io.BytesIO(render(Contents((acted_review(),)), {}))) as parts:
        assert b"2026-03-04T09:33:00Z" in parts.read("docProps/core.xml")
        assert {info.date_time for info in parts.infolist()} == {(1980, 1, 1, 0, 0, 0)}
