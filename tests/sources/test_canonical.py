from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sources.canonical import MAX_HEAD, canonical_url, elsewhere
from sources.document import Document, Warn
from sources.fetch import Fetcher
from sources.reading import read
from sources.snapshots import Snapshot
from tests.sources.server import PageServer

HERE = "https://www.daily.example/a/b"


@pytest.mark.parametrize(
    ("head", "address"),
    [
        ("<link rel=canonical href=https://daily.example/a>", "https://daily.example/a"),
        ("<LINK REL='Alternate Canonical' HREF='/a?x=1&amp;y=2'>", "https://www.daily.example/a?x=1&y=2"),
        ("<meta property='og:url' content='https://other.example/'>", "https://other.example/"),
        ("<meta property='og:url' content='https://x.example/'><link rel=canonical href=/a>", f"{HERE[:-2]}"),
        ("<link rel=canonical href=javascript:alert(1)>", ""),
        ("<link rel=canonical href=''>", ""),
        ("<link rel=stylesheet href=/a>", ""),
        ("</head><body><link rel=canonical href=/a>", ""),
        ("<!-- <link rel=canonical href=/a> -->", ""),
        (" " * MAX_HEAD + "<link rel=canonical href=/a>", ""),
        ("", ""),
    ],
)
def test_what_a_page_calls_its_own_place(head: str, address: str) -> None:
    assert canonical_url(head.encode(), HERE) == address


@pytest.mark.parametrize(
    ("place", "warns"),
    [
        ("https://daily.example/other", False),
        ("https://m.daily.example/a", False),
        ("https://amp.daily.example/a", False),
        ("http://WWW.DAILY.example/a", False),
        ("https://agency.example/a", True),
        ("https://daily.example.org/a", True),
    ],
)
def test_another_site_is_told(place: str, warns: bool) -> None:
    found = elsewhere(f"<link rel=canonical href='{place}'>".encode(), HERE)
    assert [warning.kind for warning in found] == [Warn.MOVED_HOST] * warns


@given(st.binary(max_size=200), st.text(max_size=40))
def test_no_page_makes_us_raise(body: bytes, place: str) -> None:
    elsewhere(f"<link rel=canonical href='{place}'>".encode("utf-8", "replace") + body, HERE)


def test_it_is_told_with_the_page(server: PageServer, fetcher: Fetcher) -> None:
    snapshot = fetcher.fetch(server.url("/copied"))
    assert isinstance(snapshot, Snapshot)
    document = read(snapshot)
    assert isinstance(document, Document)
    assert [warning.kind for warning in document.warnings] == [Warn.MOVED_HOST]
