"""Office documents and books: every word of them, and why not where they cannot be read."""

from __future__ import annotations

import zipfile
from io import BytesIO

import pytest

from sources.document import Document, Role, Span, Unreadable, UnreadableReason, Warn
from sources.reading import read
from tests.sources.reading.packing import docx, epub, odt, packed, paragraph, run

P, R = paragraph, run


def document_of(body: bytes) -> Document:
    document = read(body, url="report.docx")
    assert isinstance(document, Document), document
    return document


def blocks(body: bytes) -> list[tuple[str, str]]:
    document = document_of(body)
    return [(block.role.value, block.span.of(document.text)) for block in document.blocks]


@pytest.mark.parametrize(
    ("body", "wanted"),
    [
        (P(R("Le pont ") + R("co") + R("ûte 3&amp;2.", "<w:b/>")), [("paragraph", "Le pont coûte 3&2.")]),
        (
            P(R("The bridge cost ") + f"<w:del>{R('30')}</w:del><w:ins>{R('34')}</w:ins>" + R(" million.")),
            [("paragraph", "The bridge cost 34 million.")],
        ),
        (P(f"<w:moveFrom>{R('gone')}</w:moveFrom><w:moveTo>{R('here')}</w:moveTo>"), [("paragraph", "here")]),
        (P(R("a") + "<w:r><w:delText>b</w:delText></w:r>" + R("c")), [("paragraph", "ac")]),
        (P(R("a", "<w:del/>") + R("b")), [("paragraph", "ab")]),
        (P(R("shown") + R("hidden", "<w:vanish/>") + R("too", '<w:vanish w:val="0"/>')), [("paragraph", "showntoo")]),
        (P(R("whole"), "<w:rPr><w:vanish/></w:rPr>"), [("paragraph", "whole")]),
        (P(R("Title"), '<w:pStyle w:val="Heading1"/>') + P(R("x.")), [("title", "Title"), ("paragraph", "x.")]),
        (P(R("Titel"), '<w:pStyle w:val="berschrift2"/>'), [("title", "Titel")]),
        (P(R("item"), "<w:numPr/>"), [("list_item", "item")]),
        (P(R("item"), '<w:pStyle w:val="ListBullet"/>'), [("list_item", "item")]),
        (
            f"<w:tbl><w:tr><w:tc>{P(R('Year'))}</w:tc><w:tc>{P(R('Cost'))}</w:tc></w:tr>"
            f"<w:tr><w:tc>{P(R('2024'))}</w:tc><w:tc>{P(R('34 million'))}{P(R('euros'))}</w:tc></w:tr></w:tbl>",
            [("table", "Year\tCost\n2024\t34 million euros")],
        ),
        (
            P(
                R("We never ")
                + f"<w:r><mc:AlternateContent><mc:Choice><w:txbxContent>{P(R('In a box.'))}</w:txbxContent></mc:Choice>"
                f"<mc:Fallback><w:txbxContent>{P(R('In a box.'))}</w:txbxContent></mc:Fallback>"
                "</mc:AlternateContent></w:r>" + R("stopped.")
            ),
            [("paragraph", "We never stopped."), ("paragraph", "In a box.")],
        ),
        (
            P(
                R("a") + "<w:r><w:br/></w:r>" + R("b") + "<w:r><w:tab/></w:r>" + R("c<w:noBreakHyphen/>"),
                "<w:tabs><w:tab/></w:tabs>",
            ),
            [("paragraph", "a\nb c-")],
        ),
        (
            P('<w:r><w:instrText>HYPERLINK "x"</w:instrText></w:r><w:hyperlink>' + R("link") + "</w:hyperlink>"),
            [("paragraph", "link")],
        ),
        (P(f"<w:sdt><w:sdtContent>{R('in a control')}</w:sdtContent></w:sdt>"), [("paragraph", "in a control")]),
    ],
)
def test_a_docx_is_read_as_it_would_be_printed(body: str, wanted: list[tuple[str, str]]) -> None:
    assert blocks(docx(body)) == wanted


def test_notes_come_after_the_text_and_running_heads_are_furniture() -> None:
    note = (
        f'<w:footnote w:id="2">{P("<w:r><w:footnoteRef/></w:r>" + R(" Without the ferry: 31 million."))}</w:footnote>'
    )
    related = {"footnotes": note, "header1": P(R("Council")), "header2": P(R("Council")), "footer1": P("")}
    body = P(R("It cost 34 million") + '<w:r><w:footnoteReference w:id="2"/></w:r>' + R(", they said."))
    assert blocks(docx(body, related)) == [
        ("paragraph", "It cost 34 million, they said."),
        ("paragraph", "Without the ferry: 31 million."),
        ("furniture", "Council"),
    ]


def test_a_file_says_who_wrote_it_and_when() -> None:
    core = "<dc:title>The bridge</dc:title><dc:creator>Ann Tollard</dc:creator><dc:language>en-GB</dc:language>"
    document = document_of(docx(P(R("x.")), core=core + "<dcterms:created>2025-03-12T08:00:00Z</dcterms:created>"))
    assert (document.title, document.language, document.metadata.authors) == ("The bridge", "en", ("Ann Tollard",))
    assert document.metadata.published == "2025-03-12T08:00:00Z"
    assert document_of(docx(P(R("Head"), '<w:pStyle w:val="Title"/>'))).title == "Head"


def test_words_of_an_office_document_lead_back_to_their_part() -> None:
    body = P(R("Le pont ")) + P(R("co") + R("ûte 3&amp;2<w:noBreakHyphen/>") + R("x"))
    document = document_of(docx(body, {"footnotes": P(R("A note."))}))
    start = document.text.index("coûte")
    origin = document.place(Span(start, start + 10)).origin
    assert origin is not None
    assert origin.part == "word/document.xml"
    assert origin.path == "/p[2]"
    note = document.place(Span(document.text.index("note"), len(document.text))).origin
    assert note is not None
    assert (note.part, note.path) == ("word/footnotes.xml", "/p[1]")


@pytest.mark.parametrize(
    ("body", "wanted"),
    [
        (
            "<text:h>Head</text:h><text:p>a<text:s/>b<text:span>c</text:span></text:p>",
            [("title", "Head"), ("paragraph", "a bc")],
        ),
        ("<text:list><text:list-item><text:p>one</text:p></text:list-item></text:list>", [("list_item", "one")]),
        (
            "<text:p>It cost 34<text:note><text:note-citation>1</text:note-citation><text:note-body>"
            "<text:p>A note.</text:p></text:note-body></text:note> million.</text:p>",
            [("paragraph", "It cost 34 million."), ("paragraph", "A note.")],
        ),
        (
            "<text:tracked-changes><text:deletion><text:p>gone</text:p></text:deletion></text:tracked-changes>"
            "<text:p>x<office:annotation><text:p>a remark</text:p></office:annotation>y</text:p>",
            [("paragraph", "xy")],
        ),
        (
            "<table:table><table:table-row><table:table-cell><text:p>a</text:p></table:table-cell><table:table-cell/>"
            "<table:table-cell><text:p>b</text:p></table:table-cell></table:table-row></table:table>",
            [("table", "a\t\tb")],
        ),
    ],
)
def test_an_odt_is_read_as_it_would_be_printed(body: str, wanted: list[tuple[str, str]]) -> None:
    assert blocks(odt(body)) == wanted


CHAPTERS = {
    "nav.xhtml": "<html><body><nav><ol><li>One</li></ol></nav><p>Contents</p></body></html>",
    "b.xhtml": "<?xml version='1.0'?><html><head><title/></head><body><h1>Two</h1><p>The <i>end</i>.</p></body></html>",
    "a.xhtml": "<html><body><h1>One</h1><p>A beginning.</p></body></html>",
}


def test_a_book_is_read_in_the_order_of_its_spine() -> None:
    about = "<dc:title>A book</dc:title><dc:creator>Ann Tollard</dc:creator><dc:language>en</dc:language>"
    body = epub(CHAPTERS, ["nav.xhtml", "a.xhtml", "b.xhtml", "a.xhtml", "none"], about)
    assert blocks(body)[-4:] == [
        ("title", "One"),
        ("paragraph", "A beginning."),
        ("title", "Two"),
        ("paragraph", "The end."),
    ]
    assert {role for role, _ in blocks(body)[:-4]} == {"furniture"}
    document = document_of(body)
    assert (document.title, document.language, document.media_type) == ("A book", "en", "application/epub+zip")
    origin = document.place(Span(document.text.index("end"), document.text.index("end") + 3)).origin
    assert origin is not None
    assert (origin.part, origin.path) == ("OEBPS/b.xhtml", "/html[1]/body[1]/p[1]/i[1]")
    assert origin.span.of(CHAPTERS["b.xhtml"]) == "end"


def big(size: int) -> bytes:
    return packed({"word/document.xml": b"<w:p>" + b" " * size})


def declaring(size: int) -> bytes:
    """A small part that says it is large, in the table of contents and at its own place."""
    body = docx(P(R("x")))
    with zipfile.ZipFile(BytesIO(body)) as archive:
        entry = archive.getinfo("word/document.xml")
    return body.replace(entry.file_size.to_bytes(4, "little"), size.to_bytes(4, "little"))


def locked(body: bytes) -> bytes:
    """The same archive, whose parts say that they are encrypted."""
    for magic, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        for place in [i for i in range(len(body)) if body.startswith(magic, i)]:
            body = body[: place + at] + b"\x01" + body[place + at + 1 :]
    return body


ENTITIES = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;"><!ENTITY c SYSTEM "file:///etc/hostname">]>'


@pytest.mark.parametrize(
    ("body", "reason", "says"),
    [
        (big(30 * 1024 * 1024), UnreadableReason.TOO_BIG, "unpacks to more"),
        (big(8 * 1024 * 1024), UnreadableReason.TOO_BIG, "unpacks to more"),
        (declaring(4_000_000_000), UnreadableReason.TOO_BIG, "unpacks to more"),
        (declaring(20), UnreadableReason.DAMAGED, "damaged"),
        (packed({f"word/{n}.xml": "" for n in range(20_001)}), UnreadableReason.TOO_BIG, "20000 files"),
        (packed({"word/document.xml": ENTITIES + "<w:p><w:t>&b;&c;</w:t></w:p>"}), UnreadableReason.UNSAFE, "entities"),
        (locked(docx(P(R("x")))), UnreadableReason.ENCRYPTED, "password"),
        (odt("<text:p>x</text:p>", manifest="<manifest:encryption-data/>"), UnreadableReason.ENCRYPTED, "password"),
        (epub(CHAPTERS, ["a.xhtml"], locked="a.xhtml"), UnreadableReason.ENCRYPTED, "locked"),
        (
            b"\xd0\xcf\x11\xe0" + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le"),
            UnreadableReason.ENCRYPTED,
            "password",
        ),
        (b"\xd0\xcf\x11\xe0" + b"\0" * 600, UnreadableReason.WRONG_TYPE, "an old office document"),
        (docx(P(R("x")))[:-30], UnreadableReason.DAMAGED, "cannot be unpacked"),
        (b"PK\x03\x04", UnreadableReason.DAMAGED, "cannot be unpacked"),
        (packed({"a.txt": "x"}), UnreadableReason.WRONG_TYPE, "a zip archive"),
        (packed({"[Content_Types].xml": "", "xl/workbook.xml": ""}), UnreadableReason.WRONG_TYPE, "another kind"),
        (packed({"mimetype": "application/epub+zip"}), UnreadableReason.DAMAGED, "container.xml is missing"),
        (epub({}, ["a"]), UnreadableReason.DAMAGED, "chapters"),
        (docx(P("")), UnreadableReason.EMPTY, "no text"),
    ],
)
def test_a_file_that_cannot_be_read_says_why(body: bytes, reason: UnreadableReason, says: str) -> None:
    answer = read(body, url="a/report.bin")
    assert isinstance(answer, Unreadable)
    assert answer.reason is reason
    assert answer.message.startswith("a/report.bin ")
    assert says in answer.message


def test_a_book_whose_fonts_alone_are_encrypted_is_read() -> None:
    assert document_of(epub(CHAPTERS, ["a.xhtml"], locked="font.otf")).blocks[0].role is Role.TITLE


def test_a_file_without_end_is_read_up_to_a_bound_and_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sources.reading.office.MAX_RAW", 60)
    document = document_of(docx(P(R("x.")) * 100))
    assert 0 < document.text.count("x.") < 100
    assert [warning.kind for warning in document.warnings] == [Warn.TRUNCATED]
    answer = read(docx("<w:p>" * 100 + P(R("x."))), url="report.docx")
    assert isinstance(answer, Unreadable)
    assert answer.reason is UnreadableReason.TOO_BIG
