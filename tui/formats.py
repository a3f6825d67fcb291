"""In which formats a review can leave the screens, and the writing of one into a file of its own."""

from __future__ import annotations

from pathlib import Path

from claims.errors import ReviewError
from claims.export.exporters import EXPORTERS, contents_of, exporter, names
from tui.desk import Shelf
from tui.forms import suffixed
from tui.output import write_bytes
from tui.version import SOFTWARE


def formats() -> tuple[tuple[str, str], ...]:
    """Each format with what it is for; those of other packages are not asked before they are chosen."""
    return tuple((name, EXPORTERS[name].description if name in EXPORTERS else "of another package") for name in names())


def file_for(article: str, form: str, folder: Path) -> str:
    """A file name for an article's export that is not taken yet."""
    first = suffixed(article, form)
    stem = first.removesuffix(f".{form}")
    others = (f"{stem}-{number}.{form}" for number in range(2, 1000))
    return next((file for file in (first, *others) if not (folder / file).exists()), first)


def write(shelf: Shelf, article_id: str, form: str, file: Path) -> Path:
    """Writes an article's review as it stands; gives where.

    Raises `ReviewError` for a file that is there, `StetError` where the format or the disk refuses.
    """
    if not file.name:
        raise ReviewError("there is no file name", "Give one, or leave with escape")
    if file.exists():
        raise ReviewError(f"{file} is there already", "Give another name; nothing is overwritten from here")
    chosen = exporter(form)
    contents = contents_of(shelf, article_id, copies=chosen.needs_copies, software=SOFTWARE)
    write_bytes(chosen.export(contents, {}), file)
    return file.absolute()
