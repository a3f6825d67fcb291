"""The articles of a store in brief, each with its progress. A room with SQL."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlite_utils import Database

from claims.ledger.columns import restored
from claims.ledger.rows import ArticleSummary, Values
from claims.model import FAULTS, Verdict


def summaries(db: Database) -> tuple[ArticleSummary, ...]:
    """Every article, the one checked last first; of several versions the newest alone."""
    counts: dict[str, list[Values]] = {}
    for row in db.query(_PROGRESS):
        counts.setdefault(row["article_id"], []).append(row)
    return tuple(_summary(row, counts.get(row["id"], ())) for row in db.query(ARTICLES))


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
        faults=sum(count["faults"] for count in counts),
        last_event=datetime.fromisoformat(row["last_event"]) if row["last_event"] else None,
    )


ARTICLES = """
SELECT a.*, (SELECT at FROM events WHERE seq = (SELECT max(seq) FROM events WHERE article_id = a.id)) AS last_event
FROM articles AS a WHERE a.id = (
    SELECT v.id FROM articles AS v
    WHERE v.id = coalesce(a.version_of, a.id) OR v.version_of = coalesce(a.version_of, a.id)
    ORDER BY julianday(v.saved_at) DESC, v.rowid DESC LIMIT 1)
ORDER BY julianday(a.saved_at) DESC, a.id
"""

_PROGRESS = f"""
SELECT c.article_id, coalesce(t.verdict, 'open') AS verdict, count(*) AS n, count(t.stale) AS stale,
       coalesce(sum(t.conflict), 0) AS conflicts, coalesce(sum(t.flagged), 0) AS flagged,
       sum(t.verdict IS NULL AND f.finding IN ({", ".join(f"'{kind}'" for kind in sorted(FAULTS))})) AS faults
FROM v_current AS now JOIN claims AS c ON c.id = now.claim_id JOIN findings AS f ON f.id = now.finding_id
LEFT JOIN tally AS t ON t.claim_id = c.id
GROUP BY 1, 2
"""  # noqa: S608 - words of our own
