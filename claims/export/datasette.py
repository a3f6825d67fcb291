"""Metadata for Datasette, which shows a store in a browser: what each view and column means, the rest hidden."""

from __future__ import annotations

from typing import Any

from claims.export.encoding import json_bytes
from claims.export.exporters import Contents, Given

HIDDEN = (
    "_sqlite_migrations", "articles", "blobs", "claims", "events", "findings", "marks", "seals", "sightings", "sources",
    "translations",
    "watched",
    "sqlite_sequence", "tally", "texts", "v_claims", "v_current", "v_log", "v_sources",
)  # fmt: skip
"""The tables and views that the store itself works with; Datasette still shows them when asked."""

_CLAIM = {
    "article": "Name of the article",
    "claim": "The words of the claim, as they stand in the article",
    "claim_id": "Id of the claim: the same in every run on the same text",
    "finding": "What the machine found; never a verdict",
    "detail": "The finer word under the finding",
    "passage": "The passage of the source",
    "source": "The source, as it was named",
    "verdict": "What a person decided, or open",
    "reviewer": "Who decided",
    "decided_at": "When, in UTC",
    "note": "Why",
}
COPY = {"copy_sha256": "SHA-256 of the copy that was read", "article": _CLAIM["article"], "source": _CLAIM["source"]}

VIEWS: dict[str, dict[str, Any]] = {
    "review_claims": {
        "title": "Claims",
        "description": "Every claim with how it stands now",
        "facets": ["verdict", "finding", "kind", "reviewer"],
        "columns": _CLAIM
        | {
            "number": "Number of the claim in the article",
            "kind": "quote or number",
            "speaker": "Whom the article lets say a quote",
            "figure": "How a figure was read",
            "second_reader": "Who signed the decision",
            "to_confirm": "Why the decision has to be confirmed",
            "contested": "1 where decisions stand against each other",
            "flagged": "1 where somebody flagged it",
        },
    },
    "review_decisions": {
        "title": "Decisions",
        "description": "Every verdict that was ever given, also those that were taken back or replaced",
        "sort_desc": "event",
        "facets": ["verdict", "reviewer", "stands"],
        "columns": _CLAIM
        | COPY
        | {"stands": "1 where it gives the verdict now", "event": "Number of the event in the log"},
    },
    "review_sources": {
        "title": "Sources",
        "description": "The sources of the last check of each article",
        "facets": ["status", "language"],
        "columns": COPY
        | {
            "status": "read, failed or unreadable",
            "problem": "Why it was not read",
            "title": "What it calls itself",
            "language": "Its language",
            "characters": "Length of its text",
            "claims": "How many claims the machine found in it",
            "warnings": "What is odd about it",
            "address": "Where the copy came from, after all redirects",
            "fetched_at": "When it was had, in UTC",
            "origin": "web, file, pasted or archive",
        },
    },
    "review_findings": {
        "title": "Findings",
        "description": "What the machine found, check by check",
        "facets": ["finding", "detail", "newest"],
        "columns": {
            name: _CLAIM[name] for name in ("article", "claim", "claim_id", "finding", "detail", "passage", "source")
        }
        | {
            "score": "How well the passage was located, 0 to 1; it decides nothing",
            "found_at": "When, in UTC",
            "newest": "1 for what stands now",
        },
    },
}


def render(contents: Contents, given: Given) -> bytes:
    """The metadata for a store whose file is called `database` (stet unless given, as in stet.db)."""
    tables = VIEWS | {name: {"hidden": True} for name in HIDDEN}
    page = {
        "title": "Review",
        "description": f"Quotes and figures held against their sources; written by {contents.software}",
        "databases": {str(given.get("database", "stet")): {"tables": tables}},
    }
    return json_bytes(page)
