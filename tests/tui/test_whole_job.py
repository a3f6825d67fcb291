"""The whole job without leaving the screen: from an empty store to an exported log, over real HTTP and a real store."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Event as Signal
from threading import Thread

import pytest
from textual.widgets import Input, TextArea

from claims.errors import StoreError
from claims.ledger.store import ClaimStore
from tests.tui.screens import Desk, review_of
from tests.tui.states import SOURCES, bridge, desk_of, offline, state_of
from tui.app import StetApp
from tui.background import Order
from tui.desk import open_desk
from tui.screens.review import ReviewScreen
from tui.screens.start import StartScreen
from tui.settings import Settings

ARTICLE = (
    "Le pont de Valmer rouvre\n\n"
    "Le chantier a coûté 12,5 millions d’euros. Près de 40 000 habitants passent le pont chaque jour.\n\n"
    "«\u00a0Nous n’avons jamais fermé l’école du port\u00a0», a déclaré la maire, Odile Brac.\n"
)
PAGE = (
    "<html lang=fr><title>Mairie</title><article><p>Le chantier a coûté 12,5 millions d’euros. "
    "«\u00a0Nous n’avons jamais fermé l’école du port\u00a0», a déclaré la maire, Odile Brac. "
    "Près de 14 000 habitants passent le pont chaque jour.</p></article>"
)


class Site:
    """A site of one page, which can be held back, and of nothing else."""

    def __init__(self) -> None:
        self.open = Signal()
        self.open.set()
        self.server = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self.host = f"127.0.0.1:{self.server.server_address[1]}"
        Thread(target=self.server.serve_forever, daemon=True).start()

    def _handler(site) -> type[BaseHTTPRequestHandler]:  # noqa: N805 - `self` is the handler's
        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                site.open.wait(10)
                body = PAGE.encode() if self.path == "/page" else b"nothing here"
                self.send_response(200 if self.path == "/page" else 404)
                self.send_header("content-type", "text/html; charset=utf-8")
                self.send_header("content-length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, format: str, *args: object) -> None:
                pass

        return Handler


@pytest.fixture
def site() -> Iterator[Site]:
    site = Site()
    yield site
    site.open.set()
    site.server.shutdown()
    site.server.server_close()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "pont.txt").write_text(ARTICLE, "utf-8")
    return tmp_path


class Job(Desk):
    """The screens over a store in a folder."""

    async def write(self, field: str, text: str) -> None:
        """Into a field of the form that is open."""
        widget = self.app.screen.query_one(f"#field-{field}")
        if isinstance(widget, TextArea):
            widget.text = text
        elif isinstance(widget, Input):
            widget.value = text

    async def form(self, key: str, **fields: str) -> None:
        """Opens a form by its key, writes into it, and hands it over."""
        await self.press(key)
        for field, text in fields.items():
            await self.write(field, text)
        await self.press("ctrl+s")

    async def checked(self) -> None:
        """Waits for the check under way."""
        for _ in range(200):
            if self.app.check is None:
                break
            await self.pilot.pause(0.05)
        assert self.app.check is None
        await self.pilot.pause()


@asynccontextmanager
async def job(folder: Path, site: Site | None = None, order: Order | None = None) -> AsyncIterator[Job]:
    settings = Settings(db=folder / "stet.db", reviewer="MD", allow_hosts=(site.host,) if site else ())
    with open_desk(settings, create=True) as desk:
        desk.folder = folder
        app = StetApp(desk, order=order)
        async with app.run_test(size=(100, 30)) as pilot:
            await pilot.pause()
            yield Job(app, pilot, None)  # type: ignore[arg-type]


async def test_from_an_empty_store_to_an_exported_log(folder: Path, site: Site) -> None:
    async with job(folder, site) as desk:
        assert "No article yet" in desk.text
        await desk.form("a", name=str(folder / "pont.txt"))
        await desk.checked()
        assert isinstance(desk.app.screen, ReviewScreen)
        assert "no source yet: a adds one (a file, an address, a passage)" in desk.text
        await desk.form("a", name=f"http://{site.host}/page")
        await desk.checked()
        assert "3 claims checked · 1 source read" in desk.text
        findings = [item.finding.finding.value for item in desk.state.items]
        assert findings == ["match", "conflict", "verbatim"]
        await desk.press("v", "d", *"14 000", "enter", "v")
        assert "all 3 claims decided. E export · s second read · 2 verified, 1 disputed" in desk.text
        await desk.form("w", new="Près de 14 000 habitants")
        await desk.form("s", name="Bo")
        await desk.press("E", "1")
        assert "pont.stet.jsonl" in desk.text
        await desk.press("enter")
        assert "written: " in desk.text
        lines = [json.loads(line) for line in (folder / "pont.stet.jsonl").read_text("utf-8").splitlines()]
        assert {"extracted", "fetched", "found", "decided", "noted", "worded", "signed"} <= {x["kind"] for x in lines}
        await desk.press("E", "1", "enter")
        assert (folder / "pont.stet-2.jsonl").exists()
        await desk.press("E", "7", "enter")
        assert "needs the address of the page" in desk.text
        await desk.press("tab", *"https://desk.example/checks/1", "enter")
        (reviewed,) = [json.loads(path.read_bytes()) for path in folder.glob("pont.stet.claimreview.json")]
        assert reviewed[0]["url"].startswith("https://desk.example/checks/1#")
        await desk.press("A")
        assert "3/3 ▓▓▓▓▓▓▓▓▓▓ fr pont.txt" in desk.text
        assert "all read ✓2 ✗1" in desk.text
    with ClaimStore.open(folder / "stet.db") as store:
        assert store.verify_log().ok


async def test_the_review_goes_on_while_a_source_is_fetched(folder: Path, site: Site) -> None:
    async with job(folder, site, Order(str(folder / "pont.txt"))) as desk:
        await desk.checked()
        site.open.clear()
        await desk.form("a", name=f"http://{site.host}/page")
        for _ in range(40):
            await desk.pilot.pause(0.05)
            if "fetching  127.0.0.1" in desk.text:
                break
        assert "fetching sources     ░░░░░░░░░░░░░░░░ 0/1 sources" in desk.text
        assert " 0 B " in next(line for line in desk.lines if "fetching  127" in line)
        await desk.press("v")
        assert "1/3 reviewed" in desk.text
        site.open.set()
        await desk.checked()
        assert "0/1 sources" not in desk.text
        assert desk.state.items[0].verdict is not None
        assert desk.state.items[0].history[-1].kind in {"decided", "stale", "found"}
        assert desk.pointed_at == 2


async def test_a_source_that_fails_can_be_tried_again_or_pasted(folder: Path, site: Site) -> None:
    async with job(folder, site, Order(str(folder / "pont.txt"))) as desk:
        await desk.checked()
        await desk.form("a", name=f"http://{site.host}/gone")
        await desk.checked()
        assert "no source could be read: r tries again" in desk.text
        assert "1 not read" in desk.text
        await desk.press("S")
        assert "the server answers 404" in desk.text
        await desk.press("escape", "r")
        await desk.checked()
        await desk.press("a")
        assert "could not be had: paste its text by hand" in desk.text
        await desk.press("escape")
        await desk.form("a", text="Le chantier a coûté 12,5 millions d’euros.", label="mairie, par courriel")
        await desk.checked()
        assert [source.name for source in desk.state.sources][-1] == "pasted:mairie, par courriel"
        assert desk.state.items[0].finding.finding == "match"
        await desk.press("r")
        await desk.checked()
        assert desk.state.items[0].finding.finding == "match"


async def test_a_copy_that_cannot_be_had_again_stays_and_says_so(folder: Path, site: Site) -> None:
    async with job(folder, site, Order(str(folder / "pont.txt"), (f"http://{site.host}/page",))) as desk:
        await desk.checked()
        assert desk.state.items[0].finding.finding == "match"
        await desk.press("v")
        site.server.shutdown()
        site.server.server_close()
        await desk.press("r")
        await desk.checked()
        assert desk.state.items[0].finding.finding == "match"
        assert "could not be had again" in desk.state.sources[0].warnings[0]
        assert "could not be had again" in desk.text


async def test_files_that_have_vanished_are_matched_again_from_their_copies(folder: Path) -> None:
    (folder / "source.txt").write_text(ARTICLE, "utf-8")
    async with job(folder, None, Order(str(folder / "pont.txt"), (str(folder / "source.txt"),))) as desk:
        await desk.checked()
        before = [(item.claim.id, item.finding.finding) for item in desk.state.items]
        (folder / "pont.txt").unlink()
        (folder / "source.txt").unlink()
        await desk.press("v", "r")
        await desk.checked()
        assert [(item.claim.id, item.finding.finding) for item in desk.state.items] == before
        assert desk.state.decided == 1
        assert "the article could not be had again, so the copy of" in desk.text
        assert "source.txt is not there" in desk.state.sources[0].warnings[0]


async def test_a_source_can_be_taken_out_again(folder: Path) -> None:
    (folder / "source.txt").write_text(ARTICLE, "utf-8")
    async with job(folder, None, Order(str(folder / "pont.txt"), (str(folder / "source.txt"),))) as desk:
        await desk.checked()
        await desk.form("a", name="misspelt.txt")
        assert "misspelt.txt is not there. Check the spelling" in desk.text
        await desk.press("escape", "v", "D")
        assert "Match without which source?" in desk.text
        await desk.press("1")
        await desk.checked()
        assert desk.state.sources == ()
        assert desk.state.decided == 1
        await desk.press("D")
        assert "there is no source to drop" in desk.text


async def test_pasted_text_is_an_article_too(folder: Path) -> None:
    async with job(folder) as desk:
        await desk.form("a", text=ARTICLE, label="Valmer, deuxième version")
        await desk.checked()
        assert "Valmer, deuxième version" in desk.lines[0]
        assert len(desk.state.items) == 3
        assert desk.state.text == ARTICLE.strip("\n")


async def test_what_cannot_be_opened_is_said_and_nothing_is_lost(folder: Path) -> None:
    async with job(folder) as desk:
        await desk.form("a", name=str(folder / "nosuch.txt"))
        await desk.checked()
        assert "nosuch.txt is not there" in desk.text
        assert isinstance(desk.app.screen, StartScreen)
        await desk.form("a")
        assert "there is no text to keep" in desk.text
        await desk.press("escape")
        assert "No article yet" in desk.text


async def test_a_new_version_of_the_article_keeps_what_was_decided(folder: Path, site: Site) -> None:
    async with job(folder, site, Order(str(folder / "pont.txt"), (f"http://{site.host}/page",))) as desk:
        await desk.checked()
        await desk.press("v", "v", "v")
        fresh = ARTICLE.replace("Le chantier", "Selon la mairie, le chantier").replace("40 000", "14 000")
        (folder / "pont.txt").write_text(fresh, "utf-8")
        await desk.press("r")
        await desk.checked()
        assert desk.state.text == fresh.strip("\n") or desk.state.text == fresh
        assert [item.verdict is not None for item in desk.state.items] == [True, True, True]
        stale = desk.state.items[1].stale
        assert stale is not None
        await desk.press("g", "j")
        assert "✓!" in desk.text
        assert "stale    " in desk.text
        await desk.press("v")
        assert desk.state.items[1].stale is None


async def test_the_start_lists_articles_and_moves_among_them(folder: Path) -> None:
    (folder / "second.txt").write_text("« La mer monte, et nous avec », a dit Lin Yue.\n", "utf-8")
    async with job(folder, order=Order(str(folder / "pont.txt"))) as desk:
        await desk.checked()
        desk.app.order(Order(str(folder / "second.txt")))
        await desk.checked()
        await desk.press("A")
        assert "1 of 2" in desk.text
        assert "second.txt" in next(line for line in desk.lines if "▸" in line)
        for keys, name in ((("j",), "pont"), (("k",), "second"), (("G",), "pont"), (("g",), "second")):
            await desk.press(*keys)
            assert name in next(line for line in desk.lines if "▸" in line)
        for keys, name in ((("pagedown",), "pont"), (("pageup",), "second"), (("down",), "pont"), (("up",), "second")):
            await desk.press(*keys)
            assert name in next(line for line in desk.lines if "▸" in line)
        row = next(number for number, line in enumerate(desk.lines) if "pont.txt" in line)
        await desk.pilot.click(offset=(30, row))
        await desk.pilot.pause()
        await desk.pilot.click(offset=(30, row))
        await desk.pilot.pause()
        assert "pont.txt" in desk.lines[0]
        await desk.press("A", "?")
        assert "Review the article at hand" in desk.text
        await desk.press("escape", "E", "2", "escape", "q")
        assert not desk.app.is_running


async def test_a_store_that_cannot_be_written_says_so_and_refuses_every_act() -> None:
    refusal = "stet.db is read-only. Copy it to a folder of yours"
    async with review_of(bridge(), refusal=refusal) as desk:
        assert f"read only: {refusal}" in desk.text
        for key in ("v", "d", "c", "x", "space", "f", "z", "Z", "2"):
            await desk.press(key)
        await desk.press("r")
        await desk.press("w", *"X", "enter")
        assert refusal[:20] in desk.text
        await desk.press("escape")
        assert desk.log.recorded == []
        await desk.press("j")
        assert desk.pointed_at == 2


async def test_warnings_of_a_page_and_replaced_letters_are_told() -> None:

    state = bridge()
    odd = replace(SOURCES[0], warnings=("the page shows 120 characters of text only: it may be behind a paywall",))
    async with review_of(replace(state, sources=(odd,))) as desk:
        assert "harbour.html: the page shows 120 characters of text only" in desk.text
        await desk.press("S")
        assert "warning   the page shows 120 characters" in desk.text
    damaged = state_of(state.text.replace("ouvre", "ouvr\ufffd"), (), SOURCES[:2])
    damaged = replace(damaged, items=state.items)
    async with review_of(damaged) as desk:
        assert "1 character of the article could not be read" in desk.text


def test_an_order_is_refused_where_nothing_can_be_kept() -> None:
    desk = desk_of(None, open_web=offline, refusal="no")  # type: ignore[arg-type]
    with pytest.raises(StoreError, match="no"):
        desk.check(Order("a.txt"))
