"""From events to how each claim stands: the same events give the same review, in whatever order they arrive."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import datetime
from functools import reduce

from claims.errors import ReviewError
from claims.ledger.corrections import corrected, moved
from claims.ledger.events import PERSONAL, Event, EventKind
from claims.ledger.state import Item, ReviewState, Stale, Wording
from claims.ledger.twins import with_twins


def apply(state: ReviewState, event: Event) -> ReviewState:
    """The state after one more event. Events of other articles change nothing."""
    return replay(state, (event,))


def replay(state: ReviewState, events: Iterable[Event]) -> ReviewState:
    """The state after more events; each claim is settled once, from its own history."""
    ours = {state.article_id, *state.versions}
    fresh = tuple(event for event in events if event.article_id in ours)
    if not fresh:
        return state
    by_claim: dict[str, list[Event]] = {}
    for event in fresh:
        for claim_id in state.claims_of(event):
            by_claim.setdefault(claim_id, []).append(event)
    items = tuple(
        settled(replace(item, history=_in_order(item.history, by_claim[item.claim.id])))
        if item.claim.id in by_claim
        else item
        for item in state.items
    )
    if any(new.claim is not old.claim for new, old in zip(items, state.items, strict=True)):
        items = with_twins(items, state.text)  # what was corrected may say the same as another claim no longer
    return replace(state, items=items, events=_in_order(state.events, fresh))


def _in_order(events: tuple[Event, ...], fresh: Iterable[Event]) -> tuple[Event, ...]:
    """Both in the order of the log: by moment, then by number."""
    new = sorted(fresh, key=_order)
    if not events or events[-1].order <= new[0].order:
        return (*events, *new)
    return tuple(sorted((*events, *new), key=_order))


def _order(event: Event) -> tuple[datetime, int, str]:
    return event.order


def undone(events: Iterable[Event]) -> frozenset[int | None]:
    """The numbers of the events that stand no longer. An undo that was itself undone takes nothing back."""
    gone: set[int | None] = set()
    for event in sorted(events, key=lambda event: event.seq, reverse=True):
        if event.kind is EventKind.UNDONE and event.seq not in gone:
            gone.add(event.undoes)
    return frozenset(gone)


def last_standing(events: Iterable[Event]) -> Event | None:
    """The newest personal event that no later event has undone, or None."""
    events = tuple(events)
    gone = undone(events)
    standing = (event for event in events if event.kind in PERSONAL and event.seq not in gone)
    return max(standing, key=_order, default=None)


def settled(item: Item) -> Item:
    """The item as its own history leaves it."""
    gone = undone(item.history)
    standing = [event for event in item.history if event.seq not in gone]
    extracted = item.original or item.claim
    item = reduce(_taking, standing, Item(extracted, item.finding, twins=item.twins, history=item.history))
    decisions = [event for event in standing if event.kind is EventKind.DECIDED]
    if not decisions:
        return item
    about = [event for event in standing if event.payload.get("decision") == decisions[-1].id]
    return replace(
        item,
        decision=decisions[-1],
        conflict=_conflict(decisions),
        signed_by=tuple(dict.fromkeys(event.reviewer for event in about if event.kind is EventKind.SIGNED)),
        stale=next((_stale(event) for event in about if event.kind in _UNSETTLING), None),
    )


def _taking(item: Item, event: Event) -> Item:
    takes = _TAKES.get(event.kind)
    return takes(item, event) if takes else item


def _decided(item: Item, event: Event) -> Item:
    return replace(item, verdict=event.verdict, reviewer=event.reviewer, later=False, note=event.note or item.note)


def _noted(item: Item, event: Event) -> Item:
    return replace(item, note=event.note)


def _set_aside(item: Item, _: Event) -> Item:
    return replace(item, later=True)


def _flagged(item: Item, event: Event) -> Item:
    return replace(item, flagged=bool(event.payload.get("on")))


def _worded(item: Item, event: Event) -> Item:
    """A later wording for the same words takes the place of the earlier one."""
    old, new = str(event.payload.get("old", "")), str(event.payload.get("new", ""))
    others = tuple(wording for wording in item.wordings if wording.old != old)
    proposed = Wording(old, new, event.reviewer, item.claim.id, event.at)
    return replace(item, wordings=others if new == old else (*others, proposed))


def _corrected(item: Item, event: Event) -> Item:
    """The claim as corrected, unless the article has other words there by now, or it cannot be so corrected."""
    read = item.original or item.claim
    try:
        said = moved(event.payload, read)
        claim = corrected(item.claim, said) if said else item.claim
    except (ReviewError, KeyError, ValueError):
        # No act of ours: `correct` refuses it. From another log, it must not keep a review from being opened.
        return item
    return replace(item, claim=claim, original=read) if said else item


def _chosen(item: Item, event: Event) -> Item:
    """The passage that was chosen, wherever it now stands among the passages; gone with it."""
    wanted = (event.evidence.get("source"), event.evidence.get("text"))
    same = [n for n, passage in enumerate(item.passages) if (passage.source, passage.text) == wanted]
    number = event.payload.get("evidence")
    return replace(item, chosen=number if number in same else next(iter(same), None))


_TAKES: Mapping[EventKind, Callable[[Item, Event], Item]] = {
    EventKind.DECIDED: _decided,
    EventKind.NOTED: _noted,
    EventKind.SET_ASIDE: _set_aside,
    EventKind.FLAGGED: _flagged,
    EventKind.WORDED: _worded,
    EventKind.CORRECTED: _corrected,
    EventKind.CHOSEN: _chosen,
}

_UNSETTLING = {EventKind.STALE, EventKind.CORRECTED}


def _stale(event: Event) -> Stale:
    said = event.payload
    if event.kind is EventKind.CORRECTED:
        was = said.get("was", {})
        now = {name: said[name] for name in was if name in said}
        return Stale("the claim was corrected", _in_words(was, now), _in_words(now, now))
    return Stale(*(str(said.get(name, "")) for name in ("reason", "was", "now")))


def _in_words(claim: Mapping[str, object], names: Iterable[str]) -> str:
    return ", ".join(f"{name} {claim[name]}" for name in names if name not in {"start", "end"})


def _conflict(decisions: list[Event]) -> tuple[Event, ...]:
    """The newest decision of each person but for those settled since, where they do not agree."""
    settled_ones = {identity for event in decisions for identity in event.payload.get("settles", ())}
    newest = {person(event.reviewer): event for event in decisions if event.id not in settled_ones}
    heads = sorted(newest.values(), key=_order)
    return tuple(heads) if len({event.verdict for event in heads}) > 1 else ()


def person(name: str) -> str:
    """Two spellings of a name that mean the same person are the same text."""
    return " ".join(name.split()).casefold()
