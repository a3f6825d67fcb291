"""The review as a pure state machine: what a person does, as drafts. Time and names come in as arguments.

A key press becomes a `Draft` (`decide`, `write_note`, `flag`, `undo`, ...), the store commits it and gives back the
`Event`, and `apply` yields the next state. `replay` rebuilds the same state from the log. The values are in `state`,
the way from events to values in `replaying`; all of it can be had from here.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from claims.errors import ReviewError
from claims.grouping import counted
from claims.ledger.corrections import Correction, as_written, corrected
from claims.ledger.events import PERSONAL, Draft, Event, EventKind
from claims.ledger.replaying import apply, last_standing, person, replay, undone
from claims.ledger.state import Item, Progress, ReviewState, SourceText, Stale, Wording, evidence_record, unspaced
from claims.ledger.twins import with_twins
from claims.model import Evidence, Verdict

__all__ = [
    "PERSONAL", "Correction", "Item", "Progress", "ReviewState", "SourceText", "Stale", "Wording",
    "apply", "choose", "correct", "decide", "evidence_record", "flag", "last_standing", "last_taken_back",
    "propose_wording", "redo", "replay", "set_aside", "sign", "undo", "with_twins", "write_note",
]  # fmt: skip


def decide(
    state: ReviewState,
    claim_id: str,
    verdict: Verdict,
    *,
    reviewer: str,
    at: datetime,
    note: str = "",
    evidence: int | None = None,
) -> Draft:
    """The person's verdict on one claim, with the finding and the passage that were before them.

    `evidence` is the number of the passage relied on, from 0; without it the chosen one, else the finding's own. The
    one event marks the equal claims too, but for those that were decided on their own. Where decisions stand against
    each other, or the standing one is stale, it settles them.
    """
    item = state.item(claim_id)
    relied_on = item.relied_on if evidence is None else _passage(item, evidence)
    payload: dict[str, Any] = {"text": item.claim.text}
    if twins := _decided_together(state, item):
        payload["twins"] = twins
    if settles := _settled_by_another(item):
        payload["settles"] = settles
    draft = _draft(state, item, EventKind.DECIDED, reviewer, at, payload)
    return draft.model_copy(
        update={"verdict": verdict, "note": note, "evidence": evidence_record(relied_on, state.sources)}
    )


def _decided_together(state: ReviewState, item: Item) -> list[str]:
    """The equal claims that this one's verdict holds for: the open ones, and those that share its decision."""
    twins = (state.item(twin) for twin in item.twins)
    return [
        twin.claim.id
        for twin in twins
        if twin.decision is None or (item.decision is not None and twin.decision.id == item.decision.id)
    ]


def _settled_by_another(item: Item) -> list[str]:
    """The ids of the decisions that a further one puts an end to."""
    if item.stale is None:
        return [event.id for event in item.conflict]
    gone = undone(item.history)
    return [event.id for event in item.history if event.kind is EventKind.DECIDED and event.seq not in gone]


def write_note(state: ReviewState, claim_id: str, note: str, *, reviewer: str, at: datetime) -> Draft:
    """A note on one claim; an empty one clears it."""
    return _draft(state, state.item(claim_id), EventKind.NOTED, reviewer, at).model_copy(update={"note": note})


def set_aside(state: ReviewState, claim_id: str, *, reviewer: str, at: datetime) -> Draft:
    """Later: the claim stays open and comes again at the end."""
    return _draft(state, state.item(claim_id), EventKind.SET_ASIDE, reviewer, at)


def flag(state: ReviewState, claim_id: str, on: bool, *, reviewer: str, at: datetime) -> Draft:
    """Flags a claim for somebody's attention, or takes the flag away."""
    return _draft(state, state.item(claim_id), EventKind.FLAGGED, reviewer, at, {"on": on})


def propose_wording(state: ReviewState, claim_id: str, old: str, new: str, *, reviewer: str, at: datetime) -> Draft:
    """A change of the article's words, for the change list; the same words again withdraw it.

    An empty `new` asks for the words to go. Raises `ReviewError` where the article does not say `old`.
    """
    item = state.item(claim_id)
    if not old.strip() or unspaced(old) not in unspaced(state.text):
        raise ReviewError(f"the article does not say {old!r}", "Give words that stand in the article")
    if new == old and all(wording.old != old for wording in item.wordings):
        raise ReviewError("the new words are the old ones", "Change them, or leave the field with esc")
    return _draft(state, item, EventKind.WORDED, reviewer, at, {"old": old, "new": new})


def sign(state: ReviewState, claim_id: str, *, reviewer: str, at: datetime) -> Draft:
    """A second reader stands by the decision; equal claims that it marks are signed with it.

    Raises `ReviewError` for an open, stale or contested claim, for the one who decided, and for a second signature.
    """
    item = state.item(claim_id)
    decision = item.decision
    if decision is None:
        raise ReviewError("an open claim cannot be signed", "Decide it first; then another person signs")
    if item.stale is not None or item.conflict:
        raise ReviewError("a decision that is stale or contested cannot be signed", "Decide it again first")
    if person(reviewer) == person(decision.reviewer):
        raise ReviewError(f"{decision.reviewer} decided this claim", "The second reader must be another person")
    if person(reviewer) in map(person, item.signed_by):
        raise ReviewError(f"{reviewer} has signed this claim", "Nothing is left to do")
    payload: dict[str, Any] = {"decision": decision.id}
    together = [twin for twin in item.twins if (other := state.item(twin).decision) and other.id == decision.id]
    if together:
        payload["twins"] = together
    return _draft(state, item, EventKind.SIGNED, reviewer, at, payload)


def choose(state: ReviewState, claim_id: str, n: int, *, reviewer: str, at: datetime) -> Draft:
    """Says which passage the person relies on, counted from 0; raises `ReviewError` where there is none."""
    item = state.item(claim_id)
    passage = _passage(item, n)
    draft = _draft(state, item, EventKind.CHOSEN, reviewer, at, {"evidence": n})
    return draft.model_copy(update={"evidence": evidence_record(passage, state.sources)})


def correct(state: ReviewState, claim_id: str, correction: Correction, *, reviewer: str, at: datetime) -> Draft:
    """Corrects how a claim was read; a decision on it must then be confirmed.

    Raises `ReviewError` where the correction changes nothing, or cannot be.
    """
    item = state.item(claim_id)
    if correction.span is not None and correction.span.end > len(state.text):
        raise ReviewError(
            "the corrected place lies beyond the article's end", f"It has {counted(len(state.text), 'character')}"
        )
    said = correction.payload(state.text)
    if corrected(item.claim, said) == item.claim:
        raise ReviewError("the correction changes nothing", "Change the place, the figure, the unit or the speaker")
    before = as_written(item.claim)
    read = item.original or item.claim
    of = {"start": read.span.start, "text": read.text}
    payload = said | {"was": {name: before[name] for name in said}, "of": of}
    if item.decision is not None:
        payload["decision"] = item.decision.id
    return _draft(state, item, EventKind.CORRECTED, reviewer, at, payload)


def undo(state: ReviewState, *, reviewer: str, at: datetime, seq: int | None = None) -> Draft:
    """Takes back an event of this reviewer, the last that stands or number `seq`; nobody else's.

    Raises `ReviewError` where there is none.
    """
    mine = _acts_of(state, reviewer)
    if seq is None:
        taken = last_standing(mine)
        if taken is None:
            raise ReviewError("nothing to undo", "No decision or note of yours stands in this article")
    else:
        taken = next((event for event in mine if event.seq == seq and event.kind in PERSONAL), None)
        if taken is None:
            raise ReviewError(f"event {seq} is none of yours in this article", "The log says whose: stet log")
        if seq in undone(mine):
            raise ReviewError(f"event {seq} was taken back already", "Redo brings it back")
    return _undoing(state, taken, reviewer, at)


def redo(state: ReviewState, *, reviewer: str, at: datetime) -> Draft:
    """Does again what this reviewer took back last, by taking back the undo.

    Raises `ReviewError` where nothing was taken back, or something new was done since.
    """
    last = last_taken_back(_acts_of(state, reviewer))
    if last is None:
        raise ReviewError("nothing to redo", "Nothing was taken back since the last decision or note")
    return _undoing(state, last, reviewer, at)


def last_taken_back(events: Iterable[Event]) -> Event | None:
    """The undo that redo takes back, or None: the newest that stands, unless something new was done since."""
    undos: dict[int | None, Event] = {}
    waiting: dict[int | None, Event] = {}
    for event in events:
        if event.kind in PERSONAL:
            waiting.clear()
        elif event.kind is EventKind.UNDONE:
            if event.undoes in undos:
                waiting.pop(event.undoes, None)
            else:
                waiting[event.seq] = undos[event.seq] = event
    return next(reversed(waiting.values()), None)


def _acts_of(state: ReviewState, reviewer: str) -> list[Event]:
    """What this person did to claims that are still in the article, in the order of the log."""
    here = {item.claim.id for item in state.items}
    return [
        event
        for event in state.events
        if person(event.reviewer) == person(reviewer) and not here.isdisjoint(state.claims_of(event))
    ]


def _undoing(state: ReviewState, taken: Event, reviewer: str, at: datetime) -> Draft:
    """An event that takes back another, on all claims that the other marks."""
    here = {item.claim.id for item in state.items}
    claim, *twins = (marked for marked in state.claims_of(taken) if marked in here)
    payload: dict[str, Any] = {"twins": twins} if twins else {}
    draft = _draft(state, state.item(claim), EventKind.UNDONE, reviewer, at, payload)
    return draft.model_copy(update={"undoes": taken.seq})


def _passage(item: Item, number: int) -> Evidence:
    if not 0 <= number < len(item.passages):
        raise ReviewError(f"claim {item.claim.id} has no passage {number + 1}", f"It has {len(item.passages)}")
    return item.passages[number]


def _draft(
    state: ReviewState,
    item: Item,
    kind: EventKind,
    reviewer: str,
    at: datetime,
    payload: dict[str, Any] | None = None,
) -> Draft:
    if not reviewer.strip():
        raise ReviewError("a decision needs a reviewer's name", "Give one with --by NAME or STET_REVIEWER")
    return Draft(
        kind=kind,
        at=at,
        article_id=state.article_id,
        claim_id=item.claim.id,
        reviewer=reviewer,
        finding=item.finding.finding,
        detail=item.finding.detail,
        evidence=evidence_record(item.relied_on, state.sources),
        payload=payload or {},
    )
