"""Every key of the review does what the table says, and is committed before it shows."""

from __future__ import annotations

import pytest

from claims.errors import StoreError
from claims.ledger.events import EventKind
from claims.ledger.review import replay
from claims.model import Verdict
from tests.tui.screens import review_of
from tests.tui.states import Log, bridge, ticking
from tui.actions import ACTIONS, Where, at_hand
from tui.place import filters
from tui.session import ReviewSession


@pytest.mark.parametrize(
    ("key", "verdict", "sign"),
    [("v", Verdict.VERIFIED, "✓"), ("x", Verdict.NOT_A_CLAIM, "–")],
)
async def test_a_verdict_is_kept_and_the_next_open_claim_comes(key: str, verdict: Verdict, sign: str) -> None:
    async with review_of(bridge()) as desk:
        await desk.press(key)
        assert [event.verdict for event in desk.log.recorded] == [verdict]
        assert desk.log.recorded[0].evidence["text"] == "12.5 million euros"
        assert desk.pointed_at == 2
        assert f"1 {sign}   number" in desk.text
        assert "saved" in desk.text
        assert "1/4 reviewed" in desk.text


@pytest.mark.parametrize(("key", "verdict"), [("d", Verdict.DISPUTED), ("c", Verdict.UNVERIFIABLE)])
async def test_a_verdict_that_wants_a_reason_opens_the_note(key: str, verdict: Verdict) -> None:
    async with review_of(bridge()) as desk:
        await desk.press(key)
        assert [event.verdict for event in desk.log.recorded] == [verdict]
        assert "note on 1" in desk.text
        await desk.press(*"vdq", "space", "z", "enter")
        assert [event.kind for event in desk.log.recorded] == [EventKind.DECIDED, EventKind.NOTED]
        assert desk.log.recorded[1].note == "vdq z"
        assert desk.state.items[0].verdict is verdict
        assert desk.pointed_at == 2


async def test_escape_leaves_the_note_unwritten() -> None:
    async with review_of(bridge()) as desk:
        await desk.press("d", "a", "escape")
        assert len(desk.log.recorded) == 1
        assert desk.state.items[0].note == ""
        assert desk.pointed_at == 2


async def test_a_note_without_a_verdict_stays_at_its_claim() -> None:
    async with review_of(bridge()) as desk:
        await desk.press("n", *"ask", "enter")
        assert desk.state.items[0].note == "ask"
        assert desk.pointed_at == 1
        assert "note     ask" in desk.text
        await desk.press("n", "backspace", "backspace", "backspace", "enter")
        assert desk.state.items[0].note == ""


async def test_a_line_being_written_keeps_to_its_claim() -> None:
    async with review_of(bridge()) as desk:
        await desk.press("n", "a", "down", "pagedown", "tab", "f1", "ctrl+p", "up")
        await desk.pilot.click(offset=(10, 4))
        await desk.pilot.click("#evidence")
        await desk.pilot.pause()
        assert desk.pointed_at == 1
        await desk.press("v", "enter")
        assert [(event.kind, event.note) for event in desk.log.recorded] == [(EventKind.NOTED, "av")]
        assert desk.state.items[0].note == "av"


async def test_later_leaves_the_claim_open_and_it_comes_last() -> None:
    async with review_of(bridge()) as desk:
        await desk.press("space")
        assert desk.state.items[0].later
        assert "1 ·~  number" in desk.text
        assert desk.pointed_at == 2
        await desk.press("v", "v", "v")
        assert desk.pointed_at == 1


async def test_undo_and_redo_are_events_and_go_to_their_claim() -> None:
    async with review_of(bridge()) as desk:
        await desk.press("v", "v", "z")
        assert desk.pointed_at == 2
        assert desk.state.items[1].is_open
        await desk.press("z")
        assert desk.pointed_at == 1
        assert desk.state.decided == 0
        await desk.press("Z")
        assert desk.state.items[0].verdict is Verdict.VERIFIED
        await desk.press("Z")
        assert desk.state.items[1].verdict is Verdict.VERIFIED
        await desk.press("Z")
        assert "nothing to redo" in desk.text
        assert len(desk.log.recorded) == 6
        assert replay(bridge(), desk.log.recorded).items == desk.state.items


async def test_nothing_to_undo_is_said() -> None:
    async with review_of(bridge()) as desk:
        await desk.press("z")
        assert "nothing to undo" in desk.text
        assert desk.log.recorded == []


MOVES = [
    (("j", "j"), 3),
    (("down", "up"), 1),
    (("G",), 4),
    (("end", "home"), 1),
    (("G", "g"), 1),
    (("j", "k", "k"), 1),
    (("G", "j"), 4),
    (("v", "k", "J"), 2),
    (("v", "K"), 4),
    (("pagedown",), 4),
    (("pagedown", "pageup"), 1),
    (("tab", "j"), 2),
]


@pytest.mark.parametrize(("keys", "there"), MOVES, ids=lambda value: "".join(value) if isinstance(value, tuple) else "")
async def test_moving(keys: tuple[str, ...], there: int) -> None:
    async with review_of(bridge()) as desk:
        await desk.press(*keys)
        assert desk.pointed_at == there


async def test_the_decision_relies_on_the_passage_on_show() -> None:
    async with review_of(bridge()) as desk:
        await desk.press("j", "j")
        assert "Evidence 1/2 · en · harbour.html" in desk.text
        await desk.press("]")
        assert "Evidence 2/2 · zh · 桥.html" in desk.text
        assert "一万四千人" in desk.text
        await desk.press("v", "k")
        assert desk.log.recorded[0].evidence["source"] == "桥.html"
        await desk.press("g", "j", "j")
        assert "Evidence 2/2" in desk.text
        await desk.press("[")
        assert "Evidence 1/2" in desk.text


async def test_a_passage_can_be_chosen_by_its_number() -> None:
    async with review_of(bridge()) as desk:
        await desk.press("j", "j", "2")
        assert "Evidence 2/2" in desk.text
        await desk.press("1")
        assert "Evidence 1/2" in desk.text


async def test_filters_say_what_they_show() -> None:
    async with review_of(bridge()) as desk:
        await desk.press("v", "F")
        assert "finding  differing  2" in desk.text
        await desk.press("down", "enter")
        assert "Claims (F: verdict: open)" in desk.text
        assert "1 of 3" in desk.text
        wanted = [each.words for each, _ in filters(desk.state)].index("finding: match")
        await desk.press("F", "1", "F", *"j" * wanted, "enter")
        assert "Claims (F: finding: match)" in desk.text
        assert desk.pointed_at == 1
        await desk.press("F", "1")
        assert "1 of 4" in desk.text
        await desk.press("F", "escape")
        assert "1 of 4" in desk.text


COPIES = [
    ("1", "12,5\u00a0millions d’euros"),
    ("2", "12.5 million euros"),
    ("3", "copy sha256 77ab77ab"),
]


@pytest.mark.parametrize(("number", "words"), COPIES)
async def test_copying_asks_what_and_takes_it(number: str, words: str) -> None:
    async with review_of(bridge()) as desk:
        await desk.press("y", number)
        assert words in desk.app.clipboard
        assert "copied" in desk.text
        await desk.press("j", "y", "4")
        assert desk.app.clipboard.endswith("-harbour school- +du port+")


@pytest.mark.parametrize("keys", [("F", "2", "2"), ("y", "1", "1"), ("w", "escape", "escape"), ("?", "q", "escape")])
async def test_a_key_pressed_twice_is_no_accident(keys: tuple[str, ...]) -> None:
    async with review_of(bridge()) as desk:
        await desk.press(keys[0])
        for key in keys[1:]:
            desk.app.simulate_key(key)
        await desk.pilot.pause()
        await desk.pilot.pause()
        assert desk.app.screen is desk.review


async def test_zooming_shows_one_pane_and_goes_back() -> None:
    async with review_of(bridge()) as desk:
        before = desk.text
        await desk.press("tab", "tab", "+")
        assert "Claims" not in desk.text
        assert "harbour.html" in desk.text
        await desk.press("+", "shift+tab", "shift+tab")
        assert desk.text == before


async def test_finding_goes_along_while_one_writes() -> None:
    async with review_of(bridge()) as desk:
        await desk.press("/", *"odile")
        assert desk.pointed_at == 2
        await desk.press("enter", "/", "enter")
        assert desk.pointed_at == 2
        await desk.press("/", *"conflict", "escape")
        assert desk.pointed_at == 2
        await desk.press("/", *"nowhere")
        assert "not found in any claim of the list: nowhere" in desk.text
        assert desk.log.recorded == []


async def test_the_article_opens_at_the_claim() -> None:
    async with review_of(bridge()) as desk:
        await desk.press("enter")
        assert "Le pont de Valmer rouvre" in desk.text
        await desk.press("v", "escape")
        assert desk.log.recorded == []
        assert desk.pointed_at == 1


async def test_the_source_opens_at_the_passage() -> None:
    async with review_of(bridge()) as desk:
        await desk.press("O")
        assert "harbour.html" in desk.lines[0]
        assert "Valmer bridge opens again" in desk.text
        await desk.press("q")
        await desk.press("G", "O")
        assert "no passage to open" in desk.text


@pytest.mark.parametrize("key", ["?", "f1"])
async def test_the_key_sheet_shows_every_action(key: str) -> None:
    async with review_of(bridge(), (100, 70)) as desk:
        await desk.press(key)
        for action in at_hand(ACTIONS, Where.REVIEW):
            assert action.label in desk.text
        await desk.press("v", "escape")
        assert desk.log.recorded == []


async def test_the_palette_does_what_a_key_does() -> None:
    async with review_of(bridge()) as desk:
        await desk.press("ctrl+p", *"not a claim")
        await desk.pilot.pause(0.3)
        await desk.press("enter", "enter")
        await desk.pilot.pause(0.3)
        assert [event.verdict for event in desk.log.recorded] == [Verdict.NOT_A_CLAIM]


@pytest.mark.parametrize("key", ["q", "ctrl+c", "ctrl+q"])
async def test_leaving_is_always_safe(key: str) -> None:
    async with review_of(bridge()) as desk:
        await desk.press("v", key)
        assert len(desk.log.recorded) == 1
        assert not desk.app.is_running


async def test_what_the_store_refuses_does_not_show() -> None:
    log = Log()
    log.refusal = StoreError("stet.db is locked", "Close the other program")
    async with review_of(bridge(), log=log) as desk:
        for key in ("v", "d", "space"):
            await desk.press(key)
            assert "NOT SAVED: stet.db is locked. Close the other program" in desk.text
            assert desk.pointed_at == 1
            assert desk.state == bridge()
            assert "0/4 reviewed" in desk.text
        log.refusal = None
        await desk.press("v")
        assert "NOT SAVED" not in desk.text
        assert "1/4 reviewed" in desk.text


async def test_a_note_that_is_refused_is_not_lost() -> None:
    log = Log()
    async with review_of(bridge(), log=log) as desk:
        await desk.press(
            "n",
            *"ask",
        )
        log.refusal = StoreError("stet.db is locked")
        await desk.press("enter")
        assert "NOT SAVED" in desk.text
        assert "ask" in desk.lines[-1]
        log.refusal = None
        await desk.press("enter")
        assert desk.state.items[0].note == "ask"


async def test_the_name_is_asked_for_once() -> None:
    async with review_of(bridge(), reviewer="") as desk:
        await desk.press("v")
        assert "Who decides?" in desk.text
        assert desk.log.recorded == []
        await desk.press("escape")
        assert desk.log.recorded == []
        await desk.press("v", "enter", *"Ada", "enter")
        await desk.press("v")
        assert [event.reviewer for event in desk.log.recorded] == ["Ada", "Ada"]


async def test_what_others_decide_is_seen() -> None:
    log = Log()
    other = ReviewSession(bridge(), log, reviewer="Bo", clock=ticking())
    async with review_of(bridge(), log=log) as desk:
        other.decide(other.state.items[3].claim.id, Verdict.DISPUTED, None)
        await desk.pilot.pause(1.3)
        assert desk.state.items[3].reviewer == "Bo"
        assert "1 new from Bo" in desk.text
        await desk.press("v")
        assert [event.reviewer for event in desk.state.events] == ["Bo", "MD"]


async def test_a_click_chooses_a_claim_or_an_action() -> None:
    async with review_of(bridge()) as desk:
        row = next(number for number, line in enumerate(desk.lines) if "conflict" in line)
        await desk.pilot.click(offset=(10, row))
        await desk.pilot.pause()
        assert desk.pointed_at == 3
        await desk.pilot.click(offset=(desk.lines[-1].index("verified"), 23))
        await desk.pilot.pause()
        assert desk.state.items[2].verdict is Verdict.VERIFIED
