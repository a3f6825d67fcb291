"""Runs of many articles: what is had once, what goes back to the store, what is passed over."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

from claims.batch.crew import Crew, Here
from claims.batch.job import Job
from claims.batch.processes import Processes
from claims.batch.run import Batch, Run
from claims.check import CheckRequest, check_article
from claims.export.report import report_record
from claims.ledger import review
from claims.ledger.review import Correction
from claims.ledger.store import ClaimStore
from claims.model import QuantityClaim
from sources.fetch import Fetcher
from sources.snapshots import FetchFailure, Kept, Snapshot
from tests.claims.batch.desk import AT, article, checked, desk
from tests.claims.library.shelf import HARBOUR, filled

TWO: Callable[[Job], Crew] = partial(Processes, count=2)
BOTH: tuple[Callable[[Job], Crew], ...] = (Here, TWO)


class Counting:
    """Fetches that count how often each page is asked for."""

    def __init__(self, fetcher: Fetcher) -> None:
        self._fetcher = fetcher
        self.asked: list[str] = []

    def fetch(self, url: str, *, known: Snapshot | None = None) -> Snapshot | FetchFailure:
        self.asked.append(url)
        return self._fetcher.fetch(url, known=known)


def test_a_run_says_what_one_check_after_the_other_says(tmp_path: Path) -> None:
    names = desk(tmp_path, 4)
    alone = [
        report_record(check_article(CheckRequest(name, (str(tmp_path / "source.txt"),), AT), Kept())) for name in names
    ]
    together = [json.loads(line) for line in checked(tmp_path, names)]
    fingerprints = [record.pop("fingerprint") for record in together]
    assert together == json.loads(json.dumps(alone))
    assert len(set(fingerprints)) == 4


def test_sources_over_http_are_had_once_and_articles_each(tmp_path: Path, pages: Callable[[Path], str]) -> None:
    names = [Path(name).name for name in desk(tmp_path, 3)]
    host = pages(tmp_path)
    lines = {}
    with Fetcher(allow=(host,)) as fetcher:
        for crew in BOTH:
            counting = Counting(fetcher)
            source, urls = f"http://{host}/source.txt", [f"http://{host}/{name}" for name in names]
            lines[crew] = checked(tmp_path, urls, crew, fetches=counting, sources=(source,))
            assert sorted(counting.asked) == sorted((source, *urls))
    assert lines[Here] == lines[TWO]
    assert [json.loads(line)["article"]["name"] for line in lines[Here]] == urls


def test_what_an_article_links_to_is_a_source_of_that_article_alone(
    tmp_path: Path, pages: Callable[[Path], str]
) -> None:
    desk(tmp_path, 1)
    host = pages(tmp_path)
    linking = f'<html><body><article><p>See <a href="http://{host}/source.txt">it</a>. It took 12 years.</p></article>'
    for name, text in (("a.html", linking), ("b.html", "<html><body><p>It took 12 years.</p>")):
        (tmp_path / name).write_text(text, "utf-8")
    urls = [f"http://{host}/a.html", f"http://{host}/b.html"]
    with Fetcher(allow=(host,)) as fetcher:
        lines = [checked(tmp_path, urls, crew, fetches=fetcher, sources=(), links=True) for crew in BOTH]
    assert lines[0] == lines[1]
    assert [len(json.loads(line)["sources"]) for line in lines[0]] == [1, 0]


def test_the_store_is_the_same_whoever_examines(tmp_path: Path) -> None:
    names = desk(tmp_path, 5)
    logs = []
    for number, crew in enumerate(BOTH):
        with ClaimStore.open(tmp_path / f"{number}.db") as store:
            checked(tmp_path, names, crew, store=store)
            logs.append([(event.kind, event.article_id, event.claim_id, event.finding) for event in store.events()])
            assert store.verify_log().ok
    assert logs[0] == logs[1]
    assert len(logs[0]) > 5 * 4


def test_what_people_have_corrected_is_what_workers_judge(tmp_path: Path) -> None:
    (name,) = desk(tmp_path, 1)
    with ClaimStore.open(tmp_path / "stet.db") as store:
        checked(tmp_path, [name], store=store)
        state = store.review(name)
        years = next(
            item.claim.id
            for item in state.items
            if isinstance(item.claim, QuantityClaim) and item.claim.quantity.value == 12
        )
        store.record(review.correct(state, years, Correction(value="13"), reviewer="Kim", at=AT))
        before = checked(tmp_path, [name])
        for crew in BOTH:
            (line,) = checked(tmp_path, [name], crew, store=store)
            assert done_in([line]).isdisjoint(done_in(before))
            (claim,) = [claim for claim in json.loads(line)["claims"] if claim["id"] == years]
            assert (claim["value"], claim["finding"]) == (13, "conflict")


def test_a_library_is_searched_by_whoever_examines(tmp_path: Path) -> None:
    desk(tmp_path, 0)
    (tmp_path / "a.txt").write_text(HARBOUR, "utf-8")
    library = filled(tmp_path / "press", shards=2)
    lines = [checked(tmp_path, [str(tmp_path / "a.txt")], crew, libraries=(library,)) for crew in BOTH]
    assert lines[0] == lines[1]
    record = json.loads(lines[0][0])
    assert [source["library"] for source in record["sources"]] == [None, "press"]
    assert {claim["finding"] for claim in record["claims"]} <= {"match", "verbatim"}


def done_in(lines: Sequence[str]) -> set[str]:
    return {json.loads(line)["fingerprint"] for line in lines}


def skipped(folder: Path, names: Sequence[str], done: set[str], **more: Any) -> list[str]:
    """The names of the articles that a run passes over."""
    batch = replace(Batch((str(folder / "source.txt"),), AT), **more)
    run = Run(batch, Kept(), None, Here, done)
    again = {one.name for one in run.check(names)}
    assert run.skipped == len(names) - len(again)
    return [Path(name).name for name in names if name not in again]


def test_what_is_done_is_known_by_all_that_it_follows_from(tmp_path: Path) -> None:
    names = desk(tmp_path, 3)
    done = done_in(checked(tmp_path, names))
    assert skipped(tmp_path, names, done) == ["article000.txt", "article001.txt", "article002.txt"]
    for other in ({"language": "fr"}, {"indirect": True}, {"links": True}, {"library_pages": 3}):
        assert skipped(tmp_path, names, done, **other) == []
    assert skipped(tmp_path, names, done, libraries=(filled(tmp_path / "press"),)) == []
    Path(names[1]).write_text(article(7), "utf-8")
    assert skipped(tmp_path, names, done) == ["article000.txt", "article002.txt"]
    (tmp_path / "source.txt").write_text("The quay cost 3 euros.", "utf-8")
    assert skipped(tmp_path, names, done) == []


def test_an_article_that_could_not_be_had_is_tried_again(tmp_path: Path) -> None:
    desk(tmp_path, 0)
    gone, empty = str(tmp_path / "gone.txt"), str(tmp_path / "blank.txt")
    Path(empty).write_text("\ufeff \n", "utf-8")
    lines = checked(tmp_path, [gone, empty])
    assert all(json.loads(line)["error"] for line in lines)
    assert skipped(tmp_path, [gone, empty], done_in(lines) - {None}) == ["blank.txt"]
