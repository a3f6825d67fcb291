"""The store: what was seen, found and decided, in one SQLite file.

Nothing of what a person did is ever changed: the log only grows, and a finding that changes is a further row. With
`migrations` this is the only module that knows SQL.
"""

from __future__ import annotations

import gc
import sqlite3
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from types import TracebackType

from sqlite_utils import Database

from claims.errors import StoreError
from claims.glosses import Translation
from claims.ledger import copies, translations
from claims.ledger.columns import claim_from_json, finding_from_json, restored, storable, utc
from claims.ledger.copies import KeptSource
from claims.ledger.events import GENESIS, Draft, Event, EventKind
from claims.ledger.log import (
    EVENT_COLUMNS,
    LogCheck,
    Row,
    chain,
    check_chain,
    event_of,
    event_row,
    extracted,
    fetched,
    found,
)
from claims.ledger.migrations import connect, immediate, told
from claims.ledger.review import Item, ReviewState, replay
from claims.ledger.rows import (
    ArticleSummary,
    Values,
    claim_values,
    finding_values,
    has_new_glosses,
    says_the_same,
    source_of,
    source_of_state,
    source_values,
)
from claims.model import Finding, Verdict
from claims.report import CheckedClaim, CheckReport, SourceState
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
            _append(
                self._db,
                [
                    Draft(kind=EventKind.DROPPED, at=at, article_id=article, reviewer=reviewer, payload=payload)
                    for article in articles
                ],
            )
        return dropped

    def translations(self, keys: Collection[str]) -> dict[str, str]:
        """The translations that are kept of these keys (see `Glosses`)."""
        with told(self.path):
            return translations.of(self._db, keys)

    def save_translations(self, made: Sequence[Translation]) -> None:
        """Keeps translations, so that the same text is not translated again."""
        with self._writing():
            translations.save(self._db, made)

    def save_report(self, report: CheckReport, at: datetime) -> None:
        """Keeps a whole check in one transaction: article, sources with their copies, claims, findings.

        What is new or changed is told in the log (extracted, fetched, found); the same report again adds nothing.
        A finding is the same while its words, passage and place are, whatever its scores, also where the page came in
        new bytes: those are told by the source's own event. Decisions are never touched, and a claim that a later
        check no longer finds stays in the review once a person has decided it.
        """
        article_id = report.article_id
        with self._writing():
            drafts = [
                *_save_article(self._db, report, at),
                *_save_sources(self._db, article_id, report.sources, at),
                *_save_findings(self._db, report, at),
            ]
            _append(self._db, drafts)

    def articles(self) -> tuple[ArticleSummary, ...]:
        """Every article with its progress, the one checked last first."""
        with told(self.path):
            counts: dict[str, dict[str, int]] = {}
            for row in self._db.query("SELECT article_id, verdict, count(*) AS n FROM v_claims GROUP BY 1, 2"):
                counts.setdefault(row["article_id"], {})[row["verdict"]] = row["n"]
            rows = self._db.query("SELECT * FROM articles ORDER BY julianday(saved_at) DESC, id")
            return tuple(_summary(row, counts.get(row["id"], {})) for row in rows)

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
            return replay(state, self._events(article["id"], 0))

    def record(self, draft: Draft) -> Event:
        """Commits one event behind the newest one; when this returns, the event is on the disk."""
        with self._writing():
            return _append(self._db, (draft,))[0]

    def events(self, article_id: str = "", after: int = 0) -> tuple[Event, ...]:
        """The log from event number `after` on, exclusive; of one article (see `review`) or of all."""
        with self._reading():
            return self._events(self._article(article_id)["id"] if article_id else "", after)

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


def _summary(row: Values, counts: Mapping[str, int]) -> ArticleSummary:
    verdicts = {verdict.value: counts[verdict.value] for verdict in Verdict if verdict.value in counts}
    return ArticleSummary(
        id=row["id"],
        name=restored(row["name"]),
        language=restored(row["language"]),
        saved_at=datetime.fromisoformat(row["saved_at"]),
        claims=sum(counts.values()),
        decided=sum(verdicts.values()),
        verdicts=verdicts,
    )


def _append(db: Database, drafts: Iterable[Draft]) -> tuple[Event, ...]:
    head = db.execute("SELECT seq, sha256 FROM events ORDER BY seq DESC LIMIT 1").fetchone() or (0, GENESIS)
    events = chain(drafts, head)
    places = ", ".join("?" for _ in EVENT_COLUMNS)
    db.conn.executemany(
        f"INSERT INTO events ({', '.join(EVENT_COLUMNS)}) VALUES ({places})",  # noqa: S608 - names of our own
        [event_row(event) for event in events],
    )
    return events


def _save_text(db: Database, sha256: str, text: str) -> None:
    db.execute("INSERT OR IGNORE INTO texts (sha256, text) VALUES (?, ?)", (sha256, storable(text)))


def _save_article(db: Database, report: CheckReport, at: datetime) -> Iterator[Draft]:
    article = {
        "id": report.article_id,
        "sha256": report.sha256,
        "name": storable(report.name),
        "language": storable(report.language),
        "saved_at": utc(at),
    }
    known = {
        row[0]
        for row in db.execute("SELECT id FROM claims WHERE article_id = ? AND position IS NOT NULL", (article["id"],))
    }
    new = not db.execute("SELECT 1 FROM articles WHERE id = ?", (article["id"],)).fetchone()
    _save_text(db, report.sha256, report.document.text)
    db.table("articles").upsert(article, pk="id")
    if new or known != {checked.claim.id for checked in report.claims}:
        yield extracted(report, at)


def _save_sources(db: Database, article_id: str, states: Iterable[SourceState], at: datetime) -> Iterator[Draft]:
    """Rows for the sources whose state or copy is new; the others only move to their place in this check.

    A source given twice counts once.
    """
    db.execute("UPDATE sources SET position = NULL WHERE article_id = ?", (article_id,))
    for position, state in enumerate({state.name: state for state in states}.values()):
        values = source_values(article_id, state)
        snapshot = state.snapshot.sha256 if state.snapshot else None
        sighting = copies.save(db, state.snapshot) if state.snapshot else None
        if state.document:
            _save_text(db, values["text_sha256"], state.document.text)
        last = next(db.query(_LAST_STATE, {"article": article_id, "name": values["name"]}), None)
        if last is None or any(last[key] != value for key, value in (*values.items(), ("snapshot", snapshot))):
            db.table("sources").insert(values | {"position": position, "sighting_id": sighting})
            yield fetched(article_id, state, at)
        else:
            place = "UPDATE sources SET position = ?, sighting_id = ? WHERE id = ?"
            db.execute(place, (position, sighting, last["id"]))


_LAST_STATE = """
SELECT s.*, g.snapshot FROM sources AS s LEFT JOIN sightings AS g ON g.id = s.sighting_id
WHERE s.article_id = :article AND s.name = :name ORDER BY s.id DESC LIMIT 1
"""


def _save_findings(db: Database, report: CheckReport, at: datetime) -> Iterator[Draft]:
    """Claims in their places, a row for each finding that is new; a claim given twice counts once."""
    article_id = report.article_id
    sources = tuple(source_of_state(state) for state in report.sources)
    last = dict(db.execute(_LAST_FINDINGS, (article_id,)).fetchall())
    checked: dict[str, CheckedClaim] = {}
    for each in report.claims:
        checked.setdefault(each.claim.id, each)
    db.execute("UPDATE claims SET position = NULL WHERE article_id = ?", (article_id,))
    rows = [claim_values(article_id, position, each.claim) for position, each in enumerate(checked.values())]
    db.table("claims").upsert_all(rows, pk="id")
    before = {claim: finding_from_json(column) for claim, column in last.items() if claim in checked}
    new = [each for each in checked.values() if not _is_kept(before.get(each.claim.id), each.finding)]
    fresh = {each.claim.id for each in new}
    kept = [each for key, each in checked.items() if key not in fresh]
    glossed = [each for each in kept if has_new_glosses(each.finding, before[each.claim.id])]
    db.table("findings").insert_all([finding_values(each.claim.id, each.finding, at) for each in (*new, *glossed)])
    for each in new:
        yield found(article_id, each.claim, each.finding, sources, at)


def _is_kept(before: Finding | None, finding: Finding) -> bool:
    return before is not None and says_the_same(before, finding)


_LAST_FINDINGS = """
SELECT c.id, f.model FROM claims AS c
JOIN findings AS f ON f.id = (SELECT max(id) FROM findings WHERE claim_id = c.id)
WHERE c.article_id = ?
"""
