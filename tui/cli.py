"""The commands. Each parses, calls one function downstairs, and hands what comes back to `output`.

What a command needs is imported when it runs, so that `stet --help` answers at once.
"""

from __future__ import annotations

import difflib
import errno
import gc
import os
import select
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from typing import Any

import click

from claims.errors import StetError
from tui.diagnostics import Exit, exit_code, report_error
from tui.faults import report_fault, words_of
from tui.version import __version__

COMMANDS = {
    "check": "tui.checking:check",
    "claims": "tui.listing:list_claims",
    "completion": "tui.configuring:completion",
    "config": "tui.configuring:config",
    "doctor": "tui.doctor:doctor",
    "export": "tui.exporting:export",
    "library": "tui.shelving:library",
    "log": "tui.logbook:log",
    "mark": "tui.marking:mark",
    "review": "tui.reviewing:review",
    "sources": "tui.keeping:sources",
    "status": "tui.listing:status",
    "watch": "tui.watching:watch",
}
"""Every command with where it is: one is loaded when it is asked for, so that the others cost nothing."""


class _ReaderGone(Exception):
    """Nobody reads our standard output any more."""


class _NoRoom(Exception):
    """Standard output is a file on a full disk, or one that may not grow."""


@contextmanager
def _output_told_apart() -> Iterator[None]:
    """Makes what goes wrong with it errors of their own, for which click or Python would end with 1: that means a
    finding.
    """
    try:
        yield
        sys.stdout.flush()
    except BrokenPipeError as gone:
        if not _reader_is_gone():
            raise
        raise _ReaderGone from gone
    except OSError as refused:
        if refused.filename is None and refused.errno in {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}:
            raise _NoRoom(refused.strerror) from refused
        raise


def _reader_is_gone() -> bool:
    """Whether it is standard output that nobody reads: a process of ours that has died breaks a pipe as well."""
    if not hasattr(select, "poll"):
        return True
    poll = select.poll()
    poll.register(sys.stdout.fileno(), 0)
    return bool(poll.poll(0))


class Commands(click.Group):
    """A group whose commands are loaded one by one."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's own signature
        return sorted(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002 - likewise
        if cmd_name not in COMMANDS:
            return None
        module, _, name = COMMANDS[cmd_name].partition(":")
        command: click.Command = getattr(import_module(module), name)
        return command

    def make_context(self, *args: Any, **extra: Any) -> click.Context:
        with _output_told_apart():
            return super().make_context(*args, **extra)

    def invoke(self, ctx: click.Context) -> object:
        with _output_told_apart():
            return super().invoke(ctx)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        try:
            return super().resolve_command(ctx, args)
        except click.UsageError as wrong:
            near = difflib.get_close_matches(args[0], COMMANDS, n=1)
            hint = f" Did you mean {near[0]!r}?" if near else ""
            raise click.UsageError(f"No such command {args[0]!r}.{hint}", ctx) from wrong


@click.group(
    cls=Commands,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    invoke_without_command=True,
)
@click.version_option(__version__, prog_name="stet", message="%(prog)s %(version)s")
@click.pass_context
def stet(context: click.Context) -> int:
    """Check the quotes and the figures of an article against its sources.

    Without a command the desk opens in the terminal: all articles, and the way to open one.

    Exit codes: 0 done; 1 a finding named with --fail-on; 2 wrong usage, settings or article file;
    3 a source (or an article's address) could not be read; 4 the store; 70 a fault of stet; 130 interrupted.
    """
    if context.invoked_subcommand is not None:
        return Exit.DONE
    from tui.options import settings_of
    from tui.reviewing import has_screen, open_screen

    if has_screen():
        return open_screen("", settings_of())
    click.echo(context.get_help())
    return Exit.USAGE


def main(arguments: Sequence[str] | None = None) -> None:
    """The entry point of the `stet` command; ends the process with one of the codes of `Exit`."""
    try:
        code = _run(arguments)
    except Exception as fault:  # the border of the program: Python would end with 1, and that means a finding
        report_fault(fault)
        code = Exit.FAULT
    gc.freeze()  # else Python, as it ends, looks through all that was loaded once more: a tenth of a short command
    sys.exit(code)


def _run(arguments: Sequence[str] | None) -> int:
    _open_what_is_closed()
    try:
        return int(stet.main(args=arguments, prog_name="stet", standalone_mode=False) or Exit.DONE)
    except click.exceptions.Exit as done:
        return done.exit_code
    except click.ClickException as wrong:
        if isinstance(wrong, click.exceptions.NoArgsIsHelpError) and wrong.ctx:
            click.echo(wrong.ctx.get_help())
        else:
            report_error(_usage(wrong, sys.argv[1:] if arguments is None else arguments))
        return Exit.USAGE
    except (click.Abort, KeyboardInterrupt) as stopped:
        key = stopped.__cause__ or stopped  # click puts an error of its own in the place of Ctrl-C's
        told = key.args if isinstance(key, KeyboardInterrupt) else ()
        report_error("; ".join(("interrupted", "what was saved before is kept", *map(str, told))))
        sys.stdout.flush()
        # Threads that still wait for a server must not hold up a person who has stopped waiting.
        os._exit(Exit.INTERRUPTED)
    except _ReaderGone:
        _say_no_more()
        return Exit.DONE
    except _NoRoom as refused:
        _say_no_more()
        report_error(f"what was to be printed cannot be written: {refused}. Make room, or write it elsewhere")
        return Exit.USAGE
    except StetError as error:
        report_error(words_of(error))
        return exit_code(error)


def _open_what_is_closed() -> None:
    """A standard stream that was closed (`>&-`) leads nowhere: else the next file to be opened would take its place."""
    for number, name in enumerate(("stdin", "stdout", "stderr")):
        if getattr(sys, name) is None:
            nowhere = Path(os.devnull).open("w" if number else "r", encoding="utf-8")  # noqa: SIM115 - for good
            setattr(sys, name, nowhere)


def _usage(wrong: click.ClickException, arguments: Sequence[str]) -> str:
    """What is wrong with the arguments, and where to look, in one line."""
    command = f"stet {arguments[0]}" if arguments and arguments[0] in COMMANDS else "stet"
    where = wrong.ctx.command_path if isinstance(wrong, click.UsageError) and wrong.ctx else command
    message = " ".join(wrong.format_message().split()).rstrip(".")
    for theirs, ours in _PLAINER.items():
        message = message.replace(theirs, ours)
    return f"{message}{'' if message.endswith('?') else '.'} See: {where} --help"


_PLAINER = {
    "is not a valid integer range": "is no whole number",
    "is not a valid integer": "is no whole number",
    "is not a valid float range": "is no number",
    "is not in the range x>=1": "is too small: 1 is the least",
}
"""Words of click's that are about its own types, and ours."""


def _say_no_more() -> None:
    """What still waits to be written goes nowhere."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
