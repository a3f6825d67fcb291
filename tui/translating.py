"""Which translators a command asks: nobody, unless a flag or a setting says so."""

from __future__ import annotations

import click

from claims.errors import ConfigError
from sources.translation import APERTIUM, Translator, Untranslated, translator
from tui.settings import NOBODY, SERVED, Settings

AUTO = "auto"
TRANSLATE = click.option(
    "--translate",
    metavar="WHO",
    help="Gloss foreign passages: none (unless set), auto (Apertium if installed), or translators by name.",
)


def translators_of(settings: Settings, *, offline: bool = False) -> tuple[Translator, ...]:
    """The translators that are to be asked, in their order; `offline` no server.

    `auto` is Apertium where it is installed, and nobody else: no server is asked unless it is named. Raises
    `ConfigError` for a name that is no translator's, or one whose server is not set.
    """
    found = []
    for name in names_of(settings):
        if offline and name in SERVED:
            continue
        one = translator(APERTIUM if name == AUTO else name, settings.servers)
        if isinstance(one, Untranslated):
            what, _, hint = one.message.partition(". ")
            raise ConfigError(what, hint)
        if name != AUTO or not isinstance(one.pairs(), Untranslated):
            found.append(one)
    return tuple(found)


def names_of(settings: Settings) -> tuple[str, ...]:
    """The names that the setting has, each once."""
    names = (name.strip() for name in settings.translate.split(","))
    return tuple(dict.fromkeys(name for name in names if name not in {"", NOBODY}))
