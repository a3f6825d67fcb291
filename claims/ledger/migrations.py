"""The schema of the store, and the way to it from every earlier version.

A store is an SQLite file with our `application_id`; `user_version` counts the migrations that it has been through.
"""

from __future__ import annotations

from sqlite_utils import Database, Migrations

from claims.ledger.entries import count_all
from claims.ledger.sealing import seal_all
from claims.ledger.views import MAKE_REVIEW_VIEWS

APPLICATION_ID = int.from_bytes(b"stet", "big")
VERSION = 8
"""The number of migrations; `user_version` of a store that has been through all of them."""

migrations = Migrations("stet")

_TABLES = """
CREATE TABLE texts (
    sha256 TEXT PRIMARY KEY,
    text TEXT NOT NULL
) STRICT;
CREATE TABLE blobs (
    sha256 TEXT PRIMARY KEY,
    size INTEGER NOT NULL,
    zlib BLOB NOT NULL
) STRICT;
CREATE TABLE sightings (
    id INTEGER PRIMARY KEY,
    snapshot TEXT NOT NULL REFERENCES blobs (sha256),
    body TEXT NOT NULL REFERENCES blobs (sha256),
    url TEXT NOT NULL,
    final_url TEXT NOT NULL,
    status INTEGER NOT NULL,
    media_type TEXT NOT NULL,
    charset TEXT NOT NULL,
    address TEXT NOT NULL,
    fetched_at TEXT NOT NULL,
    headers TEXT NOT NULL,
    redirects TEXT NOT NULL,
    warnings TEXT NOT NULL,
    UNIQUE (url, fetched_at, snapshot)
) STRICT;
CREATE TABLE articles (
    id TEXT PRIMARY KEY,
    sha256 TEXT NOT NULL UNIQUE REFERENCES texts (sha256),
    name TEXT NOT NULL,
    language TEXT NOT NULL,
    saved_at TEXT NOT NULL
) STRICT;
CREATE TABLE sources (
    id INTEGER PRIMARY KEY,
    article_id TEXT NOT NULL REFERENCES articles (id),
    position INTEGER,
    name TEXT NOT NULL,
    status TEXT NOT NULL,
    reason TEXT NOT NULL,
    message TEXT NOT NULL,
    language TEXT NOT NULL,
    title TEXT NOT NULL,
    text_sha256 TEXT REFERENCES texts (sha256),
    sighting_id INTEGER REFERENCES sightings (id)
) STRICT;
CREATE INDEX sources_of_article ON sources (article_id, name);
CREATE TABLE claims (
    id TEXT PRIMARY KEY,
    article_id TEXT NOT NULL REFERENCES articles (id),
    position INTEGER,
    kind TEXT NOT NULL,
    "start" INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    text TEXT NOT NULL,
    speaker TEXT,
    mode TEXT,
    value TEXT,
    max TEXT,
    qualifier TEXT,
    unit TEXT,
    unit_kind TEXT,
    model TEXT NOT NULL
) STRICT;
CREATE INDEX claims_of_article ON claims (article_id);
CREATE TABLE findings (
    id INTEGER PRIMARY KEY,
    claim_id TEXT NOT NULL REFERENCES claims (id),
    found_at TEXT NOT NULL,
    finding TEXT NOT NULL,
    detail TEXT NOT NULL,
    score REAL NOT NULL,
    source TEXT,
    passage TEXT,
    passage_start INTEGER,
    passage_end INTEGER,
    model TEXT NOT NULL
) STRICT;
CREATE INDEX findings_of_claim ON findings (claim_id);
CREATE TABLE events (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    at TEXT NOT NULL,
    kind TEXT NOT NULL,
    article_id TEXT NOT NULL REFERENCES articles (id),
    claim_id TEXT NOT NULL,
    reviewer TEXT NOT NULL,
    verdict TEXT,
    note TEXT NOT NULL,
    finding TEXT NOT NULL,
    detail TEXT NOT NULL,
    evidence TEXT NOT NULL,
    undoes INTEGER,
    payload TEXT NOT NULL,
    previous TEXT NOT NULL UNIQUE,
    sha256 TEXT NOT NULL UNIQUE
) STRICT;
CREATE INDEX events_of_article ON events (article_id);
CREATE INDEX events_of_claim ON events (claim_id, kind);
CREATE INDEX events_undone ON events (undoes) WHERE undoes IS NOT NULL;
"""

_JOURNEY = {"begun_at": "''", "tls": "''", "certificate": "''", "request_headers": "'[]'"}

# REPLACE would delete without a word to a DELETE trigger, so an insert is held to the end of the chain as well.
_TRIGGERS = """
CREATE TRIGGER events_stay BEFORE UPDATE ON events
BEGIN SELECT RAISE(ABORT, 'the log is append-only: no event is changed'); END;
CREATE TRIGGER events_remain BEFORE DELETE ON events
BEGIN SELECT RAISE(ABORT, 'the log is append-only: no event is deleted'); END;
CREATE TRIGGER events_follow BEFORE INSERT ON events
WHEN NEW.seq IS NOT (SELECT coalesce(max(seq), 0) + 1 FROM events)
  OR NEW.previous IS NOT coalesce((SELECT sha256 FROM events ORDER BY seq DESC LIMIT 1), printf('%064d', 0))
BEGIN SELECT RAISE(ABORT, 'the log is append-only: an event goes after the newest one'); END;
"""

_VIEWS = """
CREATE VIEW v_standing AS
SELECT * FROM events AS e
WHERE kind IN ('decided', 'noted', 'set_aside')
  AND NOT EXISTS (SELECT 1 FROM events AS u WHERE u.kind = 'undone' AND u.undoes = e.seq);
CREATE VIEW v_current AS
SELECT c.id AS claim_id, (SELECT max(f.id) FROM findings AS f WHERE f.claim_id = c.id) AS finding_id
FROM claims AS c
WHERE c.position IS NOT NULL
   OR EXISTS (SELECT 1 FROM events AS e WHERE e.claim_id = c.id AND e.kind IN ('decided', 'noted'));
CREATE VIEW v_claims AS
SELECT a.name AS article, c.article_id, c.id AS claim_id, c.position, c.kind, c."start", c."end", c.text,
       c.speaker, c.value, c.max, c.unit, f.finding, f.detail, f.source, f.passage, f.found_at,
       coalesce(d.verdict, 'open') AS verdict, d.reviewer, d.at AS decided_at,
       (SELECT n.note FROM v_standing AS n WHERE n.claim_id = c.id
          AND (n.kind = 'noted' OR (n.kind = 'decided' AND n.note <> '')) ORDER BY n.seq DESC LIMIT 1) AS note
FROM v_current AS now
JOIN claims AS c ON c.id = now.claim_id
JOIN findings AS f ON f.id = now.finding_id
JOIN articles AS a ON a.id = c.article_id
LEFT JOIN events AS d
  ON d.seq = (SELECT max(s.seq) FROM v_standing AS s WHERE s.claim_id = c.id AND s.kind = 'decided');
CREATE VIEW v_sources AS
SELECT a.name AS article, s.article_id, s.name AS source, s.status, s.reason, s.message, s.language, s.title,
       g.url, g.final_url, g.fetched_at, g.snapshot, length(t.text) AS characters
FROM sources AS s
JOIN articles AS a ON a.id = s.article_id
LEFT JOIN sightings AS g ON g.id = s.sighting_id
LEFT JOIN texts AS t ON t.sha256 = s.text_sha256
WHERE s.position IS NOT NULL;
CREATE VIEW v_log AS
SELECT e.seq, e.at, e.kind, a.name AS article, c.text AS claim, e.reviewer, e.verdict, e.finding, e.detail, e.note,
       e.undoes, e.claim_id, e.sha256
FROM events AS e
JOIN articles AS a ON a.id = e.article_id
LEFT JOIN claims AS c ON c.id = e.claim_id;
"""


@migrations()
def m001_first_schema(db: Database) -> None:
    """Texts, copies, articles, sources, claims, findings, the append-only log, and views with readable names."""
    for part in (_TABLES, _TRIGGERS, _VIEWS):
        db.executescript(part)


@migrations()
def m002_how_a_copy_was_had(db: Database) -> None:
    """When a fetch began, what was asked, and by which TLS and certificate; empty for copies from before."""
    for column, without in _JOURNEY.items():
        db.execute(f"ALTER TABLE sightings ADD COLUMN {column} TEXT NOT NULL DEFAULT {without}")


@migrations()
def m003_what_is_odd_about_a_source(db: Database) -> None:
    """The warnings of a page as it was read, and whether a copy came from the web, a file, an archive or by hand."""
    db.execute("ALTER TABLE sources ADD COLUMN warnings TEXT NOT NULL DEFAULT '[]'")
    db.execute("ALTER TABLE sightings ADD COLUMN origin TEXT NOT NULL DEFAULT ''")
    db.execute("CREATE INDEX sightings_of_url ON sightings (url)")
    db.execute("DROP VIEW v_sources")
    db.execute(_SOURCES_WITH_WARNINGS)


_SOURCES_WITH_WARNINGS = """
CREATE VIEW v_sources AS
SELECT a.name AS article, s.article_id, s.name AS source, s.status, s.reason, s.message, s.language, s.title,
       s.warnings, g.url, g.final_url, g.fetched_at, g.origin, g.snapshot, length(t.text) AS characters
FROM sources AS s
JOIN articles AS a ON a.id = s.article_id
LEFT JOIN sightings AS g ON g.id = s.sighting_id
LEFT JOIN texts AS t ON t.sha256 = s.text_sha256
WHERE s.position IS NOT NULL
"""


@migrations()
def m004_how_each_claim_stands(db: Database) -> None:
    """Moments and origins of events, versions of an article, and how each claim stands, counted beside the log."""
    db.executescript(_STANDING)
    count_all(db)
    seal_all(db)


@migrations()
def m005_views_for_readers(db: Database) -> None:
    """What other programs read of a store: claims, decisions, sources and findings in readable names."""
    db.executescript(MAKE_REVIEW_VIEWS)


_STANDING = """
ALTER TABLE events ADD COLUMN after TEXT;
ALTER TABLE events ADD COLUMN origin TEXT;
CREATE INDEX events_by_moment ON events (rtrim(coalesce(after, at), 'Z'))
WHERE kind NOT IN ('extracted', 'fetched', 'found', 'dropped');
ALTER TABLE articles ADD COLUMN version_of TEXT REFERENCES articles (id);
ALTER TABLE claims ADD COLUMN same_as TEXT REFERENCES claims (id);
CREATE INDEX versions_of_article ON articles (version_of);
CREATE INDEX versions_of_claim ON claims (same_as);
CREATE TABLE marks (
    claim_id TEXT NOT NULL REFERENCES claims (id),
    seq INTEGER NOT NULL REFERENCES events (seq),
    PRIMARY KEY (claim_id, seq)
) STRICT, WITHOUT ROWID;
CREATE TABLE seals (
    thing TEXT PRIMARY KEY,
    sha256 TEXT NOT NULL
) STRICT;
CREATE TABLE tally (
    claim_id TEXT PRIMARY KEY REFERENCES claims (id),
    verdict TEXT,
    reviewer TEXT,
    decided_at TEXT,
    note TEXT,
    stale TEXT,
    flagged INTEGER NOT NULL,
    conflict INTEGER NOT NULL,
    signed_by TEXT
) STRICT;
DROP VIEW v_claims;
DROP VIEW v_current;
DROP VIEW v_standing;
DROP VIEW v_log;
CREATE VIEW v_current AS
SELECT c.id AS claim_id, (SELECT max(f.id) FROM findings AS f WHERE f.claim_id = c.id) AS finding_id
FROM claims AS c
WHERE c.position IS NOT NULL
   OR EXISTS (SELECT 1 FROM marks AS m JOIN events AS e ON e.seq = m.seq
              WHERE m.claim_id = coalesce(c.same_as, c.id)
                AND e.kind IN ('decided', 'noted', 'flagged', 'worded', 'corrected'));
CREATE VIEW v_claims AS
SELECT a.name AS article, c.article_id, c.id AS claim_id, c.position, c.kind, c."start", c."end", c.text,
       c.speaker, c.value, c.max, c.unit, f.finding, f.detail, f.source, f.passage, f.found_at,
       coalesce(t.verdict, 'open') AS verdict, t.reviewer, t.decided_at, t.note,
       t.stale, coalesce(t.flagged, 0) AS flagged, coalesce(t.conflict, 0) AS conflict, t.signed_by
FROM v_current AS now
JOIN claims AS c ON c.id = now.claim_id
JOIN findings AS f ON f.id = now.finding_id
JOIN articles AS a ON a.id = c.article_id
LEFT JOIN tally AS t ON t.claim_id = c.id;
CREATE VIEW v_log AS
SELECT e.seq, e.at, e.kind, a.name AS article, c.text AS claim, e.reviewer, e.verdict, e.finding, e.detail, e.note,
       e.undoes, e.payload, e.after, e.origin, e.claim_id, e.sha256
FROM events AS e
JOIN articles AS a ON a.id = e.article_id
LEFT JOIN claims AS c ON c.id = e.claim_id;
"""


@migrations()
def m006_translations(db: Database) -> None:
    """What translators gave, by a hash of translator, version, pair and text."""
    db.execute(_TRANSLATIONS)


_TRANSLATIONS = """
CREATE TABLE translations (
    key TEXT PRIMARY KEY,
    translator TEXT NOT NULL,
    version TEXT NOT NULL,
    source TEXT NOT NULL,
    target TEXT NOT NULL,
    text TEXT NOT NULL
) STRICT
"""


@migrations()
def m007_many_articles(db: Database) -> None:
    """Articles by their names and by the line of versions they are in, so that no check looks at all of them."""
    db.execute("CREATE INDEX articles_by_name ON articles (name)")
    db.execute("CREATE INDEX articles_by_line ON articles (coalesce(version_of, id))")


@migrations()
def m008_watched(db: Database) -> None:
    """What a watch has seen, so that nothing is checked twice."""
    db.executescript(_WATCHED)


_WATCHED = """
CREATE TABLE watched (
    address TEXT PRIMARY KEY,
    place TEXT NOT NULL,
    fate TEXT NOT NULL CHECK (fate IN ('checked', 'same', 'failed', 'place')),
    stamp TEXT NOT NULL,
    content TEXT NOT NULL,
    failures INTEGER NOT NULL,
    due TEXT
) STRICT;
CREATE INDEX watched_content ON watched (content);
CREATE INDEX watched_failed ON watched (place, due) WHERE fate = 'failed';
"""
