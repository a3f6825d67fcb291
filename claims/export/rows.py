"""The review as rows for spreadsheets: one row a claim with its current state."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from claims.export.fields import Lines, claim_fields
from claims.ledger.columns import utc
from claims.ledger.review import Item, ReviewState, SourceText, evidence_record

COLUMNS = (
    "article", "number", "claim", "kind", "line", "start", "end", "text", "speaker", "value", "max", "unit",
    "finding", "detail", "reason", "source", "source_url", "snapshot", "passage", "passage_start", "passage_end",
    "fetched_at", "verdict", "reviewer", "decided_at", "note", "source_warnings",
)  # fmt: skip
"""The names of the cells, in order."""

Cell = str | int | None
Row = tuple[Cell, ...]


def rows_of(reviews: Iterable[ReviewState]) -> Iterator[Row]:
    """A row for every claim of these reviews, in the order of `COLUMNS`."""
    for state in reviews:
        yield from rows_at(state, range(len(state.items)))


def rows_at(state: ReviewState, positions: Iterable[int]) -> Iterator[Row]:
    """A row for each of the claims at `positions`, counted from 0."""
    lines = Lines(state.text)
    for position in positions:
        item = state.items[position]
        fields = claim_fields(item.claim, lines)
        named: dict[str, Cell] = {"article": state.name, "number": position + 1, "claim": fields["id"]}
        cells = fields | named | _finding(item) | _passage(item, state.sources) | _decision(item)
        yield tuple(cells[column] for column in COLUMNS)


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
    """What is odd about the page that a passage is from; for a claim without a passage, about any page searched."""
    concerned = [source for source in sources if name in {None, source.name}]
    return "; ".join(f"{source.name}: {warning}" for source in concerned for warning in source.warnings)


def _decision(item: Item) -> dict[str, Cell]:
    decision = item.decision
    return {
        "verdict": item.verdict.value if item.verdict else "open",
        "reviewer": item.reviewer,
        "decided_at": utc(decision.at) if decision else None,
        "note": item.note,
    }
