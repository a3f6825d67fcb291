"""Files that are zip archives of XML: opened with a bound on everything, whatever they declare."""

from __future__ import annotations

import lzma
import re
import struct
import zipfile
import zlib
from io import BytesIO

from sources.decoding import decode_text, meta_label
from sources.document import UnreadableReason

MAGIC = b"PK\x03\x04"
MAX_ENTRIES = 20_000
MAX_PART = 24 * 1024 * 1024  # bytes of one part, unpacked: three times the text of the longest book
MAX_ALL = 64 * 1024 * 1024
MAX_RATIO = 300  # times its packed size: XML of offices packs to a tenth or less, seldom to a hundredth
_SMALL = 1024 * 1024  # bytes: no bomb, whatever its ratio
_ENTRY = b"PK\x01\x02"
_LOCKED = 0x1
# Declarations of entities: what these formats never need, and bombs and spies are made of.
_ENTITY = re.compile(r"<!ENTITY\b", re.IGNORECASE)
_BROKEN = (
    zipfile.BadZipFile,
    zipfile.LargeZipFile,
    zlib.error,
    lzma.LZMAError,
    struct.error,
    NotImplementedError,
    EOFError,
    OSError,
    ValueError,
    RuntimeError,
    KeyError,
    IndexError,
)


class Refused(Exception):
    """A file that is not read, with the reason and what to say of it; never leaves the readers."""

    def __init__(self, reason: UnreadableReason, message: str) -> None:
        super().__init__(message)
        self.reason = reason
        self.message = message


class Archive:
    """The parts of a zip archive by name. Raises `Refused` for what is too big, locked, broken or unsafe."""

    def __init__(self, body: bytes) -> None:
        if body.count(_ENTRY) > MAX_ENTRIES:
            raise Refused(UnreadableReason.TOO_BIG, f"is an archive of more than {MAX_ENTRIES} files")
        try:
            self._zip = zipfile.ZipFile(BytesIO(body))
            self._entries = {entry.filename: entry for entry in self._zip.infolist()}
        except _BROKEN as error:
            raise _broken() from error
        self._left = MAX_ALL

    def __contains__(self, name: str) -> bool:
        return name in self._entries

    def names(self) -> list[str]:
        """The names of all parts, in the order of the archive."""
        return list(self._entries)

    def bytes_of(self, name: str) -> bytes:
        """The bytes of a part, bounded by what it declares, by what comes out and by how far it unpacks."""
        entry = self._entries.get(name)
        if entry is None:
            raise Refused(UnreadableReason.DAMAGED, f"is damaged: its part {name[:100]} is missing")
        if entry.flag_bits & _LOCKED:
            raise Refused(UnreadableReason.ENCRYPTED, "asks for a password")
        bound = min(MAX_PART, self._left)
        if entry.file_size > bound:
            raise _bomb(name)
        try:
            with self._zip.open(entry) as stream:
                data = stream.read(bound + 1)
        except _BROKEN as error:
            raise _broken() from error
        if len(data) > bound or (len(data) > _SMALL and len(data) > MAX_RATIO * max(1, entry.compress_size)):
            raise _bomb(name)
        self._left -= len(data)
        return data

    def text_of(self, name: str) -> str:
        """The text of an XML part. One that declares entities is refused."""
        body = self.bytes_of(name)
        label = meta_label(body)
        text = decode_text(body, (label,) if label else ()).text
        if _ENTITY.search(text):
            raise Refused(
                UnreadableReason.UNSAFE, f"declares entities in its part {name[:100]}, as no program of an office does"
            )
        return text.replace("\0", "\ufffd")


def _broken() -> Refused:
    return Refused(UnreadableReason.DAMAGED, "is damaged: it cannot be unpacked")


def _bomb(name: str) -> Refused:
    return Refused(UnreadableReason.TOO_BIG, f"unpacks to more than is safe in its part {name[:100]}")
