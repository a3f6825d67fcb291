"""The examples for pipelines hold what they promise: their commands are run as they stand."""

from __future__ import annotations

import shlex
import shutil
from pathlib import Path

import pytest
import yaml

from tests.tui.commands import Command, command_over

ROOT = Path(__file__).parent.parent
EXAMPLE = ROOT / "docs" / "example"


@pytest.fixture
def stet(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Command:
    for folder, name, kept_as in (
        ("articles", "article.txt", "a.md"),
        ("sources", "press-release.html", "report.html"),
    ):
        (tmp_path / folder).mkdir()
        shutil.copy(EXAMPLE / name, tmp_path / folder / kept_as)
    return command_over(tmp_path, monkeypatch, capsys)


def test_the_workflow_stops_an_article_with_a_conflict(stet: Command) -> None:
    workflow = yaml.safe_load((EXAMPLE / "ci" / "github.yml").read_text("utf-8"))
    (command,) = (run for step in workflow["jobs"]["check"]["steps"] if "stet check" in (run := step.get("run", "")))
    done = stet(*shlex.split(command.replace("articles/*.md", "articles/a.md"))[1:])
    assert done.code == 1
    assert done.out.startswith("::error file=articles/a.md,")


def test_the_hook_stops_an_article_with_a_conflict(stet: Command) -> None:
    (hook,) = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text("utf-8"))
    words = shlex.split(hook["entry"])
    assert words[0] == "stet"
    assert stet(*words[1:], "-s", "sources/report.html", "articles/a.md").code == 1
    Path("articles/b.md").write_text("The quay opened.", "utf-8")
    assert stet(*words[1:], "-s", "sources/report.html", "articles/b.md").code == 0
