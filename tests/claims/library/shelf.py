"""Pages of our own for libraries, and what a library's files hold."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

from claims.library.indexing import indexed
from claims.library.library import Library, shard_files
from claims.library.model import Indexed
from sources.document import Document
from sources.reading import read
from sources.snapshots import Origin, Snapshot

AT = datetime(2026, 3, 4, 9, 30, tzinfo=UTC)

HARBOUR = (
    "The harbour of Port Sellin handled 3.2 million tonnes of grain last year.\n\n"
    '"We dredge the channel again before the winter," said Ilse Brandt, who runs the port.\n\n'
    "Dredging costs 1.4 billion dollars, and takes 14 months.\n"
)
BRIDGE = (
    "Le pont de Vaugrenne a coûté 27,5 millions d’euros.\n\n"
    "« Nous rouvrirons la voie aux cyclistes en mai », a déclaré Hélène Marchais, maire de Vaugrenne.\n\n"
    "Il mesure 412 mètres de long.\n"
)
SCHOOL = "Die Schule von Ottersfeld hat 612 Schülerinnen und Schüler. Ihr Umbau dauert 14 Monate.\n"


def copy(
    text: str, name: str = "https://port.example/grain", at: datetime = AT, origin: Origin = Origin.WEB
) -> Snapshot:
    """A page of plain text as a server sent it."""
    body = text.encode("utf-8", "surrogatepass")
    return Snapshot(name, name, 200, "text/plain", (), body, body, at, charset="utf-8", origin=origin)


def page(text: str, name: str = "https://port.example/grain", at: datetime = AT) -> Indexed:
    """The page, read and ready to be put in."""
    snapshot = copy(text, name, at)
    document = read(snapshot)
    assert isinstance(document, Document)
    return indexed(snapshot, document)


def three() -> list[Indexed]:
    """Pages in three languages."""
    return [page(HARBOUR), page(BRIDGE, "https://pont.example/"), page(SCHOOL, "https://schule.example/")]


def filled(folder: Path, pages: Sequence[Indexed] | None = None, shards: int = 1) -> Path:
    """A library with the pages, closed."""
    with Library.open(folder, shards=shards) as library:
        library.add(three() if pages is None else pages)
    return folder


def name_of(number: int) -> str:
    """The name of a town, which no other has."""
    return "".join("bdfgklmnprst"[int(digit)] + "aeiou"[int(digit) % 5] for digit in f"{number:04d}").capitalize()


def town(number: int) -> str:
    """A page of two passages like no other, in words of which some are in every other one as well."""
    name = name_of(number)
    council = (
        f"The council of {name} met on Tuesday and heard that the town has {20_000 + 7 * number} inhabitants. "
        f"The repair of the roof of {name} hall costs {3 + number / 100:.2f} million euros, the mayor said. "
    )
    return council + "Nothing else was said at the meeting, which ended late in the evening. " * 5


def towns(count: int, first: int = 0) -> list[Indexed]:
    """So many pages of towns."""
    return [
        page(town(number), f"https://towns.example/{number}", AT + timedelta(seconds=number))
        for number in range(first, first + count)
    ]


def rows(folder: Path) -> dict[str, list[object]]:
    """Every row of every table of a library that is not the full-text index's own, in order."""
    found: dict[str, list[object]] = {}
    for number, file in enumerate(shard_files(folder)):
        db = sqlite3.connect(file)
        names = [name for (name,) in db.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")]
        for name in names:
            if not name.startswith(("found", "sqlite")):
                found[f"{number} {name}"] = sorted(db.execute(f'SELECT * FROM "{name}"').fetchall(), key=repr)
        # Raises where the index does not say what is in it.
        db.execute("INSERT INTO found (found) VALUES ('integrity-check')")
        db.close()
    return found
