"""The one way from bytes to a Document: what they are is told by media type, name and content, in that order."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cache
from typing import Protocol

from sources.decoding import DecodedText, decode_text, looks_binary, meta_label
from sources.document import Document, PageWarning, Unreadable, UnreadableReason, Warn
from sources.files import media_type_of
from sources.headers import media_type_and_charset
from sources.plugins import brought
from sources.reading.html import read_html
from sources.reading.markdown import read_markdown
from sources.reading.packed import is_locked_office, read_locked, read_packed
from sources.reading.parts import WHAT_TO_DO
from sources.reading.pdf import MEDIA_TYPE as PDF
from sources.reading.pdf import read_pdf
from sources.reading.plain import read_plain
from sources.reading.rtf import MAGIC as RTF
from sources.reading.rtf import read_rtf
from sources.reading.transcript import read_transcript
from sources.reading.zipped import MAGIC as ZIP
from sources.snapshots import Snapshot
from sources.urls import host_of

GROUP = "stet.readers"
Reader = Callable[[str], Document]
BytesReader = Callable[[bytes, str], Document | Unreadable]

_READERS: dict[str, Reader] = {
    "text/html": read_html,
    "application/xhtml+xml": read_html,
    "text/xml": read_html,
    "application/xml": read_html,
    "application/rss+xml": read_html,
    "application/atom+xml": read_html,
    "text/markdown": read_markdown,
    "text/x-markdown": read_markdown,
    "application/x-subrip": read_transcript,
    "text/srt": read_transcript,
    "text/vtt": read_transcript,
    "text/plain": read_plain,
    "application/json": read_plain,
    "application/ld+json": read_plain,
}
# Servers send these for anything: the name or the content says what it is.
_VAGUE = frozenset({"", "text/plain", "application/octet-stream", "binary/octet-stream", "application/x-download"})
_MAGIC = (
    (b"\xd0\xcf\x11\xe0", "an old office document"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"RIFF", "a picture, sound or film"),
    (b"\x1f\x8b", "a packed file"),
    (b"BZh", "a packed file"),
    (b"\xfd7zXZ", "a packed file"),
    (b"7z\xbc\xaf", "a packed file"),
    (b"Rar!", "a packed file"),
    (b"\x7fELF", "a program"),
    (b"MZ\x90", "a program"),
    (b"ID3", "a sound recording"),
    (b"OggS", "a sound or film"),
    (b"\x1aE\xdf\xa3", "a film"),
    (b"SQLite format 3", "a database"),
)
_NAMED_TYPES = (
    ("application/vnd.openxmlformats", "an office document"),
    ("application/vnd.oasis", "an office document"),
    ("application/vnd.ms-", "an office document"),
    ("application/msword", "an office document"),
    ("application/rtf", "an RTF document"),
    ("application/epub", "an e-book"),
    ("application/zip", "a zip archive"),
    ("image/", "a picture"),
    ("audio/", "a sound recording"),
    ("video/", "a film"),
    ("font/", "a font"),
)
_HTML_START = re.compile(
    r"\s*(?:<!--.{0,2000}?-->\s*)?<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE | re.DOTALL
)
_SRT_START = re.compile(r"\s*\d+[ \t]*\r?\n\d{1,3}:\d\d:\d\d[,.]\d{3} -->")
_BIDI = re.compile(r"[\u202a-\u202e\u2066-\u2069]")
_PDF = b"%PDF-"
_BEFORE_PDF = b"\xef\xbb\xbf \t\r\n\0"
_HEAD = 1_024  # bytes: viewers look so far for the beginning of a PDF


@dataclass(frozen=True, slots=True)
class _Source:
    body: bytes
    url: str
    media_type: str
    charset: str

    @property
    def name(self) -> str:
        """What messages call it."""
        return self.url or "the source"

    @property
    def type_by_name(self) -> str:
        """The media type that its ending stands for, or the empty string."""
        return media_type_of(self.url.partition("?")[0].partition("#")[0])

    def is_called(self, media_type: str) -> bool:
        """Whether its type or its ending says that it is of this type."""
        return media_type in {self.media_type, self.type_by_name}


def read(source: Snapshot | bytes, url: str = "", media_type: str = "") -> Document | Unreadable:
    """Read bytes into a Document, or say why there is no text for us in them. Never raises on any bytes.

    Args:
        source: a snapshot, or plain bytes.
        url: where the bytes are from; its ending is heeded. A snapshot brings its own.
        media_type: what a server called them, parameters such as `charset` allowed. A snapshot brings its own.
    """
    given = _source(source, url, media_type)
    document = _read(given)
    if isinstance(document, Unreadable):
        return document
    odd = (*_moved(source), *_turned(document.text), *document.warnings)
    return replace(document, url=given.url, warnings=odd)


def written_text(source: Snapshot) -> str:
    """The decoded file that `Document.origins` leads back into; empty for what is drawn or packed and not written."""
    given = _source(source, "", "")
    drawn = _bytes_reader(given) or _brought_reader(given)
    return "" if drawn is not None else _decoded(given).text


def _read(given: _Source) -> Document | Unreadable:
    reader = _bytes_reader(given) or _brought_reader(given)
    if reader is not None:
        return reader(given.body, given.name)
    what = _not_text(given)
    if what:
        message = f"{given.name} is {what}, which is not read yet. {WHAT_TO_DO}"
        return Unreadable(UnreadableReason.WRONG_TYPE, message)
    return _read_text(given)


_LOOK = "open it in a browser and save what it shows"
_ENDING = "check that it is what its ending says, or give another copy"


def _read_text(given: _Source) -> Document | Unreadable:
    decoded = _decoded(given)
    if not decoded.text.strip():
        return Unreadable(UnreadableReason.EMPTY, f"{given.name} is empty. Check it, or give another copy")
    reader = _text_reader(given, decoded.text)
    if reader is not read_html and looks_binary(decoded.text):
        message = f"{given.name} holds binary data and no text. {WHAT_TO_DO}"
        return Unreadable(UnreadableReason.BINARY, message)
    document = reader(decoded.text)
    if not document.text.strip():
        hint = _LOOK if reader is read_html else _ENDING
        why = document.warnings[0].message if document.warnings else hint
        return Unreadable(UnreadableReason.EMPTY, f"{given.name} shows no text: {why}")
    return replace(document, warnings=(*decoded.warnings, *document.warnings))


def _source(source: Snapshot | bytes, url: str, media_type: str) -> _Source:
    if isinstance(source, Snapshot):
        url, media_type = url or source.final_url, media_type or source.media_type
        body, charset = source.body, source.charset
    else:
        body, charset = source, ""
    name, parameter = media_type_and_charset(media_type)
    return _Source(body, url, name, charset or parameter)


def _moved(source: Snapshot | bytes) -> tuple[PageWarning, ...]:
    """What was odd on the way to a page: what the fetcher noted, and another host."""
    if not isinstance(source, Snapshot):
        return ()
    said = list(source.warnings)
    asked, came = host_of(source.url), host_of(source.final_url)
    if asked != came and source.redirects:
        said.append(PageWarning(Warn.MOVED_HOST, f"{asked} led on to {came}"))
    return tuple(said)


def _turned(text: str) -> tuple[PageWarning, ...]:
    count = len(_BIDI.findall(text))
    if not count:
        return ()
    message = f"{count} marks change the direction of the text, so that it may not show in the order it is read in"
    return (PageWarning(Warn.BIDI_CONTROLS, message),)


def _bytes_reader(given: _Source) -> BytesReader | None:
    """The reader for a source that is no text; the content decides, since servers call anything anything."""
    head = given.body[:_HEAD]
    if head.lstrip(_BEFORE_PDF).startswith(_PDF) or (_PDF in head and given.is_called(PDF)):
        return read_pdf
    if given.body.startswith(ZIP):
        return read_packed
    if given.body[:_HEAD].lstrip(_BEFORE_PDF).startswith(RTF):
        return read_rtf
    return read_locked if is_locked_office(given.body) else None


class OtherReader(Protocol):
    """A reader that another package brings, as an entry point of the group `stet.readers`.

    It is asked for files with one of its `suffixes` (`.fdx`) or `media_types`, unless their content says that they
    are of a kind that is read here.
    """

    suffixes: tuple[str, ...]
    media_types: tuple[str, ...]

    def read(self, body: bytes, name: str) -> Document | Unreadable:
        """The text of a file, or why there is none. Never raises for what the bytes hold."""


def _brought_reader(given: _Source) -> BytesReader | None:
    for reader in _brought_readers():
        if given.media_type in reader.media_types or given.name.lower().endswith(reader.suffixes):
            return reader.read
    return None


@cache
def _brought_readers() -> tuple[OtherReader, ...]:
    return tuple(entry.load()() for entry in brought(GROUP).values())


def _not_text(given: _Source) -> str:
    """What the bytes are, if they are known not to be text; else the empty string."""
    for magic, what in _MAGIC:
        if given.body.startswith(magic):
            return what
    if given.body[4:8] == b"ftyp":
        return "a film or picture"
    for name, what in _NAMED_TYPES:
        if given.media_type.startswith(name) and given.media_type != "image/svg+xml":
            return what if looks_binary(given.body[:2000].decode("latin-1")) else ""
    return ""


def _decoded(given: _Source) -> DecodedText:
    return decode_text(given.body, (given.charset, meta_label(given.body)))


def _text_reader(given: _Source, text: str) -> Reader:
    """The reader for a source: by its type where that says anything, then by its ending, then by its content."""
    if given.media_type not in _VAGUE and given.media_type in _READERS:
        return _READERS[given.media_type]
    by_name = _READERS.get(given.type_by_name, read_plain)
    if by_name is not read_plain:
        return by_name
    head = text[:4_000]
    if _HTML_START.match(head):
        return read_html
    if head.lstrip().startswith("WEBVTT") or _SRT_START.match(head):
        return read_transcript
    return read_plain
