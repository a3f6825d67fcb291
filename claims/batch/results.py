"""Results as JSON Lines: one article a line, in the order of the articles, in a file that can be gone on with."""

from __future__ import annotations

import json
import os
import re
from pathlib import Path
from typing import Any, Self

from claims.batch.run import Checked
from claims.errors import ArticleError, StetError
from claims.export.report import SCHEMA, VERSION, report_record

_DONE = re.compile(rb'\{"schema": "[a-z.]+", "version": \d+, "fingerprint": "([0-9a-f]{64})", ')
"""How a line with an outcome begins: what follows has no need to be read to know that it is done."""
_BEGINS = b'{"schema": "stet.'


def line(checked: Checked) -> str:
    """What became of one article: its report as in `stet check --json`, or with an `error` and no claims."""
    return json.dumps(_record(checked), ensure_ascii=False) + "\n"


def _record(checked: Checked) -> dict[str, Any]:
    outcome = checked.outcome
    if isinstance(outcome, ArticleError):
        rest: dict[str, Any] = {"article": {"name": checked.name}, "sources": [], "claims": [], "error": str(outcome)}
    else:
        rest = report_record(outcome)
    return {"schema": SCHEMA, "version": VERSION, "fingerprint": checked.fingerprint or None} | rest


class Results:
    """A file of results, open for more. `done` has the fingerprint of every line that it held when it was opened."""

    def __init__(self, path: Path, *, resume: bool) -> None:
        """Raises `StetError` where the file cannot be written, has something in it already, or other lines."""
        self._path = path
        self.done: set[str] = set()
        try:
            if path.exists() and not (path.is_file() or path.is_dir()):
                raise StetError(f"{path} is a device or a pipe, no file", "Without -o results go to standard output")
            self._file = path.open("r+b" if path.exists() else "w+b")
            if not resume and os.fstat(self._file.fileno()).st_size:
                self._file.close()
                raise StetError(f"{path} has something in it already", "Go on with it by --resume, or name another")
            self._take_up()
        except OSError as refused:
            raise StetError(f"{path} cannot be written: {refused.strerror}", "Name another file with -o") from refused

    def _take_up(self) -> None:
        """Reads what is done, and cuts off a last line that was not written to its end."""
        whole = 0
        for number, written in enumerate(self._file, start=1):
            if not written.endswith(b"\n") and _is_torn(written):
                break
            if not (written.startswith(_BEGINS) and written.endswith(b"}\n")):
                self._file.close()
                raise StetError(f"{self._path}: line {number} is no result of a check", "Name another file with -o")
            if found := _DONE.match(written):
                self.done.add(found[1].decode("ascii"))
            whole += len(written)
        self._file.seek(whole)
        self._file.truncate()

    def add(self, checked: Checked) -> None:
        """Writes one more; when this returns, no end of this process can take it back."""
        try:
            self._file.write(line(checked).encode("utf-8", "backslashreplace"))
            self._file.flush()
        except OSError as refused:
            raise StetError(
                f"{self._path} cannot be written: {refused.strerror}",
                "Make room, and go on with --resume",
            ) from refused

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *raised: object) -> None:
        self._file.close()


def _is_torn(end: bytes) -> bool:
    """Whether the end of a file can be the beginning of a result, or the zeros that a loss of power leaves."""
    return end.startswith(_BEGINS) or _BEGINS.startswith(end) or not end.strip(b"\0")
