"""Pages into a library, and those of one again: only what is new is read, and what is read can be shared out.

Reading a page and finding what is in it takes nearly all of the time, and needs nothing but the page: with several
`jobs` processes do that, while this one writes. Pages are written some at a time, those of one file of the library in
one transaction, so that whoever is stopped in between has each page either as it was or as it is.
"""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Executor, ProcessPoolExecutor
from contextlib import AbstractContextManager, nullcontext
from multiprocessing import get_context

from claims.errors import StoreError
from claims.library.gathering import Gathered, full_name, gather, is_place
from claims.library.indexing import indexed
from claims.library.library import Library
from claims.library.model import Added, Indexed, KeptPage, Outcome
from claims.starting import deaf_to_ctrl_c
from sources.document import Unreadable
from sources.reading import read
from sources.snapshots import Fetches, FetchFailure, Origin, Snapshot

BATCH = 64
"""Pages that are written in one go."""
_BATCH_BYTES = 8 * 1024 * 1024
"""Bytes of pages from which they are written however few they are."""
_SHARED, _TOGETHER = 32, 4
"""Pages from which it pays to have processes read them, and how many each gets at a time."""
_WATCHED = 1.0
"""Seconds between two looks of a process at whether the one that it works for is still there."""


def add(library: Library, names: Iterable[str], fetches: Fetches, jobs: int = 1) -> Iterator[Added]:
    """Adds pages, and says of each what became of it. What is there already with the same bytes is not touched.

    Args:
        names: paths, addresses, folders, web archives, feeds, sitemaps. Where pages come from is noted for `update`.
        jobs: how many processes read pages side by side.

    Raises `StoreError` for what is wrong with the library; what was told before is kept.
    """
    full = [full_name(name) for name in names]
    library.add_places(name for name in full if is_place(name))
    lists: list[str] = []
    gathered = gather(full, fetches, library.snapshot, lists.append)
    yield from _taken(library, gathered, jobs)
    library.add_places(lists)


def update(library: Library, fetches: Fetches, jobs: int = 1) -> Iterator[Added]:
    """Has every page again, and what is new in the folders, archives and feeds that pages were added from.

    A page that cannot be had any more stays as it is, and is told as failed.
    """
    places = library.places()
    again = [page.name for page in library.pages() if page.origin is not Origin.ARCHIVE]
    yield from add(library, (*places, *again), fetches, jobs)


def drop(library: Library, *names: str) -> Iterator[Added]:
    """Takes out pages; or folders with all their pages, or what else pages came from, so that none come again.

    Raises `StoreError` where the library has nothing of one of these names, and takes nothing out then.
    """
    pages = [page.name for page in library.pages()]
    known, places = set(pages), set(library.places())
    for name in names:
        if not {name, full_name(name)} & (known | places):
            raise StoreError(f"library {library.path}: has no page {name!r}", "List them with: stet library list")
    gone: dict[str, None] = {}
    for name in names:
        full = full_name(name)
        inside = full.rstrip(os.sep) + os.sep
        is_place = library.drop_place(full)
        its = [page for page in pages if page in {name, full} or (is_place and page.startswith(inside))]
        # Of a feed or an archive, whose pages stay, it is told that none come from it any more.
        gone |= dict.fromkeys(its or [full])
    for each in gone:
        library.drop(each)
        yield Added(each, Outcome.DROPPED)


def _taken(library: Library, gathered: Iterable[Gathered], jobs: int) -> Iterator[Added]:
    with readers(jobs) as shared:
        batch: dict[str, Snapshot] = {}
        for name, page in gathered:
            if isinstance(page, FetchFailure):
                yield Added(name, Outcome.FAILED, page.message)
            elif _is_known(page, library.page(page.url), batch.get(page.url)):
                yield Added(page.url, Outcome.SAME)
            else:
                batch[page.url] = page
            if len(batch) >= BATCH or sum(len(one.raw) for one in batch.values()) >= _BATCH_BYTES:
                yield from _written(library, list(batch.values()), shared)
                batch.clear()
        yield from _written(library, list(batch.values()), shared)


def _is_known(page: Snapshot, kept: KeptPage | None, waiting: Snapshot | None) -> bool:
    """Whether the library has these bytes of a page, or is about to; of an archive's, whether it has later ones."""
    if page.origin is Origin.ARCHIVE:
        moments = [kept.had_at] if kept else []
        moments += [waiting.fetched_at] if waiting else []
        return any(moment >= page.fetched_at for moment in moments)
    return page.sha256 == (waiting.sha256 if waiting else kept.sha256 if kept else "")


def _written(library: Library, pages: Sequence[Snapshot], shared: Executor | None) -> Iterator[Added]:
    found = read_pages(pages, shared)
    ready = [page for page in found if isinstance(page, Indexed)]
    outcomes = dict(zip((page.snapshot.url for page in ready), library.add(ready), strict=True))
    for page, one in zip(pages, found, strict=True):
        if isinstance(one, Unreadable):
            yield Added(page.url, Outcome.FAILED, one.message)
        else:
            yield Added(page.url, outcomes[page.url])


def read_pages(pages: Sequence[Snapshot], shared: Executor | None = None) -> list[Indexed | Unreadable]:
    """Pages read and ready to be put in, or why they cannot be read; many of them by the processes given."""
    if shared is None or len(pages) < _SHARED:
        return list(map(_read, pages))
    with deaf_to_ctrl_c():
        found = shared.map(_read, pages, chunksize=_TOGETHER)
    return list(found)


def _read(page: Snapshot) -> Indexed | Unreadable:
    document = read(page)
    return document if isinstance(document, Unreadable) else indexed(page, document)


def readers(jobs: int) -> AbstractContextManager[Executor | None]:
    """Processes that read pages; none where this one does it all."""
    if jobs <= 1:
        return nullcontext()
    # Fetching runs in threads, and a fork of a process with threads may never run.
    spawn = get_context("spawn")
    return ProcessPoolExecutor(jobs, mp_context=spawn, initializer=_watch, initargs=(os.getpid(),))


def _watch(parent: int) -> None:
    """Ends this process soon after the one that it works for was killed."""

    def look() -> None:
        while os.getppid() == parent:
            time.sleep(_WATCHED)
        os._exit(1)

    threading.Thread(target=look, daemon=True).start()
