"""What a page says of itself."""

from __future__ import annotations

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sources.document import Metadata, Role
from sources.reading.html import read_html

NEWS = {
    "@context": "https://schema.org",
    "@graph": [
        {"@type": "WebPage", "name": "a page", "datePublished": "2024-01-01"},
        {
            "@type": ["NewsArticle"],
            "headline": "Le pont ferme",
            "author": [{"@type": "Person", "name": "Maud Tanguy"}, "Par Yann Le Goff", {"name": ["Ana Cruz"]}],
            "datePublished": "2025-03-12T08:30:00+01:00",
            "dateModified": "2025-03-13",
        },
    ],
}
LD = '<script type="application/ld+json">{}</script>'


@pytest.mark.parametrize(
    ("head", "wanted"),
    [
        ("", Metadata()),
        (
            LD.format(json.dumps(NEWS)) + '<meta name="author" content="someone else">',
            Metadata(("Maud Tanguy", "Yann Le Goff", "Ana Cruz"), "2025-03-12T08:30:00+01:00", "2025-03-13"),
        ),
        (
            '<meta name="author" content="By Ann Tollard"><meta property="article:author" content="https://x.example/a">'
            '<meta property="article:published_time" content="2025-03-12">'
            '<meta property="og:site_name" content="A &amp; B">'
            '<link rel="canonical" href="https://example.org/a"><meta property="og:url" content="https://example.org/b">',
            Metadata(("Ann Tollard",), "2025-03-12", "", "https://example.org/a", "A & B"),
        ),
        ('<meta property="og:url" content="https://example.org/b">', Metadata(canonical_url="https://example.org/b")),
        ('<h1>T</h1><time datetime="2025-03-12">today</time>', Metadata(published="2025-03-12")),
        ('<p>von <a rel="author" href="/j">Jens <b>Petersen</b></a></p>', Metadata(("Jens Petersen",))),
        (LD.format("{broken"), Metadata()),
        (LD.format("[" * 5_000), Metadata()),
        (LD.format('{"@type": "Article", "author": 1, "datePublished": {}, "n": ' + "1" * 5_000 + "}"), Metadata()),
        (LD.format('<!-- {"@type": "Article", "author": "A\\ud800"} -->'), Metadata(("A\ufffd",))),
        (LD.format("[1, null, [2]]"), Metadata()),
    ],
)
def test_a_page_is_asked_who_wrote_it_and_when(head: str, wanted: Metadata) -> None:
    found = read_html(f"<html>{head}<p>Text.").metadata
    assert (found.authors, found.published, found.modified) == (wanted.authors, wanted.published, wanted.modified)
    assert (found.canonical_url, found.site) == (wanted.canonical_url, wanted.site)


@pytest.mark.parametrize(
    ("line", "role"),
    [
        ("By Ann Tollard", Role.BYLINE),
        ("By Ann Tollard, Sarnac, 12 March 2025", Role.BYLINE),
        ("Ann Tollard said that she had never seen such a thing.", Role.PARAGRAPH),
        ("By the sea", Role.PARAGRAPH),
    ],
)
def test_a_line_that_names_the_author_is_a_byline(line: str, role: Role) -> None:
    page = (
        f'<meta name="author" content="Ann Tollard"><main><h1>A bridge</h1><p>{line}</p>'
        "<p>The bridge was closed on Monday evening, after a crack had been found in it.</p></main>"
    )
    document = read_html(page)
    assert next(block.role for block in document.blocks if block.span.of(document.text) == line) is role


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5) | st.sampled_from(["Article", "By A", "\ud800"]),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["@type", "@graph", "author", "name", "datePublished", "dateModified"]), inner, max_size=4
        )
    ),
)


@settings(deadline=None)
@given(JSON, st.text(max_size=20))
def test_no_structured_data_breaks_a_page(value: object, junk: str) -> None:
    found = read_html(LD.format(json.dumps(value)) + LD.format(junk) + "<p>x").metadata
    assert all(isinstance(name, str) and name for name in found.authors)
    for text in (*found.authors, found.published, found.modified):
        text.encode("utf-8")
