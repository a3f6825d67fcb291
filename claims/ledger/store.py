"""The store: what was seen, found and decided, in one SQLite file.

Nothing of what a person did is ever changed: the log only grows, and a finding that changes is a further row. The
SQL is here and in the rooms beside it: `opening`, `migrations`, `copies`, `saving` (a check), `entries` (the log).
"""

from __future__ import annotations

import gc
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from types import TracebackType

from sqlite_utils import Database

from claims.errors import StoreError
from claims.ledger import copies, entries, saving
from claims.ledger.columns import claim_from_json, finding_from_json, restored, storable
from claims.ledger.copies import KeptSource
from claims.ledger.events import Draft, Event, EventKind
from claims.ledger.log import EVENT_COLUMNS, LogCheck, Row, check_chain, event_of
from claims.ledger.opening import connect, immediate, told
from claims.ledger.review import Item, ReviewState, replay, with_twins
from claims.ledger.rows import ArticleSummary, Values, source_of
from claims.model import Verdict
from claims.report import CheckReport
from sources.snapshots import Snapshot

BUSY_SECONDS = 5.0
"""How long a write waits for another program's write before it gives up."""


class ClaimStore:
    """One open store. Each method is one transaction, and raises `StoreError` for whatever goes wrong in the file.

    A store belongs to the thread that opened it; another thread or process opens its own.
    """

    def __init__(self, db: Database, path: Path) -> None:
        self._db = db
        self.path = path

    @classmethod
    def open(
        cls, path: Path, *, create: bool = True, readonly: bool = False, busy_seconds: float = BUSY_SECONDS
    ) -> ClaimStore:
        """Opens the store at `path`, making or migrating it where needed.

        Raises `StoreError` where the folder or the file is missing, where the file is no store, damaged, locked,
        read-only (unless asked for so), or was made by a newer version.
        """
        return cls(connect(path, create=create, readonly=readonly, busy_seconds=busy_seconds), path)

    def __enter__(self) -> ClaimStore:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        with told(self.path):
            self._db.close()

    def save_snapshot(self, snapshot: Snapshot) -> str:
        """Keeps a copy with when and where it was seen; the same bytes are kept once. Returns their SHA-256."""
        with self._writing():
            copies.save(self._db, snapshot)
        return snapshot.sha256

    def latest_snapshot(self, url: str) -> Snapshot | None:
        """The newest copy that was had for a URL (or path) as it was asked for, or None."""
        with told(self.path):
            return next(copies.of(self._db, url, most=1), None)

    def copies(self, url: str) -> tuple[Snapshot, ...]:
        """Every copy that was had for a URL (or path), the newest first."""
        with self._reading():
            return tuple(copies.of(self._db, url))

    def kept_sources(self, article_id: str = "") -> tuple[KeptSource, ...]:
        """Every source with what is kept of it, in the order of names; of one article (see `review`) or of all."""
        with self._reading():
            return copies.kept(self._db, self._article(article_id)["id"] if article_id else "")

    def drop_copies(self, url: str, *, used: bool, reviewer: str, at: datetime) -> tuple[Snapshot, ...]:
        """Takes the copies of a source out of the store, for good; returns what was dropped, the newest first.

        Copies on which a check rests stay unless `used`; then the log of each article concerned says that they were
        dropped, by whom and when. The text that was read, the findings and the decisions stay in either case.
        """
        with self._writing():
            dropped, articles = copies.drop(self._db, url, used=used)
            hashes = ", ".join(dict.fromkeys(copy.sha256 for copy in dropped))
            payload = {"source": url, "snapshots": hashes}
            entries.append(
                self._db,
                [
                    Draft(kind=EventKind.DROPPED, at=at, article_id=article, reviewer=reviewer, payload=payload)
                    for article in articles
                ],
            )
        return dropped

    def save_report(self, report: CheckReport, at: datetime) -> None:
        """Keeps a whole check in one transaction: article, sources with their copies, claims, findings.

        What is new or changed is told in the log (extracted, fetched, found); the same report again adds nothing.
        A finding is the same while its words, passage and place are, whatever its scores, also where the page came in
        new bytes: those are told by the source's own event. Decisions are never touched, and a claim that a later
        check no longer finds stays in the review once a person has decided it.
        """
        with self._writing():
            entries.append(self._db, list(saving.save(self._db, report, at)))

    def articles(self) -> tuple[ArticleSummary, ...]:
        """Every article with its progress, the one checked last first; of several versions the newest alone."""
        with self._reading():
            counts: dict[str, list[Values]] = {}
            for row in self._db.query(_PROGRESS):
                counts.setdefault(row["article_id"], []).append(row)
            return tuple(_summary(row, counts.get(row["id"], ())) for row in self._db.query(_ARTICLES))

    def review(self, article_id: str) -> ReviewState:
        """The review of one article as it stands; `article_id` may be a unique beginning of an id, or a name.

        Of several articles of one name (versions of a text) the one checked last is meant.
        """
        with self._reading(), _collecting_later():
            article = self._article(article_id)
            state = ReviewState(
                article_id=article["id"],
                name=restored(article["name"]),
                language=restored(article["language"]),
                sha256=article["sha256"],
                text=restored(article["text"]),
                items=self._items(article["id"]),
                sources=tuple(source_of(row) for row in self._db.query(_SOURCES, {"article": article["id"]})),
            )
            state = replace(state, items=with_twins(state.items, state.text))
            return replay(state, self._events(article["id"], 0))

    def record(self, draft: Draft) -> Event:
        """Commits one event behind the newest one; when this returns, the event is on the disk."""
        with self._writing():
            return entries.append(self._db, (draft,))[0]

    def events(self, article_id: str = "", after: int = 0) -> tuple[Event, ...]:
        """The log from event number `after` on, exclusive; of one article (see `review`) or of all."""
        with self._reading():
            return self._events(self._article(article_id)["id"] if article_id else "", after)

    def events_since(self, seq: int) -> tuple[Event, ...]:
        """What happened after event number `seq`, to any article, in the order of writing."""
        return self.events(after=seq)

    def newest(self) -> int:
        """The number of the newest event, 0 of an empty log: another number says that something has happened.

        Some 20 microseconds, so that a screen may ask as often as it likes.
        """
        with told(self.path):
            return int(self._db.execute("SELECT coalesce(max(seq), 0) FROM events").fetchone()[0])

    def verify_log(self) -> LogCheck:
        """Walks the whole chain, and says where it breaks first."""
        with self._reading():
            check = check_chain(self._rows_until_unreadable())
            row = self._db.execute("SELECT coalesce(max(seq), 0) FROM sqlite_sequence WHERE name = 'events'").fetchone()
            if check.ok and row[0] > check.events:
                lost = check.events + 1
                return replace(check, ok=False, broken_seq=lost, reason=f"event {lost} and all after it are missing")
            return check

    @contextmanager
    def _writing(self) -> Iterator[None]:
        with told(self.path), immediate(self._db):
            yield

    @contextmanager
    def _reading(self) -> Iterator[None]:
        """One transaction, so that all that is read is of one moment."""
        with told(self.path), self._db.atomic():
            yield

    def _article(self, wanted: str) -> Values:
        rows = list(self._db.query(_ARTICLE, {"wanted": storable(wanted)}))
        if not rows:
            raise StoreError(f"no article {wanted!r} in {self.path}", "List the articles with: stet status")
        if len(rows) > 1 and rows[0]["nearness"] == rows[1]["nearness"] == _BEGINNING:
            raise StoreError(
                f"{wanted!r} begins the id of {len(rows)} articles in {self.path}", "Give more of the id, or the name"
            )
        return rows[0]

    def _items(self, article_id: str) -> tuple[Item, ...]:
        rows = self._db.execute(_ITEMS, {"article": article_id})
        return tuple(Item(claim_from_json(claim), finding_from_json(finding)) for claim, finding in rows)

    def _events(self, article_id: str, after: int) -> tuple[Event, ...]:
        rows = self._db.execute(
            f"SELECT {', '.join(EVENT_COLUMNS)} FROM events"  # noqa: S608 - names of our own
            " WHERE seq > :after AND (:article = '' OR article_id = :article) ORDER BY seq",
            {"after": after, "article": article_id},
        )
        return tuple(event_of(row) for row in rows)

    def _rows_until_unreadable(self) -> Iterator[Row]:
        """The log's rows, up to one whose bytes are no text, which is given as an empty row."""
        try:
            yield from self._db.execute(f"SELECT {', '.join(EVENT_COLUMNS)} FROM events ORDER BY seq")  # noqa: S608
        except sqlite3.OperationalError as unreadable:
            if "decode" not in str(unreadable):
                raise
            yield ()


_BEGINNING = 2
_ARTICLE = f"""
SELECT a.*, t.text,
       CASE :wanted WHEN a.id THEN 0 WHEN a.name THEN 1 ELSE {_BEGINNING} END AS nearness
FROM articles AS a JOIN texts AS t ON t.sha256 = a.sha256
WHERE :wanted <> '' AND (a.name = :wanted OR substr(a.sha256, 1, length(:wanted)) = :wanted)
ORDER BY nearness, julianday(a.saved_at) DESC, a.id
"""  # noqa: S608 - a number of our own

_SOURCES = """
SELECT s.*, t.text, g.snapshot, g.fetched_at, g.final_url
FROM sources AS s
LEFT JOIN texts AS t ON t.sha256 = s.text_sha256
LEFT JOIN sightings AS g ON g.id = s.sighting_id
WHERE s.article_id = :article AND s.position IS NOT NULL ORDER BY s.position
"""

_ITEMS = """
SELECT c.model, f.model
FROM v_current AS now JOIN claims AS c ON c.id = now.claim_id JOIN findings AS f ON f.id = now.finding_id
WHERE c.article_id = :article
ORDER BY c."start", c.position IS NULL, c.position, c.id
"""


@contextmanager
def _collecting_later() -> Iterator[None]:
    """No garbage collection while only lasting values are made: it takes half of the time for 10,000 claims."""
    collects = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collects:
            gc.enable()


def _summary(row: Values, counts: Sequence[Values]) -> ArticleSummary:
    given = {count["verdict"]: count["n"] for count in counts}
    verdicts = {verdict.value: given[verdict.value] for verdict in Verdict if verdict.value in given}
    return ArticleSummary(
        id=row["id"],
        name=restored(row["name"]),
        language=restored(row["language"]),
        saved_at=datetime.fromisoformat(row["saved_at"]),
        claims=sum(given.values()),
        decided=sum(verdicts.values()),
        verdicts=verdicts,
        stale=sum(count["stale"] for count in counts),
        conflicts=sum(count["conflicts"] for count in counts),
        flagged=sum(count["flagged"] for count in counts),
        last_event=datetime.fromisoformat(row["last_event"]) if row["last_event"] else None,
    )


_ARTICLES = """
SELECT a.*, (SELECT at FROM events WHERE seq = (SELECT max(seq) FROM events WHERE article_id = a.id)) AS last_event
FROM articles AS a WHERE NOT EXISTS (SELECT 1 FROM articles AS later WHERE later.follows = a.id)
ORDER BY julianday(a.saved_at) DESC, a.id
"""

_PROGRESS = """
SELECT c.article_id, coalesce(t.verdict, 'open') AS verdict, count(*) AS n, count(t.stale) AS stale,
       coalesce(sum(t.conflict), 0) AS conflicts, coalesce(sum(t.flagged), 0) AS flagged
FROM v_current AS now JOIN claims AS c ON c.id = now.claim_id LEFT JOIN tally AS t ON t.claim_id = c.id
GROUP BY 1, 2
"""
