"""The reference and the man page, made from what runs: the commands, the settings, the types.

`python -m tui.reference docs` writes both into a folder; a test holds the ones in `docs/` against the program.
"""

from __future__ import annotations

import inspect
import sys
from collections.abc import Iterator, Sequence
from enum import StrEnum
from pathlib import Path

import click

from claims import errors, model
from sources.document import Role, UnreadableReason, Warn
from sources.snapshots import FailureReason
from sources.snapshots import Origin as CopyOrigin
from tui.cli import stet
from tui.diagnostics import MEANINGS
from tui.settings import SETTINGS
from tui.version import __version__

Named = tuple[str, click.Command]
WORDS: tuple[type[StrEnum], ...] = (
    model.FindingKind, model.Verdict, model.Mode, model.Qualifier, model.UnitKind, model.DiffKind,
    FailureReason, UnreadableReason, Warn, Role, CopyOrigin,
)  # fmt: skip
"""The types whose words stand in the output and in the log."""


def commands(group: click.Group = stet, before: str = "stet") -> Iterator[Named]:
    """Every command with its full name, a group before its own commands."""
    context = click.Context(group)
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        assert command is not None  # noqa: S101 - the group has listed it
        yield f"{before} {name}", command
        if isinstance(command, click.Group):
            yield from commands(command, f"{before} {name}")


def reference() -> str:
    """The reference as Markdown."""
    parts = [
        "# Reference\n\nMade by `python -m tui.reference docs` from the program itself; a test holds it to that.",
        "## Commands",
        *(_command(name, command) for name, command in commands()),
        "## Exit codes",
        _table(("code", "meaning"), [(str(int(code)), words) for code, words in MEANINGS.items()]),
        "## Settings",
        "A flag is stronger than the environment, that is stronger than the nearest `stet.toml` from the folder "
        "upwards, that is stronger than the user's own file (`stet config path` names it).",
        _table(
            ("setting", "environment", "example in a file", "meaning"),
            [(f"`{s.key}`", f"`{s.variable}`", f"`{s.key} = {s.example}`", s.meaning) for s in SETTINGS],
        ),
        "## Errors",
        _table(("class", "when"), [(f"`{each.__name__}`", _doc(each)) for each in _errors()]),
        "## Words",
        *(f"### {each.__name__}\n\n{_doc(each)}\n\n{', '.join(f'`{member}`' for member in each)}" for each in WORDS),
    ]
    return "\n\n".join(parts) + "\n"


def _command(name: str, command: click.Command) -> str:
    context = click.Context(command, info_name=name)
    usage = " ".join(command.collect_usage_pieces(context))
    parts = [f"### {name}", f"    {name} {usage}", inspect.cleandoc(command.help or "").replace("\b\n", "")]
    rows = [
        (f"`{written}`", help_text)
        for parameter in command.params
        if isinstance(parameter, click.Option) and (record := parameter.get_help_record(context))
        for written, help_text in [record]
    ]
    return "\n\n".join([*parts, *([_table(("option", "meaning"), rows)] if rows else [])])


def _table(head: tuple[str, ...], rows: Sequence[tuple[str, ...]]) -> str:
    lines = [head, tuple("---" for _ in head), *rows]
    return "\n".join(f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in line)} |" for line in lines)


def _errors() -> list[type[errors.StetError]]:
    every = [each for each in vars(errors).values() if isinstance(each, type) and issubclass(each, errors.StetError)]
    return sorted(every, key=lambda each: each.__name__)


def _doc(each: type) -> str:
    return " ".join(inspect.cleandoc(each.__doc__ or "").split())


def man_page() -> str:
    """The man page stet(1), as roff."""
    lines = [
        f'.TH STET 1 "" "stet {__version__}" "User Commands"',
        ".SH NAME",
        "stet \\- check the quotes and the figures of an article against its sources",
        ".SH SYNOPSIS",
        ".B stet",
        "COMMAND [OPTIONS] [ARGUMENTS]",
        ".SH DESCRIPTION",
        _roff(inspect.cleandoc(stet.help or "")),
        ".SH COMMANDS",
    ]
    for name, command in commands():
        context = click.Context(command, info_name=name)
        lines += [".SS " + _roff(f"{name} {' '.join(command.collect_usage_pieces(context))}")]
        lines += [_roff(inspect.cleandoc(command.help or "").replace("\b\n", ""))]
        for parameter in command.params:
            record = parameter.get_help_record(context)
            if record is not None:
                lines += [".TP", f".B {_roff(record[0])}", _roff(record[1])]
    lines += [".SH EXIT STATUS"]
    for code, words in MEANINGS.items():
        lines += [".TP", f".B {int(code)}", _roff(words.replace("`", ""))]
    lines += [".SH ENVIRONMENT"]
    for setting in SETTINGS:
        lines += [".TP", f".B {setting.variable}", _roff(setting.meaning)]
    return "\n".join(lines) + "\n"


def _roff(text: str) -> str:
    """A text as roff: signs that roff would run are plain, blank lines begin paragraphs."""
    plain = text.replace("\\", "\\e").replace("-", "\\-")
    lines = [f"\\&{line}" if line.startswith((".", "'")) else line or ".PP" for line in plain.split("\n")]
    return "\n".join(lines)


def main() -> None:
    folder = Path(sys.argv[1])
    (folder / "reference.md").write_text(reference(), "utf-8")
    (folder / "stet.1").write_text(man_page(), "utf-8")


if __name__ == "__main__":
    main()
