"""Undoing a Content-Encoding with a bound: on the size, on how far a little may swell, on the memory in between."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterator
from io import BytesIO
from typing import Protocol

import brotli
import zstandard

ACCEPT_ENCODING = "gzip, deflate, br, zstd"

_AUTO_GZIP_ZLIB = 47  # window of 32 KiB, header recognised
_RAW_DEFLATE = -15
_ZSTD_WINDOW = 8 * 1024 * 1024  # bytes; RFC 9659: what a server may count on, and no browser takes more
_GZIP = (b"\x1f\x8b",)
_ZSTD = (b"\x28\xb5\x2f\xfd", *(bytes([0x50 + number]) + b"\x2a\x4d\x18" for number in range(16)))
# A decoder is fed sips so small that what comes out at once is 4 MiB at most: deflate makes 1,032 bytes of one, a
# block of zstd 128 KiB of four. Brotli has a limit of its own for that.
_DEFLATE_SIP = 4_096
_ZSTD_SIP = 128
_PIECE = 1024 * 1024
_MOST_PARTS = 1_000  # streams one after the other; servers that append to a packed file make a few
# Pages shrink to a tenth, the dullest table to a fiftieth. A small page may swell as it likes: it fills no memory.
_SWELLS = 200
_SWELLS_FROM = 4 * 1024 * 1024


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
        BadContent: unknown or stacked encodings, damaged or cut off data, more than `limit` bytes, or more than
            two hundred times what was sent.
    """
    name = encoding.strip().lower()
    if name in _PLAIN:
        if len(raw) > limit:
            raise BadContent("too_big", f"the page is larger than {limit} bytes")
        return raw
    if name not in _UNPACKERS:
        stacked = "several encodings on top of each other" if "," in name else "an encoding that was not asked for"
        raise BadContent("encoding", f"the server sent {stacked} ({name[:60]})")
    out = BytesIO()
    for piece in _pieces(raw, name):
        size = out.tell() + len(piece)
        if size > limit:
            raise BadContent("too_big", f"the page is larger than {limit} bytes once unpacked")
        if size > max(_SWELLS_FROM, _SWELLS * len(raw)):
            raise BadContent("too_big", f"the page swells to more than {_SWELLS} times its size when unpacked")
        out.write(piece)
    return out.getvalue()


def beginning_of(raw: bytes, encoding: str, limit: int) -> bytes:
    """The first `limit` bytes of a page that may be cut off or damaged, as far as they can be decoded."""
    name = encoding.strip().lower()
    if name not in _UNPACKERS:
        return raw[:limit]
    out = b""
    try:
        for piece in _pieces(raw, name):
            out += piece[:limit]
            if len(out) >= limit:
                break
    except BadContent:
        pass  # what came before the damage is what was asked for
    return out[:limit]


class _Stream(Protocol):
    """One packed stream of zlib's or zstandard's, that notices its own end."""

    @property
    def eof(self) -> bool: ...

    @property
    def unused_data(self) -> bytes: ...

    def decompress(self, data: bytes, /) -> bytes: ...


def _pieces(raw: bytes, name: str) -> Iterator[bytes]:
    """What is packed in `raw`, piece by piece, each of bounded size. An empty body needs no packing."""
    if not raw:
        return
    try:
        yield from _UNPACKERS[name](raw)
    except (zlib.error, zstandard.ZstdError, brotli.error) as error:
        raise BadContent("encoding", f"the compressed data are damaged ({error})") from error


def _streams(raw: bytes, new: Callable[[], _Stream], sip: int, marks: tuple[bytes, ...]) -> Iterator[bytes]:
    """Unpack one stream and those that follow it with one of `marks`; what else comes after is ignored."""
    at = 0
    for _ in range(_MOST_PARTS):
        stream = new()
        while not stream.eof:
            data = raw[at : at + sip]
            if not data:
                raise BadContent("truncated", "the compressed data end too early")
            yield stream.decompress(data)
            at += len(data) - len(stream.unused_data)
        if not (marks and raw.startswith(marks, at)):
            return
    raise BadContent("encoding", f"the page is packed in more than {_MOST_PARTS} parts")


def _gzip(raw: bytes) -> Iterator[bytes]:
    return _streams(raw, lambda: zlib.decompressobj(_AUTO_GZIP_ZLIB), _DEFLATE_SIP, _GZIP)


def _deflate(raw: bytes) -> Iterator[bytes]:
    """With the header of zlib as the standard has it, or without, as some servers send it and browsers take it."""
    headed = raw[0] & 0x0F == 8 and int.from_bytes(raw[:2], "big") % 31 == 0
    window = _AUTO_GZIP_ZLIB if headed or raw.startswith(_GZIP) else _RAW_DEFLATE
    return _streams(raw, lambda: zlib.decompressobj(window), _DEFLATE_SIP, ())


def _zstd(raw: bytes) -> Iterator[bytes]:
    decoder = zstandard.ZstdDecompressor(max_window_size=_ZSTD_WINDOW)
    return _streams(raw, decoder.decompressobj, _ZSTD_SIP, _ZSTD)


def _brotli(raw: bytes) -> Iterator[bytes]:
    decoder = brotli.Decompressor()
    yield decoder.process(raw, output_buffer_limit=_PIECE)
    while not decoder.is_finished():
        piece = decoder.process(b"", output_buffer_limit=_PIECE)
        if not piece and decoder.can_accept_more_data():
            raise BadContent("truncated", "the compressed data end too early")
        yield piece


_PLAIN = frozenset({"", "identity", "none"})
_UNPACKERS: dict[str, Callable[[bytes], Iterator[bytes]]] = {
    "gzip": _gzip,
    "x-gzip": _gzip,
    "deflate": _deflate,
    "br": _brotli,
    "zstd": _zstd,
}
