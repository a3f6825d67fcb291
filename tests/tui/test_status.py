"""How an article stands, and the gate before publication."""

from __future__ import annotations

from pathlib import Path

import pytest

from claims.ledger.store import ClaimStore
from tests.claims.ledger.reports import altered, number_claim, report, with_finding
from tests.tui.commands import AT, Command, command_over


@pytest.fixture
def stet(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Command:
    return command_over(tmp_path, monkeypatch, capsys)


def test_it_counts_verdicts_findings_and_sources(stet: Command) -> None:
    stet("mark", "#1", "disputed", "--by", "MD")
    done = stet("status")
    assert (done.code, done.err) == (0, "")
    assert done.out.splitlines() == [
        f"bridge.txt · en · {report().article_id}",
        "  claims    2, 1 decided",
        "  verdicts  1 disputed, 1 open",
        "  findings  1 altered, 1 match",
        "  sources   1 read, 1 not read",
        "  not read  http://gone.example/: failed: 404 Not Found",
    ]


@pytest.mark.parametrize(
    ("verdict", "gate", "code"),
    [
        ("verified", "altered", 0),
        ("disputed", "altered", 1),
        ("disputed", "disputed", 1),
        ("disputed", "unverifiable, absent", 0),
        ("verified", "open", 1),
        ("verified", "match", 1),
        ("verified", "unread", 1),
        ("verified", "stale", 0),
    ],
)
def test_the_gate_fails_on_what_is_named(stet: Command, verdict: str, gate: str, code: int) -> None:
    stet("mark", "#1", verdict, "--by", "MD")
    done = stet("status", "--fail-on", gate)
    assert done.code == code
    assert ("bridge.txt is not ready: 1 " in done.err) is bool(code)
    assert done.out


def test_a_verdict_on_another_finding_is_stale(stet: Command, tmp_path: Path) -> None:
    stet("mark", "#1", "#2", "verified", "--by", "MD")
    assert stet("status", "--fail-on", "open,altered,stale").code == 0
    with ClaimStore.open(tmp_path / "stet.db") as store:
        store.save_report(with_finding(report(), number_claim(), altered()), AT)
    assert stet("status", "--fail-on", "stale").code == 1
    assert stet("status", "--fail-on", "altered").code == 1


def test_a_mistake_is_told(stet: Command) -> None:
    done = stet("status", "--fail-on", "opn")
    assert (done.code, done.out) == (2, "")
    assert "'opn' is no verdict or finding; known: open, verified" in done.err
    assert stet("status", "none.txt").code == 4
