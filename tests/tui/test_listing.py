"""The claims in a list: for a person, as JSON Lines, as CSV, and only those that are asked for."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from rich.cells import cell_len

from claims.export.report import report_record
from claims.ledger.review import ReviewState
from tests.claims.ledger.reports import number_claim, quote_claim, report
from tests.tui.commands import Command, command_over
from tests.tui.states import bridge, endless, hostile
from tui.display import shown
from tui.table import claim_table

QUOTE, NUMBER = quote_claim().id, number_claim().id


@pytest.fixture
def stet(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Command:
    return command_over(tmp_path, monkeypatch, capsys)


def test_one_claim_a_line(stet: Command) -> None:
    stet("mark", "#1", "disputed", "--by", "MD")
    done = stet("claims")
    assert (done.code, done.err) == (0, "")
    assert done.out.splitlines() == [
        f"1  {QUOTE}  quote   l.3  The bridge is safe.     Ana Brook      altered: negation  disputed",
        f"2  {NUMBER}  number  l.4  Some 1.4 million euros  1\u202f400\u202f000 EUR  match: equal       open",
    ]


@pytest.mark.parametrize(
    ("words", "numbers"),
    [
        ([], [1, 2]),
        (["bridge.txt"], [1, 2]),
        (["--kind", "quote"], [1]),
        (["--kind", "number"], [2]),
        (["--finding", "match,rounded"], [2]),
        (["--finding", "absent"], []),
        (["--verdict", "open"], [2]),
        (["--verdict", "disputed, open"], [1, 2]),
        (["--verdict", "disputed", "--kind", "number"], []),
    ],
)
def test_only_those_that_are_asked_for(stet: Command, words: list[str], numbers: list[int]) -> None:
    stet("mark", "#1", "disputed", "--by", "MD")
    assert [int(line.split()[0]) for line in stet("claims", *words).out.splitlines()] == numbers
    records = [json.loads(line) for line in stet("claims", "--jsonl", *words).out.splitlines()]
    assert [record["number"] for record in records] == numbers
    rows = list(csv.DictReader(io.StringIO(stet("claims", "--csv", *words).out)))
    assert [row["claim"] for row in rows] == [record["id"] for record in records]


def test_json_lines_have_the_fields_of_the_check_and_what_was_decided(stet: Command) -> None:
    stet("mark", "#1", "disputed", "-n", "no “not”", "--by", "MD")
    records = [json.loads(line) for line in stet("claims", "--jsonl").out.splitlines()]
    for record, checked in zip(records, report_record(report())["claims"], strict=True):
        assert {key: record[key] for key in checked} == checked
    decided = [(record["article"], record["verdict"], record["reviewer"], record["note"]) for record in records]
    assert decided == [("bridge.txt", "disputed", "MD", "no “not”"), ("bridge.txt", "open", None, None)]


@pytest.mark.parametrize(
    ("words", "code", "hint"),
    [
        (["--finding", "altred"], 2, "'altred' is no finding; known: verbatim, altered"),
        (
            ["--verdict", "right"],
            2,
            "'right' is no verdict; known: verified, disputed, unverifiable, not_a_claim, open",
        ),
        (["--kind", "date"], 2, "'date'"),
        (["none.txt"], 4, "no article 'none.txt'"),
        (["--db", "none.db"], 4, "none.db"),
    ],
)
def test_a_mistake_gets_one_clear_line(stet: Command, words: list[str], code: int, hint: str) -> None:
    done = stet("claims", *words)
    assert (done.code, done.out) == (code, "")
    (line,) = done.err.splitlines()
    assert hint in line


@pytest.mark.parametrize("state", [hostile(), endless()], ids=["hostile", "endless"])
def test_a_claim_is_one_safe_line_whatever_it_says(state: ReviewState) -> None:
    listed = claim_table(state, range(len(state.items)))
    assert listed == shown(listed)
    assert len(listed.splitlines()) == len(state.items)


def test_columns_stand_under_each_other_in_every_script() -> None:
    listed = claim_table(bridge(), range(4)).splitlines()
    assert len({cell_len(line[: line.index("l.")]) for line in listed}) == 1
    assert claim_table(bridge(), ()) == ""
