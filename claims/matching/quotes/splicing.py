"""Quotes that nobody said so: two passages put together as one, or the reporter's own words put between marks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from claims.matching.texts.digest import Digest
from claims.matching.words.folding import HAN, fold
from claims.model import Mode, Quote
from claims.quotes.turns import is_own, turn_at
from sources.document import Span

_JOINT = re.compile(r"[.!?;:,–—]\s+|[。！？；，]")
"""Where two passages may have been put together: at the end of a sentence or a clause."""
_END = re.compile(r"[.!?。！？]")
_LEAST = 20
_LEAST_HAN = 8
"""Letters, and Chinese characters, from which a half is a passage of its own and not a phrase that stands anywhere."""
_MOST_JOINTS = 8
"""Joints of a quote that are tried."""
_REPORTING = frozenset({"say", "announce", "explain", "add_say", "warn", "promise"})
"""Meanings of verbs by which a reporter tells what somebody said."""
_LED = 2
"""Words at the beginning of a passage among which such a verb may stand: (the firm) says it will ..."""
_MARKED = re.compile(r"[:：“”«»„\"]")
_LABELLED = re.compile(r"[:：]\s*\Z")
"""What ends the label of a turn: no clause leads what stands behind it."""
_SHOWN = 600
"""Letters up to which two passages are shown as one."""


@dataclass(frozen=True, slots=True)
class Splice:
    """Two passages of a source that a quote was put together from; `span` is what to show of it."""

    first: Span
    second: Span
    span: Span


def spliced(quote: Quote, source: Digest) -> Splice | None:
    """The two passages, word for word in the source, with other sentences between; None where there are none."""
    for head, tail in _halves(quote.text):
        first, second = _find(head, source), _find(tail, source)
        if first is None or second is None:
            continue
        low, high = sorted((first, second))
        between = source.text[low.end : high.start]
        if _END.search(between) and any(letter.isalnum() for letter in between):
            together = Span(low.start, high.end)
            return Splice(first, second, together if len(together) <= _SHOWN else first)
    return None


def from_indirect(span: Span, source: Digest) -> Quote | None:
    """The reported speech that a passage stands in, where no marks enclose it: words of the source alone."""
    over = source.quotes_over(span)
    if _is_in_turn(span, source):
        return None
    if any(quote.mode is not Mode.INDIRECT for quote in over):
        return None
    return next(
        (quote for quote in over if quote.mode is Mode.INDIRECT and _mostly(span, quote.span)),
        None,
    )


def is_reported(span: Span, source: Digest) -> bool:
    """Whether a passage stands without marks behind a verb of speech: the firm says it will ..., she added that ..."""
    if _is_in_turn(span, source):
        return False
    if from_indirect(span, source) is not None:
        return True
    whole = source.around(span)
    if any(quote.mode is not Mode.INDIRECT for quote in source.quotes_over(whole)):
        return False
    led = whole.start < span.start and not _LABELLED.search(source.text, whole.start, span.start)
    before = source.terms_in(Span(whole.start, span.start)) if led else ()
    terms = (*before, *source.terms_in(span)[:_LED])
    after = source.terms_in(Span(span.end, whole.end))[:_LED] if whole.end > span.end else ()
    if any(term.meanings & _REPORTING for term in after) and source.text[span.end : after[0].span.start].strip():
        return True
    verb = next((at for at in range(len(terms) - 1, -1, -1) if terms[at].meanings & _REPORTING), -1)
    between = source.text[terms[verb].span.end : span.start] if verb >= 0 else ""
    return (
        verb > 0
        and not _MARKED.search(between)
        and not any(term.meanings & {"we", "i", "you"} for term in terms[:verb])
    )


def _is_in_turn(span: Span, source: Digest) -> bool:
    """Whether a passage is in somebody's turn of a transcript, whose own words all of it is."""
    turn = turn_at(source.text, span)
    return turn is not None and is_own(source.text, turn, span)


def _mostly(span: Span, holder: Span) -> bool:
    """Whether nine tenths of a span lie in another."""
    shared = min(span.end, holder.end) - max(span.start, holder.start)
    return shared >= 0.9 * len(span)


def _halves(text: str) -> Iterator[tuple[str, str]]:
    for joint in list(_JOINT.finditer(text))[:_MOST_JOINTS]:
        head, tail = text[: joint.start()], text[joint.end() :]
        if _long(head) and _long(tail):
            yield head, tail


def _long(text: str) -> bool:
    return len(HAN.findall(text)) >= _LEAST_HAN or sum(letter.isalnum() for letter in text) >= _LEAST


def _find(part: str, source: Digest) -> Span | None:
    needle = fold(part).text.strip(" .,;:!?\"'。，！？；、")
    return source.find(needle) if needle else None
