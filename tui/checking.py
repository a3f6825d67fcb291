"""`stet check`: articles and sources in; a report for a person, a program, or a tool that shows it at the line."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import click

from claims.errors import ArticleError, StetError
from tui.diagnostics import Exit, exit_code, narrate_step, report_error, warn
from tui.options import COLOR, DB, QUIET, settings_of, words_of
from tui.settings import Settings
from tui.translating import TRANSLATE, translators_of
from tui.version import __version__

if TYPE_CHECKING:
    from claims.check import CheckRequest, Progress
    from claims.report import CheckReport
    from sources.snapshots import Fetches

FINDINGS = ("altered", "misattributed", "conflict", "absent", "unchecked", "rounded", "translated")
FORMATS = ("text", "json", "jsonl", "github", "sarif")


@click.command()
@click.argument("articles", nargs=-1, required=True, metavar="ARTICLE...")
@click.option("-s", "--source", "names", multiple=True, metavar="SOURCE", help="A reference text; may be repeated.")
@click.option(
    "--format", "form", type=click.Choice(FORMATS), default="text", help="How to print: for people unless given."
)
@click.option("--json", "form", flag_value="json", help="Like --format json: the report of one article.")
@click.option("--jsonl", "form", flag_value="jsonl", help="Like --format jsonl: a report a line.")
@DB
@click.option("--language", metavar="CODE", help="The article's language (fr, en, zh ...); found out unless given.")
@click.option("--source-language", "wanted", multiple=True, metavar="CODE", help="Warn of sources in another language.")
@click.option("--links", is_flag=True, help="Also use the pages that the article links to.")
@click.option("--offline", is_flag=True, help="Fetch nothing, ask no server; use the copies in the store.")
@click.option("--indirect", is_flag=True, help="Also list reported speech without quotation marks.")
@click.option("--allow-host", "hosts", multiple=True, metavar="HOST:PORT", help="Let this inner address be reached.")
@TRANSLATE
@click.option("--fail-on", metavar="FINDINGS", help="Exit with 1 on any of these, e.g. altered,conflict.")
@QUIET
@COLOR
def check(articles: tuple[str, ...], names: tuple[str, ...], **options: Any) -> int:
    """Check articles against their sources.

    Finds every quote and figure of each ARTICLE and holds them against each SOURCE.

    ARTICLE and SOURCE are a path (.txt .md .html .pdf .docx .srt ...), an http(s) address, or - for standard input.
    SOURCE may also be a web archive (.warc.gz), a feed or sitemap (its newest pages are used), or a question:
    "worldbank:China population 2024", "wikidata:...", "wayback:2024-05-01 https://...".
    What was found is kept in the store, where `stet review` shows it; checking again keeps what was decided.

    Of several articles, one that cannot be read costs only itself.
    Exit codes: 1 on --fail-on; else that of the first article that could not be had; else 3 for an unread source.
    """
    gate = words_of(options["fail_on"] or "", FINDINGS, "finding", "--fail-on")
    if options["form"] == "json" and len(articles) > 1:
        raise click.UsageError("--json prints one report; for several articles use --jsonl")
    settings = settings_of(db=options["db"], allow_hosts=list(options["hosts"]), translate=options["translate"])
    request = _request(
        articles,
        names,
        language=options["language"] or "",
        indirect=options["indirect"],
        source_languages=options["wanted"],
        links=options["links"],
        translators=translators_of(settings, offline=options["offline"]),
    )
    run = _Run(options["form"], gate, quiet=options["quiet"])
    for outcome in _checked(articles, request, settings, quiet=run.quiet, offline=options["offline"]):
        run.take(outcome)
    return run.end()


@dataclass
class _Run:
    """What is printed as each article is done, and the exit code at the end."""

    form: str
    gate: frozenset[str]
    quiet: bool
    reports: list[CheckReport] = field(default_factory=list)
    errors: list[StetError] = field(default_factory=list)

    def take(self, outcome: CheckReport | StetError) -> None:
        """Print one article's report, or say why there is none."""
        if isinstance(outcome, StetError):
            self.errors.append(outcome)
            report_error(str(outcome))
            return
        if self.form == "text" and self.reports:
            click.echo()
        self.reports.append(outcome)
        self._print(outcome)
        if not self.quiet:
            _warn(outcome)

    def _print(self, report: CheckReport) -> None:
        from tui import output

        if self.form == "text":
            output.print_report(report)
        elif self.form in {"json", "jsonl"}:
            output.print_json(report, indent=1 if self.form == "json" else None)
        elif self.form == "github":
            from claims.export import github

            output.write_text(github.export(report))

    def end(self) -> int:
        """Print what stands for all articles together; the exit code."""
        from tui.output import print_total, write_text

        if self.form == "sarif":
            from claims.export import sarif

            write_text(sarif.export(self.reports, __version__))
        if self.form == "text" and len(self.reports) + len(self.errors) > 1:
            print_total(self.reports, unread=len(self.errors))
        if self.gate & {checked.finding.finding.value for report in self.reports for checked in report.claims}:
            return Exit.GATE
        if self.errors:
            return exit_code(self.errors[0])
        return Exit.UNREAD if any(_unread(report) for report in self.reports) else Exit.DONE


def _request(articles: Sequence[str], names: tuple[str, ...], **more: Any) -> CheckRequest:
    """What to check the first article with; standard input is read here, if it is named, and may be named once."""
    from claims.check import CheckRequest

    if [*articles, *names].count("-") > 1:
        raise click.UsageError("standard input (-) can be read once only")
    stdin = sys.stdin.buffer.read() if "-" in (*articles, *names) else b""
    return CheckRequest(articles[0], tuple(dict.fromkeys(names)), datetime.now(UTC), stdin=stdin, **more)


def _checked(
    articles: Sequence[str], request: CheckRequest, settings: Settings, *, quiet: bool, offline: bool
) -> Iterator[CheckReport | StetError]:
    """Each article's report, or why it could not be had; what is wrong with the store ends the run."""
    from claims.check import check_article, silent
    from claims.ledger.store import ClaimStore

    on_progress = silent if quiet else _narrate
    with _web(settings, offline=offline) as fetches, ClaimStore.open(settings.db) as store:
        for article in dict.fromkeys(articles):
            try:
                yield check_article(replace(request, article=article), fetches, store, on_progress)
            except ArticleError as wrong:
                yield wrong


@contextlib.contextmanager
def _web(settings: Settings, *, offline: bool) -> Iterator[Fetches]:
    """What pages are had from: the web, or what is kept."""
    if offline:
        from sources.snapshots import Kept

        yield Kept()
        return
    from sources.fetch import Fetcher

    with Fetcher(settings.allow_hosts, contact=settings.contact, proxy=settings.proxy) as fetcher:
        yield fetcher


def _narrate(progress: Progress) -> None:
    if progress.message:
        narrate_step(progress.stage, progress.done, progress.total, progress.message)


def _unread(report: CheckReport) -> list[str]:
    """What is said of each source that could not be read."""
    return [state.message for state in report.sources if state.document is None]


def _warn(report: CheckReport) -> None:
    for message in _unread(report):
        warn(message)
    if not report.sources:
        warn("no source was given, so nothing was checked; name one with -s")
