"""What nobody expected: told in one line, with Python's own account of it in a file that can be sent along."""

from __future__ import annotations

import os
import platform
import shlex
import sys
import tempfile

from claims.errors import FaultError, StetError
from tui.diagnostics import report_error
from tui.version import __version__

_file: list[str] = []
"""The file that the faults of this process are written to, once there is one."""

_written: set[str] = set()
"""The accounts that are in it: a screen says the same more than once."""


def report_fault(fault: Exception) -> None:
    """Says what went wrong inside, where, and what to do."""
    if isinstance(fault, MemoryError):
        report_error(
            "there is not enough memory for this; what was saved before is kept. Close other programs, or take less"
        )
        return
    report_error(words_of(FaultError.of("internal error; what was saved before is kept", fault)))


def words_of(error: StetError) -> str:
    """What an error says; of a fault also where the whole account of it lies."""
    if not isinstance(error, FaultError):
        return str(error)
    file = _kept(error.trace)
    return f"{error}. The traceback is in {file}" if file else f"{error}. {error.trace}"


def _kept(trace: str) -> str:
    """Writes an account into the file of this process, and gives its name; empty where there is no room for one."""
    if trace in _written:
        return _file[0]
    try:
        if not _file:
            number, name = tempfile.mkstemp(prefix="stet-fault-", suffix=".txt")
            os.close(number)
            _file.append(name)
        with open(_file[0], "a", encoding="utf-8", errors="backslashreplace") as opened:  # noqa: PTH123 - a plain name
            opened.write(f"stet {__version__}, Python {sys.version.split()[0]}, {platform.platform()}\n")
            opened.write(f"{shlex.join(['stet', *sys.argv[1:]])}\n\n{trace}\n")
    except OSError:
        return ""
    _written.add(trace)
    return _file[0]
