"""Cells of tables stand in their columns, although others span several columns or rows."""

from __future__ import annotations

import pytest

from sources.document import Document
from sources.reading.html import read_html

TABLES = {
    "one over two columns": (
        "<tr><th>Ward</th><th colspan=2>Beds</th></tr><tr><th></th><th>Old</th><th>New</th></tr><tr><td>A<td>1<td>2",
        "Ward\tBeds\t\n\tOld\tNew\nA\t1\t2",
    ),
    "one over two rows": (
        "<tr><td rowspan=2>North</td><td>May</td><td>4</td></tr><tr><td>June</td><td>5</td></tr><tr><td>a<td>b<td>6",
        "North\tMay\t4\n\tJune\t5\na\tb\t6",
    ),
    "both": (
        "<tr><th rowspan=2>Ward</th><th colspan=2>Beds</th></tr><tr><th>Old</th><th>New</th></tr><tr><td>A<td>1<td>2",
        "Ward\tBeds\t\n\tOld\tNew\nA\t1\t2",
    ),
    "nonsense": (
        "<tr><td colspan=x rowspan=-1>A</td><td colspan=9999999>1</td></tr><tr><td>B</td><td>2</td></tr>",
        "A\t1\nB\t2",
    ),
}


@pytest.mark.parametrize("name", TABLES)
def test_cells_stand_in_their_columns(name: str) -> None:
    rows, text = TABLES[name]
    document = read_html(f"<p>The wards of the house.</p><table>{rows}</table>")
    assert isinstance(document, Document)
    assert document.text.split("\n\n")[1] == text
