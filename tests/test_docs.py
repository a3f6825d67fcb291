"""Documents that cannot lie: the commands in the README run, and print what it says they print.

Run with STET_WRITE_DOCS=1 to put what the commands print now into the README.
"""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from tui.actions import ACTIONS, Group, Where, keys_of
from tui.cli import stet
from tui.diagnostics import Exit

ROOT = Path(__file__).parent.parent
README = ROOT / "README.md"
BLOCK = re.compile(r"```console\n\$ stet (?P<words>[^\n]+)\n(?P<output>.*?)```", re.DOTALL)


def printed(words: str, folder: Path) -> str:
    environment = os.environ | {"STET_DB": str(folder / "docs.db"), "NO_COLOR": "1"}
    command = [sys.executable, "-c", "from tui.cli import main; main()", *shlex.split(words)]
    run = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, check=True)
    return run.stdout.decode()


def test_the_readme_shows_what_the_commands_print(tmp_path: Path) -> None:
    text = README.read_text("utf-8")
    assert BLOCK.search(text)
    fresh = BLOCK.sub(
        lambda block: f"```console\n$ stet {block['words']}\n{printed(block['words'], tmp_path)}```", text
    )
    if os.environ.get("STET_WRITE_DOCS"):
        README.write_text(fresh, "utf-8")
    assert README.read_text("utf-8") == fresh


def keys_document() -> str:
    """docs/keys.md, made from the table of actions."""
    lines = [
        "# Keys",
        "",
        "Made from the table in `tui/actions.py`. Letters act only while no field is written in. Actions are given",
        "other keys by their names, in `stet.toml`:",
        "",
        "    [keys]",
        '    verified = "f2"',
        '    undo = ["z", "backspace", "f9"]',
    ]
    for group in Group:
        lines += ["", f"## {group.value}", "", "| key | action | what it does | where |", "|---|---|---|---|"]
        for action in ACTIONS:
            if action.group is group:
                where = " and ".join(each.value for each in Where if each in action.where)
                lines.append(f"| `{keys_of(action)}` | `{action.name}` | {action.help} | {where} |")
    return "\n".join(lines) + "\n"


def test_the_document_of_keys_is_the_table() -> None:
    file = ROOT / "docs" / "keys.md"
    if os.environ.get("STET_WRITE_DOCS"):
        file.write_text(keys_document(), "utf-8")
    assert file.read_text("utf-8") == keys_document()


@pytest.mark.parametrize("name", sorted(stet.commands))
def test_every_command_is_in_the_readme_and_has_help(name: str) -> None:
    assert f"stet {name}" in README.read_text("utf-8")
    command = stet.commands[name]
    assert command.help
    assert all(parameter.help for parameter in command.params if parameter.param_type_name == "option")


def test_every_exit_code_is_in_the_readme() -> None:
    rows = re.findall(r"^\| (\d+) \|", README.read_text("utf-8"), re.MULTILINE)
    assert [int(row) for row in rows] == [int(code) for code in Exit]


DOCUMENTS = [
    "README.md",
    "CONTRIBUTING.md",
    "docs/design.md",
    "docs/exports.md",
    "docs/glossary.md",
    *sorted(f"docs/how-to/{file.name}" for file in (ROOT / "docs" / "how-to").glob("*.md")),
]


@pytest.mark.parametrize("name", DOCUMENTS)
def test_links_lead_somewhere(name: str) -> None:
    file = ROOT / name
    for target in re.findall(r"\]\(([^)#]+)\)", file.read_text("utf-8")):
        if "://" not in target:
            assert (file.parent / target).exists(), target
