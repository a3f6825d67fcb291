"""The commands. Each parses, calls one function downstairs, and hands what comes back to `output`.

What a command needs is imported when it runs, so that `stet --help` answers at once.
"""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import click

from claims.errors import StetError
from tui.diagnostics import Exit, exit_code, narrate_step, report_error, warn
from tui.exporting import export
from tui.keeping import sources
from tui.listing import list_claims, status
from tui.logbook import log
from tui.marking import mark
from tui.options import DB, settings_of, words_of
from tui.reviewing import has_screen, open_screen, review
from tui.settings import Settings
from tui.version import __version__

if TYPE_CHECKING:
    from claims.check import CheckRequest, Progress
    from claims.report import CheckReport
    from sources.snapshots import Fetches

FINDINGS = ("altered", "misattributed", "conflict", "absent", "unchecked", "rounded", "translated")


@click.group(
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100}, invoke_without_command=True
)
@click.version_option(__version__, prog_name="stet", message="%(prog)s %(version)s")
@click.pass_context
def stet(context: click.Context) -> int:
    """Check the quotes and the figures of an article against its sources.

    Without a command the desk opens in the terminal: all articles, and the way to open one.

    Exit codes: 0 done; 1 a finding named with --fail-on; 2 wrong usage, settings or article file;
    3 a source (or an article's address) could not be read; 4 the store; 130 interrupted.
    """
    if context.invoked_subcommand is not None:
        return Exit.DONE
    if has_screen():
        return open_screen("", settings_of())
    click.echo(context.get_help())
    return Exit.USAGE


@stet.command()
@click.argument("article")
@click.option("-s", "--source", "names", multiple=True, metavar="SOURCE", help="A reference text; may be repeated.")
@click.option("--json", "as_json", is_flag=True, help="Print the report as JSON.")
@DB
@click.option("--language", metavar="CODE", help="The article's language (fr, en, zh ...); found out unless given.")
@click.option("--source-language", "wanted", multiple=True, metavar="CODE", help="Warn of sources in another language.")
@click.option("--links", is_flag=True, help="Also use the pages that the article links to.")
@click.option("--offline", is_flag=True, help="Fetch nothing; use the copies that the store keeps.")
@click.option("--indirect", is_flag=True, help="Also list reported speech without quotation marks.")
@click.option("--allow-host", "hosts", multiple=True, metavar="HOST:PORT", help="Let this inner address be reached.")
@click.option("--fail-on", metavar="FINDINGS", help="Exit with 1 on any of these, e.g. altered,conflict.")
@click.option("-q", "--quiet", is_flag=True, help="No narration and no warnings.")
def check(
    article: str,
    names: tuple[str, ...],
    *,
    as_json: bool,
    db: str | None,
    language: str | None,
    wanted: tuple[str, ...],
    links: bool,
    offline: bool,
    indirect: bool,
    hosts: tuple[str, ...],
    fail_on: str | None,
    quiet: bool,
) -> int:
    """Check an article against its sources.

    Finds every quote and figure of ARTICLE and holds them against each SOURCE.

    ARTICLE and SOURCE are a path (.txt .md .html .pdf .srt), an http(s) address, or - for standard input.
    SOURCE may also be a web archive (.warc.gz), a feed or sitemap (its newest pages are used), or a question:
    "worldbank:China population 2024", "wikidata:...", "wayback:2024-05-01 https://...".
    What was found is kept in the store, where `stet review` shows it; checking again keeps what was decided.
    """
    gate = words_of(fail_on or "", FINDINGS, "finding", "--fail-on")
    settings = settings_of(db=db, allow_hosts=list(hosts))
    request = _request(article, names, language=language or "", indirect=indirect, source_languages=wanted, links=links)
    report = _checked(request, settings, quiet=quiet, offline=offline)
    return _finish_check(report, as_json=as_json, gate=gate, quiet=quiet)


def _request(article: str, names: tuple[str, ...], **more: Any) -> CheckRequest:
    """What to check; standard input is read here, if it is named, and may be named once."""
    from claims.check import CheckRequest

    if [article, *names].count("-") > 1:
        raise click.UsageError("standard input (-) can be read once only")
    stdin = sys.stdin.buffer.read() if "-" in (article, *names) else b""
    return CheckRequest(article, tuple(dict.fromkeys(names)), datetime.now(UTC), stdin=stdin, **more)


def _checked(request: CheckRequest, settings: Settings, *, quiet: bool, offline: bool) -> CheckReport:
    from claims.check import check_article, silent
    from claims.ledger.store import ClaimStore

    on_progress = silent if quiet else _narrate
    with _web(settings, offline=offline) as fetches, ClaimStore.open(settings.db) as store:
        return check_article(request, fetches, store, on_progress)


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
    narrate_step(progress.stage, progress.done, progress.total, progress.message)


def _finish_check(report: CheckReport, *, as_json: bool, gate: frozenset[str], quiet: bool) -> int:
    from claims.report import SourceStatus
    from tui.output import print_json, print_report

    (print_json if as_json else print_report)(report)
    unread = [state for state in report.sources if state.status is not SourceStatus.READ]
    if not quiet:
        for state in unread:
            warn(state.message)
        if not report.sources:
            warn("no source was given, so nothing was checked; name one with -s")
    if gate & {checked.finding.finding.value for checked in report.claims}:
        return Exit.GATE
    return Exit.UNREAD if unread else Exit.DONE


stet.add_command(review)
stet.add_command(mark)
stet.add_command(list_claims)
stet.add_command(status)
stet.add_command(sources)
stet.add_command(export)


stet.add_command(log)


def main(arguments: Sequence[str] | None = None) -> None:
    """The entry point of the `stet` command; ends the process with one of the codes of `Exit`."""
    sys.exit(_run(arguments))


def _run(arguments: Sequence[str] | None) -> int:
    try:
        return int(stet.main(args=arguments, prog_name="stet", standalone_mode=False) or Exit.DONE)
    except click.exceptions.Exit as done:
        return done.exit_code
    except click.ClickException as wrong:
        where = wrong.ctx.command_path if isinstance(wrong, click.UsageError) and wrong.ctx else "stet"
        report_error(f"{wrong.format_message().rstrip('.')}. See: {where} --help")
        return Exit.USAGE
    except (click.Abort, KeyboardInterrupt):
        report_error("interrupted; what was saved before is kept")
        sys.stdout.flush()
        # Threads that still wait for a server must not hold up a person who has stopped waiting.
        os._exit(Exit.INTERRUPTED)
    except BrokenPipeError:
        # Whoever read our output has gone; nothing more can be said there.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return Exit.DONE
    except StetError as error:
        report_error(str(error))
        return exit_code(error)
