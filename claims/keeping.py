"""The sources of a store over time: had again, compared with what was kept, named by a part of their name."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

from claims.errors import StoreError
from claims.having import SIDE_BY_SIDE, have, known_copy, still
from claims.ledger.copies import KeptSource
from claims.ledger.store import ClaimStore
from sources.difference import Change, difference
from sources.document import Document
from sources.files import STDIN, is_pasted
from sources.providers import asked
from sources.reading import read
from sources.snapshots import Fetches, FetchFailure, Origin, Snapshot


class Again(StrEnum):
    """What became of a source that was had again; `same_text` is other bytes with the same main text."""

    NEW = "new"
    UNCHANGED = "unchanged"
    SAME_TEXT = "same_text"
    CHANGED = "changed"
    FAILED = "failed"
    PASSED_OVER = "passed_over"


@dataclass(frozen=True, slots=True)
class Refreshed:
    """A source that was had again: what became of it, why it was not had, where its text has changed."""

    name: str
    again: Again
    message: str = ""
    changes: tuple[Change, ...] = ()


@dataclass(frozen=True, slots=True)
class KeptFirst:
    """Pages from a desk that keeps copies: with `again` servers are asked for those too, and a copy that they no
    longer give stays what it was, with a warning; without, only what is not kept is asked for.

    What was taken from an archive cannot be had again.
    """

    fetches: Fetches
    again: bool

    def fetch(self, url: str, *, known: Snapshot | None = None) -> Snapshot | FetchFailure:
        """One page, or the copy that is kept of it."""
        if known is None:
            return self.fetches.fetch(url)
        if not self.again or known.origin is Origin.ARCHIVE:
            return known
        answer = self.fetches.fetch(url, known=known)
        return still(known, answer) if isinstance(answer, FetchFailure) else answer


def named(kept: Sequence[KeptSource], words: Iterable[str]) -> tuple[KeptSource, ...]:
    """The sources that words name, each in full or by a part that fits no other; raises `StoreError` otherwise."""
    found: list[KeptSource] = []
    for word in words:
        exact = [source for source in kept if source.name == word]
        fitting = exact or [source for source in kept if word and word in source.name]
        if len(fitting) != 1:
            what = f"fits {len(fitting)} sources" if fitting else "is no source of this store"
            raise StoreError(f"{word!r} {what}", "List them with: stet sources list")
        found += [source for source in fitting if source not in found]
    return tuple(found)


def refresh(sources: Iterable[KeptSource], fetches: Fetches, store: ClaimStore) -> Iterator[Refreshed]:
    """Has sources again, several at once, keeps what came, and says how each differs from the copy before.

    What was pasted in or taken from an archive cannot be had again and is passed over.
    """
    sources = tuple(sources)
    known = {source.name: store.latest_snapshot(source.name) for source in sources}
    pool = ThreadPoolExecutor(max_workers=SIDE_BY_SIDE)
    try:
        again = {
            source.name: pool.submit(have, source.name, b"", fetches, None, known_copy(source.name, store))
            for source in sources
            if _can_be_had(source)
        }
        for source in sources:
            if source.name not in again:
                yield Refreshed(source.name, Again.PASSED_OVER, _why_not(source))
                continue
            outcome = again[source.name].result()
            if isinstance(outcome, Snapshot):
                store.save_snapshot(outcome)
            yield _compared(source.name, known[source.name], outcome)
    finally:
        pool.shutdown(wait=False, cancel_futures=True)  # whoever has stopped waiting waits for no server


def _can_be_had(source: KeptSource) -> bool:
    return not _is_pasted(source) and source.origin is not Origin.ARCHIVE and asked(source.name) is None


def _is_pasted(source: KeptSource) -> bool:
    return source.name == STDIN or is_pasted(source.name)


def _why_not(source: KeptSource) -> str:
    if _is_pasted(source):
        return "it was pasted in"
    return "it was taken from an archive" if source.origin is Origin.ARCHIVE else "check again to ask its provider"


def _compared(name: str, before: Snapshot | None, after: Snapshot | FetchFailure) -> Refreshed:
    if isinstance(after, FetchFailure):
        return Refreshed(name, Again.FAILED, after.message)
    if before is None:
        return Refreshed(name, Again.NEW)
    if before.body_sha256 == after.body_sha256:
        return Refreshed(name, Again.UNCHANGED)
    changes = changes_between(before, after)
    if changes is None:
        return Refreshed(name, Again.CHANGED, "its bytes have changed; one of the copies has no text to compare")
    return Refreshed(name, Again.CHANGED if changes else Again.SAME_TEXT, "", changes)


def changes_between(before: Snapshot, after: Snapshot) -> tuple[Change, ...] | None:
    """Where the main texts of two copies differ; None where one of them cannot be read."""
    old, new = read(before), read(after)
    return difference(old, new) if isinstance(old, Document) and isinstance(new, Document) else None


def last_two_versions(copies: Sequence[Snapshot]) -> tuple[Snapshot, Snapshot] | None:
    """The newest copy of the version before the last, and the oldest of the last; `copies` come newest first."""
    for newer, older in pairwise(copies):
        if newer.body_sha256 != older.body_sha256:
            return older, newer
    return None
