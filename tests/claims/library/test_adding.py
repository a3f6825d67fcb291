"""Pages into a library from folders, archives, feeds and servers, and again."""

from __future__ import annotations

import os
import time
from collections import Counter
from collections.abc import Callable, Iterable
from datetime import timedelta
from pathlib import Path

import pytest

from claims.errors import StoreError
from claims.library.adding import add, drop, readers, update
from claims.library.library import Library
from claims.library.model import Added, Outcome
from sources.archive import write_warc
from sources.fetch import Fetcher
from sources.snapshots import Kept, Origin
from tests.claims.library.shelf import AT, BRIDGE, HARBOUR, SCHOOL, copy, rows, town

LATER = time.time() + 86_400
"""A server tells versions apart by the second in which they were written."""
FEED = """<rss version="2.0"><channel>{}</channel></rss>"""
ITEM = "<item><link>http://{}/{}</link></item>"


def became(outcomes: Iterable[Added]) -> dict[str, str]:
    """What became of each page, by the last part of its name."""
    return {each.name.rpartition("/")[2]: each.outcome.value for each in outcomes}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with pages in it, and others that are none."""
    folder = tmp_path / "pages"
    (folder / "inner" / ".hidden").mkdir(parents=True)
    (folder / "grain.txt").write_text(HARBOUR, "utf-8")
    (folder / "inner" / "pont.html").write_text(f"<html><body><p>{BRIDGE}</p></body></html>", "utf-8")
    (folder / "inner" / ".hidden" / "no.txt").write_text(SCHOOL, "utf-8")
    (folder / ".no.txt").write_text(SCHOOL, "utf-8")
    (folder / "picture.png").write_bytes(b"\x89PNG")
    (folder / "empty.txt").write_text("", "utf-8")
    (folder / "~$grain.docx").write_bytes(b"kim")
    os.mkfifo(folder / "pipe.txt")
    return folder


@pytest.fixture
def shelf(tmp_path: Path) -> Path:
    return tmp_path / "press"


def test_a_folder_gives_its_pages_and_those_that_come_later(folder: Path, shelf: Path) -> None:
    with Library.open(shelf) as library:
        first = list(add(library, [str(folder)], Kept()))
        assert became(first) == {"empty.txt": "failed", "grain.txt": "new", "pont.html": "new"}
        assert next(one.message for one in first if one.outcome is Outcome.FAILED).startswith(f"{folder}/empty.txt")
        before = rows(shelf)
        assert became(add(library, [str(folder)], Kept())) == {
            "empty.txt": "failed",
            "grain.txt": "same",
            "pont.html": "same",
        }
        assert rows(shelf) == before
        (folder / "grain.txt").write_text(HARBOUR.replace("grain", "cement"), "utf-8")
        (folder / "inner" / "pont.html").unlink()
        (folder / "school.txt").write_text(SCHOOL, "utf-8")
        (folder / "empty.txt").unlink()
        again = list(update(library, Kept()))
        assert became(again) == {"grain.txt": "changed", "pont.html": "failed", "school.txt": "new"}
        assert len(again) == 3
        assert library.totals().pages == 3
        assert library.places() == (str(folder),)


def test_a_page_goes_by_one_name_from_wherever_it_is_added(
    folder: Path, shelf: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Library.open(shelf) as library:
        monkeypatch.chdir(folder)
        assert became(add(library, ["grain.txt", "./grain.txt", "inner/../grain.txt"], Kept())) == {"grain.txt": "new"}
        monkeypatch.chdir(folder.parent)
        assert became(add(library, ["pages/grain.txt"], Kept())) == {"grain.txt": "same"}


def test_of_an_archive_the_latest_copy_stays_and_none_replaces_a_later_page(tmp_path: Path, shelf: Path) -> None:
    name, archive = "https://port.example/grain", tmp_path / "old.warc.gz"
    copies = [copy(HARBOUR.replace("14", str(number)), name, AT + timedelta(days=number)) for number in (2, 9, 5)]
    archive.write_bytes(write_warc([*copies, copy(BRIDGE, "https://pont.example/")], "test"))
    with Library.open(shelf) as library:
        outcomes = Counter(each.outcome for each in add(library, [str(archive)], Kept()))
        assert outcomes == {Outcome.NEW: 2, Outcome.SAME: 1}
        kept = library.snapshot(name)
        assert kept is not None
        assert kept.fetched_at == AT + timedelta(days=9)
        assert kept.origin is Origin.ARCHIVE
        before = rows(shelf)
        assert {each.outcome for each in add(library, [str(archive)], Kept())} == {Outcome.SAME}
        assert {each.outcome for each in update(library, Kept())} == {Outcome.SAME}
        assert rows(shelf) == before


def test_servers_are_asked_for_pages_and_feeds_and_asked_again(
    tmp_path: Path, shelf: Path, pages: Callable[[Path], str]
) -> None:
    site = tmp_path / "site"
    site.mkdir()
    host = pages(site)
    for name, text in (("a.txt", HARBOUR), ("b.txt", BRIDGE), ("c.txt", SCHOOL)):
        (site / name).write_text(text, "utf-8")
    feed = site / "feed.xml"
    feed.write_text(FEED.format(ITEM.format(host, "a.txt") + ITEM.format(host, "gone.txt")), "utf-8")
    with Library.open(shelf) as library, Fetcher(allow=(host,)) as web:
        given = [f"http://{host}/feed.xml", f"http://{host}/b.txt"]
        assert became(add(library, given, web)) == {"a.txt": "new", "b.txt": "new", "gone.txt": "failed"}
        assert library.places() == (f"http://{host}/feed.xml",)
        before = rows(shelf)
        assert became(update(library, web)) == {"a.txt": "same", "b.txt": "same", "gone.txt": "failed"}
        assert rows(shelf) == before
        (site / "b.txt").write_text(BRIDGE.replace("412", "421"), "utf-8")
        os.utime(site / "b.txt", (LATER, LATER))
        feed.write_text(FEED.format(ITEM.format(host, "a.txt") + ITEM.format(host, "c.txt")), "utf-8")
        os.utime(feed, (LATER, LATER))
        assert became(update(library, web)) == {"a.txt": "same", "b.txt": "changed", "c.txt": "new"}
        assert became(drop(library, f"http://{host}/feed.xml")) == {"feed.xml": "dropped"}
        assert (library.places(), len(list(library.pages()))) == ((), 3)


def test_what_cannot_be_had_says_why_and_stops_nothing(folder: Path, shelf: Path) -> None:
    names = ["nowhere.txt", "a\0b", "pasted:note", "worldbank:China population 2024", str(folder / "grain.txt")]
    with Library.open(shelf) as library:
        done = list(add(library, names, Kept()))
    assert Counter(each.outcome.value for each in done) == {"failed": 4, "new": 1}
    assert all(each.message for each in done if each.outcome is Outcome.FAILED)


def test_a_folder_is_taken_out_with_its_pages_and_they_do_not_come_again(folder: Path, shelf: Path) -> None:
    with Library.open(shelf) as library:
        list(add(library, [str(folder)], Kept()))
        assert became(drop(library, str(folder))) == {"grain.txt": "dropped", "pont.html": "dropped"}
        assert list(update(library, Kept())) == []
        with pytest.raises(StoreError, match="has no page"):
            list(drop(library, "grain.txt"))


def test_where_one_page_is_unknown_none_is_taken_out(folder: Path, shelf: Path) -> None:
    with Library.open(shelf) as library:
        list(add(library, [str(folder)], Kept()))
        with pytest.raises(StoreError, match=r"has no page 'no\.txt'"):
            list(drop(library, str(folder / "grain.txt"), str(folder), "no.txt"))
        assert len(list(library.pages())) == 2
        assert became(drop(library, str(folder / "grain.txt"), str(folder))) == {
            "grain.txt": "dropped", "pont.html": "dropped",
        }  # fmt: skip


def test_processes_read_the_same_as_one_does(tmp_path: Path) -> None:
    pages = tmp_path / "pages"
    pages.mkdir()
    for number in range(40):
        (pages / f"{number}.txt").write_text(town(number), "utf-8")
        os.utime(pages / f"{number}.txt", (LATER, LATER))
    found = []
    for jobs in (1, 2):
        with Library.open(tmp_path / f"by {jobs}") as library:
            assert {each.outcome for each in add(library, [str(pages)], Kept(), jobs)} == {Outcome.NEW}
        kept = rows(tmp_path / f"by {jobs}")
        found.append({name: kept[f"0 {name}"] for name in ("words", "passages", "amounts", "said", "totals")})
    assert found[0] == found[1]


def test_one_job_needs_no_processes() -> None:
    with readers(1) as none:
        assert none is None


def test_a_feed_that_is_cut_off_is_told_and_an_empty_one_is_no_page(
    tmp_path: Path, shelf: Path, pages: Callable[[Path], str]
) -> None:
    site = tmp_path / "site"
    site.mkdir()
    host = pages(site)
    (site / "a.txt").write_text(HARBOUR, "utf-8")
    whole = FEED.format(ITEM.format(host, "a.txt"))
    (site / "cut.xml").write_text(whole[: whole.index("</rss>")], "utf-8")
    (site / "empty.xml").write_text(FEED.format(""), "utf-8")
    with Library.open(shelf) as library, Fetcher(allow=(host,)) as web:
        done = list(add(library, [f"http://{host}/cut.xml", f"http://{host}/empty.xml"], web))
        assert [(one.name.rsplit("/")[-1], one.outcome.value) for one in done] == [
            ("cut.xml", "failed"),
            ("a.txt", "new"),
        ]
        assert "is cut off: its end is missing; 1 named before is taken" in str(done[0])
        assert library.places() == (f"http://{host}/cut.xml", f"http://{host}/empty.xml")
