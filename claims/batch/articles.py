"""Which articles a run is about: as they were named, those of a folder, those of a list; drawn one by one."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from claims.errors import ArticleError
from claims.having import is_address
from sources.files import STDIN, is_pipe, media_type_of
from sources.finding.folders import UNFINISHED


@dataclass(frozen=True, slots=True)
class Articles:
    """The articles that were `named`, each once, a folder standing for the texts in it; then those of a list.

    `listed` is a file with a path or address a line, or `-` for the lines of `stdin`; the list is taken as it stands,
    and is never in memory as a whole.
    """

    named: Sequence[str] = ()
    listed: str = ""
    stdin: Iterable[bytes] = ()

    def __iter__(self) -> Iterator[str]:
        """Raises `ArticleError` where the list cannot be read."""
        for name in dict.fromkeys(self.named):
            yield from _texts_in(name) if not is_address(name) and Path(name).is_dir() else (name,)
        if self.listed == STDIN:
            yield from _lines(self.stdin)
        elif self.listed:
            try:
                with Path(self.listed).open("rb") as file:
                    yield from _lines(file)
            except OSError as refused:
                raise ArticleError(
                    f"the list {self.listed} cannot be read: {refused.strerror}", "Check the spelling"
                ) from refused

    def count(self) -> int:
        """How many there are; 0 where that shows only at the end, since a list can be read only once.

        Raises `ArticleError` where the list cannot be read.
        """
        list_file = Path(self.listed)
        once = self.listed == STDIN or (list_file.exists() and not list_file.is_file() and not list_file.is_dir())
        return 0 if self.listed and once else sum(1 for _ in self)


def _lines(lines: Iterable[bytes]) -> Iterator[str]:
    return (name for line in lines if (name := os.fsdecode(line.strip())))


def _texts_in(folder: str) -> Iterator[str]:
    """The files in a folder, and in those in it, that have the ending of a text; in the order of their names.

    Hidden ones, and those that programs are working on, are left out. A folder without any stands for itself, and is
    then told as one that cannot be read.
    """
    empty = True
    for place, folders, files in os.walk(folder):
        folders[:] = sorted(each for each in folders if not each.startswith("."))
        for file in sorted(files):
            path = str(Path(place, file))
            if media_type_of(file) and not file.startswith(UNFINISHED) and not is_pipe(path):
                empty = False
                yield path
    if empty:
        yield folder
