"""The command that lets a review out, over a real store."""

from __future__ import annotations

import csv
import io
import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest

from claims.export.exporters import EXPORTERS
from tests.claims.ledger.reports import PAGE, URL
from tests.tui.commands import Command, command_over


@pytest.fixture
def stet(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Command:
    return command_over(tmp_path, monkeypatch, capsys)


def test_every_format_is_written_to_a_file(stet: Command, tmp_path: Path) -> None:
    assert stet("mark", "#1", "disputed", "--by", "Kim").code == 0
    for name in EXPORTERS:
        more = ["--url", "https://desk.example/checks/1"] if name == "claimreview" else []
        done = stet("export", "--format", name, "-o", f"out.{name}", *more)
        assert (done.code, done.out, done.err) == (0, "", "")
        assert (tmp_path / f"out.{name}").stat().st_size > 100


def test_formats_take_their_options(stet: Command) -> None:
    excel = stet("export", "--format", "csv", "--excel").out
    assert excel.startswith("\ufeffarticle;number;claim;")
    assert len(list(csv.reader(io.StringIO(excel, newline=""), delimiter=";"))) == 3
    assert '"type": "webpage"' in stet("export", "--format=citations", "--style", "csl").out
    assert '"desk": {' in stet("export", "--format", "datasette", "--database", "desk").out


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["jsonl", "--raw"], "the format jsonl has no option --raw. It has none"),
        (["csv", "--url", "https://a.example"], "the format csv has no option --url. It has: --excel, --raw"),
        (["claimreview"], "Give it as url: --url https://..."),
        (["annotation", "--url", "desk"], "'desk' is no web address. Give one as url: --url https://..."),
        (["citations", "--style", "apa"], "'apa' is not one of 'bibtex', 'csl'"),
        (["htlm"], "'htlm' is no format. Did you mean 'html'?"),
        (["md", "-o", "none/there.md"], "none/there.md cannot be written: there is no folder none. Make it, or"),
    ],
)
def test_what_cannot_be_done_is_told_in_one_line(stet: Command, words: list[str], said: str) -> None:
    done = stet("export", "--format", *words)
    assert (done.code, done.out, done.err.count("\n")) == (2, "", 1)
    assert said in done.err


def test_the_help_has_every_format_and_option(stet: Command) -> None:
    text = stet("export", "--help").out
    for each in EXPORTERS.values():
        assert f"\n  {each.name} " in text
        assert all(f"--{option.name} " in text for option in each.options)


def test_bytes_are_not_poured_over_a_terminal(stet: Command, tmp_path: Path) -> None:
    ours, theirs = pty.openpty()
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)}
    command = [sys.executable, "-c", "from tui.cli import main; main()", "export", "--format", "xlsx"]
    run = subprocess.run(command, cwd=tmp_path, env=environment, stdout=theirs, stderr=subprocess.PIPE, check=False)
    os.close(theirs)
    os.close(ours)
    assert (run.returncode, run.stderr.count(b"\n")) == (2, 1)
    assert b"xlsx is not for a terminal; name a file with -o" in run.stderr


def test_a_web_archive_comes_back_as_a_source(stet: Command, tmp_path: Path) -> None:
    assert stet("export", "--format", "warc", "-o", "desk.warc.gz").code == 0
    assert stet("sources", "import", "desk.warc.gz", "--db", "other.db").out == f"kept: {URL}\n"
    assert stet("sources", "show", URL, "--text", "--db", "other.db").out == f"{PAGE}\n"


def test_a_device_a_pipe_and_a_link_are_written_to_and_stay_what_they_are(stet: Command, tmp_path: Path) -> None:
    sheet = stet("export", "--format", "md").out
    pipe, link, file = tmp_path / "pipe", tmp_path / "link.md", tmp_path / "file.md"
    os.mkfifo(pipe)
    reading = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    file.write_text("the last one", "utf-8")
    link.symlink_to(file.name)
    for place in (pipe, link):
        assert stet("export", "--format", "md", "-o", place.name).code == 0
    assert os.read(reading, 100_000).decode() == sheet
    os.close(reading)
    assert (pipe.is_fifo(), link.is_symlink(), file.read_text("utf-8")) == (True, True, sheet)


def test_a_dash_is_standard_output(stet: Command, tmp_path: Path) -> None:
    assert stet("export", "--format", "md", "-o", "-").out == stet("export", "--format", "md").out != ""
    assert not (tmp_path / "-").exists()
