"""RTF: every word that is shown, in the order of reading."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from sources.document import Document, Span, Unreadable, UnreadableReason, Warn
from sources.reading import read
from sources.reading.rtf import read_rtf
from tests.growth import growth

HEAD = r"{\rtf1\ansi\ansicpg1252\deff0{\fonttbl{\f0 Arial;}{\f1\fcharset134 SimSun;}{\f2\fcharset204 X;}}{\colortbl;}"


def document_of(inside: str) -> Document:
    document = read(f"{HEAD}{inside}}}".encode("latin-1"), url="a.rtf")
    assert isinstance(document, Document), document
    return document


@pytest.mark.parametrize(
    ("inside", "wanted"),
    [
        (r"\pard Le pont co\'fbte 3 &amp; 2.\par Deux.\par", ["Le pont coûte 3 &amp; 2.", "Deux."]),
        (r"\ldblquote a\rdblquote\emdash b\~c\_d\-e \{x\}\\", ["“a”—b c-de {x}\\"]),
        (r"\u8220?quoted\u8221?", ["“quoted”"]),
        (r"\uc2\u8220??quoted\uc0\u8221 x", ["“quoted”x"]),
        (r"\u-10179?\u-8704?!", ["\U0001f600!"]),
        (r"\u-10179?!", ["!"]),
        (r"har\'adb\u8203?our", ["harbour"]),
        (r"\f1\'d6\'d0\'ce\'c4\f0 , \f2\'cf\'f0\'e8", ["中文, При"]),
        (r"\f1\'81@", ["丂"]),
        (r"It cost {\deleted 30}{\revised 34} million{\v hidden}.", ["It cost 34 million."]),
        (r"\deleted gone\deleted0 here\plain", ["here"]),
        (
            r"It cost 34{\super\chftn}{\footnote\pard\plain{\super\chftn} Without the ferry.} million.\par",
            ["It cost 34 million.", "Without the ferry."],
        ),
        (
            r"\trowd\cellx1\cellx2\pard\intbl Year\cell Cost\cell\row"
            r"\trowd\pard\intbl 2024\cell 34\par million\cell\row\pard End.",
            ["Year\tCost\n2024\t34 million", "End."],
        ),
        (r"{\field{\*\fldinst HYPERLINK x}{\fldrslt link}}", ["link"]),
        (r"{\header Head}{\*\unknown gone}{\pict\bin5 }}}}}x}shown", ["shown"]),
        (r"a{\shp{\*\shpinst{\sp{\sn n}{\sv v}}{\shptxt\pard In a box.\par}}{\shprslt twice}}b", ["ab", "In a box."]),
        (r"{\listtext 1.\tab}\ls1 item\par", ["item"]),
        ("one\\\ntwo\\line three\\tab four", ["one", "two\nthree four"]),
        ("a\r\nb", ["ab"]),
    ],
)
def test_what_a_file_shows_is_read(inside: str, wanted: list[str]) -> None:
    document = document_of(inside)
    assert [block.span.of(document.text) for block in document.blocks] == wanted


def test_title_and_author_are_no_text() -> None:
    document = document_of(
        r"{\info{\title A \'e9t\'e9}{\author Ann Tollard}{\operator x}}\outlinelevel0 Head\par Text."
    )
    assert (document.title, document.metadata.authors) == ("A été", ("Ann Tollard",))
    assert document.text == "Head\n\nText."


def test_words_lead_back_to_the_bytes_of_the_file() -> None:
    inside = r"Le \'abpont\'bb co\'fbte &amp; \f1\'d6\'d0."
    document = document_of(inside)
    for words, written in (("«pont»", r"\'abpont\'bb"), ("coûte &amp;", r"co\'fbte &amp;"), ("中.", r"\'d6\'d0.")):
        start = document.text.index(words)
        origin = document.place(Span(start, start + len(words))).origin
        assert origin is not None
        assert origin.span.of(HEAD + inside) == written


def test_a_file_without_text_says_so() -> None:
    answer = read((HEAD + "}").encode(), url="a.rtf")
    assert isinstance(answer, Unreadable)
    assert answer.reason is UnreadableReason.EMPTY


WORDS = r"""{ } \par \pard \intbl \cell \row \u8220 \u-10179 \u56832 \uc3 \uc-5 \f1 \f2 \'d6 \'d0 \bin3 \* \footnote
\shptxt \v \deleted \plain \title \fonttbl \fcharset204 \ansicpg932 \ansicpg65001 \ls1 \~ \\ \{ \' \ """
PARTS = WORDS.split()


@settings(deadline=None, max_examples=300)
@given(st.lists(st.sampled_from([*PARTS, " ", "a", "&amp;", "\0", "\xff", "\n"]), max_size=40))
@example(["{"] * 5_000)
@example(["\\footnote"] * 300 + ["a"])
def test_no_file_breaks_the_reader(parts: list[str]) -> None:
    body = ("{\\rtf1" + "".join(parts)).encode("latin-1")
    document = read_rtf(body)
    if isinstance(document, Unreadable):
        return
    document.text.encode("utf-8")
    for at in range(len(document.text)):
        assert document.place(Span(at, at + 1)).origin is not None


@pytest.mark.parametrize(
    "part", ["{", "}", "\\par ", "\\'d6", "\\u1?", '{\\field{\\*\\fldinst HYPERLINK "a"}', "\\f0\\fcharset1;"]
)
def test_time_grows_with_the_file(part: str) -> None:
    def reading(size: int) -> Callable[[], object]:
        return partial(read_rtf, b"{\\rtf1" + part.encode() * (size // len(part)))

    assert growth(reading, 10_000, 80_000) < 20


def test_a_file_without_end_is_read_up_to_a_bound_and_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sources.reading.rtf.MAX_RAW", 60)
    document = document_of(r"x\par " * 100)
    assert 0 < document.text.count("x") < 100
    assert [warning.kind for warning in document.warnings] == [Warn.TRUNCATED]
