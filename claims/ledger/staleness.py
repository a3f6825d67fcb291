"""Which decisions no longer rest on what they were taken on: the claim's words, the passage, the finding."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from claims.ledger.events import Draft, Event, EventKind
from claims.ledger.state import Item, ReviewState, SourceText, Stale, evidence_record
from claims.model import FindingKind, finding_words


def newly_stale(state: ReviewState, at: datetime) -> Iterator[Draft]:
    """An event for each decision that has lost its ground and is not told to be stale yet.

    A source that could not be read this time, and a finding that only waits for it (`unchecked`), change nothing: "not
    found" never stands for "not fetched".
    """
    sources = {source.name: source for source in state.sources if source.state == "read"}
    for item in state.items:
        if item.decision is None or item.stale is not None:
            continue
        stale = _changed_words(item, item.decision) or _lost_passage(item, item.decision, sources)
        stale = stale or _other_finding(item, item.decision)
        if stale is not None:
            yield Draft(
                kind=EventKind.STALE,
                at=at,
                article_id=state.article_id,
                claim_id=item.claim.id,
                finding=item.finding.finding,
                detail=item.finding.detail,
                evidence=evidence_record(item.finding.evidence, state.sources),
                payload={
                    "decision": item.decision.id,
                    "reason": stale.reason,
                    "was": stale.was,
                    "now": stale.now,
                },
            )


def _changed_words(item: Item, decision: Event) -> Stale | None:
    was = decision.payload.get("text")
    if not isinstance(was, str) or _folded(was) == _folded(item.claim.text):
        return None
    return Stale("the article has changed", was, item.claim.text)


def _lost_passage(item: Item, decision: Event, sources: dict[str, SourceText]) -> Stale | None:
    """The passage relied on stands no longer in a source that was read again."""
    was = str(decision.evidence.get("text") or "")
    source = sources.get(str(decision.evidence.get("source") or ""))
    if not was or source is None or source.sha256 == decision.evidence.get("snapshot"):
        return None
    if was in source.text or _folded(was) in _folded(source.text):
        return None
    now = next((passage.text for passage in item.passages if passage.source == source.name), "")
    return Stale(f"{source.name} has changed", was, now)


def _other_finding(item: Item, decision: Event) -> Stale | None:
    finding = item.finding
    unknown = not decision.finding or finding.finding is FindingKind.UNCHECKED
    if unknown or (decision.finding, decision.detail) == (finding.finding, finding.detail):
        return None
    return Stale(
        "the finding has changed",
        finding_words(decision.finding, decision.detail),
        finding.in_words,
    )


def _folded(text: str) -> str:
    return " ".join(text.split())
