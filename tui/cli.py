"""The commands. Each parses, calls one function downstairs, and hands what comes back to `output`.

What a command needs is imported when it runs, so that `stet --help` answers at once.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from pathlib import Path

import click

from claims.errors import StetError, StoreError
from tui.checking import check
from tui.configuring import completion, config
from tui.diagnostics import Exit, exit_code, report_error
from tui.keeping import sources
from tui.listed import listed, print_list
from tui.listing import list_claims, status
from tui.marking import mark
from tui.options import DB, settings_of
from tui.reviewing import review
from tui.version import __version__


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="stet", message="%(prog)s %(version)s")
def stet() -> None:
    """Check the quotes and the figures of an article against its sources.

    Exit codes: 0 done; 1 a finding named with --fail-on; 2 wrong usage, settings or article file;
    3 a source (or an article's address) could not be read; 4 the store; 130 interrupted.
    """


stet.add_command(check)
stet.add_command(review)
stet.add_command(mark)
stet.add_command(list_claims)
stet.add_command(status)
stet.add_command(sources)
stet.add_command(config)
stet.add_command(completion)


@stet.command()
@click.argument("article", required=False, default="")
@click.option("--format", "form", type=click.Choice(["jsonl", "csv"]), required=True, help="The log, or a row a claim.")
@click.option("-o", "--output", "file", metavar="FILE", help="Write to FILE instead of standard output.")
@click.option("--raw", is_flag=True, help="CSV cells as they are, also where a spreadsheet would run them.")
@DB
def export(article: str, form: str, file: str | None, *, raw: bool, db: str | None) -> int:
    """Print what was decided, for a desk or a program.

    Who decided what and when, on which passage of which copy of which source.

    ARTICLE is the name or id of a checked article; all of them unless given.
    """
    from claims.export import csv, jsonl
    from claims.ledger.store import ClaimStore
    from tui.output import write_text

    settings = settings_of(db=db)
    with ClaimStore.open(settings.db, create=False, readonly=True) as store:
        names = [article] if article else [summary.id for summary in store.articles()]
        states = [store.review(name) for name in names]
    write_text(csv.export(states, raw=raw) if form == "csv" else jsonl.export(states), Path(file) if file else None)
    return Exit.DONE


@stet.command()
@click.argument("article", required=False, default="")
@click.option("--verify", is_flag=True, help="Prove that no event was changed or taken out since it was written.")
@listed
@DB
def log(article: str, db: str | None, *, verify: bool, form: str) -> int:
    """Print the events of the review, or prove them.

    One event a line; `stet export --format jsonl` has them whole.

    ARTICLE is the name or id of a checked article; all of them unless given.
    """
    from claims.ledger.store import ClaimStore
    from tui.output import log_line, write_text

    settings = settings_of(db=db)
    with ClaimStore.open(settings.db, create=False, readonly=True) as store:
        if not verify:
            events = store.events(article)
            records = (event.model_dump(mode="json") for event in events)
            print_list(form, records, lambda: "".join(map(log_line, events)))
            return Exit.DONE
        proof = store.verify_log()
    if not proof.ok:
        raise StoreError(f"{settings.db}: the log breaks at event {proof.broken_seq}: {proof.reason}")
    write_text(f"{proof.events} events, none changed; the last one's hash is {proof.head}\n")
    return Exit.DONE


def main(arguments: Sequence[str] | None = None) -> None:
    """The entry point of the `stet` command; ends the process with one of the codes of `Exit`."""
    sys.exit(_run(arguments))


def _run(arguments: Sequence[str] | None) -> int:
    try:
        return int(stet.main(args=arguments, prog_name="stet", standalone_mode=False) or Exit.DONE)
    except click.exceptions.Exit as done:
        return done.exit_code
    except click.exceptions.NoArgsIsHelpError as bare:
        click.echo(bare.ctx.get_help() if bare.ctx else bare.message)
        return Exit.USAGE
    except click.ClickException as wrong:
        where = wrong.ctx.command_path if isinstance(wrong, click.UsageError) and wrong.ctx else "stet"
        message = wrong.format_message().rstrip(".")
        report_error(f"{message}{'' if message.endswith('?') else '.'} See: {where} --help")
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
