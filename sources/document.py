"""What a reader makes of bytes: an immutable text, cut into blocks with roles.

Offsets everywhere are code points of `Document.text`, half-open. Nothing in this module knows of claims.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A half-open range `[start, end)` of code points in one text."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start <= self.end:
            raise ValueError(f"a span runs forward from 0 or later, not [{self.start}, {self.end})")

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


class Role(StrEnum):
    """What a block is on its page. `furniture` is what surrounds an article: menus, offers, credits."""

    TITLE = "title"
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


@dataclass(frozen=True)
class Document:
    """A text that was read, whole and unchanged, with what is known about its parts.

    `text` is the whole visible text: for plain text and Markdown the characters of the file as they stand, for
    HTML the page's visible text with one line feed or more between blocks, for transcripts the cues joined, for PDF
    and office files their blocks with a blank line between. `pages` come in the order of the text.
    `language` is what the document says of itself (ISO 639-1) or the empty string.
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

    @cached_property
    def main_blocks(self) -> tuple[Block, ...]:
        """The blocks that are not furniture, in order."""
        return tuple(block for block in self.blocks if block.role is not Role.FURNITURE)

    @cached_property
    def main_text(self) -> str:
        """The blocks that are not furniture, joined by blank lines. Offsets do not carry over to `text`."""
        return "\n\n".join(block.span.of(self.text) for block in self.main_blocks)


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
    NO_TEXT = "no_text"


@dataclass(frozen=True, slots=True)
class Unreadable:
    """Bytes that hold no text for us, with what, where and what to do in `message`."""

    reason: UnreadableReason
    message: str
