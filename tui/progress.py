"""How far a check is, in words: while it is under way, and once it has ended."""

from __future__ import annotations

from claims.grouping import counted, grouped
from claims.report import STAYS
from sources.document import Warn
from tui.actions import Keys
from tui.background import Check, SourceLine, Stage, Step
from tui.display import Run, Runs, Tone, bar, one_line
from tui.faults import words_of
from tui.opening import Opening
from tui.panes import short_name

BAR = 16
"""Cells of a bar: enough to see a tenth move, little enough for a line of 60."""

_WIDTH = max(map(len, Stage))
_ORDER = (Step.FETCHING, Step.NOT_READ, Step.WAITING, Step.READ)
_TONES = {Step.READ: Tone.FINE, Step.NOT_READ: Tone.FAULT, Step.FETCHING: Tone.KEY, Step.WAITING: Tone.DIM}


def check_runs(check: Check, most: int) -> Runs:
    """A bar with counts, and a line for each of `most` sources, those under way first."""
    counts = _counts(check, check.stage) or Run(f"  {short_name(check.order.article)}")
    return (Run(f"{check.stage:<{_WIDTH}}", Tone.STRONG), counts, *_sources(check, most))


def first_check_runs(check: Check, most: int, keys: Keys) -> Runs:
    """The same where there is nothing else to show yet: every stage, with a bar where there is something to count."""
    runs = [Run(f"Opening {short_name(check.order.article)}\n", Tone.STRONG)]
    now = list(Stage).index(check.stage)
    for number, stage in enumerate(Stage):
        sign = "✓" if number < now else "▸" if number == now else "·"
        runs.append(Run(f"\n{sign} {stage:<{_WIDTH}}", Tone.STRONG if number == now else Tone.DIM))
        counts = _counts(check, stage) if number <= now else None
        runs += [counts] if counts else []
    return (*runs, Run("\n"), *_sources(check, most), Run(_WAIT.format(keys["quit"]), Tone.DIM))


_WAIT = "\n\nThe review opens by itself. {} leaves; then nothing of this is kept."


def opening_runs(opening: Opening, keys: Keys) -> Runs:
    """How far a review is read from the store."""
    return (
        Run(f"Opening {short_name(opening.name)}\n\n", Tone.STRONG),
        Run(f"▸ {'reading its claims':<{_WIDTH}}", Tone.STRONG),
        _bar(opening.read, opening.total, "claims"),
        Run(f"\n\nThe review opens by itself. {keys['articles']} leads to all articles.", Tone.DIM),
    )


def _counts(check: Check, stage: Stage) -> Run | None:
    """How far a stage is, where it has something to count."""
    done, total = {Stage.FETCHING: check.counts, Stage.MATCHING: check.judged}.get(stage, (0, 0))
    return _bar(done, total, "sources" if stage is Stage.FETCHING else "claims") if total else None


def _bar(done: int, total: int, what: str) -> Run:
    return Run(f"  {bar(done, total, BAR)} {grouped(done)}/{grouped(total)} {what}")


def _sources(check: Check, most: int) -> Runs:
    lines = sorted(check.lines, key=lambda line: _ORDER.index(line.step))
    more = (Run(f"\n  … and {len(lines) - most} more", Tone.DIM),) if len(lines) > most else ()
    return (*(run for line in lines[:most] for run in _source(line)), *more)


def _source(line: SourceLine) -> Runs:
    words = f"  {_size(line.bytes)}  {line.seconds:.1f} s" if line.begun is not None else ""
    said = f"  {one_line(line.message)}" if line.step is Step.NOT_READ else ""
    return (Run(f"\n  {line.step.value:<9}", _TONES[line.step]), Run(f" {short_name(line.name)}{words}{said}"))


def _size(count: int) -> str:
    return f"{count} B" if count < 1000 else f"{count / 1000:.0f} kB" if count < 1_000_000 else f"{count / 1e6:.1f} MB"


def outcome(check: Check) -> str:
    """What a check that has ended came to, on one line."""
    if check.error is not None:
        return one_line(words_of(check.error))
    if check.report is None:
        return "the check was stopped"
    done = [line for line in check.lines if line.step is Step.READ]
    missing = [line for line in check.lines if line.step is Step.NOT_READ]
    claims = f"{counted(len(check.report.claims), 'claim')} {'checked' if done else 'found'}"
    parts = [claims, f"{counted(len(done), 'source')} read"] if check.lines else [claims]
    kept = check.report.snapshot.warnings if check.report.snapshot else ()
    parts = [f"the article {one_line(w.message)}" for w in kept if w.kind is Warn.KEPT_COPY] + parts
    if missing:
        names = ", ".join(short_name(line.name) for line in missing[:2]) + (" …" if len(missing) > 2 else "")
        parts.append(f"{len(missing)} not read: {names}")
    if check.staying:
        parts.append(f"{counted(check.staying, 'claim')} {STAYS}")
    return " · ".join(parts)
