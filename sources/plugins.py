"""What other packages bring to stet, as entry points of its groups (`stet.readers`, `stet.languages` ...).

`importlib.metadata` reads all there is on every package: ten times as long as a look for our groups, which in most
places finds that nobody brings anything.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from importlib.metadata import EntryPoint

_OURS = "[stet."


@cache
def brought(group: str) -> Mapping[str, EntryPoint]:
    """The entry points of a group by name, in the order of their names; of two that are called alike one."""
    if not any(_OURS in text for text in _texts()):
        return {}
    from importlib.metadata import entry_points  # noqa: PLC0415 - only where somebody brings something

    return {entry.name: entry for entry in sorted(entry_points(group=group), key=lambda entry: entry.name)}


def _texts() -> Iterator[str]:
    """The declarations of entry points of all packages that lie in folders."""
    for folder in sys.path:
        for pattern in ("*.dist-info/entry_points.txt", "*.egg-info/entry_points.txt"):
            for file in Path(folder).glob(pattern):
                with suppress(OSError, UnicodeDecodeError):
                    yield file.read_text("utf-8")
