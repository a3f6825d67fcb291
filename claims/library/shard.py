"""One file of a library: pages in, pages out, each change in one transaction. A room with SQL."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from types import TracebackType

from sqlite_utils import Database

from claims.errors import StoreError
from claims.ledger.columns import restored, storable
from claims.ledger.opening import connect, immediate, told
from claims.ledger.rows import Values, snapshot_of
from claims.library.lookup import Lookup
from claims.library.model import Counts, Found, Indexed, KeptPage, Likely, Outcome, Range, Tokens, Totals, Weighed
from claims.library.putting import put, take_out
from claims.library.schema import LIBRARY
from sources.snapshots import Origin, Snapshot

BUSY_SECONDS = 60.0
"""How long a write waits for another program's: one that adds many pages holds the file for seconds."""
_CACHED, _LEAST = 64_000, 2_000
"""Kibibytes that are kept in memory of all files of a library together, and of each file at least."""


class Shard:
    """One open file of a library. Each method is one transaction, and raises `StoreError` for what is wrong with it.

    A shard belongs to the thread that opened it; another thread or process opens its own.
    """

    def __init__(self, db: Database, path: Path) -> None:
        self._db = db
        self._lookup = Lookup(db)
        self.path = path

    @classmethod
    def open(cls, path: Path, number: int = 0, of: int = 1, *, readonly: bool = False) -> Shard:
        """Opens a file, or begins it, as the one of this number `of` so many.

        Raises `StoreError` where it is missing, damaged, locked, read-only (unless asked for so), of a newer version,
        or another part of a library than it should be.
        """
        db = connect(path, create=not readonly, readonly=readonly, busy_seconds=BUSY_SECONDS, kind=LIBRARY)
        try:
            with told(path, LIBRARY):
                db.execute(f"PRAGMA cache_size = {-max(_LEAST, _CACHED // of)}")  # negative: in kibibytes
                _number(db, path, (number, of), readonly=readonly)
        except BaseException:
            db.close()
            raise
        return cls(db, path)

    def __enter__(self) -> Shard:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        with self._told():
            self._db.close()

    def totals(self) -> Totals:
        """How much the file holds."""
        with self._told():
            return self._lookup.totals()

    def pages(self) -> tuple[KeptPage, ...]:
        """Every page, in the order of names."""
        with self._told():
            return tuple(map(_page, self._db.query("SELECT * FROM pages ORDER BY name")))

    def page(self, name: str) -> KeptPage | None:
        """A page by its name, None for one that is not there."""
        with self._told():
            row = next(self._db.query("SELECT * FROM pages WHERE name = ?", (storable(name),)), None)
            return None if row is None else _page(row)

    def snapshot(self, name: str) -> Snapshot | None:
        """The copy that is kept of a page, None for a page that is not there."""
        with self._told():
            row = next(self._db.query(_COPY, {"name": storable(name)}), None)
            return None if row is None else snapshot_of(_with_both(row))

    def places(self) -> tuple[str, ...]:
        """What pages were added from (folders, feeds, archives), in the order of names."""
        with self._told():
            return tuple(restored(row[0]) for row in self._db.execute("SELECT name FROM places ORDER BY name"))

    def add_places(self, names: Iterable[str]) -> None:
        """Notes what pages are added from; what is noted already changes nothing."""
        fresh = sorted(set(names) - set(self.places()))
        if fresh:
            with self._writing():
                for name in fresh:
                    self._db.execute("INSERT OR IGNORE INTO places VALUES (?)", (storable(name),))

    def drop_place(self, name: str) -> bool:
        """Forgets what pages are added from; whether it was noted."""
        with self._writing():
            return self._db.execute("DELETE FROM places WHERE name = ?", (storable(name),)).rowcount > 0

    def add(self, pages: Sequence[Indexed]) -> tuple[Outcome, ...]:
        """Puts pages in, all in one transaction; what was there of a page before is replaced, the same bytes stay."""
        with self._writing():
            return tuple(put(self._db, page) for page in pages)

    def drop(self, names: Iterable[str]) -> tuple[bool, ...]:
        """Takes pages out, all in one transaction; of each whether it was there."""
        with self._writing():
            return tuple(take_out(self._db, storable(name)) for name in names)

    def counts(self, tokens: Tokens, valued: Sequence[tuple[Range, ...]], rows: int) -> Counts:
        """How many passages have each of the tokens, and how many (at most `rows`) a figure within each of ranges."""
        with self._told():
            return self._lookup.counts(tokens, valued, rows)

    def likely(self, asked: Sequence[Weighed]) -> list[list[Likely]]:
        """For each of what is asked the likeliest passages, the likeliest first."""
        with self._told():
            return [self._lookup.likely(each) for each in asked]

    def held(self, likely: Sequence[tuple[Weighed, Sequence[int]]], most: int) -> list[list[Found]]:
        """For each of what was asked, of the passages of these numbers, each with one beside it, those that have most
        of it, the best first; one for each of at most `most` pages."""
        with self._told():
            return self._lookup.held(likely, most)

    def figures(self, ranges: Sequence[Range], most: int) -> tuple[Found, ...]:
        """At most `most` figures within any of the ranges, in the order of their values."""
        with self._told():
            return tuple(self._lookup.figures(ranges, most))

    def said_by(self, words: Sequence[str], most: int) -> tuple[Found, ...]:
        """At most `most` quotes of speakers whose names have all of these words (see `indexing.words`)."""
        with self._told():
            return tuple(self._lookup.said_by(words, most))

    @contextmanager
    def _told(self) -> Iterator[None]:
        with told(self.path, LIBRARY):
            try:
                yield
            except (ValueError, LookupError, TypeError, StoreError) as damaged:
                # A row that could not have been written; what SQLite itself says is told by `told`.
                what = damaged.message if isinstance(damaged, StoreError) else damaged
                raise StoreError(f"library {self.path}: is damaged ({what})", LIBRARY.mend) from damaged

    @contextmanager
    def _writing(self) -> Iterator[None]:
        with self._told(), immediate(self._db):
            yield


def _number(db: Database, path: Path, wanted: tuple[int, int], *, readonly: bool) -> None:
    """Makes sure that a file is the part of a library that its name says, or makes a new one that part."""
    kept = db.execute("SELECT number, of FROM shard").fetchone()
    if kept is None and not readonly:
        db.execute("INSERT INTO shard SELECT ?, ? WHERE NOT EXISTS (SELECT 1 FROM shard)", wanted)
        kept = db.execute("SELECT number, of FROM shard").fetchone()
    if kept is None or tuple(kept) != wanted:
        raise StoreError(f"library {path}: is not the part of a library that its name says", LIBRARY.mend)


_COPY = "SELECT c.* FROM copies AS c JOIN pages AS p ON p.id = c.page WHERE p.name = :name"


def _with_both(row: Values) -> Values:
    """The row with the decoded bytes, which are kept only where they are not those that came."""
    if row["body_zlib"] is not None:
        return row
    return row | {"body_size": row["raw_size"], "body_zlib": row["raw_zlib"]}


def _page(row: Values) -> KeptPage:
    return KeptPage(
        name=restored(row["name"]),
        title=restored(row["title"]),
        language=restored(row["language"]),
        had_at=datetime.fromisoformat(row["fetched_at"]),
        origin=Origin(row["origin"]),
        sha256=row["sha256"],
        size=row["size"],
        passages=row["passages"],
        figures=row["figures"],
        quotes=row["quotes"],
    )
