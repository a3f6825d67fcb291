"""The files of a library asked together: three questions to each for all probes of an article, however many they are.

First how many passages have what is looked for, then which passages may have most of it, then how much those have that
are likeliest of all files. A file can lie anywhere where these questions can be put to it: what it is asked and what
it answers are plain values.
"""

from __future__ import annotations

from collections.abc import Sequence
from heapq import nlargest
from typing import Protocol

from claims.library.model import Counts, Found, Likely, Probe, Range, Tokens, Weighed
from claims.library.weighing import rows_of, tokens_of, weighed, whole, within


class File(Protocol):
    """What is asked of a file of a library; `Shard` is one."""

    def counts(self, tokens: Tokens, valued: Sequence[tuple[Range, ...]], rows: int) -> Counts:
        """How many passages have each of the tokens, and how many (at most `rows`) a figure within each of ranges."""
        ...

    def likely(self, asked: Sequence[Weighed]) -> list[list[Likely]]:
        """For each of what is asked the likeliest passages, the likeliest first."""
        ...

    def held(self, likely: Sequence[tuple[Weighed, Sequence[int]]], most: int) -> list[list[Found]]:
        """For each of what was asked, of the passages of these numbers those that have most of it, the best first."""
        ...


def nearest(files: Sequence[File], probes: Sequence[Probe], most: int) -> list[tuple[Found, ...]]:
    """For each probe the passages that have most of what it asks for, the best first, one for each of `most` pages."""
    valued = tuple(dict.fromkeys(probe.ranges for probe in probes if probe.ranges))
    counted = [file.counts(tokens_of(probes), valued, rows_of(len(files))) for file in files]
    counts = whole(counted)
    asked = [weighed(probe, counts, len(files)) for probe in probes]
    found: list[list[Found]] = [[] for _ in probes]
    for file, rows in zip(files, _likeliest(files, counted, asked), strict=True):
        if rows:
            held = file.held([(asked[number], own) for number, own in rows.items()], most)
            for number, best in zip(rows, held, strict=True):
                found[number] += best
    return [tuple(sorted(each, key=order)[:most]) for each in found]


def _likeliest(
    files: Sequence[File], counted: Sequence[Counts], asked: Sequence[Weighed]
) -> list[dict[int, list[int]]]:
    """For each file, by the numbers of what was asked, those of its passages that are likeliest of all files."""
    likely: list[list[tuple[float, int, int]]] = [[] for _ in asked]
    for at, (file, counts) in enumerate(zip(files, counted, strict=True)):
        here = {number: own for number, each in enumerate(asked) if (own := within(each, counts)) is not None}
        if here:
            for number, rows in zip(here, file.likely(tuple(here.values())), strict=True):
                likely[number] += ((tells, row, -at) for tells, row in rows)
    chosen: list[dict[int, list[int]]] = [{} for _ in files]
    for number, each in enumerate(asked):
        for _, row, at in nlargest(each.ranked, likely[number]):
            chosen[-at].setdefault(number, []).append(-row)
    return chosen


def order(found: Found) -> tuple[float, str, int]:
    """Sorts what was found by how much it has of what was asked for; what has as much goes by its place."""
    return -found.score, found.page, found.span.start
