"""The web archive, read back by warcio."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from warcio.archiveiterator import ArchiveIterator

from claims.errors import StetError
from claims.export import warc
from claims.export.exporters import Contents, contents_of
from tests.claims.export.stores import decided_store
from tests.claims.ledger.reports import PAGE, URL, snapshot


def test_it_holds_the_copies_and_is_always_the_same(tmp_path: Path) -> None:
    with decided_store(tmp_path) as store:
        contents = contents_of(store, copies=True, software="stet-desk/1")
    data = warc.render(contents, {})
    assert data == warc.render(contents, {})
    records = [
        (record.rec_type, record.rec_headers.get_header("WARC-Target-URI"), record.content_stream().read())
        for record in ArchiveIterator(io.BytesIO(data), check_digests="raise")
    ]
    assert [kind for kind, _, _ in records] == ["warcinfo", "response", "metadata"]
    assert records[1][1:] == (URL, PAGE.encode())
    assert snapshot().sha256.encode() in records[2][2]


def test_records_have_ids_of_their_own(tmp_path: Path) -> None:
    copy = snapshot()
    data = warc.render(Contents((), (copy, copy)), {})
    ids = [record.rec_headers.get_header("WARC-Record-ID") for record in ArchiveIterator(io.BytesIO(data))]
    assert len(set(ids)) == len(ids) == 5


def test_without_warcio_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sources.archive.has_warcio", lambda: False)
    with pytest.raises(StetError, match=r"pip install 'stet-desk\[warc\]'"):
        warc.render(Contents(()), {})
