"""Views for people who open the store with a program of their own, such as Datasette: `review_*`, in readable names.

They only read, and are made of the tables and of the views `v_*` that the store itself uses.
"""

from __future__ import annotations

from collections.abc import Mapping

REVIEW_VIEWS: Mapping[str, str] = {
    "review_claims": """
SELECT v.article,
       row_number() OVER (PARTITION BY v.article_id ORDER BY v."start", v.position IS NULL, v.position, v.claim_id)
         AS number,
       v.kind, v.text AS claim, v.speaker,
       v.value || coalesce(' to ' || v.max, '') || coalesce(' ' || nullif(v.unit, ''), '') AS figure,
       v.finding, v.detail, v.passage, v.source, v.verdict, v.reviewer, v.decided_at, v.signed_by AS second_reader,
       v.note, v.stale AS to_confirm, v.conflict AS contested, v.flagged, v.claim_id
FROM v_claims AS v
""",
    "review_decisions": """
SELECT a.name AS article, c.text AS claim, e.verdict, e.reviewer, e.at AS decided_at, e.note, e.finding, e.detail,
       json_extract(e.evidence, '$.text') AS passage, json_extract(e.evidence, '$.source') AS source,
       json_extract(e.evidence, '$.snapshot') AS copy_sha256,
       (t.decided_at = e.at AND t.reviewer = e.reviewer) AS stands, e.seq AS event, c.id AS claim_id
FROM events AS e
JOIN marks AS m ON m.seq = e.seq
JOIN claims AS c ON c.id = m.claim_id
JOIN articles AS a ON a.id = c.article_id
LEFT JOIN tally AS t ON t.claim_id = c.id
WHERE e.kind = 'decided'
""",
    "review_sources": """
SELECT v.article, v.source, v.status, nullif(v.message, '') AS problem, v.title, v.language, v.characters,
       (SELECT count(*) FROM v_claims AS c WHERE c.article_id = v.article_id AND c.source = v.source) AS claims,
       (SELECT group_concat(json_extract(w.value, '$[1]'), '; ') FROM json_each(v.warnings) AS w) AS warnings,
       coalesce(v.final_url, v.url) AS address, v.fetched_at, v.origin, v.snapshot AS copy_sha256
FROM v_sources AS v
""",
    "review_findings": """
SELECT a.name AS article, c.text AS claim, f.finding, f.detail, f.passage, f.source, round(f.score, 3) AS score,
       f.found_at, f.id = (SELECT max(g.id) FROM findings AS g WHERE g.claim_id = f.claim_id) AS newest,
       c.id AS claim_id
FROM findings AS f
JOIN claims AS c ON c.id = f.claim_id
JOIN articles AS a ON a.id = c.article_id
""",
}
"""The query of each view."""

MAKE_REVIEW_VIEWS = "".join(f"CREATE VIEW {name} AS{query};" for name, query in REVIEW_VIEWS.items())
