"""docs/performance.md, measured: python -m bench.performance [--write]

Everything is measured in one run on one machine, medians of repeated runs, in processor seconds of one core where a
part is measured and in seconds for a whole command. What to read are the ratios, above all that to a plain scan: how
long it takes to look once at the same bytes, which nothing that reads them can beat. Peers are those that are
installed (make peers).
"""

from __future__ import annotations

import os
import platform
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from functools import partial
from importlib.metadata import version
from pathlib import Path
from statistics import median

from rapidfuzz.distance import Levenshtein

from bench.extraction import DESK, FIXTURES, LANGUAGES, MEGABYTE, compiled_rates, rates, text_of
from bench.locating import chain, edited
from bench.rivals.locating import locators
from bench.scaling import TIMES, check, growths, slopes
from bench.scaling import cost as mean_cost
from claims.check import CheckRequest, check_article
from claims.extract import Finds, article_text, language_of
from claims.ledger.events import Draft, EventKind
from claims.ledger.store import ClaimStore
from claims.matching import SourceIndex, judge_claims
from claims.matching.figures.arithmetic import find_remarks
from claims.matching.texts.digest import Digest
from claims.model import QuantityClaim, Source
from claims.report import text_hash
from sources.document import Document
from sources.files import read_file
from sources.reading import read
from sources.snapshots import Kept, Snapshot

DOCUMENT = Path(__file__).parent.parent / "docs" / "performance.md"
LIBRARY = "## A library"
"""Where the part begins that bench.library writes."""
AT = datetime(2026, 1, 1, tzinfo=UTC)
RUNS = 5
WORDS = 600
PAGES = 10
LENGTHS = (10_000, MEGABYTE, 50 * MEGABYTE)
QUOTES = 20
RATE = 0.05
PATIENCE = 8.0
"""Seconds that a peer gets for all quotes of one length."""

Row = tuple[str, ...]


def cost(work: Callable[[], object], runs: int = RUNS) -> float:
    """The median of the processor seconds of some runs."""
    took = []
    for _ in range(runs):
        start = time.process_time()
        work()
        took.append(time.process_time() - start)
    return median(took)


def scan(text: str) -> float:
    """Seconds to look once at all bytes of a text."""
    data = text.encode()
    return max(1e-9, cost(lambda: [data.find(b"\x00") for _ in range(100)]) / 100)


def ms(seconds: float) -> str:
    return f"{seconds * 1000:,.3g}" if seconds < 1 else f"{seconds * 1000:,.0f}"


def table(head: Row, rows: Iterator[Row]) -> str:
    lines = [head, tuple("---" for _ in head), *rows]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)


def extraction() -> Iterator[Row]:
    """MB/s for each finder, and for both in one pass, by language, and how many plain scans one run costs."""
    yield from rates()
    yield from compiled_rates()
    text = text_of("en", MEGABYTE)
    yield "a plain scan", *(f"{len(text.encode()) / MEGABYTE / scan(text):,.0f}" for _ in LANGUAGES)


def asked(texts: list[str]) -> list[tuple[str, int]]:
    """Quotes from the texts with some letters changed, each with how many edits that are."""
    draw = random.Random(3)
    quotes = []
    for _ in range(QUOTES):
        text = draw.choice(texts)
        at = draw.randrange(len(text) - 320)
        true = text[at : at + draw.randint(55, 300)]
        quote = edited(true, RATE, draw, text.split()[:500])
        quotes.append((quote, Levenshtein.distance(quote, true)))
    return quotes


def locating(length: int) -> Iterator[Row]:
    """ms a quote for ours and for each peer, with the ratio to a plain scan of the same text."""
    texts = list(chain(length))
    texts = [text[:length] for text in texts]
    quotes, whole = asked(texts), "\n".join(texts)
    once = scan(whole)
    began = time.process_time()
    index = SourceIndex.of_texts(texts)
    index.locate(quotes[0][0])
    built = time.process_time() - began
    yield _located(length, "stet, index", built, once, "once")
    for quote, _ in quotes:
        index.locate(quote)
    took = [cost(partial(index.locate, quote), 1) for quote, _ in quotes]
    yield _located(length, "stet, a quote", median(took), once, "warm")
    for name, find in locators().items():
        took, missed, since = [], 0, time.perf_counter()
        for quote, edits in quotes:
            start = time.process_time()
            missed += find(quote, whole, edits) is None
            took.append(time.process_time() - start)
            if time.perf_counter() - since > PATIENCE:
                break
        said = f"{len(took)} of {QUOTES} quotes" + (f", {missed} given up" if missed else "")
        yield _located(length, name, median(took), once, said)
    yield _located(length, "a plain scan", once, once, "")


def _located(length: int, name: str, took: float, once: float, said: str) -> Row:
    return f"{length / MEGABYTE:g} MB", name, ms(took), f"{took / once:,.3g}", said


def demo() -> tuple[str, list[Path]]:
    """An article of `WORDS` words, and `PAGES` pages to hold it against."""
    articles = [
        (DESK / name).read_text("utf-8") for name in ("en-council-budget/article.txt", "en-glacier-lake/article.md")
    ]
    words = "\n\n".join(articles).split(" ")
    pages = [page for page in sorted(FIXTURES.glob("desk*/en-*/sources/*")) if page.is_file()]
    return " ".join(words[:WORDS]), pages[:PAGES]


def stages() -> Iterator[Row]:
    """What each stage of one check takes, all words loaded, and the same check as the first of a process."""
    article, pages = demo()
    took: dict[str, list[float]] = {}
    for _ in range(RUNS + 1):
        for name, seconds in _staged(article, pages):
            took.setdefault(name, []).append(seconds)
    middle = {name: median(times[1:]) for name, times in took.items()}
    total = sum(middle.values())
    for name, seconds in middle.items():
        yield name, ms(seconds), f"{seconds / total:.0%}"
    yield "together", ms(total), ""
    yield "the first check of a process, which also loads the words", ms(_in_a_process_of_its_own()), ""


_FIRST = (
    "import time, bench.performance as page\n"
    "start = time.process_time()\npage.check_demo()\nprint(time.process_time() - start)"
)


def _in_a_process_of_its_own() -> float:
    """The median seconds of a check that is the first of its process, all modules imported before."""
    here = os.environ | {"PYTHONPATH": str(FIXTURES.parent)}
    words = [sys.executable, "-c", _FIRST]
    runs = [subprocess.run(words, capture_output=True, text=True, check=True, env=here).stdout for _ in range(RUNS)]
    return median(map(float, runs))


def check_demo() -> None:
    """One check, from the bytes of the article and of its pages to the findings."""
    text, pages = demo()
    document = _document(text.encode(), "text/plain")
    found = Finds(article_text(document), "en")
    claims = found.claims(text_hash(document.text))
    snapshots = [file for page in pages if isinstance(file := read_file(str(page)), Snapshot)]
    sources = [Source(one.url, language_of(page), page) for one in snapshots for page in [_read(one)]]
    judge_claims(Digest.of_found(found), claims, SourceIndex.of_sources(sources))
    find_remarks(found.text, "en", [claim for claim in claims if isinstance(claim, QuantityClaim)])


def _staged(article: str, pages: list[Path]) -> Iterator[tuple[str, float]]:
    start = time.process_time()

    def lap() -> float:
        nonlocal start
        began, start = start, time.process_time()
        return start - began

    document = _document(article.encode(), "text/plain")
    found = Finds(article_text(document), "en")
    claims = found.claims(text_hash(document.text))
    yield "the article: read, claims extracted", lap()
    snapshots = [file for page in pages if isinstance(file := read_file(str(page)), Snapshot)]
    documents = [(one.url, _read(one)) for one in snapshots]
    sources = [Source(name, language_of(one), one) for name, one in documents]
    yield "the sources: read, languages told", lap()
    text, index = Digest.of_found(found), SourceIndex.of_sources(sources)
    for digest in (text, *index.mains):
        _ = digest.sentences, digest.quantities, digest.quotes
    yield "sentences of all texts, figures and quotes of the sources", lap()
    judge_claims(text, claims, index)
    yield "judging", lap()
    find_remarks(text.text, "en", [claim for claim in claims if isinstance(claim, QuantityClaim)])
    yield "sums inside the article", lap()


def _document(data: bytes, media_type: str) -> Document:
    found = read(data, media_type=media_type)
    assert isinstance(found, Document)
    return found


def _read(snapshot: Snapshot) -> Document:
    found = read(snapshot)
    assert isinstance(found, Document)
    return found


def store_operations() -> Iterator[Row]:
    """What the store does, on a check of the demo article."""
    article, pages = demo()
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "article.txt"
        file.write_text(article, "utf-8")
        request = CheckRequest(str(file), tuple(map(str, pages)), AT)
        report = check_article(request, Kept())
        opened: list[ClaimStore] = []
        yield "open a new one", ms(cost(lambda: opened.append(ClaimStore.open(Path(folder) / f"{len(opened)}.db"))))
        each = iter(opened)
        yield f"save a check of {len(report.claims)} claims", ms(cost(lambda: next(each).save_report(report, AT)))
        store, claim = opened[0], report.claims[0].claim.id
        yield "load it for review", ms(cost(lambda: store.review(report.article_id)))
        note = Draft(
            kind=EventKind.NOTED,
            at=AT,
            article_id=report.article_id,
            claim_id=claim,
            reviewer="R",
            payload={"note": "n"},
        )
        yield "record one key press", ms(cost(lambda: store.record(note)))
        yield "verify the log", ms(cost(store.verify_log))


COMMANDS = (["--version"], ["--help"], ["check", "--help"], ["status"], ["check", "ARTICLE", "-s", "SOURCE"])
_PEAK = (
    "import pathlib, sys\n"
    "held = [line.split() for line in pathlib.Path('/proc/self/status').read_text().splitlines()]\n"
    "peak = next(int(line[1]) // 1024 for line in held if line[0] == 'VmHWM:')\n"
    "print(len(sys.modules), peak, file=sys.stderr)"
)
"""What a command ends with: its modules, and the most memory it held (Linux)."""
_RUN = "import sys, tui.cli\ntry:\n    tui.cli.main(sys.argv[1:])\nexcept SystemExit:\n    pass\n" + _PEAK


def commands() -> Iterator[Row]:
    """Modules, seconds and peak memory of whole commands."""
    bundle = DESK / "en-council-budget"
    names = {"ARTICLE": bundle / "article.txt", "SOURCE": bundle / "sources" / "cabinet-report.html"}
    yield "python itself", *_command([sys.executable, "-c", _PEAK])
    for words in COMMANDS:
        yield "stet " + " ".join(words), *_command([sys.executable, "-c", _RUN, *(str(names.get(w, w)) for w in words)])


def _command(line: list[str]) -> Row:
    with tempfile.TemporaryDirectory() as folder:
        took = []
        for _ in range(RUNS):
            start = time.perf_counter()
            # as installed, with the bytecode of the first run kept, whatever the environment says
            kept = {"PYTHONDONTWRITEBYTECODE": "", "PYTHONPYCACHEPREFIX": folder}
            here = os.environ | {"PYTHONPATH": str(FIXTURES.parent)} | kept
            run = subprocess.run(line, capture_output=True, text=True, cwd=folder, env=here, check=False)
            took.append(time.perf_counter() - start)
        modules, memory = run.stderr.split()[-2:]
        return modules, ms(median(took)), memory


def growth() -> Iterator[Row]:
    """How the cost of a check grows with what it is given."""
    check(*growths()["article"](1))
    for name, grown in growths().items():
        costs = [(n, mean_cost(grown, n, partial(cost, runs=3 if n < TIMES[-1] else 1))) for n in TIMES]
        steps = slopes(costs)
        ratio = f"{costs[-1][1] / costs[0][1]:.0f}"
        yield name, *(ms(seconds) for _, seconds in costs), *(f"{step:.2f}" for step in steps), ratio


def machine() -> str:
    """What the figures were measured on."""
    lines = Path("/proc/cpuinfo").read_text("utf-8").splitlines() if Path("/proc/cpuinfo").exists() else []
    name = next((line.partition(":")[2].strip() for line in lines if line.startswith("model name")), platform.machine())
    load = f", load {os.getloadavg()[0]:.1f} when it began" if hasattr(os, "getloadavg") else ""
    return f"{name}, {os.cpu_count()} cores{load}; Python {platform.python_version()}, rapidfuzz {version('rapidfuzz')}"


def page() -> Iterator[str]:
    """The document, part by part."""
    yield "# Performance\n\nMade by `python -m bench.performance --write`; do not edit."
    yield f"Measured on {machine()}. Ratios are the claim: seconds differ from machine to machine, and on a busy one."
    yield "## Extraction, MB/s on one core\n\n" + table(("", *LANGUAGES), extraction())
    yield (
        f"## Locating a quote with {RATE:.0%} of its letters changed, ms\n\n"
        "How well it is found with up to 30 % changed: `python -m bench.locating`. Peers look through the whole text "
        "for each quote; those that have to be told how many letters may differ were told.\n\n"
        + table(("text", "by", "ms", "plain scans", ""), (row for length in LENGTHS for row in locating(length)))
    )
    yield f"## One check of {WORDS} words against {PAGES} pages, ms\n\n" + table(("stage", "ms", "share"), stages())
    yield "## Commands\n\n" + table(("command", "modules", "ms", "peak MB"), commands())
    yield "## Store, ms\n\n" + table(("operation", "ms"), store_operations())
    heads = ("", *(f"{times} x, ms" for times in TIMES), *("slope" for _ in TIMES[1:]), f"ratio at {TIMES[-1]} x")
    yield "## Growth\n\nA slope of 1 is linear (`python -m bench.scaling`).\n\n" + table(heads, growth())
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    yield f"Most memory that this run held, the 50 MB of text with its index included: {peak} MB."


def main() -> None:
    """Measure, print, and with --write keep."""
    parts = []
    for part in page():
        print(part, end="\n\n", flush=True)
        parts.append(part)
    if "--write" in sys.argv:
        _, head, more = DOCUMENT.read_text("utf-8").partition(LIBRARY)
        DOCUMENT.write_text("\n\n".join([*parts, head + more]).rstrip() + "\n", "utf-8")


if __name__ == "__main__":
    main()
