"""A claim as the terminal shows it where its source differs: its words, and in their place those of the source."""

from __future__ import annotations

from collections.abc import Iterable

from claims.export.differing import difference
from claims.model import DiffKind, DiffPart
from tui.display import Run, Runs, Tone, clipped

BESIDE = 60
"""Code points of the claim that are shown on either side of what differs: a line or so."""

_PAUSES = ".,;:!?…)]}»”’，。、；：！？）」』"


def diff_runs(diff: Iterable[DiffPart], claim: str) -> Runs:
    """The claim's words with `-what only the source has-` and `+what only the claim has+`, coloured and marked."""
    pieces = difference(diff, claim)
    runs: list[Run] = []
    for number, piece in enumerate(pieces):
        words = clipped(piece.text).replace("\n", " ")
        if piece.kind is DiffKind.SAME:
            runs.append(Run(_near(words, first=number == 0, last=number == len(pieces) - 1)))
        elif piece.kind is DiffKind.REMOVED:
            runs.append(Run(f"-{words.strip()}-", Tone.REMOVED))
        else:
            runs.append(Run(f"+{words.strip()}+", Tone.ADDED))
    return tuple(_apart(runs))


def _near(words: str, *, first: bool, last: bool) -> str:
    """Of words that both have, those next to a difference, whole where they are cut."""
    head = 0 if first else BESIDE
    tail = 0 if last else BESIDE
    if len(words) <= head + tail:
        return words
    before, after = words[:head], words[len(words) - tail :]
    before = before.rpartition(" ")[0] or before
    after = after.partition(" ")[2] or after
    return f"{before} … {after}" if before and after else f"{before}…{after}"


def _apart(runs: Iterable[Run]) -> Iterable[Run]:
    """Blanks where a mark would touch words: one stands for something, and is none of the text."""
    before = Run("")
    for run in runs:
        touches = before.text and not before.text[-1].isspace() and not run.text[0].isspace()
        if touches and (run.tone or (before.tone and run.text[0] not in _PAUSES)):
            yield Run(" ")
        yield run
        before = run
