from __future__ import annotations

import importlib.util
import tomllib
import tracemalloc
from pathlib import Path
from typing import Any

import pytest

from sources.document import Document, Role, Unreadable, Warn
from sources.reading import read
from sources.reading.html import read_html

PAGES = Path("fixtures/pages")
DESK = Path("fixtures/desk")
CASES: list[dict[str, Any]] = tomllib.loads((PAGES / "pages.toml").read_text("utf-8"))["page"]


def visible(file: Path) -> str:
    """The visible text as the desk set defines it."""
    spec = importlib.util.spec_from_file_location("verify", DESK / "verify.py")
    assert spec is not None
    assert spec.loader is not None
    verify = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(verify)
    text: str = verify.visible(file.name, file.read_text("utf-8"))
    return text


def document_of(file: Path) -> Document:
    document = read(file.read_bytes(), url=file.name)
    assert isinstance(document, Document), document
    return document


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["file"])
def test_pages_fall_into_article_and_furniture(case: dict[str, Any]) -> None:
    document = document_of(PAGES / case["file"])
    blocks = {block.span.of(document.text): block.role for block in document.blocks}
    for text in case.get("main", []):
        assert text in blocks
        assert blocks[text] is not Role.FURNITURE, text
    for text in case.get("furniture", []):
        assert text in blocks
        assert blocks[text] is Role.FURNITURE, text
    for text in case.get("absent", []):
        assert text not in document.text
    assert document.title == case["title"]
    assert document.language == case.get("language", "")
    assert [warning.kind for warning in document.warnings] == case.get("warns", [])


@pytest.mark.parametrize("file", sorted(DESK.glob("*/*.html")) + sorted(DESK.glob("*/sources/*.html")), ids=str)
def test_the_text_is_the_whole_visible_text(file: Path) -> None:
    assert " ".join(document_of(file).text.split()) == visible(file)


@pytest.mark.parametrize("bundle", ["en-reading-survey", "fr-rougeole-vaccination"])
def test_the_articles_of_the_desk_keep_their_paragraphs_and_lose_their_page(bundle: str) -> None:
    document = document_of(DESK / bundle / "article.html")
    page = (DESK / bundle / "article.html").read_text("utf-8")
    main = [block for block in document.main_blocks if block.role is Role.PARAGRAPH]
    assert len(main) == page.count("<p>") + page.count("<p class=")
    furniture = [block.span.of(document.text) for block in document.blocks if block.role is Role.FURNITURE]
    assert furniture
    assert any(text.startswith("©") for text in furniture)


@pytest.mark.parametrize("levels", [300, 3_000, 20_000])
@pytest.mark.parametrize("tag", ["div", "b", "nav", "blockquote", "table"])
def test_no_depth_loses_text(levels: int, tag: str) -> None:
    page = f"<{tag}>" * levels + "the quote in the middle" + f"</{tag}>" * levels + "<p>And after it."
    document = read_html(page)
    assert "the quote in the middle" in document.text
    assert document.text.endswith("And after it.")


def test_two_hundred_thousand_levels_lose_no_text() -> None:
    document = read_html("<div>" * 200_000 + "the quote in the middle" + "</div>" * 200_000)
    assert document.text == "the quote in the middle"


def test_a_page_without_end_is_read_up_to_a_bound_and_says_so() -> None:
    document = read_html("<p>x" * 100, max_tokens=60)
    assert document.text.count("x") == 30
    assert [warning.kind for warning in document.warnings] == [Warn.TRUNCATED]


def test_a_deep_nest_takes_little_memory() -> None:
    tracemalloc.start()
    document = read_html("<div>" * 20_000 + "<p>x")
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert document.text == "x"
    assert most < 20_000 * 200  # bytes a level; a table of children for each would take twice that


def test_an_app_without_text_is_said_to_need_a_browser() -> None:
    answer = read((PAGES / "en-script-app.html").read_bytes(), url="en-script-app.html")
    assert isinstance(answer, Unreadable)
    assert "built by scripts" in answer.message


@pytest.mark.parametrize(
    ("page", "text"),
    [
        ("<p>a<b>b</b>c", "abc"),
        ("<p>har&shy;bour\u200b 1,4\u200b00&#xfeff; x\xad", "harbour 1,400 x"),
        ("<p>a\u200b<p>&shy;<p>b", "a\n\nb"),
        ("<p>a<img>b", "a b"),
        ("<p>19,8<sup>1</sup> km<sup>2</sup> 1<sup>er</sup>", "19,8¹ km2 1er"),
        ("<p>(<acronym>PE</acronym>, <label>x</label>)", "(PE, x)"),
        ("<p>a<br>b<br/>c", "a\nb\nc"),
        ("<p>a<br><br>b", "a\n\nb"),
        ("<p>a</p>b<div>c</div>", "a\n\nb\n\nc"),
        ("<p>\n a \u00a0\t b \n</p>", "a b"),
        ("<pre>one\n  two</pre>", "one\ntwo"),
        ("<pre><b>one\r\n</b>two\n<i>\n</i>three\x85four\r</pre>", "one\ntwo\n\nthree four"),
        ("<table><tr><td>a<td>b<tr><td>c<td>d</table>", "a\tb\nc\td"),
        ("<table><tr><th><th>x<tr><td>c<td>d</table>", "\tx\nc\td"),
        ("<table><caption>t</caption><tr><td><p>a</p><p>b</p><td>c</table>", "t\n\na b\tc"),
        ("<table><tr><td><p>a</p><tr><td>b</table>", "a\n\nb"),
        ("<dl><dt>a<dd>b<dt>c</dl>", "a\n\nb\n\nc"),
        ("a</p>b", "a\n\nb"),
        ("a</b>b</div>c", "abc"),
        ("<svg><p>shown</p>", "shown"),
        ("<svg><title>x</title><path/></svg>a", "a"),
        ("<script>if (a < b) '</p>'</script>a", "a"),
        ("<script>never closed", ""),
        ("<title>never closed", ""),
        ("<head><p>a", "a"),
        ("<head>text in the head", "text in the head"),
        ("<select><option>a<option>b</select>", "a\n\nb"),
        ("a<!-->b<!--->c<!-- d --!>e", "abce"),
        ("<![CDATA[a]]>b<?php c ?>d", "bd"),
        ("a < b <3 <- >", "a < b <3 <- >"),
        ("&#99999999999999999999;&#x110000;&#xD800;&amp;lt;", "\ufffd\ufffd\ufffd&lt;"),
        ("a\0b", "a\ufffdb"),
        ("<p title='a>b'>c", "c"),
        ('<p title="never closed>c', "c"),
        ("<iframe src=x>old browsers</iframe>a", "a"),
        ("<p hidden>a<p hidden=until-found>b<p style='DISPLAY:none'>c", "b"),
    ],
)
def test_markup_becomes_text(page: str, text: str) -> None:
    assert read_html(page).text == text


CARD = (
    "<div><h3><a href=/x>Fares rise</a></h3><p>Tickets cost more from June, and nobody on the quay is happy.</p></div>"
)
SAYS = "<p>The harbour bridge was closed on Monday evening, after a crack had been found in it.</p>"


def main_of(page: str) -> str:
    return read_html(page).main_text


def test_a_list_of_other_articles_is_furniture_however_long() -> None:
    page = f"<div><h1>The bridge</h1>{SAYS * 3}</div><section class=recommended>{CARD * 60}</section>"
    assert main_of(page).count("quay") == 0
    assert main_of(page).count("crack") == 3


def test_a_part_that_is_named_like_furniture_but_is_the_page_is_not() -> None:
    assert main_of(f"<h1>The town</h1><section class=recommended>{SAYS * 20}</section>").count("crack") == 20


def test_lines_of_short_links_are_a_menu() -> None:
    links = "<br>".join(f"<a href=/{number}>Page {number}</a>" for number in range(40))
    page = f"<table><tr><td>{links}<td><h1>The bridge</h1>{SAYS * 3}</table>"
    assert "Page" not in main_of(page)
    assert main_of(page).count("crack") == 3


def test_a_list_over_the_first_sentence_is_article_from_its_first_item_on() -> None:
    items = "".join(f"<li>Boats from harbour {number}: {number}0</li>" for number in range(1, 8))
    document = read_html(f"<body><h2>Boats</h2><ul>{items}</ul><p>All of them came back before the storm.</p></body>")
    assert isinstance(document, Document)
    assert Role.FURNITURE not in [block.role for block in document.blocks]


def test_a_long_list_over_the_first_sentence_is_no_furniture() -> None:
    items = "".join(f"<li>Hall {number}: {number * 37} looms</li>" for number in range(1, 9))
    document = read_html(f"<h2>The mill in figures</h2><ul>{items}</ul><p>The mill is open on Sundays.</p>")
    assert {block.role for block in document.blocks if "Hall" in block.span.of(document.text)} == {Role.LIST_ITEM}
