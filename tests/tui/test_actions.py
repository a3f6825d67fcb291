"""The table of actions is whole: every key is there once, every action does something, every list is made from it."""

from __future__ import annotations

import subprocess
import sys
from collections import Counter

import pytest
from rich.cells import cell_len
from textual.content import Content

from tests.tui.states import Log, bridge, ticking
from tui.actions import ACTIONS, Group, key_name, keys_of
from tui.app import StetApp
from tui.display import plain
from tui.key_sheet import key_sheet
from tui.screens.review import ReviewScreen
from tui.widgets.key_line import fitting


def test_no_key_and_no_name_is_there_twice() -> None:
    keys = Counter(key for action in ACTIONS for key in action.keys)
    assert [key for key, count in keys.items() if count > 1] == []
    assert len({action.name for action in ACTIONS}) == len(ACTIONS)


def test_no_key_needs_more_than_one_hand() -> None:
    assert not [key for action in ACTIONS for key in action.keys if "alt+" in key or "ctrl+shift" in key]


PURE = ("actions", "context", "display", "key_sheet", "panes", "place", "plain", "session")


@pytest.mark.parametrize("module", PURE)
def test_what_draws_nothing_does_not_know_textual(module: str) -> None:
    program = f"import sys, tui.{module}; sys.exit('textual' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0


async def test_every_action_is_bound_and_does_something() -> None:
    app = StetApp(bridge(), Log().record, reviewer="MD", clock=ticking())
    async with app.run_test():
        assert isinstance(app.screen, ReviewScreen)
        assert {action.name for action in ACTIONS} == {*app.screen._commands, "nth_evidence"}
    assert len(ReviewScreen.BINDINGS) == sum(len(action.keys) for action in ACTIONS)


def test_the_sheet_has_every_action() -> None:
    sheet = plain(key_sheet())
    for action in ACTIONS:
        assert f"{action.label}: {action.help}" in sheet
        assert keys_of(action) in sheet
    assert [group.value for group in Group if group.value not in sheet] == []


@pytest.mark.parametrize("width", [60, 80, 100, 140, 300])
def test_the_key_line_fits_and_leads_to_all_others(width: int) -> None:
    chosen = fitting(ACTIONS, width)
    line = "".join(f" {key_name(action.keys[0])} {action.label} " for action in chosen)
    assert cell_len(line) <= width
    names = [action.name for action in chosen]
    assert names[:3] == ["verified", "disputed", "unverifiable"]
    assert "keys" in names or width < 80


async def test_the_palette_offers_every_action() -> None:
    app = StetApp(bridge(), Log().record, reviewer="MD", clock=ticking())
    async with app.run_test() as pilot:
        await pilot.pause()
        titles = [command.title for command in app.get_system_commands(app.screen)]
    for action in ACTIONS:
        expected = action.name not in {"palette", "nth_evidence"}
        assert (f"{action.label.capitalize()} ({keys_of(action)})" in titles) is expected
    assert all(Content.from_markup(title).plain == title for title in titles)
