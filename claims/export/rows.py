"""The review as rows for spreadsheets: one row a claim with its current state."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from claims.export.fields import Lines, claim_fields
from claims.export.history import decisions, doubt, relied_on
from claims.ledger.columns import utc
from claims.ledger.review import Item, ReviewState, SourceText
from claims.report import SourceStatus

COLUMNS = (
    "article", "number", "claim", "kind", "line", "start", "end", "text", "speaker", "value", "max", "unit",
    "finding", "detail", "reason", "source", "source_url", "snapshot", "passage", "passage_start", "passage_end",
    "fetched_at", "verdict", "reviewer", "decided_at", "second_reader", "note", "old_words", "new_words", "flag",
    "contested", "to_confirm", "source_warnings",
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
        cells = fields | named | _finding(item) | _passage(item, state) | _decision(item) | _work(item)
        yield tuple(cells[column] for column in COLUMNS)


def _finding(item: Item) -> dict[str, Cell]:
    finding = item.finding
    return {"finding": finding.finding.value, "detail": finding.detail, "reason": "; ".join(finding.reasons)}


def _passage(item: Item, state: ReviewState) -> dict[str, Cell]:
    passage = relied_on(item, state)
    return {
        "source": passage.get("source"),
        "source_url": passage.get("url"),
        "snapshot": passage.get("snapshot"),
        "passage": passage.get("text"),
        "passage_start": passage.get("start"),
        "passage_end": passage.get("end"),
        "fetched_at": passage.get("fetched_at"),
        "source_warnings": _warnings(passage.get("source"), state.sources),
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
        "verdict": item.verdict_word,
        "reviewer": item.reviewer,
        "decided_at": utc(decision.at) if decision else None,
        "note": item.note,
    }


def _work(item: Item) -> dict[str, Cell]:
    """What else people did, and what is still to be done."""
    return {
        "second_reader": "; ".join(item.signed_by),
        "old_words": "; ".join(wording.old for wording in item.wordings),
        "new_words": "; ".join(wording.new for wording in item.wordings),
        "flag": "flagged" if item.flagged else "",
        "contested": "; ".join(f"{word} by {who}" for word, who, _ in decisions(item)) if item.conflict else "",
        "to_confirm": doubt(item),
    }
