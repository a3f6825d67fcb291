"""A library as a whole: what goes in, what comes out, and that the same again changes nothing."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.errors import StoreError
from claims.library.indexing import indexed
from claims.library.library import Library, shard_files, shard_of
from claims.library.model import Outcome, Probe, Totals
from claims.library.schema import LIBRARY
from sources.document import Block, Document, Role, Span
from tests.claims.library.shelf import AT, HARBOUR, copy, filled, name_of, page, rows, three, towns


@pytest.mark.parametrize("shards", [1, 4])
def test_the_same_pages_again_change_nothing(tmp_path: Path, shards: int) -> None:
    folder = filled(tmp_path / "press", shards=shards)
    before, files = rows(folder), [file.read_bytes() for file in shard_files(folder)]
    with Library.open(folder) as library:
        later = [page(HARBOUR, at=AT + timedelta(days=1)), *three()[1:]]
        assert set(library.add(later)) == {Outcome.SAME}
        assert [kept.had_at for kept in library.pages()] == [AT] * 3
    assert rows(folder) == before
    assert [file.read_bytes() for file in shard_files(folder)] == files


def test_a_changed_page_takes_the_place_of_the_old_one(tmp_path: Path) -> None:
    folder = filled(tmp_path / "press")
    with Library.open(folder) as library:
        old = library.totals()
        assert library.add([page(HARBOUR.replace("14 months", "2 years"))]) == (Outcome.CHANGED,)
        assert library.totals().pages == old.pages
        assert library.add([page(HARBOUR)]) == (Outcome.CHANGED,)
        assert library.totals() == old
    fresh = filled(tmp_path / "fresh")
    for name, kept in rows(fresh).items():
        # Numbers of pages and passages go on; all else is as if the page had never been another.
        assert len(rows(folder)[name]) == len(kept)
    assert rows(folder)["0 words"] == rows(fresh)["0 words"]


def test_what_is_taken_out_leaves_nothing(tmp_path: Path) -> None:
    folder = filled(tmp_path / "press")
    with Library.open(folder) as library:
        names = [kept.name for kept in library.pages()]
        assert [library.drop(name) for name in (*names, "https://nowhere.example/")] == [True, True, True, False]
        assert library.totals() == Totals()
        assert library.nearest((Probe((("harbour",),)),), 5) == [()]
    assert {name for name, kept in rows(folder).items() if kept} == {"0 shard", "0 totals"}


def test_files_share_the_pages_and_find_the_same(tmp_path: Path) -> None:
    pages = towns(60)
    one, four = filled(tmp_path / "one", pages), filled(tmp_path / "four", pages, shards=4)
    probe = Probe((("council",), (name_of(17).lower(),), ("inhabitants",)))
    with Library.open(one, readonly=True) as whole, Library.open(four, readonly=True) as shared:
        assert whole.totals() == shared.totals()
        assert list(whole.pages()) == list(shared.pages())
        assert all(shard.totals().pages for shard in shared.shards)
        for number, shard in enumerate(shared.shards):
            assert {shard_of(kept.name, 4) for kept in shard.pages()} == {number}
        ((best,),) = whole.nearest((probe,), 1)
        assert best.page == "https://towns.example/17"
        assert shared.nearest((probe,), 1) == [(best,)]


def test_what_is_kept_in_memory_is_shared_by_the_files(tmp_path: Path) -> None:
    kept = []
    for files in (1, 4, 16, 64):
        with Library.open(tmp_path / str(files), shards=files) as library:
            sizes = [-shard._db.execute("PRAGMA cache_size").fetchone()[0] for shard in library.shards]
        assert len(set(sizes)) == 1
        kept.append(sum(sizes))
    assert kept[0] == kept[1] == kept[2]
    assert kept[3] <= 2 * kept[0]


def test_a_copy_comes_back_as_it_was_had(tmp_path: Path) -> None:
    with Library.open(filled(tmp_path / "press")) as library:
        assert library.snapshot("https://port.example/grain") == copy(HARBOUR)
        assert library.snapshot("https://nowhere.example/") is None
        assert library.page("https://nowhere.example/") is None


@given(st.text(max_size=600), st.text(min_size=1, max_size=80))
def test_any_text_under_any_name_goes_in_and_out(text: str, name: str) -> None:
    document = Document(text, "text/plain", (Block(Span(0, len(text)), Role.PARAGRAPH),))
    ready = indexed(copy(text, name), document)
    assert "".join(one.text for one in ready.passages) == text
    assert all(one.tokens == tuple(sorted(set(one.tokens))) or one.tokens[0].startswith(":") for one in ready.passages)


@pytest.mark.parametrize("name", ["a\0b", "\ud800.txt", "\u202egpj.txt", "'; DROP TABLE pages; --", "x" * 5_000, "ﷺ"])
def test_odd_names_are_names(tmp_path: Path, name: str) -> None:
    folder = filled(tmp_path / "odd", [page("A \ud800 word of 12 kilometres" if name == "ﷺ" else HARBOUR, name)])
    with Library.open(folder) as library:
        assert [kept.name for kept in library.pages()] == [name]
        found = library.snapshot(name)
        assert found is not None
        assert found.url == name
        assert library.drop(name)
        assert library.totals() == Totals()


def test_a_file_that_another_program_did_not_come_to_make_is_made(tmp_path: Path) -> None:
    folder = filled(tmp_path / "press", shards=3)
    shard_files(folder)[1].unlink()
    with pytest.raises(StoreError, match="does not exist"):
        Library.open(folder, readonly=True)
    with Library.open(folder) as library:
        assert len(library.shards) == 3


def _misplaced(folder: Path) -> None:
    one, other, *_ = shard_files(folder)
    other.write_bytes(one.read_bytes())


def _of_two(folder: Path) -> None:
    (folder / "1-of-9.db").write_bytes(b"")


def _torn(folder: Path) -> None:
    file = shard_files(folder)[0]
    file.write_bytes(file.read_bytes()[:9_000] + b"\xff" * 9_000)


def _foreign(folder: Path) -> None:
    shard_files(folder)[0].write_bytes(b"once upon a time " * 100)


@pytest.mark.parametrize(
    ("harm", "said"),
    [
        (_misplaced, "is not the part of a library that its name says"),
        (_of_two, "more than one library"),
        (_torn, "is damaged"),
        (_foreign, "is not a stet library"),
    ],
)
def test_a_damaged_library_says_where_and_what_to_do(tmp_path: Path, harm: object, said: str) -> None:
    folder = filled(tmp_path / "press", shards=2)
    assert callable(harm)
    harm(folder)
    with pytest.raises(StoreError, match=said) as told:
        Library.open(folder, readonly=True)
    assert str(folder) in told.value.message
    assert told.value.hint


@pytest.mark.parametrize("make", ["nothing", "empty", "file"])
def test_where_no_library_is_says_how_to_start_one(tmp_path: Path, make: str) -> None:
    folder = tmp_path / "press"
    if make == "empty":
        folder.mkdir()
    if make == "file":
        folder.write_text("no folder", "utf-8")
    with pytest.raises(StoreError) as told:
        Library.open(folder, readonly=True)
    assert told.value.hint == LIBRARY.start
    if make == "file":
        with pytest.raises(StoreError, match=r"cannot be made \(there is a file of that name\)\. Name another"):
            Library.open(folder)
