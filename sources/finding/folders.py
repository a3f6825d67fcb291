"""What lies in a folder that is watched: the files that could be articles, each with a stamp that tells a change."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from pathlib import Path
from stat import S_ISFIFO

from sources.files import media_type_of

MOST_FILES = 20_000
"""Files of one folder that are looked at, subfolders included: a desk's articles of years."""

UNFINISHED = ("~$", ".", "#")
"""How names begin that editors and office programs give to what they are working on."""


def files_in(folder: Path) -> Mapping[str, str]:
    """Paths of a folder and its subfolders in their order, each with its size and time of change as one word.

    Hidden files, those that programs are working on, pipes, and endings that no reader takes are left out; links to
    folders are not followed. Raises `OSError` where the folder itself cannot be read.
    """
    found: dict[str, str] = {}
    with os.scandir(folder):
        pass  # whether it can be read at all
    for path in _walk(folder):
        try:
            seen = path.stat()
        except OSError:
            continue  # it went while we looked
        if S_ISFIFO(seen.st_mode):
            continue
        found[str(path)] = f"{seen.st_size}:{seen.st_mtime_ns}"
        if len(found) >= MOST_FILES:
            break
    return found


def _walk(folder: Path) -> Iterator[Path]:
    for root, folders, files in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(files):
            if not name.startswith(UNFINISHED) and not name.endswith("~") and media_type_of(name):
                yield Path(root) / name


def settled(now: Mapping[str, str], before: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """The files that are as they were at the look before, with their stamps: nobody is writing them."""
    return ((path, stamp) for path, stamp in now.items() if before.get(path) == stamp)
