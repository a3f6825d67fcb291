"""Texts from this machine: a file by its path, or what came in on standard input."""

from __future__ import annotations

import hashlib
import stat
from dataclasses import replace
from datetime import UTC, datetime
from errno import ENXIO
from pathlib import Path

from sources.snapshots import FailureReason, FetchFailure, Origin, Snapshot

STDIN = "-"
PASTED = "pasted:"
"""Begins the name of a text that a person pasted in, before its label or the beginning of its hash: it is had from what
is kept of it, and from nowhere else."""
_HASH_SHOWN = 16
MAX_FILE = 50 * 1024 * 1024  # bytes: a thousand times a long article, and still read in a second

# By file ending. Not the table of the system: the same file must be read alike on every machine.
MEDIA_TYPES = {
    ".txt": "text/plain",
    ".text": "text/plain",
    ".md": "text/markdown",
    ".markdown": "text/markdown",
    ".html": "text/html",
    ".htm": "text/html",
    ".xhtml": "application/xhtml+xml",
    ".srt": "application/x-subrip",
    ".vtt": "text/vtt",
    ".pdf": "application/pdf",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".odt": "application/vnd.oasis.opendocument.text",
    ".epub": "application/epub+zip",
    ".rtf": "application/rtf",
}


def media_type_of(name: str) -> str:
    """The media type that a file's ending stands for, or the empty string."""
    dot = name.rfind(".")
    return MEDIA_TYPES.get(name[dot:].lower(), "") if dot >= 0 else ""


_TROUBLE = (
    (FileNotFoundError, "is not there", "Check the spelling and the folder you are in"),
    (NotADirectoryError, "is not there", "Check the spelling and the folder you are in"),
    (IsADirectoryError, "is a folder", "Name a text in it (.txt, .md, .html, .pdf, .docx ...)"),
    (PermissionError, "may not be read by you", "Change its permissions, or copy it to a folder of yours"),
    (OSError, "cannot be read", "Check that it is a file, and the disk that it is on"),
    (ValueError, "is no possible file name", "Check the spelling"),
)


def read_file(path: str, *, stdin: bytes | None = None, max_bytes: int = MAX_FILE) -> Snapshot | FetchFailure:
    """Read a file, or standard input for `-`, whose bytes the caller passes in as `stdin`.

    Returns:
        The bytes as a `Snapshot` with status 0, or a `FetchFailure` with reason `file`: the path is missing, a
        folder, not allowed to be read, empty, or larger than `max_bytes`.
    """
    if path == STDIN:
        return _snapshot(path, stdin or b"", max_bytes)
    if not path:
        return FetchFailure(path, FailureReason.FILE, "the name is empty. Give a path, an address, or -")
    try:
        data = _bytes_of(Path(path), max_bytes)
    except (OSError, ValueError) as error:
        return unread(path, error)
    return _snapshot(path, data, max_bytes)


def unread(path: str, error: OSError | ValueError) -> FetchFailure:
    """What kept a file from being read, in words, and what to do about it."""
    what, hint = next((said for kind, *said in _TROUBLE if isinstance(error, kind)))
    return _failure(path, what, hint)


def is_pipe(path: str | Path) -> bool:
    """Whether a path is that of a pipe, which may have nothing to read for ever: in a folder it is passed over."""
    try:
        return stat.S_ISFIFO(Path(path).stat().st_mode)
    except (OSError, ValueError):
        return False


def is_pasted(name: str) -> bool:
    """Whether a name stands for a pasted text."""
    return name.startswith(PASTED)


def pasted(text: str, label: str = "", at: datetime | None = None) -> Snapshot | FetchFailure:
    """A passage that somebody pasted in, as a source named `pasted:LABEL`; without a label, by its hash.

    Another passage under the same label is another copy of the same source. `at` is when it was pasted, now unless
    given. Surrogates become question marks. Returns a failure where there is nothing but white space, or too much.
    """
    data = text.encode("utf-8", "replace")
    name = PASTED + (" ".join(label.split()) or hashlib.sha256(data).hexdigest()[:_HASH_SHOWN])
    found = _snapshot(name, data, MAX_FILE)
    if isinstance(found, FetchFailure):
        return found
    had = found if at is None else replace(found, fetched_at=at)
    return replace(had, media_type="text/plain", charset="utf-8", origin=Origin.PASTED)


def _bytes_of(file: Path, max_bytes: int) -> bytes:
    """The bytes of a file or pipe, and one more than `max_bytes` of a longer one."""
    mode = file.stat().st_mode
    if not (stat.S_ISREG(mode) or stat.S_ISFIFO(mode) or stat.S_ISDIR(mode)):
        raise OSError(ENXIO, "no file")
    with file.open("rb") as stream:
        return stream.read(max_bytes + 1)


def _snapshot(path: str, data: bytes, max_bytes: int) -> Snapshot | FetchFailure:
    if not data.strip():
        what = "standard input" if path == STDIN else path
        return _failure(what, "is empty", "Nothing can be checked in it: give the text itself")
    if len(data) > max_bytes:
        size = f"{max_bytes // (1024 * 1024)} MB" if max_bytes >= 1024 * 1024 else f"{max_bytes} bytes"
        return _failure(path, f"is larger than {size}", "Cut it into parts")
    return Snapshot(
        url=path,
        final_url=path,
        status=0,
        media_type=media_type_of(path),
        headers=(),
        raw=data,
        body=data,
        fetched_at=datetime.now(UTC),
        origin=Origin.PASTED if path == STDIN else Origin.FILE,
    )


def _failure(path: str, what: str, hint: str) -> FetchFailure:
    return FetchFailure(path, FailureReason.FILE, f"{path} {what}. {hint}")
