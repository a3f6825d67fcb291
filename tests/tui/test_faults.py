"""What nobody expected: an exit code of its own, one line, and the whole account in a file."""

from __future__ import annotations

from pathlib import Path

import pytest

from claims.errors import FaultError
from tests.tui import states
from tests.tui.commands import command_over
from tui import faults
from tui.app import StetApp
from tui.background import Check, Order
from tui.diagnostics import Exit
from tui.faults import words_of


@pytest.fixture(autouse=True)
def own_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    monkeypatch.setattr(faults, "_file", [])
    monkeypatch.setattr(faults, "_written", set())


def broken(*_: object, **__: object) -> None:
    raise KeyError("tonne")


def test_a_fault_is_no_finding(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    run = command_over(tmp_path, monkeypatch, capsys)
    monkeypatch.setattr("claims.ledger.store.ClaimStore.articles", broken)
    done = run("status")
    assert done.code == 70
    (line,) = done.err.splitlines()
    assert "internal error; what was saved before is kept: KeyError: 'tonne' (tests/tui/test_faults.py, line" in line
    assert "fault of stet: report it" in line
    file = Path(line.split("The traceback is in ")[1])
    assert "Traceback (most recent call last)" in file.read_text()
    assert file.stat().st_mode & 0o077 == 0


def test_an_article_that_stet_fails_at_costs_only_itself_and_is_no_wrong_usage(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    run = command_over(tmp_path, monkeypatch, capsys)
    (tmp_path / "a.txt").write_text("The dam holds 40 million litres of water this year.\n")
    monkeypatch.setattr("claims.examine.judge_claims", broken)
    done = run("check", "a.txt", "--no-store", "-q")
    assert done.code == Exit.FAULT
    assert "the article a.txt could not be checked: KeyError: 'tonne'" in done.err
    assert Path(done.err.strip().split("The traceback is in ")[1]).exists()


def test_too_little_memory_is_said_plainly(capsys: pytest.CaptureFixture[str]) -> None:
    faults.report_fault(MemoryError())
    assert capsys.readouterr().err.startswith(
        "stet: there is not enough memory for this; what was saved before is kept"
    )


def test_without_a_place_for_the_file_the_account_is_printed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tempfile.tempdir", "/nowhere/at/all")
    try:
        broken()
    except KeyError as fault:
        error = FaultError.of("it", fault)
    assert "Traceback (most recent call last)" in words_of(error)


async def test_a_check_that_stet_fails_at_leaves_the_review_open(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = states.desk_of(states.Log())
    monkeypatch.setattr("claims.check.check_article", broken)
    check = Check(Order("a.txt"), tmp_path / "stet.db", desk.open_web, desk.clock)
    check.run()
    assert check.done
    assert "a.txt could not be checked: KeyError" in str(check.error)


def test_a_fault_of_the_screen_reaches_whoever_opened_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(StetApp, "_look", broken)
    app = StetApp(states.desk_of(states.Log()))
    app.run(headless=True)
    assert isinstance(app.fault, KeyError)
