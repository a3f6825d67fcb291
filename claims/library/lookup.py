"""What is looked up in a library's file: passages by their words and values, figures by value, quotes by speaker.

What is asked for together, and what it tells, goes by all files of a library (`weighing`, `asking`): one file is asked
for all probes of an article at once, in as few statements as there are different questions. A room with SQL.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from heapq import nlargest
from operator import neg

from sqlite_utils import Database

from claims.ledger.columns import Packed, restored
from claims.library.asking import order
from claims.library.model import Counts, Found, Likely, Probe, Range, Term, Tokens, Totals, Weighed
from claims.library.putting import parts_of
from claims.library.sortable import value_of
from sources.document import Span

_SPEAKERS = 5_000
"""Quotes that are counted to find which word of a name is the rarest."""


@dataclass(frozen=True)
class _Kept:
    """A passage as it is kept, with its page."""

    row: int
    start: int
    end: int
    size: int
    zlib: bytes
    page: int
    name: str
    language: str
    fetched_at: str

    @cached_property
    def parts(self) -> tuple[str, str]:
        return parts_of(Packed(self.size, self.zlib))

    @property
    def tokens(self) -> str:
        return self.parts[1]


class Lookup:
    """Questions to one open file."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def totals(self) -> Totals:
        """How much the file holds."""
        return Totals(*self._db.execute("SELECT pages, passages, figures, quotes FROM totals").fetchone())

    def counts(self, tokens: Tokens, valued: Sequence[tuple[Range, ...]], rows: int) -> Counts:
        """How many passages have each of the tokens, and how many (at most `rows`) a figure within each of ranges."""
        known = dict(self._db.execute(_WORDS, (json.dumps(tokens),)).fetchall())
        return Counts(self.totals().passages, known, {ranges: len(self._valued(ranges, rows)) for ranges in valued})

    def likely(self, asked: Weighed) -> list[Likely]:
        """The likeliest passages for what is asked, the likeliest first: those that most groups have."""
        votes: dict[int, float] = {}
        for group in asked.groups:
            weight = sum(term.weight for term in group)
            for row in self._with_all(group, asked):
                votes[row] = votes.get(row, 0.0) + weight
        for row in self._valued(asked.probe.ranges, asked.rows):
            votes[row] = votes.get(row, 0.0) + asked.worth
        return self._likeliest(votes, asked.ranked)

    def held(self, likely: Sequence[tuple[Weighed, Sequence[int]]], most: int) -> list[list[Found]]:
        """Of the passages of these numbers, each with one beside it, those that have most of what is asked; one for
        each of at most `most` pages."""
        numbers = {number for _, rows in likely for row in rows for number in (row - 1, row, row + 1)}
        kept = {row[0]: _Kept(*row) for row in self._db.execute(_PASSAGES, (json.dumps(sorted(numbers)),))}
        return [self._best(asked, rows, kept)[:most] for asked, rows in likely]

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

    def _best(self, asked: Weighed, rows: Sequence[int], kept: Mapping[int, _Kept]) -> list[Found]:
        valued = self._having(asked.probe.ranges, rows)
        whole = sum(term.weight for term in asked.terms) + asked.worth
        best: dict[int, tuple[float, tuple[_Kept, ...]]] = {}
        for stretch in _stretches(rows, kept):
            tokens = "".join(one.tokens for one in stretch)
            if not _speaks(asked.probe, tokens):
                continue
            score = sum(term.weight for term in asked.terms if _has(tokens, term.tokens))
            score += asked.worth if any(one.row in valued for one in stretch) else 0.0
            page = stretch[0].page
            if page not in best or score > best[page][0]:
                best[page] = score, stretch
        return sorted((_as_found(score / whole, stretch) for score, stretch in best.values()), key=order)

    def _likeliest(self, votes: Mapping[int, float], most: int) -> list[Likely]:
        """The passages with most votes, each with those of one beside it: a quote may begin in one, end in the next.

        Passages of two pages are no pair; that is looked up of those alone that may come among the likeliest.
        """
        found = nlargest(most, zip(votes.values(), map(neg, votes), strict=True))
        least = found[-1][0] if len(found) == most else 0.0
        pairs = {row: votes[row - 1] + votes[row] for row in votes.keys() & set(map((1).__add__, votes))}
        likely = [row for row, both in pairs.items() if both > least]
        if not likely:
            return found
        firsts = {row for (row,) in self._db.execute(_FIRSTS, (json.dumps(likely),))}
        best = {-less: vote for vote, less in found}
        for row in likely:
            if row not in firsts:
                for one in (row - 1, row):
                    best[one] = max(best.get(one, votes[one]), pairs[row])
        return nlargest(most, zip(best.values(), map(neg, best), strict=True))

    def _with_all(self, group: Sequence[Term], asked: Weighed) -> list[int]:
        wanted = [term.tokens for term in group]
        without: Tokens = ()
        if asked.by_language:
            wanted += filter(None, (asked.probe.within,))
            without = asked.probe.without
        match = " AND ".join(map(_any_of, wanted)) + (f" NOT {_any_of(without)}" if without else "")
        rows = self._db.execute("SELECT rowid FROM found WHERE found MATCH ? LIMIT ?", (match, asked.rows))
        return [row for (row,) in rows.fetchall()]

    def _valued(self, ranges: Sequence[Range], most: int) -> set[int]:
        """The passages with a figure within any of the ranges, of each as many as are looked at."""
        found: set[int] = set()
        for each in ranges:
            rows = self._db.execute(_VALUED, (each.dimension, each.low, each.high, most)).fetchall()
            found.update(row for (row,) in rows)
        return found

    def _having(self, ranges: Sequence[Range], rows: Sequence[int]) -> set[int]:
        """Those of some passages, and of the ones beside them, that have a figure within any of the ranges."""
        numbers = json.dumps(sorted({number for row in rows for number in (row - 1, row, row + 1)})) if ranges else ""
        each = (self._db.execute(_HAVING, (numbers, one.dimension, one.low, one.high)) for one in ranges)
        return {row for found in each for (row,) in found}

    def _page_of(self, number: int) -> tuple[str, str, datetime]:
        asked = "SELECT name, language, fetched_at FROM pages WHERE id = ?"
        return _page(*self._db.execute(asked, (number,)).fetchone())

    def _found(self, passage: int, span: Span, speaker: str = "", value: str = "", dimension: str = "") -> Found:
        """What stands at a span that begins in a passage, with the passages that it stands in."""
        rows = self._db.execute(_UNTIL, (passage, span.end)).fetchall()
        around = "".join(parts_of(Packed(size, zlib))[0] for _, _, size, zlib in rows)
        text = around[span.start - rows[0][1] : span.end - rows[0][1]]
        return Found(*self._page_of(rows[0][0]), 1.0, span, text, around, speaker, value, dimension)


_FIGURES = """SELECT passage, "start", "end", key FROM amounts
WHERE dimension = ? AND key BETWEEN ? AND ? ORDER BY key, passage, "start" LIMIT ?"""
_VALUED = "SELECT passage FROM amounts WHERE dimension = ? AND key BETWEEN ? AND ? LIMIT ?"
_SAID = """SELECT q.passage, q."start", q."end", q.speaker FROM speakers AS s
JOIN said AS q ON q.passage = s.passage AND q."start" = s."start" WHERE s.word = ?"""
_ALSO = """ AND EXISTS (SELECT 1 FROM speakers WHERE passage = s.passage AND "start" = s."start" AND word = ?)"""
_FIRSTS = "SELECT first FROM pages WHERE first IN (SELECT value FROM json_each(?))"
_WORDS = "SELECT word, passages FROM words WHERE word IN (SELECT value FROM json_each(?))"
_PASSAGES = """SELECT t.id, t."start", t."end", t.size, t.zlib, p.id, p.name, p.language, p.fetched_at
FROM passages AS t JOIN pages AS p ON p.id = t.page WHERE t.id IN (SELECT value FROM json_each(?))"""
_HAVING = """SELECT passage FROM amounts WHERE passage IN (SELECT value FROM json_each(?))
AND +dimension = ? AND +key BETWEEN ? AND ?"""
_UNTIL = """SELECT p.id, t."start", t.size, t.zlib FROM passages AS b JOIN pages AS p ON p.id = b.page
JOIN passages AS t ON t.id BETWEEN b.id AND p.first + p.passages - 1
WHERE b.id = ? AND t."start" < ? ORDER BY t.id"""


def _any_of(tokens: Tokens) -> str:
    return "(" + " OR ".join(f'"{token}"' for token in tokens) + ")"


def _stretches(rows: Sequence[int], kept: Mapping[int, _Kept]) -> Iterator[tuple[_Kept, ...]]:
    """Each passage that is there with the one before it and with the one after it, where they are of its page; by
    itself where there is none after it. In the order in which they stand."""
    for first in sorted({number for row in rows for number in (row - 1, row)}):
        one, two = kept.get(first), kept.get(first + 1)
        if one is not None and two is not None and one.page == two.page:
            yield one, two
        elif one is not None and first in rows:
            yield (one,)


def _speaks(probe: Probe, tokens: str) -> bool:
    """Whether a passage with these tokens is in a language that is asked for."""
    return not _has(tokens, probe.without) and (not probe.within or _has(tokens, probe.within))


def _has(written: str, tokens: Tokens) -> bool:
    return any(f" {token} " in written for token in tokens)


def _as_found(score: float, stretch: Sequence[_Kept]) -> Found:
    first, last = stretch[0], stretch[-1]
    text = "".join(one.parts[0] for one in stretch)
    span = Span(first.start, last.end)
    return Found(*_page(first.name, first.language, first.fetched_at), min(1.0, score), span, text, text)


def _page(name: str, language: str, at: str) -> tuple[str, str, datetime]:
    return restored(name), restored(language), datetime.fromisoformat(at)
