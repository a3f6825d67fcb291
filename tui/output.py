"""The only writer to stdout: the report of a check for people and for programs, and exported text."""

from __future__ import annotations

import json
import os
import sys
from collections import Counter
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

import click

from claims.errors import StetError
from claims.grouping import counted
from tui.display import one_line, shown

if TYPE_CHECKING:
    from rich.console import Console

    from claims.ledger.events import Event
    from claims.model import Claim, Finding
    from claims.report import CheckReport, SourceState

STDOUT = "-"
"""The name of standard output where a file is asked for, as `-` is that of standard input."""

PIPED_WIDTH = 100
"""Columns where stdout is no terminal and has no width of its own."""

ERRORS = ("altered", "misattributed", "conflict")
FINE = ("verbatim", "translated", "match", "rounded")
SIGNS = dict.fromkeys(ERRORS, "≠") | dict.fromkeys(FINE, "=") | {"absent": "∅", "unchecked": "…"}
"""A finding's sign stands beside its word, never alone."""


def print_report(report: CheckReport) -> None:
    """The report for a person: the sources, each claim with its finding and the passage that decides it, the sum."""
    from claims.export.fields import Lines

    lines = Lines(report.document.text)
    numbers = {state.name: number for number, state in enumerate(report.sources, start=1)}
    console = _console()
    _print(console, f"{report.name} · {report.language or 'unknown language'} · {counted(len(report.claims), 'claim')}")
    for warning in report.warnings:
        _print(console, f"warning: {warning}", 2, "bold")
    for state in report.sources:
        _print_source(console, numbers[state.name], state)
    for searched in report.libraries:
        _print(console, searched.in_words, 2, "dim")
    for number, checked in enumerate(report.claims, start=1):
        console.print()
        claim = checked.claim
        where = f"{claim.kind}, line {lines.of(claim.span.start)}"
        _print(console, f"{number:>3} {_finding_words(checked.finding)} · {where}", style=_style(checked.finding))
        _print(console, claim.text + _said_by(claim), 6)
        if evidence := checked.finding.evidence:
            where = f" {evidence.place.words} ·" if evidence.place and evidence.place.words else ""
            _print(console, f"[{numbers[evidence.source]}]{where} {evidence.text}", 6, "cyan")
            if evidence.gloss:
                _print(console, f"{evidence.gloss.text} (translated by {evidence.gloss.by})", 10, "dim")
        for reason in checked.finding.reasons:
            _print(console, reason, 6, "dim")
    console.print()
    _print(console, _sum(report))


def print_total(articles: int, counts: Counter[str], unread: int) -> None:
    """The last line of a check of several articles: how many there were, and what was found in all of them."""
    lost = f", {unread} more could not be read" if unread else ""
    console = _console()
    console.print()
    _print(console, f"{counted(articles, 'article')}{lost}; {_counted(counts)}")


def print_json(report: CheckReport) -> None:
    """The report for a program: one JSON object, UTF-8, lone surrogates escaped."""
    from claims.export.report import report_record

    write_text(json.dumps(report_record(report), ensure_ascii=False, indent=1) + "\n")


def log_line(event: Event) -> str:
    """One event of the log on one line, for reading."""
    word = event.verdict.value if event.verdict else event.finding if event.kind == "found" else ""
    what = f"{event.kind.value} {word}".rstrip()
    where = event.claim_id or event.article_id
    time = event.at.strftime("%Y-%m-%d %H:%M:%SZ")
    words = (f"{event.seq:>6}", time, event.reviewer or "-", what, where, _said(event))
    return one_line("  ".join(word for word in words if word)) + "\n"


def _said(event: Event) -> str:
    """What an event says besides, in a few words."""
    payload = event.payload
    words = [event.note]
    if event.undoes is not None:
        words.append(f"event {event.undoes}")
    if "new" in payload:
        words.append(f"{payload.get('old')} → {payload['new']}")
    if "reason" in payload and "was" in payload:
        words.append(f"{payload['reason']}: {payload['was']} → {payload.get('now', '')}")
    if event.kind == "corrected":
        words += [f"{name} {payload[name]}" for name in sorted(payload.get("was", ())) if name in payload]
    if twins := payload.get("twins"):
        words.append(f"and {', '.join(map(str, twins))}")
    if event.origin is not None:
        words.append("(merged)")
    return "  ".join(word for word in words if word)


def write_text(text: str, file: Path | None = None) -> None:
    """Text to stdout or, whole or not at all, to a file. Raises `StetError` where the file cannot be written."""
    write_bytes(text.encode("utf-8", "backslashreplace"), file)


def write_bytes(data: bytes, file: Path | None = None) -> None:
    """Bytes to stdout (also for `-`) or, whole or not at all, to a file.

    What a link leads to is written, and the link stays; so does what is no file, a device or a pipe, which takes the
    bytes as they come. Raises `StetError` where the file cannot be written.
    """
    if file is None or str(file) == STDOUT:
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
        return
    try:
        if file.exists() and not file.is_file():
            with file.open("wb") as device:
                device.write(data)
        else:
            _replace(Path(os.path.realpath(file)), data)
    except OSError as refused:
        why, do = str(refused.strerror), "Name another file"
        if isinstance(refused, FileNotFoundError):
            why, do = f"there is no folder {file.parent}", "Make it, or name another file"
        raise StetError(f"{file} cannot be written: {why}", do) from refused


def _replace(file: Path, data: bytes) -> None:
    """Puts the bytes into the place of a file in one step, or leaves what there is."""
    draft = file.with_name(f".{file.name}.{os.getpid()}.part")
    try:
        draft.write_bytes(data)
        draft.replace(file)
    except OSError:
        with suppress(OSError):
            draft.unlink()
        raise


def say(text: str) -> None:
    """A text that went through the gate, and the end of its line, at once, also where a letter has no place."""
    sys.stdout.reconfigure(errors="backslashreplace")  # type: ignore[union-attr]
    print(text, flush=True)


def ask(prompt: str) -> str | None:
    """A line of standard input, without its end, or None at the end; of a pipe it is shown, as a terminal would."""
    sys.stdout.reconfigure(errors="backslashreplace")  # type: ignore[union-attr]
    print(prompt, end="", flush=True)
    read = sys.stdin.buffer.readline()
    line = read.decode(sys.stdin.encoding, "replace").rstrip("\r\n")
    if not read or not sys.stdin.isatty():
        say(one_line(line))
    return line if read else None


def _console() -> Console:
    from rich.console import Console

    sys.stdout.reconfigure(errors="backslashreplace")  # type: ignore[union-attr]
    width = None if sys.stdout.isatty() else PIPED_WIDTH
    context = click.get_current_context(silent=True)
    color = context.color if context else None
    console = Console(
        file=sys.stdout,
        highlight=False,
        markup=False,
        emoji=False,
        width=width,
        force_terminal=color or None,
        no_color=None if color is None else not color,
        color_system="standard" if color else "auto",
    )
    console.on_broken_pipe = _reader_gone  # type: ignore[method-assign]
    return console


def _reader_gone() -> None:
    """In the place of rich's own, which ends the process with 1: that means a finding."""
    raise BrokenPipeError


def _print(console: Console, words: str, indent: int = 0, style: str = "") -> None:
    """Foreign words through the gate, wrapped by the cells they take on the screen, without blanks at line ends."""
    from rich.text import Text

    from tui.lines import wrapped

    said = shown(words) if not indent else shown(" ".join(words.split()))
    for line in wrapped(said, console.width - indent):
        console.print(Text(" " * indent + line, style=style), soft_wrap=True)


def _print_source(console: Console, number: int, state: SourceState) -> None:
    if state.document is None:
        _print(console, f"[{number}] {state.status.value}: {state.message}", 2, "bold")
        return
    had = f" · {state.message}" if state.library else ""
    _print(console, f"[{number}] read: {state.name} · {state.language or 'unknown language'}{had}", 2, "dim")
    for warning in state.document.warnings:
        _print(console, f"warning: {warning.message}", 6, "bold")


def _finding_words(finding: Finding) -> str:
    return f"{SIGNS[finding.finding]} {finding.in_words}"


def _style(finding: Finding) -> str:
    return "bold" if finding.finding in ERRORS else "dim" if finding.finding == "unchecked" else ""


def _said_by(claim: Claim) -> str:
    if claim.kind == "number":
        return ""
    return f" — {claim.quote.speaker.name}" if claim.quote.speaker else " — nobody named"


def _sum(report: CheckReport) -> str:
    return _counted(Counter(checked.finding.finding.value for checked in report.claims))


def _counted(counts: Counter[str]) -> str:
    order = [word for word in SIGNS if counts[word]]
    found = ", ".join(f"{counts[word]} {word}" for word in order) or "none found"
    return f"{counted(counts.total(), 'claim')}: {found}"
