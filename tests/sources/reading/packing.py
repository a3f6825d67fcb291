"""Office documents and books, written part by part for the tests."""

from __future__ import annotations

import zipfile
from io import BytesIO

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_TYPE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_ROOT = (
    f'<Relationships><Relationship Id="r1" Type="{_TYPE}/officeDocument" Target="word/document.xml"/></Relationships>'
)


def packed(parts: dict[str, str | bytes]) -> bytes:
    """A zip archive of some parts, in their order."""
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
    return out.getvalue()


def run(text: str, properties: str = "") -> str:
    """A run of a DOCX."""
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def paragraph(inside: str, properties: str = "") -> str:
    """A paragraph of a DOCX, of runs."""
    return f"<w:p><w:pPr>{properties}</w:pPr>{inside}</w:p>"


def docx(body: str, related: dict[str, str] | None = None, core: str = "") -> bytes:
    """A DOCX with a body and related parts (`footnotes`, `header1`), each the inside of its part."""
    related = related or {}
    relations = "".join(
        f'<Relationship Id="x{number}" Type="{_TYPE}/{name.rstrip("0123456789")}" Target="{name}.xml"/>'
        for number, name in enumerate(related)
    )
    parts: dict[str, str | bytes] = {
        "[Content_Types].xml": "<Types/>",
        "_rels/.rels": _ROOT,
        "docProps/core.xml": f"<cp:coreProperties>{core}</cp:coreProperties>",
        "word/document.xml": f'<?xml version="1.0"?><w:document {W}><w:body>{body}</w:body></w:document>',
        "word/_rels/document.xml.rels": f"<Relationships>{relations}</Relationships>",
    }
    return packed(parts | {f"word/{name}.xml": f"<w:x {W}>{inside}</w:x>" for name, inside in related.items()})


def odt(body: str, meta: str = "", manifest: str = "") -> bytes:
    """An ODT with a body."""
    return packed(
        {
            "mimetype": "application/vnd.oasis.opendocument.text",
            "content.xml": f"<office:document-content><office:body><office:text>{body}</office:text></office:body>"
            "</office:document-content>",
            "meta.xml": f"<office:meta>{meta}</office:meta>",
            "META-INF/manifest.xml": f"<manifest:manifest>{manifest}</manifest:manifest>",
        }
    )


def epub(chapters: dict[str, str], order: list[str], about: str = "", locked: str = "") -> bytes:
    """A book of chapters (`nav.xhtml` is its table of contents), read in an order."""
    items = "".join(
        f'<item id="i{name}" href="{name}" properties="{"nav" if name == "nav.xhtml" else ""}"/>' for name in chapters
    )
    spine = "".join(f'<itemref idref="i{name}"/>' for name in order)
    parts: dict[str, str | bytes] = {
        "mimetype": "application/epub+zip",
        "META-INF/container.xml": '<container><rootfiles><rootfile full-path="OEBPS/a.opf"/></rootfiles></container>',
        "OEBPS/a.opf": f"<package><metadata>{about}</metadata><manifest>{items}</manifest>"
        f"<spine>{spine}</spine></package>",
    }
    if locked:
        parts["META-INF/encryption.xml"] = f'<encryption><enc:CipherReference URI="OEBPS/{locked}"/></encryption>'
    return packed(parts | {f"OEBPS/{name}": page for name, page in chapters.items()})
