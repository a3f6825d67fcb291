"""Megabytes of text a second that the finders take in, on one core: as they are here, and compiled where a wheel is.

    python -m bench.extraction

Compiled ones are measured where `make wheel-compiled` has put a wheel for this Python into dist/compiled.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tomllib
import zipfile
from collections.abc import Callable, Iterator
from functools import wraps
from itertools import count
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import process_time

from claims import find_quantities, find_quotes
from tui.lasting import lasting

ROOT = Path(__file__).parent.parent
FIXTURES = ROOT / "fixtures"
DESK = FIXTURES / "desk"
NEWS = FIXTURES / "cases" / "quotes" / "articles"
LANGUAGES = ("en", "fr", "de", "es", "zh")
MEGABYTE = 1_000_000
RUNS = 3
LEAST = 0.2
"""Seconds that one run takes at the least: what is shorter is run often enough."""

Row = tuple[str, ...]
Texts = Callable[[str], list[str]]


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


def articles_of(language: str) -> list[str]:
    """The articles of all gold sets in one language, plain and Markdown ones; half of them have under 3,000 bytes."""
    files = sorted(FIXTURES.glob(f"desk*/**/{language}-*/article.*"))
    return [file.read_text("utf-8") for file in files if file.suffix != ".html"]


def _whole(texts: Callable[[str, int], str]) -> Texts:
    return lambda language: [texts(language, MEGABYTE // 4)]


TEXTS: dict[str, Texts] = {
    "bundles: a figure or two a sentence": _whole(text_of),
    "news": _whole(news_of),
    "all gold articles, one by one": articles_of,
}


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


def cost(work: Callable[[], object], runs: int = RUNS) -> float:
    """The median of the processor seconds of some runs."""
    took = []
    for _ in range(runs):
        start, times = process_time(), 0
        while not times or process_time() - start < LEAST:
            work()
            times += 1
        took.append((process_time() - start) / times)
    return median(took)


def rates(name: str = "") -> Iterator[Row]:
    """A row for each finder, and for both in one pass, with each kind of text; the last of `FINDERS` alone if named."""
    for kind, texts in TEXTS.items():
        for finder in FINDERS[-1:] if name else FINDERS:
            yield (
                f"{finder.__name__}{name}, {kind}",
                *(_rate(finder, texts(language), language) for language in LANGUAGES),
            )


def _rate(finder: Callable[[str, str], object], texts: list[str], language: str) -> str:
    """Megabytes a second; the words are loaded before, and no garbage is looked for among them, as in a command."""
    with lasting():
        finder(texts[0][:2000], language)
    took = cost(lambda: [finder(text, language) for text in texts])
    return f"{sum(len(text.encode()) for text in texts) / MEGABYTE / took:.2f}"


def compiled_rates() -> Iterator[Row]:
    """The same from the compiled wheel, in a process of its own; nothing where there is none for this Python."""
    wheels = sorted((ROOT / "dist" / "compiled").glob(f"*-cp{sys.version_info[0]}{sys.version_info[1]}-*.whl"))
    for wheel in wheels[-1:]:
        with TemporaryDirectory() as folder:
            zipfile.ZipFile(wheel).extractall(folder)
            # -P: the checkout's own modules, which the benchmarks are among, stand behind those of the wheel
            here = os.environ | {"PYTHONPATH": os.pathsep.join((folder, str(ROOT)))}
            words = [sys.executable, "-P", "-m", "bench.extraction", "--rows", ", compiled"]
            printed = subprocess.run(words, capture_output=True, text=True, check=True, env=here).stdout
            yield from map(tuple, json.loads(printed))


def main() -> None:
    if sys.argv[1:2] == ["--rows"]:
        print(json.dumps(list(rates(sys.argv[2]))))
        return
    print(f"{'MB/s':<64}" + "".join(f"{language:>8}" for language in LANGUAGES))
    for name, *figures in (*rates(), *compiled_rates()):
        print(f"{name:<64}" + "".join(f"{figure:>8}" for figure in figures))


if __name__ == "__main__":
    main()
