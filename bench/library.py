"""How large and how fast a library is: python -m bench.library [--write] [PASSAGES ...]

Pages are made up as those of bench.locating are (a Markov chain over the words of the bundles, with rarer words strewn
in by Zipf's law), each of ten passages. A library grows to each size in turn and is then searched: for quotes with some
of their letters changed, for figures of its own pages by value and unit, and for the pages of whole articles. `rows`
counts steps of SQLite's machine for a search, which are the same on every machine.

With --write the figures go into docs/performance.md.
"""

from __future__ import annotations

import argparse
import random
import resource
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Executor
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path
from statistics import median

from bench.locating import chain, edited
from bench.performance import machine, table
from bench.speed import DESK
from claims.extract import article_text, extract_claims, language_of
from claims.library.adding import BATCH, read_pages, readers
from claims.library.library import Library
from claims.library.model import Indexed
from claims.library.retrieving import retrieve
from claims.library.searching import search, understood
from claims.numbers import find_quantities
from sources.document import Document
from sources.reading import read
from sources.snapshots import Origin, Snapshot

SIZES = (10_000, 100_000, 1_000_000)
PAGE = 4_000
"""Letters of a page: ten passages."""
MEGABYTE = 1_000_000
SEARCHES = 100
RATE = 0.05
SAMPLED = 400
"""Pages of each size from which questions are drawn."""
AT = datetime(2026, 1, 1, tzinfo=UTC)
ARTICLES = ("en-council-budget/article.txt", "fr-digue-port-aldenne/article.txt")
DOCUMENT = Path(__file__).parent.parent / "docs" / "performance.md"
HEAD = "## A library"


def pages() -> Iterator[Snapshot]:
    """Pages without end, always the same."""
    number = 0
    for part in range(1_000_000):
        for text in chain(25 * MEGABYTE, seed=part):
            for at in range(0, len(text) - PAGE, PAGE):
                body = text[at : at + PAGE].strip().encode()
                url = f"https://library.example/{number}"
                number += 1
                yield Snapshot(url, url, 200, "text/plain", (), body, body, AT, charset="utf-8", origin=Origin.WEB)


class Growing:
    """A library that grows, with what that took and a sample of what is in it."""

    def __init__(self, folder: Path, shared: Executor | None) -> None:
        self.library = Library.open(folder)
        self._folder, self._shared = folder, shared
        self.bytes = self.pages = 0
        self.reading = self.writing = self.seconds = 0.0
        self.sample: list[str] = []
        self._source = pages()
        self._draw = random.Random(5)

    def grow(self, passages: int) -> None:
        """Adds pages until there are so many passages."""
        while self.library.totals().passages < passages:
            batch = list(islice(self._source, 8 * BATCH))
            self._sampled(batch)
            began, start = time.perf_counter(), _processor()
            ready = [page for page in read_pages(batch, self._shared) if isinstance(page, Indexed)]
            middle = _processor()
            self.library.add(ready)
            self.reading += middle - start
            self.writing += _processor() - middle
            self.seconds += time.perf_counter() - began
            self.bytes += sum(len(page.body) for page in batch)
            self.pages += len(batch)

    def _sampled(self, batch: Sequence[Snapshot]) -> None:
        for page in batch:
            if len(self.sample) < SAMPLED:
                self.sample.append(page.body.decode())
            elif (at := self._draw.randrange(self.pages + 1)) < SAMPLED:
                self.sample[at] = page.body.decode()

    @property
    def size(self) -> int:
        """Bytes on disk."""
        return sum(file.stat().st_size for file in self._folder.iterdir())


def _processor() -> float:
    """Seconds by which reading and writing are told apart."""
    return time.perf_counter()


def quotes(sample: Sequence[str]) -> Iterator[str]:
    """Stretches of pages with some of their letters changed."""
    draw = random.Random(3)
    for _ in range(SEARCHES):
        text = draw.choice(sample)
        at = text.find(" ", draw.randrange(len(text) - 320)) + 1
        yield edited(text[at : at + draw.randint(55, 300)], RATE, draw, text.split())


def figures(sample: Sequence[str]) -> Iterator[str]:
    """Figures of pages as they are written there, with their units."""
    draw = random.Random(4)
    found = [one.text for text in sample for one in find_quantities(text, "en") if understood(one.text).ranges]
    yield from (draw.choice(found) for _ in range(SEARCHES))


def timed(work: Callable[[str], object], asked: Iterable[str]) -> tuple[str, str]:
    """Median and 95th percentile of the milliseconds that each takes, each asked once before."""
    took = []
    for one in asked:
        work(one)
        start = time.perf_counter()
        work(one)
        took.append(time.perf_counter() - start)
    took.sort()
    return f"{median(took) * 1000:.1f}", f"{took[int(len(took) * 0.95)] * 1000:.1f}"


def found(library: Library, asked: Sequence[str]) -> float:
    """The share of quotes of which the first place is at least as near as their editing left them."""
    best = [search(library, understood(quote), 1) for quote in asked]
    return sum(bool(places) and places[0].score >= 1 - 2 * RATE for places in best) / len(asked)


def articles(library: Library) -> str:
    """The median milliseconds in which the pages for an article are found and read."""
    took = []
    for name in ARTICLES:
        document = read((DESK / name).read_bytes(), media_type="text/plain")
        assert isinstance(document, Document)
        language = language_of(document)
        claims = extract_claims(document, language)
        start = time.perf_counter()
        retrieve(library, article_text(document), language, claims)
        took.append(time.perf_counter() - start)
    return f"{median(took) * 1000:.0f}"


def row(grown: Growing) -> tuple[str, ...]:
    """What was measured at one size."""
    library, totals = grown.library, grown.library.totals()
    asked = list(quotes(grown.sample))
    return (
        f"{totals.passages:,}",
        f"{grown.bytes / MEGABYTE:,.0f}",
        f"{totals.figures:,}",
        f"{grown.size / grown.bytes:.2f}",
        f"{grown.bytes / MEGABYTE / grown.seconds:.2f}",
        f"{grown.pages / grown.seconds:.0f}",
        f"{grown.writing / (grown.writing + grown.reading):.0%}",
        *timed(lambda quote: search(library, understood(quote), 5), asked),
        f"{found(library, asked):.0%}",
        *timed(lambda figure: search(library, understood(figure), 20), figures(grown.sample)),
        articles(library),
    )


HEADS = (
    "passages",
    "MB of text",
    "figures",
    "MB on disk for 1 MB",
    "added, MB/s",
    "pages/s",
    "of it writing",
    "quote, median ms",
    "p95",
    "found",
    "figure, median ms",
    "p95",
    "an article, ms",
)


def section(rows: Iterable[Sequence[str]], jobs: int) -> str:
    """The part of docs/performance.md on libraries."""
    held = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    by = "one process reads pages" if jobs == 1 else f"{jobs} processes read pages"
    return f"""{HEAD}

Made by `python -m bench.library --write` on {machine()}; {by}, of {PAGE:,} letters each. *found*: quotes with
{RATE:.0%} of their letters changed of which the first place shown is the right one. *an article*: the pages for all
claims of one are found and read. The process held {held} MB at most.

{table(HEADS, iter(map(tuple, rows)))}
"""


def main() -> None:
    """Grow, measure, print, and with --write keep."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sizes", nargs="*", type=int, default=SIZES, metavar="PASSAGES")
    parser.add_argument("--write", action="store_true", help="put the figures into docs/performance.md")
    parser.add_argument("--jobs", type=int, default=1, help="processes that read pages")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder, readers(given.jobs) as shared:
        grown = Growing(Path(folder) / "library", shared)
        rows = []
        for size in given.sizes:
            grown.grow(size)
            rows.append(row(grown))
            print(*(f"{head}: {cell}" for head, cell in zip(HEADS, rows[-1], strict=True)), sep="; ", flush=True)
    text = section(rows, given.jobs)
    print(text)
    if given.write:
        kept = DOCUMENT.read_text("utf-8").partition(HEAD)[0].rstrip()
        DOCUMENT.write_text(f"{kept}\n\n{text}", "utf-8")


if __name__ == "__main__":
    main()
