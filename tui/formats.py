"""In which formats a review can leave the screens, and the writing of one into a file of its own."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

from claims.errors import ReviewError
from claims.export.exporters import EXPORTERS, contents_of, exporter, names
from tui.desk import Shelf
from tui.forms import Answers, Field, Form, export_form, suffixed
from tui.output import write_bytes
from tui.version import SOFTWARE

NOTHING: Mapping[str, str] = MappingProxyType({})

ENDINGS = {
    "annotation": "annotation.jsonld",
    "claimreview": "claimreview.json",
    "citations": "bib",
    "warc": "warc.gz",
    "datasette": "datasette.json",
}
"""How a file of a format ends where that is not the format's name: so that other programs know it."""


def formats() -> tuple[tuple[str, str], ...]:
    """Each format with what it is for; those of other packages are not asked before they are chosen."""
    return tuple((name, EXPORTERS[name].description if name in EXPORTERS else "of another package") for name in names())


def file_for(article: str, form: str, folder: Path) -> str:
    """A file name for an article's export that is not taken yet."""
    ending = ENDINGS.get(form, form)
    first = suffixed(article, ending)
    stem = first.removesuffix(f".{ending}")
    others = (f"{stem}-{number}.{ending}" for number in range(2, 1000))
    return next((file for file in (first, *others) if not (folder / file).exists()), first)


def form_for(article: str, form: str, what: str, folder: Path) -> Form:
    """Asks for a file, and for what the format wants to know in words; raises `StetError` for one that is broken."""
    wanted = [option for option in exporter(form).options if not option.is_flag and not option.choices]
    more = tuple(Field(option.name, option.name, hint=option.help.rstrip(".")) for option in wanted)
    return export_form(form, what, file_for(article, form, folder), str(folder.absolute()), more)


def taken_apart(answers: Answers) -> tuple[str, Mapping[str, str]]:
    """The file that was named, and what was written beside it."""
    return answers["file"], {name: words.strip() for name, words in answers.items() if name != "file" and words.strip()}


def write(shelf: Shelf, article_id: str, form: str, file: Path, given: Mapping[str, str] = NOTHING) -> Path:
    """Writes an article's review as it stands; gives where. `given` are the format's options.

    Raises `ReviewError` for a file that is there, `StetError` where the format or the disk refuses.
    """
    if not file.name:
        raise ReviewError("there is no file name", "Give one, or leave with escape")
    if file.exists():
        raise ReviewError(f"{file} is there already", "Give another name; nothing is overwritten from here")
    chosen = exporter(form)
    contents = contents_of(shelf, article_id, copies=chosen.needs_copies, software=SOFTWARE)
    write_bytes(chosen.export(contents, given), file)
    return file.absolute()
