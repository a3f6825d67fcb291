"""The command that says what this desk has, what of it works, and what to do about the rest."""

from __future__ import annotations

import json
import os
from dataclasses import asdict
from pathlib import Path

import click

from tui.diagnostics import Exit
from tui.options import DB, settings_of
from tui.translating import TRANSLATE

SCHEMA = "stet.doctor"


@click.command()
@click.option("--json", "as_json", is_flag=True, help="One JSON object instead of lines.")
@DB
@TRANSLATE
def doctor(*, as_json: bool, db: str | None, translate: str | None) -> int:
    """Say what is there, what works, and what to do.

    Python, SQLite, the store, the terminal, the settings, the extras, Apertium with its pairs, and the translation
    servers that are set: nobody else is asked anything.

    Ends with 0 unless something that is set does not work (4 for the store, 2 for anything else).
    """
    from tui.display import one_line
    from tui.examining import State, examine
    from tui.output import write_text

    checks = tuple(examine(lambda: settings_of(db=db, translate=translate), Path.cwd(), os.environ))
    wrong = {check.name for check in checks if check.state is State.WRONG}
    if as_json:
        record = {"schema": SCHEMA, "version": 1, "ok": not wrong, "checks": [asdict(check) for check in checks]}
        write_text(json.dumps(record, ensure_ascii=False, indent=1) + "\n")
    else:
        width = max(len(check.name) for check in checks)
        for check in checks:
            write_text(f"{check.state.value:<6}{one_line(check.name):<{width}}  {one_line(check.said)}\n")
            if check.todo:
                write_text(f"{'':<{width + 8}}do: {one_line(check.todo)}\n")
    if not wrong:
        return Exit.DONE
    return Exit.STORE if wrong == {"store"} else Exit.USAGE
