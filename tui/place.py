"""Where a reviewer is: at which claim, before which of its passages, in which part of the list."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import StrEnum

from claims.ledger.events import EventKind
from claims.ledger.review import Item, ReviewState
from claims.model import Evidence, QuoteClaim
from tui.display import FAULTS, NOT_FOUND


class Filter(StrEnum):
    """Which claims the list shows."""

    ALL = "all"
    OPEN = "open"
    FAULTS = "to correct"
    NOT_FOUND = "not found"
    DECIDED = "decided"


SHOWS: dict[Filter, Callable[[Item], bool]] = {
    Filter.ALL: lambda _: True,
    Filter.OPEN: lambda item: item.is_open,
    Filter.FAULTS: lambda item: item.finding.finding in FAULTS,
    Filter.NOT_FOUND: lambda item: item.finding.finding in NOT_FOUND,
    Filter.DECIDED: lambda item: not item.is_open,
}


def passages(item: Item) -> tuple[Evidence, ...]:
    """The passages of a claim in their order: the one that decides its finding, then the runners-up."""
    finding = item.finding
    return ((finding.evidence,) if finding.evidence else ()) + finding.others


@dataclass(frozen=True, slots=True)
class Place:
    """`cursor` counts all claims of the article from 0, whatever the filter; `chosen` counts the claim's passages."""

    cursor: int = 0
    chosen: int = 0
    filter: Filter = Filter.ALL

    def rows(self, state: ReviewState) -> tuple[int, ...]:
        """The claims in the list; the one at the cursor stays among them until it is left."""
        shows = SHOWS[self.filter]
        return tuple(n for n, item in enumerate(state.items) if n == self.cursor or shows(item))

    def item(self, state: ReviewState) -> Item | None:
        return state.items[self.cursor] if state.items else None

    def passage(self, state: ReviewState) -> Evidence | None:
        """The passage on show: what a decision taken now relies on."""
        item = self.item(state)
        found = passages(item) if item else ()
        return found[self.chosen] if self.chosen < len(found) else None

    def at(self, state: ReviewState, position: int) -> Place:
        """At another claim, before the passage that its standing decision was taken on, else the best."""
        if not state.items:
            return replace(self, cursor=0, chosen=0)
        cursor = max(0, min(position, len(state.items) - 1))
        return replace(self, cursor=cursor, chosen=_relied_on(state.items[cursor]))

    def by_rows(self, state: ReviewState, step: int) -> Place:
        """So many rows further down, or up; the ends of the list hold."""
        rows = self.rows(state)
        if not rows:
            return self
        return self.at(state, rows[max(0, min(rows.index(self.cursor) + step, len(rows) - 1))])

    def at_open(self, state: ReviewState, *, backwards: bool = False) -> Place:
        """At the next open claim of the list, round its end, those set aside last; here, if none is open."""
        rows = self.rows(state)
        if not rows:
            return self
        listed = replace(state, items=tuple(state.items[n] for n in rows))
        here = rows.index(self.cursor)
        there = _previous_open(listed, here) if backwards else listed.next_open(here)
        return self.at(state, rows[there])

    def at_passage(self, state: ReviewState, number: int) -> Place:
        """Before another passage of the same claim, counted from 0 and round the end."""
        item = self.item(state)
        count = len(passages(item)) if item else 0
        return replace(self, chosen=number % count) if count else self

    def filtered(self, state: ReviewState) -> Place:
        """With the next filter that shows anything, at a claim that it shows."""
        order = list(Filter)
        here = order.index(self.filter)
        for wanted in (*order[here + 1 :], *order[: here + 1]):
            shown = [n for n, item in enumerate(state.items) if SHOWS[wanted](item)]
            if shown:
                cursor = next((n for n in shown if n >= self.cursor), shown[-1])
                return replace(self, filter=wanted).at(state, cursor)
        return self

    def found(self, state: ReviewState, sought: str, *, here: bool) -> Place | None:
        """At the first claim of the list that holds `sought`, from the next one on (or from `here`), or None."""
        rows = self.rows(state)
        key = sought.casefold()
        start = rows.index(self.cursor) + (not here) if rows else 0
        for n in (*rows[start:], *rows[:start]):
            if key in _searchable(state.items[n]):
                return self.at(state, n)
        return None


def _relied_on(item: Item) -> int:
    decided = [event for event in item.history if event.kind is EventKind.DECIDED]
    if item.is_open or not decided:
        return 0
    record = decided[-1].evidence
    for number, evidence in enumerate(passages(item)):
        if (evidence.source, evidence.span.start) == (record.get("source"), record.get("start")):
            return number
    return 0


def _previous_open(state: ReviewState, before: int) -> int:
    order = (*range(before - 1, -1, -1), *range(len(state.items) - 1, before, -1))
    return next((position for position in order if state.items[position].is_open), before)


def _searchable(item: Item) -> str:
    claim, finding = item.claim, item.finding
    speaker = claim.quote.speaker.name if isinstance(claim, QuoteClaim) and claim.quote.speaker else ""
    found = (evidence.text for evidence in passages(item))
    return "\n".join((claim.text, speaker, finding.finding.value, finding.detail, item.note, *found)).casefold()
