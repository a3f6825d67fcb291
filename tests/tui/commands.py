"""Runs a command in this process, over a real store in a folder of its own."""

from __future__ import annotations

import io
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

import pytest

from claims.ledger.store import ClaimStore
from claims.report import CheckReport
from tests.claims.ledger.reports import report
from tui.cli import main
from tui.settings import SETTINGS

AT = datetime(2026, 3, 4, 9, 30, tzinfo=UTC)


class Done(NamedTuple):
    """How a command ended."""

    code: int
    out: str
    err: str


Command = Callable[..., Done]


def command_over(
    folder: Path, patch: pytest.MonkeyPatch, capture: pytest.CaptureFixture[str], *reports: CheckReport
) -> Command:
    """Puts the reports (one of two claims, unless given) into `folder`/stet.db, and gives what runs `stet` there."""
    with ClaimStore.open(folder / "stet.db") as store:
        for number, each in enumerate(reports or (report(),)):
            store.save_report(each, AT.replace(minute=number))
    patch.chdir(folder)
    for setting in SETTINGS:
        patch.delenv(setting.variable, raising=False)
    patch.setenv("XDG_CONFIG_HOME", str(folder))
    patch.setenv("XDG_DATA_HOME", str(folder / "data"))

    def run(*words: str, stdin: str = "") -> Done:
        patch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin.encode()), "utf-8"))
        capture.readouterr()
        with pytest.raises(SystemExit) as ended:
            main(words)
        said = capture.readouterr()
        return Done(int(ended.value.code or 0), said.out, said.err)

    return run
