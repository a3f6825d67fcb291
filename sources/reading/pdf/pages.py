"""What PDFium finds on the pages of a PDF: glyphs with their boxes. The only module that knows it.

It runs in the child process alone: PDFium is native code, and the bytes are a stranger's.
"""

from __future__ import annotations

import ctypes
import math
import unicodedata
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from itertools import groupby
from typing import NamedTuple

import pypdfium2 as pdfium
from pypdfium2 import raw

from sources.reading.pdf.words import Glyph, Page, words

MAX_PAGES = 3_000
MAX_GLYPHS = 1_500_000  # a book of 600 pages
_EM = 0.85  # of the height of a glyph's box, from its descent to its ascent
_CUT = 0x02  # what PDFium puts for a hyphen that cuts a word
_QUARTER = math.pi / 2
_LEVEL = 0.05  # of a quarter turn
_UPRIGHT = 0.01  # points between the origin and the left edge of a letter that stands upright
_ODD_SIZE = 1.8  # times the size by its box, either way: fonts made of pictures say no true size
_FAR = 1e6  # points: nothing on a page is as far out
_SAMPLE = 8  # of so many glyphs one is asked whether its letter is known
_ASLANT = -1
_LIGATURES = frozenset(map(chr, [*range(0xFB00, 0xFB07), *range(0xFB13, 0xFB18)]))

_Box = tuple[float, float, float, float]


class Locked(Exception):
    """The file asks for a password."""


class Broken(Exception):
    """The file cannot be opened."""


@dataclass(frozen=True)
class RawDocument:
    """The pages that were read of `count`, with what the file says of itself and whether it had to be repaired."""

    pages: list[Page]
    count: int
    title: str
    language: str
    repaired: bool


def open_pdf(body: bytes, max_pages: int = MAX_PAGES, max_glyphs: int = MAX_GLYPHS) -> RawDocument:
    """Read the glyphs of a PDF. Raises `Locked` or `Broken`."""
    try:
        document = pdfium.PdfDocument(body)
    except pdfium.PdfiumError as error:
        if raw.FPDF_GetLastError() == raw.FPDF_ERR_PASSWORD:
            raise Locked from error
        raise Broken from error
    count, pages, glyphs = len(document), [], 0
    for number in range(min(count, max_pages)):
        page = _page(document, number)
        glyphs += page.glyphs
        if glyphs > max_glyphs:
            break
        pages.append(page)
    repaired = not raw.FPDF_DocumentHasValidCrossReferenceTable(document)
    title = document.get_metadata_value("Title")
    return RawDocument(pages, count, title, _language(document), repaired)


def _language(document: pdfium.PdfDocument) -> str:
    length = raw.FPDFCatalog_GetLanguage(document, None, 0)
    if not 0 < length <= 200:
        return ""
    buffer = (ctypes.c_ushort * (length // 2 + 1))()
    raw.FPDFCatalog_GetLanguage(document, buffer, length)
    return bytes(buffer).decode("utf-16-le", "replace").partition("\0")[0]


def _page(document: pdfium.PdfDocument, number: int) -> Page:
    try:
        page = document[number]
        drawn = page.get_textpage()
    except pdfium.PdfiumError:
        return Page([], failed=True)
    turned, unmapped = _glyphs(drawn)
    upright = _commonest(turned)
    aside = " ".join(
        " ".join("".join(glyph.char for glyph, _ in part).split())
        for turn, part in groupby(turned, key=lambda item: item[1])
        if turn != upright
    )
    glyphs = [glyph for glyph, turn in turned if turn == upright]
    has_picture = not glyphs and any(True for _ in page.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE], max_depth=3))
    drawn.close()
    page.close()
    return Page(words(glyphs), aside.strip(), has_picture, len(glyphs), unmapped)


def _commonest(turned: Iterable[tuple[Glyph, int]]) -> int:
    counts = Counter(turn for _, turn in turned if turn != _ASLANT)
    return counts.most_common(1)[0][0] if counts else 0


def _glyphs(drawn: pdfium.PdfTextPage) -> tuple[list[tuple[Glyph, int]], int]:
    """The glyphs, each turned upright, with the quarter turns it was turned by; and how many are no known letters.

    Written for speed: it runs for every letter of a book.
    """
    found: list[tuple[Glyph, int]] = []
    page, box = drawn.raw, raw.FS_RECTF()
    unmapped = 0
    line, set_so = (0.0, 0.0), _Setting(0.0, 0.0)
    for index in range(min(drawn.count_chars(), MAX_GLYPHS + 1)):
        if not raw.FPDFText_GetLooseCharBox(page, index, box):
            continue
        left, right, bottom, top = box.left, box.right, box.bottom, box.top
        if not (-_FAR < left <= right < _FAR and -_FAR < bottom < top < _FAR):  # as those are that PDFium adds itself
            continue
        code = raw.FPDFText_GetUnicode(page, index)
        if index % _SAMPLE == 0 and (not code or raw.FPDFText_HasUnicodeMapError(page, index) == 1):
            unmapped += _SAMPLE
        if (bottom, top) != line:  # else it is set like the one before
            set_so = _setting(page, index, (left, right, bottom, top))
            line = (0.0, 0.0) if set_so.upright else (bottom, top)
        place = set_so.upright or (left, right, set_so.base, set_so.size)
        found.extend([(Glyph(char, *place), set_so.turn) for char in _chars(code)])
    return found, unmapped


class _Setting(NamedTuple):
    """How a glyph is set: its base line and size once it stands upright; of a turned one also its whole place then."""

    base: float
    size: float
    turn: int = 0
    upright: _Box | None = None


def _setting(page: object, index: int, box: _Box) -> _Setting:
    x, y = ctypes.c_double(), ctypes.c_double()
    raw.FPDFText_GetCharOrigin(page, index, x, y)
    left, right, bottom, top = box
    if abs(x.value - left) <= _UPRIGHT:
        return _Setting(y.value, _size(page, index, top - bottom))
    turns = raw.FPDFText_GetCharAngle(page, index) / _QUARTER
    turn = round(turns) % 4 if abs(turns - round(turns)) < _LEVEL else _ASLANT
    across, along = top - bottom, right - left
    size = _size(page, index, along if turn in {1, 3} else across)
    if turn == 1:
        place = (-top, -bottom, x.value, size)
    elif turn == 2:
        place = (-right, -left, -y.value, size)
    elif turn == 3:
        place = (bottom, top, -x.value, size)
    else:
        place = (left, right, y.value, size)
    return _Setting(place[2], size, turn, place)


def _size(page: object, index: int, height: float) -> float:
    """The size that a letter is set in: as the file says it, unless the height of its box gives it the lie."""
    matrix = raw.FS_MATRIX()
    raw.FPDFText_GetMatrix(page, index, matrix)
    said: float = raw.FPDFText_GetFontSize(page, index) * math.hypot(matrix.c, matrix.d)
    by_box = _EM * height
    return said if by_box / _ODD_SIZE <= said <= by_box * _ODD_SIZE else by_box


@cache
def _chars(code: int) -> str:
    """The characters of a glyph: none for controls, the letters of a ligature."""
    if code == _CUT:
        return "-"
    char = chr(code) if code < 0x110000 and not 0xD800 <= code < 0xE000 else "\ufffd"
    if char in _LIGATURES:
        return unicodedata.normalize("NFKC", char)
    if char.isspace():
        return " "
    return "" if unicodedata.category(char) == "Cc" or char in "\ufffe\uffff" else char
