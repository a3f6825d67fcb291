"""A PDF writer for tests: places lines of text on pages, and nothing more."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from typing import Any

_PAD = bytes.fromhex("28bf4e5e4e758a4164004e56fffa01082e2e00b6d0683e802f0ca9fe6453697a")
_LIGATURES = {"ﬁ": b"\x01", "ﬂ": b"\x02", "ﬀ": b"\x03", "ﬃ": b"\x04"}
_FONTS = (
    b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding<</BaseEncoding/WinAnsiEncoding"
    b"/Differences[1/fi/fl/ff/ffi]>>>>",
    b"<</Type/Font/Subtype/Type0/BaseFont/STSong-Light/Encoding/UniGB-UCS2-H/DescendantFonts[5 0 R]>>",
    b"<</Type/Font/Subtype/CIDFontType0/BaseFont/STSong-Light/CIDSystemInfo"
    b"<</Registry(Adobe)/Ordering(GB1)/Supplement 0>>/DW 1000>>",
)
_PICTURE = b"<</Type/XObject/Subtype/Image/Width 2/Height 2/ColorSpace/DeviceGray/BitsPerComponent 8/Length 4>>"
_RESOURCES = b"<</Font<</F0 3 0 R/F1 4 0 R>>/XObject<</Im 6 0 R>>>>"
_FIRST_PAGE = 7

Item = dict[str, Any]


def text_at(x: float, y: float, text: str, size: float = 11, spacing: float = 0, matrix: str = "1 0 0 1") -> bytes:
    """One piece of text, drawn at once; `spacing` in points is added after every letter."""
    font, shown = (1, _hex(text)) if any(char > "\u2fff" for char in text) else (0, _literal(text))
    return b"BT /F%d %g Tf %g Tc %s %g %g Tm %s Tj ET\n" % (font, size, spacing, matrix.encode(), x, y, shown)


def content(items: Iterable[Item]) -> bytes:
    """What is drawn on a page. An item has `at`, perhaps `size`, `leading`, `spacing` and `matrix`, and `lines` or
    `rows`: texts that stand beside each other, at `at` and at `beside`, drawn one row after the other."""
    drawn = []
    for item in items:
        x, y = item["at"]
        how = {name: item[name] for name in ("size", "spacing", "matrix") if name in item}
        rows = [[line] for line in item["lines"]] if "lines" in item else item["rows"]
        places = (x, *item.get("beside", ()))
        for place, row in enumerate(rows):
            down = y - place * item.get("leading", 14)
            drawn += [text_at(left, down, text, **how) for left, text in zip(places, row, strict=True) if text]
    return b"".join(drawn)


def pdf(pages: Sequence[bytes], *, password: str = "", language: str = "", trailer: bool = True) -> bytes:
    """A PDF of pages, each given by what is drawn on it. With a `password` nobody reads it without (RC4, 40 bit)."""
    kids = b" ".join(b"%d 0 R" % (_FIRST_PAGE + 2 * place) for place in range(len(pages)))
    objects = [
        b"<</Type/Catalog/Pages 2 0 R%s>>" % (b"/Lang(%s)" % language.encode() if language else b""),
        b"<</Type/Pages/Kids[%s]/Count %d>>" % (kids, len(pages)),
        *_FONTS,
        _PICTURE + b"stream\n\x00\x80\x80\xff\nendstream",
    ]
    key, encrypt = _locked(password) if password else (b"", b"")
    for drawn in pages:
        inner = len(objects) + 2
        body = _rc4(_object_key(key, inner), drawn) if key else drawn
        objects.append(
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources%s/Contents %d 0 R>>" % (_RESOURCES, inner)
        )
        objects.append(b"<</Length %d>>stream\n%s\nendstream" % (len(body), body))
    return _file(objects, encrypt, trailer)


def picture() -> bytes:
    """What is drawn on a page that is a scan."""
    return b"q 500 0 0 700 50 70 cm /Im Do Q\n"


def _file(objects: Sequence[bytes], encrypt: bytes, trailer: bool) -> bytes:
    out, places = b"%PDF-1.7\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    if not trailer:
        return out
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    said = b"<</Size %d/Root 1 0 R%s>>" % (len(objects) + 1, encrypt)
    return out + b"trailer%s\nstartxref\n%d\n%%%%EOF\n" % (said, start)


def _literal(text: str) -> bytes:
    out = b"".join(_LIGATURES.get(char) or char.encode("cp1252") for char in text)
    for char in b"\\()":
        out = out.replace(bytes([char]), b"\\" + bytes([char]))
    return b"(" + out + b")"


def _hex(text: str) -> bytes:
    return b"<" + text.encode("utf-16-be").hex().encode() + b">"


def _locked(password: str) -> tuple[bytes, bytes]:
    """The key of a file and the entries of its trailer (PDF 1.7, 7.6.3, revision 2)."""
    padded = (password.encode() + _PAD)[:32]
    owner = _rc4(hashlib.md5(padded).digest()[:5], padded)
    identity = bytes(16)
    key = hashlib.md5(padded + owner + (-4 & 0xFFFFFFFF).to_bytes(4, "little") + identity).digest()[:5]
    user = _rc4(key, _PAD)
    said = b"/Encrypt<</Filter/Standard/V 1/R 2/P -4/O<%s>/U<%s>>>" % (owner.hex().encode(), user.hex().encode())
    return key, said + b"/ID[<%s><%s>]" % (identity.hex().encode(), identity.hex().encode())


def _object_key(key: bytes, number: int) -> bytes:
    return hashlib.md5(key + number.to_bytes(3, "little") + b"\0\0").digest()[:10]


def _rc4(key: bytes, data: bytes) -> bytes:
    state = list(range(256))
    j = 0
    for i in range(256):
        j = (j + state[i] + key[i % len(key)]) % 256
        state[i], state[j] = state[j], state[i]
    out = bytearray()
    i = j = 0
    for byte in data:
        i = (i + 1) % 256
        j = (j + state[i]) % 256
        state[i], state[j] = state[j], state[i]
        out.append(byte ^ state[(state[i] + state[j]) % 256])
    return bytes(out)
