"""What an event of each kind must have for a review to be rebuilt from it. Our own acts make no others.

A log that comes from elsewhere may hold anything, and what was once appended stays; so it is looked at before.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from claims.ledger.events import Event, EventKind

Fits = Callable[[Any], bool]


def _is(*kinds: type) -> Fits:
    return lambda value: isinstance(value, kinds) and (bool in kinds or not isinstance(value, bool))


def _names(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(name, str) for name in value)


def _anchors(value: Any) -> bool:
    return isinstance(value, dict) and _names(list(value.values()))


def _read(value: Any) -> bool:
    return isinstance(value, dict) and isinstance(value.get("text"), str) and _is(int)(value.get("start"))


_ANY: Mapping[str, Fits] = {"twins": _names, "settles": _names, "decision": _is(str), "text": _is(str)}

_MUST: Mapping[EventKind, Mapping[str, Fits]] = {
    EventKind.FLAGGED: {"on": _is(bool)},
    EventKind.WORDED: {"old": _is(str), "new": _is(str)},
    EventKind.SIGNED: {"decision": _is(str)},
    EventKind.CHOSEN: {"evidence": _is(int)},
    EventKind.STALE: {"decision": _is(str), "reason": _is(str), "was": _is(str), "now": _is(str)},
    EventKind.CORRECTED: {"was": _is(dict), "of": _read},
}

_MAY: Mapping[EventKind, Mapping[str, Fits]] = {
    EventKind.EXTRACTED: {"anchors": _anchors, "version_of": _is(str), "gone": _names},
    EventKind.CORRECTED: {"start": _is(int), "end": _is(int)}
    | dict.fromkeys(("value", "max", "unit", "speaker"), _is(str)),
}


def misfit(event: Event) -> str:
    """What an event lacks, or has in another shape than its kind; empty where it fits."""
    if (event.verdict is None) is (event.kind is EventKind.DECIDED):
        return "verdict"
    if (event.undoes is None) is (event.kind is EventKind.UNDONE):
        return "undoes"
    payload = event.payload
    must = _MUST.get(event.kind, {})
    wrong = [name for name, fits in must.items() if not fits(payload.get(name))]
    may = {**_ANY, **_MAY.get(event.kind, {})}
    wrong += [name for name, fits in may.items() if name in payload and not fits(payload[name])]
    if "anchors" in payload and "version_of" not in payload:
        wrong.append("version_of")
    return next(iter(wrong), "")
