"""What one check of an article yields: the claims with their findings, and the state of every source."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from enum import StrEnum

from claims.grouping import counted, grouped
from claims.model import Claim, Finding
from sources.document import Document, Span
from sources.snapshots import Snapshot

STAYS = "could not be checked again: what was found before stays"
"""What is told of claims whose source was read once and could not be had this time."""


class SourceStatus(StrEnum):
    """What became of a source: `read`, not had at all (`failed`), or had but no text for us (`unreadable`)."""

    READ = "read"
    FAILED = "failed"
    UNREADABLE = "unreadable"


@dataclass(frozen=True)
class SourceState:
    """One source of a check. `name` is as the person gave it; `reason` and `message` say why it was not read.

    `library` is the name of the library that it was taken from, and then `message` says so; empty for any other.
    """

    name: str
    status: SourceStatus
    reason: str = ""
    message: str = ""
    language: str = ""
    document: Document | None = None
    snapshot: Snapshot | None = None
    library: str = ""


@dataclass(frozen=True, slots=True)
class Searched:
    """A library that was searched for the claims: its name, how many pages it has, and those that were taken."""

    library: str
    pages: int
    taken: tuple[str, ...]

    @property
    def in_words(self) -> str:
        """What was done, for a person: whoever reads that a claim is in no source must know what was looked through."""
        of_all = f"the library {self.library} of {counted(self.pages, 'page')} was searched"
        return f"{of_all}, and {grouped(len(self.taken))} of them read"


@dataclass(frozen=True, slots=True)
class CheckedClaim:
    """A claim of the article and what the machine found for it; `read` is the claim as it was extracted, before
    what people corrected of it (None: it is the same).
    """

    claim: Claim
    finding: Finding
    read: Claim | None = None

    @property
    def as_read(self) -> Claim:
        return self.read or self.claim


@dataclass(frozen=True)
class CheckReport:
    """One check, whole: the article as it was read, its claims in order, its sources as they were given.

    `warnings` say what is odd about the article itself: how it was read, and marks that nothing closes; and which
    translator that was to be asked failed. `snapshot` is the copy that the article was read from. `libraries` were
    searched for pages, which stand among the sources.
    """

    name: str
    language: str
    document: Document
    claims: tuple[CheckedClaim, ...]
    sources: tuple[SourceState, ...]
    warnings: tuple[str, ...] = ()
    snapshot: Snapshot | None = None
    libraries: tuple[Searched, ...] = ()

    @property
    def sha256(self) -> str:
        return text_hash(self.document.text)

    @property
    def article_id(self) -> str:
        return article_id(self.document.text)


def text_hash(text: str) -> str:
    """SHA-256 of a text in UTF-8, lone surrogates kept, in hexadecimal."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def article_id(text: str) -> str:
    """The id of an article: the same text gives the same id in every run."""
    return text_hash(text)[:16]


def claim_id(article_sha256: str, kind: str, span: Span) -> str:
    """The id of a claim: the same article text, kind and place give the same id in every run."""
    return hashlib.sha256(f"{article_sha256}:{kind}:{span.start}:{span.end}".encode()).hexdigest()[:12]
