"""`stet log`: the events for reading and for programs, of one claim, the proof, and the logs of two people joined."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from claims.ledger.store import ClaimStore
from tests.claims.ledger.reports import AT, TEXT, number_claim, quote_claim, report
from tests.tui.commands import Command, command_over


@pytest.fixture
def stet(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Command:
    """The command in a folder with two stores, stet.db and other.db, from the same check."""
    run = command_over(tmp_path, monkeypatch, capsys)
    shutil.copy(tmp_path / "stet.db", tmp_path / "other.db")
    return run


def test_the_log_of_one_claim(stet: Command) -> None:
    stet("mark", "#1", "disputed", "--by", "Ann", "-n", "ring them")
    stet("mark", "#2", "verified", "--by", "Ann")
    shown = stet("log", "--claim", quote_claim().id[:6]).out
    assert shown.splitlines()[0].split()[3:] == ["-", "found", "altered", quote_claim().id]
    assert "decided disputed" in shown
    assert "ring them" in shown
    assert number_claim().id not in shown
    whole = [json.loads(line) for line in stet("log", "--jsonl", "--claim", quote_claim().id).out.splitlines()]
    assert [line["kind"] for line in whole] == ["found", "decided"]
    assert {line["schema"] for line in whole} == {"stet.log"}
    assert stet("log", "--claim", "nothing").code == 2
    assert "is the id of no claim" in stet("log", "--claim", "nothing").err


def test_the_whole_log(stet: Command) -> None:
    lines = stet("log").out.splitlines()
    assert len(lines) == 5
    assert stet("log", "show", "bridge.txt").out.splitlines() == stet("log", "bridge.txt").out.splitlines() == lines
    whole, exported = (stet(*words).out.splitlines() for words in (("log", "--jsonl"), ("export", "--format", "jsonl")))
    assert [json.loads(line) for line in whole] == [json.loads(line) for line in exported]
    assert "merge" in stet("log", "--help").out


def test_two_people(stet: Command, tmp_path: Path) -> None:
    stet("mark", "#1", "verified", "--by", "Ann")
    stet("mark", "#1", "disputed", "--by", "Ben", "--db", "other.db")
    merged = stet("log", "merge", "other.db")
    assert (merged.code, merged.out) == (0, "6 events read, 1 new, 5 known; 1 claim decided differently\n")
    assert stet("log", "merge", "other.db").out == "6 events read, 0 new, 6 known\n"
    assert "(merged)" in stet("log").out
    stet("export", "--format", "jsonl", "-o", "log.jsonl")
    assert stet("log", "merge", "log.jsonl", "--db", "other.db").out.startswith("7 events read, 1 new, 6 known")
    for store in ("stet.db", "other.db"):
        assert stet("log", "--verify", "--db", store).code == 0


def test_what_two_people_decided_differently_is_told_until_it_is_settled(stet: Command) -> None:
    stet("mark", "#1", "disputed", "--by", "Ann")
    assert stet("status", "--fail-on", "contested").code == 0
    stet("mark", "#1", "verified", "--by", "Ben", "--db", "other.db")
    stet("log", "merge", "other.db")
    assert stet("claims", "--table").out.splitlines()[0].endswith("(contested)")
    gate = stet("status", "--fail-on", "contested,altered")
    assert (gate.code, "1 altered, 1 contested" in gate.err) == (1, True)
    assert "to settle 1 contested" in gate.out
    stet("mark", "#1", "disputed", "--by", "Ben")
    assert stet("status", "--fail-on", "contested").code == 0


@pytest.mark.parametrize(
    ("name", "spoil", "code", "why"),
    [
        ("stet.db", lambda _: None, 4, "is the store itself"),
        ("no.db", lambda _: None, 4, "cannot be read"),
        ("log.jsonl", lambda path: path.write_text("{}\n"), 2, "no line of stet.log"),
        ("log.jsonl", lambda path: path.write_text("no JSON\n"), 2, "log.jsonl: line 1 is no line of a log"),
        ("log.jsonl", lambda path: path.write_text(path.read_text().replace("Ann", "Eve")), 4, "breaks at event 6"),
    ],
)
def test_what_cannot_be_merged(
    stet: Command, tmp_path: Path, name: str, spoil: Callable[[Path], object], code: int, why: str
) -> None:
    stet("mark", "#1", "verified", "--by", "Ann")
    stet("export", "--format", "jsonl", "-o", "log.jsonl")
    spoil(tmp_path / name)
    before = stet("log").out
    refused = stet("log", "merge", name)
    assert (refused.code, stet("log").out) == (code, before)
    assert why in refused.err


def test_a_log_of_an_unknown_article_is_told(stet: Command, tmp_path: Path) -> None:
    with ClaimStore.open(tmp_path / "third.db") as store:
        store.save_report(report("third.txt", TEXT + "Third."), AT)
    stet("export", "--format", "jsonl", "-o", "log.jsonl", "--db", "third.db")
    merged = stet("log", "merge", "log.jsonl")
    assert merged.out == "5 events read, 0 new, 0 known\n"
    assert "check it here and merge again: 5 events" in merged.err
