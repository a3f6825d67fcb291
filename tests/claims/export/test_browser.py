"""The sheet in a headless Chromium: rendered, nothing fetched, nothing wrong, and checks as axe makes them."""

from __future__ import annotations

import base64
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pypdfium2  # type: ignore[import-untyped]
import pytest

from claims.export.exporters import Contents
from claims.export.sheet.html import render
from claims.ledger.review import ReviewState, Stale
from claims.model import Verdict
from tests.claims.export.browser import Browser, browser, missing
from tests.claims.export.stores import acted_review

pytestmark = pytest.mark.skipif(bool(missing()), reason=missing())

HERE = Path(__file__).parent
CONTRAST = (HERE / "contrast.js").read_text("utf-8")
NAMES = (HERE / "names.js").read_text("utf-8")


def every_state() -> ReviewState:
    """A review with a claim in each state that a sheet can show."""
    state = acted_review()
    quote, figure = state.items
    decision = quote.decision
    assert decision is not None
    stale = replace(figure, verdict=Verdict.VERIFIED, decision=decision, stale=Stale("the source changed", "a", "b"))
    contested = replace(figure, verdict=Verdict.VERIFIED, decision=decision, conflict=(decision, decision))
    decided = [
        replace(figure, verdict=verdict, decision=decision.model_copy(update={"finding": "match", "detail": "equal"}))
        for verdict in Verdict
    ]
    return replace(state, items=(quote, figure, stale, contested, *decided))


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
    assert chromium.run(f"return {all_take_it}") == [True] * 8
    chromium.run("document.querySelector('.strip a').dispatchEvent(new MouseEvent('click', {bubbles: true}))")
    assert chromium.run("return location.hash") == "#claim-1"
    chromium.run("document.querySelector('.skip').focus()")
    assert chromium.run("return document.querySelector('.skip').getBoundingClientRect().left") >= 0


def test_the_marks_of_a_lane_differ_from_those_of_another_by_more_than_colour(chromium: Browser, sheet: str) -> None:
    chromium.open(sheet)
    lanes = chromium.run("return [...document.querySelectorAll('.lane')].map(l => l.innerText.trim())")
    assert len(set(lanes)) == len(lanes) == 7
    style = "getComputedStyle(mark).textDecorationStyle"
    underlines = chromium.run(f"return [...document.querySelectorAll('.text mark')].map(mark => {style})")
    assert len(set(underlines)) >= 3


def test_all_states_are_shown() -> None:
    text = render(Contents((every_state(),)), {}).decode()
    for word in ("contested", "to confirm", "can’t verify", "not a claim", "the source changed: a → b"):
        assert word in text
