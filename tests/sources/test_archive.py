from __future__ import annotations

import gzip
import hashlib
from base64 import b32encode
from dataclasses import replace
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from warcio.archiveiterator import ArchiveIterator

from sources import archive
from sources.archive import is_archive, read_warc, write_warc
from sources.document import Document, PageWarning, Warn
from sources.fetch import Fetcher
from sources.files import read_file
from sources.reading import read
from sources.snapshots import FailureReason, FetchFailure, Origin, Snapshot
from tests.sources.server import PAGE, PageServer

AT = datetime(2026, 3, 4, 9, 30, 0, 250_000, tzinfo=UTC)


def copy(raw: bytes = PAGE, **fields: Any) -> Snapshot:
    url = "https://daily.example/a?b=c"
    plain = Snapshot(url, url, 200, "text/html", (("content-type", "text/html"),), raw, raw, AT, address="192.0.2.7")
    return replace(plain, **{"request_headers": (("host", "daily.example"),), **fields})


def records(data: bytes) -> list[tuple[str, Any, bytes]]:
    found = []
    for record in ArchiveIterator(BytesIO(data), check_digests="raise"):
        found.append((record.rec_type, record.rec_headers, record.content_stream().read()))
        assert record.digest_checker.passed is not False
    return found


def test_a_reader_of_web_archives_opens_it() -> None:
    packed = gzip.compress(PAGE, mtime=0)
    headers = (("content-type", "text/html"), ("content-encoding", "gzip"), ("transfer-encoding", "chunked"))
    data = write_warc([copy(packed, body=PAGE, headers=headers)], "stet-desk/1")
    kinds = [(kind, body) for kind, _, body in records(data)]
    assert [kind for kind, _ in kinds] == ["warcinfo", "response", "request", "metadata"]
    assert kinds[1][1] == PAGE
    response = records(data)[1][1]
    assert response.protocol == "WARC/1.1"
    assert response.get_header("WARC-Target-URI") == "https://daily.example/a?b=c"
    assert response.get_header("WARC-Date") == "2026-03-04T09:30:00.250000Z"
    assert response.get_header("WARC-IP-Address") == "192.0.2.7"
    digest = b32encode(hashlib.sha1(packed).digest()).decode()
    assert response.get_header("WARC-Payload-Digest") == f"sha1:{digest}"


def test_our_own_evidence_stands_beside_it_and_cannot_be_forged() -> None:
    odd = (PageWarning(Warn.PAYWALL, "not\r\nstet-tls: forged"),)
    data = write_warc(
        [copy(tls="TLSv1.3", certificate="ab" * 32, redirects=("https://x.example/",), warnings=odd)], "s"
    )
    lines = records(data)[-1][2].decode().split("\r\n")
    assert f"stet-sha256-raw: {hashlib.sha256(PAGE).hexdigest()}" in lines
    assert "stet-redirect: https://x.example/" in lines
    assert [line for line in lines if line.startswith("stet-tls")] == ["stet-tls: TLSv1.3"]
    assert f"stet-certificate-sha256: {'ab' * 32}" in lines


@pytest.mark.parametrize(
    ("name", "place"),
    [
        ("reports/a b.txt", "file:reports/a%20b.txt"),
        ("/desk/é.txt", "file:///desk/%C3%A9.txt"),
        ("pasted:mail of 3 May", "pasted:mail%20of%203%20May"),
        ("file:a%20b.txt", "file:a%20b.txt"),
        ("-", f"urn:sha256:{hashlib.sha256(PAGE).hexdigest()}"),
    ],
)
def test_what_has_no_address_goes_by_its_name_and_its_hash(name: str, place: str) -> None:
    data = write_warc([copy(url=name, final_url=name, status=0, origin=Origin.FILE)], "s")
    (_, main, body), (_, _, told) = records(data)[1:]
    assert (main.get_header("WARC-Target-URI"), body) == (place, PAGE)
    assert f"stet-sha256-raw: {hashlib.sha256(PAGE).hexdigest()}" in told.decode().split("\r\n")


def test_what_was_written_is_read_again(tmp_path: Path, server: PageServer, fetcher: Fetcher) -> None:
    fetched = [fetcher.fetch(server.url(path)) for path in ("/ok", "/gzip", "/brotli", "/latin")]
    copies = [each for each in fetched if isinstance(each, Snapshot)]
    (tmp_path / "page.txt").write_text("A file.", "utf-8")
    file = read_file(str(tmp_path / "page.txt"))
    assert isinstance(file, Snapshot)
    (tmp_path / "desk.warc.gz").write_bytes(write_warc([*copies, file], "stet-desk"))
    pages = read_warc(str(tmp_path / "desk.warc.gz"))
    assert not isinstance(pages, FetchFailure)
    assert [page.origin for page in pages] == [Origin.ARCHIVE] * 5
    for before, after in zip([*copies, file], pages, strict=True):
        assert (after.raw, after.body, after.media_type) == (before.raw, before.body, before.media_type)
        assert after.fetched_at == before.fetched_at
        one, other = read(before), read(after)
        assert isinstance(one, Document)
        assert isinstance(other, Document)
        assert one.text == other.text


def test_another_program_may_have_kept_the_chunks(tmp_path: Path) -> None:
    http = b"HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n"
    head = (
        "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: <http://a.example/>\r\nWARC-Date: 2020-01-02T03:04:05Z\r\n"
        f"WARC-Record-ID: <urn:uuid:1>\r\nContent-Type: application/http\r\nContent-Length: {len(http)}\r\n\r\n"
    )
    (tmp_path / "old.warc").write_bytes(head.encode() + http + b"\r\n\r\n")
    pages = read_warc(str(tmp_path / "old.warc"))
    assert not isinstance(pages, FetchFailure)
    assert [(page.url, page.body) for page in pages] == [("http://a.example/", b"hello")]
    assert pages[0].fetched_at == datetime(2020, 1, 2, 3, 4, 5, tzinfo=UTC)


def test_what_cannot_be_read_is_left_out(tmp_path: Path) -> None:
    bomb = gzip.compress(bytes(60_000_000))
    packed = (("content-encoding", "gzip"),)
    copies = [copy(bomb, headers=packed), copy(b"x", status=404), copy(b"junk", headers=packed), copy()]
    (tmp_path / "mixed.warc.gz").write_bytes(write_warc(copies, "s"))
    pages = read_warc(str(tmp_path / "mixed.warc.gz"))
    assert not isinstance(pages, FetchFailure)
    assert [page.body for page in pages] == [PAGE]


@pytest.mark.parametrize(
    "data", [b"", b"no archive", b"WARC/1.1\r\n", gzip.compress(b"no archive", mtime=0), b"\x1f\x8bbad"]
)
def test_a_file_that_is_none_is_a_failure(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "a.warc").write_bytes(data)
    for name, said in (("a.warc", "heck the file"), ("none.warc", "is not there"), (".", "is a folder")):
        failure = read_warc(str(tmp_path / name))
        assert isinstance(failure, FetchFailure)
        assert failure.reason is FailureReason.FILE
        assert said in failure.message


@settings(max_examples=60)
@given(st.data())
def test_no_damage_makes_us_raise(tmp_path_factory: pytest.TempPathFactory, data: st.DataObject) -> None:
    whole = bytearray(gzip.decompress(write_warc([copy()], "s")))
    for _ in range(data.draw(st.integers(1, 4))):
        whole[data.draw(st.integers(0, len(whole) - 1))] = data.draw(st.integers(0, 255))
    file = tmp_path_factory.mktemp("warc") / "a.warc"
    file.write_bytes(bytes(whole[: data.draw(st.integers(1, len(whole)))]))
    assert isinstance(read_warc(str(file)), tuple | FetchFailure)


def test_without_warcio_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive, "find_spec", lambda name: None)
    failure = read_warc("a.warc")
    assert isinstance(failure, FetchFailure)
    assert "stet-desk[warc]" in failure.message
    with pytest.raises(ValueError, match="stet-desk"):
        write_warc([], "s")


def test_archives_are_told_by_their_names() -> None:
    assert is_archive("desk.WARC.gz")
    assert not is_archive("warc.html")
