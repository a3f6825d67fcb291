"""Claims and figures in the words of a sheet."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime

from claims.grouping import grouped
from claims.model import Claim, Evidence, Finding, QuantityClaim, QuoteClaim


def speaker_words(claim: Claim) -> str:
    """Who the article says a quote is by; empty for a figure."""
    if not isinstance(claim, QuoteClaim):
        return ""
    return f"said by {claim.quote.speaker.name}" if claim.quote.speaker else "nobody is named as speaker"


def figure_words(claim: Claim) -> str:
    """How a figure of the article is read; empty for a quote."""
    if not isinstance(claim, QuantityClaim):
        return ""
    quantity = claim.quantity
    bound = quantity.qualifier.value.replace("_", " ")
    hedge = "" if bound in {"exact", "range"} else f"{bound} "
    upper = f" to {grouped(quantity.max)}" if quantity.max is not None else ""
    return f"read as {hedge}{grouped(quantity.value)}{upper} {quantity.unit}".rstrip()


def source_figure_words(evidence: Evidence | None) -> str:
    """How a figure of the source is read; empty where there is none."""
    if evidence is None or evidence.value is None:
        return ""
    return f"read as {grouped(evidence.value)} {evidence.unit}".rstrip()


def written_as(claim: Claim) -> str:
    """A claim with how it is read: `34 milliards (read as 34 000 000 000 EUR)`."""
    return f"{claim.text} ({speaker_words(claim) or figure_words(claim)})"


def held_back_words(counted: Iterable[tuple[str, int]]) -> str:
    """What keeps an article back: `3 open, 1 disputed, 1 to be confirmed`."""
    return ", ".join(f"{count} {_HELD.get(word, word)}" for word, count in counted)


_HELD = {"unread": "of the sources not read", "stale": "to confirm", "unsourced": "verified without a source"}


def ready_words(claims: int) -> str:
    """What it means that nothing keeps an article back."""
    if not claims:
        return "No claim was found in this text."
    return "Every claim is decided, none is disputed, and every source was read."


def found_words(finding: Finding) -> str:
    """A finding with all its reasons: `altered (negation): the "not" of the source is lost`."""
    return ": ".join(filter(None, (finding.in_words, "; ".join(finding.reasons))))


def moment_words(moment: datetime) -> str:
    """A moment, to the minute, in UTC: `4 March 2026, 09:30 UTC`."""
    utc = moment.astimezone(UTC)
    return f"{utc.day} {_MONTHS[utc.month - 1]} {utc.year}, {utc:%H:%M} UTC"


_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip
"""Not those of the machine's own language: the same store gives the same bytes."""


def written_moment(iso: str) -> str:
    """The same of a time as it stands in the log; of what is no time, the words."""
    try:
        return moment_words(datetime.fromisoformat(iso))
    except ValueError:
        return iso
