"""The way back from the text to the page: every character, and the element it stands in."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from sources.document import Document, Layer, Role, Span
from sources.reading import read
from sources.reading.html import read_html
from sources.reading.markup import resolved
from sources.reading.plain import read_plain
from sources.reading.transcript import read_transcript

PAGES = sorted(Path("fixtures").glob("pages/*.html")) + sorted(Path("fixtures/desk").glob("*/sources/*.html"))
PAGE = """<!doctype html><html><head><title>T</title></head><body>
<nav><a href="/">Home</a></nav>
<main><h1>Le pont</h1><p>Un premier   alinéa.</p>
<p>&laquo;&nbsp;Nous <b>n&rsquo;irons</b>
 pas&nbsp;&raquo;, dit-elle.<!-- no text --> C'est tout.</p>
<table><tr><th>Ann&eacute;e<th>Total<tr><td>2024<td>1&nbsp;200</table></main></body></html>"""
WRITTEN = """<p> </p> <div> </div> <b> </b> <br> <td> <tr> <table> </table> <pre> </pre> <nav> <li> <textarea>
</textarea>
<!-- --> &amp; &nbsp; &eacute &#233; &shy; &#x; &notit; & &lt &#0; &#99999999999; <svg> </svg>"""
LETTERS = [
    "<p hidden>",
    "\n",
    "  ",
    "a",
    "été",
    "b c",
    "\u2028",
    "\x1f",
    "\xa0",
    "<",
    ">",
    "\0",
    ";",
    "中文",
    "\xad",
    "\u200b",
]
PARTS = st.lists(st.sampled_from([*WRITTEN.split(), *LETTERS]), max_size=30)


def origin_of(document: Document, words: str) -> tuple[str, str]:
    """What the page has for some words of the text, and the path to it."""
    assert document.origins is not None
    start = document.text.index(words)
    origin = document.origins.of(Span(start, start + len(words)))
    return origin.span.of(PAGE), origin.path


@pytest.mark.parametrize(
    ("words", "written", "path"),
    [
        ("Home", "Home", "/html[1]/body[1]/nav[1]/a[1]"),
        ("premier alinéa", "premier   alinéa", "/html[1]/body[1]/main[1]/p[1]"),
        ("« Nous n’irons", "&laquo;&nbsp;Nous <b>n&rsquo;irons", "/html[1]/body[1]/main[1]/p[2]"),
        ("irons", "irons", "/html[1]/body[1]/main[1]/p[2]/b[1]"),
        ("dit-elle. C'est", "dit-elle.<!-- no text --> C'est", "/html[1]/body[1]/main[1]/p[2]"),
        ("alinéa.\n\n«", "alinéa.</p>\n<p>&laquo;", "/html[1]/body[1]/main[1]"),
        ("2024\t1 200", "2024<td>1&nbsp;200", "/html[1]/body[1]/main[1]/table[1]/tr[2]"),
        ("\n\n«", "&laquo;", "/html[1]/body[1]/main[1]/p[2]"),
    ],
)
def test_words_lead_back_to_where_they_are_written(words: str, written: str, path: str) -> None:
    assert origin_of(read_html(PAGE), words) == (written, path)


def test_white_space_lies_between_its_neighbours() -> None:
    assert origin_of(read_html(PAGE), " ") == (" ", "/html[1]/body[1]/main[1]/h1[1]")
    assert origin_of(read_html(PAGE), "\n\n")[0] == "</a></nav>\n<main><h1>"


def leads_back(page: str) -> None:
    """Each letter of the text stands where it is said to, after the one before it."""
    document = read_html(page)
    page = page.replace("\0", "\ufffd")
    assert document.origins is not None
    last = 0
    for at, char in enumerate(document.text):
        origin = document.origins.of(Span(at, at + 1))
        if not char.isspace():
            assert char in resolved(origin.span.of(page)), (char, origin)
            assert origin.span.start >= last
            assert page[origin.span.start] == "&" or len(origin.span) == 1
            last = origin.span.start


@pytest.mark.parametrize("file", PAGES, ids=str)
def test_every_letter_of_a_page_leads_back_to_it(file: Path) -> None:
    leads_back(file.read_text("utf-8"))


@settings(deadline=None, max_examples=300)
@given(PARTS)
@example(["<pre>", "a\u2028b", "\x1f", "</pre>"])
@example(["<br>", "a", "<br>", "<br>", "b", "&notit;", "&#99999999999;"])
def test_every_letter_of_any_page_leads_back_to_it(parts: list[str]) -> None:
    leads_back("".join(parts))


@settings(deadline=None)
@given(PARTS, st.integers(0, 60), st.integers(0, 60))
def test_no_span_breaks_the_map(parts: list[str], start: int, length: int) -> None:
    page = "".join(parts)
    document = read_html(page)
    assert document.origins is not None
    origin = document.origins.of(Span(start, start + length))
    assert origin.span.end <= len(page)


def test_a_deep_element_has_a_short_path() -> None:
    document = read_html("<div>" * 20_000 + "in the middle")
    assert document.origins is not None
    path = document.origins.of(Span(0, 2)).path
    assert path.startswith("//div[1]/")
    assert len(path) < 500


def test_a_text_is_its_own_origin() -> None:
    place = read_plain("A line.\r\n\r\nAnother one.").place(Span(11, 18))
    assert place.origin is not None
    assert place.origin.span == Span(11, 18)


def test_a_hit_says_which_layer_it_is_in() -> None:
    document = read_html(PAGE)
    home = document.text.index("Home")
    assert document.place(Span(home, home + 4)).layer is Layer.WHOLE
    assert document.place(Span(home, len(document.text))).layer is Layer.MAIN
    assert document.place(Span(home, home + 4)).words == "outside the main text"
    for block in document.blocks:
        wanted = Layer.WHOLE if block.role is Role.FURNITURE else Layer.MAIN
        assert document.place(block.span).layer is wanted


def test_a_hit_in_a_transcript_says_when() -> None:
    document = read(b"1\n00:12:31,500 --> 00:12:34,000\nGood evening\n\n2\n01:00:00,000 --> 01:00:02,000\nto all.")
    assert isinstance(document, Document)
    said = [document.place(Span(at, at + 1)).clock for at, _ in enumerate(document.text)]
    assert said == ["00:12:31"] * len("Good evening ") + ["01:00:00"] * len("to all.")


CUES = """1\r
00:00:01,000 --> 00:00:02,000\r
<i>Good</i> evening\r
to  all,\r
\r
2\r
00:00:03,000 --> 00:00:04,000\r
in here.\r
"""


@pytest.mark.parametrize(
    ("words", "written", "path"),
    [
        ("Good evening", "<i>Good</i> evening\r\n", "cue[1]"),
        ("here", "here", "cue[2]"),
        ("to all, in", "to  all,\r\n\r\n2\r\n00:00:03,000 --> 00:00:04,000\r\nin", "cue[1]"),
    ],
)
def test_what_is_said_leads_back_to_its_lines(words: str, written: str, path: str) -> None:
    document = read_transcript(CUES)
    start = document.text.index(words)
    origin = document.place(Span(start, start + len(words))).origin
    assert origin is not None
    assert (origin.span.of(CUES), origin.path) == (written, path)
