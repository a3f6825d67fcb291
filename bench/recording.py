"""Makes docs/recording.svg: a check, a review and an export in a terminal, played by the real programs.

python -m bench.recording

The picture moves by style sheet alone, without script, so that it plays wherever an image is shown; who has asked
for less motion sees the review stand still. Every command is run, every screen is drawn by the app over the store that
the command before has left.
"""

from __future__ import annotations

import asyncio
import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from shutil import copytree

from rich.console import Console
from rich.text import Text

from bench.screenshot import desk_of
from claims.ledger.store import ClaimStore
from tui.app import StetApp

HERE = Path(__file__).parent
SVG = HERE.parent / "docs" / "recording.svg"
BUNDLE = HERE.parent / "fixtures" / "desk" / "fr-guangxi-anase"
SIZE = (100, 30)
AT = datetime(2026, 1, 12, 14, 7, 31, tzinfo=UTC)
"""The clock of the reviewer in the picture."""

CHECK = "stet check article.txt -s sources/bureau-nanning.html -s sources/gateway-daily.html"
PROVE = "stet log --verify"
SHEET = "stet export --format html -o sheet.html"
KEYS = (("v", 1.2), ("v", 0.8), ("v", 0.8), ("v", 0.8), ("j j j", 4.5), ("d", 1.6), ("n", 1.2))
"""What is pressed in the review, and for how many seconds the screen is then shown."""
NOTE = "the source says the opposite: not"
STILL = 5
"""The frame of the review that stands for all where nothing should move: an altered quote with its passage."""

_MATRIX = re.compile(r'<g transform="translate\((\d+), (\d+)\)" clip-path="[^"]*">(.*)</g>\s*</svg>', re.DOTALL)
_ELEMENT = re.compile(r"<rect [^>]*/>|<text [^>]*>[^<]*</text>")
_CLIP = re.compile(r' clip-path="[^"]*"| shape-rendering="[^"]*"')
_STYLE = re.compile(r"\.(terminal-\d+-r\d+) \{ ([^}]*) \}")
_CLASS = re.compile(r'class="([^"]*)"')
_BLANK = re.compile(r">(?:&#160;|\s)*</text>")


@dataclass(frozen=True, slots=True)
class Frame:
    """One picture of the terminal, as rich draws it, and for how many seconds it is shown."""

    svg: str
    seconds: float

    def elements(self) -> list[str]:
        """The boxes and words of the picture, each with its style inside, without what is blank."""
        styles = dict(_STYLE.findall(self.svg))
        found = _MATRIX.search(self.svg)
        assert found, "rich draws its terminals in another way"
        bare = (_CLIP.sub("", element) for element in _ELEMENT.findall(found[3]) if not _BLANK.search(element))
        return [_CLASS.sub(lambda name: f'style="{styles[name[1]]}"', element) for element in bare]


def typed(command: str, output: str, seconds: float) -> list[Frame]:
    """A command while it is being written, and what it has printed."""
    return [_shell(f"$ {command}", 1.4), _shell(f"$ {command}\n{output}$ ", seconds)]


def _shell(text: str, seconds: float) -> Frame:
    """The last lines of a terminal with this text."""
    with Path(os.devnull).open("w") as nowhere:
        console = Console(width=SIZE[0], file=nowhere, record=True, force_terminal=True, legacy_windows=False)
        lines = Text.from_ansi(text).wrap(console, SIZE[0])[-SIZE[1] :]
        lines.extend([Text("")] * (SIZE[1] - len(lines)))
        console.print(Text("\n").join(lines))
        return Frame(console.export_svg(title="", unique_id="terminal-0"), seconds)


def run(command: str, folder: Path) -> str:
    """What a command of stet prints in a folder, in colour."""
    own = {name: value for name, value in os.environ.items() if not name.startswith(("STET_", "NO_COLOR"))}
    own |= {"PYTHONPATH": str(HERE.parent), "HOME": str(folder), "COLUMNS": str(SIZE[0]), "TZ": "UTC"}
    words = [sys.executable, "-c", "from tui.cli import main; main()", *command.split()[1:]]
    done = subprocess.run(words, cwd=folder, env=own, capture_output=True, check=True)
    return done.stdout.decode() + done.stderr.decode()


async def reviewed(store: ClaimStore, article_id: str) -> list[Frame]:
    """The screens of a review: claims are gone through, one is disputed, and a note says why."""
    app = StetApp(desk_of(store, AT), article_id=article_id)
    frames = []

    def shown(seconds: float) -> None:
        frames.append(Frame(app.export_screenshot(simplify=True), seconds))

    async with app.run_test(size=SIZE) as pilot:
        await pilot.pause()
        shown(2.5)
        for keys, seconds in KEYS:
            await pilot.press(*keys.split())
            await pilot.pause()
            shown(seconds)
        await pilot.press(*(" " if letter == " " else letter for letter in NOTE))
        await pilot.pause()
        shown(2.0)
        await pilot.press("enter")
        await pilot.pause()
        shown(2.0)
    return frames


def play() -> list[Frame]:
    """The whole recording, frame by frame."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        copytree(BUNDLE, folder, dirs_exist_ok=True)
        frames = typed(CHECK, run(CHECK + " -q --color always", folder), 4.0)
        with ClaimStore.open(folder / "stet.db") as store:
            (article,) = store.articles()
            frames += [_shell("$ stet", 1.0), *asyncio.run(reviewed(store, article.id))]
        frames += typed(SHEET, run(SHEET, folder), 1.5)
        return frames + typed(PROVE, run(PROVE, folder), 3.0)


def moving(frames: Sequence[Frame]) -> str:
    """One SVG in which what the frames share is drawn once, and is visible for as long as the frames that have it."""
    shown: dict[str, list[int]] = {}
    for number, frame in enumerate(frames):
        for element in frame.elements():
            shown.setdefault(element, []).append(number)
    layers: dict[tuple[str, tuple[int, ...]], list[str]] = {}
    for element, numbers in shown.items():
        kind = element[1:5]
        layers.setdefault((kind, tuple(dict.fromkeys(numbers))), []).append(element)
    times = sorted({numbers for _, numbers in layers})
    names = {numbers: f"f{at}" for at, numbers in enumerate(times)}
    parts = [f'<g class="{names[numbers]}">{"".join(layers[kind, numbers])}</g>' for kind, numbers in sorted(layers)]
    width, height = round(SIZE[0] * 12.2 + 18), round(SIZE[1] * 24.4 + 18)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}">\n'
        f"<title>stet in a terminal: a check, a review, an export</title>\n"
        f"<style>{_sheet(frames, names)}</style>\n"
        f'<rect width="{width}" height="{height}" rx="8" fill="#121212"/>\n'
        f'<g transform="translate(9, 9)" class="t">\n' + "\n".join(parts) + "\n</g>\n</svg>\n"
    )


def _sheet(frames: Sequence[Frame], names: dict[tuple[int, ...], str]) -> str:
    """When each layer is to be seen."""
    whole = sum(frame.seconds for frame in frames)
    starts = [sum(frame.seconds for frame in frames[:at]) / whole * 100 for at in range(len(frames))]
    rules = [".t{font:20px 'Fira Code',monospace;white-space:pre}"]
    still = []
    for numbers, name in names.items():
        steps = "".join(f"{starts[at]:.2f}%{{visibility:{state}}}" for at, state in _changes(numbers, len(frames)))
        rules.append(f"@keyframes {name}{{{steps}}}.{name}{{animation:{name} {whole:.1f}s step-end infinite}}")
        still.append(f".{name}{{animation:none;visibility:{'visible' if STILL + 3 in numbers else 'hidden'}}}")
    return "\n".join([*rules, f"@media (prefers-reduced-motion:reduce){{{''.join(still)}}}"])


def _changes(numbers: Iterable[int], count: int) -> list[tuple[int, str]]:
    """The frames at which a layer appears or goes, the first one always."""
    seen = [number in set(numbers) for number in range(count)]
    return [(at, "visible" if seen[at] else "hidden") for at in range(count) if not at or seen[at] != seen[at - 1]]


def main() -> None:
    """Play it and write it."""
    SVG.write_text(moving(play()), "utf-8")
    print(SVG.name)


if __name__ == "__main__":
    main()
