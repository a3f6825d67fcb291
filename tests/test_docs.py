"""Documents that cannot lie: the commands that they show run, and print what they say they print.

A block marked `console` holds commands, each behind `$ `, and under each what it prints, errors included. The blocks of
a page are one session of bash, in a fresh folder with copies of `fixtures/desk` and `docs/example` in it. Times and
the hashes that follow from them may differ. Run with STET_WRITE_DOCS=1 to put what is printed now into the pages.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path
from shutil import copytree

import pytest
from click import Context

from claims import errors
from tui.actions import ACTIONS, Group, Where, keys_of
from tui.cli import COMMANDS, stet
from tui.diagnostics import Exit, exit_code
from tui.reference import commands
from tui.settings import SETTINGS

ROOT = Path(__file__).parent.parent
README = ROOT / "README.md"
PAGES = [README, ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").rglob("*.md"))]
GENERATED = {"reference.md", "keys.md", "quality.md", "performance.md", "scale.md"}
NAMES = [file.relative_to(ROOT).as_posix() for file in PAGES]

BLOCK = re.compile(r"(?<=^```console\n)[^`].*?(?=^```$)", re.DOTALL | re.MULTILINE)
COMMAND = re.compile(r"^\$ (.+)\n((?:(?!\$ ).*\n)*)", re.MULTILINE)
VARYING = re.compile(
    r"\b\d{4}-\d\d-\d\d[ T]\d\d:\d\d(?::\d\d(?:\.\d+)?)?Z?|(?:(?<=saved )|(?<=\n)(?=\S+  ))\d\d:\d\d:\d\d"
    r"|\b[0-9a-f]{64}\b"
)
"""What two runs do not share: moments, and the hash of an event, which has its moment in it."""

SHOWN = [name for name, file in zip(NAMES, PAGES, strict=True) if BLOCK.search(file.read_text("utf-8"))]
STET = f"stet() {{ '{sys.executable}' -c 'from tui.cli import main; main()' \"$@\"; }}\n"


def printed(orders: list[str], folder: Path) -> list[str]:
    """What each of the commands prints, run one after the other by one shell whose home is the folder."""
    for part in ("fixtures/desk", "docs/example"):
        copytree(ROOT / part, folder / part)
    own = {name: value for name, value in os.environ.items() if not name.startswith("STET_")}
    own |= {"PYTHONPATH": str(ROOT), "HOME": str(folder), "NO_COLOR": "1", "TZ": "UTC", "LC_ALL": "C.UTF-8"}
    script = STET + "".join(f"{order}\nprintf '\\0'\n" for order in orders)
    run = subprocess.run(
        ["bash", "-c", script], cwd=folder, env=own, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=True
    )
    return run.stdout.decode().replace(str(folder), "~").split("\0")[:-1]


@pytest.mark.parametrize("name", SHOWN)
def test_a_page_shows_what_its_commands_print(name: str, tmp_path: Path) -> None:
    text = (ROOT / name).read_text("utf-8")
    orders = [order for block in BLOCK.findall(text) for order, _ in COMMAND.findall(block)]
    outputs = iter(printed(orders, tmp_path))
    fresh = BLOCK.sub(lambda block: COMMAND.sub(lambda shown: f"$ {shown[1]}\n{next(outputs)}", block[0]), text)
    if os.environ.get("STET_WRITE_DOCS") and steady(fresh) != steady(text):
        (ROOT / name).write_text(fresh, "utf-8")
        text = fresh
    assert steady(text) == steady(fresh)


def steady(text: str) -> str:
    """The text without what differs from run to run."""
    return VARYING.sub("…", text)


def test_a_changed_output_is_noticed_and_another_time_is_not() -> None:
    assert steady("saved 03:01:43 8 3f9c -> disputed\n") == steady("saved 23:59:59 8 3f9c -> disputed\n")
    assert steady("saved 03:01:43 8 3f9c -> disputed\n") != steady("saved 03:01:43 8 3f9c -> verified\n")
    assert steady("$ stet watch in\n14:07:31  checked\n") == steady("$ stet watch in\n08:00:00  checked\n")
    assert steady("[1] 00:12:31 · Le quai\n") != steady("[1] 00:12:41 · Le quai\n")


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


@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_every_command_is_in_the_readme_and_has_help(name: str) -> None:
    assert f"stet {name}" in README.read_text("utf-8")
    command = stet.get_command(Context(stet), name)
    assert command is not None
    assert command.help
    assert all(parameter.help for parameter in command.params if parameter.param_type_name == "option")


def test_every_exit_code_is_in_the_readme() -> None:
    rows = re.findall(r"^\| (\d+) \|", README.read_text("utf-8"), re.MULTILINE)
    assert [int(row) for row in rows] == [int(code) for code in Exit]


def test_every_name_is_in_a_page_that_a_person_wrote() -> None:
    """Commands, settings and classes of errors; the generated pages have them all in any case."""
    text = "\n".join(page.read_text("utf-8") for page in PAGES if page.name not in GENERATED)
    names = [(name,) for name, _ in commands()] + [(f"{each.key} = ", each.variable) for each in SETTINGS]
    names += [(f"`{each}`",) for each in vars(errors) if each.endswith("Error")]
    assert [spellings for spellings in names if not any(each in text for each in spellings)] == []


def test_errors_end_with_the_codes_that_are_said() -> None:
    page = (ROOT / "docs/how-to/extend.md").read_text("utf-8")
    rows = re.findall(r"^\| `(\w+)` \|.*\| (\d+) \|$", page, re.MULTILINE)
    classes = [each for each in vars(errors).values() if isinstance(each, type)]
    raised = [each for each in classes if errors.StetError in each.__mro__[1:]]
    assert dict(rows) == {each.__name__: str(int(exit_code(each("")))) for each in raised}


LINK = re.compile(r"\]\(([^)#]+)(?:#[^)]*)?\)")


def links(file: Path) -> list[Path]:
    """The files of the checkout that a page links to."""
    targets = (target for target in LINK.findall(file.read_text("utf-8")) if "://" not in target)
    return [(file.parent / target).resolve() for target in targets]


@pytest.mark.parametrize("name", NAMES)
def test_links_lead_somewhere(name: str) -> None:
    assert [str(target) for target in links(ROOT / name) if not target.exists()] == []


def test_every_page_is_found_from_the_readme() -> None:
    found, waiting = set[Path](), [README.resolve()]
    while waiting:
        page = waiting.pop()
        if page not in found and page.suffix == ".md" and page.exists():
            found.add(page)
            waiting += links(page)
    assert [str(page) for page in PAGES if page.resolve() not in found] == []


CITED = re.compile(r"`((?:tests|claims|sources|tui|bench)/[\w/.-]+)(?:::(\w+))?`")


@pytest.mark.parametrize("name", NAMES)
def test_what_is_cited_is_there(name: str) -> None:
    """Modules and tests that a page names as those that hold what it says."""
    for path, function in CITED.findall((ROOT / name).read_text("utf-8")):
        assert (ROOT / path).exists(), path
        assert not function or f"def {function}(" in (ROOT / path).read_text("utf-8"), function
