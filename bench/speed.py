"""How fast the finders and one whole check are: medians of repeated runs, for information, never asserted.

python -m bench.speed
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
import tomllib
from collections.abc import Callable
from functools import wraps
from itertools import count
from pathlib import Path
from statistics import median

from claims import find_quantities, find_quotes

FIXTURES = Path(__file__).parent.parent / "fixtures"
DESK = FIXTURES / "desk"
NEWS = FIXTURES / "cases" / "quotes" / "articles"
RUNS = 5
LANGUAGES = ("en", "fr", "de", "es", "zh")
MEGABYTE = 1_000_000


def text_of(language: str, size: int) -> str:
    """About `size` bytes of the bundles' articles in one language, over and over: a figure or two a sentence."""
    articles = [file.read_text("utf-8") for file in sorted(DESK.glob(f"{language}-*/article.txt"))]
    return repeated("\n\n".join(articles), size)


def news_of(language: str, size: int) -> str:
    """About `size` bytes of news articles in one language, over and over: many voices, as many figures as usual."""
    cases = tomllib.loads((NEWS / f"{language}.toml").read_text("utf-8"))["case"]
    return repeated("\n\n".join(case["text"] for case in cases), size)


def repeated(text: str, size: int) -> str:
    return "\n\n".join([text] * (size // len(text.encode()) + 1))


def seconds(work: Callable[[], object]) -> float:
    """The median time of one run of `work`, after one run that warms up."""
    work()
    times = []
    for _ in range(RUNS):
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    return median(times)


def both_finders(text: str, language: str) -> object:
    """One pass of both: what they share is worked out once."""
    return find_quotes(text, language), find_quantities(text, language)


def afresh(finder: Callable[[str, str], object]) -> Callable[[str, str], object]:
    """A finder on a text that no pass before has had: what is kept of the last text would flatter it."""

    @wraps(finder)
    def find(text: str, language: str) -> object:
        return finder(f"{text}\n\n{next(_passes)}", language)

    return find


FINDERS = tuple(map(afresh, (find_quantities, find_quotes, both_finders)))
_passes = count()


def finders() -> None:
    """Megabytes of text a second on one core, words already loaded."""
    print(f"{'MB/s':<32}" + "".join(f"{language:>8}" for language in LANGUAGES))
    for name, texts in (("dense", text_of), ("news", news_of)):
        for finder in FINDERS:
            row = f"{finder.__name__:<16}{name:<16.15}"
            for language in LANGUAGES:
                text = texts(language, MEGABYTE // 4)
                took = seconds(lambda f=finder, t=text, lang=language: f(t, lang))  # type: ignore[misc]
                row += f"{len(text.encode()) / MEGABYTE / took:>8.2f}"
            print(row)


def commands() -> None:
    """Whole commands, from the shell's point of view."""
    bundle = DESK / "fr-guangxi-anase"
    stet = str(Path(sys.executable).with_name("stet"))
    sources = [word for page in sorted((bundle / "sources").iterdir()) for word in ("-s", str(page))]
    with tempfile.TemporaryDirectory() as folder:
        store = str(Path(folder) / "speed.db")
        lines = {
            "python -c pass": [sys.executable, "-c", "pass"],
            "stet --version": [stet, "--version"],
            "stet check (demo article, 2 files)": [stet, "check", str(bundle / "article.txt"), *sources, "--db", store],
        }
        for name, command in lines.items():
            took = seconds(lambda c=command: subprocess.run(c, check=True, capture_output=True))  # type: ignore[misc]
            print(f"{name:<38}{took * 1000:>8.0f} ms")


if __name__ == "__main__":
    finders()
    print()
    commands()
