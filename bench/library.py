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
from dataclasses import replace
from datetime import UTC, datetime
from itertools import count, islice
from pathlib import Path
from statistics import median

from bench import retrieval
from bench.extraction import DESK
from bench.locating import chain, edited
from bench.performance import DOCUMENT, LIBRARY, machine, table
from claims.extract import article_text, extract_claims, language_of
from claims.library.adding import BATCH, read_pages
from claims.library.library import Library
from claims.library.model import Indexed, Passage
from claims.library.retrieving import retrieve
from claims.library.searching import search, understood
from claims.matching.texts.digest import Digest
from claims.matching.words.lexicon import lexicon
from claims.matching.words.terms import consonants, skeleton
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
READ = 10_000
"""Passages that the finders read."""
_SHORT = 4
_DIGITS = 6
"""Letters of words that stay as they are, and where in a key its digits begin."""
AT = datetime(2026, 1, 1, tzinfo=UTC)
ARTICLES = ("en-council-budget/article.txt", "fr-digue-port-aldenne/article.txt")


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


def varied(page: Indexed, number: int, names: dict[str, str]) -> Indexed:
    """A page that was read, with words and figures of its own, under its own address; `names` is what words become."""
    digits = "".join(random.Random(number).sample("123456789", 9))
    table = str.maketrans("123456789", digits)
    url = f"{page.snapshot.url}/{number}"
    passages = tuple(_varied(one, table, names) for one in page.passages)
    body = "".join(one.text for one in passages).encode()
    return replace(page, snapshot=replace(page.snapshot, url=url, raw=body, body=body), passages=passages)


def _varied(one: Passage, table: dict[int, int], names: dict[str, str]) -> Passage:
    text = " ".join(names.get(word, word) for word in one.text.split(" ")).translate(table)
    tokens = tuple(sorted({names.get(token, token).translate(table) for token in one.tokens}))
    amounts = tuple(replace(each, key=each.key[:_DIGITS] + each.key[_DIGITS:].translate(table)) for each in one.amounts)
    return Passage(one.span, text, tokens, amounts, one.said)


def renamed(pages: Sequence[Indexed], number: int) -> dict[str, str]:
    """For each word that is in no lexicon another of as many letters, and likewise for its keys."""
    names: dict[str, str] = {}
    for token in sorted({token for page in pages for one in page.passages for token in one.tokens}):
        if token.isascii() and token.isalpha() and len(token) > _SHORT and not _meant(token):
            draw = random.Random(f"{number} {token}")
            fresh = "".join(draw.choice(pair) for pair in ("bcdfglmnprstv", "aeiou") * len(token))[: len(token)]
            names |= {token: fresh, "~" + skeleton(token): "~" + skeleton(fresh)}
            names |= {"%" + consonants(token): "%" + consonants(fresh)}
    return names


def _meant(word: str) -> bool:
    return any(lexicon(language).meanings(word) for language in ("en", "fr"))


class Growing:
    """A library that grows, with what that took and a sample of what is in it."""

    def __init__(self, folder: Path) -> None:
        self.library = Library.open(folder)
        self._folder = folder
        self.bytes = 0
        self.read_bytes = self.read_pages = 0
        self.reading = self.writing = 0.0
        self.sample: list[str] = []
        self._read: list[Indexed] = []
        self._more = self._varied()

    def grow(self, passages: int) -> None:
        """Adds pages until there are so many passages."""
        source = pages()
        while (held := self.library.totals().passages) < passages:
            if held < READ:
                self._add_read(list(islice(source, BATCH)))
            else:
                self._add(list(islice(self._more, 4 * BATCH)))

    def _add_read(self, batch: Sequence[Snapshot]) -> None:
        start = time.process_time()
        ready = [page for page in read_pages(batch) if isinstance(page, Indexed)]
        self.reading += time.process_time() - start
        self.read_bytes += sum(len(page.body) for page in batch)
        self.read_pages += len(batch)
        self._read += ready
        self.writing += self._add(ready)

    def _add(self, ready: Sequence[Indexed]) -> float:
        start = time.process_time()
        self.library.add(ready)
        took = time.process_time() - start
        self.bytes += sum(len(page.snapshot.body) for page in ready)
        self.sample += ["".join(one.text for one in page.passages) for page in ready[:: max(1, len(ready) // 4)]]
        return took

    def _varied(self) -> Iterator[Indexed]:
        for number in count(1):
            names = renamed(self._read, number)
            yield from (varied(page, number, names) for page in self._read)

    @property
    def size(self) -> int:
        """Bytes on disk."""
        return sum(file.stat().st_size for file in self._folder.iterdir())


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
        start = time.process_time()
        work(one)
        took.append(time.process_time() - start)
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
        start = time.process_time()
        retrieve(library, Digest(article_text(document), language), claims)
        took.append(time.process_time() - start)
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
    "quote, median ms",
    "p95",
    "found",
    "figure, median ms",
    "p95",
    "an article, ms",
)


def section(grown: Growing, rows: Iterable[Sequence[str]]) -> str:
    """The part of docs/performance.md on libraries."""
    took = grown.reading + grown.writing
    held = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    return f"""{LIBRARY}

Made by `python -m bench.library --write` on {machine()}, in processor seconds of one core. Adding pages of plain text:
{grown.read_bytes / MEGABYTE / took:.2f} MB/s, {grown.read_pages / took:.0f} pages/s of {PAGE:,} letters, of which
{grown.writing / took:.0%} is writing and the rest reading (claims, words, languages), which `--jobs` shares out.
*found*: quotes with {RATE:.0%} of their letters changed of which the first place shown is as near as that leaves them.
*an article*: the pages for all claims of one are found and read. The process held {held} MB at most.

{table(HEADS, iter(map(tuple, rows)))}

All sources of the gold sets in one library, each article checked with it and with its own sources alone
(`python -m bench.retrieval`): {retrieval.measure().in_words}.
"""


def main() -> None:
    """Grow, measure, print, and with --write keep."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sizes", nargs="*", type=int, default=SIZES, metavar="PASSAGES")
    parser.add_argument("--write", action="store_true", help="put the figures into docs/performance.md")
    parser.add_argument("--folder", type=Path, metavar="FOLDER", help="where the library is made, to be kept")
    given = parser.parse_args()
    rows = []
    with tempfile.TemporaryDirectory() as folder:
        grown = Growing(given.folder or Path(folder) / "library")
        for size in given.sizes:
            grown.grow(size)
            rows.append(row(grown))
            print(*(f"{head}: {cell}" for head, cell in zip(HEADS, rows[-1], strict=True)), sep="; ", flush=True)
        text = section(grown, rows)
    print(text)
    if given.write:
        kept = DOCUMENT.read_text("utf-8").partition(LIBRARY)[0].rstrip()
        DOCUMENT.write_text(f"{kept}\n\n{text}", "utf-8")


if __name__ == "__main__":
    main()
