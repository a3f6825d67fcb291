"""Every list comes in the same four forms, with the same content."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from tests.tui.commands import Command, command_over

LISTS = (("claims",), ("sources", "list"), ("status",), ("config", "show"), ("log",))


@pytest.fixture
def stet(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Command:
    return command_over(tmp_path, monkeypatch, capsys)


@pytest.mark.parametrize("words", LISTS, ids=" ".join)
def test_the_four_forms_agree(stet: Command, words: tuple[str, ...]) -> None:
    array = json.loads(stet(*words, "--json").out)
    assert array
    assert [json.loads(line) for line in stet(*words, "--jsonl").out.splitlines()] == array
    rows = list(csv.DictReader(io.StringIO(stet(*words, "--csv").out)))
    assert len(rows) == len(array)
    assert stet(*words, "--table").out == stet(*words).out != ""


def test_what_is_nested_and_what_runs_in_a_spreadsheet(stet: Command) -> None:
    (row,) = csv.DictReader(io.StringIO(stet("status", "--csv").out))
    assert row["verdicts.open"] == "2"
    stet("mark", "#1", "verified", "-n", "=1+1", "--by", "MD")
    rows = list(csv.DictReader(io.StringIO(stet("log", "--csv").out)))
    assert rows[-1]["note"] == "'=1+1"


def test_verified_without_a_passage_is_unsourced(stet: Command) -> None:
    stet("mark", "#1", "#2", "verified", "--by", "MD")
    assert "unsourced" not in json.loads(stet("status", "--json").out)[0]["concerns"]
    Path("bare.txt").write_text("It took 12 years.", "utf-8")
    assert stet("check", "bare.txt", "-q").code == 0
    stet("mark", "#1", "verified", "--by", "MD")
    assert json.loads(stet("status", "bare.txt", "--json").out)[0]["concerns"]["unsourced"] == 1
    assert stet("status", "--fail-on", "unsourced").code == 1
