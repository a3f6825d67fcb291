"""The claims of a review as a table of plain lines, cut and filled by the columns that letters take."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from rich.cells import cell_len, set_cell_size

from claims.export.fields import Lines
from claims.grouping import grouped
from claims.ledger.review import Item, ReviewState
from claims.ledger.standing import CONTESTED, STALE, concerns, finding_counts, unread, verdict_counts
from claims.model import Claim, QuoteClaim
from tui.display import one_line, sign_of

WIDEST = {"words": 48, "said": 24}
"""Columns of a claim's words, and of its speaker or value: with the rest they fit a terminal of 160 columns."""

LOOKED_AT = 200
"""Code points of which those columns are made: more than fit, also where some take none."""


def claim_table(state: ReviewState, positions: Collection[int]) -> str:
    """A line for each of the claims at `positions`, counted from 0; nothing for none."""
    lines = Lines(state.text)
    rows = []
    for position in positions:
        item = state.items[position]
        claim, finding = item.claim, item.finding
        detail = f": {finding.detail.replace('_', ' ')}" if finding.detail else ""
        rows.append(
            (
                str(position + 1),
                claim.id,
                claim.kind,
                f"l.{lines.of(claim.span.start)}",
                _cut(claim.text, WIDEST["words"]),
                _cut(said_or_worth(claim), WIDEST["said"]),
                one_line(finding.finding.value + detail),
                sign_of(item.verdict).word + _doubts(item),
            )
        )
    return table(rows)


def _doubts(item: Item) -> str:
    """What keeps a verdict from being the last word: another one against it, or a change since."""
    doubts = ["contested"] * bool(item.conflict) + ["stale"] * (item.stale is not None)
    return f" ({', '.join(doubts)})" if doubts else ""


def standing(state: ReviewState) -> str:
    """How an article's review stands, in five lines, and one for whatever is wrong with a source."""
    missing = unread(state)
    unsettled = {word: count for word, count in concerns(state).items() if word in {CONTESTED, STALE}}
    lines = [
        f"{state.name} · {state.language or 'unknown language'} · {state.article_id}",
        f"  claims    {len(state.items)}, {state.decided} decided",
        f"  verdicts  {_counted(verdict_counts(state))}",
        *([f"  to settle {_counted(unsettled)}"] if unsettled else []),
        f"  findings  {_counted(finding_counts(state))}",
        f"  sources   {len(state.sources) - len(missing)} read, {len(missing)} not read",
        *(f"  not read  {source.name}: {source.state}" for source in missing),
        *(f"  warning   {source.name}: {warning}" for source in state.sources for warning in source.warnings),
    ]
    return "".join(f"{one_line(line)}\n" for line in lines)


def standing_record(state: ReviewState) -> dict[str, Any]:
    """The same for a program."""
    return {
        "article": state.name,
        "id": state.article_id,
        "language": state.language or None,
        "claims": len(state.items),
        "decided": state.decided,
        "verdicts": dict(verdict_counts(state)),
        "findings": dict(finding_counts(state)),
        "concerns": dict(concerns(state)),
        "unread": [f"{source.name}: {source.state}" for source in unread(state)],
        "warnings": [f"{source.name}: {warning}" for source in state.sources for warning in source.warnings],
    }


def _counted(counts: Mapping[str, int]) -> str:
    return ", ".join(f"{count} {word}" for word, count in counts.items()) or "none"


def table(rows: Collection[tuple[str, ...]]) -> str:
    """The rows with their columns one under the other, two spaces apart."""
    widths = [max(map(cell_len, column)) for column in zip(*rows, strict=True)]
    filled = ("  ".join(map(set_cell_size, row, widths)).rstrip() for row in rows)
    return "".join(f"{line}\n" for line in filled)


def said_or_worth(claim: Claim) -> str:
    """A quote's speaker, `-` where nobody is named; a figure's value with its unit."""
    if isinstance(claim, QuoteClaim):
        return claim.quote.speaker.name if claim.quote.speaker else "-"
    quantity = claim.quantity
    upper = f"–{grouped(quantity.max)}" if quantity.max is not None else ""
    return f"{grouped(quantity.value)}{upper} {quantity.unit}".rstrip()


def _cut(text: str, width: int) -> str:
    line = one_line(text[:LOOKED_AT])
    if cell_len(line) <= width and len(text) <= LOOKED_AT:
        return line
    return set_cell_size(line, width - 1).rstrip() + "…"
