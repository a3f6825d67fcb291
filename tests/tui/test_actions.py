"""The table of actions is whole: every key is there once, every action does something, every list is made from it."""

from __future__ import annotations

import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest
from rich.cells import cell_len
from textual.content import Content

from claims.model import Verdict
from tests.tui.screens import review_of
from tests.tui.states import Log, bridge, desk_of
from tests.tui.test_opening import Slow
from tui.actions import ACTIONS, Group, Where, at_hand, key_name, keys_of
from tui.app import StetApp
from tui.display import plain
from tui.key_sheet import key_sheet
from tui.keymap import remapped
from tui.opening import Opening
from tui.screens.base import DeskScreen
from tui.screens.loading import LoadingScreen
from tui.screens.review import ReviewScreen
from tui.screens.start import StartScreen
from tui.widgets.key_line import fitting


def test_no_key_and_no_name_is_there_twice() -> None:
    for where in Where:
        keys = Counter(key for action in at_hand(ACTIONS, where) for key in action.keys)
        assert [key for key, count in keys.items() if count > 1] == []
    assert len({action.name for action in ACTIONS}) == len(ACTIONS)


def test_no_key_needs_more_than_one_hand() -> None:
    assert not [key for action in ACTIONS for key in action.keys if "alt+" in key or "ctrl+shift" in key]


PURE = (
    "actions", "background", "citing", "context", "desk", "display", "formats", "forms", "history", "key_sheet",
    "keymap", "marks", "overview", "panes", "place", "plain", "progress", "session",
)  # fmt: skip


@pytest.mark.parametrize("module", PURE)
def test_what_draws_nothing_does_not_know_textual(module: str) -> None:
    program = f"import sys, tui.{module}; sys.exit('textual' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0


def bound(screen: DeskScreen) -> set[str]:
    """The actions that the keys of a screen stand for."""
    bindings = (binding for each in screen._bindings.key_to_bindings.values() for binding in each)
    return {binding.action.split("'")[1] for binding in bindings if binding.action.startswith("act(")}


async def test_every_action_is_bound_and_does_something() -> None:
    app = StetApp(desk_of(Log(bridge())), article_id=bridge().article_id)
    async with app.run_test() as pilot:
        screen = app.screen
        assert isinstance(screen, ReviewScreen)
        names = {action.name for action in at_hand(ACTIONS, Where.REVIEW)}
        assert names == {*screen._commands, "nth_evidence"} == bound(screen)
        await pilot.press("A")
        start = app.screen
        assert isinstance(start, StartScreen)
        assert {action.name for action in at_hand(ACTIONS, Where.START)} == {*start._commands} == bound(start)


async def test_keys_from_a_settings_file_act_and_show(tmp_path: Path) -> None:
    actions = remapped(ACTIONS, {"verified": ["f2"], "disputed": "v"}, tmp_path / "stet.toml")
    async with review_of(bridge(), actions=actions) as desk:
        assert " f2 verified  v disputed " in desk.lines[-1]
        await desk.press("f2", "v", "escape", "d")
        assert [event.verdict for event in desk.log.recorded] == [Verdict.VERIFIED, Verdict.DISPUTED]
        await desk.press("?")
        assert "  f2 " in desk.text


def test_the_sheet_has_every_action() -> None:
    sheet = plain(key_sheet(ACTIONS))
    for action in ACTIONS:
        assert f"{action.label}: {action.help}" in sheet
        assert keys_of(action) in sheet
    assert [group.value for group in Group if group.value not in sheet] == []


@pytest.mark.parametrize("width", [60, 80, 100, 140, 300])
def test_the_key_line_fits_and_leads_to_all_others(width: int) -> None:
    chosen = fitting(at_hand(ACTIONS, Where.REVIEW), width)
    line = "".join(f" {key_name(action.keys[0])} {action.label} " for action in chosen)
    assert cell_len(line) <= width
    names = [action.name for action in chosen]
    assert names[:3] == ["verified", "disputed", "unverifiable"]
    assert "keys" in names


@pytest.mark.parametrize("where", Where)
async def test_the_palette_offers_every_action_of_the_screen(where: Where) -> None:
    article = bridge().article_id if where is Where.REVIEW else ""
    slow = Slow(Log(bridge()))
    app = StetApp(desk_of(Log(bridge())), article_id=article)
    async with app.run_test() as pilot:
        if where is Where.OPENING:
            await app.push_screen(LoadingScreen(Opening("x", "x", slow.opened), app.desk))
        await pilot.pause()
        titles = [command.title for command in app.get_system_commands(app.screen)]
        slow.go_on.set()
    for action in ACTIONS:
        expected = action.name not in {"palette", "nth_evidence"} and where in action.where
        assert (f"{action.label.capitalize()} ({keys_of(action)})" in titles) is expected
    assert all(Content.from_markup(title).plain == title for title in titles)
