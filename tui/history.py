"""What happened, in words: the events of the log as the reviewer reads them."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping

from claims.ledger.events import Event, EventKind
from claims.ledger.review import Item
from claims.model import Claim
from tui.display import Run, Runs, Tone, one_line, sign_of


def history_runs(item: Item) -> Runs:
    """All that happened to a claim, newest first, what was taken back dimmed and marked."""
    undone = {event.undoes for event in item.history if event.kind is EventKind.UNDONE}
    runs: list[Run] = []
    for event in reversed(item.history):
        back = event.seq in undone
        words = f"\n{clock_time(event)}  {one_line(event.reviewer) or '–'}  {event_words(event, item.history)}"
        runs.append(Run(words + (" (taken back)" if back else ""), Tone.DIM if back else Tone.PLAIN))
    return tuple(runs)


def event_words(event: Event, log: Collection[Event] = ()) -> str:
    """What happened, in a few words; what an undo took back is looked for in the `log`."""
    if event.kind is EventKind.UNDONE:
        return _undone(event, {each.seq: each for each in log})
    said = _WORDS.get(event.kind)
    return one_line(said(event)) if said else event.kind.value


def _undone(event: Event, log: Mapping[int | None, Event]) -> str:
    """What was taken back; or, where that was an undo, what was done again."""
    back, turns = event, 0
    while back.kind is EventKind.UNDONE and back.undoes in log:
        back, turns = log[back.undoes], turns + 1
    if back.kind is EventKind.UNDONE:
        return f"took back event {event.undoes}"
    return f"{'took back' if turns % 2 else 'did again'}: {event_words(back)}"


def _note(event: Event) -> str:
    return f"note: {event.note}" if event.note else "note cleared"


def _worded(event: Event) -> str:
    old, new = (str(event.payload.get(name, "")) for name in ("old", "new"))
    return "wording withdrawn" if old == new else f"wording: {old} → {new}"


def _corrected(event: Event) -> str:
    said, was = event.payload, event.payload.get("was", {})
    changed = (f"{name} {was.get(name) or '–'} → {said[name] or '–'}" for name in was if name not in {"start", "end"})
    return f"corrected: {', '.join(changed)}"


def _found(event: Event) -> str:
    return ": ".join(filter(None, (f"found {event.finding}", event.detail.replace("_", " "))))


_WORDS: Mapping[EventKind, Callable[[Event], str]] = {
    EventKind.DECIDED: lambda event: sign_of(event.verdict).word,
    EventKind.NOTED: _note,
    EventKind.SET_ASIDE: lambda _: "later",
    EventKind.FOUND: _found,
    EventKind.FLAGGED: lambda event: "flagged" if event.payload.get("on") else "flag taken away",
    EventKind.WORDED: _worded,
    EventKind.SIGNED: lambda _: "signed as second reader",
    EventKind.CORRECTED: _corrected,
    EventKind.CHOSEN: lambda event: f"relies on passage {int(event.payload.get('evidence', 0)) + 1}",
    EventKind.STALE: lambda event: f"stale: {event.payload.get('reason', '')}",
}


def saved(event: Event, number: int, log: Collection[Event] = ()) -> str:
    """What is said once an event is on the disk: `saved 14:07:31 7 -> verified`."""
    return f"saved {clock_time(event)} {number} -> {event_words(event, log)}"


def marked_as(event: Event, number: int, claim: Claim) -> str:
    """What is said of a verdict from a script: `saved 14:07:31 7 5d0c9e77a1b2 -> verified: its note`."""
    verdict = event.verdict.value if event.verdict else event.kind.value
    note = f": {one_line(event.note)}" if event.note else ""
    return f"saved {clock_time(event)} {number} {claim.id} -> {verdict}{note}"


def news(events: Collection[Event]) -> str:
    """How much others recorded meanwhile, and who."""
    return f"{len(events)} new from {', '.join(sorted({one_line(event.reviewer) for event in events}))}"


def clock_time(event: Event) -> str:
    """When it happened, on the reader's own clock."""
    return event.at.astimezone().strftime("%H:%M:%S")
