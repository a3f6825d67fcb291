"""docs/exports.md names the fields that the formats write, no more and no fewer."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Callable, Iterable
from pathlib import Path
from types import ModuleType

import openpyxl
import pytest
from warcio.archiveiterator import ArchiveIterator

from claims.export import csv, jsonl
from claims.export.contract import faults
from claims.export.exporters import EXPORTERS, Contents, contents_of, exporter
from claims.ledger.views import REVIEW_VIEWS
from tests.claims.export.sheet_reading import read_html
from tests.claims.export.stores import NEEDED, decided_store, full_contents

TEXT = (Path(__file__).parent.parent / "docs" / "exports.md").read_text("utf-8")


def section(name: str) -> str:
    found = re.search(rf"^## {name}\n(.*?)(?=^## |\Z)", TEXT, re.MULTILINE | re.DOTALL)
    assert found, f"docs/exports.md has no section {name}"
    return found[1]


def documented(name: str, column: int = 1) -> list[str]:
    """The fields in a column of a section's table."""
    rows = [line.split("|") for line in section(name).splitlines() if line.startswith("| `")]
    return [field for row in rows for field in re.findall(r"`([^`]+)`", row[column])]


def of_jsonl(data: bytes) -> set[str]:
    return {field for line in jsonl.read(data) for field in line}


def of_csv(data: bytes) -> set[str]:
    return {field for row in csv.read(data) for field in row}


def of_xlsx(data: bytes) -> set[str]:
    book = openpyxl.load_workbook(io.BytesIO(data))
    assert [cell.value for cell in next(book["Claims"].iter_rows())] == documented("csv")
    return {str(cell.value) for cell in next(book["Sources"].iter_rows())}


def of_html(data: bytes) -> set[str]:
    return {name.text for claim in read_html(data).all("article", "claim") for name in claim.all("dt")}


def of_markdown(data: bytes) -> set[str]:
    claims = re.split(r"^#+ Claim ", data.decode(), flags=re.MULTILINE)[1:]
    lists = (claim.split("\n## ")[0] for claim in claims)
    return {name for fields in lists for name in re.findall(r"^- ([A-Z][\w ]*): ", fields, re.MULTILINE)}


def of_warc(data: bytes) -> set[str]:
    return {name for record in ArchiveIterator(io.BytesIO(data)) for name, _ in record.rec_headers.headers}


def of_annotation(data: bytes) -> set[str]:
    return {field for item in json.loads(data)["items"] for field in item}


def of_claimreview(data: bytes) -> set[str]:
    return {field for review in json.loads(data) for field in review}


def of_bibtex(data: bytes) -> set[str]:
    return set(re.findall(r"^  (\w+) = ", data.decode(), re.MULTILINE))


FIELDS: dict[str, Callable[[bytes], set[str]]] = {
    "jsonl": of_jsonl,
    "csv": of_csv,
    "xlsx": of_xlsx,
    "html": of_html,
    "annotation": of_annotation,
    "claimreview": of_claimreview,
    "citations": of_bibtex,
    "warc": of_warc,
}


@pytest.mark.parametrize("name", FIELDS)
def test_the_fields_are_those_that_are_written(name: str) -> None:
    produced = FIELDS[name](exporter(name).export(full_contents(), NEEDED.get(name, {})))
    assert sorted(documented(name)) == sorted(produced)


def test_markdown_has_the_fields_of_html() -> None:
    assert of_markdown(exporter("md").export(full_contents(), {})) == set(documented("html"))


def test_the_views_are_those_of_the_store() -> None:
    assert documented("datasette") == list(REVIEW_VIEWS)


def test_the_fields_of_csl_json_too() -> None:
    (item,) = json.loads(exporter("citations").export(full_contents(), {"style": "csl"}))
    assert sorted({*documented("citations", 2), "id", "type"}) == sorted(item)


@pytest.mark.parametrize("name", EXPORTERS)
def test_every_format_and_option_is_documented(name: str) -> None:
    assert all(f"--{option.name}" in section(name) for option in EXPORTERS[name].options)


def python_blocks(name: str) -> Iterable[str]:
    return re.findall(r"```python\n(.*?)```", section(name), re.DOTALL)


def test_the_format_of_the_how_to_works(tmp_path: Path) -> None:
    module = ModuleType("desk_formats")
    for block in python_blocks("A format of your own"):
        exec(compile(block, "docs/exports.md", "exec"), module.__dict__)
    with decided_store(tmp_path) as store:
        contents = contents_of(store)
    assert faults(module.names, contents) == ()
    assert module.names.export(contents, {"ending": "!"}) == b"bridge.txt!\n"
    assert module.names.export(Contents(()), {}) == b""
