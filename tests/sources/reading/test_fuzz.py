"""Whatever the bytes, each reader answers with a Document or a reason, in time, and its blocks and places hold."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sources.document import Document, Span, Unreadable
from sources.reading import read
from tests.sources.reading.packing import docx, epub, odt, packed, paragraph, run
from tests.sources.reading.pdf.drawing import pdf, text_at

SECONDS = 5
SAMPLES: dict[str, bytes] = {
    "docx": docx(paragraph(run("Le pont ") + run("co&#251;te 3.")), {"footnotes": paragraph(run("A note."))}),
    "odt": odt(
        "<text:p>It cost 34<text:note><text:note-body><text:p>x</text:p></text:note-body></text:note>.</text:p>"
    ),
    "epub": epub({"a.xhtml": "<html><body><h1>One</h1><p>A beginning.</p></body></html>"}, ["a.xhtml"]),
    "rtf": rb"{\rtf1\ansi{\fonttbl{\f0 A;}}\pard Le pont co\'fbte {\footnote x} \u8220?\par\trowd a\cell b\cell\row}",
    "html": b"<html><main><h1>T</h1><p>a&eacute;<b>b</b><table><tr><td>c<td>d</table><textarea>e</textarea>",
    "srt": b"1\n00:00:01,000 --> 00:00:02,000\n<i>Good</i> evening\n\n2\n00:00:03,000 --> 00:00:04,000\nto all.\n",
    "vtt": b"WEBVTT\n\nNOTE x\n\n00:01.000 --> 00:02.000 align:start\n<v Ann>Good <00:01.500>evening\n",
    "md": b"---\ntitle: x\n---\n# T\n\n> quote [a](http://x.example)\n\n- b\n\n```\ncode\n```\n",
    "txt": "Un titre\n\n« Élan », a dit Ann. – 3,2 millions\r\n".encode("utf-16"),
}
PDF = pdf([text_at(60, 780, "Le pont de Kerval a rouvert."), text_at(60, 780, "Il est sauf.")])
XML = """<w:p> </w:p> <w:t> </w:t> <w:r> </w:r> <w:tbl> </w:tbl> <w:tr> <w:tc> </w:tc> <w:del> </w:del> <w:ins> <w:ppr> </w:ppr>
<w:pstyle\0w:val="Heading9"/> <w:numpr/> <w:vanish/> <w:txbxcontent> </w:txbxcontent> <w:br/> <w:tab/> <w:nobreakhyphen/>
<text:p> </text:p> <text:h> </text:h> <text:list-item> </text:list-item> <text:note-body> </text:note-body> <text:s/>
<table:table-cell/> <draw:text-box> </draw:text-box> <office:annotation> </office:annotation> a &amp; &#0; &xxe;""".split()  # noqa: SIM905


def holds(answer: Document | Unreadable) -> None:
    """What every answer promises."""
    if isinstance(answer, Unreadable):
        assert answer.message
        return
    answer.text.encode("utf-8")
    at = 0
    for block in answer.blocks:
        assert at <= block.span.start < block.span.end <= len(answer.text)
        at = block.span.end
    for start in range(0, len(answer.text), max(1, len(answer.text) // 20)):
        place = answer.place(Span(start, start + 1))
        assert place.origin is None or place.origin.span.end >= place.origin.span.start


def mutated(body: bytes, cuts: list[tuple[int, int, bytes]]) -> bytes:
    """A body with pieces taken out and others put in, places by the thousandth of its length."""
    for at, length, piece in cuts:
        place = at * len(body) // 1_000
        body = body[:place] + piece + body[place + length :]
    return body


CUTS = st.lists(st.tuples(st.integers(0, 1_000), st.integers(0, 12), st.binary(max_size=6)), min_size=1, max_size=6)


@pytest.mark.parametrize("kind", SAMPLES)
def test_the_samples_are_read(kind: str) -> None:
    assert isinstance(read(SAMPLES[kind], url=f"a.{kind}"), Document)


@pytest.mark.parametrize("kind", SAMPLES)
@settings(deadline=SECONDS * 1_000, max_examples=150)
@given(cuts=CUTS)
def test_no_damaged_file_breaks_its_reader(kind: str, cuts: list[tuple[int, int, bytes]]) -> None:
    holds(read(mutated(SAMPLES[kind], cuts), url=f"a.{kind}"))


@settings(deadline=30_000, max_examples=15)
@given(cuts=CUTS)
def test_no_damaged_pdf_breaks_its_reader(cuts: list[tuple[int, int, bytes]]) -> None:
    holds(read(mutated(PDF, cuts), url="a.pdf"))


@settings(deadline=SECONDS * 1_000, max_examples=200)
@given(st.lists(st.sampled_from(XML), max_size=40), st.booleans())
def test_no_xml_breaks_an_office_document(parts: list[str], is_odt: bool) -> None:
    body = "".join(part.replace("\0", " ") for part in parts)
    holds(read(odt(body) if is_odt else docx(body, {"footnotes": body, "header1": body})))


@settings(deadline=SECONDS * 1_000, max_examples=150)
@given(st.dictionaries(st.sampled_from(["mimetype", "content.xml", "word/a.xml", "[Content_Types].xml",
       "META-INF/container.xml", "META-INF/manifest.xml", "META-INF/encryption.xml", "_rels/.rels", "a.opf"]),
       st.binary(max_size=40) | st.sampled_from([b"application/epub+zip", b"application/vnd.oasis.opendocument.text",
       b'<rootfile full-path="a.opf"/>', b'<item id="x" href="word/a.xml"/><itemref idref="x"/>',
       b'<Relationship Type="x/officeDocument" Target="../../content.xml"/>'])))  # fmt: skip
def test_no_archive_breaks_its_reader(parts: dict[str, bytes]) -> None:
    holds(read(packed(dict(parts))))
