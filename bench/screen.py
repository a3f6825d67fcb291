"""How fast the review screen is: from the start of the program to a screen that can be used, and from key to repaint.

python -m bench.screen

Each start is a program of its own over a real store, drawn without a terminal. Times are milliseconds of the processor,
from the first instruction of the interpreter on: all that happens is computed, nothing is waited for, and so a machine
with other work gives the same.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path
from statistics import median, quantiles

from claims.ledger.store import ClaimStore
from claims.report import CheckedClaim, CheckReport, SourceState, SourceStatus
from sources.document import Block, Document, Role, Span
from tests.tui.states import many

SIZES = ((80, 24), (140, 40))
COUNTS = (1_000, 10_000)
BARS = {1_000: 600, 10_000: 1_500}
"""Milliseconds to the first screen, by number of claims."""

KEY_BAR = 80
"""Milliseconds from key to repaint, 95th percentile."""

STARTS = 3
AT = datetime(2026, 1, 12, tzinfo=UTC)


def store_of(count: int, folder: Path) -> Path:
    """A store with one article of so many claims."""
    state = many(count)
    document = Document(state.text, "text/plain", (Block(Span(0, len(state.text)), Role.PARAGRAPH),))
    page = Document(state.sources[0].text, "text/plain", ())
    claims = tuple(CheckedClaim(item.claim, item.finding) for item in state.items)
    source = SourceState("harbour.html", SourceStatus.READ, language="en", document=page)
    path = folder / f"{count}.db"
    with ClaimStore.open(path) as store:
        store.save_report(CheckReport("many.txt", "fr", document, claims, (source,)), AT)
    return path


def started(path: Path, size: tuple[int, int]) -> list[float]:
    words = [sys.executable, "-m", "bench.screen_once", str(path), *map(str, size)]
    return [float(each) for each in subprocess.run(words, capture_output=True, text=True, check=True).stdout.split()]


def main() -> int:
    """Print the table; the exit code says whether the bars hold."""
    missed = 0
    print(f"{'claims':>7} {'size':>8} {'first screen':>13} {'bar':>6} {'key median':>11} {'key p95':>8} {'bar':>4}")
    with tempfile.TemporaryDirectory() as folder:
        for count in COUNTS:
            path = store_of(count, Path(folder))
            for size in SIZES:
                runs = [started(path, size) for _ in range(STARTS)]
                first = min(run[0] for run in runs)
                keys = [each for run in runs for each in run[1:]]
                p95 = quantiles(keys, n=20)[-1]
                missed += first > BARS[count] or p95 > KEY_BAR
                print(
                    f"{count:>7} {size[0]:>4}x{size[1]:<3} {first:>13.0f} {BARS[count]:>6} {median(keys):>11.0f} "
                    f"{p95:>8.0f} {KEY_BAR:>4}"
                )
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
