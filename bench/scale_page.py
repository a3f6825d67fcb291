"""docs/scale.md, made from what `scale.py` has measured: the figures, and the plan that follows from them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from math import ceil, log
from pathlib import Path
from textwrap import fill
from typing import Any

from bench.performance import table
from claims.library.retrieving import MOST_PAGES

DOCUMENT = Path(__file__).parent.parent / "docs" / "scale.md"
DAY = 86_400.0
WANTED_ARTICLES, WANTED_PAGES = 1_000_000, 100_000_000
PAGE_LETTERS, ARTICLE_CLAIMS, ARTICLE_BYTES = 4_000, 10, 4_000
"""What the plan takes a page and an article of a newsroom to be; those of the simulation are shorter."""
BUSY = 0.7
"""The share of a core's time that is planned to be used: the rest is for peaks, starts and what is done twice."""
FILES = 64
"""Files of a library at most."""
CACHED = 64
"""Megabytes of a library that a process may keep in memory, all files together."""
CORES = 32
"""Cores of one machine of the plan."""

Record = dict[str, Any]


@dataclass(frozen=True)
class Figures:
    """What was measured, in the units that the plan is made in."""

    records: Sequence[Record]

    def of(self, kind: str) -> list[Record]:
        """What was measured of a kind; where it was measured with libraries of several sizes, with the largest."""
        found = [record for record in self.records if record["kind"] == kind]
        if kind in {"probe", "fan", "size", "build", "machine"}:
            return found
        return [record for record in found if record["pages"] == max(one["pages"] for one in found)]

    @cached_property
    def articles(self) -> int:
        return sum(one["articles"] for one in self.of("articles"))

    @cached_property
    def counts(self) -> Counter[str]:
        counts: Counter[str] = Counter()
        for one in self.of("articles"):
            counts.update(one["counts"])
        return counts

    @cached_property
    def pages(self) -> int:
        """Pages of the library that all articles were held against."""
        return int(self.of("articles")[0]["pages"])

    @cached_property
    def built(self) -> Counter[str]:
        built: Counter[str] = Counter()
        for one in self.of("build"):
            built.update({key: one[key] for key in ("pages", "passages", "bytes", "reading", "writing")})
        return built

    @cached_property
    def worker(self) -> float:
        """Processor seconds of workers for one article."""
        return float(sum(one["workers"] for one in self.of("articles"))) / self.articles

    @cached_property
    def parent(self) -> float:
        """Processor seconds of the process in front for one article."""
        return float(sum(one["parent"] for one in self.of("articles"))) / self.articles

    @cached_property
    def claims(self) -> float:
        return float(self.counts["claims"] / self.articles)

    @cached_property
    def slope(self) -> float:
        """How the cost of an article grows with the library, on logarithmic scales, between the largest two sizes."""
        (small, cheap), (large, dear) = [
            (one["pages"], one["seconds"] / one["articles"]) for one in self.of("probe")[-2:]
        ]
        return max(0.0, float(log(dear / cheap) / log(large / small)))  # a library does not make a check cheaper

    @cached_property
    def file(self) -> float:
        """Processor seconds that each further file of a library costs an article."""
        fans = self.of("fan")
        few, many = fans[0], fans[-1]
        more = many["seconds"] / many["articles"] - few["seconds"] / few["articles"]
        return float(more / (many["shards"] - few["shards"]))

    @cached_property
    def disk(self) -> float:
        """Bytes on disk for a byte of text."""
        last = self.of("size")[-1]
        return float(last["bytes"] / (self.built["bytes"] * last["pages"] / self.built["pages"]))

    @cached_property
    def reading(self) -> float:
        """Processor seconds to take in a megabyte of text."""
        return float(self.built["reading"] + self.built["writing"]) / (self.built["bytes"] / 1e6)


def write(records: Sequence[Record]) -> None:
    """Makes the document of whatever there is."""
    DOCUMENT.write_text("\n\n".join(_page(Figures(records))) + "\n", "utf-8")


def _page(found: Figures) -> Iterator[str]:
    yield "# Many articles against a large library"
    yield (
        "Made by `python -m bench.scale WORK --write`; do not edit. How it is done by hand: "
        "[many articles](how-to/many-articles.md)."
    )
    yield _said(found)
    yield "## One article"
    yield table(("", ""), _article(found))
    yield (
        "## Memory\n\nMegabytes held by each process, looked at on the way. A worker grows while it fills what it may "
        f"remember, above all {CACHED} MB of a library. In the second half of this run a worker grew by "
        f"{_growth(found, 1):.1f} MB for 1,000 articles, the process in front by {_growth(found, 0):.1f} MB."
    )
    yield table(("articles done", "in front", "worker", "worker"), _memory(found.of("articles")))
    yield "## What a library costs\n\n" + _library(found)
    yield table(("pages", "ms for an article"), _grown(found.of("probe")))
    yield _fan(found)
    yield table(("files", "ms for an article"), _fans(found.of("fan")))
    yield "## Who examines\n\n" + _crews_said(found)
    yield table(("by", "ms of the process in front for an article", "bytes of a result"), _crews(found.of("crew")))
    yield from _plan(found)


def _said(found: Figures) -> str:
    machine = found.of("machine")[0]["words"]
    built = found.built
    whole = "" if found.articles >= 100_000 and found.pages >= 1_000_000 else (
        " The run is meant for 100,000 articles and 1,000,000 pages and was ended before: these are the figures as far "
        "as it came, and it goes on from there when it is started again."
    )  # fmt: skip
    return (
        f"Measured on {machine}. **{found.articles:,} articles** of generated text were held against a library of "
        f"**{found.pages:,} pages** in {built['passages'] / built['pages'] * found.pages:,.0f} passages, by two "
        "processes.{whole} An article is a brief of two claims, a quote and a figure, which one page has, and into one "
        "claim of five a mistake was written; a page has some 320 letters. Times are processor seconds, on a machine "
        "that did other work as well."
    ).replace("{whole}", whole)


def _ms(seconds: float) -> str:
    return f"{seconds * 1000:,.3g}" if seconds < 1 else f"{seconds * 1000:,.0f}"


def _article(found: Figures) -> Iterator[tuple[str, ...]]:
    wall = sum(one["wall"] for one in found.of("articles"))
    yield "claims in an article", f"{found.claims:.2f}"
    yield "ms of a worker for an article", _ms(found.worker)
    yield "ms of a worker for a claim", _ms(found.worker / found.claims)
    yield "s of a worker for a MB of articles", f"{found.worker / found.of('sent')[0]['article'] * 1e6:,.0f}"
    yield "ms of the process in front for an article", _ms(found.parent)
    yield "articles a second, two workers", f"{found.articles / wall:,.1f}"
    for kind, name in (("true", "without a mistake"), ("wrong", "with a mistake")):
        words = {word: count for word, count in found.counts.items() if word.startswith(kind)}
        total = sum(words.values())
        ranked = sorted(words.items(), key=lambda one: (-one[1], one[0]))
        shares = (f"{word.partition(': ')[2]} {count / total:.1%}" for word, count in ranked)
        yield f"{total:,} claims {name}", "; ".join(shares)


def _memory(looks: Sequence[Record]) -> Iterator[tuple[str, ...]]:
    chosen = sorted({0, len(looks) // 4, len(looks) // 2, 3 * len(looks) // 4, len(looks) - 1})
    for number in chosen:
        yield f"{looks[number]['done']:,}", *(f"{held:,}" for held in looks[number]["memory"])


def _growth(found: Figures, process: int) -> float:
    """Megabytes by which a process grew for 1,000 articles in the second half of the run."""
    looks = found.of("articles")
    middle, last = looks[len(looks) // 2], looks[-1]
    more = last["memory"][process] - middle["memory"][process]
    return float(1000 * more / max(1, last["done"] - middle["done"]))


def _library(found: Figures) -> str:
    built = found.built
    megabytes = built["bytes"] / 1e6
    return (
        f"Taking in a megabyte of text: {built['reading'] / megabytes:.2f} s to read it with all finders (shared out "
        f"among processes), {built['writing'] / megabytes:.2f} s to write it; on disk {found.disk:.1f} MB. On its way "
        f"{found.of('probe')[0]['articles']} articles were checked at each of these sizes:"
    )


def _grown(probes: Iterable[Record]) -> Iterator[tuple[str, ...]]:
    for one in probes:
        yield f"{one['pages']:,}", _ms(one["seconds"] / one["articles"])


def _fan(found: Figures) -> str:
    pages = found.of("fan")[0]["pages"]
    return f"Every file of a library is asked for every article. The same {pages:,} pages in more files:"


def _fans(fans: Iterable[Record]) -> Iterator[tuple[str, ...]]:
    for one in fans:
        yield str(one["shards"]), _ms(one["seconds"] / one["articles"])


def _crews_said(found: Figures) -> str:
    crews = found.of("crew")
    same = len({one["sha256"] for one in crews}) == 1
    first = crews[0]["articles"]
    return (
        f"The results of the same {first} articles are {'the same bytes' if same else 'NOT the same bytes'}, whoever "
        "examines them (SHA-256 of all lines). Where it is one process, it examines as well as it is in front."
    )


def _crews(crews: Iterable[Record]) -> Iterator[tuple[str, ...]]:
    for one in crews:
        yield one["crew"], _ms(one["parent"] / one["articles"]), f"{one['bytes'] / one['articles']:,.0f}"


def _plan(found: Figures) -> Iterator[str]:
    larger = WANTED_PAGES * PAGE_LETTERS / (found.built["bytes"] / found.built["pages"] * found.pages)
    claim = found.worker / found.claims * larger**found.slope
    pages = MOST_PAGES * PAGE_LETTERS / 1e6 * found.built["reading"] / (found.built["bytes"] / 1e6)
    article = claim * ARTICLE_CLAIMS + pages
    cores = ceil(WANTED_ARTICLES / DAY * article / BUSY)
    yield f"## The plan: {WANTED_ARTICLES:,} articles a day against {WANTED_PAGES:,} pages"
    yield (
        f"Planned for pages of {PAGE_LETTERS:,} letters and articles of {ARTICLE_CLAIMS} claims, "
        f"{WANTED_ARTICLES / DAY:.1f} articles a second on average, cores busy {BUSY:.0%} of the time. What was "
        f"measured at {found.pages:,} short pages is carried on by the slope between the largest two sizes "
        f"({found.slope:.2f} on logarithmic scales), over a library {larger:,.0f} times as large: that is an "
        "extrapolation, and the first thing "
        "to measure on the way there is the next power of ten."
    )
    measured = f"{_ms(found.worker / found.claims)} ms measured, times {larger**found.slope:.1f}"
    rows = [
        ("a claim", f"{_ms(claim)} ms", measured),
        ("pages read for an article", f"{_ms(pages)} ms", f"up to {MOST_PAGES}, at what reading takes"),
        ("cores, all pages in one file", f"{cores:,}", f"{_ms(article)} ms an article"),
    ]
    yield table(("what", "how much", "from"), iter([*rows, *_needs(found, article)]))
    yield from _breaks(found, WANTED_PAGES * PAGE_LETTERS * found.disk, cores)


def _needs(found: Figures, article: float) -> Iterator[tuple[str, str, str]]:
    """What the plan needs besides, with what it follows from."""
    text, rate = WANTED_PAGES * PAGE_LETTERS, WANTED_ARTICLES / DAY
    files = found.file / found.claims * ARTICLE_CLAIMS
    spread = ceil(rate * (article + files * (FILES - 1)) / BUSY)
    yield f"cores, {FILES} files", f"{spread:,}", f"{_ms(files)} ms an article for each further file"
    yield "the library on disk", f"{text * found.disk / 1e12:.1f} TB", f"{found.disk:.1f} MB for a MB of text"
    hours = text / 1e6 * found.reading / 3600
    yield "taking it in, once", f"{hours:,.0f} core hours", f"{found.reading:.1f} s for a MB of text"
    yield "memory of a worker", f"{_held(found):,} MB", f"measured; up to {CACHED} MB of it of a library's files"
    size = found.of("sent")[0]["result"] / found.claims * ARTICLE_CLAIMS + ARTICLE_BYTES
    yield "network", f"{rate * size / 1e6:.2f} MB/s", "articles out, results back"
    save = found.of("save")[-1]["seconds"] / found.of("save")[-1]["articles"]
    yield "articles a day that one store saves", f"{DAY / save * BUSY:,.0f}", f"{_ms(save)} ms each"
    given = next(one["parent"] / one["articles"] for one in found.of("crew") if one["crew"] == "cluster")
    yield "articles a day that one run hands out", f"{DAY / given * BUSY:,.0f}", f"{_ms(given)} ms each, by Dask"


def _held(found: Figures) -> int:
    return int(max(max(one["memory"][1:]) for one in found.of("articles")))


def _breaks(found: Figures, disk: float, cores: int) -> Iterator[str]:
    yield "## Where it would break, and what then"
    fresh = WANTED_PAGES / 365
    text = _BREAKS.format(
        file=_ms(found.file),
        machines=ceil(cores / CORES),
        cores=CORES,
        disk=f"{disk / 1e12:.1f}",
        fresh=f"{fresh:,.0f}",
        hours=f"{fresh * PAGE_LETTERS / 1e6 * found.reading / 3600:,.0f}",
    )
    yield "\n".join(fill(point, 118, subsequent_indent="   ") for point in text.strip().split("\n\n"))


_BREAKS = """
1. **Files of a library.** Every article asks every file how many passages have its words, and which may have most of
them, which takes {file} ms for each further file here. What is read and held against the article does not grow with
their number, but that does: few large files it must be, as many as are written side by side. Beyond what one disk
holds, libraries are parted by what they are about (language, desk, year), and a run names those that its articles are
about.

2. **The library on every machine.** Each worker opens the files itself, so that each of the {machines} machines of
{cores} cores needs all {disk} TB within reach: a copy on a local disk, or a file system that all of them mount for
reading. Over a network each passage that is looked up is a read of some kilobytes that waits for it. What would come
next is to ask where a file lies, three questions to each for an article, of plain values (`claims/library/asking.py`),
and to judge elsewhere. The results are the same bytes, however many files there are and wherever they lie.

3. **Memory and disks.** Indexes of that size are read from disk. What was measured here lay in the system's cache, so
the plan holds for disks that give some ten thousand reads a second to each machine, and not for slower ones.

4. **The process in front.** It has articles, saves and writes, in one thread and in order. The store is the first to be
full: with `--no-store` results go past it as JSON Lines, and what people are to review is checked into stores of their
own. Several runs, each with its part of the list and its own file of results, share a cluster without knowing of each
other.

5. **Articles from the web.** One host is asked one thing at a time, with a pause. A million articles a day from a few
sites is not polite; they have to come as files or archives.

6. **Keeping the library fresh.** Each page had again once a year is {fresh} pages a day, {hours} core hours, and one
writer for each file.

7. **People.** The share of claims that need a person does not shrink with more machines: at such numbers it is the
desk, not the cluster, that is too small.
"""
