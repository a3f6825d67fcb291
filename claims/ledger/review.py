"""The review as a pure state machine: events in, state out. Time and names come in as arguments.

A key press becomes a `Draft` (`decide`, `note`, `set_aside`, `undo`), the store commits it and gives back the
`Event`, and `apply` yields the next state. `replay` rebuilds the same state from the log.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from claims.errors import ReviewError
from claims.ledger.events import Draft, Event, EventKind
from claims.model import Claim, Evidence, Finding, Verdict


@dataclass(frozen=True, slots=True)
class SourceText:
    """A source as the reviewer sees it: its name as given, its state in words, its copy's hash, its text.

    `state` is `read`, or what went wrong; `url` is where the copy came from after all redirects; `warnings` say what
    is odd about the page that was read.
    """

    name: str
    state: str
    sha256: str = ""
    language: str = ""
    title: str = ""
    text: str = ""
    fetched_at: str = ""
    url: str = ""
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Item:
    """One claim in review: what the machine found, what a person decided, and all that happened to it."""

    claim: Claim
    finding: Finding
    verdict: Verdict | None = None
    reviewer: str = ""
    note: str = ""
    later: bool = False
    history: tuple[Event, ...] = ()

    @property
    def is_open(self) -> bool:
        return self.verdict is None

    @property
    def decision(self) -> Event | None:
        """The event that gave the verdict which stands now, or None while the claim is open."""
        undone = _undone(self.history)
        decided = (e for e in reversed(self.history) if e.kind is EventKind.DECIDED and e.seq not in undone)
        return next(decided, None)


@dataclass(frozen=True)
class ReviewState:
    """The whole review of one article. `items` are in the order of the article."""

    article_id: str
    name: str
    language: str
    sha256: str
    text: str
    items: tuple[Item, ...]
    sources: tuple[SourceText, ...] = ()
    events: tuple[Event, ...] = field(default=(), repr=False)

    def position(self, claim_id: str) -> int:
        """Where a claim stands among `items`; raises `ReviewError` for a claim of another article."""
        for position, item in enumerate(self.items):
            if item.claim.id == claim_id:
                return position
        raise ReviewError(f"claim {claim_id} is not in {self.name}", "List the claims with: stet claims")

    def item(self, claim_id: str) -> Item:
        return self.items[self.position(claim_id)]

    @property
    def decided(self) -> int:
        return sum(not item.is_open for item in self.items)

    def next_open(self, after: int) -> int:
        """The next open claim after a position, round the end; set-aside ones come last. `after` if none is open."""
        order = [*range(after + 1, len(self.items)), *range(min(after + 1, len(self.items)))]
        fresh = [n for n in order if self.items[n].is_open and not self.items[n].later]
        waiting = [n for n in order if self.items[n].is_open and n != after]
        return next(iter(fresh or waiting), after)


def evidence_record(evidence: Evidence | None, sources: Iterable[SourceText]) -> dict[str, Any]:
    """What the log keeps of a passage: source, address, the copy's hash and time, place, words."""
    if evidence is None:
        return {}
    copy = next((source for source in sources if source.name == evidence.source), SourceText(evidence.source, ""))
    return {
        "source": evidence.source,
        "url": copy.url,
        "snapshot": copy.sha256,
        "fetched_at": copy.fetched_at,
        "start": evidence.span.start,
        "end": evidence.span.end,
        "text": evidence.text,
        "matcher": evidence.matcher,
        **({} if evidence.place is None else {"place": evidence.place.words}),
    }


def decide(
    state: ReviewState, claim_id: str, verdict: Verdict, *, reviewer: str, at: datetime, note: str = ""
) -> Draft:
    """The person's verdict on one claim, with the finding and the passage that were before them."""
    return _draft(state, claim_id, EventKind.DECIDED, reviewer, at).model_copy(
        update={"verdict": verdict, "note": note}
    )


def write_note(state: ReviewState, claim_id: str, note: str, *, reviewer: str, at: datetime) -> Draft:
    """A note on one claim; an empty one clears it."""
    return _draft(state, claim_id, EventKind.NOTED, reviewer, at).model_copy(update={"note": note})


def set_aside(state: ReviewState, claim_id: str, *, reviewer: str, at: datetime) -> Draft:
    """Later: the claim stays open and comes again at the end."""
    return _draft(state, claim_id, EventKind.SET_ASIDE, reviewer, at)


def undo(state: ReviewState, *, reviewer: str, at: datetime) -> Draft:
    """Takes back the last standing event of this reviewer, nobody else's; raises `ReviewError` where there is none."""
    last = last_standing(event for event in state.events if event.reviewer == reviewer)
    if last is None:
        raise ReviewError("nothing to undo", "No decision or note of yours stands in this article")
    return _draft(state, last.claim_id, EventKind.UNDONE, reviewer, at).model_copy(update={"undoes": last.seq})


PERSONAL = frozenset({EventKind.DECIDED, EventKind.NOTED, EventKind.SET_ASIDE})
"""The kinds that a person makes and that undo takes back."""


def last_standing(events: Iterable[Event]) -> Event | None:
    """The newest personal event that no later event has undone, or None."""
    events = tuple(events)
    undone = _undone(events)
    return next((e for e in reversed(events) if e.kind in PERSONAL and e.seq not in undone), None)


def apply(state: ReviewState, event: Event) -> ReviewState:
    """The state after one more event. Events of other articles change nothing."""
    return replay(state, (event,))


def replay(state: ReviewState, events: Iterable[Event]) -> ReviewState:
    """The state after a whole log; each claim is settled once, from its own history."""
    fresh = tuple(event for event in events if event.article_id == state.article_id)
    if not fresh:
        return state
    by_claim: dict[str, list[Event]] = {}
    for event in fresh:
        by_claim.setdefault(event.claim_id, []).append(event)
    items = tuple(
        _settled(replace(item, history=(*item.history, *by_claim[item.claim.id])))
        if item.claim.id in by_claim
        else item
        for item in state.items
    )
    return replace(state, items=items, events=(*state.events, *fresh))


def _draft(state: ReviewState, claim_id: str, kind: EventKind, reviewer: str, at: datetime) -> Draft:
    if not reviewer.strip():
        raise ReviewError("a decision needs a reviewer's name", "Give one with --by NAME or STET_REVIEWER")
    item = state.item(claim_id)
    return Draft(
        kind=kind,
        at=at,
        article_id=state.article_id,
        claim_id=claim_id,
        reviewer=reviewer,
        finding=item.finding.finding,
        detail=item.finding.detail,
        evidence=evidence_record(item.finding.evidence, state.sources),
    )


def _settled(item: Item) -> Item:
    """Verdict, note and set-aside mark as the item's own history leaves them."""
    undone = _undone(item.history)
    verdict, reviewer, note, later = None, "", "", False
    for event in item.history:
        if event.seq in undone:
            continue
        if event.kind is EventKind.DECIDED:
            verdict, reviewer, later = event.verdict, event.reviewer, False
            note = event.note or note
        elif event.kind is EventKind.NOTED:
            note = event.note
        elif event.kind is EventKind.SET_ASIDE:
            later = True
    return replace(item, verdict=verdict, reviewer=reviewer, note=note, later=later)


def _undone(events: Iterable[Event]) -> set[int | None]:
    return {event.undoes for event in events if event.kind is EventKind.UNDONE}
