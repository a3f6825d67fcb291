"""What translators gave, by the hash of all that it follows from, so that no text is translated twice.

Works inside the store's own transactions; a room of the store with SQL.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable

from sqlite_utils import Database

from claims.glosses import Translation
from claims.ledger.columns import restored, storable

_AT_ONCE = 500
"""Keys in one question; SQLite takes 999 at least."""


def of(db: Database, keys: Collection[str]) -> dict[str, str]:
    """The kept translations of these keys."""
    found: dict[str, str] = {}
    wanted = list(keys)
    for start in range(0, len(wanted), _AT_ONCE):
        some = wanted[start : start + _AT_ONCE]
        places = ", ".join("?" for _ in some)
        rows = db.execute(f"SELECT key, text FROM translations WHERE key IN ({places})", some)  # noqa: S608 - marks
        found |= {key: restored(text) for key, text in rows}
    return found


def by(db: Database, names: Collection[str]) -> dict[str, str]:
    """The kept translations of these translators."""
    places = ", ".join("?" for _ in names)
    rows = db.execute(f"SELECT key, text FROM translations WHERE translator IN ({places})", list(map(storable, names)))  # noqa: S608 - marks
    return {key: restored(text) for key, text in rows}


def save(db: Database, made: Iterable[Translation]) -> None:
    """Keeps translations; those that are kept stay."""
    db.conn.executemany(
        "INSERT OR IGNORE INTO translations (key, translator, version, source, target, text) VALUES (?, ?, ?, ?, ?, ?)",
        [(one.key, *map(storable, (one.translator, one.version, one.source, one.target, one.text))) for one in made],
    )
