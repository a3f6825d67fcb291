"""The passage that is shown for a finding, cut to what decides it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from claims.matching.texts.digest import Digest
from claims.model import DiffPart, Evidence, Finding, Quantity
from sources.document import Document, Span

RULES = 8
"""The version of the rules: raised by hand with each change, of code or of words, that can give the same article and
the same sources another finding. docs/design.md says what it is for."""
MATCHER = f"stet-matcher {RULES}"
"""Name and version of what located and judged; kept with each piece of evidence."""
_BESIDE, _FURTHER = 90, 60
"""Letters of a sentence beside a figure that are shown with it, and those further on in which it may be cut."""
_MARKS = frozenset("，；：、。！？,;:")
LONGEST = 600
"""Characters of the longest passage that is shown."""


@dataclass(frozen=True, slots=True)
class Held:
    """A claim held against one passage: the finding that this passage alone would give, and how much it weighs."""

    rank: float
    finding: Finding


def evidence(source: Digest, span: Span, score: float, diff: Sequence[DiffPart] = (), speaker: str = "") -> Evidence:
    """The words of `span` in a source as evidence, cut to its first `LONGEST` characters."""
    span = _tight(source.text, span)
    bounded = min(1.0, max(0.0, score))
    return Evidence(source.name, span, span.of(source.text), bounded, MATCHER, tuple(diff), speaker=speaker)


def clause_around(digest: Digest, quantity: Quantity) -> Span:
    """The clause around a figure: its sentence, cut between words to what is near where that is long.

    Where no spaces part the words it is cut at a mark, if one is near.
    """
    core, text = quantity.span, digest.text
    sentence = digest.sentence_at(quantity.core.start)
    whole = sentence.span if sentence is not None else core
    start, end = max(whole.start, core.start - _BESIDE), min(whole.end, core.end + _BESIDE)
    first, last = max(whole.start, start - _FURTHER), min(whole.end, end + _FURTHER)
    begins = (at for at in (*range(start, first, -1), *range(start, core.start)) if _is_joint(text, at))
    ends = (at for at in (*range(end, last), *range(end, core.end, -1)) if _is_joint(text, at))
    return Span(first if first == whole.start else next(begins, first), last if last == whole.end else next(ends, last))


def _is_joint(text: str, at: int) -> bool:
    """Whether a text may be cut at a place: at a space, or behind a mark before a Chinese character."""
    return text[at - 1].isspace() or text[at].isspace() or (text[at - 1] in _MARKS and text[at] >= "\u2e80")


def figure_evidence(source: Digest, span: Span, score: float, figure: Quantity) -> Evidence:
    """The words around a figure of a source as evidence, with the figure's value and unit."""
    span = _tight(source.text, span)
    bounded = min(1.0, max(0.0, score))
    return Evidence(
        source.name, span, span.of(source.text), bounded, MATCHER, value=figure.value, unit=figure.unit
    )  # fmt: skip


def placed(finding: Finding, documents: Mapping[str, Document]) -> Finding:
    """The finding with each passage's place in its document; `documents` go by the names of the sources."""
    best = _placed(finding.evidence, documents) if finding.evidence else None
    return replace(finding, evidence=best, others=tuple(_placed(other, documents) for other in finding.others))


def _placed(passage: Evidence, documents: Mapping[str, Document]) -> Evidence:
    document = documents.get(passage.source)
    if document is None:
        return passage
    # The text that was searched has furniture blanked out; the passage is what really stands there.
    return replace(passage, text=passage.span.of(document.text), place=document.place(passage.span))


def _tight(text: str, span: Span) -> Span:
    start, end = span.start, min(span.end, span.start + LONGEST)
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, end)
