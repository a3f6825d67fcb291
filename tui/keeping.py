"""The commands on sources: what is kept of them, how they changed, having them again, in and out as web archives."""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from claims.errors import ArticleError, ArticleFetchError, StetError
from tui.diagnostics import Exit, warn
from tui.listed import listed, print_list
from tui.options import ALLOW, BY, DB, existing_store, fetcher_of, open_store, settings_of
from tui.version import SOFTWARE

if TYPE_CHECKING:
    from claims.ledger.copies import KeptSource
    from claims.ledger.store import ClaimStore


@click.group("sources")
def sources() -> None:
    """List the sources, see how they changed, have them again.

    SOURCE is a name as `stet sources list` has it, or a part of one that fits no other.
    """


@sources.command("list")
@click.argument("article", required=False, default="")
@listed
@DB
def list_sources(article: str, *, form: str, db: str | None) -> int:
    """List the sources with their state and what is kept of each.

    One a line: state, how it came in, when it was last had, size, times seen, versions, name.

    ARTICLE is the name or id of a checked article; the sources of all unless given.
    """
    from tui.source_views import source_record, source_table

    with existing_store(db, readonly=True) as store:
        kept = store.kept_sources(article)
    print_list(form, map(source_record, kept), lambda: source_table(kept))
    return Exit.DONE


@sources.command()
@click.argument("source")
@click.option("--headers", is_flag=True, help="The headers that were sent and that came back, too.")
@click.option("--text", is_flag=True, help="Only the text of the newest copy, as it was read.")
@DB
def show(source: str, *, headers: bool, text: bool, db: str | None) -> int:
    """Show the copies of a source, and what changed last.

    Each copy with its time, hash, address, redirects and certificate; then the difference of the last two versions.
    """
    from tui.output import write_text
    from tui.source_views import source_sheet, text_of

    with existing_store(db, readonly=True) as store:
        (kept,) = _named(store, (source,))
        copies = store.copies(kept.name)
    write_text(text_of(copies) if text else source_sheet(kept, copies, headers=headers))
    return Exit.DONE


@sources.command()
@click.argument("names", nargs=-1, metavar="[SOURCE]...")
@ALLOW
@DB
def refresh(names: tuple[str, ...], *, hosts: tuple[str, ...], db: str | None) -> int:
    """Have sources again, and say what changed.

    A changed page is kept as a further copy; the findings stay as they are until the article is checked again.
    All sources that a check uses, unless SOURCE names some.
    """
    from claims.keeping import Again
    from claims.keeping import refresh as had_again
    from tui.output import write_text
    from tui.source_views import refreshed_lines

    settings = settings_of(db=db, allow_hosts=list(hosts))
    failed = False
    with existing_store(db) as store, fetcher_of(settings) as fetcher:
        wanted = _named(store, names) if names else tuple(kept for kept in store.kept_sources() if kept.articles)
        for each in had_again(wanted, fetcher, store):
            failed = failed or each.again is Again.FAILED
            write_text(refreshed_lines(each))
    return Exit.UNREAD if failed else Exit.DONE


@sources.command()
@click.argument("names", nargs=-1, required=True, metavar="SOURCE...")
@click.option("--used", is_flag=True, help="Also the copies that a check rests on; the log then says so.")
@BY
@DB
def drop(names: tuple[str, ...], *, used: bool, by: str | None, db: str | None) -> int:
    """Take copies of sources out of the store, for good.

    Copies that a check rests on stay unless --used is given. Findings, decisions, the passages in the log and the
    hashes stay in either case.
    """
    from tui.output import write_text
    from tui.source_views import dropped_line

    settings = settings_of(db=db, reviewer=by)
    with existing_store(db) as store:
        for kept in _named(store, names):
            gone = store.drop_copies(kept.name, used=used, reviewer=settings.reviewer, at=datetime.now(UTC))
            write_text(dropped_line(kept, len(gone)))
    return Exit.DONE


@sources.command("export")
@click.argument("names", nargs=-1, metavar="[SOURCE]...")
@click.option("-o", "--output", "file", metavar="FILE", required=True, help="The web archive to write, FILE.warc.gz.")
@DB
def export_warc(names: tuple[str, ...], *, file: str, db: str | None) -> int:
    """Write every kept copy into a web archive.

    WARC/1.1, gzipped: requests and responses as they were, with our hashes beside them. Needs stet-desk[warc].
    All sources, unless SOURCE names some.
    """
    from claims.grouping import counted
    from sources.archive import write_warc
    from tui.output import write_bytes, write_text

    with existing_store(db, readonly=True) as store:
        kept = _named(store, names) if names else store.kept_sources()
        copies = [copy for source in kept for copy in reversed(store.copies(source.name))]
    try:
        archive = write_warc(copies, SOFTWARE)
    except ValueError as missing:
        raise StetError(str(missing)) from missing
    write_bytes(archive, Path(file))
    of = f"{counted(len(copies), 'copy', 'copies')} of {counted(len(kept), 'source')}"
    write_text(f"{of} in {file}\n")
    return Exit.DONE


@sources.command("import")
@click.argument("file")
@DB
def import_warc(file: str, *, db: str | None) -> int:
    """Keep the pages of a web archive.

    Checks with --offline then use them under their addresses. Needs stet-desk[warc].
    """
    from sources.archive import read_warc
    from sources.snapshots import FetchFailure
    from tui.output import write_text

    pages = read_warc(file)
    if isinstance(pages, FetchFailure):
        raise ArticleError(pages.message)
    with open_store(settings_of(db=db).db) as store:
        for page in pages:
            store.save_snapshot(page)
    write_text("".join(f"kept: {page.url}\n" for page in pages))
    return Exit.DONE


@sources.command()
@click.argument("label", required=False, default="")
@DB
def paste(label: str, *, db: str | None) -> int:
    """Keep a passage from standard input as a source.

    It is named pasted:LABEL, and used by that name: stet check ARTICLE -s pasted:LABEL.
    """
    from sources.files import pasted
    from sources.snapshots import FetchFailure
    from tui.display import one_line
    from tui.output import write_text

    passage = pasted(sys.stdin.buffer.read().decode("utf-8", "replace"), label)
    if isinstance(passage, FetchFailure):
        raise ArticleError(passage.message)
    with open_store(settings_of(db=db).db) as store:
        store.save_snapshot(passage)
    write_text(f"kept: {one_line(passage.url)}\n")
    return Exit.DONE


@sources.command()
@click.argument("place")
@listed
@ALLOW
@DB
def find(place: str, *, form: str, hosts: tuple[str, ...], db: str | None) -> int:
    """Say what an article links to, or what a feed or sitemap names.

    One a line: address, then words or date. Nothing but PLACE, a path or an address, is fetched.
    """
    from claims.having import have
    from sources.finding.feeds import broken_list, damage_of
    from sources.snapshots import FetchFailure
    from tui.source_views import found_lines, found_records

    settings = settings_of(db=db, allow_hosts=list(hosts))
    with fetcher_of(settings) as fetcher:
        page = have(place, b"", fetcher, None)
    if isinstance(page, FetchFailure):
        raise (ArticleFetchError if "://" in place else ArticleError)(page.message)
    records = found_records(page)
    if damage := damage_of(page):
        warn(broken_list(place, damage, len(records)))
    print_list(form, records, lambda: found_lines(records))
    return Exit.DONE


def _named(store: ClaimStore, words: tuple[str, ...]) -> tuple[KeptSource, ...]:
    from claims.keeping import named

    return named(store.kept_sources(), words)
