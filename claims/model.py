"""The words of stet as types: what an article claims, and what its sources say of it.

Everything is frozen. Spans are half-open, in code points of the text they were found in. Figures are Decimal.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Literal

from sources.document import Document, Place, Span


class Qualifier(StrEnum):
    """How a figure is hedged or bounded. `almost` is just under, `over` is more than, the bounds are hard."""

    EXACT = "exact"
    ABOUT = "about"
    ALMOST = "almost"
    OVER = "over"
    AT_LEAST = "at_least"
    AT_MOST = "at_most"
    RANGE = "range"


class UnitKind(StrEnum):
    """What sort of thing a figure counts or measures."""

    CURRENCY = "currency"
    PERCENT = "percent"
    MEASURE = "measure"
    COUNT = "count"
    ORDINAL = "ordinal"
    MULTIPLE = "multiple"
    RATIO = "ratio"
    DURATION = "duration"
    AGE = "age"


@dataclass(frozen=True, slots=True)
class Quantity:
    """One figure with what it counts.

    `span` runs from the approximator to the unit or counted noun, `core` covers the digits, number words and scale
    words alone, `unit_span` the unit or noun. `value` has the scale worked out; `max` is set for ranges only.
    `unit` is an ISO 4217 code, `%`, `pp`, a symbol (`km`, `m3`, `GWh`), or else the counted noun phrase as
    written; empty when it is understood. `step` is the worth of the last digit written ("1,4 milliard": 10^8),
    so that the figure stands for [value - step/2, value + step/2).
    """

    span: Span
    text: str
    value: Decimal
    qualifier: Qualifier
    unit: str
    unit_kind: UnitKind
    core: Span
    step: Decimal = Decimal(1)
    max: Decimal | None = None
    unit_span: Span | None = None


class Mode(StrEnum):
    """`direct`: a quoted statement. `mixed`: a quoted fragment in a reported sentence. `indirect`: no marks."""

    DIRECT = "direct"
    MIXED = "mixed"
    INDIRECT = "indirect"


@dataclass(frozen=True, slots=True)
class Speaker:
    """To whom the text gives the words: the name resolved within the text, and the mention as written there."""

    name: str
    mention: str
    mention_span: Span | None = None
    title: str = ""


@dataclass(frozen=True, slots=True)
class Cue:
    """The words that introduce the speech: `a déclaré`, `according to`."""

    text: str
    span: Span


@dataclass(frozen=True, slots=True)
class Quote:
    """One contiguous quoted fragment: the words inside the marks, who said them, and the words that say so.

    `follows` is the span of the part before, where the quote goes on after its attribution.
    """

    span: Span
    text: str
    speaker: Speaker | None
    cue: Cue | None
    mode: Mode
    follows: Span | None = None


@dataclass(frozen=True, slots=True)
class QuoteClaim:
    """A quote of the article. `id` is a hash of the article's text, the kind and the span."""

    id: str
    quote: Quote
    kind: Literal["quote"] = "quote"

    @property
    def span(self) -> Span:
        return self.quote.span

    @property
    def text(self) -> str:
        return self.quote.text


@dataclass(frozen=True, slots=True)
class QuantityClaim:
    """A figure of the article. `id` is a hash of the article's text, the kind and the span."""

    id: str
    quantity: Quantity
    kind: Literal["number"] = "number"

    @property
    def span(self) -> Span:
        return self.quantity.span

    @property
    def text(self) -> str:
        return self.quantity.text


Claim = QuoteClaim | QuantityClaim


@dataclass(frozen=True, slots=True)
class Source:
    """A reference text that was read. `name` is the source as the person gave it (path or URL)."""

    name: str
    language: str
    document: Document


class FindingKind(StrEnum):
    """What the machine says of a claim; never called a verdict. desk/README.md defines each, case by case."""

    VERBATIM = "verbatim"
    ALTERED = "altered"
    MISATTRIBUTED = "misattributed"
    TRANSLATED = "translated"
    MATCH = "match"
    ROUNDED = "rounded"
    CONFLICT = "conflict"
    ABSENT = "absent"
    UNCHECKED = "unchecked"


FAULTS = frozenset({FindingKind.ALTERED, FindingKind.MISATTRIBUTED, FindingKind.CONFLICT})
"""Findings by which the article says something else than its sources."""

NOT_FOUND = frozenset({FindingKind.ABSENT, FindingKind.UNCHECKED})
"""Findings without a passage of a source."""


class DiffKind(StrEnum):
    """How a run of words fares between claim and source."""

    SAME = "same"
    REMOVED = "removed"
    ADDED = "added"
    CHANGED = "changed"


@dataclass(frozen=True, slots=True)
class DiffPart:
    """A run of words of the claim against a run of the source; either may be empty.

    `claim_span` is in the claim's text, `source_span` in the source's text. `removed` words stand in the source
    only, `added` ones in the claim only.
    """

    kind: DiffKind
    claim_text: str
    source_text: str
    claim_span: Span
    source_span: Span


@dataclass(frozen=True, slots=True)
class Gloss:
    """A machine translation that helps a person to read a passage. Nothing is judged by it.

    `language` is what it was translated into, `by` the translator with its version.
    """

    text: str
    language: str
    by: str


@dataclass(frozen=True, slots=True)
class Evidence:
    """A passage of a source and why it bears on a claim.

    `span` lies in the source document's text and `text` is exactly what stands there. `score` is 0 to 1 and only
    says how well the passage was located. `value` is the source's figure (its lower end) for number claims.
    `place` says in which layer of the source the passage stands, when it is spoken or on which page it is, and where
    in the kept copy it was written; None where there was no document behind the text. `gloss` is the passage in the
    language of the article, where that is another and a translator was asked.
    """

    source: str
    span: Span
    text: str
    score: float
    matcher: str
    diff: tuple[DiffPart, ...] = ()
    value: Decimal | None = None
    unit: str = ""
    speaker: str = ""
    place: Place | None = None
    gloss: Gloss | None = None


@dataclass(frozen=True, slots=True)
class Finding:
    """What the machine found for one claim, with its reasons in plain words.

    `detail` is the finer word under the finding (exact, typography, negation, scale, bound, ...), or empty.
    `evidence` decides the finding; `others` are the runner-up passages, best first.
    """

    finding: FindingKind
    detail: str = ""
    evidence: Evidence | None = None
    others: tuple[Evidence, ...] = ()
    score: float = 0.0
    reasons: tuple[str, ...] = ()

    @property
    def in_words(self) -> str:
        return finding_words(self.finding, self.detail)


def finding_words(finding: str, detail: str) -> str:
    """A finding and its detail as they are read: `altered (words dropped)`."""
    return f"{finding} ({detail.replace('_', ' ')})" if detail else str(finding)


class Verdict(StrEnum):
    """What a person decided. Without one a claim is `open`."""

    VERIFIED = "verified"
    DISPUTED = "disputed"
    UNVERIFIABLE = "unverifiable"
    NOT_A_CLAIM = "not_a_claim"
