from __future__ import annotations

import gzip
import random
import zlib
from collections.abc import Callable

import brotli
import pytest
import zstandard
from hypothesis import given
from hypothesis import strategies as st

from sources.unpacking import ACCEPT_ENCODING, BadContent, beginning_of, decode_content

MEGABYTE = 1024 * 1024


def zstd(data: bytes, window_log: int = 0, declared: bool = False) -> bytes:
    settings = zstandard.ZstdCompressionParameters(window_log=window_log, write_content_size=declared)
    packer = zstandard.ZstdCompressor(compression_params=settings).compressobj(size=len(data) if declared else -1)
    return packer.compress(data) + packer.flush()


def raw_deflate(data: bytes) -> bytes:
    packer = zlib.compressobj(wbits=-15)
    return packer.compress(data) + packer.flush()


PACKERS: dict[str, tuple[str, Callable[[bytes], bytes]]] = {
    "none": ("", bytes),
    "identity": ("identity", bytes),
    "gzip": ("gzip", gzip.compress),
    "x-gzip": ("X-GZIP", gzip.compress),
    "deflate": ("deflate", zlib.compress),
    "raw deflate": ("deflate", raw_deflate),
    "brotli": ("br", lambda data: bytes(brotli.compress(data, quality=5))),
    "zstd": (" zstd ", zstd),
    "zstd with its size": ("zstd", lambda data: zstd(data, declared=True)),
}
PACKED = [name for name in PACKERS if name not in {"none", "identity"}]


def kind_of_trouble(data: bytes, name: str, limit: int = 1_000) -> str:
    try:
        decode_content(data, name, limit)
    except BadContent as error:
        return error.kind
    return ""


def test_all_that_is_asked_for_is_unpacked() -> None:
    assert set(ACCEPT_ENCODING.split(", ")) <= {PACKERS[name][0].strip() for name in PACKED}


@given(st.binary(max_size=2_000), st.sampled_from(sorted(PACKERS)))
def test_what_is_packed_is_unpacked(data: bytes, way: str) -> None:
    name, pack = PACKERS[way]
    assert decode_content(pack(data), name, 2_000) == data
    assert beginning_of(pack(data), name, 100) == data[:100]


@pytest.mark.parametrize("way", PACKED)
def test_a_long_page_is_unpacked_whole(way: str) -> None:
    name, pack = PACKERS[way]
    data = random.Random(3).randbytes(MEGABYTE) + b"stet " * 400_000
    assert decode_content(pack(data), name, len(data)) == data


@given(st.binary(max_size=200), st.sampled_from(["gzip", "deflate", "br", "zstd"]), st.sampled_from(PACKED))
def test_damaged_packing_is_said_to_be_damaged(data: bytes, name: str, way: str) -> None:
    for damaged in (data, PACKERS[way][1](data)[2:], PACKERS[way][1](data)[:6] + data):
        assert kind_of_trouble(damaged, name) in {"encoding", "truncated", "too_big", ""}
        assert len(beginning_of(damaged, name, 100)) <= 100


@pytest.mark.parametrize("way", PACKED)
def test_a_page_that_breaks_off_is_truncated(way: str) -> None:
    name, pack = PACKERS[way]
    data = random.Random(4).randbytes(3_000)
    packed = pack(data)
    assert kind_of_trouble(packed[:-20], name, 10_000) == "truncated"
    assert data.startswith(beginning_of(packed[:-20], name, 100))


@pytest.mark.parametrize("way", PACKED)
def test_no_more_is_unpacked_than_asked_for(way: str) -> None:
    name, pack = PACKERS[way]
    packed = pack(bytes(10_001))
    with pytest.raises(BadContent, match="10000"):
        decode_content(packed, name, 10_000)
    assert decode_content(packed, name, 10_001) == bytes(10_001)


@pytest.mark.parametrize("way", PACKED)
def test_a_bomb_is_noticed_by_how_it_swells(way: str) -> None:
    name, pack = PACKERS[way]
    with pytest.raises(BadContent, match="200 times"):
        decode_content(pack(bytes(8 * MEGABYTE)), name, 100 * MEGABYTE)


def test_parts_follow_each_other() -> None:
    assert decode_content(gzip.compress(b"a") * 20 + b"\0tail", "gzip", 20) == b"a" * 20
    skipped = b"\x5a\x2a\x4d\x18\x03\0\0\0abc"
    assert decode_content(zstd(b"a") + skipped + zstd(b"b") + b"tail", "zstd", 9) == b"ab"


@pytest.mark.parametrize("packed", [gzip.compress(b"") * 50_000, zstd(b"") * 50_000])
def test_a_host_of_empty_parts_is_refused(packed: bytes) -> None:
    assert kind_of_trouble(packed, "zstd" if packed.startswith(b"\x28") else "gzip") == "encoding"


def test_a_window_larger_than_browsers_take_is_refused() -> None:
    page = b"stet " * 4 * MEGABYTE
    assert kind_of_trouble(zstd(page, window_log=24), "zstd", 100 * MEGABYTE) == "encoding"
    assert kind_of_trouble(zstd(page[: 6 * MEGABYTE], window_log=23), "zstd", 100 * MEGABYTE) == "too_big"


@pytest.mark.parametrize("name", ["gzip, gzip", "gzip, br", "gzip,identity", "compress", "zip", "dcb", "\0", "x" * 999])
def test_what_was_not_asked_for_is_refused(name: str) -> None:
    assert kind_of_trouble(b"abc", name) == "encoding"
