"""Pages into the tables of a library's file and out of them, within the transaction that is open. A room with SQL."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

from sqlite_utils import Database

from claims.ledger.columns import Packed, pack, storable, unpack, utc
from claims.ledger.rows import Values, sighting_values
from claims.library.indexing import words
from claims.library.model import Indexed, Outcome, Passage, Tokens
from sources.snapshots import Snapshot

_APART = "\0"
"""Between the text of a passage and its tokens: no token has it, and only the last one in a row counts."""
Rows = Iterable[Sequence[Any]]


def put(db: Database, page: Indexed) -> Outcome:
    """Puts a page in; what was there of it before goes out, and the same bytes change nothing."""
    name = storable(page.snapshot.url)
    known = db.execute("SELECT sha256 FROM pages WHERE name = ?", (name,)).fetchone()
    if known and known[0] == page.snapshot.sha256:
        return Outcome.SAME
    if known:
        take_out(db, name)
    values = _page_values(page, name) | {"first": db.execute(_FIRST).fetchone()[0]}
    number = _insert(db, "pages", values)
    _insert(db, "copies", {"page": number} | _copy_values(page.snapshot))
    _put_passages(db, page.passages, number, values["first"])
    _count(db, values, 1)
    return Outcome.CHANGED if known else Outcome.NEW


_FIRST = "SELECT coalesce((SELECT first + passages FROM pages ORDER BY first DESC LIMIT 1), 1)"


def take_out(db: Database, name: str) -> bool:
    """Takes a page out by the name in its column; whether it was there."""
    page = next(db.query("SELECT * FROM pages WHERE name = ?", (name,)), None)
    if page is None:
        return False
    span = (page["first"], page["first"] + page["passages"] - 1)
    for table in ("amounts", "said", "speakers"):
        db.execute(f"DELETE FROM {table} WHERE passage BETWEEN ? AND ?", span)  # noqa: S608 - our own names
    kept = db.execute("SELECT id, size, zlib FROM passages WHERE id BETWEEN ? AND ?", span).fetchall()
    # A full-text index without its texts takes a row out only when it is told what is in it.
    rows = [(number, tuple(parts_of(Packed(size, zlib))[1].split())) for number, size, zlib in kept]
    _many(db, "INSERT INTO found (found, rowid, tokens) VALUES ('delete', ?, ?)", ((n, " ".join(t)) for n, t in rows))
    _many(db, "UPDATE words SET passages = passages - ?2 WHERE word = ?1", _counted(tokens for _, tokens in rows))
    _many(db, "DELETE FROM words WHERE word = ?1 AND passages <= 0 AND ?2 > 0", _counted(tokens for _, tokens in rows))
    db.execute("DELETE FROM passages WHERE id BETWEEN ? AND ?", span)
    db.execute("DELETE FROM copies WHERE page = ?", (page["id"],))
    db.execute("DELETE FROM pages WHERE id = ?", (page["id"],))
    _count(db, page, -1)
    return True


def parts_of(packed: Packed) -> tuple[str, str]:
    """The text of a passage as it is kept, and its tokens with a blank before and after each."""
    text, _, tokens = unpack(packed).decode("utf-8", "surrogatepass").rpartition(_APART)
    return text, f" {tokens} "


def _put_passages(db: Database, passages: Sequence[Passage], page: int, first: int) -> None:
    numbered = list(enumerate(passages, first))
    _many(
        db,
        "INSERT INTO passages VALUES (?, ?, ?, ?, ?, ?)",
        ((number, page, one.span.start, one.span.end, *_packed(one)) for number, one in numbered),
    )
    _many(db, "INSERT INTO found (rowid, tokens) VALUES (?, ?)", ((n, " ".join(one.tokens)) for n, one in numbered))
    _many(db, _COUNT_WORDS, _counted(one.tokens for one in passages))
    _many(
        db,
        "INSERT INTO amounts VALUES (?, ?, ?, ?, ?)",
        ((n, a.span.start, a.span.end, a.dimension, a.key) for n, one in numbered for a in one.amounts),
    )
    said = [(number, each) for number, one in numbered for each in one.said]
    _many(
        db,
        "INSERT OR IGNORE INTO said VALUES (?, ?, ?, ?, ?)",
        ((n, each.span.start, each.span.end, storable(each.speaker), each.mode.value) for n, each in said),
    )
    _many(
        db,
        "INSERT OR IGNORE INTO speakers VALUES (?, ?, ?)",
        ((n, each.span.start, word) for n, each in said for word in words(each.speaker)),
    )


_COUNT_WORDS = (
    "INSERT INTO words VALUES (?, ?) ON CONFLICT (word) DO UPDATE SET passages = passages + excluded.passages"
)


def _counted(tokens: Iterable[Tokens]) -> list[tuple[str, int]]:
    return sorted(Counter(token for each in tokens for token in each).items())


def _packed(passage: Passage) -> tuple[int, bytes]:
    packed = pack(f"{passage.text}{_APART}{' '.join(passage.tokens)}".encode("utf-8", "surrogatepass"))
    return packed.size, packed.zlib


def _page_values(page: Indexed, name: str) -> Values:
    copy = page.snapshot
    return {
        "name": name,
        "sha256": copy.sha256,
        "size": len(copy.raw),
        "fetched_at": utc(copy.fetched_at),
        "origin": copy.origin.value,
        "language": storable(page.language),
        "title": storable(page.title),
        "passages": len(page.passages),
        "figures": sum(len({amount.span for amount in one.amounts}) for one in page.passages),
        "quotes": sum(len(one.said) for one in page.passages),
    }


def _copy_values(copy: Snapshot) -> Values:
    raw = pack(copy.raw)
    body = pack(copy.body) if copy.body_sha256 != copy.sha256 else None
    return sighting_values(copy, copy.body_sha256) | {
        "raw_size": raw.size,
        "raw_zlib": raw.zlib,
        "body_size": len(copy.body),
        "body_zlib": body.zlib if body else None,
    }


def _insert(db: Database, table: str, values: Values) -> int:
    columns, places = ", ".join(values), ", ".join(f":{column}" for column in values)
    row = db.execute(f"INSERT INTO {table} ({columns}) VALUES ({places})", values)  # noqa: S608 - our own names
    return int(row.lastrowid or 0)


def _count(db: Database, page: Values, sign: int) -> None:
    counts = {name: sign * page[name] for name in ("passages", "figures", "quotes")} | {"pages": sign}
    db.execute(f"UPDATE totals SET {', '.join(f'{name} = {name} + :{name}' for name in counts)}", counts)  # noqa: S608


def _many(db: Database, statement: str, rows: Rows) -> None:
    db.conn.executemany(statement, rows)
