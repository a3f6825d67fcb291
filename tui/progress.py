"""How far a check is, in words: while it is under way, and once it has ended."""

from __future__ import annotations

from sources.document import Warn
from tui.background import Check, SourceLine, Step
from tui.display import Run, Runs, Tone, bar, counted, one_line
from tui.panes import short_name

BAR = 16
"""Cells of a bar: enough to see a tenth move, little enough for a line of 60."""

_ORDER = (Step.FETCHING, Step.NOT_READ, Step.WAITING, Step.READ)
_TONES = {Step.READ: Tone.FINE, Step.NOT_READ: Tone.FAULT, Step.FETCHING: Tone.KEY, Step.WAITING: Tone.DIM}


def check_runs(check: Check, most: int) -> Runs:
    """A bar with counts, and a line for each of `most` sources, those under way first."""
    done, total = check.counts
    counts = f" {bar(done, total, BAR)} {done}/{total} sources" if total else f" {short_name(check.order.article)}"
    runs = [Run(f"{check.stage:<20}", Tone.STRONG), Run(counts)]
    lines = sorted(check.lines, key=lambda line: _ORDER.index(line.step))
    for line in lines[:most]:
        runs += _source(line)
    if len(lines) > most:
        runs.append(Run(f"\n  … and {len(lines) - most} more", Tone.DIM))
    return tuple(runs)


def _source(line: SourceLine) -> Runs:
    words = f"  {_size(line.bytes)}  {line.seconds:.1f} s" if line.begun is not None else ""
    said = f"  {one_line(line.message)}" if line.step is Step.NOT_READ else ""
    return (Run(f"\n  {line.step.value:<9}", _TONES[line.step]), Run(f" {short_name(line.name)}{words}{said}"))


def _size(count: int) -> str:
    return f"{count} B" if count < 1000 else f"{count / 1000:.0f} kB" if count < 1_000_000 else f"{count / 1e6:.1f} MB"


def outcome(check: Check) -> str:
    """What a check that has ended came to, on one line."""
    if check.error is not None:
        return one_line(str(check.error))
    if check.report is None:
        return "the check was stopped"
    done = [line for line in check.lines if line.step is Step.READ]
    missing = [line for line in check.lines if line.step is Step.NOT_READ]
    claims = f"{counted(len(check.report.claims), 'claim')} {'matched' if done else 'found'}"
    parts = [claims, f"{counted(len(done), 'source')} read"] if check.lines else [claims]
    kept = check.report.snapshot.warnings if check.report.snapshot else ()
    parts = [f"the article {one_line(w.message)}" for w in kept if w.kind is Warn.KEPT_COPY] + parts
    if missing:
        names = ", ".join(short_name(line.name) for line in missing[:2]) + (" …" if len(missing) > 2 else "")
        parts.append(f"{len(missing)} not read: {names}")
    return " · ".join(parts)
