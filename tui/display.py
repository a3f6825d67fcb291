"""The one gate between foreign text and a terminal, and the signs and tones that stet shows things with.

Everything here is plain data: no widget, no console. The command line prints through the same gate as the screen.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from enum import StrEnum
from typing import NamedTuple

from claims.export.unseen import HIDDEN
from claims.grouping import grouped
from claims.model import FAULTS, NOT_FOUND, FindingKind, Verdict
from sources.document import Span

_UNSEEN = re.compile(f"[\x00-\x09\x0b-\x1f\x7f-\x9f{HIDDEN}]")
"""What must not reach a terminal as it is: all but the line feed that a terminal obeys (C0, delete, C1), and what is
hidden anywhere.
"""


def shown(text: str) -> str:
    """`text` letter by letter, with a visible mark for every character that a terminal would obey or hide.

    C0 controls become their pictures (U+2400 and on), all others their number: `‹U+202E›`. Line feeds stay, and
    CR LF is a line feed; so the result may be longer than `text`, and offsets do not carry over.
    """
    return _UNSEEN.sub(_mark, text.replace("\r\n", "\n"))


LONGEST = 20_000
"""Code points of one claim or passage that a pane shows: ten screens; wrapping a million would stop the keys."""


def clipped(text: str) -> str:
    """`shown`; of a text longer than `LONGEST` the beginning, and how much is left out."""
    more = len(text) - LONGEST
    return shown(text) if more <= 0 else f"{shown(text[:LONGEST])}… ({grouped(more)} more characters)"


def one_line(text: str) -> str:
    """`shown`, with a space for every line feed."""
    return shown(text).replace("\n", " ")


def in_place(text: str) -> str:
    """`text` with one visible sign for each such character, so that offsets carry over: for a field written in."""
    return _UNSEEN.sub(lambda found: chr(0x2400 + ord(found[0])) if ord(found[0]) < 0x20 else "�", text)


def _mark(found: re.Match[str]) -> str:
    point = ord(found[0])
    if point < 0x20:
        return chr(0x2400 + point)
    return "␡" if point == 0x7F else f"‹U+{point:04X}›"


class Tone(StrEnum):
    """What a run of words is, for the eye. Each is a class of the stylesheet; none is told by colour alone."""

    PLAIN = ""
    STRONG = "strong"
    DIM = "dim"
    MARK = "mark"
    REMOVED = "removed"
    ADDED = "added"
    VERIFIED = "verified"
    DISPUTED = "disputed"
    UNVERIFIABLE = "unverifiable"
    NOT_A_CLAIM = "not-a-claim"
    OPEN = "open"
    FINE = "fine"
    FAULT = "fault"
    UNSURE = "unsure"
    KEY = "key"
    ALERT = "alert"


class Run(NamedTuple):
    """Some words and how they look. The words are safe to show: made by us, or through the gate.

    `act` is the action that a click on them stands for, with the number of its key: `nth_evidence:2`; most have none.
    """

    text: str
    tone: Tone = Tone.PLAIN
    act: str = ""


Runs = tuple[Run, ...]


def plain(runs: Iterable[Run]) -> str:
    """The words alone."""
    return "".join(run.text for run in runs)


class Sign(NamedTuple):
    """A verdict's sign and word; the colour only helps."""

    sign: str
    word: str
    tone: Tone


OPEN = Sign("·", "open", Tone.OPEN)
SIGNS = {
    Verdict.VERIFIED: Sign("✓", "verified", Tone.VERIFIED),
    Verdict.DISPUTED: Sign("✗", "disputed", Tone.DISPUTED),
    Verdict.UNVERIFIABLE: Sign("?", "can’t verify", Tone.UNVERIFIABLE),
    Verdict.NOT_A_CLAIM: Sign("–", "not a claim", Tone.NOT_A_CLAIM),
}


def sign_of(verdict: Verdict | None) -> Sign:
    """The sign of a verdict; of `open` where there is none."""
    return OPEN if verdict is None else SIGNS[verdict]


def finding_tone(finding: FindingKind) -> Tone:
    """Whether a finding calls for a correction, for a search, or for a nod."""
    if finding in FAULTS:
        return Tone.FAULT
    return Tone.UNSURE if finding in NOT_FOUND else Tone.FINE


def marked(text: str, span: Span, around: Span, sentence: Span) -> Runs:
    """`text` within `around`: what `span` covers marked, the rest of its sentence plain, all else dimmed."""
    inner = Span(max(around.start, min(sentence.start, span.start)), min(around.end, max(sentence.end, span.end)))
    pieces = (
        ("…" if text[: around.start].strip() else "", Tone.DIM),
        (shown(text[around.start : inner.start]), Tone.DIM),
        (clipped(text[inner.start : span.start]), Tone.PLAIN),
        (clipped(span.of(text)), Tone.MARK),
        (clipped(text[span.end : inner.end]), Tone.PLAIN),
        (shown(text[inner.end : around.end]), Tone.DIM),
        ("…" if text[around.end :].strip() else "", Tone.DIM),
    )
    return tuple(Run(words, tone) for words, tone in pieces if words)


def bar(done: int, total: int, width: int) -> str:
    """How far something is, as a bar of so many cells: `▓▓▓▓░░░░`."""
    filled = min(width, done * width // total) if total else 0
    return "▓" * filled + "░" * (width - filled)
