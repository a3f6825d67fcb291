"""Which of the formats that are zip archives a file is, and its reader."""

from __future__ import annotations

from sources.document import Document, Unreadable, UnreadableReason
from sources.reading.epub import EPUB, read_epub
from sources.reading.office import ODT, read_docx, read_odt
from sources.reading.parts import WHAT_TO_DO
from sources.reading.zipped import Archive, Refused

OLD_OFFICE = b"\xd0\xcf\x11\xe0"
_LOCKED_OFFICE = "EncryptedPackage".encode("utf-16-le")
_ODT_LOCK = "encryption-data"
_HINTS = {
    UnreadableReason.ENCRYPTED: "Open it with its password and save a copy without",
    UnreadableReason.DAMAGED: "Get another copy, or save its text as .txt",
}


def is_locked_office(body: bytes) -> bool:
    """Whether a file is an office document behind a password: those are no zip archives."""
    return body.startswith(OLD_OFFICE) and _LOCKED_OFFICE in body


def read_locked(body: bytes, name: str) -> Unreadable:  # noqa: ARG001 - a reader like the others
    """What is said of an office document behind a password."""
    return _unreadable(Refused(UnreadableReason.ENCRYPTED, "is an office document that asks for a password"), name)


def read_packed(body: bytes, name: str) -> Document | Unreadable:
    """Read a DOCX, an ODT or an EPUB, known by what is inside; say of any other archive that it is one."""
    try:
        archive = Archive(body)
        kind = archive.bytes_of("mimetype")[:100].decode("latin-1").strip() if "mimetype" in archive else ""
        if kind == EPUB or "META-INF/container.xml" in archive:
            return read_epub(archive, name)
        if kind.startswith(ODT):
            return _read_odt(archive, name)
        if any(part.startswith("word/") and part.endswith(".xml") for part in archive.names()):
            return read_docx(archive, name)
    except Refused as refused:
        return _unreadable(refused, name)
    what = "an office document of another kind" if "[Content_Types].xml" in archive or kind else "a zip archive"
    return Unreadable(UnreadableReason.WRONG_TYPE, f"{name} is {what}, which is not read. {WHAT_TO_DO}")


def _read_odt(archive: Archive, name: str) -> Document | Unreadable:
    manifest = "META-INF/manifest.xml"
    if manifest in archive and _ODT_LOCK in archive.text_of(manifest):
        raise Refused(UnreadableReason.ENCRYPTED, "asks for a password")
    return read_odt(archive, name)


def _unreadable(refused: Refused, name: str) -> Unreadable:
    return Unreadable(refused.reason, f"{name} {refused.message}. {_HINTS.get(refused.reason, WHAT_TO_DO)}")
