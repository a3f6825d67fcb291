"""What becomes of a library whose program is killed, that two write to, whose disk is full or read-only."""

from __future__ import annotations

import random
import signal
import time
from pathlib import Path

import pytest

from claims.errors import StoreError
from claims.library.library import Library
from claims.library.model import Probe
from claims.library.searching import search, understood
from tests.claims.library.shelf import filled, name_of, rows, three, town, towns
from tests.claims.library.workers import started

PAGES = 16


def texts(folder: Path) -> list[str]:
    """The text of each page by its copy, in the order of names; asserts that the index says what the copies do."""
    rows(folder)
    with Library.open(folder) as library:
        kept = [library.snapshot(page.name) for page in library.pages()]
        bodies = [copy.body.decode() for copy in kept if copy is not None]
        for number, body in enumerate(bodies):
            name = body.split("council of ")[1].split(" ")[0].lower()
            ((found,),) = library.nearest((Probe(((name,),)),), 1)
            assert found.around in body, number
    return bodies


@pytest.mark.parametrize("shards", [1, 3])
def test_a_killed_update_leaves_each_page_as_it_was_or_as_it_is(tmp_path: Path, shards: int) -> None:
    folder = filled(tmp_path / "press", towns(PAGES), shards)
    versions = {n: {town(n + 1_000 * version) for version in range(9)} for n in range(PAGES)}
    chance = random.Random(20260304)
    for _ in range(4):
        with started("change", folder, PAGES, 0) as process:
            assert process.stdout is not None
            process.stdout.readline()
            time.sleep(chance.random() * 0.3)
            process.send_signal(signal.SIGKILL)
        kept = texts(folder)
        assert len(kept) == PAGES
        with Library.open(folder) as library:
            names = [int(page.name.rpartition("/")[2]) for page in library.pages()]
        assert all(body in versions[number] for number, body in zip(names, kept, strict=True))
    with Library.open(folder) as library:
        library.add(towns(PAGES))
    assert rows(folder)["0 words"] == rows(filled(tmp_path / "fresh", towns(PAGES), shards))["0 words"]


def test_two_that_add_at_once_both_add(tmp_path: Path) -> None:
    folder = tmp_path / "press"
    with started("put", folder, 20, 0) as one, started("put", folder, 20, 10) as other:
        said = [process.stdout.read().split() for process in (one, other) if process.stdout]
    assert (one.returncode, other.returncode) == (0, 0)
    # Of the ten pages that both have, each is new for one of them only.
    assert sum(words.count("new") for words in said) == 30
    assert sum(words.count("same") for words in said) == 10
    alone = filled(tmp_path / "alone", towns(30))
    assert rows(folder)["0 words"] == rows(alone)["0 words"]
    assert rows(folder)["0 totals"] == rows(alone)["0 totals"]


def children(process: int) -> list[str]:
    """The processes that a process has started (Linux)."""
    return [pid for task in Path(f"/proc/{process}/task").iterdir() for pid in (task / "children").read_text().split()]


@pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="looks into /proc")
def test_processes_that_read_end_with_the_one_that_they_read_for(tmp_path: Path) -> None:
    pages = tmp_path / "pages"
    pages.mkdir()
    for number in range(200):
        (pages / f"{number}.txt").write_text(town(number), "utf-8")
    folder = tmp_path / "press"
    with started("read_in", folder, pages, 2) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "new\n"
        readers = children(process.pid)
        assert len(readers) >= 2
        process.send_signal(signal.SIGKILL)
    patience = time.monotonic() + 60
    while any(Path(f"/proc/{reader}/cmdline").exists() for reader in readers):
        assert time.monotonic() < patience
        time.sleep(0.05)
    with Library.open(folder) as library:
        assert 0 < library.totals().pages <= 200
    with started("read_in", folder, pages, 2) as process:
        assert process.stdout is not None
        done = process.stdout.read().split()
    assert len(done) == 200
    assert set(done) == {"new", "same"}
    assert len(texts(folder)) == 200


def test_a_full_disk_refuses_loudly_and_goes_on_when_there_is_room(tmp_path: Path) -> None:
    folder = tmp_path / "press"
    with started("fill", folder, 600_000) as process:
        assert process.stdout is not None
        refused, after = process.stdout.read().splitlines()
    assert refused.startswith(f"refused library {folder}/1-of-1.db: ")
    assert "what was saved before is still there" in refused
    word, number = after.split()
    assert word == "new"
    assert len(texts(folder)) == int(number) + 1


def test_a_read_only_library_is_searched_and_refuses_pages(tmp_path: Path) -> None:
    folder = filled(tmp_path / "press", towns(3))
    with started("as_nobody", folder) as process:
        assert process.stdout is not None
        said = process.stdout.read()
    folder.chmod(0o755)
    assert said.startswith("refused")
    assert "read-only" in said or "cannot be opened" in said
    with Library.open(folder, readonly=True) as library:
        assert search(library, understood(f"the roof of {name_of(2)} hall"), 1)


def test_a_byte_that_flips_anywhere_is_told_or_harms_nothing(tmp_path: Path) -> None:
    whole = (filled(tmp_path / "whole", [*three(), *towns(4)]) / "1-of-1.db").read_bytes()
    (tmp_path / "flipped").mkdir()
    chance = random.Random(7)
    told: list[tuple[str, str]] = []
    for place in chance.sample(range(len(whole)), 60):
        damaged = bytearray(whole)
        damaged[place] ^= 1 << chance.randrange(8)
        (tmp_path / "flipped" / "1-of-1.db").write_bytes(damaged)
        try:
            _use(tmp_path / "flipped")
        except StoreError as error:
            told.append((error.message, error.hint))
    assert len(told) > 2
    assert all(str(tmp_path / "flipped") in message and hint for message, hint in told)


def _use(folder: Path) -> None:
    """Reads, searches and changes all that there is in a library."""
    with Library.open(folder) as library:
        names = [page.name for page in library.pages()]
        for name in names:
            library.snapshot(name)
        for asked in ("1.4 bn dollars", "We dredge the channel again", "412 metres"):
            search(library, understood(asked), 5)
        search(library, understood("", speaker="Brandt"), 5)
        for name in names:
            library.drop(name)
        library.add(three())
