"""The commands that pages show in passing: each is run as it stands, in a desk that has what it names.

A block that is set in by four spaces, outside of fences, may hold commands, each with an explanation behind three
spaces or more. Those of stet are run: what opens a screen in a terminal, where it is left by `q`; nothing reaches the
network, since the only proxy that it may use refuses. Such a command may end as the page says: not with wrong usage,
not with a broken store. Commands inside a sentence, in backquotes, are only looked up.
"""

from __future__ import annotations

import fcntl
import os
import pty
import re
import select
import shlex
import signal
import struct
import subprocess
import sys
import termios
import time
import tomllib
from pathlib import Path
from shutil import copy, copytree

import pytest
from click import Command, Context, Group, Option

from tests.test_docs import GENERATED, NAMES, PAGES, ROOT, STET
from tui.cli import stet
from tui.diagnostics import Exit
from tui.logbook import WithDefault

FENCED = re.compile(r"^```.*?^```$", re.MULTILINE | re.DOTALL)
SHOWN = re.compile(r"^    ((?:stet|make|pip|pipx|uv|apt-get|datasette)\b.*?)(?: {3,}.*)?$", re.MULTILINE)
INLINE = re.compile(r"`(stet [^`]+)`")
SCREEN = re.compile(r"^stet(?: review(?! --plain).*| watch(?! .*--once).*)?$")
"""What opens a screen, waits for a browser, or watches until it is told to stop."""

OPENED = "\x1b[?1049h"
"""What a terminal is told when a screen is put up."""

LEFT_BY: dict[str, tuple[str, bytes | signal.Signals]] = {
    "--serve": ("?token=", signal.SIGINT),
    " watch ": ("\n", signal.SIGINT),
}
"""What a command shows when it is at work, and how it is left then."""

EXAMPLE = ROOT / "docs" / "example"
NEEDED = {
    "article.txt": EXAMPLE / "article.txt",
    "draft.md": EXAMPLE / "article.txt",
    "articles/quay.md": EXAMPLE / "article.txt",
    "report.html": EXAMPLE / "press-release.html",
    "report-en.html": EXAMPLE / "press-release.html",
    "sources/report.html": EXAMPLE / "press-release.html",
    "speech.srt": EXAMPLE / "council.srt",
    "report.pdf": EXAMPLE / "annual-report.pdf",
}
"""What the desk of the examples has, by the names that the pages use."""

REFUSING = "http://127.0.0.1:9"
"""A proxy that is not there (the discard port), so that no example leaves the machine."""

NEVER = "\x1b[?stet"
"""What no program prints."""

OF_A_CLUSTER = "--scheduler"
"""The option of commands that need more machines than one: they are looked up, and run by tests/tui/test_many.py."""

MAY_END = {Exit.DONE, Exit.GATE, Exit.UNREAD}
PATIENCE = 60.0
"""Seconds for a screen to come or go: a guard against waiting forever, not a measure."""

TEXTS = {
    name: FENCED.sub("", file.read_text("utf-8"))
    for name, file in zip(NAMES, PAGES, strict=True)
    if file.name not in GENERATED
}


def shown(program: str) -> list[tuple[str, str]]:
    """The commands of a program, each with the page that shows it."""
    found = [(name, command.strip()) for name, text in TEXTS.items() for command in SHOWN.findall(text)]
    return [(name, command) for name, command in found if command.split()[0] == program]


PAGES_OF_STET = sorted({name for name, _ in shown("stet")})


@pytest.fixture(scope="session")
def checked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with what the examples name, and a colleague's store that began with the same check."""
    desk = tmp_path_factory.mktemp("desk")
    for name, original in NEEDED.items():
        (desk / name).parent.mkdir(exist_ok=True)
        copy(original, desk / name)
    for folder in ("inbox", "incoming"):
        (desk / folder).mkdir()
    copytree(EXAMPLE, desk / "docs" / "example")
    for store in ("stet.db", "colleague.db"):
        assert ran(f"stet check article.txt -s report.html --db {store}", desk)[0] == Exit.DONE
    return desk


@pytest.fixture
def desk(checked: Path, tmp_path: Path) -> Path:
    """Such a folder of a page's own."""
    return copytree(checked, tmp_path, dirs_exist_ok=True)


def surroundings(folder: Path) -> dict[str, str]:
    own = {name: value for name, value in os.environ.items() if not name.startswith(("STET_", "TEXTUAL_"))}
    own |= {"PYTHONPATH": str(ROOT), "HOME": str(folder), "XDG_CONFIG_HOME": str(folder), "STET_PROXY": REFUSING}
    return own | {"TERM": "xterm-256color", "LINES": "24", "COLUMNS": "80", "STET_REVIEWER": "MD"}


def ran(command: str, folder: Path) -> tuple[int, str]:
    """The exit code of a command, and all that it printed."""
    done = subprocess.run(
        ["bash", "-c", STET + command],
        cwd=folder, env=surroundings(folder), input=b"", stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False,
    )  # fmt: skip
    return done.returncode, done.stdout.decode()


def on_a_terminal(command: str, folder: Path, until: str, then: bytes | signal.Signals) -> tuple[int, str]:
    """The exit code of a command that is left by a key or signal once it shows `until`, and its output."""
    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
    words = [sys.executable, "-c", "from tui.cli import main; main()", *shlex.split(command)[1:]]
    process = subprocess.Popen(
        words, cwd=folder, env=surroundings(folder), stdin=theirs, stdout=theirs, stderr=theirs, start_new_session=True
    )
    os.close(theirs)
    seen, ends = "", time.monotonic() + PATIENCE
    try:
        while process.poll() is None and time.monotonic() < ends:
            seen += _output(ours)
            if until not in seen:
                continue
            if isinstance(then, signal.Signals):
                process.send_signal(then)
                until = NEVER
            else:  # more than once: a key may come before the screen listens
                os.write(ours, then)
        code = process.poll()
        assert code is not None, f"{command} did not end; it shows:\n{seen[-2000:]}"
        return code, seen
    finally:
        process.kill()
        process.wait()
        os.close(ours)


def _output(terminal: int) -> str:
    """What has come to a terminal, after a while without more."""
    parts = b""
    while select.select([terminal], [], [], 0.3)[0]:
        try:
            parts += os.read(terminal, 65536)
        except OSError:  # what Linux says of a terminal that nobody has open any more
            break
    return parts.decode("utf-8", "replace")


@pytest.mark.parametrize("name", PAGES_OF_STET)
def test_what_a_page_shows_can_be_typed(name: str, desk: Path) -> None:
    for page, command in shown("stet"):
        form = re.search(r"\b[A-Z]{4,}\b(?!:)", command)  # to be filled in: looked up below
        if page != name or form or OF_A_CLUSTER in command:
            continue
        if not SCREEN.match(command):
            code, output = ran(command, desk)
            assert code in MAY_END, f"{command}: {code}\n{output}"
            assert "Traceback" not in output, output
            continue
        left_by = next((left for part, left in LEFT_BY.items() if part in command), (OPENED, b"q"))
        code, output = on_a_terminal(command, desk, *left_by)
        assert code in {Exit.DONE, Exit.INTERRUPTED}, f"{command}: {code}\n{output}"


def unknown(command: str) -> list[str]:
    """The words of a command that stet does not know: a command's or an option's name."""
    _, *words = shlex.split(command.replace("...", " "))
    at: Command = stet
    where = Context(stet)
    while words and isinstance(at, Group) and not words[0].startswith("-"):
        found = at.get_command(where, words[0])
        if found is None:
            return [words[0]] if words[0].islower() else []
        at, where = found, Context(found, parent=where)
        words = words[1:]
    if isinstance(at, WithDefault):
        at = next(iter(at.commands.values()))
    options = {spelling for each in at.get_params(where) if isinstance(each, Option) for spelling in each.opts}
    return [word for word in words if re.match(r"--?[a-z]", word) and word not in options]


LOOKED_UP = [(name, command) for name, text in TEXTS.items() for command in INLINE.findall(text)] + shown("stet")
OF_ANOTHER_PACKAGE = {"--ending"}
"""The option of the example format in docs/exports.md."""


def test_what_a_sentence_names_is_known() -> None:
    found = [(name, word) for name, command in LOOKED_UP for word in unknown(command)]
    assert [each for each in found if each[1] not in OF_ANOTHER_PACKAGE] == []


@pytest.mark.parametrize(("command", "expected"), [("stet chekc", ["chekc"]), ("stet log --verfy", ["--verfy"])])
def test_what_is_not_known_is_told(command: str, expected: list[str]) -> None:
    assert unknown(command) == expected


def test_targets_extras_and_packages_are_there() -> None:
    made = {word for _, command in shown("make") for word in command.split()[1:2]}
    assert made
    assert made <= set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))
    extras = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["optional-dependencies"]
    named = {extra for text in TEXTS.values() for extra in re.findall(r"stet-desk\[([a-z,]+)\]", text)}
    assert {each for group in named for each in group.split(",")} <= set(extras)
    gate = (ROOT / ".ci" / "run").read_text("utf-8")
    for _, command in shown("apt-get"):
        assert set(command.split()[2:]) <= set(gate.split())
