from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from sources.document import Document, Role, Unreadable, UnreadableReason, Warn
from sources.reading import read
from sources.reading.office import DOCX, ODT
from sources.snapshots import Snapshot
from tests.sources.reading.packing import docx, epub, odt, packed, paragraph, run

HTML = b"<!doctype html><p>La digue co\xc3\xbbtera 19,8 millions."
SRT = b"1\n00:00:01,000 --> 00:00:02,000\nBonsoir.\n"
TYPES = (
    "",
    "text/html",
    "text/plain",
    "text/markdown",
    "text/vtt",
    "application/x-subrip",
    "application/xml",
    "image/png",
)
ENDINGS = ("", "a.txt", "a.md", "a.html", "a.srt", "a.vtt", "a.pdf", "https://example.org/a.md?b#c")
# Pieces of the formats, so that random bytes reach past their first lines.
PIECES = st.sampled_from(
    [
        *(
            b"<p>",
            b"</p>",
            b"<table><tr><td>",
            b"<nav>",
            b"<b",
            b"<!--",
            b"-->",
            b"<script>",
            b"&#x",
            b"&amp;",
            b"<br>",
        ),
        *(
            b"\n\n",
            b"# ",
            b"> ",
            b"- ",
            b"1. ",
            b"```\n",
            b"](",
            b"---\n",
            b"| a |",
            b"00:00:01,000 --> 00:00:02,000\n",
        ),
        *(b"WEBVTT\n\n", b"NOTE ", b"\xff", b"\xef\xbb\xbf", b"\0", b"\xe2\x80\xae", "« Élan »".encode(), b"\r", b"  "),
    ]
)
BODIES = st.lists(
    st.one_of(PIECES, st.binary(max_size=8), st.text(max_size=8).map(lambda t: t.encode("utf-8", "replace")))
)


def document_of(body: bytes, url: str = "", media_type: str = "") -> Document:
    document = read(body, url=url, media_type=media_type)
    assert isinstance(document, Document), document
    return document


def reason_of(body: bytes, url: str = "", media_type: str = "") -> UnreadableReason:
    answer = read(body, url=url, media_type=media_type)
    assert isinstance(answer, Unreadable), answer
    assert answer.message.endswith(tuple("abcdefghijklmnopqrstuvwxyz"))
    return answer.reason


@pytest.mark.parametrize(
    ("body", "url", "media_type", "wanted"),
    [
        (HTML, "", "", "text/html"),
        (HTML, "a.txt", "text/plain", "text/html"),
        (HTML, "", "text/html; charset=utf-8", "text/html"),
        (b"plain", "", "text/html", "text/html"),
        (b"plain", "a.html", "", "text/html"),
        (b"plain", "a.html", "application/octet-stream", "text/html"),
        (b"# md", "notes.MD", "", "text/markdown"),
        (b"# md", "https://example.org/notes.md?raw=1#top", "text/plain", "text/markdown"),
        (b"# md", "", "text/markdown", "text/markdown"),
        (b"# md", "", "", "text/plain"),
        (SRT, "a.srt", "", "text/vtt"),
        (SRT, "", "text/plain", "text/vtt"),
        (b"WEBVTT\n\n00:01.000 --> 00:02.000\nHi", "", "", "text/vtt"),
        (b'{"a": 1}', "", "application/json", "text/plain"),
        (b"plain", "", "application/x-unheard-of", "text/plain"),
        (b"plain", "", "application/pdf", "text/plain"),
        (b"  <html><p>x", "", "", "text/html"),
        (b"{\\rtf1 text}", "", "text/plain", "application/rtf"),
        (docx(paragraph(run("x"))), "a.zip", "application/zip", DOCX),
        (docx(paragraph(run("x"))), "", "text/html", DOCX),
        (odt("<text:p>x</text:p>"), "", "", ODT),
        (epub({"a.xhtml": "<p>x"}, ["a.xhtml"]), "a.docx", "", "application/epub+zip"),
        (b"<rss><item><title>A title</title>Words</item></rss>", "", "application/rss+xml", "text/html"),
    ],
)
def test_the_reader_is_chosen_by_type_then_name_then_content(
    body: bytes, url: str, media_type: str, wanted: str
) -> None:
    assert document_of(body, url, media_type).media_type == wanted


@pytest.mark.parametrize(
    ("body", "media_type", "reason"),
    [
        (b"", "", UnreadableReason.EMPTY),
        (b" \n\t ", "text/plain", UnreadableReason.EMPTY),
        (b"\xef\xbb\xbf", "text/plain", UnreadableReason.EMPTY),
        (b"<p></p><script>x</script>", "text/html", UnreadableReason.EMPTY),
        (b"WEBVTT\n\nNOTE nothing\n", "text/vtt", UnreadableReason.EMPTY),
        (packed({"a.txt": "x"}), "", UnreadableReason.WRONG_TYPE),
        (b"\x89PNG\r\n\x1a\n", "", UnreadableReason.WRONG_TYPE),
        (b"\xff\xd8\xff\xe0\0\x10JFIF", "image/jpeg", UnreadableReason.WRONG_TYPE),
        (b"\0\0\0\x18ftypmp42", "", UnreadableReason.WRONG_TYPE),
        (b"\0\x01\x02\x03" * 50, "audio/x-unknown", UnreadableReason.WRONG_TYPE),
        (b"{\\rtf1}", "text/plain", UnreadableReason.EMPTY),
        (b"text\0with\0nuls", "text/plain", UnreadableReason.BINARY),
        (bytes(range(1, 32)) * 9, "", UnreadableReason.BINARY),
    ],
)
def test_what_holds_no_text_for_us_is_said(body: bytes, media_type: str, reason: UnreadableReason) -> None:
    assert reason_of(body, "", media_type) is reason


def test_the_message_names_the_source_and_what_it_is() -> None:
    answer = read(b"\xd0\xcf\x11\xe0", url="https://example.org/report.doc")
    assert isinstance(answer, Unreadable)
    assert answer.message.startswith("https://example.org/report.doc is an old office document")
    assert ".txt" in answer.message


def snapshot(body: bytes, **changes: str) -> Snapshot:
    return Snapshot(
        url="http://example.org/a",
        final_url=changes.get("final_url", "http://example.org/a"),
        status=200,
        media_type=changes.get("media_type", "text/html"),
        headers=(),
        raw=body,
        body=body,
        fetched_at=datetime(2025, 3, 12, tzinfo=UTC),
        redirects=(changes["final_url"],) if "final_url" in changes else (),
        charset=changes.get("charset", ""),
    )


def test_a_snapshot_brings_its_address_type_and_charset() -> None:
    document = read(snapshot("<p>Привет".encode("koi8-r"), charset="koi8-r"))
    assert isinstance(document, Document)
    assert document.text == "Привет"
    assert document.url == "http://example.org/a"


@pytest.mark.parametrize(
    ("final_url", "warns"),
    [("https://www.example.org/b", []), ("https://elsewhere.example/", [Warn.MOVED_HOST])],
)
def test_a_page_that_moved_to_another_host_says_so(final_url: str, warns: list[Warn]) -> None:
    document = read(snapshot(b"<p>Text.", final_url=final_url))
    assert isinstance(document, Document)
    assert [warning.kind for warning in document.warnings] == warns


def test_marks_that_turn_the_text_are_noted() -> None:
    document = document_of("Il a dit 700 \u202e000\u202c.".encode())
    assert [warning.kind for warning in document.warnings] == [Warn.BIDI_CONTROLS]


def test_a_byte_order_mark_is_no_text() -> None:
    assert document_of(b"\xef\xbb\xbfText.").text == "Text."


@settings(deadline=None)
@given(BODIES.map(b"".join), st.sampled_from(ENDINGS), st.sampled_from(TYPES))
@example(b"<p>&#" + b"1" * 5_000, "", "text/html")
@example(json.dumps("\ud800").encode(), "", "application/json")
@example(b"\xed\xa0\x80", "", "text/plain")
@example(b"<a " + b"x" * 5_000, "", "text/html")
def test_reading_never_raises_and_blocks_are_in_order(body: bytes, url: str, media_type: str) -> None:
    document = read(body, url=url, media_type=media_type)
    if isinstance(document, Unreadable):
        assert document.message
        return
    document.text.encode("utf-8")
    at = 0
    for block in document.blocks:
        assert at <= block.span.start < block.span.end <= len(document.text)
        assert block.span.of(document.text).strip()
        assert block.role in Role
        at = block.span.end
    for timing in document.timings:
        assert timing.span.end <= len(document.text)
        assert timing.start_ms <= timing.end_ms


@settings(deadline=None)
@given(
    st.text(st.characters(exclude_categories=["Cs"]), max_size=300), st.sampled_from(["text/plain", "text/markdown"])
)
def test_texts_keep_every_character(text: str, media_type: str) -> None:
    document = read(text.encode(), media_type=media_type)
    if isinstance(document, Document) and document.media_type == media_type:
        assert document.text == text.removeprefix("\ufeff")
