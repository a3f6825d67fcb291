"""The only writer to stderr: what went wrong, what is going on, and the exit codes that say so to a script."""

from __future__ import annotations

import sys
from enum import IntEnum

from claims.errors import ArticleFetchError, FaultError, StetError, StoreError

BAR = 16
"""Cells of a bar: little enough for a line of 60 with what was done."""


class Exit(IntEnum):
    """The exit codes of every command; a script may rely on them."""

    DONE = 0
    GATE = 1
    USAGE = 2
    UNREAD = 3
    STORE = 4
    FAULT = 70
    INTERRUPTED = 130


MEANINGS = {
    Exit.DONE: "done",
    Exit.GATE: "a finding or verdict named with `--fail-on`",
    Exit.USAGE: "wrong usage, settings, or article file",
    Exit.UNREAD: "a source, or the article's address, could not be read; the rest was done",
    Exit.STORE: "the store or library: not there, locked, damaged, of a newer version, or without the article named",
    Exit.FAULT: "a fault of stet itself; what was saved before is kept, and the message names a file to report",
    Exit.INTERRUPTED: "interrupted; what was saved before is kept",
}
"""What each exit code says, for the documents."""


def exit_code(error: StetError) -> Exit:
    """Which exit code an error ends with."""
    if isinstance(error, StoreError):
        return Exit.STORE
    if isinstance(error, FaultError):
        return Exit.FAULT
    return Exit.UNREAD if isinstance(error, ArticleFetchError) else Exit.USAGE


def report_error(message: str) -> None:
    """One line: what, where, and what to do."""
    _line(f"stet: {message}")


def warn(message: str) -> None:
    """Something that the reader should know although the work goes on."""
    _line(f"stet: warning: {message}")


def narrate(message: str) -> None:
    """What is going on, for a person who watches; silent where stderr is no terminal."""
    if sys.stderr.isatty():
        _line(f"  {message}")


def narrate_step(stage: str, done: int, total: int, message: str) -> None:
    """One step of a long piece of work done, as a bar with counts; silent where stderr is no terminal."""
    from tui.display import bar

    narrate(f"{stage:<8} {bar(done, total, BAR)} {done}/{total}  {message}")


def overwrite(message: str) -> None:
    """What is going on, in the place of what this said before; an empty message takes that away.

    Silent where stderr is no terminal. Whoever prints has to take it away first; what is said here does so itself.
    """
    from tui.display import one_line

    if sys.stderr.isatty() and (message or _overwritten):
        print(f"\r\x1b[K{one_line(message)}", end="", file=sys.stderr, flush=True)
        _overwritten[:] = [message] if message else []


_overwritten: list[str] = []
"""What stands in the line that is written over, if anything does."""


def _line(message: str) -> None:
    from tui.display import one_line

    overwrite("")
    print(one_line(message), file=sys.stderr, flush=True)
