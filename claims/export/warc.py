"""The kept copies of the sources as a web archive (WARC/1.1), which other programs open and replay."""

from __future__ import annotations

from claims.errors import StetError
from claims.export.exporters import Contents, Given
from sources.archive import write_warc


def render(contents: Contents, _given: Given) -> bytes:
    """All copies, each source's oldest first; raises `StetError` without warcio."""
    try:
        return write_warc(contents.copies, contents.software)
    except ValueError as missing:
        raise StetError(str(missing)) from missing
