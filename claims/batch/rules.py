"""What a finding follows from beside the texts: the code and the words, as one hash."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from importlib import resources
from importlib.resources.abc import Traversable

from claims.language import folders

_COUNTED = (".py", ".toml")


def rules() -> str:
    """SHA-256 over the code that reads and judges, and over all words, one's own too: equal rules, equal findings."""
    total = hashlib.sha256()
    for part in (*map(resources.files, ("sources", "claims")), *folders()[1:]):
        for name, file in _files(part):
            data = file.read_bytes()
            total.update(f"{name}\0{len(data)}\0".encode("utf-8", "surrogateescape") + data)
    return total.hexdigest()


def _files(folder: Traversable, path: str = "") -> Iterator[tuple[str, Traversable]]:
    for entry in sorted(folder.iterdir(), key=lambda one: one.name):
        name = f"{path}/{entry.name}"
        if entry.is_dir():
            yield from _files(entry, name)
        elif name.endswith(_COUNTED):
            yield name, entry
