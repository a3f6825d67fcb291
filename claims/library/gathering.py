"""Pages for a library: those of folders, web archives, feeds and sitemaps, and single ones, each as it comes."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from itertools import islice
from pathlib import Path

from claims.having import SIDE_BY_SIDE, have, is_address
from sources.archive import is_archive, pages_of_warc
from sources.files import is_pasted, is_pipe, media_type_of
from sources.finding.feeds import broken_list, damage_of, entries_of, is_empty, is_list
from sources.finding.folders import UNFINISHED
from sources.providers import asked
from sources.snapshots import FailureReason, Fetches, FetchFailure, Snapshot

MOST_LISTED = 5_000
"""Pages taken of one feed or sitemap with all that it leads to: lists of lists have no end."""
MOST_ARCHIVED = 1_000_000
"""Pages taken of one web archive."""
_ROUNDS = 2
"""How often a list of lists is followed: an index of sitemaps, then a sitemap."""
_CHUNK = 8 * SIDE_BY_SIDE
"""Pages that are asked for before the first of them has been taken."""

Known = Callable[[str], Snapshot | None]
Gathered = tuple[str, Snapshot | FetchFailure]


def full_name(name: str) -> str:
    """A name that means the same in every folder: a path from the root, an address as it is."""
    if is_address(name) or is_pasted(name) or asked(name) is not None:
        return name
    return os.path.abspath(name)  # noqa: PTH100 - a link stays the name that it is


def is_place(name: str) -> bool:
    """Whether a name is a folder or a web archive, from which pages come. (A feed shows only when it is had.)"""
    return not is_address(name) and (is_archive(name) or Path(name).is_dir())


def gather(names: Iterable[str], fetches: Fetches, known: Known, on_list: Callable[[str], None]) -> Iterator[Gathered]:
    """Each page under its name, or why it could not be had.

    Args:
        names: full names of pages, folders, web archives, feeds, sitemaps.
        known: the copy that is kept of a page, so that a server is asked only whether it has another.
        on_list: told the name of each feed or sitemap among them.
    """
    given = list(dict.fromkeys(names))
    for name in (name for name in given if is_archive(name) and not is_address(name)):
        for page in pages_of_warc(name, MOST_ARCHIVED):
            yield (page.url if isinstance(page, Snapshot) else name), page
    seen: set[str] = set()
    fresh: Iterable[str] = _single(name for name in given if is_address(name) or not is_archive(name))
    for number in range(_ROUNDS + 1):
        listed: dict[str, None] = {}
        for name, page in _had(_unseen(fresh, seen), fetches, known):
            if not isinstance(page, Snapshot) or not is_list(page):
                yield name, page
                continue
            entries, damage = entries_of(page, MOST_LISTED), damage_of(page)
            listed |= dict.fromkeys(entry.url for entry in entries)
            if (entries or damage or is_empty(page)) and not number:
                on_list(name)
            if damage:
                yield name, FetchFailure(name, FailureReason.TRUNCATED, broken_list(name, damage, len(entries)))
            elif not entries and not is_empty(page):
                yield name, page
        fresh = islice(listed, MOST_LISTED)


def _single(names: Iterable[str]) -> Iterator[str]:
    """The names, each folder replaced by the files in it and in its folders that are of a kind that can be read."""
    for name in names:
        if is_address(name) or not Path(name).is_dir():
            yield name
            continue
        if not os.access(name, os.R_OK | os.X_OK):
            yield name  # which is then told as one that may not be read
        for folder, inner, files in os.walk(name):
            inner[:] = sorted(each for each in inner if not each.startswith("."))
            shown = (file for file in sorted(files) if not file.startswith(UNFINISHED) and media_type_of(file))
            yield from (path for file in shown if not is_pipe(path := str(Path(folder) / file)))


def _unseen(names: Iterable[str], seen: set[str]) -> Iterator[str]:
    """The names that are not among those seen, which they join: a page may come of a folder or feed and by itself."""
    for name in names:
        if name not in seen:
            seen.add(name)
            yield name


def _had(names: Iterable[str], fetches: Fetches, known: Known) -> Iterator[Gathered]:
    waiting = iter(names)
    pool = ThreadPoolExecutor(max_workers=SIDE_BY_SIDE)
    try:
        while chunk := list(islice(waiting, _CHUNK)):
            # What is kept is looked up here, in one thread: a connection is not shared.
            asked_for = [(name, known(name) if is_address(name) else None) for name in chunk]
            futures = [(name, pool.submit(_one, name, fetches, copy)) for name, copy in asked_for]
            for name, future in futures:
                yield name, future.result()
    finally:
        pool.shutdown(wait=False, cancel_futures=True)  # whoever has stopped waiting waits for no server


def _one(name: str, fetches: Fetches, copy: Snapshot | None) -> Snapshot | FetchFailure:
    if is_pasted(name) or asked(name) is not None:
        what = f"{name} is no page that can be had again. Keep it as a file, and add that"
        return FetchFailure(name, FailureReason.NOT_KEPT, what)
    return have(name, b"", fetches, None, copy)
