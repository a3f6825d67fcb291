"""Every state of a review is told in every layout, in words that can be read whole where they matter."""

from __future__ import annotations

from dataclasses import replace

import pytest

from claims.ledger.review import Correction, ReviewState
from claims.model import Verdict
from tests.tui.screens import review_of
from tests.tui.states import SOURCES, Log, bridge, ticking, unread, without_claims
from tui.panes import finding_word
from tui.session import ReviewSession

SIZES = ((60, 16), (80, 24), (100, 30), (140, 40))

PAYWALL = replace(SOURCES[0], warnings=("only 120 characters of text: it may be behind a paywall",))
KEPT = replace(SOURCES[0], warnings=("could not be had again, so the copy of 2026-03-01 10:00 UTC is used",))


def with_sources(*sources: object) -> ReviewState:
    return replace(bridge(), sources=sources)  # type: ignore[arg-type]


def damaged() -> ReviewState:
    return replace(bridge(), text=bridge().text.replace("ouvre", "ouvr\ufffd"), sources=SOURCES[:2])


STATES: dict[str, tuple[ReviewState, str]] = {
    "no source": (with_sources(), "no source yet: a adds one (a file, an address, a passage)"),
    "nothing read": (unread(), "no source could be read: r tries again, a pastes it"),
    "some not read": (bridge(), "1 of 3 sources not read: r tries again, a pastes it"),
    "paywall": (with_sources(PAYWALL), "harbour.html: only 120 characters of text: it may"),
    "kept copy": (with_sources(KEPT), "harbour.html: could not be had again, so the copy"),
    "replaced bytes": (damaged(), "1 character of the article could not be read and show"),
    "no claims": (without_claims(), "No claims were found"),
}


@pytest.mark.parametrize("size", SIZES, ids=str)
@pytest.mark.parametrize(("state", "words"), STATES.values(), ids=STATES.keys())
async def test_it_is_told_at_every_size(state: ReviewState, words: str, size: tuple[int, int]) -> None:
    async with review_of(state, size) as desk:
        assert words in desk.text
        # It takes nothing away that a decision needs.
        if state.items:
            assert desk.pointed_at == 1
            assert f" {finding_word(state.items[0].finding).text}" in desk.text
            assert "note     – (n to write)" in desk.text or " n note " in desk.text


@pytest.mark.parametrize("size", SIZES, ids=str)
async def test_all_read_is_told_at_every_size(size: tuple[int, int]) -> None:
    async with review_of(bridge(), size) as desk:
        await desk.press(*"vvvv")
        assert "all 4 claims decided. E export · s second read" in desk.text


@pytest.mark.parametrize("size", SIZES, ids=str)
async def test_a_refusal_is_told_whole_at_every_size(size: tuple[int, int]) -> None:
    refusal = "stet.db is read-only. Copy it to a folder of yours"
    async with review_of(bridge(), size, refusal=refusal) as desk:
        assert f"read only: {refusal}".replace(" ", "") in desk.unfolded
        await desk.press("v")
        assert f"NOT SAVED: {refusal}".replace(" ", "") in desk.unfolded
        assert desk.log.recorded == []


@pytest.mark.parametrize("size", SIZES, ids=str)
async def test_a_stale_decision_shows_why_at_every_size(size: tuple[int, int]) -> None:
    log = Log(bridge())
    mine = ReviewSession(bridge(), log, reviewer="MD", clock=ticking())
    people = mine.state.items[2].claim.id
    mine.decide(people, Verdict.DISPUTED, 0)
    mine.correct(people, Correction(value="14000"))
    async with review_of(bridge(), size, log=log) as desk:
        await desk.press("g", "j", "j")
        assert "✗!" in desk.text
        assert "stale    the claim was corrected" in desk.text
        await desk.press("v")
        assert desk.state.items[2].stale is None
