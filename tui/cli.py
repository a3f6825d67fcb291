"""The commands. Each parses, calls one function downstairs, and hands what comes back to `output`.

What a command needs is imported when it runs, so that `stet --help` answers at once.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence

import click

from claims.errors import StetError
from tui.checking import check
from tui.configuring import completion, config
from tui.diagnostics import Exit, exit_code, report_error
from tui.doctor import doctor
from tui.exporting import export
from tui.keeping import sources
from tui.listing import list_claims, status
from tui.logbook import log
from tui.marking import mark
from tui.options import settings_of
from tui.reviewing import has_screen, open_screen, review
from tui.version import __version__


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


stet.add_command(check)
stet.add_command(review)
stet.add_command(mark)
stet.add_command(list_claims)
stet.add_command(status)
stet.add_command(sources)
stet.add_command(config)
stet.add_command(completion)
stet.add_command(doctor)
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
