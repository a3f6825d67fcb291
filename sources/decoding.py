"""From bytes as sent to text: content decoding with a bound, and character sets as browsers read them."""

from __future__ import annotations

import codecs
import re
import zlib
from dataclasses import dataclass

from charset_normalizer import from_bytes

from sources.document import PageWarning, Warn

ACCEPT_ENCODING = "gzip, deflate"
_AUTO_GZIP_ZLIB = 47  # window of 32 KiB, header recognised
_RAW_DEFLATE = -15
_PIECE = 1024 * 1024  # bytes unpacked at a time, so that a bomb is noticed before it fills the memory

_BOMS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
# Encoding standard of the WHATWG: what a label means to a browser, by the name Python has for the label.
_MEANT = {
    "ascii": "cp1252",
    "iso8859-1": "cp1252",
    "iso8859-9": "cp1254",
    "iso8859-11": "cp874",
    "tis-620": "cp874",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "euc_kr": "cp949",
    "big5": "big5hkscs",
    "shift_jis": "cp932",
    "utf-16": "utf-16-le",
}
# Labels of that standard that Python does not know.
_UNKNOWN_TO_PYTHON = {
    "unicode-1-1-utf-8": "utf-8",
    "x-cp1250": "cp1250",
    "x-cp1251": "cp1251",
    "x-cp1252": "cp1252",
    "x-gbk": "gb18030",
    "x-sjis": "cp932",
    "x-euc-jp": "euc_jp",
    "x-big5": "big5hkscs",
    "big5-hkscs": "big5hkscs",
    "windows-874": "cp874",
    "windows-949": "cp949",
    "windows-31j": "cp932",
    "x-mac-cyrillic": "mac-cyrillic",
    "macintosh": "mac-roman",
    "x-mac-roman": "mac-roman",
}
_TEXT_CODECS = re.compile(
    r"utf-8|utf-16-[lb]e|cp(125[0-8]|874|866|932|949)|iso8859-(1[03-6]|[2-8])|koi8-[ru]|mac-(roman|cyrillic)|gb18030"
    r"|big5hkscs|euc_jp|iso2022_jp"
)
_META = re.compile(rb"<meta[^>]{0,1000}?charset\s{0,20}=\s{0,20}[\"']?\s{0,20}([A-Za-z0-9_.:-]{1,40})", re.IGNORECASE)
_XML = re.compile(rb"\s{0,100}<\?xml[^>]{0,200}?encoding\s{0,20}=\s{0,20}[\"']([A-Za-z0-9_.:-]{1,40})", re.IGNORECASE)
_META_WITHIN = 4096  # the standard looks at the first 1024 bytes; pages with long heads need more
_DAMAGE = 0.1  # above this share of undecodable among the bytes beyond ASCII, it is not the character set
_GUESS_FROM = 65_536  # bytes shown to the guesser: its time grows with them, its answer hardly changes
# The letters and marks beyond ASCII of the languages written in windows-1252. Text that has no other when read so is
# that: the guesser takes French for Hungarian when it is short.
_WESTERN = frozenset("àâäáãåæçéèêëíìîïñóòôöõøœßúùûüÿÀÂÄÁÃÅÆÇÉÈÊËÍÌÎÏÑÓÒÔÖÕØŒÚÙÛÜŸ«»‹›“”„‘’‚–—…•·¿¡ªº°§€£©®\xa0")
_REPLACEMENT = "\ufffd"


class BadContent(ValueError):
    """Content that is not decoded; `kind` is `too_big`, `truncated` or `encoding`."""

    def __init__(self, kind: str, message: str) -> None:
        super().__init__(message)
        self.kind = kind


def decode_content(raw: bytes, encoding: str, limit: int) -> bytes:
    """Undo a Content-Encoding, to at most `limit` bytes.

    Args:
        encoding: the header as sent; empty or `identity` for none.

    Raises:
        BadContent: unknown or stacked encodings, damaged or cut off data, more than `limit` bytes.
    """
    name = encoding.strip().lower()
    if name in {"", "identity", "none"}:
        return _bounded(raw, limit)
    if name not in {"gzip", "x-gzip", "deflate"}:
        stacked = "several encodings on top of each other" if "," in name else "an encoding that was not asked for"
        raise BadContent("encoding", f"the server sent {stacked} ({name[:60]})")
    if not raw:
        return b""
    try:
        return _inflate(raw, _AUTO_GZIP_ZLIB, limit)
    except zlib.error as error:
        if name != "deflate":
            raise BadContent("encoding", f"the compressed data are damaged ({error})") from error
    try:
        return _inflate(raw, _RAW_DEFLATE, limit)
    except zlib.error as error:
        raise BadContent("encoding", f"the compressed data are damaged ({error})") from error


def beginning_of(raw: bytes, encoding: str, limit: int) -> bytes:
    """The first `limit` bytes of a page that may be cut off or damaged, as far as they can be decoded."""
    if encoding.strip().lower() not in {"gzip", "x-gzip", "deflate"}:
        return raw[:limit]
    try:
        return zlib.decompressobj(_AUTO_GZIP_ZLIB).decompress(raw, limit)
    except zlib.error:
        return b""


def _bounded(data: bytes, limit: int) -> bytes:
    if len(data) > limit:
        raise BadContent("too_big", f"the page is larger than {limit} bytes")
    return data


def _inflate(raw: bytes, window: int, limit: int) -> bytes:
    """Inflate one stream, and for gzip the members that follow it; what comes after the last is ignored."""
    out = bytearray()
    rest = raw
    while rest:
        stream = zlib.decompressobj(window)
        while not stream.eof:
            piece = stream.decompress(rest, _PIECE)
            rest = stream.unconsumed_tail
            out += piece
            if len(out) > limit:
                raise BadContent("too_big", f"the page is larger than {limit} bytes once unpacked")
            if not (piece or rest or stream.eof):
                raise BadContent("truncated", "the compressed data end too early")
        rest = stream.unused_data if window == _AUTO_GZIP_ZLIB and stream.unused_data[:2] == b"\x1f\x8b" else b""
    return bytes(out)


@dataclass(frozen=True, slots=True)
class DecodedText:
    """A text with the character set it was read in (a name of Python's) and what was odd about it."""

    text: str
    charset: str
    warnings: tuple[PageWarning, ...] = ()


def codec_of(label: str) -> str:
    """The codec that a charset label means to a browser, or the empty string for a label that means none."""
    label = label.strip().strip("\"'").lower()
    if label in _UNKNOWN_TO_PYTHON:
        return _UNKNOWN_TO_PYTHON[label]
    try:
        name = codecs.lookup(label).name if label.isascii() and label.isprintable() else ""
    except (LookupError, ValueError):
        return ""
    name = _MEANT.get(name, name)
    return name if _TEXT_CODECS.fullmatch(name) else ""


def meta_label(body: bytes) -> str:
    """The charset that a page says of itself in its first bytes, as HTML or XML, or the empty string."""
    found = _XML.match(body) or _META.search(body[:_META_WITHIN])
    return found.group(1).decode("ascii") if found else ""


def decode_text(body: bytes, labels: tuple[str, ...] = ()) -> DecodedText:
    """Decode a text: by its byte order mark, as UTF-8 if it is that, by its labels, and at last by a guess.

    A label is followed as browsers follow it, except that text which is valid UTF-8 beyond ASCII is read as UTF-8:
    no other text of any length is, and labels are often wrong. Bytes that cannot be decoded become U+FFFD and are
    counted in a warning. The byte order mark is dropped.
    """
    for mark, codec in _BOMS:
        if body.startswith(mark):
            return _replacing(body[len(mark) :], codec)
    codecs_named = [codec for codec in map(codec_of, labels) if codec]
    # Two character sets write other letters with the bytes of ASCII: one with escapes, one with a NUL in every space.
    if body.isascii() and not ("iso2022_jp" in codecs_named and b"\x1b" in body) and b"\0" not in body:
        return DecodedText(body.decode("ascii"), "utf-8")
    return _decode_beyond_ascii(body, codecs_named)


def _decode_beyond_ascii(body: bytes, named: list[str]) -> DecodedText:
    for codec in [*named, "utf-8"] if body.isascii() else ["utf-8", *named]:
        try:
            return DecodedText(body.decode(codec), codec)
        except UnicodeDecodeError:
            continue
    for codec in [*named, "utf-8"]:
        damaged = _replacing(body, codec)
        if damaged.text.count(_REPLACEMENT) <= max(1, _DAMAGE * _beyond_ascii(body)):
            return damaged
    return _guessed(body)


def _beyond_ascii(body: bytes) -> int:
    return len(body) - len(body.translate(None, bytes(range(128, 256))))


def _replacing(body: bytes, codec: str) -> DecodedText:
    text = body.decode(codec, "replace")
    try:
        body.decode(codec)
    except UnicodeDecodeError:
        count = text.count(_REPLACEMENT)
        message = f"{count} characters could not be read as {codec} and are shown as {_REPLACEMENT}"
        return DecodedText(text, codec, (PageWarning(Warn.BYTES_REPLACED, message),))
    return DecodedText(text, codec)


def _guessed(body: bytes) -> DecodedText:
    decoded = _replacing(body, "cp1252")
    if any(char > "\x7f" and char not in _WESTERN for char in decoded.text):
        best = from_bytes(body[:_GUESS_FROM]).best()
        decoded = _replacing(body, (codec_of(best.encoding) if best is not None else "") or "cp1252")
    message = f"the text does not say its character set, and was read as {decoded.charset}"
    return DecodedText(decoded.text, decoded.charset, (PageWarning(Warn.CHARSET_GUESSED, message), *decoded.warnings))


def looks_binary(text: str) -> bool:
    """Whether decoded text is no text: a NUL among its first characters, or more than one control in twenty."""
    head = text[:8_192]
    controls = sum(1 for char in head if char < " " and char not in "\t\n\r\f\x1b")
    return "\0" in head or controls * 20 > len(head)
