"""`stet check`: articles and sources in; a report for a person, a program, or a tool that shows it at the line."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from tui.diagnostics import narrate_step
from tui.lasting import lasting
from tui.options import (
    ALLOW,
    COLOR,
    DB,
    LANGUAGE,
    LIBRARY,
    QUIET,
    fetcher_of,
    library_folder,
    open_store,
    settings_of,
    words_of,
)
from tui.reporting import Reporting
from tui.settings import Settings
from tui.translating import TRANSLATE, translators_of

if TYPE_CHECKING:
    from claims.batch.articles import Articles
    from claims.batch.crew import Crew
    from claims.batch.job import Job
    from claims.batch.run import Batch
    from claims.examine import OnProgress, Progress
    from sources.snapshots import Fetches

FINDINGS = ("altered", "misattributed", "conflict", "absent", "unchecked", "rounded", "translated")
FORMATS = ("text", "json", "jsonl", "github", "sarif")


@click.command()
@click.argument("articles", nargs=-1, metavar="ARTICLE...")
@click.option("-s", "--source", "names", multiple=True, metavar="SOURCE", help="A reference text; may be repeated.")
@click.option(
    "--format", "form", type=click.Choice(FORMATS), default="text", help="How to print: for people unless given."
)
@click.option("--json", "form", flag_value="json", help="Like --format json: the report of one article.")
@click.option("--jsonl", "form", flag_value="jsonl", help="Like --format jsonl: a report a line.")
@DB
@click.option(
    "--language", type=LANGUAGE, metavar="CODE", help="The article's language (fr, en, zh ...); found out unless given."
)
@click.option(
    "--source-language",
    "wanted",
    type=LANGUAGE,
    multiple=True,
    metavar="CODE",
    help="Warn of sources in another language.",
)
@LIBRARY
@click.option("--links", is_flag=True, help="Also use the pages that the article links to.")
@click.option("--offline", is_flag=True, help="Fetch nothing, ask no server; use the copies in the store.")
@click.option("--indirect", is_flag=True, help="Also list reported speech without quotation marks.")
@ALLOW
@TRANSLATE
@click.option(
    "--articles-from", "listed", metavar="FILE", help="Also check the articles of a list, one a line; - reads it."
)
@click.option("-j", "--jobs", type=click.IntRange(min=1), default=1, metavar="N", help="Check with N processes.")
@click.option("--scheduler", metavar="ADDRESS", help="Check with the workers of a Dask cluster, tcp://HOST:PORT.")
@click.option("-o", "--output", "file", metavar="FILE", help="Where --jsonl writes, a line as each article is done.")
@click.option("--resume", is_flag=True, help="Go on with the file of -o: what is done in it is not checked again.")
@click.option("--no-store", is_flag=True, help="Keep nothing: what is found is printed only.")
@click.option("--fail-on", metavar="FINDINGS", help="Exit with 1 on any of these, e.g. altered,conflict.")
@QUIET
@COLOR
def check(articles: tuple[str, ...], **options: Any) -> int:
    """Check articles against their sources.

    Finds every quote and figure of each ARTICLE and holds them against each SOURCE.

    ARTICLE and SOURCE are a path (.txt .md .html .pdf .docx .srt ...), an http(s) address, or - for standard input.
    SOURCE may also be a web archive (.warc.gz), a feed or sitemap (its newest pages are used), or a question:
    "worldbank:China population 2024", "wikidata:...", "wayback:2024-05-01 https://...".
    --library searches a library (see `stet library`) for pages that say what the article says, beside every -s.
    What was found is kept in the store, where `stet review` shows it; checking again keeps what was decided.

    An ARTICLE that is a folder stands for the texts in it. One that cannot be read costs only itself. SOURCEs are had
    once for all articles. Results come in the order of the articles, the same for any number of processes or workers.
    Exit codes: 1 on --fail-on; else that of the first article that could not be had; else 3 for an unread source.
    """
    _refuse(articles, options)
    settings = settings_of(
        db=options["db"],
        allow_hosts=list(options["hosts"]),
        translate=options["translate"],
        libraries=list(options["libraries"]),
    )
    translators_of(settings, offline=options["offline"])  # what is wrong with them is said before any work
    with lasting():  # what is loaded lasts, and so does what is made for one article
        batch, given = _batch(articles, settings, options), _articles(articles, options["listed"])
        if given.count() == 1:
            return _run(batch, given, settings, options)
    return _run(batch, given, settings, options)


def _refuse(articles: tuple[str, ...], options: dict[str, Any]) -> None:
    """Refuses what does not go together."""
    if not articles and not options["listed"]:
        raise click.UsageError("Missing argument 'ARTICLE...'")
    if options["form"] == "json" and (len(articles) > 1 or options["listed"]):
        raise click.UsageError("--json prints one report; for several articles use --jsonl")
    if options["file"] and options["form"] != "jsonl":
        raise click.UsageError("-o keeps results a line each: use it with --jsonl")
    if options["file"] == "-":
        raise click.UsageError("results go to standard output without -o; with it, to a file")
    if options["resume"] and not options["file"]:
        raise click.UsageError("--resume goes on with a file of results: name it with -o")
    if options["jobs"] > 1 and options["scheduler"]:
        raise click.UsageError("the workers of --scheduler are not started here, so there is no --jobs for them")
    if [*articles, *options["names"], options["listed"]].count("-") > 1:
        raise click.UsageError("standard input (-) can be read once only")


def _articles(articles: tuple[str, ...], listed: str | None) -> Articles:
    from claims.batch.articles import Articles

    return Articles(articles, listed or "", sys.stdin.buffer if listed == "-" else ())


def _batch(articles: tuple[str, ...], settings: Settings, options: dict[str, Any]) -> Batch:
    """What all articles are checked against; standard input is read here, if an article or source is there."""
    from claims.batch.run import Batch

    names = tuple(dict.fromkeys(options["names"]))
    return Batch(
        names,
        datetime.now(UTC),
        language=options["language"] or "",
        stdin=sys.stdin.buffer.read() if "-" in (*articles, *names) else b"",
        indirect=options["indirect"],
        source_languages=options["wanted"],
        links=options["links"],
        translators=partial(translators_of, settings, offline=options["offline"]),
        libraries=tuple(map(library_folder, settings.libraries)),
    )


def _crew(jobs: int, scheduler: str | None, on_progress: OnProgress) -> Callable[[Job], Crew]:
    """Who examines: the workers of a cluster, processes of this machine, or this process."""
    if scheduler:
        from claims.batch.cluster import Cluster

        return partial(Cluster, address=scheduler)
    if jobs > 1:
        from claims.batch.processes import Processes

        return partial(Processes, count=jobs)
    from claims.batch.crew import Here

    return partial(Here, on_progress=on_progress)


def _run(batch: Batch, articles: Articles, settings: Settings, options: dict[str, Any]) -> int:
    """Has every article checked, printing as each is done; the exit code."""
    from claims.batch.results import Results
    from claims.batch.run import Run
    from claims.errors import StoreError

    gate = words_of(options["fail_on"] or "", FINDINGS, "finding", "--fail-on")
    total = articles.count()
    on_progress = _silent if options["quiet"] else _narrate
    crew = _crew(options["jobs"], options["scheduler"], on_progress if total == 1 else _silent)
    with contextlib.ExitStack() as opened:
        store = None if options["no_store"] else opened.enter_context(open_store(settings.db))
        fetches = opened.enter_context(_web(settings, offline=options["offline"]))
        file = options["file"]
        results = opened.enter_context(Results(Path(file), resume=options["resume"])) if file else None
        reporting = Reporting(options["form"], gate, options["quiet"], total, results)
        run = Run(batch, fetches, store, crew, results.done if results else (), on_progress)
        try:
            for checked in run.check(articles):
                reporting.take(checked, run.skipped)
        except StoreError:
            reporting.end()  # what was found is worth telling although it is not kept
            raise
        except KeyboardInterrupt:
            raise KeyboardInterrupt(*(["go on with --resume"] if results else ())) from None
        return reporting.end()


def _web(settings: Settings, *, offline: bool) -> contextlib.AbstractContextManager[Fetches]:
    """What pages are had from: the web, or what is kept."""
    from sources.snapshots import Kept

    return contextlib.nullcontext(Kept()) if offline else fetcher_of(settings)


def _narrate(progress: Progress) -> None:
    if progress.message:
        narrate_step(progress.stage, progress.done, progress.total, progress.message)


def _silent(_: Progress) -> None:
    """Says nothing."""
