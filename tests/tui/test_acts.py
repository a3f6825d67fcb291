"""The acts beyond the verdict, each by its key: what is recorded, what shows, and how a refusal is told."""

from __future__ import annotations

import webbrowser
from dataclasses import replace

import pytest
from textual.widgets import Input

from claims.errors import StoreError
from claims.ledger.events import EventKind
from claims.model import QuantityClaim, QuoteClaim, Verdict
from tests.tui.screens import Desk, review_of
from tests.tui.states import Log, bridge
from tui.screens.review import ReviewScreen


async def written(desk: Desk, **fields: str) -> None:
    """Puts words into the fields of the open form, and hands it over."""
    for field, words in fields.items():
        desk.app.screen.query_one(f"#field-{field}", Input).value = words
    await desk.press("enter")


async def test_a_flag_is_set_and_taken_away() -> None:
    async with review_of(bridge()) as desk:
        await desk.press("f")
        assert "1 ·f  number" in desk.text
        assert desk.state.items[0].flagged
        await desk.press("f")
        assert not desk.state.items[0].flagged
        assert [event.payload for event in desk.log.recorded] == [{"on": True}, {"on": False}]


async def test_a_wording_goes_to_the_change_list_and_can_be_withdrawn() -> None:
    async with review_of(bridge(), (140, 40)) as desk:
        await desk.press("w")
        await written(desk, old="12,5", new="12,6")
        assert [(change.old, change.new) for change in desk.state.change_list] == [("12,5", "12,6")]
        assert "change   -12,5- +12,6+ asked by MD" in desk.text
        assert "1 ·w  12,5\u00a0millions" in desk.text
        await desk.press("w")
        await written(desk, new="12,5")
        assert desk.state.change_list == ()
        assert "wording withdrawn" in desk.text


async def test_a_second_reader_is_another_person() -> None:
    async with review_of(bridge(), (100, 30)) as desk:
        await desk.press("s")
        assert "nothing to sign: the claim is open" in desk.text
        await desk.press("v", "k", "s")
        await written(desk, name=" md ")
        assert "must be another person" in desk.text
        await written(desk, name="")
        assert "a signature needs a name" in desk.text
        await written(desk, name="Bo")
        assert desk.state.items[0].signed_by == ("Bo",)
        assert "1 ✓2  12,5\u00a0millions" in desk.text
        await desk.press("j", "v", "k", "s")
        assert desk.app.screen.query_one("#field-name", Input).value == "Bo"


async def test_a_number_is_corrected_by_hand_and_the_decision_is_stale_then() -> None:
    async with review_of(bridge(), (140, 40)) as desk:
        await desk.press("v", "k", "e")
        await written(desk, words="millions d’euros", value="12600000", max="13e6", unit="USD")
        claim = desk.state.items[0].claim
        assert isinstance(claim, QuantityClaim)
        quantity = claim.quantity
        assert (str(quantity.value), quantity.unit, quantity.text) == ("12600000", "USD", "millions d’euros")
        assert "1 ✓!e millions d’euros" in desk.text
        assert "Decide again to confirm or change" in desk.text
        await desk.press("v")
        assert desk.state.items[0].stale is None


async def test_a_speaker_is_corrected_and_wrong_words_are_refused() -> None:
    async with review_of(bridge()) as desk:
        await desk.press("j", "e")
        await written(desk, words="words that are not there")
        assert "the article does not have these words" in desk.text
        await written(desk, words="Nous n’avons jamais fermé l’école", speaker="O. Brac")
        claim = desk.state.items[1].claim
        assert isinstance(claim, QuoteClaim)
        assert claim.quote.speaker is not None
        assert (claim.quote.speaker.name, claim.text) == ("O. Brac", "Nous n’avons jamais fermé l’école")
        await desk.press("e")
        await desk.press("enter")
        assert "the correction changes nothing" in desk.text


async def test_a_passage_is_chosen_by_its_number_or_a_click() -> None:
    async with review_of(bridge()) as desk:
        await desk.press("j", "j", "2")
        assert [event.kind for event in desk.log.recorded] == [EventKind.CHOSEN]
        assert "Evidence 2/2 · zh" in desk.text
        await desk.press("k", "j")
        assert "Evidence 2/2" in desk.text
        row = next(number for number, line in enumerate(desk.lines) if "[1] harbour.html" in line)
        await desk.pilot.click(offset=(4, row))
        await desk.pilot.pause()
        assert desk.state.items[2].chosen == 0
        assert "Evidence 1/2" in desk.text
        await desk.press("9")
        assert "this claim has 2 passages" in desk.text
        assert len(desk.log.recorded) == 2


async def test_an_old_decision_is_taken_back_at_its_claim() -> None:
    async with review_of(bridge()) as desk:
        await desk.press("v", "v", "v", "g", "u")
        assert [item.verdict for item in desk.state.items[:3]] == [None, Verdict.VERIFIED, Verdict.VERIFIED]
        assert desk.pointed_at == 1
        await desk.press("u")
        assert "nothing to take back: the claim is open" in desk.text
        await desk.press("Z")
        assert desk.state.items[0].verdict is Verdict.VERIFIED


@pytest.mark.parametrize("key", ["z", "backspace"])
async def test_every_act_can_be_undone(key: str) -> None:
    async with review_of(bridge()) as desk:
        await desk.press("f", "2", "j", "j", "2", "w")
        await written(desk, new="other words")
        before = len(desk.log.recorded)
        await desk.press(*[key] * before)
        assert [event.kind for event in desk.log.recorded[before:]] == [EventKind.UNDONE] * before
        assert all((item.flagged, item.wordings, item.chosen) == (False, (), None) for item in desk.state.items)


async def test_what_the_store_refuses_is_told_in_the_form_which_keeps_its_words() -> None:
    log = Log()
    async with review_of(bridge(), log=log) as desk:
        await desk.press("w")
        log.refusal = StoreError("the disk is full")
        await written(desk, new="other words")
        assert "the disk is full" in desk.text
        log.refusal = None
        await desk.press("enter")
        assert desk.state.change_list[0].new == "other words"


async def test_a_source_opens_in_the_browser_at_its_passage(monkeypatch: pytest.MonkeyPatch) -> None:

    opened: list[str] = []
    monkeypatch.setattr(webbrowser, "open", lambda url, *_, **__: opened.append(url))
    state = bridge()
    page = replace(state.sources[0], url="https://port.example/a#top")
    async with review_of(replace(state, sources=(page, *state.sources[1:]))) as desk:
        monkeypatch.setenv("DISPLAY", ":0")
        await desk.press("o")
        assert opened == ["https://port.example/a#top:~:text=12.5%20million%20euros"]
        monkeypatch.delenv("DISPLAY")
        monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
        await desk.press("o")
        assert desk.app.clipboard == opened[0]
        assert "Valmer bridge opens again" in desk.text
    async with review_of(state) as desk:
        await desk.press("o")
        assert "Valmer bridge opens again" in desk.text


async def test_what_no_claim_has_is_found_in_a_source() -> None:
    async with review_of(bridge()) as desk:
        await desk.press("/", *"four years", "enter")
        assert "harbour.html" in desk.lines[0]
        await desk.press("escape", "/", *"nowhere", "enter")
        assert "neither a claim nor a source has: nowhere" in desk.text


async def test_a_search_that_finds_nothing_goes_back_to_where_it_began() -> None:
    async with review_of(bridge()) as desk:
        first = next(line for line in desk.lines if "▸" in line)
        await desk.press("/", *"habitants", "enter")
        assert first not in desk.lines
        await desk.press("g", "/", *"habitants of none", "enter")
        assert first in desk.lines
        await desk.press("F", "5", "/", *"nowhere", "enter")
        assert "neither a claim of this list (F shows all) nor a source has: nowhere" in desk.text


async def test_letters_act_only_when_no_field_has_focus() -> None:
    async with review_of(bridge()) as desk:
        for opens in ("w", "e", "a"):
            await desk.press(opens, *"vdcxzqfusJ")
            await desk.press("escape")
        assert desk.log.recorded == []
        assert isinstance(desk.app.screen, ReviewScreen)


async def test_the_articles_are_a_key_away_and_back() -> None:
    async with review_of(bridge()) as desk:
        await desk.press("v", "A")
        assert "1/4 ▓▓░░░░░░░░ fr" in desk.text
        await desk.press("enter")
        assert "1/4 reviewed" in desk.text
        assert desk.pointed_at == 2
