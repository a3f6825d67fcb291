"""The only writer to stdout: the report of a check for people and for programs, and exported text."""

from __future__ import annotations

import json
import os
import sys
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

from claims.errors import StetError
from tui.display import one_line, shown

if TYPE_CHECKING:
    from rich.console import Console
    from rich.text import Text

    from claims.ledger.events import Event
    from claims.report import CheckedClaim, CheckReport, SourceState

PIPED_WIDTH = 100
"""Columns where stdout is no terminal and has no width of its own."""

ERRORS = frozenset({"altered", "misattributed", "conflict"})
FINE = frozenset({"verbatim", "translated", "match", "rounded"})
SIGNS = dict.fromkeys(ERRORS, "≠") | dict.fromkeys(FINE, "=") | {"absent": "∅", "unchecked": "…"}
"""A finding's sign stands beside its word, never alone."""


def print_report(report: CheckReport) -> None:
    """The report for a person: the sources, each claim with its finding and the passage that decides it, the sum."""
    from claims.export.fields import Lines

    lines = Lines(report.document.text)
    console = _console()
    console.print(_text(f"{report.name} · {report.language or 'unknown language'} · {_count(len(report.claims))}"))
    for state in report.sources:
        _print_source(console, state)
    for number, checked in enumerate(report.claims, start=1):
        console.print()
        _print_claim(console, number, checked, lines.of(checked.claim.span.start))
    console.print()
    console.print(_text(_sum(report)))


def print_json(report: CheckReport) -> None:
    """The report for a program: one JSON object, UTF-8, lone surrogates escaped."""
    from claims.export.report import report_record

    write_text(json.dumps(report_record(report), ensure_ascii=False, indent=1) + "\n")


def log_line(event: Event) -> str:
    """One event of the log on one line, for reading."""
    what = f"{event.kind.value} {event.verdict.value}" if event.verdict else event.kind.value
    where = event.claim_id or event.article_id
    words = (f"{event.seq:>6}", event.at.strftime("%Y-%m-%d %H:%M:%SZ"), event.reviewer or "-", what, where, event.note)
    return one_line("  ".join(word for word in words if word)) + "\n"


def write_text(text: str, file: Path | None = None) -> None:
    """Text to stdout or, whole or not at all, to a file. Raises `StetError` where the file cannot be written."""
    if file is None:
        sys.stdout.buffer.write(text.encode("utf-8", "backslashreplace"))
        sys.stdout.buffer.flush()
        return
    draft = file.with_name(f".{file.name}.{os.getpid()}.part")
    try:
        with draft.open("w", encoding="utf-8", errors="backslashreplace", newline="") as target:
            target.write(text)
        draft.replace(file)
    except OSError as refused:
        draft.unlink(missing_ok=True)
        raise StetError(f"{file} cannot be written: {refused.strerror}", "Name another file with -o") from refused


def _console() -> Console:
    from rich.console import Console

    sys.stdout.reconfigure(errors="backslashreplace")  # type: ignore[union-attr]
    width = None if sys.stdout.isatty() else PIPED_WIDTH
    return Console(file=sys.stdout, highlight=False, markup=False, emoji=False, width=width)


def _text(words: str, style: str = "") -> Text:
    from rich.text import Text

    return Text(shown(words), style=style)


def _indented(console: Console, words: str, by: int, style: str = "") -> None:
    from rich.padding import Padding

    console.print(Padding(_text(" ".join(words.split()), style), (0, 0, 0, by), expand=False))


def _count(claims: int) -> str:
    return f"{claims} claim{'' if claims == 1 else 's'}"


def _print_source(console: Console, state: SourceState) -> None:
    if state.document is None:
        _indented(console, f"{state.status.value}: {state.name}: {state.message}", 2, "bold")
        return
    _indented(console, f"read: {state.name} · {state.language or 'unknown language'}", 2, "dim")
    for warning in state.document.warnings:
        _indented(console, f"warning: {warning.message}", 4, "bold")


def _print_claim(console: Console, number: int, checked: CheckedClaim, line: int) -> None:
    claim, finding = checked.claim, checked.finding
    word = finding.finding.value
    detail = f" ({finding.detail.replace('_', ' ')})" if finding.detail else ""
    style = "bold" if word in ERRORS else "dim" if word == "unchecked" else ""
    head = f"{number:>3} {SIGNS[word]} {word}{detail} · {claim.kind}, line {line}"
    console.print(_text(head, style))
    _indented(console, claim.text + _said_by(checked), 6)
    if finding.evidence is not None:
        _indented(console, f"| {finding.evidence.text}", 6, "cyan")
        _indented(console, f"| {finding.evidence.source}", 6, "dim")
    for reason in finding.reasons:
        _indented(console, reason, 6, "dim")


def _said_by(checked: CheckedClaim) -> str:
    claim = checked.claim
    if claim.kind == "number":
        return ""
    return f" — {claim.quote.speaker.name}" if claim.quote.speaker else " — nobody named"


def _sum(report: CheckReport) -> str:
    counts = Counter(checked.finding.finding.value for checked in report.claims)
    order = [word for word in SIGNS if counts[word]]
    return _count(len(report.claims)) + ": " + (", ".join(f"{counts[word]} {word}" for word in order) or "none found")
