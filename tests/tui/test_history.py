"""Events in words: what was taken back, and what was done again."""

from __future__ import annotations

from tests.tui.screens import review_of
from tests.tui.states import bridge
from tui import history


async def test_what_is_taken_back_and_done_again_is_named() -> None:
    async with review_of(bridge()) as desk:
        await desk.press("f", "z")
        assert "1 → took back: flagged   Z redo" in desk.text
        await desk.press("Z")
        assert "1 → did again: flagged   z undo" in desk.text
        await desk.press("v", "z")
        assert "took back: verified" in desk.text
        words = [history.event_words(event, desk.log.recorded) for event in desk.log.recorded]
    assert words == [
        "flagged", "took back: flagged", "did again: flagged", "verified", "took back: verified",
    ]  # fmt: skip


async def test_a_claim_with_few_passages_says_so() -> None:
    async with review_of(bridge()) as desk:
        await desk.press("]")
        assert "this claim has 1 passage " in desk.text
        await desk.press("3")
        assert "this claim has 1 passage " in desk.text
        await desk.press("G", "[")
        assert "this claim has 0 passages" in desk.text
