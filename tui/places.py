"""Where each reviewer was in each article, kept between runs. It is no event: the log knows nothing of it.

It lies in the user's own folder for states, a small file for each store. That it cannot be read or written must never
keep anybody from work: then the review opens at the first open claim, as it does the first time.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from claims.ledger.review import ReviewState
from tui.place import ALL, Filter, Place

MOST_KEPT = 500
"""Places kept in one file, the newest: a desk's articles of some months."""

LARGEST = 1_000_000
"""Bytes of a file that is read: several times what `MOST_KEPT` places take."""

Key = tuple[str, str]
"""The name of an article and of a reviewer: a new version of the article has the same."""


@dataclass
class Places:
    """Places by article and reviewer, in memory alone where there is no file."""

    file: Path | None = None
    _known: dict[Key, dict[str, Any]] = field(default_factory=dict)

    @classmethod
    def of_store(cls, store: Path) -> Places:
        """Those of a store, from its file in the user's folder for states."""
        from platformdirs import user_state_path

        name = hashlib.sha256(os.fsencode(store.absolute())).hexdigest()[:16]
        try:
            places = cls(user_state_path("stet") / f"place-{name}.json")
        except (OSError, RuntimeError):  # a user without a home
            return cls()
        places._read()
        return places

    def find(self, state: ReviewState, reviewer: str) -> Place:
        """Where a reviewer was: at the claim and with the filter of last time, as far as both are still there; else
        at the first open claim.
        """
        kept = self._known.get((state.name, reviewer), {})
        claim = state.anchors.get(str(kept.get("claim")), str(kept.get("claim")))
        positions = {item.claim.id: number for number, item in enumerate(state.items)}
        wanted = Filter(str(kept.get("by", "")), str(kept.get("value", "")))
        place = Place(-1).at_open(state) if claim not in positions else Place().at(state, positions[claim])
        if wanted.is_known and wanted != ALL and any(map(wanted.shows, state.items)):
            return Place(place.cursor, place.chosen, wanted)
        return place

    def keep(self, state: ReviewState, reviewer: str, place: Place) -> None:
        """Notes where a reviewer is, and writes it where it is another place than before."""
        item = place.item(state)
        if item is None:
            return
        now = {"claim": item.claim.id, "by": place.filter.by, "value": place.filter.value}
        if self._known.get((state.name, reviewer)) != now:
            self._known.pop((state.name, reviewer), None)
            self._known[state.name, reviewer] = now
            self._write()

    def _read(self) -> None:
        with contextlib.suppress(OSError, ValueError, TypeError, AttributeError, RecursionError):
            if self.file is None or self.file.stat().st_size > LARGEST:
                return
            rows = json.loads(self.file.read_text("utf-8"))
            self._known = {(str(row.pop("article")), str(row.pop("reviewer"))): row for row in rows if _is_whole(row)}

    def _write(self) -> None:
        if self.file is None:
            return
        newest = list(self._known.items())[-MOST_KEPT:]
        rows = [{"article": article, "reviewer": reviewer, **kept} for (article, reviewer), kept in newest]
        with contextlib.suppress(OSError, ValueError):
            self.file.parent.mkdir(parents=True, exist_ok=True)
            fresh = self.file.with_suffix(f".{os.getpid()}")
            fresh.write_text(json.dumps(rows), "utf-8")
            fresh.replace(self.file)


def _is_whole(row: object) -> bool:
    return isinstance(row, dict) and {"article", "reviewer", "claim"} <= row.keys()
