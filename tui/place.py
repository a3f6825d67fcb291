"""Where a reviewer is: at which claim, before which of its passages, in which part of the list."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from claims.ledger.review import Item, ReviewState
from claims.model import FAULTS, NOT_FOUND, Evidence, QuoteClaim
from tui.display import OPEN, sign_of
from tui.marks import marks_of


@dataclass(frozen=True, slots=True)
class Filter:
    """Which claims the list shows: those that have `value` in a respect, all where there is none."""

    by: str = ""
    value: str = ""

    @property
    def words(self) -> str:
        return f"{self.by}: {self.value}" if self.by else "all"

    @property
    def is_known(self) -> bool:
        return not self.by or self.by in RESPECTS

    def shows(self, item: Item) -> bool:
        return not self.by or self.value in RESPECTS[self.by](item)


ALL = Filter()


def _verdicts(item: Item) -> tuple[str, ...]:
    return (OPEN.word,) if item.is_open else (sign_of(item.verdict).word, "decided")


def _findings(item: Item) -> tuple[str, ...]:
    finding = item.finding.finding
    groups = (("differing",) if finding in FAULTS else ()) + (("not found",) if finding in NOT_FOUND else ())
    return (*groups, finding.value)


RESPECTS: Mapping[str, Callable[[Item], tuple[str, ...]]] = {
    "verdict": _verdicts,
    "finding": _findings,
    "mark": lambda item: tuple(mark.word for mark in marks_of(item)),
    "kind": lambda item: (item.claim.kind,),
    "source": lambda item: tuple(dict.fromkeys(evidence.source for evidence in item.passages)),
    "reviewer": lambda item: (item.reviewer,) if item.reviewer else (),
}
"""In what respects claims can be told apart, and the values that a claim has in each."""


def filters(state: ReviewState) -> tuple[tuple[Filter, int], ...]:
    """Every filter that shows a claim, with how many it shows: all first, then respect by respect."""
    counts = Counter(
        Filter(by, value) for item in state.items for by, values in RESPECTS.items() for value in values(item)
    )
    order = list(RESPECTS)
    found = sorted(counts.items(), key=lambda each: (order.index(each[0].by), -each[1], each[0].value))
    return ((ALL, len(state.items)), *found)


@dataclass(frozen=True, slots=True)
class Place:
    """`cursor` counts all claims of the article from 0, whatever the filter; `chosen` counts the claim's passages."""

    cursor: int = 0
    chosen: int = 0
    filter: Filter = ALL

    def rows(self, state: ReviewState) -> Sequence[int]:
        """The claims in the list; the one at the cursor stays among them until it is left."""
        if self.filter == ALL:
            return range(len(state.items))
        return tuple(n for n, item in enumerate(state.items) if n == self.cursor or self.filter.shows(item))

    def item(self, state: ReviewState) -> Item | None:
        return state.items[self.cursor] if state.items else None

    def passage(self, state: ReviewState) -> Evidence | None:
        """The passage on show: what a decision taken now relies on."""
        item = self.item(state)
        found = item.passages if item else ()
        return found[self.chosen] if self.chosen < len(found) else None

    def passage_number(self, state: ReviewState) -> int | None:
        """The same by its number, from 0."""
        return self.chosen if self.passage(state) is not None else None

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
        """At the next claim of the list to decide, round its end, those set aside last; here, if there is none.

        From before the first claim (a cursor of -1) that is the first to decide.
        """
        rows = self.rows(state)
        if not rows:
            return self
        listed = [state.items[n] for n in rows]
        here = rows.index(self.cursor) if self.cursor in rows else -1
        return self.at(state, rows[_waiting(listed, here, backwards=backwards)])

    def at_passage(self, state: ReviewState, number: int) -> Place:
        """Before another passage of the same claim, counted from 0 and round the end."""
        item = self.item(state)
        count = len(item.passages) if item else 0
        return replace(self, chosen=number % count) if count else self

    def filtered(self, state: ReviewState, wanted: Filter) -> Place:
        """With another filter, at the next claim that it shows; as before, if it shows none."""
        shown = [n for n, item in enumerate(state.items) if wanted.shows(item)]
        if not shown:
            return self
        cursor = next((n for n in shown if n >= self.cursor), shown[-1])
        return replace(self, filter=wanted).at(state, cursor)

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
    if item.chosen is not None:
        return item.chosen
    record = item.decision.evidence if item.decision else {}
    for number, evidence in enumerate(item.passages):
        if (evidence.source, evidence.span.start) == (record.get("source"), record.get("start")):
            return number
    return 0


def _waiting(items: Sequence[Item], here: int, *, backwards: bool) -> int:
    """The next claim that somebody has to decide, round the end, those set aside last; `here` where there is none."""
    after = [*range(here + 1, len(items)), *range(here)]
    order = [n for n in (reversed(after) if backwards else after) if items[n].is_waiting]
    fresh = [n for n in order if not (items[n].is_open and items[n].later)]
    return next(iter(fresh or order), here)


def _searchable(item: Item) -> str:
    claim, finding = item.claim, item.finding
    speaker = claim.quote.speaker.name if isinstance(claim, QuoteClaim) and claim.quote.speaker else ""
    found = (evidence.text for evidence in item.passages)
    return "\n".join((claim.text, speaker, finding.finding.value, finding.detail, item.note, *found)).casefold()
