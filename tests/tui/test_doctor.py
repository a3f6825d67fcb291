"""What `stet doctor` says of a desk, in order and out of order."""

from __future__ import annotations

import json
import os
import pty
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.sources.server import serving
from tests.sources.translation.shapes import KEY, MODEL
from tests.tui.commands import Command, Done, command_over
from tui.examining import ROOM
from tui.settings import SETTINGS
from tui.widgets.too_small import SMALLEST


@pytest.fixture
def stet(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Command:
    for setting in SETTINGS:
        monkeypatch.delenv(setting.variable, raising=False)
    return command_over(tmp_path, monkeypatch, capsys)


def checks(done: Done) -> dict[str, dict[str, Any]]:
    record = json.loads(done.out)
    assert (record["schema"], record["version"]) == ("stet.doctor", 1)
    assert record["ok"] is (done.code == 0)
    return {check["name"]: check for check in record["checks"]}


def test_a_desk_in_order(stet: Command, tmp_path: Path) -> None:
    (tmp_path / "stet.toml").write_text('reviewer = "MD"\n', "utf-8")
    done = stet("doctor", "--json")
    found = checks(done)
    assert done.code == 0
    assert not [check for check in found.values() if check["state"] == "wrong"]
    assert found["python"]["said"].startswith(f"{sys.version_info.major}.{sys.version_info.minor}.")
    assert "journal mode" in found["sqlite"]["said"]
    assert found["store"]["said"].startswith("stet.db: 1 article, ")
    assert found["settings"]["said"] == str(tmp_path / "stet.toml")
    assert found["translate"]["said"] == "nobody is asked for translations"
    assert "translate auto" in found["translate"]["todo"]
    assert all(check["todo"] for check in found.values() if check["state"] == "note" and check["name"] != "terminal")


def test_the_same_as_lines(stet: Command) -> None:
    lines = stet("doctor").out.splitlines()
    assert lines[0].startswith("good  stet ")
    assert any(line.lstrip().startswith("do: To have glosses") for line in lines)


def test_a_desk_without_a_store_is_in_order(stet: Command) -> None:
    done = stet("doctor", "--json", "--db", "new.db")
    assert done.code == 0
    assert checks(done)["store"]["state"] == "note"
    assert not Path("new.db").exists()


def test_a_damaged_store_is_wrong(stet: Command) -> None:
    Path("bad.db").write_bytes(b"no database at all" * 100)
    done = stet("doctor", "--json", "--db", "bad.db")
    assert done.code == 4
    assert checks(done)["store"]["state"] == "wrong"
    assert checks(done)["store"]["todo"]


def test_settings_that_cannot_be_read_are_wrong_and_the_rest_is_looked_at(stet: Command, tmp_path: Path) -> None:
    (tmp_path / "stet.toml").write_text("reviewr = 'MD'\n", "utf-8")
    found = checks(stet("doctor", "--json"))
    assert found["settings"]["state"] == "wrong"
    assert "'reviewer'" in found["settings"]["todo"]
    assert found["store"]["state"] == "good"


@pytest.mark.parametrize(
    ("name", "path", "state", "said"),
    [
        ("libretranslate", "", "good", "en>fr, en>zh, fr>en"),
        ("libretranslate", "/odd", "wrong", "lists no languages"),
        ("openai", "/v1", "good", f"{MODEL}; each of de en es fr it nl pt zh to each"),
        ("openai", "/nowhere", "wrong", "answers 404"),
    ],
)
def test_a_server_that_is_set_is_asked(
    stet: Command, monkeypatch: pytest.MonkeyPatch, name: str, path: str, state: str, said: str
) -> None:
    with serving() as server:
        for what, value in (("url", server.url(path)), ("key", KEY), ("model", MODEL)):
            if any(setting.key == f"{name}_{what}" for setting in SETTINGS):
                monkeypatch.setenv(f"STET_{name}_{what}".upper(), value)
        done = stet("doctor", "--json")
    found = checks(done)[name]
    assert found["state"] == state
    assert said in found["said"]
    assert done.code == (0 if state == "good" else 2)
    assert KEY not in done.out


def test_a_translator_that_is_named_must_be_there(stet: Command) -> None:
    done = stet("doctor", "--json", "--translate", "openai,nonsuch")
    found = checks(done)
    assert done.code == 2
    assert found["openai"]["state"] == found["nonsuch"]["state"] == "wrong"
    assert "openai_url" in found["openai"]["todo"]


@pytest.mark.skipif(shutil.which("apertium") is None, reason="the command apertium is not installed (see .ci/run)")
def test_apertium_is_told_with_its_pairs(stet: Command) -> None:
    found = checks(stet("doctor", "--json", "--translate", "auto"))
    assert found["translate"]["said"] == "auto"
    assert found["apertium"]["state"] == "good"
    assert "each of en es fr it pt to each" in found["apertium"]["said"]


def test_without_apertium_that_is_a_note_unless_it_is_named(stet: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "/nonsuch")
    assert checks(stet("doctor", "--json", "--translate", "auto"))["apertium"]["state"] == "note"
    assert checks(stet("doctor", "--json", "--translate", "apertium"))["apertium"]["state"] == "wrong"


def test_in_a_terminal_it_says_how_wide_and_in_which_colours(tmp_path: Path) -> None:
    leader, follower = pty.openpty()
    environment = os.environ | {"TERM": "xterm-256color", "COLUMNS": "50", "LINES": "40", "PYTHONUTF8": "1"}
    environment.pop("NO_COLOR", None)
    command = [sys.executable, "-c", "from tui.cli import main; main()", "doctor"]
    with os.fdopen(leader, "rb", buffering=0) as screen:
        with subprocess.Popen(command, stdout=follower, env=environment, cwd=tmp_path) as run:
            os.close(follower)
            shown = b""
            while part := _read(screen):
                shown += part
        assert run.returncode == 0
    assert b"50x40, colours: 256, utf-8" in shown
    assert f"stet review needs {ROOM[0]}x{ROOM[1]}".encode() in shown


def _read(screen: Any) -> bytes:
    """What a terminal shows next; its end is an error on Linux."""
    try:
        return bytes(screen.read(4096) or b"")
    except OSError:
        return b""


def test_the_room_is_that_of_the_screen() -> None:
    assert (SMALLEST.width, SMALLEST.height) == ROOM


def test_a_store_in_a_folder_that_is_not_there_is_wrong(stet: Command) -> None:
    done = stet("doctor", "--db", "none/stet.db")
    assert done.code == 4
    assert "wrong store          store none/stet.db: the folder none does not exist" in done.out
