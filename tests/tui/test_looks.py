"""Colours help and never tell: contrast, no colour at all, every kind of theme."""

from __future__ import annotations

import pytest
from textual.color import Color

from tests.tui.screens import review_of
from tests.tui.states import bridge
from tui.app import DARK, LIGHT

READABLE = 4.5
"""The contrast that WCAG 2.1 asks of text."""

THEMES = ["textual-dark", "textual-light", "ansi-dark", "ansi-light", "solarized-light"]


def contrast(one: str, other: str) -> float:
    def luminance(colour: str) -> float:
        parts = (part / 255 for part in Color.parse(colour).rgb)
        linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize(("ground", "colours"), [("#121212", DARK), ("#E0E0E0", LIGHT), ("#FFFFFF", LIGHT)])
def test_colours_can_be_read(ground: str, colours: dict[str, str]) -> None:
    assert {
        name: round(contrast(colour, ground), 1)
        for name, colour in colours.items()
        if contrast(colour, ground) < READABLE
    } == {}


@pytest.mark.parametrize("theme", THEMES)
async def test_every_theme_shows_the_same_words(theme: str) -> None:
    async with review_of(bridge()) as desk:
        await desk.press("v", "d", "escape")
        before = desk.text
        desk.app.theme = theme
        await desk.pilot.pause()
        assert desk.text == before


async def test_without_colour_the_signs_and_marks_are_there(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    async with review_of(bridge()) as desk:
        await desk.press("v", "d", "escape", "x", "c", "escape", "k")
        assert "✓1 ✗1 ?1 –1 ·0" in desk.text
        strips = desk.app.screen._compositor.render_strips()
        segments = [segment for strip in strips for segment in strip]
        assert "Près de 40\u00a0000 habitants" in [s.text for s in segments if s.style and s.style.reverse]
