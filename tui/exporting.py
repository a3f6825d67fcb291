"""The command that lets a review out of the desk, in any of the formats of `claims.export.exporters`."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

import click
from click.shell_completion import CompletionItem

from claims.errors import ConfigError, StetError
from claims.export.exporters import EXPORTERS, Exporter, Option, contents_of, exporter, names
from tui.diagnostics import Exit
from tui.options import DB, existing_store
from tui.version import SOFTWARE


class Format(click.ParamType[Exporter]):
    """The name of a format; one of another package is imported when it is named."""

    name = "format"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Exporter:
        if isinstance(value, Exporter):
            return value
        try:
            return exporter(value)
        except ConfigError as unknown:
            self.fail(str(unknown), param, ctx)

    def shell_complete(
        self,
        ctx: click.Context,  # noqa: ARG002 - the shape is click's
        param: click.Parameter,  # noqa: ARG002
        incomplete: str,
    ) -> list[CompletionItem]:
        return [CompletionItem(name) for name in names() if name.startswith(incomplete)]


class ExportCommand(click.Command):
    """The command with the options of all our formats, and with those of another package's where it is asked for."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        ctx.meta[__name__] = click_options(_others_in(args))
        return super().parse_args(ctx, args)

    def get_params(self, ctx: click.Context) -> list[click.Parameter]:
        ours = super().get_params(ctx)
        known = {param.name for param in ours}
        return [*ours, *(param for param in ctx.meta.get(__name__, ()) if param.name not in known)]

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002 - click's
        with formatter.section("Formats"):
            formatter.write_dl([(each.name, each.description) for each in EXPORTERS.values()])


def _others_in(args: Sequence[str]) -> tuple[Exporter, ...]:
    """The format of another package that these arguments ask for, if they do."""
    after = next((word for before, word in pairwise(args) if before == "--format"), "")
    name = after or next((word.partition("=")[2] for word in args if word.startswith("--format=")), "")
    return (exporter(name),) if name in set(names()) - set(EXPORTERS) else ()


def click_options(exporters: Iterable[Exporter]) -> list[click.Parameter]:
    """The options of formats as those of a command; one that several formats have stands once."""
    options: dict[str, Option] = {}
    of: dict[str, list[str]] = {}
    for each in exporters:
        for option in each.options:
            options.setdefault(option.name, option)
            of.setdefault(option.name, []).append(each.name)
    return [_click_option(option, of[name]) for name, option in options.items()]


def _click_option(option: Option, formats: Sequence[str]) -> click.Option:
    return click.Option(
        [f"--{option.name}", option.name.replace("-", "_")],
        is_flag=option.is_flag,
        type=None if option.is_flag else click.Choice(option.choices) if option.choices else str,
        metavar=None if option.is_flag or option.choices else option.metavar,
        help=f"{', '.join(formats)}: {option.help}",
    )


@click.command(cls=ExportCommand)
@click.argument("article", required=False, default="")
@click.option("--format", "form", type=Format(), metavar="NAME", required=True, help="One of the formats below.")
@click.option("-o", "--output", "file", metavar="FILE", help="Write to FILE instead of standard output.")
@DB
def export(article: str, form: Exporter, file: str | None, *, db: str | None, **options: Any) -> int:
    """Print what was decided, for a desk or a program.

    Who decided what and when, on which passage of which copy of which source. The same store gives the same bytes.

    ARTICLE is the name or id of a checked article; all of them unless given.
    """
    from tui.output import STDOUT, write_bytes

    if form.is_binary and file in {None, STDOUT} and sys.stdout.isatty():
        raise click.UsageError(f"{form.name} is not for a terminal; name a file with -o")
    given = {name.replace("_", "-"): value for name, value in options.items() if value}
    with existing_store(db, readonly=True) as store:
        contents = contents_of(store, article, copies=form.needs_copies, software=SOFTWARE)
    write_bytes(_rendered(form, contents, given), Path(file) if file else None)
    return Exit.DONE


def _rendered(form: Exporter, contents: Any, given: dict[str, Any]) -> bytes:
    try:
        return form.export(contents, given)
    except StetError:
        raise
    except Exception as broken:
        if form.name in EXPORTERS:
            raise
        raise StetError(f"the format {form.name} failed ({broken!r})", "Tell its authors; ours still work") from broken


export.params += click_options(EXPORTERS.values())
