"""`stet watch`: what is new in feeds and folders is checked as it comes, and waits in the store for the review."""

from __future__ import annotations

import json
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING, Any

import click

from tui.diagnostics import Exit, narrate
from tui.options import ALLOW, DB, LANGUAGE, LIBRARY, QUIET, fetcher_of, library_folder, open_store, settings_of
from tui.translating import TRANSLATE, translators_of

if TYPE_CHECKING:
    from claims.watching import Outcome, Watch
    from tui.settings import Settings


@click.command()
@click.argument("places", nargs=-1, required=True, metavar="FEED|DIR...")
@click.option("-s", "--source", "names", multiple=True, metavar="SOURCE", help="A reference text; may be repeated.")
@click.option("--links", is_flag=True, help="Also use the pages that each article links to.")
@click.option(
    "--language", type=LANGUAGE, metavar="CODE", help="The articles' language (fr, en, zh ...); found out unless given."
)
@click.option("--indirect", is_flag=True, help="Also list reported speech without quotation marks.")
@click.option("--once", is_flag=True, help="One round, then end: for cron.")
@click.option(
    "--every",
    type=click.FloatRange(min=1),
    metavar="SECONDS",
    help="Between two looks; 900 for a feed and 5 for a folder unless given.",
)
@click.option("--jsonl", is_flag=True, help="An object a line for each article.")
@ALLOW
@LIBRARY
@TRANSLATE
@DB
@QUIET
def watch(places: tuple[str, ...], names: tuple[str, ...], **options: Any) -> int:
    """Check what is new in feeds and folders as it comes.

    Every new or changed article is checked once, against each SOURCE and --library, and waits in the store for
    `stet review`, whose list can be put in the order of what needs attention. A line is printed for each.

    FEED is the address of a feed (RSS, Atom) or sitemap, DIR a folder; a file in it is taken once it has stopped
    changing. A server is asked whether its feed has changed, not before the feed's own `ttl` and `Retry-After`, and
    more and more rarely while it fails. What was seen is kept in the store: after a stop nothing is checked twice.

    Ctrl-C and SIGTERM end it after the article at hand, with 0. With --once the exit code is 3 where something could
    not be read.
    """
    from claims.grouping import counted

    for place in places:
        if "://" not in place and not Path(place).is_dir():
            raise click.BadParameter(f"{place} is neither an address nor a folder", param_hint="FEED|DIR")
    if "-" in names:
        raise click.BadParameter("standard input cannot be a source of many articles", param_hint="-s")
    settings = settings_of(
        db=options["db"],
        allow_hosts=list(options["hosts"]),
        translate=options["translate"],
        libraries=list(options["libraries"]),
    )
    with _watch(places, names, settings, options) as watching, _stopped_by_signals(watching) as over:
        if not options["quiet"]:
            _tell_who_waits(watching)
            if not options["once"]:
                narrate(f"watching {counted(len(set(places)), 'place')}; Ctrl-C ends it")
        told = (watching.once if options["once"] else watching.run)(_now, over.wait)
        failed = [outcome for outcome in map(_tell(jsonl=options["jsonl"]), told) if options["once"] and outcome]
    if not options["quiet"]:
        narrate("watched once" if options["once"] else "stopped; what was checked is in the store")
    return Exit.UNREAD if failed else Exit.DONE


def _tell_who_waits(watching: Watch) -> None:
    """Which feeds are not asked yet, for a person who would take the silence for "nothing new"."""
    for name, due, failed in watching.left_alone(_now()):
        why = "it could not be read when it was asked last" if failed else "it was asked not long ago"
        narrate(f"not asked before {due.astimezone().strftime('%H:%M:%S')}, since {why}: {name}")


@contextmanager
def _watch(
    places: tuple[str, ...], names: tuple[str, ...], settings: Settings, options: dict[str, Any]
) -> Iterator[Watch]:
    from claims.check import CheckRequest
    from claims.ledger.store import PATIENCE
    from claims.watching import Watch
    from sources.fetch import Limits

    now = _now()
    request = CheckRequest(
        "",
        tuple(dict.fromkeys(names)),
        now,
        language=options["language"] or "",
        indirect=options["indirect"],
        links=options["links"],
        translators=translators_of(settings, offline=False),
        libraries=tuple(map(library_folder, settings.libraries)),
    )
    # One attempt: the next look is the next one.
    limits = Limits(attempts=1)
    with (
        fetcher_of(settings, limits=limits) as fetcher,
        open_store(settings.db, busy_seconds=PATIENCE) as store,
    ):
        yield Watch(places, request, fetcher, store, now=now, every=options["every"])


@contextmanager
def _stopped_by_signals(watching: Watch) -> Iterator[Event]:
    """Ends the watch after the article at hand; a second signal ends it at once."""
    over = Event()
    before = {number: signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)}

    def stop(number: int, _: object) -> None:
        watching.stop()
        over.set()
        signal.signal(number, signal.SIG_DFL)
        narrate("stopping after the article at hand; once more stops at once")

    for number in before:
        signal.signal(number, stop)
    try:
        yield over
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _tell(*, jsonl: bool) -> Any:
    """Prints an outcome, and says whether it was a failure."""
    from claims.watching import Became
    from tui.output import write_text

    def told(outcome: Outcome) -> bool:
        write_text(f"{json.dumps(record(outcome), ensure_ascii=False) if jsonl else line(outcome)}\n")
        return outcome.became is Became.FAILED

    return told


def record(outcome: Outcome) -> dict[str, Any]:
    """An outcome as `--jsonl` prints it."""
    return {
        "at": outcome.at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        "article": outcome.name,
        "became": outcome.became.value,
        "id": outcome.article_id,
        "claims": outcome.claims,
        "findings": dict(sorted(outcome.findings.items())),
        "place": outcome.place,
        "message": outcome.message,
    }


def line(outcome: Outcome) -> str:
    """An outcome in a line: `14:07:31  checked  12 claims, 2 differing, 1 not found  https://…`."""
    from claims.grouping import counted
    from claims.model import FAULTS, NOT_FOUND
    from claims.watching import Became
    from tui.display import one_line

    clock = outcome.at.astimezone().strftime("%H:%M:%S")
    if outcome.became is not Became.CHECKED:
        name = "" if outcome.name in outcome.message else f"  {outcome.name}"
        return one_line(f"{clock}  {outcome.became.value:<7}  {outcome.message}{name}")
    parts = [counted(outcome.claims, "claim")]
    for words, kinds in (("differing", FAULTS), ("not found", NOT_FOUND)):
        count = sum(outcome.findings.get(kind.value, 0) for kind in kinds)
        parts += [f"{count} {words}"] if count else []
    return one_line(f"{clock}  {outcome.became.value:<7}  {', '.join(parts)}  {outcome.name}")


def _now() -> datetime:
    return datetime.now(UTC)
