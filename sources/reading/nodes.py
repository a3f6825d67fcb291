"""The elements of a page as a tree of numbers, and the way back from its text to where it was written."""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, NamedTuple

from sources.document import Origin, Span
from sources.reading.markup import letters

Letters = Callable[[str, int, int], Iterable[tuple[int, int]]]
ROOT = 0
_SHOWN = 40  # elements of a path: of a deeper one the outermost are left out


@dataclass
class Nodes:
    """Every element that was opened: its name, its parent, and the how manieth of its name it is there, from 1."""

    names: list[str] = field(default_factory=lambda: [""])
    parents: array[int] = field(default_factory=lambda: array("l", [ROOT]))
    numbers: array[int] = field(default_factory=lambda: array("l", [0]))

    def add(self, name: str, parent: int, number: int) -> int:
        """Note an element and give it its own number, which is greater than its parent's."""
        self.names.append(name)
        self.parents.append(parent)
        self.numbers.append(number)
        return len(self.names) - 1

    def shared(self, one: int, other: int) -> int:
        """The innermost element that holds both."""
        while one != other:
            if one > other:
                one = self.parents[one]
            else:
                other = self.parents[other]
        return one

    def path(self, node: int) -> str:
        """The way to an element: `/html[1]/body[1]/p[3]`; in a very deep one, `//` stands for the outer elements."""
        steps: list[str] = []
        while node != ROOT and len(steps) < _SHOWN:
            steps.append(f"{self.names[node]}[{self.numbers[node]}]")
            node = self.parents[node]
        lead = "/" if node == ROOT else "//"
        return lead + "/".join(reversed(steps)) if steps else ""


class Run(NamedTuple):
    """A run of the page's character data that the walk took: where it stands, and the element it stands in.

    An empty one is a letter that the page has a tag for.
    """

    start: int
    end: int
    node: int


class Stretch(NamedTuple):
    """What a block is made of: the runs from `first` to before `last`, without their first `skipped` letters."""

    first: int
    last: int
    skipped: int


@dataclass
class Runs:
    """All runs of a page in order, packed, since a long page has hundreds of thousands."""

    packed: array[int] = field(default_factory=lambda: array("l"))

    def __len__(self) -> int:
        return len(self.packed) // 3

    def __getitem__(self, number: int) -> Run:
        return Run(*self.packed[3 * number : 3 * number + 3])

    def add(self, start: int, end: int, node: int) -> None:
        self.packed.extend((start, end, node))


class PageOrigins:
    """The way back from the blocks of a page. White space was folded, so that letters are counted without it."""

    def __init__(
        self,
        page: str,
        nodes: Nodes,
        runs: Runs,
        blocks: Sequence[tuple[int, str, Stretch]],
        part: str = "",
        written: Letters = letters,
    ) -> None:
        """`blocks` are where each begins in the text, its words and what it is made of; `part` names the page.

        `written` says where in a run each letter stands.
        """
        self._written = written
        self._page, self._nodes, self._runs, self._part = page, nodes, runs, part
        self._starts = [start for start, _, _ in blocks]
        self._texts = [text for _, text, _ in blocks]
        self._stretches = [stretch for _, _, stretch in blocks]
        self._remember()

    def _remember(self) -> None:
        self._letters = lru_cache(maxsize=8)(self._letters_of)  # of this map alone, so that it goes when this does

    def __getstate__(self) -> dict[str, Any]:
        """All but what is remembered: a document is passed to other processes."""
        return {name: value for name, value in self.__dict__.items() if name != "_letters"}

    def __setstate__(self, state: dict[str, Any]) -> None:
        self.__dict__.update(state)
        self._remember()

    def of(self, span: Span) -> Origin:
        """The origin of the words in `span`."""
        first = self._letter(span.start, before=False)
        last = self._letter(span.end, before=True)
        if first is None or last is None or first.start > last.start:  # white space alone
            left, right = self._letter(span.start, before=True), self._letter(span.end, before=False)
            here = left or right or Run(0, 0, ROOT)
            start = left.end if left else here.start
            between = Span(start, max(start, right.start if right else start))
            return Origin(between, self._nodes.path(here.node), self._part)
        node = self._nodes.shared(first.node, last.node)
        return Origin(Span(first.start, max(first.end, last.end)), self._nodes.path(node), self._part)

    def _letter(self, offset: int, *, before: bool) -> Run | None:
        """The first letter that ends after `offset`, or the last one `before` it."""
        number = max(0, bisect_right(self._starts, offset) - 1)
        step = -1 if before else 1
        while 0 <= number < len(self._starts):
            inside = self._texts[number][: max(0, offset - self._starts[number])]
            count = sum(map(len, inside.split())) - before
            total = sum(map(len, self._texts[number].split()))
            if 0 <= count < total:
                return self._run(number, count)
            number += step
        return None

    def _run(self, number: int, letter: int) -> Run | None:
        stretch = self._stretches[number]
        starts, ends, nodes = self._letters(stretch.first, stretch.last)
        letter += stretch.skipped
        return Run(starts[letter], ends[letter], nodes[letter]) if letter < len(starts) else None

    def _letters_of(self, first: int, last: int) -> tuple[array[int], array[int], array[int]]:
        """Start, end and element of every letter in some runs."""
        starts, ends, nodes = array("l"), array("l"), array("l")
        for number in range(first, last):
            run = self._runs[number]
            written = self._written(self._page, run.start, run.end) if run.start < run.end else ((run.start, run.end),)
            for start, end in written:
                starts.append(start)
                ends.append(end)
                nodes.append(run.node)
        return starts, ends, nodes


class JoinedOrigins:
    """The way back from a text that was read from several parts, one after the other."""

    def __init__(self, parts: Sequence[tuple[int, PageOrigins]]) -> None:
        """`parts` are where each begins in the text, with its own way back (from offset 0)."""
        self._starts = [start for start, _ in parts]
        self._parts = [part for _, part in parts]

    def of(self, span: Span) -> Origin:
        """The origin of the words in `span`, in the part that the first of them is from."""
        number = max(0, bisect_right(self._starts, span.start) - 1)
        at = self._starts[number]
        end = min(span.end, self._starts[number + 1]) if number + 1 < len(self._starts) else span.end
        return self._parts[number].of(Span(span.start - at, max(span.start, end) - at))
