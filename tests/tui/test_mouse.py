"""All that is on the screen with a key can be done by a click as well."""

from __future__ import annotations

from claims.model import Verdict
from tests.tui.screens import Desk, review_of
from tests.tui.states import Log, bridge, desk_of
from tui.app import StetApp
from tui.screens.review import ReviewScreen


async def click(desk: Desk, words: str) -> None:
    """Where these words stand on the screen."""
    y = next(number for number, line in enumerate(desk.lines) if words in line)
    await desk.pilot.click(offset=(desk.lines[y].index(words) + 1, y))
    await desk.pilot.pause()
    await desk.pilot.pause()


async def test_rows_keys_and_passages() -> None:
    async with review_of(bridge()) as desk:
        await click(desk, "Nous n’avons jamais fermé")
        assert desk.pointed_at == 2
        await click(desk, "x not a claim") if "x not a claim" in desk.text else await click(desk, "v verified")
        assert desk.state.items[1].verdict is not None
        await click(desk, "Près de 40")
        await click(desk, "[2]")
        assert desk.state.items[2].chosen == 1


async def test_the_line_being_written() -> None:
    async with review_of(bridge()) as desk:
        await click(desk, "n note")
        await desk.press(*"hm")
        await click(desk, "enter keeps")
        assert desk.state.items[0].note == "hm"
        await click(desk, "n note")
        await desk.press("x")
        await click(desk, "esc leaves")
        assert desk.state.items[0].note == "hm"


async def test_forms_lists_and_texts() -> None:
    async with review_of(bridge(), (100, 30)) as desk:
        await desk.press("w")
        await desk.press(*"!")
        await click(desk, "enter does it")
        assert desk.state.items[0].wordings[0].new.endswith("!")
        await desk.press("w")
        await click(desk, "esc leaves")
        await desk.press("F")
        await click(desk, "kind     quote")
        assert "Claims (F: kind: quote)" in desk.text
        await desk.press("F")
        await desk.pilot.click(offset=(1, 1))
        await desk.pilot.pause()
        assert isinstance(desk.app.screen, ReviewScreen)
        for key in ("?", "enter"):
            await desk.press(key)
            await click(desk, "esc closes")
            assert isinstance(desk.app.screen, ReviewScreen)
    assert [event.verdict for event in desk.log.recorded if event.verdict is Verdict.VERIFIED] == []


async def test_the_start() -> None:
    log = Log(bridge())
    app = StetApp(desk_of(log))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        desk = Desk(app, pilot, log)
        await click(desk, "valmer.txt")
        assert isinstance(app.screen, ReviewScreen)
