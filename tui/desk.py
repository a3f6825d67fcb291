"""What the screens work with: a store, a name, a clock, keys, and a way to have articles and sources checked."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Protocol

from claims.errors import BusyError, ReviewError, StoreError
from claims.ledger.events import Draft, Event
from claims.ledger.review import ReviewState
from claims.ledger.rows import ArticleSummary
from claims.ledger.store import PATIENCE, ClaimStore
from sources.files import is_pasted, pasted
from sources.providers import asked
from sources.snapshots import Fetches, FetchFailure, Snapshot
from tui.actions import ACTIONS, Actions
from tui.background import Check, OnBytes, OpenWeb, Order
from tui.opening import OnRead, Opening, OpenReads
from tui.options import fetcher_of, library_folder, open_store
from tui.places import Places
from tui.settings import Settings


class Shelf(Protocol):
    """What a desk needs of a store; each method raises `StoreError` where the file refuses."""

    @property
    def path(self) -> Path: ...

    def articles(self) -> tuple[ArticleSummary, ...]: ...

    def named(self, article_id: str) -> tuple[str, str]: ...

    def review(self, article_id: str, on_read: OnRead = ...) -> ReviewState: ...

    def record(self, draft: Draft) -> Event: ...

    def events(self, article_id: str = "", after: int = 0) -> tuple[Event, ...]: ...

    def newest(self) -> int: ...

    def save_snapshot(self, snapshot: Snapshot) -> str: ...

    def copies(self, url: str) -> tuple[Snapshot, ...]: ...


@dataclass
class Desk:
    """One desk. `reviewer` may be empty: the first decision asks. `refusal` says why nothing can be written, if so.

    `folder` is where files are read from and written to; `open_reads` opens the shelf once more for another thread;
    `places` are where people were the last time; `by_attention` says in which order the articles are shown;
    `libraries` are searched with every check; `wait_at_most` says how many seconds the shelf waits for another program.
    """

    shelf: Shelf
    reviewer: str
    clock: Callable[[], datetime]
    open_web: OpenWeb
    actions: Actions = ACTIONS
    refusal: str = ""
    folder: Path = Path()
    open_reads: OpenReads | None = None
    places: Places = field(default_factory=Places)
    by_attention: bool = False
    libraries: tuple[Path, ...] = ()
    wait_at_most: Callable[[float], object] = lambda _: None

    def opening(self, article_id: str, name: str = "") -> Opening:
        """The review of an article, being read from now on."""
        if self.open_reads is None:  # a shelf belongs to one thread
            return Opening(article_id, name, lambda: contextlib.nullcontext(self.shelf), beside=False)
        return Opening(article_id, name, self.open_reads)

    def file(self, name: str) -> Path:
        """A file as a person names it, seen from the desk's folder."""
        return self.folder / Path(name.strip()).expanduser() if name.strip() else Path()

    def check(self, order: Order) -> Check:
        """A check of an order, not begun; raises `StoreError` where its outcome could not be kept."""
        if self.refusal:
            raise StoreError(self.refusal)
        return Check(order, self.shelf.path, self.open_web, self.clock, self.libraries)

    def source(self, name: str, label: str, text: str) -> str:
        """The name of a source that a person gave, or that of the passage which they pasted.

        Raises `ReviewError` for nothing at all, and for a file that is not there: a slip of the pen is no source.
        """
        if not name:
            return self.paste(label, text)
        if "://" not in name and not is_pasted(name) and asked(name) is None and not self.file(name).exists():
            raise ReviewError(f"{name} is not there", "Check the spelling and the folder you are in")
        return name

    def paste(self, label: str, text: str) -> str:
        """Keeps a pasted text, and gives the name by which it is an article or a source from now on."""
        if self.refusal:
            raise StoreError(self.refusal)
        snapshot = pasted(text, label, self.clock())
        if isinstance(snapshot, FetchFailure):
            raise ReviewError("there is no text to keep", "Paste some, or leave with escape")
        self.shelf.save_snapshot(snapshot)
        return snapshot.url


@contextlib.contextmanager
def open_desk(settings: Settings, *, create: bool) -> Iterator[Desk]:
    """The desk that the settings describe; a store that cannot be written is opened to be read, and says so.

    Raises `StoreError` where it cannot be read either.
    """
    refusal = ""
    try:
        store = open_store(settings.db, create=create, busy_seconds=PATIENCE)
    except BusyError:
        raise
    except StoreError as refused:
        if not settings.db.exists():
            raise
        try:
            store = ClaimStore.open(settings.db, create=False, readonly=True)
        except StoreError:
            raise refused from None
        refusal = str(refused)

    with store:
        desk = Desk(store, settings.reviewer, _now, partial(_web, settings), settings.actions, refusal)
        desk.open_reads = partial(
            ClaimStore.open, settings.db, create=False, readonly=bool(refusal), busy_seconds=PATIENCE
        )
        desk.wait_at_most = store.wait_at_most
        desk.places = Places.of_store(settings.db)
        desk.libraries = tuple(map(library_folder, settings.libraries))
        yield desk


def _web(settings: Settings, on_bytes: OnBytes) -> contextlib.AbstractContextManager[Fetches]:
    return fetcher_of(settings, on_bytes=on_bytes)


def _now() -> datetime:
    return datetime.now(UTC)
