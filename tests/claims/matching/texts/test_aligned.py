"""Tables of plain text are read with tabs between their cells, and nothing else is."""

from __future__ import annotations

from functools import partial

import pytest

from bench.scaling import calls
from claims.matching.texts.aligned import with_tabs

TABLES = {
    "set with spaces": (
        "Lot   Samples   Copper (%)\nA       12        17\nB       14        43",
        [["Lot", "Samples", "Copper (%)"], ["A", "12", "17"], ["B", "14", "43"]],
    ),
    "led to by dots": (
        "Region .......... 370,000\nTown ............  95,000\n\nAll of it was paid.",
        [["Region", "370,000"], ["Town", "95,000"], [""], ["All of it was paid."]],
    ),
}
PROSE = (
    "He came.  He saw 12 of them.\nShe left.  The rest stayed.",
    "Wait ... 12 of them came.",
    "Only one row   12   13",
    "Name\tAge\nMara\t12\nPia\t13",
    "",
)


@pytest.mark.parametrize("name", TABLES)
def test_the_cells_of_a_table_are_parted(name: str) -> None:
    text, rows = TABLES[name]
    found = with_tabs(text)
    assert len(found) == len(text)
    assert [[cell.strip() for cell in line.split("\t")] for line in found.split("\n")] == rows


def test_a_head_of_years_alone_has_an_empty_first_cell() -> None:
    found = with_tabs("              2031   2030\nTickets     41     52\nGuides       6      7\n")
    assert [line.count("\t") for line in found.splitlines()] == [2, 2, 2]
    assert found.startswith("\t")


@pytest.mark.parametrize("text", PROSE)
def test_other_text_stays_as_it_is(text: str) -> None:
    assert with_tabs(text) == text


@pytest.mark.parametrize("piece", [" . ", "a  1\n", "a ....", "  ", "a  1  "])
def test_it_takes_time_as_the_text_is_long(piece: str) -> None:
    assert len(with_tabs(piece * 40_000)) == len(piece) * 40_000


def test_calls_grow_with_the_text() -> None:
    text = "Lot   Samples\nA       12\nB       14\n\nAnd so on.\n"
    one, eight = (calls(partial(with_tabs, text * times)) for times in (10, 80))
    assert eight <= 9 * one
