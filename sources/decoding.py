"""From bytes to text: character sets as browsers read them."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass, replace
from importlib import import_module

from sources.document import PageWarning, Warn

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
_LEAST_WIDE = 16  # bytes: in fewer a NUL or two are chance


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

    A label is followed as browsers follow it, and one that is empty says nothing; but text which is valid UTF-8 beyond
    ASCII is read as UTF-8: no other text of any length is, and labels are often wrong. Bytes that cannot be
    decoded become U+FFFD and are counted in a warning. The byte order mark is dropped.
    """
    for mark, codec in _BOMS:
        if body.startswith(mark):
            return _replacing(body[len(mark) :], codec)
    codecs_named = [codec for codec in map(codec_of, labels) if codec and _may_be(body, codec)]
    if not codecs_named and (wide := _unmarked_utf_16(body)):
        decoded = _replacing(body, wide)
        message = f"the text does not say its character set, and was read as {wide}"
        return replace(decoded, warnings=(PageWarning(Warn.CHARSET_GUESSED, message), *decoded.warnings))
    # Two character sets write other letters with the bytes of ASCII: one with escapes, one with a NUL in every space.
    if body.isascii() and not ("iso2022_jp" in codecs_named and b"\x1b" in body) and b"\0" not in body:
        return DecodedText(body.decode("ascii"), "utf-8")
    return _decode_beyond_ascii(body, codecs_named)


def _may_be(body: bytes, codec: str) -> bool:
    """Whether a label can be true: text of two bytes a letter has NULs where it has spaces, and is not mostly ASCII."""
    if not codec.startswith("utf-16"):
        return True
    return b"\0" in body or _beyond_ascii(body) > _DAMAGE * len(body)


def _unmarked_utf_16(body: bytes) -> str:
    """UTF-16 without a byte order mark, told by the NULs of its ASCII: all on one side, and many; or nothing."""
    if len(body) % 2 or len(body) < _LEAST_WIDE:
        return ""
    head = body[:_META_WITHIN]
    sides = {"utf-16-be": head[0::2].count(0), "utf-16-le": head[1::2].count(0)}
    less, more = sorted(sides, key=sides.__getitem__)
    if sides[more] * 10 <= len(head) or sides[less] * 20 >= sides[more]:
        return ""
    return "" if looks_binary(head.decode(more, "replace")) else more


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
    return _guessed(body, named[0] if named else "")


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


def _guessed(body: bytes, said: str) -> DecodedText:
    decoded = _replacing(body, "cp1252")
    if any(char > "\x7f" and char not in _WESTERN for char in decoded.text):
        # Loaded when first needed: few texts do not say what they are in.
        from_bytes = import_module("charset_normalizer").from_bytes
        best = from_bytes(body[:_GUESS_FROM]).best()
        decoded = _replacing(body, (codec_of(best.encoding) if best is not None else "") or "cp1252")
    label = f"says that its character set is {said}, which it is not" if said else "does not say its character set"
    message = f"the text {label}, and was read as {decoded.charset}"
    return DecodedText(decoded.text, decoded.charset, (PageWarning(Warn.CHARSET_GUESSED, message), *decoded.warnings))


def looks_binary(text: str) -> bool:
    """Whether decoded text is no text: a NUL among its first characters, or more than one control in twenty."""
    head = text[:8_192]
    controls = sum(1 for char in head if char < " " and char not in "\t\n\r\f\x1b")
    return "\0" in head or controls * 20 > len(head)
