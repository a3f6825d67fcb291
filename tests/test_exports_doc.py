"""docs/exports.md names the fields that the formats write, no more and no fewer."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from pathlib import Path
from types import ModuleType

import pytest

from claims.export import csv, jsonl
from claims.export.contract import faults
from claims.export.exporters import EXPORTERS, Contents, contents_of, exporter
from tests.claims.export.stores import NEEDED, decided_store

TEXT = (Path(__file__).parent.parent / "docs" / "exports.md").read_text("utf-8")


def section(name: str) -> str:
    found = re.search(rf"^## {name}\n(.*?)(?=^## |\Z)", TEXT, re.MULTILINE | re.DOTALL)
    assert found, f"docs/exports.md has no section {name}"
    return found[1]


def documented(name: str) -> list[str]:
    """The fields in the first column of a section's table."""
    rows = re.findall(r"^\| (`[^|]+) \|", section(name), re.MULTILINE)
    return [field for row in rows for field in re.findall(r"`([^`]+)`", row)]


def of_jsonl(data: bytes) -> set[str]:
    return {field for line in jsonl.read(data) for field in line}


def of_csv(data: bytes) -> set[str]:
    return {field for row in csv.read(data) for field in row}


FIELDS: dict[str, Callable[[bytes], set[str]]] = {"jsonl": of_jsonl, "csv": of_csv}


@pytest.mark.parametrize("name", FIELDS)
def test_the_fields_are_those_that_are_written(name: str, tmp_path: Path) -> None:
    with decided_store(tmp_path) as store:
        contents = contents_of(store, copies=exporter(name).needs_copies)
    produced = FIELDS[name](exporter(name).export(contents, NEEDED.get(name, {})))
    assert sorted(documented(name)) == sorted(produced)


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
