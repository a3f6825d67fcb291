"""What a library keeps and gives back, as frozen values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from claims.model import Mode
from sources.document import Span
from sources.snapshots import Origin, Snapshot

Tokens = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Amount:
    """A figure of a page by one of the values that it may be looked up by.

    `dimension` is what it measures (`length`, `EUR`; empty for what is counted), `key` its value in that dimension's
    base unit as `sortable` writes it. `span` is that of the figure in its passage's page.
    """

    span: Span
    dimension: str
    key: str


@dataclass(frozen=True, slots=True)
class Said:
    """A quote of a page with the name that the page gives its speaker, empty where it gives none."""

    span: Span
    speaker: str
    mode: Mode


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of a page, with the tokens that it is found by and what stands in it."""

    span: Span
    text: str
    tokens: Tokens
    amounts: tuple[Amount, ...]
    said: tuple[Said, ...]


@dataclass(frozen=True, slots=True)
class Indexed:
    """A page ready to be put into a library: the copy that it was read from, and its passages in order."""

    snapshot: Snapshot
    language: str
    title: str
    passages: tuple[Passage, ...]


@dataclass(frozen=True, slots=True)
class KeptPage:
    """A page as it stands in a library. Its copy was had at `had_at`, as `origin` says, and is `size` bytes as sent."""

    name: str
    title: str
    language: str
    had_at: datetime
    origin: Origin
    sha256: str
    size: int
    passages: int
    figures: int
    quotes: int


@dataclass(frozen=True, slots=True)
class Totals:
    """How much a library, or a part of it, holds."""

    pages: int = 0
    passages: int = 0
    figures: int = 0
    quotes: int = 0

    def __add__(self, other: Totals) -> Totals:
        return Totals(
            self.pages + other.pages,
            self.passages + other.passages,
            self.figures + other.figures,
            self.quotes + other.quotes,
        )


class Outcome(StrEnum):
    """What became of a page that was to be added: `same` is the same bytes as before, and nothing was written."""

    NEW = "new"
    CHANGED = "changed"
    SAME = "same"
    FAILED = "failed"
    DROPPED = "dropped"


@dataclass(frozen=True, slots=True)
class Added:
    """A page, by name, and what became of it; `message` says why it could not be had or read."""

    name: str
    outcome: Outcome
    message: str = ""


@dataclass(frozen=True, slots=True)
class Range:
    """Figures of one dimension from `low` to `high`, both included, as `sortable` writes them."""

    dimension: str
    low: str
    high: str


@dataclass(frozen=True, slots=True)
class Probe:
    """What a passage is looked for by: terms, each with the tokens that stand for it, and values that it may have.

    It must have one of the tokens `within` (any passage will do where there are none), and none of those `without`.
    """

    terms: tuple[Tokens, ...]
    ranges: tuple[Range, ...] = ()
    within: Tokens = ()
    without: Tokens = ()


@dataclass(frozen=True, slots=True)
class Counts:
    """How many passages a file has, how many of them have each token, and how many a figure within each of ranges."""

    passages: int = 0
    tokens: Mapping[str, int] = field(default_factory=dict)
    valued: Mapping[tuple[Range, ...], int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Term:
    """A term of a probe: its tokens, how many passages have one of them, and what it tells (1 for what one has)."""

    tokens: Tokens
    frequency: int
    weight: float


@dataclass(frozen=True, slots=True)
class Weighed:
    """A probe with what each part of it tells in a library, as the files of the library are asked.

    A file gives the passages that have all terms of a group, and those with a value, which is `worth` so much: at most
    `rows` for each, and only those in the languages that are asked for where `by_language` is set. The likeliest,
    `ranked` of them, are held against the whole probe.
    """

    probe: Probe
    terms: tuple[Term, ...]
    groups: tuple[tuple[Term, ...], ...]
    worth: float
    by_language: bool
    rows: int
    ranked: int


Likely = tuple[float, int]
"""A passage of a file: what it was found by tells so much, and its number, negative: of equals the first is greatest.
"""


@dataclass(frozen=True, slots=True)
class Found:
    """A place in a library that answers a question: a page, the stretch of its text, and what is there.

    `score` (0 to 1) says how much of what was asked for stands there. `span` is the figure's, the quote's, or that of
    the passage; `text` is what stands there, `around` the passage that it stands in. `value` and `dimension` are a
    figure's in its base unit, `speaker` is a quote's.
    """

    page: str
    language: str
    had_at: datetime
    score: float
    span: Span
    text: str
    around: str
    speaker: str = ""
    value: str = ""
    dimension: str = ""
