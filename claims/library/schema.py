"""How a library stands on disk: the tables of one of its files.

Whatever belongs to a page goes by the numbers of its passages, which follow one another, so that a page is taken out
by one range of each table.
"""

from __future__ import annotations

from sqlite_utils import Database

from claims.ledger.opening import Kind

_TABLES = """
CREATE TABLE shard (number INTEGER NOT NULL, of INTEGER NOT NULL) STRICT;
CREATE TABLE totals (
    pages INTEGER NOT NULL, passages INTEGER NOT NULL, figures INTEGER NOT NULL, quotes INTEGER NOT NULL
) STRICT;
INSERT INTO totals VALUES (0, 0, 0, 0);
CREATE TABLE places (name TEXT PRIMARY KEY) STRICT, WITHOUT ROWID;
CREATE TABLE pages (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE,
    sha256 TEXT NOT NULL,
    size INTEGER NOT NULL,
    fetched_at TEXT NOT NULL,
    origin TEXT NOT NULL,
    language TEXT NOT NULL,
    title TEXT NOT NULL,
    first INTEGER NOT NULL UNIQUE,
    passages INTEGER NOT NULL,
    figures INTEGER NOT NULL,
    quotes INTEGER NOT NULL
) STRICT;
CREATE TABLE copies (
    page INTEGER PRIMARY KEY REFERENCES pages (id),
    snapshot TEXT NOT NULL,
    body TEXT NOT NULL,
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
    begun_at TEXT NOT NULL,
    tls TEXT NOT NULL,
    certificate TEXT NOT NULL,
    request_headers TEXT NOT NULL,
    origin TEXT NOT NULL,
    raw_size INTEGER NOT NULL,
    raw_zlib BLOB NOT NULL,
    body_size INTEGER NOT NULL,
    body_zlib BLOB
) STRICT;
CREATE TABLE passages (
    id INTEGER PRIMARY KEY,
    page INTEGER NOT NULL REFERENCES pages (id),
    "start" INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    size INTEGER NOT NULL,
    zlib BLOB NOT NULL
) STRICT;
CREATE TABLE words (word TEXT PRIMARY KEY, passages INTEGER NOT NULL) STRICT, WITHOUT ROWID;
CREATE VIRTUAL TABLE found USING fts5(
    tokens, content='', columnsize=0, detail=none, tokenize="ascii tokenchars ':@~#%_'"
);
CREATE TABLE amounts (
    passage INTEGER NOT NULL,
    "start" INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    dimension TEXT NOT NULL,
    key TEXT NOT NULL,
    PRIMARY KEY (passage, "start", "end", dimension, key)
) STRICT, WITHOUT ROWID;
CREATE INDEX amounts_by_value ON amounts (dimension, key);
CREATE TABLE said (
    passage INTEGER NOT NULL,
    "start" INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    speaker TEXT NOT NULL,
    mode TEXT NOT NULL,
    PRIMARY KEY (passage, "start", "end")
) STRICT, WITHOUT ROWID;
CREATE TABLE speakers (
    passage INTEGER NOT NULL,
    "start" INTEGER NOT NULL,
    word TEXT NOT NULL,
    PRIMARY KEY (passage, "start", word)
) STRICT, WITHOUT ROWID;
CREATE INDEX speakers_by_word ON speakers (word);
"""


def _make(db: Database) -> None:
    # Not by `executescript`, which would commit what is open.
    for statement in filter(str.strip, _TABLES.split(";\n")):
        db.execute(statement)


def _nothing(_: Database) -> None:
    pass


LIBRARY = Kind(
    word="library",
    application_id=int.from_bytes(b"stel", "big"),
    version=1,
    migrate=_make,
    start="Start one with: stet library add PAGE... --library NAME",
    mend="Take the last backup, or take the folder away and add the pages again",
    opened=_nothing,
)
