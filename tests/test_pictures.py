"""The pictures in the documents are of the real program: made again, they show the same words at the same places.

Times, ports and the hashes that follow from them may differ. Run with STET_WRITE_DOCS=1 to put the pictures of now in.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from html import unescape
from pathlib import Path
from xml.etree import ElementTree

import pytest

from bench import recording, screenshot

VARYING = re.compile(
    r"\b\d{4}-\d\d-[-\d]*(?:[ T]\d[\d:]*)?…?"  # a moment, also one that a narrow panel cuts
    r"|\b[0-9a-f]{8,64}\b|127\.0\.0\.1:\d+|terminal-\d+"
)
"""What two pictures of the same do not share: moments, hashes of events, a port, names made from the content."""


def steady(svg: str) -> str:
    """The picture without what differs from run to run."""
    return VARYING.sub("…", unescape(svg).replace("\xa0", " "))


@pytest.mark.parametrize(
    ("file", "make"),
    [(screenshot.SVG, screenshot.picture), (recording.SVG, lambda: recording.moving(recording.play()))],
    ids=["review", "recording"],
)
def test_a_picture_is_of_the_program(file: Path, make: Callable[[], str]) -> None:
    fresh = make()
    if os.environ.get("STET_WRITE_DOCS") and steady(file.read_text("utf-8")) != steady(fresh):
        file.write_text(fresh, "utf-8")
    assert steady(file.read_text("utf-8")) == steady(fresh)


@pytest.mark.parametrize(
    "words", ["2026-03-01 09:15", "2031-12-31 23:…", "2026-10-09 1…", "2026-10-…", "2026-03-01T09:15:59"]
)
def test_a_moment_is_not_compared_however_it_is_cut(words: str) -> None:
    assert steady(f"had {words} ─╯") == "had … ─╯"


def test_the_recording_plays_without_script_and_stands_still_where_asked() -> None:
    svg = recording.SVG.read_text("utf-8")
    assert {element.tag.rsplit("}", 1)[1] for element in ElementTree.fromstring(svg).iter()} <= {
        "svg", "title", "style", "rect", "g", "text",
    }  # fmt: skip
    assert "url(" not in svg
    layers = set(re.findall(r'<g class="(f\d+)"', svg))
    assert layers == set(re.findall(r"@keyframes (f\d+)\{", svg))
    still = svg[svg.index("prefers-reduced-motion") :]
    assert layers == set(re.findall(r"\.(f\d+)\{animation:none;visibility:(?:visible|hidden)\}", still))
    assert "visibility:visible" in still
