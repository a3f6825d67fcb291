"""In which formats a review can leave the screens, and the writing of one into a file of its own."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

from claims.errors import ReviewError
from claims.export import csv, jsonl
from claims.ledger.review import ReviewState
from tui.forms import suffixed
from tui.output import write_text

FORMATS: Mapping[str, tuple[str, Callable[[Iterable[ReviewState]], str]]] = {
    "csv": ("a row a claim with its verdict, for a spreadsheet", csv.export),
    "jsonl": ("the log, every event with the hashes that chain them", jsonl.export),
}
"""Each format with what it is for, and what makes it."""


def file_for(name: str, form: str, folder: Path) -> str:
    """A file name for an article's export that is not taken yet."""
    first = suffixed(name, form)
    stem = first.removesuffix(f".{form}")
    others = (f"{stem}-{number}.{form}" for number in range(2, 1000))
    return next((file for file in (first, *others) if not (folder / file).exists()), first)


def write(state: ReviewState, form: str, file: str, folder: Path) -> Path:
    """Writes an article's review; gives where. Raises `ReviewError` for a file that is there, `StetError` for a disk
    that refuses.
    """
    if not file.strip():
        raise ReviewError("there is no file name", "Give one, or leave with escape")
    path = folder / Path(file.strip()).expanduser()
    if path.exists():
        raise ReviewError(f"{path} is there already", "Give another name; nothing is overwritten from here")
    write_text(FORMATS[form][1]([state]), path)
    return path.absolute()
