"""How fast the finders and whole commands are: medians of repeated runs, for information, never asserted.

python -m bench.speed
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

from bench import extraction

RUNS = 5


def seconds(work: Callable[[], object]) -> float:
    """The median time of one run of `work`, after one run that warms up."""
    work()
    times = []
    for _ in range(RUNS):
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    return median(times)


def commands() -> None:
    """Whole commands, from the shell's point of view."""
    bundle = extraction.DESK / "fr-guangxi-anase"
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
    extraction.main()
    print()
    commands()
