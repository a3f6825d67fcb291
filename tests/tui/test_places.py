"""Where each reviewer was is found again, and never in the way."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.model import Verdict
from tests.tui.screens import review_of
from tests.tui.states import Log, bridge, many
from tui.place import ALL, Filter, Place
from tui.places import MOST_KEPT, Places

STORE = Path("/desk/stet.db")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))
    return tmp_path / "stet"


def test_a_place_is_found_again_with_its_filter(folder: Path) -> None:
    state = bridge()
    Places.of_store(STORE).keep(state, "MD", Place(2, 0, Filter("kind", "number")))
    place = Places.of_store(STORE).find(state, "MD")
    assert (place.cursor, place.filter) == (2, Filter("kind", "number"))
    assert Places.of_store(STORE).find(state, "Bo") == Place()
    assert Places.of_store(Path("/other/stet.db")).find(state, "MD") == Place()


def test_it_goes_along_with_its_claim_into_a_new_version(folder: Path) -> None:
    state = bridge()
    places = Places.of_store(STORE)
    places.keep(state, "MD", Place(3))
    claims = [replace(item, claim=replace(item.claim, id=f"new {n}")) for n, item in enumerate(state.items)]
    anchors = {item.claim.id: f"new {n}" for n, item in enumerate(state.items)}
    assert places.find(replace(state, items=tuple(reversed(claims)), anchors=anchors), "MD").cursor == 0
    assert places.find(replace(state, items=tuple(claims[:2])), "MD").cursor == 0


def test_a_filter_that_shows_nothing_any_more_is_let_go(folder: Path) -> None:
    places = Places()
    for gone in (Filter("verdict", "verified"), Filter("weather", "rain")):
        places.keep(bridge(), "MD", Place(1, 0, gone))
        assert places.find(bridge(), "MD").filter == ALL


@given(st.binary(max_size=200))
def test_no_file_keeps_anybody_from_work(tmp_path_factory: pytest.TempPathFactory, junk: bytes) -> None:
    file = tmp_path_factory.mktemp("places") / "place.json"
    file.write_bytes(junk)
    places = Places(file)
    places._read()
    assert places.find(bridge(), "MD") == Place()


@pytest.mark.parametrize(
    "words", ["null", "[1]", '[{"article": []}]', '[{"article": [], "reviewer": {}, "claim": []}]', "[" * 90_000, "{}"]
)
def test_neither_does_a_file_of_another_shape(tmp_path: Path, words: str) -> None:
    file = tmp_path / "place.json"
    file.write_text(words, "utf-8")
    places = Places(file)
    places._read()
    assert places.find(bridge(), "MD") == Place()
    places.keep(bridge(), "MD", Place(1))
    again = Places(file)
    again._read()
    assert again.find(bridge(), "MD").cursor == 1


def test_a_folder_that_cannot_be_written_is_no_failure(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", "utf-8")
    places = Places(tmp_path / "file" / "place.json")
    places.keep(bridge(), "MD", Place(1))
    assert places.find(bridge(), "MD").cursor == 1


def test_the_oldest_places_are_let_go(folder: Path) -> None:
    places = Places.of_store(STORE)
    for n in range(MOST_KEPT + 2):
        places._known[f"{n}.txt", "MD"] = {"claim": "x"}
    places.keep(bridge(), "MD", Place(1))
    again = Places.of_store(STORE)
    assert len(again._known) == MOST_KEPT
    assert again.find(bridge(), "MD").cursor == 1
    assert len(list(folder.iterdir())) == 1


async def test_the_screen_opens_where_one_left() -> None:
    log, places = Log(), Places()
    async with review_of(many(30), log=log, places=places) as desk:
        await desk.press("v", *["j"] * 9)
        assert desk.pointed_at == 11
        await desk.press("q")
    async with review_of(many(30), log=log, places=places) as desk:
        assert desk.pointed_at == 11
        await desk.press("A", "enter")
        assert desk.pointed_at == 11
    async with review_of(many(30), log=log, places=places, reviewer="Bo") as desk:
        assert desk.pointed_at == 2
    assert [event.verdict for event in log.recorded] == [Verdict.VERIFIED]
