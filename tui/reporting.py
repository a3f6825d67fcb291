"""What `stet check` prints as each article is done, and its exit code at the end."""

from __future__ import annotations

import sys
import time
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import click

from tui.diagnostics import Exit, exit_code, overwrite, report_error, warn
from tui.faults import words_of
from tui.pace import Pace
from tui.version import __version__

if TYPE_CHECKING:
    from claims.batch.results import Results
    from claims.batch.run import Checked
    from claims.errors import ArticleError
    from claims.report import CheckReport

EVERY = 0.2
"""Seconds between two lines of progress."""


@dataclass
class Reporting:
    """The printer of one run. `form` is how, `gate` the findings to end with 1 on, `results` a file to write to.

    Of articles that were printed only counts are kept, except for SARIF, which is one document about all of them.
    """

    form: str
    gate: frozenset[str]
    quiet: bool
    total: int
    results: Results | None = None
    _counts: Counter[str] = field(default_factory=Counter, init=False)
    _reports: list[CheckReport] = field(default_factory=list, init=False)
    _warned: set[str] = field(default_factory=set, init=False)
    _done: int = field(default=0, init=False)
    _failed: int = field(default=0, init=False)
    _first: ArticleError | None = field(default=None, init=False)
    _unread: bool = field(default=False, init=False)

    def __post_init__(self) -> None:
        self._pace = Pace(self.total, time.monotonic)
        self._told = 0.0

    def take(self, checked: Checked, skipped: int) -> None:
        """Print one article's report, or say why there is none."""
        overwrite("")
        outcome = checked.outcome
        if self.form == "jsonl":
            self._write(checked)
        if isinstance(outcome, Exception):
            self._failed += 1
            self._first = self._first or outcome
            report_error(words_of(outcome))
        else:
            self._print(outcome)
            self._done += 1
            self._counts.update(one.finding.finding.value for one in outcome.claims)
            self._warn(outcome)
        self._tell(skipped)

    def _write(self, checked: Checked) -> None:
        from claims.batch.results import line
        from tui.output import write_text

        if self.results is None:
            write_text(line(checked))
        else:
            self.results.add(checked)

    def _print(self, report: CheckReport) -> None:
        from tui import output

        if self.form == "text":
            if self._done:
                click.echo()
            output.print_report(report)
        elif self.form == "json":
            output.print_json(report)
        elif self.form == "sarif":
            self._reports.append(report)
        elif self.form == "github":
            from claims.export import github

            output.write_text(github.export(report))

    def _warn(self, report: CheckReport) -> None:
        """Says of each source that could not be read why; what all articles share is said once."""
        missing = [state.message for state in report.sources if state.document is None]
        self._unread = self._unread or bool(missing)
        if self.form == "text" and sys.stdout.isatty():
            missing = []  # the report has just said so on the same screen
        if not report.sources and not report.libraries:
            missing = ["no source was given, so nothing was checked; name one with -s"]
        for message in () if self.quiet else missing:
            if message not in self._warned:
                warn(message)
                if len(self._warned) < _MOST_WARNED:
                    self._warned.add(message)

    def _tell(self, skipped: int) -> None:
        """Says how far the run is, now and then."""
        now = time.monotonic()
        if not self.quiet and self.total != 1 and now - self._told >= EVERY:
            self._told = now
            overwrite(self._pace.words(self._done + self._failed, skipped, self._failed))

    def end(self) -> int:
        """Print what stands for all articles together; the exit code."""
        from tui.output import print_total, write_text

        overwrite("")
        if self.form == "sarif":
            from claims.export import sarif

            write_text(sarif.export(self._reports, __version__))
        if self.form == "text" and self._done + self._failed > 1:
            print_total(self._done, self._counts, unread=self._failed)
        if self.gate & self._counts.keys():
            return Exit.GATE
        if self._first is not None:
            return exit_code(self._first)
        return Exit.UNREAD if self._unread else Exit.DONE


_MOST_WARNED = 1_000
"""Messages that are remembered as said: sources that all articles share are far fewer."""
