"""One start of the review over a store, and a hundred keys: the part of `bench.screen` that is a program of its own.

python -m bench.screen_once STORE WIDTH HEIGHT
"""

from __future__ import annotations

import sys
import time
from pathlib import Path

from textual.pilot import Pilot

from tui.app import StetApp
from tui.desk import open_desk
from tui.screens.review import ReviewScreen
from tui.settings import Settings

KEYS = ("j", "j", "v", "]", "J", "k", "z", "x", "G", "g") * 10


async def pressed(pilot: Pilot[object]) -> list[float]:
    """Processor milliseconds from each key until all that it changes is drawn."""
    times = []
    for key in KEYS:
        start = time.process_time()
        await pilot.press(key)
        times.append((time.process_time() - start) * 1000)
    return times


def measure(path: Path, width: int, height: int) -> None:
    """In a program of its own: prints the time to the first screen, then that of each key."""
    said: list[float] = []

    async def drive(pilot: Pilot[object]) -> None:
        while not isinstance(pilot.app.screen, ReviewScreen):  # a long article is read beside the screen
            await pilot.pause(0.01)
        await pilot.pause()
        lines = ["".join(part.text for part in strip) for strip in pilot.app.screen._compositor.render_strips()]
        assert any("▸" in line for line in lines), "the first claim is not on the screen"
        said.append(time.process_time() * 1000)
        said.extend(await pressed(pilot))
        pilot.app.exit()

    with open_desk(Settings(db=path, reviewer="MD"), create=False) as desk:
        app = StetApp(desk, article_id=desk.shelf.articles()[0].id)
        app.run(headless=True, size=(width, height), auto_pilot=drive)
    print(" ".join(f"{each:.1f}" for each in said))


if __name__ == "__main__":
    measure(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]))
