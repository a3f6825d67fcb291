"""Many articles against a large library, simulated here: python -m bench.scale [WORK] [ARTICLES] [PAGES] [--write]

Pages and articles are generated (`newswire.py`). The library grows in steps, and at each some articles are checked, so
that it shows how cost grows; at its full size all are, by processes, with a look at their memory now and then. What is
measured goes to files in the folder WORK as it comes, and a run that was ended goes on from there. With --write (or
--page, which measures nothing) docs/scale.md is made from those files, whatever they hold.
"""

from __future__ import annotations

import hashlib
import json
import os
import pickle
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from multiprocessing import get_context
from pathlib import Path
from typing import Any

from bench.newswire import article, page
from bench.performance import machine
from claims.batch.crew import Crew, Here
from claims.batch.job import Job
from claims.batch.processes import Processes
from claims.batch.results import Results, line
from claims.batch.run import Batch, Checked, Run
from claims.check import keep
from claims.ledger.store import ClaimStore
from claims.library.indexing import indexed
from claims.library.library import Library, shard_files
from claims.library.model import Indexed
from claims.report import CheckReport
from sources.document import Document
from sources.files import pasted
from sources.reading import read
from sources.snapshots import FetchFailure, Snapshot

AT = datetime(2026, 1, 1, tzinfo=UTC)
ARTICLES, PAGES = 100_000, 1_000_000
WORKERS = 2
TAKEN = 3
"""Pages of the library that a brief is held against at most: it was written from one."""
STEPS = (10_000, 30_000, 100_000, 300_000, 1_000_000)
PROBED = 200
"""Articles that are checked at each step of the library's growth."""
AT_ONCE = 250
"""Pages that are put into a file of the library in one transaction."""
TOLD = 10_000
"""Pages between two lines on the building."""
EVERY = 250
"""Articles between two looks at the memory."""
SAVED = 800
"""Articles that are saved to a store."""
COMPARED = 200
"""Articles that each kind of crew checks, to hold their results against each other."""
FANS = (1, 4, 16, 64)
FANNED = 3_200
FAN_PROBED = 30
_TICKS = os.sysconf("SC_CLK_TCK")
WIRE = "news://wire/"


class Wire:
    """Where articles and pages come from here: made when they are asked for, the same each time."""

    def __init__(self, pages: int) -> None:
        self._pages = pages

    def fetch(self, url: str, *, known: Snapshot | None = None) -> Snapshot | FetchFailure:  # noqa: ARG002 - as others have it
        return made(url, article(int(url.removeprefix(WIRE)), self._pages).text)


def made(name: str, text: str) -> Snapshot:
    """A text as it would be had, always at the same time."""
    had = pasted(text, at=AT)
    assert isinstance(had, Snapshot)
    return replace(had, url=name, final_url=name)


def page_name(number: int) -> str:
    return f"http://wire.example/{number}"


class Measured:
    """What was measured, a line each in a file, so that whatever ends a run leaves it."""

    def __init__(self, work: Path) -> None:
        self._file = work / "measured.jsonl"

    def add(self, kind: str, **values: Any) -> None:
        with self._file.open("a", encoding="utf-8") as file:
            file.write(json.dumps({"kind": kind} | values) + "\n")
        print(kind, values, flush=True)

    def everything(self) -> list[dict[str, Any]]:
        lines = self._file.read_text("utf-8").splitlines() if self._file.exists() else []
        return [json.loads(line) for line in lines]

    def all(self, kind: str) -> list[dict[str, Any]]:
        return [record for record in self.everything() if record["kind"] == kind]


def processor(pid: int | str = "self") -> float:
    """Processor seconds that a process has used."""
    fields = Path(f"/proc/{pid}/stat").read_text("utf-8").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / _TICKS


def memory(pid: int | str = "self") -> float:
    """Megabytes that a process holds now, of its own and of files."""
    status = dict(line.split(":", 1) for line in Path(f"/proc/{pid}/status").read_text("utf-8").splitlines())
    return int(status["VmRSS"].split()[0]) / 1024


def build(folder: Path, until: int, shards: int = 1) -> Iterator[dict[str, Any]]:
    """Fills a library up to so many pages; what each some thousand of them took to read and to write."""
    with Library.open(folder, shards=shards) as library, get_context("spawn").Pool(WORKERS) as pool:
        # Pages are put in by their numbers, so that those which are there are the first ones.
        starts = range(library.totals().pages, until, AT_ONCE)
        done: Counter[str] = Counter()
        reading = writing = 0.0
        for ready, letters, took in pool.imap(partial(_ready, until), starts, chunksize=4):
            began = time.process_time()
            library.add(ready)
            writing += time.process_time() - began
            reading += took
            done.update(pages=len(ready), passages=sum(len(one.passages) for one in ready), bytes=letters)
            if done["pages"] >= TOLD:
                yield dict(done) | {"reading": reading, "writing": writing}
                done, reading, writing = Counter(), 0.0, 0.0
        if done:
            yield dict(done) | {"reading": reading, "writing": writing}


def _ready(until: int, first: int) -> tuple[list[Indexed], int, float]:
    """Some pages ready to be put in, with their bytes and the processor seconds that reading them took."""
    os.nice(10 - os.nice(0))
    began = time.process_time()
    copies = [made(page_name(at), page(at).text) for at in range(first, min(first + AT_ONCE, until))]
    ready = [indexed(copy, _read(copy)) for copy in copies]
    return ready, sum(len(copy.body) for copy in copies), time.process_time() - began


def _read(snapshot: Snapshot) -> Document:
    found = read(snapshot)
    assert isinstance(found, Document)
    return found


def size(folder: Path) -> int:
    """Bytes of a library on disk."""
    return sum(file.stat().st_size for file in shard_files(folder))


class Tally:
    """How the findings stand to what was written into the articles."""

    def __init__(self, pages: int) -> None:
        self._pages = pages
        self.counts: Counter[str] = Counter()

    def take(self, checked: Checked) -> None:
        assert isinstance(checked.outcome, CheckReport), checked.outcome
        of = article(int(checked.name.removeprefix(WIRE)), self._pages)
        found = {one.claim.text: one.finding for one in checked.outcome.claims}
        self.counts["claims"] += len(checked.outcome.claims)
        for text, true in of.claims:
            finding = found.get(text)
            word = finding.finding.value if finding else "no claim"
            home = (
                finding is not None and finding.evidence is not None and finding.evidence.source == page_name(of.page)
            )
            self.counts[f"{'true' if true else 'wrong'}: {word}{'' if home else ', not on its page'}"] += 1


def batch(folder: Path) -> Batch:
    return Batch((), AT, language="en", libraries=(folder,), library_pages=TAKEN)


def names(first: int, count: int) -> Iterator[str]:
    return (f"{WIRE}{number}" for number in range(first, first + count))


def probe(folder: Path, pages: int, count: int = PROBED) -> dict[str, Any]:
    """What an article costs with a library of so many pages, in this process; words and files read before."""
    run = Run(batch(folder), Wire(pages), None, Here)
    tally = Tally(pages)
    began, claims = 0.0, 0
    for number, checked in enumerate(run.check(names(0, count + 20))):
        if number == 20:
            began, claims = time.process_time(), tally.counts["claims"]
        tally.take(checked)
    seconds = time.process_time() - began
    return {"pages": pages, "articles": count, "claims": tally.counts["claims"] - claims, "seconds": seconds}


def compare(folder: Path, pages: int, measured: Measured) -> None:
    """The same articles by each kind of crew: what each costs beside the examining itself, and the same bytes."""
    from claims.batch.cluster import Cluster  # noqa: PLC0415 - an extra

    crews: dict[str, Callable[[Job], Crew]] = {"one process": Here, "processes": partial(Processes, count=WORKERS)}
    with ExitStack() as opened:
        crews["cluster"] = partial(Cluster, address=local_cluster(opened))
        for name, crew in crews.items():
            run = Run(batch(folder), Wire(pages), None, crew)
            whole, sent = hashlib.sha256(), 0
            began, clock = processor(), time.perf_counter()
            for checked in run.check(names(0, COMPARED)):
                written = line(checked).encode()
                whole.update(written)
                sent += len(pickle.dumps(checked.outcome, pickle.HIGHEST_PROTOCOL))
            took = processor() - began
            measured.add(
                "crew",
                pages=pages,
                crew=name,
                articles=COMPARED,
                parent=took,
                wall=time.perf_counter() - clock,
                bytes=sent,
                sha256=whole.hexdigest(),
            )


def local_cluster(opened: ExitStack) -> str:
    """The address of a Dask cluster of processes of this machine, which ends with `opened`."""
    from distributed import LocalCluster  # noqa: PLC0415 - an extra

    local = LocalCluster(n_workers=WORKERS, threads_per_worker=1, processes=True, dashboard_address=":0")
    return str(opened.enter_context(local).scheduler_address)


def fan(work: Path, measured: Measured) -> None:
    """What it costs to ask more files: the same pages in libraries of so many files."""
    for shards in FANS:
        folder = work / f"fan-{shards}"
        _ = list(build(folder, FANNED, shards))
        measured.add("fan", shards=shards, **probe(folder, FANNED, FAN_PROBED))


def saving(work: Path, folder: Path, pages: int, measured: Measured) -> None:
    """What a save takes while a store grows, and how large an article and its result are on their way."""
    (work / "stet.db").unlink(missing_ok=True)
    with ClaimStore.open(work / "stet.db") as store:
        seconds, articles, results = 0.0, 0, 0
        run = Run(batch(folder), Wire(pages), None, Here)
        for number, checked in enumerate(run.check(names(0, SAVED)), start=1):
            assert isinstance(checked.outcome, CheckReport)
            articles += len(checked.outcome.document.text.encode())
            results += len(pickle.dumps(replace(checked.outcome, snapshot=None), pickle.HIGHEST_PROTOCOL))
            began = time.process_time()
            keep(store, checked.outcome, AT)
            seconds += time.process_time() - began
            if number % (SAVED // 4) == 0:
                measured.add("save", pages=pages, held=number, articles=SAVED // 4, seconds=seconds)
                seconds = 0.0
    measured.add("sent", pages=pages, article=articles / SAVED, result=results / SAVED)


def all_articles(work: Path, folder: Path, count: int, pages: int, measured: Measured) -> None:
    """Every article by processes, to a file that is gone on with; memory and progress now and then."""
    crew: list[Processes] = []

    def made_crew(job: Job) -> Crew:
        crew.append(Processes(job, WORKERS))
        return crew[0]

    tally = Tally(pages)
    with Results(work / f"results-{pages}.jsonl", resume=True) as results:
        run = Run(batch(folder), Wire(pages), None, made_crew, results.done)
        began, clock, before = 0, time.perf_counter(), processor()
        used: dict[int, float] = {}
        for number, checked in enumerate(run.check(names(0, count)), start=1):
            results.add(checked)
            tally.take(checked)
            if number % EVERY == 0:
                now = {pid: processor(pid) for pid in crew[0].pids}
                measured.add(
                    "articles",
                    pages=pages,
                    done=run.skipped + number,
                    articles=number - began,
                    workers=sum(now[pid] - used.get(pid, 0.0) for pid in now),
                    parent=processor() - before,
                    wall=time.perf_counter() - clock,
                    memory=[round(memory()), *(round(memory(pid)) for pid in crew[0].pids)],
                    counts=dict(tally.counts),
                )
                tally.counts.clear()
                began, clock, before, used = number, time.perf_counter(), processor(), now


def main() -> None:
    """Measure what is not measured yet, and with --write keep."""
    words = [word for word in sys.argv[1:] if not word.startswith("--")]
    work = Path(words[0]) if words else Path("scale-work")
    count, pages = (int(word) for word in (*words[1:3], *map(str, (ARTICLES, PAGES)[len(words[1:3]) :])))
    work.mkdir(exist_ok=True)
    measured = Measured(work)
    if "--page" not in sys.argv:
        measure(work, count, pages, measured)
    if {"--write", "--page"} & set(sys.argv):
        from bench.scale_page import write  # noqa: PLC0415 - needed for this alone

        write(measured.everything())


def measure(work: Path, count: int, pages: int, measured: Measured) -> None:
    """Whatever of it all is not in the files yet."""
    os.nice(10 - os.nice(0))
    folder = work / "library"
    if not measured.all("machine"):
        measured.add("machine", words=machine())
    if not measured.all("fan"):
        fan(work, measured)
    known = {record["pages"] for record in measured.all("probe")}
    for step in (*(step for step in STEPS if step < pages), pages):
        if step not in known:
            for done in build(folder, step):
                measured.add("build", **done)
            measured.add("size", pages=step, bytes=size(folder))
            measured.add("probe", **probe(folder, step))
    if not any(record["pages"] == pages for record in measured.all("sent")):
        saving(work, folder, pages, measured)
    if not any(record["pages"] == pages for record in measured.all("crew")):
        compare(folder, pages, measured)
    all_articles(work, folder, count, pages, measured)


if __name__ == "__main__":
    main()
