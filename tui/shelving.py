"""The commands on libraries: pages in, what is there, pages again, pages out, and what they say of something."""

from __future__ import annotations

import os
from collections.abc import Iterable
from typing import TYPE_CHECKING

import click

from tui.diagnostics import Exit, narrate
from tui.listed import listed, print_list
from tui.options import ALLOW, LANGUAGE, QUIET, fetcher_of, libraries_folder, library_folder, settings_of

if TYPE_CHECKING:
    from pathlib import Path

    from claims.library.library import Library
    from claims.library.model import Added
    from sources.snapshots import Later

DEFAULT = "default"
MOST_FOUND = 20
MOST_JOBS = 64
NAME = click.option(
    "-l",
    "--library",
    "name",
    metavar="NAME",
    help=f"The library, a name or a folder; the first one that is set, or {DEFAULT!r}, unless given.",
)
JOBS = click.option(
    "-j",
    "--jobs",
    type=click.IntRange(1, MOST_JOBS),
    metavar="N",
    help="How many processes read pages side by side; as many as there are cores unless given.",
)


@click.group("library")
def library() -> None:
    """Keep reference pages at hand, and search them.

    A library is a folder with an index of many pages: their words, their figures by value and unit, their quotes by
    speaker. `stet check --library NAME` finds in it the pages that an article is to be held against.
    """


@library.command()
@click.argument("pages", nargs=-1, required=True, metavar="PAGE...")
@NAME
@click.option("--shards", type=click.IntRange(1, 64), metavar="N", help="Into how many files a new library is divided.")
@JOBS
@listed
@ALLOW
@QUIET
def add(
    pages: tuple[str, ...],
    *,
    name: str | None,
    shards: int | None,
    jobs: int | None,
    form: str,
    hosts: tuple[str, ...],
    quiet: bool,
) -> int:
    """Add pages; begins the library if there is none.

    PAGE is a path, an address, a folder (all files in it that can be read), a web archive (.warc.gz), a feed or a
    sitemap (the pages that it names). A page that is there with the same bytes is not touched; a changed one is
    replaced. Stopped half-way, each page is as it was or as it is now: add again to go on.
    """
    from claims.library.adding import add as added
    from claims.library.library import Library

    with Library.open(_folder(name), shards=shards or 0) as opened, _web(hosts) as web:
        return _tell(opened, added(opened, pages, web, jobs or _cores()), form, quiet=quiet)


@library.command("list")
@NAME
@listed
def list_pages(*, name: str | None, form: str) -> int:
    """List the pages, and how much there is in each.

    One a line: when it was had, language, size, passages, figures, quotes, name.
    """
    from claims.library.library import Library
    from tui.library_views import page_record, page_table

    with Library.open(_folder(name), readonly=True) as opened:
        pages = tuple(opened.pages())
    print_list(form, map(page_record, pages), lambda: page_table(pages))
    return Exit.DONE


@library.command()
@listed
def names(*, form: str) -> int:
    """List the libraries that go by a name alone.

    One a line: name, pages, passages, figures, quotes, folder.
    """
    from claims.library.library import Library, shard_files
    from tui.library_views import library_record, library_table

    folder = libraries_folder()
    found = sorted(path for path in folder.iterdir() if path.is_dir()) if folder.is_dir() else []
    records = []
    for path in found:
        if shard_files(path):
            with Library.open(path, readonly=True) as opened:
                records.append(library_record(opened.name, opened.path, opened.totals()))
    print_list(form, records, lambda: library_table(records))
    return Exit.DONE


@library.command()
@NAME
@JOBS
@listed
@ALLOW
@QUIET
def update(*, name: str | None, jobs: int | None, form: str, hosts: tuple[str, ...], quiet: bool) -> int:
    """Have every page again, and what is new in the folders, archives and feeds that were added.

    A page that cannot be had any more stays as it is. A server is asked only whether it has another version.
    """
    from claims.library.adding import update as updated

    with _existing(name) as opened, _web(hosts) as web:
        return _tell(opened, updated(opened, web, jobs or _cores()), form, quiet=quiet)


@library.command()
@click.argument("pages", nargs=-1, required=True, metavar="PAGE...")
@NAME
@listed
def drop(pages: tuple[str, ...], *, name: str | None, form: str) -> int:
    """Take pages out.

    PAGE is a name as `stet library list` has it, or a folder that was added: all its pages go, and none comes again.
    Of a feed, a sitemap or an archive the pages stay, and no further ones come.
    What the store keeps of a check that rested on a page stays. Where one PAGE is unknown nothing is taken out.
    """
    from claims.library.adding import drop as dropped

    with _existing(name) as opened:
        return _tell(opened, dropped(opened, *pages), form, quiet=True)


@library.command()
@click.argument("text", required=False, default="")
@NAME
@click.option("--speaker", default="", metavar="NAME", help="Only what NAME said; TEXT may be left out then.")
@click.option(
    "--language",
    type=LANGUAGE,
    metavar="CODE",
    help="How a figure is written (1.400 in de); found out otherwise.",
)
@click.option("-n", "--most", type=click.IntRange(1, 1000), default=MOST_FOUND, metavar="N", help="Places at most; 20.")
@listed
def search(text: str, *, name: str | None, speaker: str, language: str | None, most: int, form: str) -> int:
    """Search for a figure, a quote, or what somebody said.

    TEXT that is a figure with its unit ("1.4 bn dollars", "more than 30 km") is looked up by value: whatever is the
    same within the digits given, in any unit of the kind. Any other TEXT is looked for as a quote, however it may have
    been altered.
    """
    from claims.library.library import Library
    from claims.library.searching import search as searched
    from claims.library.searching import understood
    from tui.library_views import found_record, found_table

    question = understood(text, speaker, language or "")
    if not question.can_be_asked:
        raise click.UsageError("there is nothing to search for: give a quote, a figure, or --speaker")
    with Library.open(_folder(name), readonly=True) as opened:
        found = searched(opened, question, most)
        totals = opened.totals()
    print_list(form, map(found_record, found), lambda: found_table(question, found, totals))
    return Exit.DONE


def _folder(name: str | None) -> Path:
    chosen = settings_of(libraries=[name] if name else []).libraries
    return library_folder(chosen[0] if chosen else DEFAULT)


def _existing(name: str | None) -> Library:
    """The library, open to be written; an error where there is none, since only `add` begins one."""
    from claims.library.library import Library

    Library.open(_folder(name), readonly=True).close()
    return Library.open(_folder(name))


def _web(hosts: tuple[str, ...]) -> Later:
    return fetcher_of(settings_of(allow_hosts=list(hosts)))


def _cores() -> int:
    return min(os.cpu_count() or 1, MOST_JOBS)


def _tell(opened: Library, outcomes: Iterable[Added], form: str, *, quiet: bool) -> int:
    """Prints what became of each page and how much the library now holds; the exit code."""
    from claims.library.model import Outcome
    from tui.library_views import added_record, added_table

    done = []
    for each in outcomes:
        done.append(each)
        if not quiet:
            narrate(f"{each.outcome.value:<8}{each.name}")
    print_list(form, map(added_record, done), lambda: added_table(done, opened.name, opened.totals()))
    return Exit.UNREAD if any(each.outcome is Outcome.FAILED for each in done) else Exit.DONE
