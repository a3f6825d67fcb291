"""The store: what was seen, found and decided, in one SQLite file.

Nothing of what a person did is ever changed: the log only grows, and a finding that changes is a further row. The
SQL is here and in the rooms beside it: `opening`, `migrations`, `copies`, `saving` (a check), `versions`, `adopting`
(another store), `entries` (the log), `sealing` and `proving`.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import contextmanager, nullcontext
from datetime import datetime
from pathlib import Path
from types import TracebackType

from sqlite_utils import Database

from claims.collecting import collecting_later
from claims.errors import StoreError
from claims.glosses import Translation
from claims.ledger import copies, entries, saving, translations, versions
from claims.ledger.adopting import adopt
from claims.ledger.columns import claim_from_json, finding_from_json, restored, storable
from claims.ledger.copies import KeptSource
from claims.ledger.events import Draft, Event
from claims.ledger.log import EVENT_COLUMNS, LogCheck, event_of
from claims.ledger.merging import Merged, drafts, lacking, prove
from claims.ledger.opening import OnWait, connect, immediate, told, wait_at_most
from claims.ledger.proving import prove_store
from claims.ledger.review import Item, Progress, ReviewState, replay, with_twins
from claims.ledger.rows import ArticleSummary, Values, source_of
from claims.ledger.sealing import seal_touched
from claims.ledger.staleness import newly_stale
from claims.ledger.summaries import ARTICLES, summaries
from claims.ledger.watched import WatchList
from claims.model import Claim
from claims.report import CheckReport
from sources.snapshots import Snapshot

BUSY_SECONDS = 5.0
"""How long a write waits for another program's write before it gives up."""

PATIENCE = 60.0
"""The same for a desk, a watch, and a check beside a review: what a large check or merge takes to be saved, and more.
Whoever waits so long says so."""

TOLD_EVERY = 200
"""Claims read between two words of how far it is: some hundredth of a second."""

OnRead = Callable[[int, int], object]


def silent(read: int, total: int) -> None:
    """An `OnRead` that says nothing."""


class ClaimStore:
    """One open store. Each method is one transaction, and raises `StoreError` for whatever goes wrong in the file.

    A store belongs to the thread that opened it; another thread or process opens its own.
    """

    def __init__(self, db: Database, path: Path, on_wait: OnWait = None) -> None:
        self._db = db
        self.path = path
        self._on_wait = on_wait

    @classmethod
    def open(
        cls,
        path: Path,
        *,
        create: bool = True,
        readonly: bool = False,
        busy_seconds: float = BUSY_SECONDS,
        on_wait: OnWait = None,
    ) -> ClaimStore:
        """Opens the store at `path`, making or migrating it where needed.

        Another program that writes is waited for, here and at each write, for `busy_seconds`; `on_wait` is told where
        that takes longer than a moment. What takes longer still is a `BusyError`.

        Raises `StoreError` where the folder or the file is missing, where the file is no store, damaged, locked,
        read-only (unless asked for so), or was made by a newer version.
        """
        db = connect(path, create=create, readonly=readonly, busy_seconds=busy_seconds, on_wait=on_wait)
        return cls(db, path, on_wait)

    def __enter__(self) -> ClaimStore:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        with told(self.path):
            self._db.close()

    def wait_at_most(self, seconds: float) -> None:
        """Waits so long for another program from now on, and tells nobody: for a caller that tries again itself."""
        self._on_wait = None
        wait_at_most(self._db, seconds)

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
            entries.append(self._db, copies.told_dropped(url, dropped, articles, reviewer, at))
        return dropped

    def translations(self, keys: Collection[str]) -> dict[str, str]:
        """The translations that are kept of these keys (see `Glosses`)."""
        with told(self.path):
            return translations.of(self._db, keys)

    def translations_by(self, names: Collection[str]) -> dict[str, str]:
        """All translations that are kept of the translators of these names, by key."""
        with told(self.path):
            return translations.by(self._db, names)

    def save_translations(self, made: Sequence[Translation]) -> None:
        """Keeps translations, so that the same text is not translated again."""
        with self._writing():
            translations.save(self._db, made)

    def as_corrected(self, name: str, text: str, claims: Sequence[Claim]) -> tuple[Claim, ...]:
        """Claims as extracted from an article, with what people have corrected of them, in it or an earlier version.

        Of an article that is not in the store, nor any of its name, nothing is corrected.
        """
        with self._reading():
            state = versions.foreseen(self._db, name, text, claims)
            known = next(iter(state.versions), "")
            if not self._db.execute(_CORRECTED, {"article": known}).fetchone():
                return tuple(claims)
            return tuple(item.claim for item in replay(state, _events(self._db, known)).items)

    def has_corrections(self) -> bool:
        """Whether any claim of any article was ever corrected: where none was, no article has to be looked up."""
        with told(self.path):
            return self._db.execute("SELECT 1 FROM events WHERE kind = 'corrected' LIMIT 1").fetchone() is not None

    def save_report(self, report: CheckReport, at: datetime) -> tuple[Event, ...]:
        """Keeps a whole check in one transaction: article, sources with their copies, claims, findings.

        What is new or changed is told in the log (extracted, fetched, found); the same report again adds nothing.
        A finding is the same while its words, passage and place are, whatever its scores, also where the page came in
        new bytes: those are told by the source's own event. Decisions are never touched, and a claim that a later
        check no longer finds stays in the review once a person has decided it. A finding stays, too, where the source
        that it rests on could not be had this time (see `outlasting_findings`).

        Another text under the name of an earlier one is its new version: claims are anchored in it, and what was
        decided goes with them. A decision that no longer rests on what it was taken on becomes stale. Returns what is
        new in the log.
        """
        with self._writing():
            told = entries.append(self._db, list(saving.save(self._db, report, at)))
            state = _review_of(self._db, self._article(report.article_id))
            return (*told, *entries.append(self._db, list(newly_stale(state, at))))

    def outlasting_findings(self, report: CheckReport) -> frozenset[str]:
        """The claims of which a check found nothing newer than the store has, its sources being out of reach."""
        with self._reading():
            return saving.outlasting_findings(self._db, report)

    def articles(self) -> tuple[ArticleSummary, ...]:
        """Every article with its progress, the one checked last first; of several versions the newest alone."""
        with self._reading():
            return summaries(self._db)

    def review(self, article_id: str, on_read: OnRead = silent) -> ReviewState:
        """The review of one article as it stands; `article_id` may be a unique beginning of an id, or a name.

        Of several articles of one name (versions of a text) the one checked last is meant. `on_read` is told now and
        then how many claims are read, of how many.
        """
        with self._reading():
            return _review_of(self._db, self._article(article_id), on_read)

    def named(self, article_id: str) -> tuple[str, str]:
        """The id and the name of the article that `review` would read, without reading it."""
        with self._reading():
            article = self._article(article_id)
        return str(article["id"]), restored(article["name"])

    def record(self, draft: Draft) -> Event:
        """Commits one event behind the newest one; when this returns, the event is on the disk."""
        with self._writing():
            return entries.append(self._db, (draft,))[0]

    def events(self, article_id: str = "", after: int = 0) -> tuple[Event, ...]:
        """The log from event number `after` on, exclusive; of one article in all its versions, or of all articles."""
        with self._reading():
            return _events(self._db, self._article(article_id)["id"] if article_id else "", after)

    def newest(self) -> int:
        """The number of the newest event, 0 of an empty log: another number says that something has happened.

        Some 20 microseconds, so that a screen may ask as often as it likes.
        """
        with told(self.path):
            return int(self._db.execute("SELECT coalesce(max(seq), 0) FROM events").fetchone()[0])

    @property
    def watch_list(self) -> WatchList:
        """What a watch has seen."""
        return WatchList(self._db, self._reading, self._writing)

    def merge(self, events: Sequence[Event], at: datetime, other: ClaimStore | None = None) -> Merged:
        """Takes up the events of another log that are new here, in one transaction; `at` is now.

        With the `other` store at hand its articles and claims are taken over, too. Merging again changes nothing.
        Raises `StoreError` where the other log does not hold.
        """
        prove(events, at)
        with self._writing(), nullcontext() if other is None else other._reading():
            if other is not None:
                adopt(self._db, other._db)
            articles = {row[0] for row in self._db.execute("SELECT id FROM articles")}
            known = entries.numbers(self._db)
            new = entries.append(self._db, list(drafts(events, known, articles, len(known))))
            for event in new:
                if taken_over := event.payload.get("anchors"):
                    versions.carry(self._db, event.article_id, event.payload["version_of"], taken_over)
            return self._merged(events, new, articles, at)

    def _merged(self, read: Sequence[Event], new: Sequence[Event], articles: Collection[str], at: datetime) -> Merged:
        """Tells what came of a merge, and which decisions have lost their ground by it."""
        touched = {event.article_id for event in new}
        progress: list[Progress] = []
        for article in list(self._db.query(ARTICLES)):
            line = {row[0] for row in self._db.execute(_LINE, {"article": article["id"]})}
            if touched & line:
                state = _review_of(self._db, self._article(article["id"]))
                progress.append(replay(state, entries.append(self._db, list(newly_stale(state, at)))).progress)
        ours = {row[0] for row in self._db.execute("SELECT id FROM claims")}
        return Merged(
            read=len(read),
            new=len(new),
            left_out=lacking(read, articles),
            unknown_claims=sum(bool(event.claim_id) and not ours.issuperset(event.claims) for event in new),
            conflicts=sum(one.conflicts for one in progress),
            stale=sum(one.stale for one in progress),
        )

    def verify_log(self) -> LogCheck:
        """Walks the whole chain and all that stands beside it, and says what does not hold first."""
        with self._reading():
            return prove_store(self._db)

    @contextmanager
    def _writing(self) -> Iterator[None]:
        with told(self.path), immediate(self._db, self._on_wait):
            yield
            seal_touched(self._db)

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


_LINE = """
SELECT other.id FROM articles AS a
JOIN articles AS other ON coalesce(other.version_of, other.id) = coalesce(a.version_of, a.id) WHERE a.id = :article
"""

_CORRECTED = f"SELECT 1 FROM events WHERE kind = 'corrected' AND article_id IN ({_LINE})"  # noqa: S608

_BEGINNING = 2
_ARTICLE = f"""
SELECT a.*, t.text,
       CASE :wanted WHEN a.id THEN 0 WHEN a.name THEN 1 ELSE {_BEGINNING} END AS nearness
FROM articles AS a JOIN texts AS t ON t.sha256 = a.sha256
WHERE :wanted <> '' AND a.rowid IN (
  SELECT rowid FROM articles WHERE name = :wanted
  UNION SELECT rowid FROM articles WHERE sha256 >= :wanted AND sha256 < :wanted || 'g')
ORDER BY nearness, julianday(a.saved_at) DESC, a.rowid DESC
"""  # noqa: S608 - a number of our own

_SOURCES = """
SELECT s.*, t.text, g.snapshot, g.fetched_at, g.final_url
FROM sources AS s
LEFT JOIN texts AS t ON t.sha256 = s.text_sha256
LEFT JOIN sightings AS g ON g.id = coalesce(
  CASE WHEN s.text_sha256 IS NULL THEN (
    SELECT e.sighting_id FROM sources AS e
    WHERE e.article_id = s.article_id AND e.name = s.name AND e.text_sha256 IS NOT NULL ORDER BY e.id DESC LIMIT 1) END,
  s.sighting_id)
WHERE s.article_id = :article AND s.position IS NOT NULL ORDER BY s.position
"""

_ITEMS = """
SELECT c.model, f.model
FROM v_current AS now JOIN claims AS c ON c.id = now.claim_id JOIN findings AS f ON f.id = now.finding_id
WHERE c.article_id = :article
ORDER BY c."start", c.position IS NULL, c.position, c.id
"""


def _events(db: Database, article_id: str = "", after: int = 0) -> tuple[Event, ...]:
    """The events behind a place of the log; of one line of versions, or of all."""
    of_one = f"AND article_id IN ({_LINE})" if article_id else ""
    rows = db.execute(
        f"SELECT {', '.join(EVENT_COLUMNS)} FROM events WHERE seq > :after {of_one} ORDER BY seq",  # noqa: S608
        {"after": after, "article": article_id} if article_id else {"after": after},
    )
    return tuple(event_of(row) for row in rows)


def _items_of(db: Database, article_id: str, on_read: OnRead) -> tuple[Item, ...]:
    rows = db.execute(_ITEMS, {"article": article_id}).fetchall()
    items: list[Item] = []
    for claim, finding in rows:
        if len(items) % TOLD_EVERY == 0:
            on_read(len(items), len(rows))
        items.append(Item(claim_from_json(claim), finding_from_json(finding)))
    on_read(len(rows), len(rows))
    return tuple(items)


def _review_of(db: Database, article: Values, on_read: OnRead = silent) -> ReviewState:
    with collecting_later():
        text = restored(article["text"])
        earlier, anchors = versions.earlier(db, article["id"])
        state = ReviewState(
            article_id=article["id"],
            name=restored(article["name"]),
            language=restored(article["language"]),
            sha256=article["sha256"],
            text=text,
            items=with_twins(_items_of(db, article["id"], on_read), text),
            sources=tuple(source_of(row) for row in db.query(_SOURCES, {"article": article["id"]})),
            versions=earlier,
            anchors=anchors,
        )
        return replay(state, _events(db, article["id"]))
