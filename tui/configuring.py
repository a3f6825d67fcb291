"""The commands about the program itself: the settings in force, and completion for a shell."""

from __future__ import annotations

import os
from pathlib import Path

import click

from tui.diagnostics import Exit
from tui.listed import listed, print_list
from tui.settings import SETTINGS, Settings, files, layers, load_settings

SHELLS = ("bash", "zsh", "fish")


@click.group("config")
def config() -> None:
    """Show the settings in force, where each comes from, and where they are looked for.

    A flag is stronger than STET_*, which is stronger than the nearest stet.toml, from this folder upwards, which is
    stronger than your own file.
    """


@config.command()
@listed
def show(form: str) -> int:
    """Show every setting with its value and where that comes from."""
    from tui.table import table

    load_settings(Path.cwd(), os.environ, {})  # refuses what could not be used
    origins: dict[str, str] = {}
    values: dict[str, object] = {}
    for layer in layers(Path.cwd(), os.environ, {}):
        origins |= dict.fromkeys(layer.values, layer.origin)
        values |= layer.values
    records = [
        {
            "setting": each.key,
            "value": values.get(each.key, _default(each.key)),
            "origin": origins.get(each.key, "default"),
        }
        for each in SETTINGS
    ]
    print_list(
        form, records, lambda: table([(str(r["setting"]), _written(r["value"]), str(r["origin"])) for r in records])
    )
    return Exit.DONE


def _default(key: str) -> str | list[str]:
    value = getattr(Settings(), key)
    return list(value) if isinstance(value, tuple) else str(value or "")


def _written(value: object) -> str:
    from tui.display import one_line

    words = " ".join(map(str, value)) if isinstance(value, list) else str(value)
    return one_line(words) or "-"


@config.command()
def path() -> int:
    """Show the files that are read, the strongest first, and whether each is there."""
    from tui.output import say

    for file in files(Path.cwd()):
        say(f"{'found' if file.is_file() else 'not there'}  {file}")
    return Exit.DONE


@config.command()
def schema() -> int:
    """Show every setting with its environment variable, an example for the file, and what it is for."""
    from tui.output import write_text

    lines = [f"# {each.meaning}; {each.variable}\n{each.key} = {each.example}\n" for each in SETTINGS]
    write_text("\n".join(lines))
    return Exit.DONE


@click.command()
@click.argument("shell", type=click.Choice(SHELLS))
@click.pass_context
def completion(context: click.Context, shell: str) -> int:
    """Print what makes a shell complete commands, options and their words.

    \b
    bash   eval "$(stet completion bash)"      in ~/.bashrc
    zsh    eval "$(stet completion zsh)"       in ~/.zshrc
    fish   stet completion fish | source       in ~/.config/fish/config.fish
    """
    from click.shell_completion import get_completion_class

    from tui.output import write_text

    made = get_completion_class(shell)
    assert made is not None  # noqa: S101 - the choice holds what click knows
    write_text(made(context.find_root().command, {}, "stet", "_STET_COMPLETE").source() + "\n")
    return Exit.DONE
