"""What is looked up in a library's file: passages by their words and values, figures by value, quotes by speaker.

Nothing here takes longer the more a library holds, but for the logarithm: a word that few passages have is looked up by
itself, and of words that many have so many are asked for together that few passages have them all. A room with SQL.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from heapq import nlargest
from math import log

from sqlite_utils import Database

from claims.ledger.columns import Packed, restored
from claims.library.model import Found, Probe, Range, Tokens, Totals
from claims.library.putting import text_of, tokens_of
from claims.library.sortable import value_of
from sources.document import Span

RARE = 400
"""Passages with a word (or with several at once) up to which they are looked up by it."""
ROWS = 2_000
"""Passages that one question to the index may give: estimates can be wrong, but not cost more than this."""
_GROUPS = 12
"""Questions to the index for one probe: its rarest words, or groups of words, come first."""
_RANKED = 48
"""Passages that are held against the whole probe."""
_AMOUNT = 1.5
"""What a value counts against a word that is as rare."""
_SPEAKERS = 5_000
"""Quotes that are counted to find which word of a name is the rarest."""


@dataclass(frozen=True, slots=True)
class _Term:
    """A term of a probe: its tokens, how many passages have one of them, and what it tells (1 for what one has)."""

    tokens: Tokens
    frequency: int
    weight: float


@dataclass(frozen=True)
class _Stretch:
    """A passage as it is kept."""

    page: int
    span: Span
    packed: Packed

    @cached_property
    def tokens(self) -> frozenset[str]:
        return frozenset(tokens_of(self.packed))


class Lookup:
    """Questions to one open file."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def totals(self) -> Totals:
        """How much the file holds."""
        return Totals(*self._db.execute("SELECT pages, passages, figures, quotes FROM totals").fetchone())

    def nearest(self, probe: Probe, most: int) -> Iterator[Found]:
        """The passages, each with the one after it, that have most of what a probe asks for; one for each page."""
        terms = self._terms(probe.terms)
        ranked = sorted(self._ranked(probe, terms), key=lambda one: (-one[0], one[1]))
        seen: set[int] = set()
        for score, _, stretches in ranked:
            page = stretches[0].page
            if page not in seen and len(seen) < most:
                seen.add(page)
                text = "".join(text_of(one.packed) for one in stretches)
                span = Span(stretches[0].span.start, stretches[-1].span.end)
                yield Found(*self._page(page), min(1.0, score), span, text, text)

    def figures(self, ranges: Sequence[Range], most: int) -> Iterator[Found]:
        """Figures within any of the ranges, in the order of their values."""
        for each in ranges:
            rows = self._db.execute(_FIGURES, (each.dimension, each.low, each.high, most)).fetchall()
            for passage, start, end, key in rows:
                yield self._found(passage, Span(start, end), value=f"{value_of(key):f}", dimension=each.dimension)

    def said_by(self, words: Sequence[str], most: int) -> Iterator[Found]:
        """Quotes of the speakers whose names have all of these words, in the order in which they came in."""
        count = "SELECT count(*) FROM (SELECT 1 FROM speakers WHERE word = ? LIMIT ?)"
        counted = [(self._db.execute(count, (word, _SPEAKERS)).fetchone()[0], word) for word in dict.fromkeys(words)]
        if not counted:
            return
        (_, rarest), *others = sorted(counted)
        asked = _SAID + "".join(_ALSO for _ in others) + " LIMIT ?"
        for passage, start, end, speaker in self._db.execute(
            asked, (rarest, *(word for _, word in others), most)
        ).fetchall():
            yield self._found(passage, Span(start, end), speaker=restored(speaker))

    def _terms(self, asked: Sequence[Tokens]) -> list[_Term]:
        """The terms of a probe, the rarest first; those that no passage has among them."""
        total = self.totals().passages
        known = self._frequencies(sorted({token for tokens in asked for token in tokens}))
        found = []
        for tokens in dict.fromkeys(asked):
            there = tuple(token for token in tokens if known.get(token))
            frequency = min(total, sum(known[token] for token in there))
            found.append(_Term(there, frequency, _weight(frequency, total)))
        return sorted(found, key=lambda term: (term.frequency, term.tokens))

    def _frequencies(self, tokens: Sequence[str]) -> dict[str, int]:
        one = "SELECT passages FROM words WHERE word = ?"
        rows = ((token, self._db.execute(one, (token,)).fetchone()) for token in tokens)
        return {token: row[0] for token, row in rows if row is not None}

    def _ranked(self, probe: Probe, terms: Sequence[_Term]) -> Iterator[tuple[float, int, list[_Stretch]]]:
        """The likeliest passages with how much of the probe each has, held against all of it."""
        valued, worth = self._valued(probe.ranges)
        votes: dict[int, float] = {}
        for group in self._groups(terms):
            weight = sum(term.weight for term in group)
            for row in self._with_all(group, probe):
                votes[row] = votes.get(row, 0.0) + weight
        for row in valued:
            votes[row] = votes.get(row, 0.0) + worth
        # A quote may begin in one passage and end in the next.
        paired = {row: votes.get(row, 0.0) + votes.get(row + 1, 0.0) for row in votes.keys() | {r - 1 for r in votes}}
        whole = sum(term.weight for term in terms) + worth
        known: dict[int, _Stretch | None] = {}
        for row in nlargest(_RANKED, paired, key=lambda row: (paired[row], -row)):
            stretches = self._stretches(row, known)
            if not stretches:
                continue
            there = frozenset().union(*(one.tokens for one in stretches))
            if not there.isdisjoint(probe.without) or (probe.within and there.isdisjoint(probe.within)):
                continue
            score = sum(term.weight for term in terms if not there.isdisjoint(term.tokens))
            if worth and (row in valued or row + 1 in valued or self._has(row, probe.ranges)):
                score += worth
            yield score / whole, row, stretches

    def _groups(self, terms: Sequence[_Term]) -> list[tuple[_Term, ...]]:
        """Terms to be asked for together, such that few passages can be expected to have all of a group."""
        total = max(1, self.totals().passages)
        groups: list[tuple[_Term, ...]] = []
        group: list[_Term] = []
        expected = float(total)
        for term in terms:
            if not term.frequency:
                continue
            group.append(term)
            expected *= term.frequency / total
            if expected <= RARE:
                groups.append(tuple(group))
                group, expected = [], float(total)
            if len(groups) == _GROUPS:
                return groups
        return groups or ([tuple(group)] if group else [])

    def _with_all(self, group: Sequence[_Term], probe: Probe) -> list[int]:
        wanted = [*(term.tokens for term in group), *filter(None, (probe.within,))]
        asked = " AND ".join(map(_any_of, wanted)) + (f" NOT {_any_of(probe.without)}" if probe.without else "")
        rows = self._db.execute("SELECT rowid FROM found WHERE found MATCH ? LIMIT ?", (asked, ROWS))
        return [row for (row,) in rows.fetchall()]

    def _valued(self, ranges: Sequence[Range]) -> tuple[set[int], float]:
        """The passages with a figure within any of the ranges, as many as are looked at, and what one tells."""
        found: set[int] = set()
        for each in ranges:
            rows = self._db.execute(_VALUED, (each.dimension, each.low, each.high, ROWS)).fetchall()
            found.update(row for (row,) in rows)
        return found, _AMOUNT * _weight(len(found), self.totals().passages) if ranges else 0.0

    def _has(self, row: int, ranges: Sequence[Range]) -> bool:
        asked = "SELECT 1 FROM amounts WHERE passage IN (?, ?) AND dimension = ? AND key BETWEEN ? AND ? LIMIT 1"
        each = ((row, row + 1, one.dimension, one.low, one.high) for one in ranges)
        return any(self._db.execute(asked, values).fetchone() for values in each)

    def _stretches(self, row: int, known: dict[int, _Stretch | None]) -> list[_Stretch]:
        """A passage and the one after it, where both are of one page; nothing for a number that no passage has."""
        for number in (row, row + 1):
            if number not in known:
                kept = self._db.execute(_PASSAGE, (number,)).fetchone()
                known[number] = _Stretch(kept[0], Span(*kept[1:3]), Packed(*kept[3:])) if kept else None
        first, second = known[row], known[row + 1]
        if first is None:
            return []
        return [first, second] if second is not None and second.page == first.page else [first]

    def _page(self, number: int) -> tuple[str, str, datetime]:
        asked = "SELECT name, language, fetched_at FROM pages WHERE id = ?"
        name, language, at = self._db.execute(asked, (number,)).fetchone()
        return restored(name), restored(language), datetime.fromisoformat(at)

    def _found(self, passage: int, span: Span, speaker: str = "", value: str = "", dimension: str = "") -> Found:
        """What stands at a span that begins in a passage, with the passages that it stands in."""
        rows = self._db.execute(_UNTIL, (passage, span.end)).fetchall()
        around = "".join(text_of(Packed(size, zlib)) for _, _, size, zlib in rows)
        text = around[span.start - rows[0][1] : span.end - rows[0][1]]
        return Found(*self._page(rows[0][0]), 1.0, span, text, around, speaker, value, dimension)


_FIGURES = """SELECT passage, "start", "end", key FROM amounts
WHERE dimension = ? AND key BETWEEN ? AND ? ORDER BY key, passage, "start" LIMIT ?"""
_VALUED = "SELECT passage FROM amounts WHERE dimension = ? AND key BETWEEN ? AND ? LIMIT ?"
_SAID = """SELECT q.passage, q."start", q."end", q.speaker FROM speakers AS s
JOIN said AS q ON q.passage = s.passage AND q."start" = s."start" WHERE s.word = ?"""
_ALSO = """ AND EXISTS (SELECT 1 FROM speakers WHERE passage = s.passage AND "start" = s."start" AND word = ?)"""
_PASSAGE = 'SELECT page, "start", "end", size, zlib FROM passages WHERE id = ?'
_UNTIL = """SELECT p.id, t."start", t.size, t.zlib FROM passages AS b JOIN pages AS p ON p.id = b.page
JOIN passages AS t ON t.id BETWEEN b.id AND p.first + p.passages - 1
WHERE b.id = ? AND t."start" < ? ORDER BY t.id"""


def _any_of(tokens: Tokens) -> str:
    return "(" + " OR ".join(f'"{token}"' for token in tokens) + ")"


def _weight(frequency: int, total: int) -> float:
    """What it tells that a passage has something: 1 for what a single one has, near 0 for what all have."""
    return log(1 + total / max(1, frequency)) / log(2 + total)
