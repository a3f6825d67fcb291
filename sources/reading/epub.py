"""Books in EPUB: their chapters, which are pages, in the order of their spine."""

from __future__ import annotations

import posixpath
from itertools import islice
from urllib.parse import unquote

from sources.document import Document, Unreadable, UnreadableReason
from sources.reading.markup import Start, tokens
from sources.reading.office import about, fields
from sources.reading.parts import MAX_TOKENS, Part, document_of
from sources.reading.zipped import Archive, Refused

EPUB = "application/epub+zip"
MAX_CHAPTERS = 2_000
_CONTAINER = "META-INF/container.xml"
_ENCRYPTION = "META-INF/encryption.xml"


def read_epub(archive: Archive, name: str) -> Document | Unreadable:
    """The text of a book. Raises `Refused` where it is damaged or its chapters are locked."""
    package = _package(archive)
    opf = archive.text_of(package)
    chapters, contents = _spine(opf, posixpath.dirname(package))
    there = [chapter for chapter in chapters if chapter in archive]
    if not there:
        raise Refused(UnreadableReason.DAMAGED, "is damaged: it does not say which chapters it has")
    if set(there) & _locked(archive):
        raise Refused(UnreadableReason.ENCRYPTED, "is locked to a reader (DRM)")
    parts = []
    for chapter in there[:MAX_CHAPTERS]:
        page = archive.text_of(chapter)
        parts.append(Part(chapter, page, list(islice(tokens(page), MAX_TOKENS + 1)), chapter in contents))
    return document_of(parts, EPUB, about(fields(opf)), name)


def _package(archive: Archive) -> str:
    for token in islice(tokens(archive.text_of(_CONTAINER)), MAX_TOKENS):
        if isinstance(token, Start) and token.tag.endswith("rootfile"):
            return token.attributes.get("full-path", "")
    raise Refused(UnreadableReason.DAMAGED, "is damaged: it does not say what it contains")


def _spine(opf: str, folder: str) -> tuple[list[str], set[str]]:
    """The parts in the order of reading, and those that are tables of contents."""
    names: dict[str, str] = {}
    order: list[str] = []
    contents: set[str] = set()
    for token in islice(tokens(opf), MAX_TOKENS):
        if not isinstance(token, Start):
            continue
        local = token.tag.rpartition(":")[2]
        if local == "item":
            place = unquote(token.attributes.get("href", "").partition("#")[0])
            part = posixpath.normpath(posixpath.join("/", folder, place)).lstrip("/")
            names[token.attributes.get("id", "")] = part
            if "nav" in token.attributes.get("properties", "").split():
                contents.add(part)
        elif local == "itemref":
            order.append(token.attributes.get("idref", ""))
    return list(dict.fromkeys(names[one] for one in order if one in names)), contents


def _locked(archive: Archive) -> set[str]:
    """The parts that are encrypted; often they are fonts alone."""
    if _ENCRYPTION not in archive:
        return set()
    found = islice(tokens(archive.text_of(_ENCRYPTION)), MAX_TOKENS)
    return {
        unquote(token.attributes.get("uri", ""))
        for token in found
        if isinstance(token, Start) and token.tag.endswith("cipherreference")
    }
