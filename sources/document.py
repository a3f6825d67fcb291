"""What a reader makes of bytes: an immutable text, cut into blocks with roles.

Offsets everywhere are code points of `Document.text`, half-open. Nothing in this module knows of claims.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from typing import Protocol


@dataclass(frozen=True, slots=True, order=True, init=False)
class Span:
    """A half-open range `[start, end)` of code points in one text."""

    start: int
    end: int

    def __init__(self, start: int, end: int) -> None:
        if not 0 <= start <= end:
            raise ValueError(f"a span runs forward from 0 or later, not [{start}, {end})")
        _set_start(self, start)
        _set_end(self, end)

    def __len__(self) -> int:
        return self.end - self.start

    def of(self, text: str) -> str:
        """The words that the span covers in `text`."""
        return text[self.start : self.end]

    def overlaps(self, other: Span) -> bool:
        return self.start < other.end and other.start < self.end

    def contains(self, other: Span) -> bool:
        return self.start <= other.start and other.end <= self.end

    def shifted(self, by: int) -> Span:
        return Span(self.start + by, self.end + by)


_set_start, _set_end = vars(Span)["start"].__set__, vars(Span)["end"].__set__
"""What fills a new span: no other value is made as often, and this takes half the time of what a dataclass writes."""


class Role(StrEnum):
    """What a block is on its page. `furniture` is what surrounds an article: menus, offers, credits."""

    TITLE = "title"
    BYLINE = "byline"
    PARAGRAPH = "paragraph"
    LIST_ITEM = "list_item"
    QUOTE = "quote"
    CAPTION = "caption"
    TABLE = "table"
    CUE = "cue"
    FURNITURE = "furniture"


@dataclass(frozen=True, slots=True)
class Block:
    """A run of text that belongs together; blocks come in order, do not overlap, and gaps are white space or marks."""

    span: Span
    role: Role


class Warn(StrEnum):
    """What is odd about a text that could be read all the same."""

    BYTES_REPLACED = "bytes_replaced"
    CHARSET_GUESSED = "charset_guessed"
    TRUNCATED = "truncated"
    PAYWALL = "paywall"
    CONSENT_WALL = "consent_wall"
    SOFT_404 = "soft_404"
    SCRIPT_ONLY = "script_only"
    MOVED_HOST = "moved_host"
    DOWNGRADED = "downgraded"
    BIDI_CONTROLS = "bidi_controls"
    ROBOTS_DISALLOW = "robots_disallow"
    LANGUAGE = "language"
    KEPT_COPY = "kept_copy"


@dataclass(frozen=True, slots=True)
class PageWarning:
    """A warning with the words to show for it."""

    kind: Warn
    message: str


@dataclass(frozen=True, slots=True)
class Timing:
    """When the words of `span` are spoken, in milliseconds from the start of the recording."""

    span: Span
    start_ms: int
    end_ms: int


@dataclass(frozen=True, slots=True)
class PageSpan:
    """The words of `span` stand on this page of the file, counted from 1 whatever number is printed on it."""

    span: Span
    number: int


class Layer(StrEnum):
    """Which of the two texts of a page words stand in: the main text, or only the whole text around it."""

    MAIN = "main"
    WHOLE = "whole"


@dataclass(frozen=True, slots=True)
class Origin:
    """Where words of a text stand in what they were read from.

    `span` is in code points of the decoded page (of a file in a file: of that `part`), `path` leads to the innermost
    element around all of them, as the page is written: elements that a browser adds by itself are not counted.
    """

    span: Span
    path: str = ""
    part: str = ""


class Origins(Protocol):
    """The way back from a text to what it was read from."""

    def of(self, span: Span) -> Origin:
        """The origin of the words in `span`; of white space alone, what is between its neighbours."""
        ...


class AsWritten:
    """The way back from a text that is the decoded file itself."""

    def of(self, span: Span) -> Origin:
        return Origin(span)


@dataclass(frozen=True, slots=True)
class Place:
    """Where a hit is: in which layer, at what time of a recording, on which page of a file, and from where in it."""

    layer: Layer = Layer.MAIN
    time_ms: int | None = None
    page: int | None = None
    origin: Origin | None = None

    @property
    def clock(self) -> str:
        """The time as `00:12:31`, or the empty string."""
        if self.time_ms is None:
            return ""
        minutes, seconds = divmod(self.time_ms // 1_000, 60)
        return f"{minutes // 60:02}:{minutes % 60:02}:{seconds:02}"

    @property
    def words(self) -> str:
        """What a reader is told of it: `00:12:31`, `page 3`, `outside the main text`, or nothing."""
        told = (self.clock, f"page {self.page}" if self.page else "")
        return ", ".join(filter(None, (*told, "outside the main text" if self.layer is Layer.WHOLE else "")))


@dataclass(frozen=True)
class Metadata:
    """What a document says of itself besides its title and language. What it does not say is empty.

    Dates are as it has them, mostly ISO 8601; `canonical_url` is the address that it wants to be known by.
    """

    authors: tuple[str, ...] = ()
    published: str = ""
    modified: str = ""
    canonical_url: str = ""
    site: str = ""


@dataclass(frozen=True)
class Document:
    """A text that was read, whole and unchanged, with what is known about its parts.

    `text` is the whole visible text: for plain text and Markdown the characters of the file as they stand, for
    HTML the page's visible text with one line feed or more between blocks, for transcripts the cues joined, for PDF
    and office files their blocks with a blank line between. `pages` and `timings` come in the order of the text.
    `language` is what the document says of itself (ISO 639-1) or the empty string. `origins` is the way back from the
    text to the decoded file; None for a PDF, whose words are drawn and not written. Where `text` has marks that no
    reader sees, `as_read` is the same without them and without furniture, of the same length; else it is empty.
    """

    text: str
    media_type: str
    blocks: tuple[Block, ...]
    url: str = ""
    title: str = ""
    language: str = ""
    warnings: tuple[PageWarning, ...] = ()
    timings: tuple[Timing, ...] = field(default=(), repr=False)
    pages: tuple[PageSpan, ...] = field(default=(), repr=False)
    metadata: Metadata = Metadata()
    origins: Origins | None = field(default=None, repr=False, compare=False)
    as_read: str = field(default="", repr=False)

    @cached_property
    def main_blocks(self) -> tuple[Block, ...]:
        """The blocks that are not furniture, in order."""
        return tuple(block for block in self.blocks if block.role is not Role.FURNITURE)

    @cached_property
    def main_text(self) -> str:
        """The blocks that are not furniture, joined by blank lines."""
        return "\n\n".join(block.span.of(self.text) for block in self.main_blocks)

    def place(self, span: Span) -> Place:
        """Where the words of `span` are in the source: of several times or pages, those of the first word."""
        timed = self._at(self._timed, span.start)
        paged = self._at(self._paged, span.start)
        return Place(
            self._layer(span),
            None if timed is None else self.timings[timed].start_ms,
            None if paged is None else self.pages[paged].number,
            self.origins.of(span) if self.origins is not None and span.end <= len(self.text) else None,
        )

    def _layer(self, span: Span) -> Layer:
        """The main text where any of its blocks has part in the span."""
        first = max(0, bisect_right(self._begins, span.start) - 1)
        for number in range(first, len(self.blocks)):
            block = self.blocks[number]
            if block.span.start >= span.end:
                break
            if block.span.overlaps(span) and block.role is not Role.FURNITURE:
                return Layer.MAIN
        return Layer.WHOLE

    @staticmethod
    def _at(starts: list[int], offset: int) -> int | None:
        """The last of what begins at or before `offset`; the first if all begin later; None if there is nothing."""
        return max(0, bisect_right(starts, offset) - 1) if starts else None

    @cached_property
    def _begins(self) -> list[int]:
        return [block.span.start for block in self.blocks]

    @cached_property
    def _timed(self) -> list[int]:
        return [timing.span.start for timing in self.timings]

    @cached_property
    def _paged(self) -> list[int]:
        return [page.span.start for page in self.pages]


class UnreadableReason(StrEnum):
    """Why bytes gave no Document."""

    EMPTY = "empty"
    BINARY = "binary"
    WRONG_TYPE = "wrong_type"
    ENCODING = "encoding"
    TOO_BIG = "too_big"
    CHALLENGE = "challenge"
    DAMAGED = "damaged"
    ENCRYPTED = "encrypted"
    UNSAFE = "unsafe"
    NO_TEXT = "no_text"


@dataclass(frozen=True, slots=True)
class Unreadable:
    """Bytes that hold no text for us, with what, where and what to do in `message`."""

    reason: UnreadableReason
    message: str
