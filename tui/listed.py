"""What every list has in common: the options that choose its form, and its printing in that form."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, TypeVar

import click

Record = Mapping[str, Any]
Command = TypeVar("Command", bound=Callable[..., Any])

_FORMS = (
    ("json", "One JSON array."),
    ("jsonl", "A JSON object a line."),
    ("csv", "Comma-separated values with a header; cells that a spreadsheet would run are neutralised."),
    ("table", "Lines for a person, which is what is printed unless one of these is given."),
)


def listed(command: Command) -> Command:
    """Gives a command the parameter `form`, set by --json, --jsonl, --csv and --table."""
    for name, help_text in reversed(_FORMS):
        default = "table" if name == "table" else None
        command = click.option(f"--{name}", "form", flag_value=name, default=default, help=help_text)(command)
    return command


def print_list(form: str, records: Iterable[Record], table: Callable[[], str]) -> None:
    """Print a list: the records for a program, or what `table` makes of it for a person."""
    from tui.output import write_text

    if form == "table":
        write_text(table())
    elif form == "csv":
        write_text(_csv(list(records)))
    elif form == "jsonl":
        write_text("".join(json.dumps(record, ensure_ascii=False) + "\n" for record in records))
    else:
        write_text(json.dumps(list(records), ensure_ascii=False, indent=1) + "\n")


def _csv(records: Sequence[Record]) -> str:
    """A header of all the fields there are, in the order in which they come, and a row a record."""
    from claims.export.csv import rows_as_csv

    flat = [dict(_flat(record)) for record in records]
    columns = tuple(dict.fromkeys(column for row in flat for column in row))
    return rows_as_csv(columns, flat) if columns else ""


def _flat(record: Record, prefix: str = "") -> Iterator[tuple[str, str | int | None]]:
    """The fields of a record for a table: those of a field `a.b`, the words of a list set apart by semicolons."""
    for key, value in record.items():
        if isinstance(value, Mapping):
            yield from _flat(value, f"{prefix}{key}.")
        elif isinstance(value, list):
            yield f"{prefix}{key}", "; ".join(str(word) for word in value)
        else:
            yield f"{prefix}{key}", value
