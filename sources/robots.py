"""robots.txt: read once a host, and its refusals told. They are not obeyed: a person asked for this one page."""

from __future__ import annotations

import re
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum

from protego import Protego

from sources.headers import PRODUCT
from sources.snapshots import FetchFailure, Snapshot
from sources.urls import WebAddress

MAX_ROBOTS = 512 * 1024  # bytes; RFC 9309, 2.5: 500 KiB at least must be read
ROBOTS_TIME = 3.0  # seconds: no page waits longer for what is only told
_PATH = "/robots.txt"
_ANOTHER = "User-agent: another"
_AGENT = re.compile(r"\s*+user[\s-]?+agent[\s:]*+([^#]*)", re.IGNORECASE)
_RULE = re.compile(r"\s*+(?:allow|d\w*w)\b", re.IGNORECASE)  # with the misspellings of "disallow" that are understood


class Robots(StrEnum):
    """Whose robots.txt is read: that of every host, of those that no `allow` had to open, or of none."""

    ALL = "all"
    PUBLIC = "public"
    NONE = "none"


@dataclass
class _Slot:
    """The rules of one server once they were asked for; None where it has none or did not say."""

    lock: threading.Lock = field(default_factory=threading.Lock)
    asked: bool = False
    rules: Protego | None = None


class RobotsFiles:
    """The rules of each server, asked for once. May be used by several threads.

    Args:
        ask: fetches an address within so many seconds. Whatever goes wrong there means: no rules.
    """

    def __init__(self, ask: Callable[[str, float], Snapshot | FetchFailure]) -> None:
        self._ask = ask
        self._lock = threading.Lock()
        self._slots: dict[tuple[str, str, int], _Slot] = {}

    def refuse(self, target: WebAddress, seconds: float) -> bool:
        """Whether the server asks programs to leave a page alone; takes no longer than `seconds` to find out."""
        with self._lock:
            slot = self._slots.setdefault((target.scheme, target.host, target.port), _Slot())
        with slot.lock:
            if not slot.asked:
                slot.asked = True
                place = WebAddress(target.scheme, target.host, target.port, _PATH)
                answer = self._ask(place.url, min(seconds, ROBOTS_TIME))
                slot.rules = rules_of(answer.body) if isinstance(answer, Snapshot) else None
        return slot.rules is not None and not slot.rules.can_fetch(target.url, PRODUCT)


def rules_of(body: bytes) -> Protego:
    """The rules of a robots.txt that concern us.

    Groups for other programs are put under one name, and all but rules left out, before the file is read: a parser
    that keeps every rule for every name takes a hundred million steps for a hostile file of 500 KiB.
    """
    kept = []
    for line in body.decode("utf-8-sig", "replace").splitlines():
        agent = _AGENT.match(line)
        if agent:
            ours = agent[1].strip().lower().replace("*", "") in {"", PRODUCT}
            kept.append(line if ours else _ANOTHER)
        elif _RULE.match(line):
            kept.append(line)
    return Protego.parse("\n".join(kept))
