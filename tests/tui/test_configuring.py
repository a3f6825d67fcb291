"""Settings with their origin, and completion for shells."""

from __future__ import annotations

import json
import shutil
import subprocess
import tomllib
from pathlib import Path

import pytest

from tests.tui.commands import Command, command_over
from tui.settings import SETTINGS


@pytest.fixture
def stet(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Command:
    return command_over(tmp_path, monkeypatch, capsys)


def test_every_setting_is_shown_with_its_origin(stet: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "stet.toml").write_text('reviewer = "MD"\ncontact = "desk@example.org"\n', "utf-8")
    (tmp_path / "stet").mkdir()
    (tmp_path / "stet" / "config.toml").write_text('reviewer = "Me"\nallow_hosts = ["a:1", "b:2"]\n', "utf-8")
    monkeypatch.setenv("STET_CONTACT", "https://a.example")
    shown = {record["setting"]: record for record in json.loads(stet("config", "show", "--json").out)}
    assert list(shown) == [setting.key for setting in SETTINGS]
    assert (shown["reviewer"]["value"], shown["reviewer"]["origin"]) == ("MD", str(tmp_path / "stet.toml"))
    assert (shown["contact"]["value"], shown["contact"]["origin"]) == ("https://a.example", "STET_CONTACT")
    assert shown["allow_hosts"]["value"] == ["a:1", "b:2"]
    assert (shown["db"]["value"], shown["db"]["origin"]) == ("stet.db", "default")
    assert "reviewer     MD" in stet("config", "show").out


def test_a_setting_that_cannot_be_used_is_not_shown_as_if_it_could(stet: Command, tmp_path: Path) -> None:
    (tmp_path / "stet.toml").write_text("reviewr = 'MD'", "utf-8")
    done = stet("config", "show")
    assert done.code == 2
    assert "Did you mean 'reviewer'?" in done.err


def test_the_files_are_named_the_strongest_first(stet: Command, tmp_path: Path) -> None:
    (tmp_path / "stet.toml").write_text("", "utf-8")
    first, second = stet("config", "path").out.splitlines()
    assert first == f"found  {tmp_path / 'stet.toml'}"
    assert second == f"not there  {tmp_path / 'stet' / 'config.toml'}"


def test_the_schema_is_a_file_that_could_be_used(stet: Command, tmp_path: Path) -> None:
    written = stet("config", "schema").out
    assert set(tomllib.loads(written)) == {setting.key for setting in SETTINGS}
    (tmp_path / "stet.toml").write_text(written, "utf-8")
    (tmp_path / "words").mkdir()
    assert stet("config", "show").code == 0


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_a_completion_script_is_one_of_its_shell(stet: Command, shell: str) -> None:
    done = stet("completion", shell)
    assert (done.code, done.err) == (0, "")
    assert f"_STET_COMPLETE={shell}_complete" in done.out
    if shutil.which(shell):
        subprocess.run([shell, "-n"], input=done.out.encode(), check=True)


def test_a_shell_that_is_not_known_is_named(stet: Command) -> None:
    done = stet("completion", "csh")
    assert done.code == 2
    assert "'csh'" in done.err
