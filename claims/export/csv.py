"""The review as CSV (RFC 4180, for UTF-8): one row a claim with its current state, for spreadsheets.

A spreadsheet runs a cell that begins with one of `= + - @`, a tab or a line break, so such a cell gets an apostrophe
in front, as does one that begins with apostrophes and then such a sign: taking one apostrophe away undoes it. Figures
stay figures. What no cell can hold (NUL, lone surrogates) becomes U+FFFD; the faithful export is `jsonl`.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Mapping, Sequence
from io import StringIO

from claims.export.fields import fields_by_claim
from claims.ledger.columns import utc
from claims.ledger.review import Item, ReviewState, SourceText, evidence_record
from claims.report import SourceStatus

COLUMNS = (
    "article", "claim", "kind", "line", "start", "end", "text", "speaker", "value", "max", "unit",
    "finding", "detail", "reason", "source", "source_url", "snapshot", "passage", "passage_start", "passage_end",
    "fetched_at", "verdict", "reviewer", "decided_at", "note", "source_warnings",
)  # fmt: skip
"""The header, in order."""

# White space in front does not stop a spreadsheet, nor do the full-width forms that some fold to the plain ones.
_FORMULA = re.compile(r"[\t\r\n]|'*[\s\ufeff\u200b\u2060]*[=+\-@\uff1d\uff0b\uff0d\uff20]")
_FIGURE = re.compile(r"[+-]?[0-9]+(?:[.,][0-9]+)*")
Cell = str | int | None
_NO_CELL = re.compile("[\x00\ud800-\udfff]")


def export(states: Iterable[ReviewState], *, raw: bool = False) -> str:
    """A header and one row a claim; `raw` leaves the cells as they are, for programs that run no formula."""
    return rows_as_csv(COLUMNS, (row for state in states for row in _rows(state)), raw=raw)


def rows_as_csv(columns: Sequence[str], rows: Iterable[Mapping[str, Cell]], *, raw: bool = False) -> str:
    """A header of `columns` and one line a row; what a row has not is an empty cell."""
    out = StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(columns)
    for row in rows:
        writer.writerow([cell(row.get(column), raw=raw) for column in columns])
    return out.getvalue()


def cell(value: Cell, *, raw: bool = False) -> str:
    """A value as the text of a cell, harmless unless `raw`."""
    text = _NO_CELL.sub("\ufffd", "" if value is None else str(value))
    harmless = raw or not _FORMULA.match(text) or _FIGURE.fullmatch(text)
    return text if harmless else f"'{text}"


def _rows(state: ReviewState) -> Iterable[dict[str, Cell]]:
    claims = fields_by_claim(state)
    for item in state.items:
        fields = claims[item.claim.id]
        named = {"article": state.name, "claim": fields["id"]}
        yield fields | named | _finding(item) | _passage(item, state.sources) | _decision(item)


def _finding(item: Item) -> dict[str, Cell]:
    finding = item.finding
    return {"finding": finding.finding.value, "detail": finding.detail, "reason": "; ".join(finding.reasons)}


def _passage(item: Item, sources: tuple[SourceText, ...]) -> dict[str, Cell]:
    """The passage that the verdict rests on, in the copy that the person saw; of an open claim the finding's own."""
    decision = item.decision
    passage = decision.evidence if decision else evidence_record(item.finding.evidence, sources)
    return {
        "source": passage.get("source"),
        "source_url": passage.get("url"),
        "snapshot": passage.get("snapshot"),
        "passage": passage.get("text"),
        "passage_start": passage.get("start"),
        "passage_end": passage.get("end"),
        "fetched_at": passage.get("fetched_at"),
        "source_warnings": _warnings(passage.get("source"), sources),
    }


def _warnings(name: str | None, sources: tuple[SourceText, ...]) -> str:
    """What is odd about the page that a passage is from; for a claim without a passage, about any page searched, and
    why a page could not be."""
    concerned = [source for source in sources if name in {None, source.name}]
    missing = [
        f"{source.name}: {source.state}" for source in sources if name is None and source.state != SourceStatus.READ
    ]
    odd = [f"{source.name}: {warning}" for source in concerned for warning in source.warnings]
    return "; ".join([*missing, *odd])


def _decision(item: Item) -> dict[str, Cell]:
    decision = item.decision
    return {
        "verdict": item.verdict.value if item.verdict else "open",
        "reviewer": item.reviewer,
        "decided_at": utc(decision.at) if decision else None,
        "note": item.note,
    }
