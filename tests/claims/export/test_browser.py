"""The sheet in a headless Chromium: rendered, nothing fetched, nothing wrong, and checks as axe makes them."""

from __future__ import annotations

import base64
from collections.abc import Iterator
from html import escape
from pathlib import Path
from typing import Any

import pypdfium2
import pytest

from claims.export.exporters import Contents
from claims.export.sheet.html import render
from claims.export.sheet.links import passage_url
from tests.claims.export.browser import Browser, browser, missing
from tests.claims.export.stores import every_state

pytestmark = pytest.mark.skipif(bool(missing()), reason=missing())

HERE = Path(__file__).parent
CONTRAST = (HERE / "contrast.js").read_text("utf-8")
NAMES = (HERE / "names.js").read_text("utf-8")


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    with browser() as session:
        yield session


@pytest.fixture
def sheet(tmp_path: Path, chromium: Browser) -> str:
    file = tmp_path / "sheet.html"
    file.write_bytes(render(Contents((every_state(),)), {}))
    chromium.look(width=1100, height=900)
    chromium.log("browser")
    chromium.requests()
    return file.as_uri()


def test_it_loads_nothing_and_nothing_is_wrong(chromium: Browser, sheet: str) -> None:
    chromium.open(sheet)
    assert chromium.requests() == [sheet]
    assert chromium.log("browser") == []
    assert chromium.run("return document.styleSheets.length") == 1
    assert chromium.run("return getComputedStyle(document.querySelector('.gate')).borderLeftWidth") == "6px"
    assert chromium.run("return document.compatMode") == "CSS1Compat"


def test_a_script_in_it_would_not_run(chromium: Browser, sheet: str, tmp_path: Path) -> None:
    page = render(Contents((every_state(),)), {}).replace(b"</main>", b"<script>document.title='ran'</script></main>")
    (tmp_path / "tampered.html").write_bytes(page)
    chromium.open((tmp_path / "tampered.html").as_uri())
    assert chromium.run("return document.title").startswith("The bridge")
    assert any("Content Security Policy" in entry["message"] for entry in chromium.log("browser"))


@pytest.mark.parametrize("width", [1100, 390, 320])
@pytest.mark.parametrize("dark", [False, True])
def test_every_word_can_be_read(chromium: Browser, sheet: str, width: int, dark: bool) -> None:
    chromium.look(width=width, height=900, dark=dark)
    chromium.open(sheet)
    found: dict[str, Any] = chromium.run(CONTRAST)
    assert found["seen"] > 100
    assert found["poor"] == []
    assert chromium.run("return document.documentElement.scrollWidth") <= width


def test_on_paper_too(chromium: Browser, sheet: str) -> None:
    chromium.look(width=794, height=1123, media="print")
    chromium.open(sheet)
    assert chromium.run(CONTRAST)["poor"] == []
    chromium.look(width=794, height=1123)
    document = pypdfium2.PdfDocument(base64.b64decode(chromium.pages()))
    width, height = document[0].get_size()
    assert (width, height) == pytest.approx((595, 842), abs=2)
    words = "".join(page.get_textpage().get_text_range() for page in document)
    assert "Not ready" in words
    assert "date, signature" in words
    document.close()


def test_a_screen_reader_finds_its_way(chromium: Browser, sheet: str) -> None:
    chromium.open(sheet)
    assert chromium.run(NAMES) == {
        "unnamed": 0,
        "hidden": 0,
        "sections": 0,
        "mains": 1,
        "lang": "en",
        "title": "The bridge · sign-off sheet",
        "foreign": True,
    }
    levels = chromium.run("return [...document.querySelectorAll('h1,h2,h3,h4')].map(h => +h.tagName[1])")
    assert levels[:3] == [1, 2, 2]
    assert max(levels) == 3


def test_the_keyboard_leads_from_a_mark_to_its_claim(chromium: Browser, sheet: str) -> None:
    chromium.open(sheet)
    all_take_it = "[...document.querySelectorAll('.strip a')].map(a => (a.focus(), document.activeElement === a))"
    assert chromium.run(f"return {all_take_it}") == [True] * 10
    chromium.run("document.querySelector('.strip a').dispatchEvent(new MouseEvent('click', {bubbles: true}))")
    assert chromium.run("return location.hash") == "#claim-1"
    chromium.run("document.querySelector('.skip').focus()")
    assert chromium.run("return document.querySelector('.skip').getBoundingClientRect().left") >= 0


def test_the_marks_of_a_lane_differ_from_those_of_another_by_more_than_colour(chromium: Browser, sheet: str) -> None:
    chromium.open(sheet)
    lanes = chromium.run("return [...document.querySelectorAll('.lane')].map(l => l.innerText.trim())")
    assert len(set(lanes)) == len(lanes) == 9
    style = "getComputedStyle(mark).textDecorationStyle"
    underlines = chromium.run(f"return [...document.querySelectorAll('.text mark')].map(mark => {style})")
    assert len(set(underlines)) >= 3


def test_all_states_are_shown() -> None:
    text = render(Contents((every_state(),)), {}).decode()
    for word in ("contested", "to confirm", "can’t verify", "not a claim", "the source changed: a → b"):
        assert word in text


@pytest.mark.parametrize(
    "text",
    [
        "The bridge is not safe, well-kept & open at 34 euros.",
        "桥梁并不安全，耗资三千四百万欧元，市长布鲁克如是说。",
        "A first line that begins it.\nA second paragraph that ends it.",
        " ".join(f"word{number}" for number in range(120)),
    ],
)
def test_a_link_opens_the_page_at_the_passage(chromium: Browser, tmp_path: Path, text: str) -> None:
    filler = "<p>Something else.</p>" * 200
    words = "".join(f"<p>{escape(line)}</p>" for line in text.split("\n"))
    (tmp_path / "source.html").write_text(f"<meta charset=utf-8>{filler}<div id=it>{words}</div>{filler}", "utf-8")
    link = passage_url("https://a.example/", text).removeprefix("https://a.example/")
    chromium.look(width=1100, height=900)
    chromium.open((tmp_path / "source.html").as_uri() + link)
    top = chromium.run("return document.getElementById('it').getBoundingClientRect().top")
    assert chromium.run("return scrollY") > 0
    assert -50 <= top <= 900
